#include "client/command.h"
#include "client/view.h"
#include "core/explain.h"
#include "roadmap/v1/plan.pb-c.h"

static void
cmd_why_way(struct cli *cli, const Pb__PlanWhyReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	if (reply->n_way == 0)
		return;
	out_newline(&cli->out);
	out_printf(&cli->out, OUT_BOLD, "What opens it, %s in this order",
	    explain_minutes(cli->arena, reply->way_minutes));
	out_newline(&cli->out);
	for (size_t i = 0; i < reply->n_way; i++)
		view_step_row(table, &cli->out, reply->way[i], 0);
	out_table_print(table, &cli->out);
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
	if (reply->rank > 0) {
		out_printf(&cli->out, OUT_DIM, "  number %u of the plan", reply->rank);
		out_newline(&cli->out);
	}
	if (reply->recommendation)
		view_terms(&cli->out, cli->arena, reply->recommendation);
	cmd_why_way(cli, reply);
	return CLI_DONE;
}
