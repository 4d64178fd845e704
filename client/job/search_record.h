/*
 * One application of a file that is imported, field by field.
 */
#ifndef CLIENT_JOB_SEARCH_RECORD_H
#define CLIENT_JOB_SEARCH_RECORD_H

#include "core/arena.h"
#include "core/err.h"
#include "roadmap/v1/job.pb-c.h"

/* In the order of the columns that are exported. */
enum search_field {
	SEARCH_COMPANY,
	SEARCH_ROLE,
	SEARCH_CHANNEL,
	SEARCH_PLATFORM,
	SEARCH_URL,
	SEARCH_LOCATION,
	SEARCH_WORKPLACE,
	SEARCH_SALARY,
	SEARCH_RESUME,
	SEARCH_STAGE,
	SEARCH_SINCE,
	SEARCH_FOLLOW_UP,
	SEARCH_HISTORY,
	SEARCH_CONTACTS,
	SEARCH_CASE_STUDIES,
	SEARCH_NOTES,
	SEARCH_FIELDS,                  /* of these: how many are exported */
	SEARCH_APPLIED = SEARCH_FIELDS, /* only read */
	SEARCH_CONTACT_ROLE,
	SEARCH_REACH,
	SEARCH_READ, /* how many are read */
};

/* "follow-up": the column as it is exported. */
const char *search_record_field_name(enum search_field field);
/* By a header, whatever its case and blanks, or what others call it; SEARCH_READ if none. */
enum search_field search_record_field_find(const char *header);

/* The id of a stage, channel or workplace, "" for none. */
const char *search_record_known(const char *id);

struct search_record {
	Pb__JobRecord *message;
	size_t line; /* where it begins; 0: not known */
	/* what the history is made of, if the file tells none */
	uint32_t stage;
	const char *since, *applied, *contact_role, *reach;
};

struct search_record *search_record_new(size_t line, struct arena *arena);

/* INVALID_ARGUMENT for a value that the field cannot have; "" is as if it were not there. */
enum err_code search_record_set(struct search_record *record, enum search_field field,
    const char *text, struct arena *arena, struct err *err);

/* Adds to the lists; what is wrong in them the daemon tells. */
void search_record_add_stage(struct search_record *record, uint32_t stage, uint32_t round,
    const char *day, struct arena *arena);
void search_record_add_contact(struct search_record *record, const char *name, const char *role,
    const char *reach, struct arena *arena);
void search_record_add_note(struct search_record *record, const char *text, int64_t at_s,
    struct arena *arena);
void search_record_add_study(struct search_record *record, const char *title, struct arena *arena);

/* After the last field: the history, from the stage and its day if there is none. */
void search_record_finish(struct search_record *record, const char *today, struct arena *arena);

#endif
