/* Job.Import: many applications with their histories, all or nothing. */
#include "engine/op_table.h"

#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "document/document_job.h"
#include "engine/job_write.h"

struct op_job_import {
	struct op *op;
	struct jobs jobs;
	struct roadmap_faults *faults;
	struct job *list; /* of the records */
	bool *there;      /* of each: was so already */
};

static const char *
op_job_import_path(struct op_job_import *import, size_t record, const char *path)
{
	return arena_printf(import->op->arena, "/records/%zu%s", record, path);
}

/* Faults of one record, under its path. */
static void
op_job_import_check_fields(struct op_job_import *import, size_t record)
{
	struct roadmap_faults *own = arena_alloc(import->op->arena, sizeof(*own));

	job_check(&import->list[record], own);
	for (uint32_t i = 0; i < own->n; i++)
		roadmap_fault(import->faults, op_job_import_path(import, record, own->list[i].path),
		    "%s", own->list[i].text);
}

static void
op_job_import_history(struct op_job_import *import, const Pb__JobRecord *from, size_t record)
{
	size_t n = from->n_stages <= JOB_EVENTS_MAX ? from->n_stages : 0;
	struct job_event *events = arena_array(import->op->arena, n, sizeof(*events));
	struct err err = ERR_NONE;

	for (size_t i = 0; i < n; i++) {
		events[i] = (struct job_event){(uint32_t)from->stages[i]->stage,
		    from->stages[i]->round, JOB_NO_DAY};
		(void)calendar_parse(from->stages[i]->day, &events[i].day);
	}
	import->list[record].events = events;
	import->list[record].n_events = (uint32_t)n;
	if (job_history_check(events, (uint32_t)n, import->jobs.today, &err) != ERR_OK)
		roadmap_fault(import->faults, op_job_import_path(import, record, "/stages"), "%s",
		    err.text);
}

static bool
op_job_import_is_line(const char *text, bool needed)
{
	struct err ignored;

	return text_check("text", text, TEXT_TITLE_MAX, TEXT_LINE, &ignored) == ERR_OK &&
	       (!needed || text[strspn(text, " ")] != '\0');
}

static void
op_job_import_check_lists(struct op_job_import *import, const Pb__JobRecord *from, size_t record)
{
	struct err err = ERR_NONE;

	if (from->n_contacts > JOB_CONTACTS_MAX || from->n_notes > JOB_NOTES_MAX) {
		roadmap_fault(import->faults, op_job_import_path(import, record, ""),
		    "at most %d people and %d notes are kept", JOB_CONTACTS_MAX, JOB_NOTES_MAX);
		return;
	}
	for (size_t i = 0; i < from->n_contacts; i++) {
		const Pb__JobContact *contact = from->contacts[i];

		if (!op_job_import_is_line(contact->name, true) ||
		    !op_job_import_is_line(contact->role, false) ||
		    !op_job_import_is_line(contact->reach, false))
			roadmap_fault(import->faults,
			    op_job_import_path(import, record, "/contacts"),
			    "a person wants a name, and lines of at most %d bytes", TEXT_TITLE_MAX);
	}
	for (size_t i = 0; i < from->n_notes; i++)
		if (op_text_needed("note", from->notes[i]->text, TEXT_BODY_MAX, &err) != ERR_OK)
			roadmap_fault(import->faults, op_job_import_path(import, record, "/notes"),
			    "%s", err.text);
}

static bool
op_job_import_is_same(const struct job *a, const struct job *b)
{
	return strcasecmp(a->company, b->company) == 0 && strcasecmp(a->role, b->role) == 0 &&
	       strcmp(a->url, b->url) == 0 && a->events[0].day == b->events[0].day;
}

/* In what is kept, or in an earlier record. */
static bool
op_job_import_is_there(const struct op_job_import *import, size_t record)
{
	const struct job *job = &import->list[record];

	for (size_t i = 0; i < import->jobs.n; i++)
		if (op_job_import_is_same(&import->jobs.list[i], job))
			return true;
	for (size_t i = 0; i < record; i++)
		if (op_job_import_is_same(&import->list[i], job))
			return true;
	return false;
}

static enum err_code
op_job_import_read(struct op_job_import *import, const Pb__JobImportRequest *request,
    Pb__JobImportReply *reply, struct err *err)
{
	struct arena *arena = import->op->arena;

	import->list = arena_array(arena, request->n_records, sizeof(*import->list));
	import->there = arena_array(arena, request->n_records, sizeof(*import->there));
	for (size_t i = 0; i < request->n_records; i++) {
		const Pb__JobRecord *record = request->records[i];

		if (record->application == NULL) {
			roadmap_fault(import->faults, op_job_import_path(import, i, ""),
			    "the record is empty");
			continue;
		}
		import->list[i] = document_job(record->application);
		/* A step of another machine's roadmap may not be here. */
		import->list[i].roadmap_id = import->list[i].step_id = "";
		op_job_import_check_fields(import, i);
		op_job_import_history(import, record, i);
		op_job_import_check_lists(import, record, i);
		if (import->faults->n > 0)
			continue;
		import->there[i] = op_job_import_is_there(import, i);
		reply->added += !import->there[i];
		reply->there += import->there[i];
	}
	if (import->faults->n > 0) {
		import->op->faults = op_faults(import->op, import->faults);
		return err_set(err, ERR_INVALID_ARGUMENT, "%s", import->faults->list[0].text);
	}
	if (import->jobs.n + reply->added > JOB_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "%u applications are kept at most: that would be %zu", JOB_MAX,
		    import->jobs.n + reply->added);
	return ERR_OK;
}

/* number counts all ids that the action makes. */
static enum err_code
op_job_import_write_lists(struct op *op, const Pb__JobRecord *record, const char *id,
    uint32_t *number, struct err *err)
{
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < record->n_contacts; i++) {
		const struct store_job_contact contact = {id, record->contacts[i]->name,
		    record->contacts[i]->role, record->contacts[i]->reach};

		code = store_job_contact_put(op->store, &contact, err);
	}
	for (size_t i = 0; code == ERR_OK && i < record->n_notes; i++) {
		const Google__Protobuf__Timestamp *at = record->notes[i]->at;
		bool dated = at != NULL && at->seconds > 0 && at->seconds <= op->now_s;
		const struct store_job_note note = {id, job_write_id(op, (*number)++),
		    record->notes[i]->text, dated ? at->seconds : op->now_s};

		code = store_job_note_add(op->store, &note, err);
	}
	return code;
}

enum err_code
op_job_import(struct op *op, const Pb__JobImportRequest *request, Pb__JobImportReply *reply,
    struct err *err)
{
	struct op_job_import import = {.op = op,
	    .faults = arena_alloc(op->arena, sizeof(*import.faults))};
	uint32_t number = 0;
	enum err_code code;

	if (request->n_records > JOB_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED, "%zu applications: %d are kept at most",
		    request->n_records, JOB_MAX);
	code = jobs_read(op, &import.jobs, err);
	if (code == ERR_OK)
		code = op_job_import_read(&import, request, reply, err);
	for (size_t i = 0; code == ERR_OK && !request->dry_run && i < request->n_records; i++) {
		struct job *job = &import.list[i];

		if (import.there[i])
			continue;
		job->id = job_write_id(op, number++);
		code = job_write(op, job, op->now_s, err);
		if (code == ERR_OK)
			code = op_job_import_write_lists(op, request->records[i], job->id, &number,
			    err);
	}
	op->summary = arena_printf(op->arena, "%u application%s imported", reply->added,
	    reply->added == 1 ? "" : "s");
	return code;
}
