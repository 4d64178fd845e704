#include "search_record.h"

#include <ctype.h>
#include <string.h>

#include "core/calendar.h"
#include "core/job.h"
#include "core/text.h"
#include "proto/message.h"

enum {
	SEARCH_HEADER_MAX = 40, /* bytes of one that can be known */
};

/* Letters and digits only, in lower case. The first of a field is its name without dashes. */
static const struct {
	const char *header;
	enum search_field field;
} search_headers[] = {
    {"company", SEARCH_COMPANY},
    {"employer", SEARCH_COMPANY},
    {"firm", SEARCH_COMPANY},
    {"organisation", SEARCH_COMPANY},
    {"organization", SEARCH_COMPANY},
    {"companyname", SEARCH_COMPANY},
    {"role", SEARCH_ROLE},
    {"position", SEARCH_ROLE},
    {"title", SEARCH_ROLE},
    {"jobtitle", SEARCH_ROLE},
    {"job", SEARCH_ROLE},
    {"post", SEARCH_ROLE},
    {"channel", SEARCH_CHANNEL},
    {"how", SEARCH_CHANNEL},
    {"platform", SEARCH_PLATFORM},
    {"jobboard", SEARCH_PLATFORM},
    {"source", SEARCH_PLATFORM},
    {"url", SEARCH_URL},
    {"link", SEARCH_URL},
    {"joburl", SEARCH_URL},
    {"joblink", SEARCH_URL},
    {"posting", SEARCH_URL},
    {"location", SEARCH_LOCATION},
    {"place", SEARCH_LOCATION},
    {"city", SEARCH_LOCATION},
    {"workplace", SEARCH_WORKPLACE},
    {"workmode", SEARCH_WORKPLACE},
    {"remote", SEARCH_WORKPLACE},
    {"salary", SEARCH_SALARY},
    {"pay", SEARCH_SALARY},
    {"compensation", SEARCH_SALARY},
    {"resume", SEARCH_RESUME},
    {"cv", SEARCH_RESUME},
    {"stage", SEARCH_STAGE},
    {"status", SEARCH_STAGE},
    {"state", SEARCH_STAGE},
    {"since", SEARCH_SINCE},
    {"date", SEARCH_SINCE},
    {"day", SEARCH_SINCE},
    {"updated", SEARCH_SINCE},
    {"lastupdate", SEARCH_SINCE},
    {"followup", SEARCH_FOLLOW_UP},
    {"followupdate", SEARCH_FOLLOW_UP},
    {"nextfollowup", SEARCH_FOLLOW_UP},
    {"next", SEARCH_FOLLOW_UP},
    {"history", SEARCH_HISTORY},
    {"stages", SEARCH_HISTORY},
    {"contacts", SEARCH_CONTACTS},
    {"contact", SEARCH_CONTACTS},
    {"contactname", SEARCH_CONTACTS},
    {"contactperson", SEARCH_CONTACTS},
    {"recruiter", SEARCH_CONTACTS},
    {"people", SEARCH_CONTACTS},
    {"casestudies", SEARCH_CASE_STUDIES},
    {"notes", SEARCH_NOTES},
    {"note", SEARCH_NOTES},
    {"comment", SEARCH_NOTES},
    {"comments", SEARCH_NOTES},
    {"remarks", SEARCH_NOTES},
    {"applied", SEARCH_APPLIED},
    {"appliedon", SEARCH_APPLIED},
    {"dateapplied", SEARCH_APPLIED},
    {"applieddate", SEARCH_APPLIED},
    {"applicationdate", SEARCH_APPLIED},
    {"sent", SEARCH_APPLIED},
    {"contactrole", SEARCH_CONTACT_ROLE},
    {"reach", SEARCH_REACH},
    {"email", SEARCH_REACH},
    {"contactemail", SEARCH_REACH},
    {"phone", SEARCH_REACH},
};

static const char *const search_fields[SEARCH_READ] = {"company", "role", "channel", "platform",
    "url", "location", "workplace", "salary", "resume", "stage", "since", "follow-up", "history",
    "contacts", "case-studies", "notes", "applied", "contact-role", "reach"};

const char *
search_record_field_name(enum search_field field)
{
	return search_fields[field];
}

enum search_field
search_record_field_find(const char *header)
{
	char plain[SEARCH_HEADER_MAX];
	size_t n = 0;

	for (; *header && n < sizeof(plain) - 1; header++)
		if (isalnum((unsigned char)*header))
			plain[n++] = (char)tolower((unsigned char)*header);
	plain[n] = '\0';
	for (size_t i = 0; i < sizeof(search_headers) / sizeof(search_headers[0]); i++)
		if (strcmp(search_headers[i].header, plain) == 0)
			return search_headers[i].field;
	return SEARCH_READ;
}

const char *
search_record_known(const char *id)
{
	return id ? id : "";
}

struct search_record *
search_record_new(size_t line, struct arena *arena)
{
	struct search_record *record = arena_alloc(arena, sizeof(*record));

	record->line = line;
	record->since = record->applied = record->contact_role = record->reach = "";
	record->message = message_new(&pb__job_record__descriptor, arena);
	record->message->application = message_new(&pb__application__descriptor, arena);
	return record;
}

