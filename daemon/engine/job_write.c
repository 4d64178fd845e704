#include "engine/job_write.h"

#include <stdlib.h>
#include <string.h>

static enum err_code
job_write_studies(struct op *op, const struct job *job, struct err *err)
{
	enum err_code code = store_job_study_drop(op->store, job->id, err);

	for (uint32_t i = 0; code == ERR_OK && i < job->n_studies; i++) {
		const struct store_job_study study = {job->id, job->studies[i]};

		code = store_job_study_add(op->store, &study, i, err);
	}
	return code;
}

enum err_code
job_write_stages(struct op *op, const struct job *job, struct err *err)
{
	enum err_code code = store_job_stage_drop(op->store, job->id, err);

	for (uint32_t i = 0; code == ERR_OK && i < job->n_events; i++) {
		const struct store_job_stage stage = {job->id, job->events[i].stage,
		    job->events[i].round, jobs_day_text(op->arena, job->events[i].day)};

		code = store_job_stage_add(op->store, &stage, i, err);
	}
	return code;
}

static enum err_code
job_write_row(struct op *op, const struct job *job, int64_t added_at, struct err *err)
{
	const struct store_job row = {
	    .id = job->id,
	    .company = job->company,
	    .role = job->role,
	    .channel = job->channel,
	    .platform = job->platform,
	    .url = job->url,
	    .location = job->location,
	    .workplace = job->workplace,
	    .salary = job->salary,
	    .resume = job->resume,
	    .follow_up = job->follow_up,
	    .roadmap_id = job->roadmap_id,
	    .step_id = job->step_id,
	    .added_at = added_at,
	    .changed_by = op->action_id,
	};

	return store_job_put(op->store, &row, err);
}

enum err_code
job_write(struct op *op, const struct job *job, int64_t added_at, struct err *err)
{
	enum err_code code = job_write_row(op, job, added_at, err);

	if (code == ERR_OK)
		code = job_write_stages(op, job, err);
	return code == ERR_OK ? job_write_studies(op, job, err) : code;
}

enum err_code
job_write_touch(struct op *op, const struct jobs *jobs, size_t index, struct err *err)
{
	return job_write_row(op, &jobs->list[index], jobs->rows[index].added_at, err);
}

/* The first 8 digits of a UUID are one number, and what is shown of it. */
const char *
job_write_id(struct op *op, uint32_t number)
{
	const char *id = op->action_id;
	const char *tail = strchr(id, '-');

	if (number == 0 || tail == NULL)
		return id;
	return arena_printf(op->arena, "%08x%s", (uint32_t)strtoul(id, NULL, 16) + number, tail);
}
