#include <string.h>

#include "client/command.h"
#include "client/view.h"
#include "client/when.h"
#include "core/explain.h"
#include "core/setting.h"
#include "proto/clock.h"
#include "roadmap/v1/goal.pb-c.h"

/* A day that was given as an option, for the daemon; "" without it. False: told. */
static bool
cmd_goal_day(struct cli *cli, const char *option, const char **ret_day)
{
	const char *text = args_value(&cli->args, option);
	struct err err;

	*ret_day = "";
	if (!text || when_parse_day(text, clock_now_s(), cli->arena, ret_day, &err) == ERR_OK)
		return true;
	cli->status = cli_usage(cli, "%s", err.text);
	return false;
}

static void
cmd_goal_none(struct cli *cli)
{
	struct out_table *table = out_table_new(cli->arena, "ls", 2);

	out_text(&cli->out, OUT_PLAIN, "No goal. Set one by typing, for example");
	out_newline(&cli->out);
	out_table_cell(table, OUT_NAME, "roadmap goal 8h/week");
	out_table_cell(table, OUT_PLAIN, "how much you want to learn");
	out_table_cell(table, OUT_NAME, "roadmap goal --by DATE");
	out_table_cell(table, OUT_PLAIN, "when you want to be through");
	out_table_cell(table, OUT_NAME, "roadmap pathway");
	out_table_cell(table, OUT_PLAIN, "what the roadmap suggests");
	out_table_print(table, &cli->out);
}

/* What it takes to be through by the day, beside what one wants to give. */
static void
cmd_goal_needed(struct cli *cli, const Pb__GoalView *goal)
{
	const char *text;
	bool short_of =
	    goal->minutes_per_week > 0 && goal->needed_per_week > goal->minutes_per_week;

	if (!goal->by_day[0] || goal->minutes_left == 0)
		return;
	if (goal->overdue)
		text = arena_printf(cli->arena,
		    "%s has passed. Give another day: roadmap goal --by DATE", goal->by_day);
	else if (goal->needed_per_week == 0)
		text = arena_printf(cli->arena,
		    "No week is long enough to be through by %s. Give another day: roadmap goal "
		    "--by DATE",
		    goal->by_day);
	else
		text = arena_printf(cli->arena, "To be through by %s takes %s a week%s.",
		    goal->by_day, explain_minutes(cli->arena, goal->needed_per_week),
		    short_of ? ", more than your goal" : "");
	out_wrap(&cli->out, short_of || goal->needed_per_week == 0 ? OUT_BUSY : OUT_PLAIN, 0, 0,
	    text);
}

/* " by your own hours (the roadmap: 20 h)" where these differ. */
static const char *
cmd_goal_planned(struct arena *arena, const Pb__GoalView *goal)
{
	if (goal->minutes_left_planned == goal->minutes_left)
		return "";
	return arena_printf(arena, " by your own hours (the roadmap: %s)",
	    explain_sum(arena, goal->minutes_left_planned));
}

static void
cmd_goal_show(struct cli *cli, const Pb__GoalView *goal)
{
	if (goal->minutes_per_week == 0 && !goal->by_day[0]) {
		cmd_goal_none(cli);
		return;
	}
	out_text(&cli->out, OUT_BOLD, "Goal ");
	if (goal->minutes_per_week > 0)
		out_printf(&cli->out, OUT_PLAIN, " %s a week",
		    explain_minutes(cli->arena, goal->minutes_per_week));
	if (goal->by_day[0])
		out_printf(&cli->out, OUT_PLAIN, "%s by %s", goal->minutes_per_week > 0 ? "," : "",
		    goal->by_day);
	if (goal->pathway_id[0])
		out_printf(&cli->out, OUT_DIM, "  pathway %s", goal->pathway_id);
	out_newline(&cli->out);
	if (goal->finish_day[0] && goal->minutes_left > 0) {
		out_wrap(&cli->out, OUT_PLAIN, 0, 0,
		    arena_printf(cli->arena, "%s left%s: at %s a week you are through on %s.",
			explain_sum(cli->arena, goal->minutes_left),
			cmd_goal_planned(cli->arena, goal),
			explain_minutes(cli->arena, goal->minutes_per_week), goal->finish_day));
	}
	cmd_goal_needed(cli, goal);
}