/* One more at the end of a list of messages. It has room for the next power of two. */
static void
search_record_push(void *list, size_t *n, const void *message, struct arena *arena)
{
	const void **at = *(const void ***)list;

	if ((*n & (*n - 1)) == 0) {
		const void **more = arena_array(arena, *n == 0 ? 1 : *n * 2, sizeof(*more));

		if (*n > 0)
			memcpy(more, at, *n * sizeof(*more));
		at = more;
		memcpy(list, &at, sizeof(at));
	}
	at[(*n)++] = message;
}

void
search_record_add_stage(struct search_record *record, uint32_t stage, uint32_t round,
    const char *day, struct arena *arena)
{
	Pb__JobStage *message = message_new(&pb__job_stage__descriptor, arena);

	message->stage = (Pb__Stage)stage;
	message->round = round;
	message->day = day;
	search_record_push(&record->message->stages, &record->message->n_stages, message, arena);
}

void
search_record_add_contact(struct search_record *record, const char *name, const char *role,
    const char *reach, struct arena *arena)
{
	Pb__JobContact *message = message_new(&pb__job_contact__descriptor, arena);

	message->name = name;
	message->role = role;
	message->reach = reach;
	search_record_push(&record->message->contacts, &record->message->n_contacts, message,
	    arena);
}

void
search_record_add_note(struct search_record *record, const char *text, int64_t at_s,
    struct arena *arena)
{
	Pb__JobNote *message = message_new(&pb__job_note__descriptor, arena);

	message->text = text;
	if (at_s > 0) {
		message->at = message_new(&google__protobuf__timestamp__descriptor, arena);
		message->at->seconds = at_s;
	}
	search_record_push(&record->message->notes, &record->message->n_notes, message, arena);
}

void
search_record_add_study(struct search_record *record, const char *title, struct arena *arena)
{
	Pb__Application *application = record->message->application;

	search_record_push(&application->case_studies, &application->n_case_studies, title, arena);
}

/* "2026-03-17", "2026/03/17", "17.03.2026", with a time after it or not; NULL for what could be
 * two. */
static const char *
search_record_day(const char *text, struct arena *arena)
{
	unsigned year, month, day;
	int used = 0, number;
	char *plain;

	if (sscanf(text, "%4u%*1[-/]%2u%*1[-/]%2u%n", &year, &month, &day, &used) != 3 || used < 8)
		used = 0;
	if (used == 0 &&
	    (sscanf(text, "%2u.%2u.%4u%n", &day, &month, &year, &used) != 3 || year < 1000))
		return NULL;
	if (text[used] != '\0' && text[used] != 'T' && text[used] != ' ')
		return NULL;
	plain = arena_printf(arena, "%04u-%02u-%02u", year, month, day);
	return calendar_parse(plain, &number) ? plain : NULL;
}

static enum err_code
search_record_set_day(const char *text, const char *name, const char **ret_day, struct arena *arena,
    struct err *err)
{
	const char *day = search_record_day(text, arena);

	if (day == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.40s' is no day for '%s': expected one such as 2026-03-17", text, name);
	*ret_day = day;
	return ERR_OK;
}

/* Part of a text up to `end`, without blanks around it. */
static const char *
search_record_part(const char **text, char end, struct arena *arena)
{
	const char *begin = *text + strspn(*text, " \t");
	const char *stop = strchr(begin, end);
	size_t length = stop != NULL ? (size_t)(stop - begin) : strlen(begin);

	*text = stop != NULL ? stop + 1 : begin + length;
	while (length > 0 && (begin[length - 1] == ' ' || begin[length - 1] == '\r'))
		length--;
	return arena_printf(arena, "%.*s", (int)length, begin);
}

/* "applied 2026-03-01; interview 1 2026-03-09" */
static enum err_code
search_record_set_history(struct search_record *record, const char *text, struct arena *arena,
    struct err *err)
{
	while (*text) {
		const char *part = search_record_part(&text, ';', arena), *at = part, *day;
		const char *stage = search_record_part(&at, ' ', arena);
		unsigned round = 0;
		int used = 0;

		if (!part[0])
			continue;
		if (sscanf(at, "%2u %n", &round, &used) == 1 && at[used] && used > 0 &&
		    strcspn(at, " ") <= 2)
			at += used;
		else
			round = 0;
		day = search_record_day(at, arena);
		if (job_stage_find(stage) == 0 || day == NULL)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "'%.60s' is no history: expected 'applied 2026-03-01; interview 1 "
			    "2026-03-09'",
			    part);
		search_record_add_stage(record, job_stage_find(stage), round, day, arena);
	}
	return ERR_OK;
}

/* A person a line: "Ada Example | recruiter | ada@example.org" */
static void
search_record_set_contacts(struct search_record *record, const char *text, struct arena *arena)
{
	while (*text) {
		const char *line = search_record_part(&text, '\n', arena);
		const char *name = search_record_part(&line, '|', arena);
		const char *role = search_record_part(&line, '|', arena);
		const char *reach = search_record_part(&line, '\n', arena);

		if (name[0])
			search_record_add_contact(record, name, role, reach, arena);
	}
}

