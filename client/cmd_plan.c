#include <string.h>

#include "client/command.h"
#include "client/view.h"
#include "client/when.h"
#include "core/duration.h"
#include "core/explain.h"
#include "proto/clock.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	CMD_PLAN_WEEKS_MOST = 1000,
	CMD_PLAN_WIDE = 80, /* the hours stand at this edge */
	CMD_PLAN_YEAR = 5,  /* the length of "2026-" */
};

/* "2026-11-23 to 11-29" */
static const char *
cmd_plan_days(struct arena *arena, const Pb__ScheduleWeek *week)
{
	bool same_year = strncmp(week->first_day, week->last_day, CMD_PLAN_YEAR) == 0;

	if (strcmp(week->first_day, week->last_day) == 0)
		return week->first_day;
	return arena_printf(arena, "%s to %s", week->first_day,
	    week->last_day + (same_year ? CMD_PLAN_YEAR : 0));
}

/* The learner's own hours of the step are not those of the roadmap. */
static bool
cmd_plan_differs(const Pb__SchedulePart *part)
{
	return part->minutes_step != part->minutes_planned;
}

/*
 * "3 h", "1.5 h of 6.5 h" if some is left for later, "3 h (2 h)" where the roadmap plans 2 h.
 */
static const char *
cmd_plan_hours(struct arena *arena, const Pb__SchedulePart *part)
{
	const char *minutes = arena_printf(arena, "%s%s", part->guessed ? "~" : "",
	    explain_minutes(arena, part->minutes));

	if (!part->ends)
		minutes = arena_printf(arena, "%s of %s", minutes,
		    explain_minutes(arena, part->minutes_left));
	if (part->begins && cmd_plan_differs(part))
		minutes = arena_printf(arena, "%s (%s)", minutes,
		    explain_minutes(arena, part->minutes_planned));
	return minutes;
}

static void
cmd_plan_part(const struct cli *cli, struct out_table *table, const Pb__SchedulePart *part)
{
	bool reached = part->milestone && part->ends;

	if (part->phase_begins[0])
		out_table_span(table, OUT_DIM,
		    arena_printf(cli->arena, "   %s begins", part->phase_begins), OUT_PLAIN, "");
	out_table_cell(table, OUT_GOOD, "%s", reached ? (cli->out.unicode ? "★" : "*") : " ");
	out_table_cell(table, OUT_NAME, "%s", part->step_id);
	out_table_cell(table, reached ? OUT_BOLD : OUT_PLAIN, "%s%s", part->title,
	    part->begins ? "" : " (goes on)");
	out_table_cell(table, OUT_PLAIN, "%s", cmd_plan_hours(cli->arena, part));
}

static void
cmd_plan_week(const struct cli *cli, struct out_table *table, const Pb__ScheduleWeek *week,
    size_t number)
{
	struct arena *arena = cli->arena;
	const char *hours = explain_minutes(arena, week->minutes);

	if (number > 1) {
		hours = arena_printf(arena, "%s, %s in all", hours,
		    explain_sum(arena, week->minutes_done));
		out_table_span(table, OUT_PLAIN, "", OUT_PLAIN, "");
	}
	out_table_span(table, OUT_BOLD,
	    arena_printf(arena, "Week %zu  %s", number, cmd_plan_days(arena, week)), OUT_DIM,
	    hours);
	if (week->paused_days > 0)
		out_table_span(table, OUT_DIM,
		    arena_printf(arena, "   a pause of %u day%s", week->paused_days,
			week->paused_days == 1 ? "" : "s"),
		    OUT_PLAIN, "");
	for (size_t i = 0; i < week->n_parts; i++)
		cmd_plan_part(cli, table, week->parts[i]);
}

