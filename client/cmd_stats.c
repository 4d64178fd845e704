#include <stdlib.h>
#include <string.h>

#include "client/command.h"
#include "client/daytext.h"
#include "client/heat.h"
#include "client/view.h"
#include "core/explain.h"
#include "roadmap/v1/review.pb-c.h"

enum {
	CMD_STATS_WEEKS = 8,
	CMD_STATS_WEEKS_MOST = 105,
	CMD_STATS_BAR = 24,
	CMD_STATS_NARROW = 60, /* the bar is halved */
	CMD_STATS_YEAR_LEAST = 2000,
	CMD_STATS_YEAR_DIGITS = 4,
	CMD_STATS_TOLD_LEAST = 3, /* steps before a ratio is worth telling */
};

/* "6.5 h", and "~6.5 h" if some of it is assumed. */
static const char *
cmd_stats_hours(struct arena *arena, uint64_t told, uint64_t assumed)
{
	return arena_printf(arena, "%s%s", assumed > 0 ? "~" : "",
	    explain_sum(arena, told + assumed));
}

static uint32_t
cmd_stats_minutes(const Pb__ReviewWeek *week)
{
	return week->minutes_told + week->minutes_assumed;
}

static const char *
cmd_stats_week_note(const struct out *out, const Pb__ReviewWeek *week, bool current)
{
	if (week->off)
		return "pause";
	if (week->goal_minutes > 0 && week->met)
		return view_mark_text(out, VIEW_DONE);
	return current ? "so far" : "";
}

static void
cmd_stats_weeks(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "rlrl", 2);
	unsigned columns = cli->out.width < CMD_STATS_NARROW ? CMD_STATS_BAR / 2 : CMD_STATS_BAR;
	uint32_t most = 1;

	for (size_t i = 0; i < reply->n_weeks; i++) {
		uint32_t minutes = cmd_stats_minutes(reply->weeks[i]);
		uint32_t goal = reply->weeks[i]->goal_minutes;

		most = minutes > most ? minutes : most;
		most = goal > most ? goal : most;
	}
	out_text(&cli->out, OUT_BOLD, "Hours by week");
	out_newline(&cli->out);
	for (size_t i = 0; i < reply->n_weeks; i++) {
		const Pb__ReviewWeek *week = reply->weeks[i];
		uint64_t minutes = cmd_stats_minutes(week);

		out_table_cell(table, OUT_DIM, "%s",
		    daytext_short(cli->arena, week->monday, reply->today));
		out_table_cell(table, OUT_GOOD, "%s",
		    out_bar(&cli->out, cli->arena, (unsigned)(minutes * 1000 / most), columns));
		out_table_cell(table, OUT_PLAIN, "%s",
		    cmd_stats_hours(cli->arena, week->minutes_told, week->minutes_assumed));
		out_table_cell(table, week->met ? OUT_GOOD : OUT_DIM, "%s",
		    cmd_stats_week_note(&cli->out, week, i + 1 == reply->n_weeks));
	}
	out_table_print(table, &cli->out);
}

/* "This week  6 h." */
static void
cmd_stats_say(struct cli *cli, const char *what, const char *text)
{
	const unsigned column = sizeof("This week ");

	out_text(&cli->out, OUT_BOLD, what);
	out_spaces(&cli->out, column - out_columns(what));
	out_wrap(&cli->out, OUT_PLAIN, column, cli->out.width < CMD_STATS_NARROW ? 2 : column,
	    text);
}

static void
cmd_stats_now(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	const Pb__ReviewWeek *week = reply->weeks[reply->n_weeks - 1];
	uint32_t minutes = cmd_stats_minutes(week), goal = week->goal_minutes;
	const char *done = cmd_stats_hours(cli->arena, week->minutes_told, week->minutes_assumed);
	const char *text;

	if (week->off)
		text = arena_printf(cli->arena, "%s, and you are on a pause.", done);
	else if (goal == 0)
		text = arena_printf(cli->arena, "%s.", done);
	else if (minutes >= goal)
		text = arena_printf(cli->arena, "%s: your goal of %s is met.", done,
		    explain_sum(cli->arena, goal));
	else
		text = arena_printf(cli->arena, "%s of %s, %s to go until Sunday.", done,
		    explain_sum(cli->arena, goal), explain_sum(cli->arena, goal - minutes));
	cmd_stats_say(cli, "This week", text);
}

static const char *
cmd_stats_count(struct arena *arena, uint32_t n, const char *what)
{
	return arena_printf(arena, "%u %s%s", n, what, n == 1 ? "" : "s");
}

static const char *
cmd_stats_weeks_streak(struct arena *arena, const Pb__ReviewStatsReply *reply)
{
	const Pb__ReviewStreak *weeks = reply->week_streak;
	const char *met = reply->goal_minutes > 0 ? "with your goal met" : "with some work";
	const char *longest = cmd_stats_count(arena, weeks->longest, "week");

	if (weeks->longest == 0)
		return reply->goal_minutes > 0 ? "A week that reaches your goal begins one."
					       : "Any work begins one.";
	if (weeks->now == 0)
		return arena_printf(arena, "The longest was %s %s. The next begins with this one.",
		    longest, met);
	if (weeks->now == weeks->longest)
		return arena_printf(arena, "%s %s, your longest.", longest, met);
	return arena_printf(arena, "%s %s, the longest was %s.",
	    cmd_stats_count(arena, weeks->now, "week"), met, longest);
}

static void
cmd_stats_streak(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	const char *text = cmd_stats_weeks_streak(cli->arena, reply);

	if (reply->day_streak->now > 1)
		text = arena_printf(cli->arena, "%s %s in a row.", text,
		    cmd_stats_count(cli->arena, reply->day_streak->now, "day"));
	cmd_stats_say(cli, "Streak", text);
}

