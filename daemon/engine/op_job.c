/* Job: what is asked of the job search. */
#include "engine/op_table.h"

#include <stdlib.h>
#include <string.h>

#include "engine/jobs.h"

enum {
	OP_JOB_PAGE_BYTES = 1 << 20,
};

static bool
op_job_is_asked(const Pb__JobListRequest *request, const struct job *job)
{
	if (request->open_only && !job_history_is_open(job))
		return false;
	if (request->stage != PB__STAGE__STAGE_UNSPECIFIED &&
	    (uint32_t)request->stage != job_history_now(job).stage)
		return false;
	return request->channel == PB__CHANNEL__CHANNEL_UNSPECIFIED ||
	       (uint32_t)request->channel == job->channel;
}

/* A page begins after the application of its token. */
static enum err_code
op_job_page(const struct jobs *jobs, const char *token, size_t *ret_begin, struct err *err)
{
	enum err_code code;

	*ret_begin = 0;
	if (token[0] == '\0')
		return ERR_OK;
	code = jobs_find_id(jobs, token, ret_begin, err);
	if (code != ERR_OK)
		return err_set(err, ERR_ABORTED, "the list was changed meanwhile: ask again");
	(*ret_begin)++;
	return ERR_OK;
}

static Pb__ApplicationView *
op_job_list_one(struct op *op, const Pb__JobListRequest *request, const struct jobs *jobs,
    size_t index, uint32_t ghost_days, struct err *err)
{
	return request->full ? jobs_view_full(op, jobs, index, err)
			     : jobs_view(op, jobs, index, ghost_days);
}

static enum err_code
op_job_list_page(struct op *op, const Pb__JobListRequest *request, const struct jobs *jobs,
    size_t begin, Pb__JobListReply *reply, struct err *err)
{
	size_t most = request->page_size != 0 ? request->page_size : SIZE_MAX, bytes = 0;
	uint32_t ghost_days = 0;
	enum err_code code = jobs_ghost_days(op, &ghost_days, err);

	if (code != ERR_OK)
		return code;
	reply->applications = arena_array(op->arena, jobs->n, sizeof(*reply->applications));
	for (size_t i = begin; i < jobs->n; i++) {
		Pb__ApplicationView *view;

		if (!op_job_is_asked(request, &jobs->list[i]))
			continue;
		if (reply->n_applications == most || bytes > OP_JOB_PAGE_BYTES) {
			reply->next_page_token =
			    reply->applications[reply->n_applications - 1]->application->id;
			break;
		}
		view = op_job_list_one(op, request, jobs, i, ghost_days, err);
		if (view == NULL)
			return err->code;
		bytes += protobuf_c_message_get_packed_size(&view->base);
		reply->applications[reply->n_applications++] = view;
	}
	return ERR_OK;
}

enum err_code
op_job_list(struct op *op, const Pb__JobListRequest *request, Pb__JobListReply *reply,
    struct err *err)
{
	struct jobs jobs;
	size_t begin;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK)
		code = op_job_page(&jobs, request->page_token, &begin, err);
	return code == ERR_OK ? op_job_list_page(op, request, &jobs, begin, reply, err) : code;
}

enum err_code
op_job_get(struct op *op, const Pb__JobGetRequest *request, Pb__JobGetReply *reply, struct err *err)
{
	struct jobs jobs;
	size_t index;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK)
		code = jobs_find(op, &jobs, request->application, &index, err);
	if (code != ERR_OK)
		return code;
	reply->application = jobs_view_full(op, &jobs, index, err);
	return reply->application != NULL ? ERR_OK : err->code;
}

static Pb__ApplicationView **
op_job_due_views(struct op *op, const struct jobs *jobs, const struct job_due *list, size_t n,
    uint32_t ghost_days)
{
	Pb__ApplicationView **views = arena_array(op->arena, n, sizeof(*views));

	for (size_t i = 0; i < n; i++)
		views[i] = jobs_view(op, jobs, (size_t)(list[i].job - jobs->list), ghost_days);
	return views;
}

