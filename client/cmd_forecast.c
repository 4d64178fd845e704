#include <string.h>

#include "client/command.h"
#include "client/daytext.h"
#include "core/explain.h"
#include "roadmap/v1/review.pb-c.h"

enum {
	CMD_FORECAST_NARROW = 64, /* no room for three columns of dates */
	CMD_FORECAST_SURE_PERMILLE = 800,
	CMD_FORECAST_FAIR_PERMILLE = 500,
	CMD_FORECAST_SLIGHT_PERMILLE = 200,
	CMD_FORECAST_TOLD_LEAST = 3,
};

/* A line of its own, wrapped. */
static void
cmd_forecast_say(struct cli *cli, enum out_style style, const char *text)
{
	out_wrap(&cli->out, style, 0, 0, text);
}

/* Further away than anyone can say. */
static const char *
cmd_forecast_day(struct cli *cli, const char *day, const char *today)
{
	return day[0] ? daytext_long(cli->arena, day, today) : "in over ten years";
}

/* "between 3 March and 20 May, likely 9 April" */
static const char *
cmd_forecast_band(struct cli *cli, const Pb__ReviewForecastReply *reply)
{
	const Pb__ReviewBand *band = reply->band;

	if (!band->low[0])
		return "not within ten years";
	if (!band->high[0])
		return arena_printf(cli->arena, "%s at the soonest, likely %s",
		    cmd_forecast_day(cli, band->low, reply->today),
		    cmd_forecast_day(cli, band->likely, reply->today));
	return arena_printf(cli->arena, "between %s and %s, likely %s",
	    cmd_forecast_day(cli, band->low, reply->today),
	    cmd_forecast_day(cli, band->high, reply->today),
	    cmd_forecast_day(cli, band->likely, reply->today));
}

static const char *
cmd_forecast_ground(struct cli *cli, const Pb__ReviewForecastReply *reply)
{
	const char *goal = explain_minutes(cli->arena, reply->goal_minutes);

	switch (reply->basis) {
	case PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PACE:
		return arena_printf(cli->arena, "At the pace of your last %u weeks, %s a week",
		    reply->weeks, explain_about(cli->arena, reply->pace_minutes));
	case PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_GOAL:
		return arena_printf(cli->arena, "If you keep near your goal of %s a week", goal);
	default:
		return arena_printf(cli->arena,
		    "If you keep near %s a week, as the pathway %s has it", goal,
		    reply->pathway_id);
	}
}

/* Why the dates are drawn from a plan instead of a pace. */
static void
cmd_forecast_no_pace(struct cli *cli, const Pb__ReviewForecastReply *reply)
{
	if (reply->basis == PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PACE)
		return;
	cmd_forecast_say(cli, OUT_DIM,
	    reply->weeks >= 4
		? "No work is told of in your last weeks, so there is no pace to go by."
		: "Your own pace counts as soon as there are four whole weeks of it.");
	if (!reply->band)
		return;
	cmd_forecast_say(cli, OUT_DIM,
	    "Few keep every hour of a goal, so likely dates are later than those of roadmap plan.");
}

static void
cmd_forecast_left(struct cli *cli, const Pb__ReviewForecastReply *reply)
{
	const char *planned = explain_sum(cli->arena, reply->minutes_left);

	out_text(&cli->out, OUT_BOLD, reply->title);
	out_printf(&cli->out, OUT_PLAIN, "  %u step%s, %s left", reply->steps_left,
	    reply->steps_left == 1 ? "" : "s", planned);
	if (reply->steps_told >= CMD_FORECAST_TOLD_LEAST)
		out_printf(&cli->out, OUT_PLAIN, " (you: about %s)",
		    explain_about(cli->arena, reply->minutes_left_yours));
	out_newline(&cli->out);
	out_newline(&cli->out);
}

static const char *
cmd_forecast_cell(struct cli *cli, const char *day, const char *today)
{
	return day[0] ? daytext_short(cli->arena, day, today) : "much later";
}

