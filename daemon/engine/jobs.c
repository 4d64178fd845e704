#include "engine/jobs.h"

#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "engine/settings.h"

/* The index of the application of a row: the rows of one stand together. */
static size_t
jobs_of(const struct jobs *jobs, const char *id, size_t hint)
{
	for (size_t i = 0; i < jobs->n; i++) {
		size_t at = (hint + i) % jobs->n;

		if (strcmp(jobs->list[at].id, id) == 0)
			return at;
	}
	return jobs->n;
}

static enum err_code
jobs_read_stages(struct op *op, const struct jobs *jobs, struct err *err)
{
	struct store_job_stage *rows;
	size_t n = 0, at = 0;
	enum err_code code = store_job_stage_list(op->store, op->arena, &rows, &n, err);
	struct job_event *events;

	if (code != ERR_OK)
		return code;
	events = arena_array(op->arena, n, sizeof(*events));
	for (size_t i = 0; i < n; i++) {
		at = jobs_of(jobs, rows[i].application_id, at);
		events[i] = (struct job_event){rows[i].stage, rows[i].round, JOB_NO_DAY};
		(void)calendar_parse(rows[i].day, &events[i].day);
		if (at == jobs->n)
			continue;
		if (jobs->list[at].n_events++ == 0)
			jobs->list[at].events = &events[i];
	}
	return ERR_OK;
}

static enum err_code
jobs_read_studies(struct op *op, const struct jobs *jobs, struct err *err)
{
	struct store_job_study *rows;
	size_t n = 0, at = 0;
	enum err_code code = store_job_study_list(op->store, op->arena, &rows, &n, err);
	const char **titles;

	if (code != ERR_OK)
		return code;
	titles = arena_array(op->arena, n, sizeof(*titles));
	for (size_t i = 0; i < n; i++) {
		at = jobs_of(jobs, rows[i].application_id, at);
		titles[i] = rows[i].title;
		if (at == jobs->n)
			continue;
		if (jobs->list[at].n_studies++ == 0)
			jobs->list[at].studies = &titles[i];
	}
	return ERR_OK;
}

static struct job
jobs_of_row(const struct store_job *row, const struct calendar *calendar)
{
	return (struct job){
	    .id = row->id,
	    .company = row->company,
	    .role = row->role,
	    .platform = row->platform,
	    .url = row->url,
	    .location = row->location,
	    .salary = row->salary,
	    .resume = row->resume,
	    .follow_up = row->follow_up,
	    .roadmap_id = row->roadmap_id,
	    .step_id = row->step_id,
	    .channel = row->channel,
	    .workplace = row->workplace,
	    .noted_day =
		row->noted_at != 0 ? calendar_local_day(calendar, row->noted_at) : JOB_NO_DAY,
	};
}

/* One without a history, which only an edited export brings, is as if just saved. */
static void
jobs_mend(struct op *op, const struct jobs *jobs)
{
	struct job_event *saved = arena_alloc(op->arena, sizeof(*saved));

	*saved = (struct job_event){JOB_SAVED, 0, jobs->today};
	for (size_t i = 0; i < jobs->n; i++) {
		if (jobs->list[i].n_events > 0)
			continue;
		jobs->list[i].events = saved;
		jobs->list[i].n_events = 1;
	}
}

/* The zone's rules are looked at from then on: of all years that would take long. */
static int64_t
jobs_first_note(const struct store_job *rows, size_t n, int64_t now_s)
{
	int64_t first = now_s;

	for (size_t i = 0; i < n; i++)
		if (rows[i].noted_at != 0 && rows[i].noted_at < first)
			first = rows[i].noted_at;
	return first;
}

enum err_code
jobs_read(struct op *op, struct jobs *ret_jobs, struct err *err)
{
	struct store_job *rows;
	struct jobs jobs = {0};
	struct calendar calendar;
	enum err_code code = store_job_list(op->store, op->arena, &rows, &jobs.n, err);

	if (code != ERR_OK)
		return code;
	calendar = zone_calendar(op->arena, jobs_first_note(rows, jobs.n, op->now_s), op->now_s, 0);
	jobs.rows = rows;
	jobs.today = calendar_local_day(&calendar, op->now_s);
	jobs.list = arena_array(op->arena, jobs.n, sizeof(*jobs.list));
	for (size_t i = 0; i < jobs.n; i++)
		jobs.list[i] = jobs_of_row(&rows[i], &calendar);
	if (jobs.n > 0)
		code = jobs_read_stages(op, &jobs, err);
	if (code == ERR_OK && jobs.n > 0)
		code = jobs_read_studies(op, &jobs, err);
	if (code != ERR_OK)
		return code;
	jobs_mend(op, &jobs);
	*ret_jobs = jobs;
	return ERR_OK;
}