int
cmd_goal(struct cli *cli)
{
	Pb__GoalSetRequest request = PB__GOAL_SET_REQUEST__INIT;
	Pb__GoalGetRequest get = PB__GOAL_GET_REQUEST__INIT;
	Pb__GoalSetReply *reply;
	Pb__GoalGetReply *got;
	struct err err;

	request.roadmap_id = get.roadmap_id = cli->roadmap_id;
	request.clear = args_has(&cli->args, "none");
	if (!cmd_goal_day(cli, "by", &request.by_day))
		return cli->status;
	if (cli->args.n_operands > 0 &&
	    setting_parse(SETTING_GOAL, args_words(&cli->args, 0, cli->arena),
		&request.minutes_per_week, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (cli->args.n_operands > 0 && request.minutes_per_week == 0)
		request.clear = true;
	if (cli->args.n_operands == 0 && !request.by_day[0] && !request.clear) {
		if (!cli_ask(cli, "Goal", "Get", &get.base, &got))
			return cli->status;
		cmd_goal_show(cli, got->goal);
		return CLI_DONE;
	}
	if (!cli_ask(cli, "Goal", "Set", &request.base, &reply))
		return cli->status;
	cmd_goal_show(cli, reply->goal);
	return CLI_DONE;
}

static int
cmd_pathway_list(struct cli *cli)
{
	Pb__GoalPathwaysRequest request = PB__GOAL_PATHWAYS_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "llsrl", 0);
	Pb__GoalPathwaysReply *reply;

	request.roadmap_id = cli->roadmap_id;
	if (!cli_ask(cli, "Goal", "Pathways", &request.base, &reply))
		return cli->status;
	if (reply->n_pathways == 0) {
		out_printf(&cli->out, OUT_PLAIN, "%s names no pathways.", reply->roadmap_id);
		out_newline(&cli->out);
		return CLI_DONE;
	}
	for (size_t i = 0; i < reply->n_pathways; i++) {
		const Pb__PathwayView *one = reply->pathways[i];
		enum view_mark mark = one->current ? VIEW_DONE : VIEW_READY;

		out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(&cli->out, mark));
		out_table_cell(table, OUT_NAME, "%s", one->id);
		out_table_cell(table, OUT_PLAIN, "%s", one->title);
		out_table_cell(table, OUT_PLAIN, "%s a week",
		    explain_minutes(cli->arena, one->minutes_per_week));
		out_table_cell(table, OUT_GOOD, "%s%s", one->finish_day[0] ? "through on " : "",
		    one->finish_day);
	}
	out_table_print(table, &cli->out);
	out_wrap(&cli->out, OUT_DIM, 0, 0,
	    arena_printf(cli->arena, "From today, %s left. roadmap pathway ID makes one your goal.",
		explain_sum(cli->arena, reply->minutes_left)));
	return CLI_DONE;
}

int
cmd_pathway(struct cli *cli)
{
	Pb__GoalSetRequest request = PB__GOAL_SET_REQUEST__INIT;
	Pb__GoalSetReply *reply;

	if (cli->args.n_operands == 0)
		return cmd_pathway_list(cli);
	request.roadmap_id = cli->roadmap_id;
	request.pathway = args_words(&cli->args, 0, cli->arena);
	if (!cli_ask(cli, "Goal", "Set", &request.base, &reply))
		return cli->status;
	cmd_goal_show(cli, reply->goal);
	return CLI_DONE;
}

static int
cmd_pause_list(struct cli *cli)
{
	Pb__GoalPausesRequest request = PB__GOAL_PAUSES_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "ll", 0);
	Pb__GoalPausesReply *reply;

	if (!cli_ask(cli, "Goal", "Pauses", &request.base, &reply))
		return cli->status;
	for (size_t i = 0; i < reply->n_pauses; i++) {
		const Pb__PauseView *one = reply->pauses[i];

		out_table_cell(table, one->current ? OUT_BOLD : OUT_PLAIN, "from %s until %s",
		    one->from_day, one->until_day);
		out_table_cell(table, OUT_BUSY, "%s", one->current ? "now" : "");
	}
	out_table_print(table, &cli->out);
	if (reply->n_pauses == 0) {
		out_text(&cli->out, OUT_PLAIN, "No pauses. ");
		out_text(&cli->out, OUT_NAME, "roadmap pause --until DATE");
		out_text(&cli->out, OUT_PLAIN, " begins one today.");
		out_newline(&cli->out);
	}
	return CLI_DONE;
}

int
cmd_pause(struct cli *cli)
{
	Pb__GoalPauseRequest request = PB__GOAL_PAUSE_REQUEST__INIT;
	Pb__GoalPauseReply *reply;

	if (!cmd_goal_day(cli, "from", &request.from_day) ||
	    !cmd_goal_day(cli, "until", &request.until_day))
		return cli->status;
	if (request.from_day[0] && !request.until_day[0])
		return cli_usage(cli, "until when? --until gives the day on which you go on");
	if (!request.until_day[0])
		return cmd_pause_list(cli);
	if (!cli_ask(cli, "Goal", "Pause", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_PLAIN, "Pause from %s until %s", reply->pause->from_day,
	    reply->pause->until_day);
	out_text(&cli->out, OUT_DIM, ", ");
	out_printf(&cli->out, OUT_NAME, "roadmap resume%s%s", reply->pause->current ? "" : " ",
	    reply->pause->current ? "" : reply->pause->from_day);
	out_text(&cli->out, OUT_DIM, " ends it sooner");
	out_newline(&cli->out);
	return CLI_DONE;
}

int
cmd_resume(struct cli *cli)
{
	Pb__GoalResumeRequest request = PB__GOAL_RESUME_REQUEST__INIT;
	Pb__GoalResumeReply *reply;
	const char *day = "";
	struct err err;

	if (cli->args.n_operands > 0 &&
	    when_parse_day(cli->args.operands[0], clock_now_s(), cli->arena, &day, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	request.from_day = day;
	if (!cli_ask(cli, "Goal", "Resume", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_PLAIN, "The pause from %s until %s is over.",
	    reply->pause->from_day, reply->pause->until_day);
	out_newline(&cli->out);
	return CLI_DONE;
}