/* All notes as one, if that is not too long: what an export wrote is read again. */
static void
search_record_set_notes(struct search_record *record, const char *text, struct arena *arena)
{
	const char *end = text + strlen(text);

	while (end - text > TEXT_BODY_MAX) {
		const char *part = text, *gap;

		while ((gap = strstr(part, "\n\n")) != NULL && gap - text <= TEXT_BODY_MAX)
			part = gap + 2;
		if (part == text)
			break;
		search_record_add_note(record,
		    arena_printf(arena, "%.*s", (int)(part - text - 2), text), 0, arena);
		text = part;
	}
	search_record_add_note(record, text, 0, arena);
}

static enum err_code
search_record_set_number(const char *text, const char *what, uint32_t number, const char *allowed,
    int *ret_field, struct err *err)
{
	if (number == 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "no %s '%.40s': it is %s", what, text,
		    allowed);
	*ret_field = (int)number;
	return ERR_OK;
}

static enum err_code
search_record_set_choice(struct search_record *record, enum search_field field, const char *text,
    struct err *err)
{
	Pb__Application *application = record->message->application;
	int number = 0;
	enum err_code code;

	if (field == SEARCH_CHANNEL) {
		code = search_record_set_number(text, "channel", job_channel_find(text),
		    job_channel_ids, &number, err);
		application->channel = (Pb__Channel)number;
	} else if (field == SEARCH_WORKPLACE) {
		code = search_record_set_number(text, "workplace", job_workplace_find(text),
		    job_workplace_ids, &number, err);
		application->workplace = (Pb__Workplace)number;
	} else {
		code = search_record_set_number(text, "stage", job_stage_find(text), job_stage_ids,
		    &number, err);
		record->stage = (uint32_t)number;
	}
	return code;
}

/* The field of a text that is kept as it is, or NULL. */
static const char **
search_record_text(struct search_record *record, enum search_field field)
{
	Pb__Application *application = record->message->application;

	switch (field) {
	case SEARCH_COMPANY:
		return &application->company;
	case SEARCH_ROLE:
		return &application->role;
	case SEARCH_PLATFORM:
		return &application->platform;
	case SEARCH_URL:
		return &application->url;
	case SEARCH_LOCATION:
		return &application->location;
	case SEARCH_SALARY:
		return &application->salary;
	case SEARCH_RESUME:
		return &application->resume;
	case SEARCH_CONTACT_ROLE:
		return &record->contact_role;
	case SEARCH_REACH:
		return &record->reach;
	default:
		return NULL;
	}
}

enum err_code
search_record_set(struct search_record *record, enum search_field field, const char *text,
    struct arena *arena, struct err *err)
{
	const char **plain = search_record_text(record, field);

	if (!text[0])
		return ERR_OK;
	if (plain != NULL) {
		*plain = text;
		return ERR_OK;
	}
	switch (field) {
	case SEARCH_SINCE:
		return search_record_set_day(text, "since", &record->since, arena, err);
	case SEARCH_APPLIED:
		return search_record_set_day(text, "applied", &record->applied, arena, err);
	case SEARCH_FOLLOW_UP:
		return search_record_set_day(text, "follow-up",
		    &record->message->application->follow_up, arena, err);
	case SEARCH_HISTORY:
		return search_record_set_history(record, text, arena, err);
	case SEARCH_CONTACTS:
		search_record_set_contacts(record, text, arena);
		return ERR_OK;
	case SEARCH_NOTES:
		search_record_set_notes(record, text, arena);
		return ERR_OK;
	case SEARCH_CASE_STUDIES:
		while (*text)
			search_record_add_study(record, search_record_part(&text, '\n', arena),
			    arena);
		return ERR_OK;
	default:
		return search_record_set_choice(record, field, text, err);
	}
}

/* The role and address of columns of their own are of the only person. */
static void
search_record_finish_contact(struct search_record *record)
{
	Pb__JobContact *contact;

	if (record->message->n_contacts != 1)
		return;
	contact = record->message->contacts[0];
	if (!contact->role[0])
		contact->role = record->contact_role;
	if (!contact->reach[0])
		contact->reach = record->reach;
}

void
search_record_finish(struct search_record *record, const char *today, struct arena *arena)
{
	const char *applied = record->applied[0] ? record->applied : record->since;
	const char *since = record->since[0] ? record->since : record->applied;
	uint32_t stage = record->stage;

	search_record_finish_contact(record);
	if (record->message->n_stages > 0)
		return;
	if (stage == 0)
		stage = since[0] ? JOB_APPLIED : JOB_SAVED;
	if (stage > JOB_APPLIED)
		search_record_add_stage(record, JOB_APPLIED, 0, applied[0] ? applied : today,
		    arena);
	search_record_add_stage(record, stage, stage == JOB_INTERVIEW, since[0] ? since : today,
	    arena);
}