enum err_code
op_job_due(struct op *op, const Pb__JobDueRequest *request, Pb__JobDueReply *reply, struct err *err)
{
	struct jobs jobs;
	struct job_due *list;
	int32_t until;
	uint32_t ghost_days = 0;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK)
		code = jobs_day(request->until, jobs.today, &until, err);
	if (code == ERR_OK)
		code = jobs_ghost_days(op, &ghost_days, err);
	if (code != ERR_OK)
		return code;
	reply->silent_after_days = ghost_days;
	reply->n_due = job_due_list(jobs.list, jobs.n, until, op->arena, &list);
	reply->due = op_job_due_views(op, &jobs, list, reply->n_due, ghost_days);
	reply->n_silent =
	    job_due_silent(jobs.list, jobs.n, jobs.today, ghost_days, op->arena, &list);
	reply->silent = op_job_due_views(op, &jobs, list, reply->n_silent, ghost_days);
	return ERR_OK;
}

static Pb__JobShare *
op_job_share(struct op *op, uint32_t have, uint32_t of)
{
	Pb__JobShare *share = OP_NEW(op, job_share);

	share->have = have;
	share->of = of;
	share->few = !job_funnel_percent((struct job_share){have, of}, &share->percent);
	return share;
}

static Pb__JobSpan *
op_job_span(struct op *op, struct job_span from)
{
	Pb__JobSpan *span = OP_NEW(op, job_span);

	span->half_days = from.half_days;
	span->of = from.of;
	return span;
}

static void
op_job_funnel_stages(struct op *op, const struct job_funnel *funnel, Pb__JobFunnelReply *reply)
{
	reply->stages = arena_array(op->arena, JOB_ACCEPTED, sizeof(*reply->stages));
	for (uint32_t i = JOB_SAVED; i <= JOB_ACCEPTED; i++) {
		Pb__JobFunnelStage *stage = OP_NEW(op, job_funnel_stage);

		stage->stage = (Pb__Stage)i;
		stage->reached = funnel->stages[i].reached;
		if (i > JOB_SAVED) {
			stage->of_sent = op_job_share(op, stage->reached, funnel->sent);
			stage->of_before =
			    op_job_share(op, stage->reached, funnel->stages[i - 1].reached);
			stage->days = op_job_span(op, funnel->stages[i].days);
		}
		reply->stages[reply->n_stages++] = stage;
	}
}

static void
op_job_funnel_channels(struct op *op, const struct job_funnel *funnel, Pb__JobFunnelReply *reply)
{
	reply->channels = arena_array(op->arena, JOB_CHANNELS + 1, sizeof(*reply->channels));
	for (uint32_t i = 0; i <= JOB_CHANNELS; i++) {
		/* What is not told comes last. */
		uint32_t number = (i + 1) % (JOB_CHANNELS + 1);
		const struct job_funnel_channel *from = &funnel->channels[number];
		Pb__JobFunnelChannel *channel;

		if (from->sent == 0)
			continue;
		channel = OP_NEW(op, job_funnel_channel);
		channel->channel = (Pb__Channel)number;
		channel->sent = from->sent;
		channel->answered = op_job_share(op, from->answered, from->sent);
		channel->interviewed = op_job_share(op, from->interviewed, from->sent);
		channel->offered = op_job_share(op, from->offered, from->sent);
		channel->accepted = from->accepted;
		reply->channels[reply->n_channels++] = channel;
	}
}

enum err_code
op_job_funnel(struct op *op, const Pb__JobFunnelRequest *request, Pb__JobFunnelReply *reply,
    struct err *err)
{
	struct jobs jobs;
	struct job_funnel funnel;
	int32_t from, to;
	enum err_code code = jobs_read(op, &jobs, err);

	if (code == ERR_OK)
		code = jobs_day(request->from, JOB_NO_DAY, &from, err);
	if (code == ERR_OK)
		code = jobs_day(request->to, JOB_NO_DAY, &to, err);
	if (code != ERR_OK)
		return code;
	funnel = job_funnel(op->arena, jobs.list, jobs.n, from, to);
	reply->applications = funnel.applications;
	reply->sent = funnel.sent;
	reply->answered = op_job_share(op, funnel.answered, funnel.sent);
	reply->answer_days = op_job_span(op, funnel.answer_days);
	op_job_funnel_stages(op, &funnel, reply);
	op_job_funnel_channels(op, &funnel, reply);
	for (uint32_t i = JOB_APPLIED; i < JOB_ACCEPTED; i++)
		reply->open += funnel.now[i];
	reply->rejected = funnel.now[JOB_REJECTED];
	reply->withdrawn = funnel.now[JOB_WITHDRAWN];
	reply->ghosted = funnel.now[JOB_GHOSTED];
	return ERR_OK;
}
