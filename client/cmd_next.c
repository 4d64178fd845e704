#include "client/command.h"
#include "client/timing.h"
#include "client/view.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	CMD_NEXT_MOST = 1000,
};

void
cmd_next_nothing(struct cli *cli)
{
	out_text(&cli->out, OUT_GOOD, "Everything is done.");
	out_text(&cli->out, OUT_PLAIN, " Another roadmap? `roadmap roadmaps` lists them.");
	out_newline(&cli->out);
}

void
cmd_next_told(struct cli *cli, const char *roadmap_id)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	struct err err;

	request.roadmap_id = roadmap_id;
	if (cli_try(cli, "Plan", "Next", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	out_newline(&cli->out);
	if (reply->n_recommendations > 0)
		view_recommendation(&cli->out, cli->arena, reply->recommendations[0], false);
	else
		cmd_next_nothing(cli);
}

static void
cmd_next_list(struct cli *cli, const Pb__PlanNextReply *reply, bool why)
{
	for (size_t i = 0; i < reply->n_recommendations; i++) {
		const Pb__Recommendation *one = reply->recommendations[i];
		enum view_mark mark = view_mark(one->step);

		out_printf(&cli->out, OUT_DIM, "%3zu ", i + 1);
		out_text(&cli->out, view_mark_style(mark), view_mark_text(&cli->out, mark));
		out_text(&cli->out, OUT_BOLD, " ");
		view_step_title(&cli->out, cli->arena, one->step);
		out_spaces(&cli->out, 6);
		out_wrap(&cli->out, OUT_PLAIN, 6, 6, one->reason);
		if (why)
			view_terms(&cli->out, cli->arena, one);
	}
}

/* Fewer than were asked for: the rest wait for these. */
static void
cmd_next_rest(struct cli *cli, const Pb__PlanNextReply *reply)
{
	const Pb__Progress *progress = reply->enrollment->progress;
	size_t shown = reply->n_recommendations;
	size_t left = progress->steps_total - progress->steps_done;

	out_printf(&cli->notes, OUT_DIM,
	    left > shown ? "Only %zu can be begun now; more open as you go on." : "%zu left.",
	    shown);
	out_newline(&cli->notes);
}

/* What the job search waits for, in a line. */
static void
cmd_next_job(struct cli *cli, const Pb__JobReminder *job)
{
	if (!job)
		return;
	out_text(&cli->out, OUT_BUSY, "Job   ");
	out_printf(&cli->out, OUT_PLAIN, "%s: ", job->text);
	out_text(&cli->out, OUT_NAME, "roadmap job due");
	out_newline(&cli->out);
}

int
cmd_next(struct cli *cli)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	bool why = args_has(&cli->args, "why");
	struct err err;
	long limit;

	if (args_number(&cli->args, "number", 1, CMD_NEXT_MOST, 1, &limit, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	request.roadmap_id = cli->roadmap_id;
	request.limit = (uint32_t)limit;
	(void)timing_settle(cli);
	if (!cli_ask(cli, "Plan", "Next", &request.base, &reply))
		return cli->status;
	if (reply->n_recommendations == 0)
		cmd_next_nothing(cli);
	else if (limit == 1)
		view_recommendation(&cli->out, cli->arena, reply->recommendations[0], why);
	else
		cmd_next_list(cli, reply, why);
	if (reply->n_recommendations > 0 && reply->n_recommendations < (size_t)limit)
		cmd_next_rest(cli, reply);
	cmd_next_job(cli, reply->job);
	timing_running(cli, reply->timer);
	return CLI_DONE;
}
