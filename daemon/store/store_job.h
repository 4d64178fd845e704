/*
 * The tables of the job search, as store.h has the others: one function a query, no policy.
 */
#ifndef STORE_STORE_JOB_H
#define STORE_STORE_JOB_H

#include "store/store.h"

struct store_job {
	const char *id;
	const char *company, *role;
	uint32_t channel; /* roadmap.v1.Channel */
	const char *platform, *url, *location;
	uint32_t workplace; /* roadmap.v1.Workplace */
	const char *salary, *resume;
	const char *follow_up;            /* "2026-03-01", or "" */
	const char *roadmap_id, *step_id; /* both "" if it belongs to no step */
	int64_t added_at;
	const char *changed_by; /* the id of the action that wrote it last */
	/* only read: */
	int64_t noted_at; /* the latest note; 0: none */
	uint32_t n_notes, n_contacts;
};

struct store_job_stage {
	const char *application_id;
	uint32_t stage; /* roadmap.v1.Stage */
	uint32_t round;
	const char *day;
};

struct store_job_contact {
	const char *application_id;
	const char *name, *role, *reach;
};

struct store_job_note {
	const char *application_id;
	const char *id, *text;
	int64_t at;
};

struct store_job_study {
	const char *application_id;
	const char *title;
};

/* In the order they were added. */
enum err_code store_job_list(struct store *store, struct arena *arena, struct store_job **ret_list,
    size_t *ret_n, struct err *err);
/* Adds it, or writes it anew under its id; what it was added at stays. */
enum err_code store_job_put(struct store *store, const struct store_job *job, struct err *err);
/* With all that belongs to it. */
enum err_code store_job_remove(struct store *store, const char *id, struct err *err);
/* What belongs to a step goes to another. */
enum err_code store_job_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err);

/* Those of one application together, in the order of its history. */
enum err_code store_job_stage_list(struct store *store, struct arena *arena,
    struct store_job_stage **ret_list, size_t *ret_n, struct err *err);
enum err_code store_job_stage_add(struct store *store, const struct store_job_stage *stage,
    uint32_t place, struct err *err);
enum err_code store_job_stage_drop(struct store *store, const char *application_id,
    struct err *err);

/* Of one application, or "" for all: those of one together, by name and by date. */
enum err_code store_job_contact_list(struct store *store, struct arena *arena,
    const char *application_id, struct store_job_contact **ret_list, size_t *ret_n,
    struct err *err);
/* In place of the one of this name. */
enum err_code store_job_contact_put(struct store *store, const struct store_job_contact *contact,
    struct err *err);
enum err_code store_job_contact_remove(struct store *store, const char *application_id,
    const char *name, struct err *err);
enum err_code store_job_note_list(struct store *store, struct arena *arena,
    const char *application_id, struct store_job_note **ret_list, size_t *ret_n, struct err *err);
enum err_code store_job_note_add(struct store *store, const struct store_job_note *note,
    struct err *err);
enum err_code store_job_note_remove(struct store *store, const char *application_id, const char *id,
    struct err *err);

/* Those of one application together, in their order. */
enum err_code store_job_study_list(struct store *store, struct arena *arena,
    struct store_job_study **ret_list, size_t *ret_n, struct err *err);
enum err_code store_job_study_add(struct store *store, const struct store_job_study *study,
    uint32_t place, struct err *err);
enum err_code store_job_study_drop(struct store *store, const char *application_id,
    struct err *err);

#endif
