/* Job.Move: an application came to a stage; and Job.Remove. */
#include "engine/op_table.h"

#include <string.h>

#include "core/text.h"
#include "engine/job_write.h"

struct op_job_move {
	struct op *op;
	const Pb__JobMoveRequest *request;
	struct jobs jobs;
	size_t index;
	bool changed;
};

static enum err_code
op_job_move_input(struct op_job_move *move, struct err *err)
{
	int32_t day;
	enum err_code code = text_check("note", move->request->note, TEXT_BODY_MAX, TEXT_BODY, err);

	if (code == ERR_OK)
		code = jobs_day(move->request->follow_up, JOB_NO_DAY, &day, err);
	if (code == ERR_OK)
		code = jobs_read(move->op, &move->jobs, err);
	if (code == ERR_OK)
		code =
		    jobs_find(move->op, &move->jobs, move->request->application, &move->index, err);
	return code;
}

static enum err_code
op_job_move_history(struct op_job_move *move, struct err *err)
{
	const Pb__JobMoveRequest *request = move->request;
	struct job *job = &move->jobs.list[move->index];
	struct job_event event = {(uint32_t)request->stage, request->round, JOB_NO_DAY};
	enum err_code code = jobs_day(request->day, JOB_NO_DAY, &event.day, err);

	if (code != ERR_OK)
		return code;
	if (request->remove) {
		move->changed = true;
		return job_history_remove(move->op->arena, job, event, move->jobs.today,
		    &job->events, &job->n_events, err);
	}
	return job_history_move(move->op->arena, job, event, move->jobs.today, &job->events,
	    &job->n_events, &move->changed, err);
}

static enum err_code
op_job_move_write(struct op_job_move *move, struct err *err)
{
	const Pb__JobMoveRequest *request = move->request;
	struct op *op = move->op;
	struct job *job = &move->jobs.list[move->index];
	const struct store_job_note note = {job->id, op->action_id, request->note, op->now_s};
	enum err_code code;

	if (request->follow_up[0] != '\0')
		job->follow_up = request->follow_up;
	else if (!job_history_is_open(job)) /* nothing is waited for any more */
		job->follow_up = "";
	code = job_write_touch(op, &move->jobs, move->index, err);
	if (code == ERR_OK)
		code = job_write_stages(op, job, err);
	if (code == ERR_OK && note.text[0] != '\0')
		code = store_job_note_add(op->store, &note, err);
	return code;
}

static bool
op_job_move_says_more(const struct op_job_move *move)
{
	const char *follow_up = move->request->follow_up;

	return move->request->note[0] != '\0' ||
	       (follow_up[0] != '\0' &&
		   strcmp(follow_up, move->jobs.list[move->index].follow_up) != 0);
}

enum err_code
op_job_move(struct op *op, const Pb__JobMoveRequest *request, Pb__JobMoveReply *reply,
    struct err *err)
{
	struct op_job_move move = {.op = op, .request = request};
	const struct job *job;
	enum err_code code = op_job_move_input(&move, err);

	if (code == ERR_OK)
		code = op_job_move_history(&move, err);
	if (code != ERR_OK)
		return code;
	job = &move.jobs.list[move.index];
	if (request->note[0] != '\0' && move.jobs.rows[move.index].n_notes >= JOB_NOTES_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED, "%d notes are kept at most",
		    JOB_NOTES_MAX);
	reply->unchanged = !move.changed && !op_job_move_says_more(&move);
	if (!reply->unchanged)
		code = op_job_move_write(&move, err);
	if (code != ERR_OK)
		return code;
	jobs_about(op, job,
	    request->remove
		? arena_printf(op->arena, "no longer %s", job_stage_id((uint32_t)request->stage))
		: job_stage_id((uint32_t)request->stage));
	reply->application = jobs_view_now(op, job->id, err);
	return reply->application != NULL ? ERR_OK : err->code;
}

enum err_code
op_job_remove(struct op *op, const Pb__JobRemoveRequest *request, Pb__JobRemoveReply *reply,
    struct err *err)
{
	struct jobs jobs;
	size_t index;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK)
		code = jobs_find(op, &jobs, request->application, &index, err);
	if (code != ERR_OK)
		return code;
	reply->application = jobs_view_full(op, &jobs, index, err);
	if (reply->application == NULL)
		return err->code;
	jobs_about(op, &jobs.list[index], "removed");
	return store_job_remove(op->store, jobs.list[index].id, err);
}
