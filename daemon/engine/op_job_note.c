/* Job.Note and Job.Contact: what is known of an application beside its fields. */
#include "engine/op_table.h"

#include <string.h>

#include "core/text.h"
#include "engine/job_write.h"
#include "engine/view.h"

/* The application of a reference, and the row of it told to be changed. */
static enum err_code
op_job_note_open(struct op *op, const char *text, struct jobs *ret_jobs, size_t *ret_index,
    struct err *err)
{
	enum err_code code = jobs_read(op, ret_jobs, err);

	if (code == ERR_OK)
		code = jobs_find(op, ret_jobs, text, ret_index, err);
	return code;
}

static Pb__JobNote *
op_job_note_message(struct op *op, const struct store_job_note *note)
{
	Pb__JobNote *message = OP_NEW(op, job_note);

	message->id = note->id;
	message->text = note->text;
	message->at = view_timestamp_s(op->arena, note->at);
	return message;
}

static enum err_code
op_job_note_add(struct op *op, const struct jobs *jobs, size_t index, const char *text,
    Pb__JobNoteReply *reply, struct err *err)
{
	const struct store_job_note note = {jobs->list[index].id, op->action_id, text, op->now_s};
	enum err_code code = op_text_needed("note", text, TEXT_BODY_MAX, err);

	if (code != ERR_OK)
		return code;
	if (jobs->rows[index].n_notes >= JOB_NOTES_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "%d notes are kept at most: remove one first", JOB_NOTES_MAX);
	reply->note = op_job_note_message(op, &note);
	return store_job_note_add(op->store, &note, err);
}

static enum err_code
op_job_note_remove(struct op *op, const struct job *job, const char *id, Pb__JobNoteReply *reply,
    struct err *err)
{
	struct store_job_note *rows;
	const struct store_job_note *found = NULL;
	size_t n = 0;
	enum err_code code = store_job_note_list(op->store, op->arena, job->id, &rows, &n, err);

	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		if (strncmp(rows[i].id, id, strlen(id)) != 0)
			continue;
		if (found != NULL)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "several notes begin with '%.40s'", id);
		found = &rows[i];
	}
	if (code != ERR_OK)
		return code;
	if (found == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "no note '%.40s' there: 'roadmap job show' shows their ids", id);
	reply->note = op_job_note_message(op, found);
	return store_job_note_remove(op->store, job->id, found->id, err);
}

enum err_code
op_job_note(struct op *op, const Pb__JobNoteRequest *request, Pb__JobNoteReply *reply,
    struct err *err)
{
	struct jobs jobs;
	size_t index;
	enum err_code code = op_job_note_open(op, request->application, &jobs, &index, err);

	if (code != ERR_OK)
		return code;
	if (request->remove_id[0] != '\0')
		code = op_job_note_remove(op, &jobs.list[index], request->remove_id, reply, err);
	else
		code = op_job_note_add(op, &jobs, index, request->text, reply, err);
	if (code == ERR_OK)
		code = job_write_touch(op, &jobs, index, err);
	if (code != ERR_OK)
		return code;
	jobs_about(op, &jobs.list[index], request->remove_id[0] ? "note removed" : "note");
	reply->application = jobs_view_now(op, jobs.list[index].id, err);
	return reply->application != NULL ? ERR_OK : err->code;
}

/* The one of this name as it is kept, or NULL. */
static enum err_code
op_job_contact_find(struct op *op, const char *id, const char *name,
    const struct store_job_contact **ret_contact, struct err *err)
{
	struct store_job_contact *rows;
	size_t n = 0;
	enum err_code code = store_job_contact_list(op->store, op->arena, id, &rows, &n, err);

	*ret_contact = NULL;
	for (size_t i = 0; code == ERR_OK && i < n; i++)
		if (strcmp(rows[i].name, name) == 0)
			*ret_contact = &rows[i];
	return code;
}

static enum err_code
op_job_contact_check(const Pb__JobContact *contact, struct err *err)
{
	enum err_code code;

	if (contact == NULL || contact->name[strspn(contact->name, " ")] == '\0')
		return err_set(err, ERR_INVALID_ARGUMENT, "the person has no name");
	code = text_check("name", contact->name, TEXT_TITLE_MAX, TEXT_LINE, err);
	if (code == ERR_OK)
		code = text_check("role", contact->role, TEXT_TITLE_MAX, TEXT_LINE, err);
	if (code == ERR_OK)
		code = text_check("reach", contact->reach, TEXT_TITLE_MAX, TEXT_LINE, err);
	return code;
}

static enum err_code
op_job_contact_write(struct op *op, const Pb__JobContactRequest *request, const struct jobs *jobs,
    size_t index, Pb__JobContactReply *reply, struct err *err)
{
	const char *id = jobs->list[index].id;
	struct store_job_contact row = {id, request->contact->name, request->contact->role,
	    request->contact->reach};
	const struct store_job_contact *old = NULL;
	enum err_code code = op_job_contact_find(op, id, row.name, &old, err);

	if (code != ERR_OK)
		return code;
	if (request->remove && old == NULL)
		return err_set(err, ERR_NOT_FOUND, "nobody called '%.60s' is kept there", row.name);
	if (old == NULL && jobs->rows[index].n_contacts >= JOB_CONTACTS_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED, "%d people are kept at most",
		    JOB_CONTACTS_MAX);
	if (old != NULL && row.role[0] == '\0')
		row.role = old->role;
	if (old != NULL && row.reach[0] == '\0')
		row.reach = old->reach;
	reply->contact = OP_NEW(op, job_contact);
	reply->contact->name = row.name;
	reply->contact->role = row.role;
	reply->contact->reach = row.reach;
	if (request->remove)
		return store_job_contact_remove(op->store, id, row.name, err);
	return store_job_contact_put(op->store, &row, err);
}

enum err_code
op_job_contact(struct op *op, const Pb__JobContactRequest *request, Pb__JobContactReply *reply,
    struct err *err)
{
	struct jobs jobs;
	size_t index;
	enum err_code code = op_job_contact_check(request->contact, err);

	if (code == ERR_OK)
		code = op_job_note_open(op, request->application, &jobs, &index, err);
	if (code == ERR_OK)
		code = op_job_contact_write(op, request, &jobs, index, reply, err);
	if (code == ERR_OK)
		code = job_write_touch(op, &jobs, index, err);
	if (code != ERR_OK)
		return code;
	jobs_about(op, &jobs.list[index], request->remove ? "person removed" : "person");
	reply->application = jobs_view_now(op, jobs.list[index].id, err);
	return reply->application != NULL ? ERR_OK : err->code;
}
