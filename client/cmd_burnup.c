#include "client/chart.h"
#include "client/command.h"
#include "client/daytext.h"
#include "core/explain.h"
#include "roadmap/v1/review.pb-c.h"

enum {
	CMD_BURNUP_NARROW = 60,
};

static void
cmd_burnup_legend(struct cli *cli, const Pb__ReviewPoint *now)
{
	uint32_t permille =
	    now->minutes_total > 0
		? (uint32_t)((uint64_t)now->minutes_done * 1000 / now->minutes_total)
		: 1000;

	out_text(&cli->out, OUT_GOOD, cli->out.unicode ? "⣿" : "#");
	out_printf(&cli->out, OUT_PLAIN, " %s done, %u %%",
	    explain_sum(cli->arena, now->minutes_done), permille / 10);
	if (cli->out.width < CMD_BURNUP_NARROW)
		out_newline(&cli->out);
	else
		out_spaces(&cli->out, 3);
	out_text(&cli->out, OUT_NAME, cli->out.unicode ? "⠉" : "-");
	out_printf(&cli->out, OUT_PLAIN, " %s in all, %u of %u steps done",
	    explain_sum(cli->arena, now->minutes_total), now->steps_done, now->steps_total);
	out_newline(&cli->out);
}

static void
cmd_burnup_show(struct cli *cli, const Pb__ReviewBurnupReply *reply)
{
	unsigned n = (unsigned)reply->n_points;
	uint32_t *done = arena_array(cli->arena, n, sizeof(*done));
	uint32_t *total = arena_array(cli->arena, n, sizeof(*total));
	const Pb__ReviewPoint *now;

	if (n == 0)
		return;
	now = reply->points[n - 1];
	for (unsigned i = 0; i < n; i++) {
		done[i] = reply->points[i]->minutes_done;
		total[i] = reply->points[i]->minutes_total;
	}
	out_text(&cli->out, OUT_BOLD, reply->title);
	out_newline(&cli->out);
	chart_print(&cli->out, cli->arena,
	    &(struct chart){
		.area = done,
		.line = total,
		.n = n,
		.left = daytext_short(cli->arena, reply->points[0]->day, now->day),
		.right = daytext_short(cli->arena, now->day, now->day),
		.label = explain_sum,
	    });
	cmd_burnup_legend(cli, now);
}

int
cmd_burnup(struct cli *cli)
{
	Pb__ReviewBurnupRequest request = PB__REVIEW_BURNUP_REQUEST__INIT;
	Pb__ReviewBurnupReply *reply;

	request.roadmap_id = cli->roadmap_id;
	/* in JSON a number that does not depend on the terminal */
	request.points = cli->json ? 0 : chart_points(&cli->out);
	if (!cli_ask(cli, "Review", "Burnup", &request.base, &reply))
		return cli->status;
	cmd_burnup_show(cli, reply);
	return CLI_DONE;
}
