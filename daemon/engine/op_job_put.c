/* Job.Put: an application is added, or written anew. */
#include "engine/op_table.h"

#include <string.h>

#include "core/text.h"
#include "document/document_job.h"
#include "engine/job_write.h"
#include "engine/place.h"

struct op_job_put {
	struct op *op;
	const Pb__JobPutRequest *request;
	struct jobs jobs;
	size_t index; /* of the one that is changed; jobs.n if it is added */
	struct job job;
};

static const struct job *
op_job_put_old(const struct op_job_put *put)
{
	return put->index < put->jobs.n ? &put->jobs.list[put->index] : NULL;
}

static enum err_code
op_job_put_which(struct op_job_put *put, struct err *err)
{
	const char *revision = put->request->revision;
	enum err_code code;

	if (put->request->application == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "the request carries no application");
	/* Before a list of millions is looked at. */
	if (put->request->application->n_case_studies > JOB_STUDIES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "at most %d case studies are kept",
		    JOB_STUDIES_MAX);
	put->job = document_job(put->request->application);
	code = jobs_read(put->op, &put->jobs, err);
	put->index = put->jobs.n;
	if (code != ERR_OK)
		return code;
	if (put->job.id[0] == '\0' && put->jobs.n >= JOB_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "%u applications are kept at most: remove old ones first", JOB_MAX);
	if (put->job.id[0] == '\0') {
		put->job.id = put->op->action_id;
		return ERR_OK;
	}
	code = jobs_find_id(&put->jobs, put->job.id, &put->index, err);
	if (code == ERR_OK && revision[0] != '\0' &&
	    strcmp(revision, put->jobs.rows[put->index].changed_by) != 0)
		return err_set(err, ERR_ABORTED,
		    "the application was changed meanwhile: try again");
	return code;
}

static bool
op_job_put_has_study(const struct job *old, const char *title)
{
	for (uint32_t i = 0; old != NULL && i < old->n_studies; i++)
		if (strcmp(old->studies[i], title) == 0)
			return true;
	return false;
}

/* References become titles; what was there already is one. */
static enum err_code
op_job_put_studies(struct op_job_put *put, struct err *err)
{
	const char **titles = arena_array(put->op->arena, put->job.n_studies, sizeof(*titles));
	const char *const *asked = (const char *const *)put->job.studies;
	struct studies studies = {0};
	enum err_code code = ERR_OK;
	size_t found;

	if (put->job.n_studies > 0)
		code = studies_read(put->op, &studies, err);
	for (uint32_t i = 0; code == ERR_OK && i < put->job.n_studies; i++) {
		titles[i] = asked[i];
		if (op_job_put_has_study(op_job_put_old(put), asked[i]))
			continue;
		code = studies_find(put->op, &studies, asked[i], &found, err);
		if (code == ERR_OK)
			titles[i] = studies.list[found].title;
	}
	put->job.studies = titles;
	return code;
}

static enum err_code
op_job_put_tie(struct op_job_put *put, struct err *err)
{
	const struct job *job = op_job_put_old(put);
	struct place_tie tie = {put->job.roadmap_id, put->job.step_id}, old = {"", ""};
	enum err_code code;

	if (job != NULL)
		old = (struct place_tie){job->roadmap_id, job->step_id};
	code = place_find_tie(put->op, old, &tie, err);
	put->job.roadmap_id = tie.roadmap_id;
	put->job.step_id = tie.step_id;
	return code;
}

/* That of an old one stays; a new one begins with one stage. */
static enum err_code
op_job_put_history(struct op_job_put *put, struct err *err)
{
	const struct job *old = op_job_put_old(put);
	struct job_event *first = arena_alloc(put->op->arena, sizeof(*first));
	enum err_code code;

	if (old != NULL) {
		put->job.events = old->events;
		put->job.n_events = old->n_events;
		return ERR_OK;
	}
	first->stage = put->request->stage != PB__STAGE__STAGE_UNSPECIFIED
			   ? (uint32_t)put->request->stage
			   : JOB_SAVED;
	first->round = first->stage == JOB_INTERVIEW;
	code = jobs_day(put->request->day, put->jobs.today, &first->day, err);
	put->job.events = first;
	put->job.n_events = 1;
	if (code == ERR_OK && first->stage > JOB_ACCEPTED && first->stage <= JOB_STAGES)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "an application begins open: add it as applied, then move it to %s",
		    job_stage_id(first->stage));
	return code == ERR_OK ? job_history_check(first, 1, put->jobs.today, err) : code;
}

static enum err_code
op_job_put_check(struct op_job_put *put, struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(put->op->arena, sizeof(*faults));

	job_check(&put->job, faults);
	if (faults->n == 0)
		return ERR_OK;
	put->op->faults = op_faults(put->op, faults);
	return err_set(err, ERR_INVALID_ARGUMENT, "%s", faults->list[0].text);
}

static bool
op_job_put_same_studies(const struct job *a, const struct job *b)
{
	bool same = a->n_studies == b->n_studies;

	for (uint32_t i = 0; same && i < a->n_studies; i++)
		same = strcmp(a->studies[i], b->studies[i]) == 0;
	return same;
}

static bool
op_job_put_is_same(const struct job *a, const struct job *b)
{
	const char *const texts[][2] = {{a->company, b->company}, {a->role, b->role},
	    {a->platform, b->platform}, {a->url, b->url}, {a->location, b->location},
	    {a->salary, b->salary}, {a->resume, b->resume}, {a->follow_up, b->follow_up},
	    {a->roadmap_id, b->roadmap_id}, {a->step_id, b->step_id}};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (strcmp(texts[i][0], texts[i][1]) != 0)
			return false;
	return a->channel == b->channel && a->workplace == b->workplace &&
	       op_job_put_same_studies(a, b);
}

static enum err_code
op_job_put_write(struct op_job_put *put, struct err *err)
{
	struct op *op = put->op;
	const struct store_job_note note = {put->job.id, op->action_id, put->request->note,
	    op->now_s};
	bool adds = op_job_put_old(put) == NULL;
	int64_t added_at = adds ? op->now_s : put->jobs.rows[put->index].added_at;
	enum err_code code = job_write(op, &put->job, added_at, err);

	if (code == ERR_OK && adds && note.text[0] != '\0')
		code = store_job_note_add(op->store, &note, err);
	jobs_about(op, &put->job, adds ? "added" : "changed");
	return code;
}

enum err_code
op_job_put(struct op *op, const Pb__JobPutRequest *request, Pb__JobPutReply *reply, struct err *err)
{
	struct op_job_put put = {.op = op, .request = request};
	enum err_code code = text_check("note", request->note, TEXT_BODY_MAX, TEXT_BODY, err);

	if (code == ERR_OK)
		code = op_job_put_which(&put, err);
	if (code == ERR_OK)
		code = op_job_put_history(&put, err);
	if (code == ERR_OK)
		code = op_job_put_studies(&put, err);
	if (code == ERR_OK)
		code = op_job_put_check(&put, err);
	if (code == ERR_OK)
		code = op_job_put_tie(&put, err);
	if (code != ERR_OK)
		return code;
	reply->unchanged =
	    op_job_put_old(&put) != NULL && op_job_put_is_same(&put.job, op_job_put_old(&put));
	if (!reply->unchanged)
		code = op_job_put_write(&put, err);
	if (code != ERR_OK)
		return code;
	reply->application = jobs_view_now(op, put.job.id, err);
	return reply->application != NULL ? ERR_OK : err->code;
}