static void
cmd_stats_phases(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "srrr", 2);

	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, reply->title);
	out_newline(&cli->out);
	for (size_t i = 0; i < reply->n_phases; i++) {
		const Pb__ReviewSum *sum = reply->phases[i]->sum;

		out_table_cell(table, OUT_PLAIN, "%s", reply->phases[i]->title);
		out_table_cell(table, OUT_PLAIN, "%s done",
		    cmd_stats_count(cli->arena, sum->steps, "step"));
		out_table_cell(table, OUT_DIM, "%s",
		    sum->steps > 0 ? arena_printf(cli->arena, "%s planned",
					 explain_sum(cli->arena, sum->minutes_planned))
				   : "");
		out_table_cell(table, OUT_PLAIN, "%s",
		    sum->steps_told > 0 ? arena_printf(cli->arena, "%s told",
					      explain_sum(cli->arena, sum->minutes_told))
					: "");
	}
	out_table_print(table, &cli->out);
}

/* What was planned beside what it took, of the steps that had their time told. */
static void
cmd_stats_kinds(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lrrs", 2);

	if (reply->all->steps_told == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Planned and taken");
	out_text(&cli->out, OUT_DIM, "  of the steps with time told");
	out_newline(&cli->out);
	for (size_t i = 0; i < reply->n_kinds; i++) {
		const Pb__ReviewKind *kind = reply->kinds[i];

		if (kind->sum->steps_told == 0)
			continue;
		out_table_cell(table, OUT_PLAIN, "%s", view_kind(kind->kind));
		out_table_cell(table, OUT_DIM, "%s planned",
		    explain_sum(cli->arena, kind->sum->minutes_planned_told));
		out_table_cell(table, OUT_PLAIN, "%s taken",
		    explain_sum(cli->arena, kind->sum->minutes_told));
		out_table_cell(table, OUT_PLAIN, "%s",
		    reply->all->steps_told < CMD_STATS_TOLD_LEAST
			? ""
			: arena_printf(cli->arena, "for 1 h planned reckon with %s",
			      explain_minutes(cli->arena,
				  (kind->ratio_permille * 60ULL + 500) / 1000)));
	}
	out_table_print(table, &cli->out);
}

/* What the "~" means, if there is one. */
static void
cmd_stats_assumed(struct cli *cli, bool assumed)
{
	if (!assumed)
		return;
	out_newline(&cli->out);
	out_wrap(&cli->out, OUT_DIM, 0, 0,
	    "~ Some steps were done with no time told: they count as planned. Tell it with roadmap "
	    "done --hours, or begin steps with roadmap start.");
}

static void
cmd_stats_year(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	uint64_t told = 0, assumed = 0;

	heat_print(&cli->out, cli->arena, reply);
	for (size_t i = 0; i < reply->n_days; i++) {
		told += reply->days[i]->minutes_told;
		assumed += reply->days[i]->minutes_assumed;
	}
	out_newline(&cli->out);
	out_newline(&cli->out);
	out_wrap(&cli->out, OUT_PLAIN, 0, 0,
	    arena_printf(cli->arena, "%s on %s, from %s to %s.",
		cmd_stats_hours(cli->arena, told, assumed),
		cmd_stats_count(cli->arena, (uint32_t)reply->n_days, "day"),
		daytext_long(cli->arena, reply->first_day, reply->today),
		daytext_long(cli->arena, reply->last_day, reply->today)));
	cmd_stats_streak(cli, reply);
	cmd_stats_assumed(cli, assumed > 0);
}

static void
cmd_stats_show(struct cli *cli, const Pb__ReviewStatsReply *reply)
{
	bool assumed = false;

	for (size_t i = 0; i < reply->n_weeks; i++)
		assumed = assumed || reply->weeks[i]->minutes_assumed > 0;
	cmd_stats_weeks(cli, reply);
	out_newline(&cli->out);
	cmd_stats_now(cli, reply);
	cmd_stats_streak(cli, reply);
	cmd_stats_phases(cli, reply);
	cmd_stats_kinds(cli, reply);
	cmd_stats_assumed(cli, assumed);
}

static bool
cmd_stats_parse_year(const char *text, uint32_t *ret_year)
{
	if (strspn(text, "0123456789") != CMD_STATS_YEAR_DIGITS ||
	    text[CMD_STATS_YEAR_DIGITS] != '\0')
		return false;
	*ret_year = (uint32_t)strtoul(text, NULL, 10);
	return *ret_year >= CMD_STATS_YEAR_LEAST;
}

int
cmd_stats(struct cli *cli)
{
	Pb__ReviewStatsRequest request = PB__REVIEW_STATS_REQUEST__INIT;
	Pb__ReviewStatsReply *reply;
	struct err err;
	uint32_t year = 0;
	long weeks;

	if (args_number(&cli->args, "weeks", 1, CMD_STATS_WEEKS_MOST, CMD_STATS_WEEKS, &weeks,
		&err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (cli->args.n_operands > 0 && !cmd_stats_parse_year(cli->args.operands[0], &year))
		return cli_usage(cli, "'%s' is no year from %d on: write it as 2026",
		    cli->args.operands[0], CMD_STATS_YEAR_LEAST);
	request.roadmap_id = cli->roadmap_id;
	request.weeks = (uint32_t)weeks;
	request.year = year;
	request.days = year != 0 || args_has(&cli->args, "year");
	if (!cli_ask(cli, "Review", "Stats", &request.base, &reply))
		return cli->status;
	if (request.days)
		cmd_stats_year(cli, reply);
	else
		cmd_stats_show(cli, reply);
	return CLI_DONE;
}