static void
cmd_plan_milestones(const struct cli *cli, const Pb__PlanScheduleReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lls", 2);

	if (reply->n_milestones == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Milestones");
	out_newline(&cli->out);
	for (size_t i = 0; i < reply->n_milestones; i++) {
		const Pb__ScheduleMilestone *milestone = reply->milestones[i];

		out_table_cell(table, OUT_GOOD, "%s", cli->out.unicode ? "★" : "*");
		out_table_cell(table, OUT_PLAIN, "%s",
		    milestone->day[0] ? milestone->day : "in more than 100 years");
		out_table_cell(table, OUT_PLAIN, "%s", milestone->title);
	}
	out_table_print(table, &cli->out);
}

/* Whose hours a week these are. */
static const char *
cmd_plan_source(struct arena *arena, const Pb__PlanScheduleReply *reply)
{
	if (reply->source == PB__PACE_SOURCE__PACE_SOURCE_GOAL)
		return ", your goal";
	if (reply->source == PB__PACE_SOURCE__PACE_SOURCE_DATE)
		return arena_printf(arena, ", which your date of %s takes", reply->by_day);
	return "";
}

/* When all is done. */
static void
cmd_plan_end(const struct cli *cli, const Pb__PlanScheduleReply *reply)
{
	struct arena *arena = cli->arena;
	const char *text = "Not done in 100 years";

	out_newline(&cli->out);
	if (reply->finish_day[0])
		text = arena_printf(arena, "Done on %s, in week %u", reply->finish_day,
		    reply->weeks_total);
	out_wrap(&cli->out, OUT_BOLD, 0, 0,
	    arena_printf(arena, "%s: %s at %s a week%s.", text,
		explain_sum(arena, reply->minutes_total),
		explain_minutes(arena, reply->minutes_per_week), cmd_plan_source(arena, reply)));
	if (reply->minutes_planned != reply->minutes_total)
		out_wrap(&cli->out, OUT_PLAIN, 0, 0,
		    arena_printf(arena,
			"Hours are corrected by yours; in brackets the roadmap's, %s in all.",
			explain_sum(arena, reply->minutes_planned)));
	if (reply->source == PB__PACE_SOURCE__PACE_SOURCE_DEFAULT)
		out_wrap(&cli->out, OUT_PLAIN, 0, 0,
		    "These hours are assumed: roadmap goal 8h/week sets yours, --hours 8 tries "
		    "some.");
	else if (reply->source != PB__PACE_SOURCE__PACE_SOURCE_DATE && reply->by_day[0] &&
		 (!reply->finish_day[0] || strcmp(reply->finish_day, reply->by_day) > 0))
		out_wrap(&cli->out, OUT_BUSY, 0, 0,
		    arena_printf(arena, "That is after %s, the date of your goal.", reply->by_day));
	if (reply->weeks_total > reply->n_weeks) {
		out_printf(&cli->notes, OUT_DIM, "The first%s of %u weeks: --weeks %u shows %s.",
		    reply->n_weeks > 1 ? arena_printf(arena, " %zu", reply->n_weeks) : "",
		    reply->weeks_total,
		    reply->weeks_total < CMD_PLAN_WEEKS_MOST ? reply->weeks_total
							     : CMD_PLAN_WEEKS_MOST,
		    reply->weeks_total <= CMD_PLAN_WEEKS_MOST ? "all" : "more");
		out_newline(&cli->notes);
	}
}

int
cmd_plan(struct cli *cli)
{
	Pb__PlanScheduleRequest request = PB__PLAN_SCHEDULE_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "llsr", 0);
	const char *hours = args_value(&cli->args, "hours"), *from = args_value(&cli->args, "from");
	Pb__PlanScheduleReply *reply;
	struct err err;
	long weeks;

	if (args_number(&cli->args, "weeks", 1, CMD_PLAN_WEEKS_MOST, 0, &weeks, &err) != ERR_OK ||
	    (hours && duration_parse(hours, &request.minutes_per_week, &err) != ERR_OK))
		return cli_usage(cli, "%s", err.text);
	request.roadmap_id = cli->roadmap_id;
	request.weeks = (uint32_t)weeks;
	if (from &&
	    when_parse_day(from, clock_now_s(), cli->arena, &request.first_day, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (!cli_ask(cli, "Plan", "Schedule", &request.base, &reply))
		return cli->status;
	if (reply->minutes_total == 0) {
		cmd_next_nothing(cli);
		return CLI_DONE;
	}
	for (size_t i = 0; i < reply->n_weeks; i++)
		cmd_plan_week(cli, table, reply->weeks[i], i + 1);
	out_table_stretch(table, cli->out.width < CMD_PLAN_WIDE ? cli->out.width : CMD_PLAN_WIDE);
	out_table_print(table, &cli->out);
	cmd_plan_milestones(cli, reply);
	cmd_plan_end(cli, reply);
	return CLI_DONE;
}