enum err_code
jobs_check(struct op *op, struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(op->arena, sizeof(*faults));
	struct jobs jobs;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK && jobs.n > JOB_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "the export has over %u applications",
		    JOB_MAX);
	for (size_t i = 0; code == ERR_OK && i < jobs.n; i++) {
		struct err fault = ERR_NONE;

		job_check(&jobs.list[i], faults);
		/* The clock of the machine it comes from may have been ahead. */
		if (faults->n == 0)
			(void)job_history_check(jobs.list[i].events, jobs.list[i].n_events,
			    CALENDAR_DAY_MAX, &fault);
		if (faults->n > 0 || fault.code != ERR_OK)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "an application of the export: %.120s",
			    faults->n > 0 ? faults->list[0].text : fault.text);
	}
	return code;
}

/* Companies that are, or begin with, what was typed: how many, and their indexes. */
static uint32_t
jobs_of_company(const struct jobs *jobs, const char *text, uint32_t *indexes)
{
	size_t length = strlen(text);
	uint32_t n = 0;

	for (uint32_t i = 0; i < jobs->n; i++)
		if (strcasecmp(jobs->list[i].company, text) == 0)
			indexes[n++] = i;
	if (n > 0 || length == 0)
		return n;
	for (uint32_t i = 0; i < jobs->n; i++)
		if (strncasecmp(jobs->list[i].company, text, length) == 0)
			indexes[n++] = i;
	return n;
}

enum err_code
jobs_find(struct op *op, const struct jobs *jobs, const char *text, size_t *ret_index,
    struct err *err)
{
	struct match_thing *things = arena_array(op->arena, jobs->n, sizeof(*things));
	uint32_t *indexes = arena_array(op->arena, jobs->n, sizeof(*indexes));
	uint32_t n = jobs_of_company(jobs, text, indexes), found = 0;
	enum err_code code;

	if (jobs->n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no application yet: 'roadmap job add COMPANY ROLE' keeps one");
	if (n == 1) {
		*ret_index = indexes[0];
		return ERR_OK;
	}
	for (uint32_t i = 0; n == 0 && i < jobs->n; i++)
		indexes[i] = i;
	n = n == 0 ? (uint32_t)jobs->n : n;
	for (uint32_t i = 0; i < n; i++) {
		const struct job *job = &jobs->list[indexes[i]];

		things[i] =
		    (struct match_thing){job->id, arena_printf(op->arena, "%s%s%s", job->company,
						      job->role[0] ? ": " : "", job->role)};
	}
	code = op_find(op, "application", things, n, text, &found, err);
	if (code == ERR_OK)
		*ret_index = indexes[found];
	return code;
}

enum err_code
jobs_find_id(const struct jobs *jobs, const char *id, size_t *ret_index, struct err *err)
{
	size_t at = jobs_of(jobs, id, 0);

	if (at == jobs->n)
		return err_set(err, ERR_NOT_FOUND,
		    "no application '%.40s': 'roadmap job list' lists them", id);
	*ret_index = at;
	return ERR_OK;
}

enum err_code
jobs_day(const char *text, int32_t otherwise, int32_t *ret_day, struct err *err)
{
	int32_t day = otherwise;

	if (text[0] != '\0' && !calendar_parse(text, &day))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.40s' is no day: expected one such as 2026-03-17", text);
	*ret_day = day;
	return ERR_OK;
}

const char *
jobs_day_text(struct arena *arena, int32_t day)
{
	if (day == JOB_NO_DAY)
		return "";
	return calendar_format(arena_alloc(arena, CALENDAR_DATE_SIZE), day);
}

enum err_code
jobs_ghost_days(struct op *op, uint32_t *ret_days, struct err *err)
{
	const char *text = NULL;
	enum err_code code = store_setting_get(op->store, op->arena,
	    setting_table[SETTING_GHOST_AFTER].name, &text, err);

	if (code == ERR_OK)
		*ret_days = setting_value(SETTING_GHOST_AFTER, text);
	return code;
}

void
jobs_about(struct op *op, const struct job *job, const char *verb)
{
	const char **ids = arena_array(op->arena, 1, sizeof(*ids));

	ids[0] = job->step_id;
	op_about(op, job->roadmap_id, ids, job->step_id[0] != '\0');
	op->summary = arena_printf(op->arena, "application %s: %s%s%s", verb, job->company,
	    job->role[0] ? ", " : "", job->role);
}
