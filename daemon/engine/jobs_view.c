#include "engine/jobs.h"

#include <string.h>

#include "engine/view.h"

static Pb__Application *
jobs_view_message(struct op *op, const struct job *job)
{
	Pb__Application *message = OP_NEW(op, application);

	message->id = job->id;
	message->company = job->company;
	message->role = job->role;
	message->channel = (Pb__Channel)job->channel;
	message->platform = job->platform;
	message->url = job->url;
	message->location = job->location;
	message->workplace = (Pb__Workplace)job->workplace;
	message->salary = job->salary;
	message->resume = job->resume;
	message->follow_up = job->follow_up;
	message->roadmap_id = job->roadmap_id;
	message->step_id = job->step_id;
	message->case_studies = job->studies;
	message->n_case_studies = job->n_studies;
	return message;
}

static void
jobs_view_stages(struct op *op, const struct job *job, Pb__ApplicationView *view)
{
	view->stages = arena_array(op->arena, job->n_events, sizeof(*view->stages));
	for (uint32_t i = 0; i < job->n_events; i++) {
		Pb__JobStage *stage = OP_NEW(op, job_stage);

		stage->stage = (Pb__Stage)job->events[i].stage;
		stage->round = job->events[i].round;
		stage->day = jobs_day_text(op->arena, job->events[i].day);
		view->stages[view->n_stages++] = stage;
	}
}

Pb__ApplicationView *
jobs_view(struct op *op, const struct jobs *jobs, size_t index, uint32_t ghost_days)
{
	const struct job *job = &jobs->list[index];
	const struct job_event now = job_history_now(job);
	Pb__ApplicationView *view = OP_NEW(op, application_view);
	int32_t heard = job_history_heard_day(job);

	view->application = jobs_view_message(op, job);
	view->stage = (Pb__Stage)now.stage;
	view->round = now.round;
	view->since = jobs_day_text(op->arena, now.day);
	view->open = job_history_is_open(job);
	jobs_view_stages(op, job, view);
	view->due = job_history_is_due(job, jobs->today);
	view->silent = job_history_is_silent(job, jobs->today, ghost_days);
	view->quiet_days = heard < jobs->today ? (uint32_t)(jobs->today - heard) : 0;
	view->contact_count = jobs->rows[index].n_contacts;
	view->note_count = jobs->rows[index].n_notes;
	view->added_at = view_timestamp_s(op->arena, jobs->rows[index].added_at);
	view->revision = jobs->rows[index].changed_by;
	return view;
}

static enum err_code
jobs_view_contacts(struct op *op, const char *id, Pb__ApplicationView *view, struct err *err)
{
	struct store_job_contact *rows;
	size_t n = 0;
	enum err_code code = store_job_contact_list(op->store, op->arena, id, &rows, &n, err);

	if (code != ERR_OK)
		return code;
	view->contacts = arena_array(op->arena, n, sizeof(*view->contacts));
	for (size_t i = 0; i < n; i++) {
		Pb__JobContact *contact = OP_NEW(op, job_contact);

		contact->name = rows[i].name;
		contact->role = rows[i].role;
		contact->reach = rows[i].reach;
		view->contacts[view->n_contacts++] = contact;
	}
	return ERR_OK;
}

static enum err_code
jobs_view_notes(struct op *op, const char *id, Pb__ApplicationView *view, struct err *err)
{
	struct store_job_note *rows;
	size_t n = 0;
	enum err_code code = store_job_note_list(op->store, op->arena, id, &rows, &n, err);

	if (code != ERR_OK)
		return code;
	view->notes = arena_array(op->arena, n, sizeof(*view->notes));
	for (size_t i = 0; i < n; i++) {
		Pb__JobNote *note = OP_NEW(op, job_note);

		note->id = rows[i].id;
		note->text = rows[i].text;
		note->at = view_timestamp_s(op->arena, rows[i].at);
		view->notes[view->n_notes++] = note;
	}
	return ERR_OK;
}

Pb__ApplicationView *
jobs_view_full(struct op *op, const struct jobs *jobs, size_t index, struct err *err)
{
	const char *id = jobs->list[index].id;
	uint32_t ghost_days = 0;
	Pb__ApplicationView *view;

	if (jobs_ghost_days(op, &ghost_days, err) != ERR_OK)
		return NULL;
	view = jobs_view(op, jobs, index, ghost_days);
	if (jobs_view_contacts(op, id, view, err) != ERR_OK ||
	    jobs_view_notes(op, id, view, err) != ERR_OK)
		return NULL;
	return view;
}

Pb__ApplicationView *
jobs_view_now(struct op *op, const char *id, struct err *err)
{
	struct jobs jobs;
	size_t index;

	if (jobs_read(op, &jobs, err) != ERR_OK || jobs_find_id(&jobs, id, &index, err) != ERR_OK)
		return NULL;
	return jobs_view_full(op, &jobs, index, err);
}

enum err_code
jobs_view_reminder(struct op *op, Pb__JobReminder **ret_reminder, struct err *err)
{
	Pb__JobReminder *reminder = OP_NEW(op, job_reminder);
	uint32_t ghost_days = 0;
	struct jobs jobs;
	struct job_due *due, *silent, *first;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK && jobs.n > 0)
		code = jobs_ghost_days(op, &ghost_days, err);
	if (code != ERR_OK)
		return code;
	reminder->due = (uint32_t)job_due_list(jobs.list, jobs.n, jobs.today, op->arena, &due);
	reminder->silent =
	    (uint32_t)job_due_silent(jobs.list, jobs.n, jobs.today, ghost_days, op->arena, &silent);
	*ret_reminder = NULL;
	if (reminder->due + reminder->silent == 0)
		return ERR_OK;
	first = reminder->due > 0 ? due : silent;
	reminder->company = first->job->company;
	reminder->day = jobs_day_text(op->arena, first->day);
	if (reminder->due == 0)
		reminder->text = job_due_silent_text(op->arena, silent, reminder->silent);
	else
		reminder->text = job_due_text(op->arena, due, reminder->due);
	if (reminder->due > 0 && reminder->silent > 0)
		reminder->text =
		    arena_printf(op->arena, "%s; %u silent", reminder->text, reminder->silent);
	*ret_reminder = reminder;
	return ERR_OK;
}
