/* Job.Report: what was done in a span of days, by date. */
#include "engine/op_table.h"

#include <stdlib.h>
#include <string.h>

#include "engine/jobs.h"

struct op_job_report {
	struct op *op;
	const struct jobs *jobs;
	int32_t from, to;
	const struct store_job_contact *contacts;
	size_t n_contacts;
	Pb__JobReportReply *reply;
};

/* "Ada Example, recruiter": the first person of an application. */
static const char *
op_job_report_contact(const struct op_job_report *report, const char *id)
{
	for (size_t i = 0; i < report->n_contacts; i++) {
		const struct store_job_contact *contact = &report->contacts[i];

		if (strcmp(contact->application_id, id) != 0)
			continue;
		return contact->role[0]
			   ? arena_printf(report->op->arena, "%s, %s", contact->name, contact->role)
			   : contact->name;
	}
	return "";
}

static Pb__JobActivity *
op_job_report_activity(const struct op_job_report *report, const struct job *job,
    const struct job_event *event)
{
	Pb__JobActivity *activity = OP_NEW(report->op, job_activity);

	activity->day = jobs_day_text(report->op->arena, event->day);
	activity->stage = (Pb__Stage)event->stage;
	activity->round = event->round;
	activity->company = job->company;
	activity->role = job->role;
	activity->location = job->location;
	activity->channel = (Pb__Channel)job->channel;
	activity->platform = job->platform;
	activity->url = job->url;
	activity->contact = op_job_report_contact(report, job->id);
	activity->now = (Pb__Stage)job_history_now(job).stage;
	return activity;
}

static int
op_job_report_order(const void *a, const void *b)
{
	const Pb__JobActivity *const *x = a, *const *y = b;
	int order = strcmp((*x)->day, (*y)->day);

	if (order == 0)
		order = strcmp((*x)->company, (*y)->company);
	if (order == 0)
		order = strcmp((*x)->role, (*y)->role);
	if (order == 0)
		order = (int)(*x)->stage - (int)(*y)->stage;
	return order != 0 ? order : (int)(*x)->round - (int)(*y)->round;
}

static void
op_job_report_add(const struct op_job_report *report, const struct job *job)
{
	Pb__JobReportReply *reply = report->reply;
	int32_t sent = job_history_sent_day(job);

	reply->sent += sent != JOB_NO_DAY && sent >= report->from && sent <= report->to;
	for (uint32_t i = 0; i < job->n_events; i++) {
		const struct job_event *event = &job->events[i];

		if (event->stage == JOB_SAVED || event->day < report->from ||
		    event->day > report->to)
			continue;
		reply->interviews += event->stage == JOB_INTERVIEW;
		reply->activities[reply->n_activities++] =
		    op_job_report_activity(report, job, event);
	}
}

static size_t
op_job_report_room(const struct jobs *jobs)
{
	size_t n = 0;

	for (size_t i = 0; i < jobs->n; i++)
		n += jobs->list[i].n_events;
	return n;
}

enum err_code
op_job_report(struct op *op, const Pb__JobReportRequest *request, Pb__JobReportReply *reply,
    struct err *err)
{
	struct jobs jobs;
	struct op_job_report report = {.op = op, .jobs = &jobs, .reply = reply};
	struct store_job_contact *contacts;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK)
		code = jobs_day(request->from, JOB_NO_DAY, &report.from, err);
	if (code == ERR_OK)
		code = jobs_day(request->to, jobs.today, &report.to, err);
	if (code == ERR_OK && report.from > report.to)
		return err_set(err, ERR_INVALID_ARGUMENT, "the report ends before it begins");
	if (code == ERR_OK)
		code = store_job_contact_list(op->store, op->arena, "", &contacts,
		    &report.n_contacts, err);
	if (code != ERR_OK)
		return code;
	report.contacts = contacts;
	reply->activities =
	    arena_array(op->arena, op_job_report_room(&jobs), sizeof(*reply->activities));
	for (size_t i = 0; i < jobs.n; i++)
		op_job_report_add(&report, &jobs.list[i]);
	qsort(reply->activities, reply->n_activities, sizeof(*reply->activities),
	    op_job_report_order);
	reply->from = jobs_day_text(op->arena, report.from);
	if (report.from == JOB_NO_DAY && reply->n_activities > 0)
		reply->from = reply->activities[0]->day;
	reply->to = jobs_day_text(op->arena, report.to);
	return ERR_OK;
}
