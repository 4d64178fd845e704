#include "client/command.h"
#include "client/view.h"
#include "client/when.h"
#include "core/explain.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	CMD_WHY_NAMED = 3, /* so many steps the reason names itself */
};

static void
cmd_why_heading(struct cli *cli, const char *text)
{
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, text);
	out_newline(&cli->out);
}

static void
cmd_why_steps(struct cli *cli, Pb__StepView *const *steps, size_t n)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	for (size_t i = 0; i < n; i++)
		view_step_row(table, &cli->out, steps[i], 0);
	out_table_print(table, &cli->out);
}

static void
cmd_why_way(struct cli *cli, const Pb__PlanWhyReply *reply)
{
	if (reply->n_way > 0) {
		cmd_why_heading(cli, arena_printf(cli->arena, "What opens it, %s%s in this order",
					 reply->way_is_about ? "about " : "",
					 explain_minutes(cli->arena, reply->way_minutes)));
		cmd_why_steps(cli, reply->way, reply->n_way);
	}
	if (reply->n_opened > CMD_WHY_NAMED) {
		cmd_why_heading(cli, "What it opened");
		cmd_why_steps(cli, reply->opened, reply->n_opened);
	}
}

static void
cmd_why_commands(struct cli *cli, const Pb__PlanWhyReply *reply)
{
	bool finished = reply->verdict == PB__PLAN_WHY_REPLY__VERDICT__VERDICT_FINISHED;

	if (reply->n_commands == 0)
		return;
	cmd_why_heading(cli, finished ? "To do it again" : "To bring it in");
	for (size_t i = 0; i < reply->n_commands; i++) {
		out_spaces(&cli->out, 2);
		out_text(&cli->out, OUT_NAME, reply->commands[i]);
		out_newline(&cli->out);
	}
}

/* Since when it is so, and its place in the plan. */
static void
cmd_why_place(struct cli *cli, const Pb__PlanWhyReply *reply)
{
	if (reply->finished_at) {
		out_printf(&cli->out, OUT_DIM, "  on %s",
		    when_day(cli->arena, reply->finished_at->seconds));
		out_newline(&cli->out);
	}
	if (reply->rank > 0) {
		out_printf(&cli->out, OUT_DIM, "  number %u of the plan", reply->rank);
		out_newline(&cli->out);
	}
}

int
cmd_why(struct cli *cli)
{
	Pb__PlanWhyRequest request = PB__PLAN_WHY_REQUEST__INIT;
	Pb__PlanWhyReply *reply;
	enum view_mark mark;

	request.roadmap_id = cli->roadmap_id;
	request.step = args_words(&cli->args, 0, cli->arena);
	if (!cli_ask(cli, "Plan", "Why", &request.base, &reply))
		return cli->status;
	mark = view_mark(reply->step);
	out_text(&cli->out, view_mark_style(mark), view_mark_text(&cli->out, mark));
	out_text(&cli->out, OUT_PLAIN, " ");
	out_text(&cli->out, OUT_BOLD, reply->step->title);
	out_printf(&cli->out, OUT_DIM, "  %s, %s", reply->step->id,
	    view_step_hours(cli->arena, reply->step));
	out_newline(&cli->out);
	out_spaces(&cli->out, 2);
	out_wrap(&cli->out, OUT_PLAIN, 2, 2, reply->reason);
	cmd_why_place(cli, reply);
	if (reply->recommendation)
		view_terms(&cli->out, cli->arena, reply->recommendation);
	cmd_why_way(cli, reply);
	cmd_why_commands(cli, reply);
	return CLI_DONE;
}