static void
cmd_forecast_row(struct cli *cli, struct out_table *table, const char *title, uint32_t steps_left,
    const Pb__ReviewBand *band, const char *today)
{
	bool narrow = cli->out.width < CMD_FORECAST_NARROW;

	out_table_cell(table, OUT_PLAIN, "%s", title);
	if (!band || steps_left == 0) {
		out_table_cell(table, OUT_GOOD, "%s", steps_left == 0 ? "done" : "");
		out_table_cell(table, OUT_DIM, "%s", "");
		return;
	}
	out_table_cell(table, OUT_BOLD, "%s", cmd_forecast_cell(cli, band->likely, today));
	out_table_cell(table, OUT_DIM, "%s%s%s", cmd_forecast_cell(cli, band->low, today),
	    narrow ? " - " : " to ", cmd_forecast_cell(cli, band->high, today));
}

static void
cmd_forecast_phases(struct cli *cli, const Pb__ReviewForecastReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "slr", 2);

	out_newline(&cli->out);
	out_table_cell(table, OUT_DIM, "%s", "");
	out_table_cell(table, OUT_DIM, "likely");
	out_table_cell(table, OUT_DIM, "4 times in 5");
	for (size_t i = 0; i < reply->n_phases; i++)
		cmd_forecast_row(cli, table, reply->phases[i]->title, reply->phases[i]->steps_left,
		    reply->phases[i]->band, reply->today);
	out_table_print(table, &cli->out);
}

static const char *
cmd_forecast_chance(uint32_t permille)
{
	if (permille >= CMD_FORECAST_SURE_PERMILLE)
		return "That will do";
	if (permille >= CMD_FORECAST_FAIR_PERMILLE)
		return "That will probably do";
	if (permille >= CMD_FORECAST_SLIGHT_PERMILLE)
		return "That may do, but later is likelier";
	return "That will hardly do: more hours, fewer steps or a later day would";
}

static void
cmd_forecast_target(struct cli *cli, const Pb__ReviewForecastReply *reply)
{
	const char *pace = explain_about(cli->arena, reply->pace_minutes);
	const char *times;
	uint32_t n;

	if (!reply->target_day[0] || !reply->band)
		return;
	if (strcmp(reply->target_day, reply->today) < 0) {
		out_newline(&cli->out);
		cmd_forecast_say(cli, OUT_BUSY,
		    arena_printf(cli->arena,
			"%s has passed. Give another day: roadmap goal --by DATE",
			daytext_long(cli->arena, reply->target_day, reply->today)));
		return;
	}
	if (reply->basis != PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PACE)
		pace = explain_minutes(cli->arena, reply->goal_minutes);
	n = (reply->target_permille + 50) / 100;
	times = n > 1    ? arena_printf(cli->arena, "%u times", n)
		: n == 1 ? "once"
			 : "less than once";
	out_newline(&cli->out);
	cmd_forecast_say(cli, OUT_PLAIN,
	    arena_printf(cli->arena,
		"To finish by %s takes %s a week; your %s is %s. %s "
		"(%s in 10).",
		daytext_long(cli->arena, reply->target_day, reply->today),
		reply->target_week_minutes > 0
		    ? explain_minutes(cli->arena, reply->target_week_minutes)
		    : "more hours than there are in",
		reply->basis == PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PACE ? "pace" : "goal",
		pace, cmd_forecast_chance(reply->target_permille), times));
}

int
cmd_forecast(struct cli *cli)
{
	Pb__ReviewForecastRequest request = PB__REVIEW_FORECAST_REQUEST__INIT;
	Pb__ReviewForecastReply *reply;

	request.roadmap_id = cli->roadmap_id;
	if (!cli_ask(cli, "Review", "Forecast", &request.base, &reply))
		return cli->status;
	if (reply->steps_left == 0) {
		cmd_next_nothing(cli);
		return CLI_DONE;
	}
	cmd_forecast_left(cli, reply);
	if (reply->basis == PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_NONE) {
		cmd_forecast_no_pace(cli, reply);
		cmd_forecast_say(cli, OUT_PLAIN, "Until then set a goal: roadmap goal 8h/week");
		return CLI_DONE;
	}
	cmd_forecast_say(cli, OUT_PLAIN,
	    arena_printf(cli->arena, "%s: %s.", cmd_forecast_ground(cli, reply),
		cmd_forecast_band(cli, reply)));
	cmd_forecast_no_pace(cli, reply);
	cmd_forecast_phases(cli, reply);
	cmd_forecast_target(cli, reply);
	return CLI_DONE;
}
