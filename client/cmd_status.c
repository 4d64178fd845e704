#include <string.h>

#include "client/command.h"
#include "client/timing.h"
#include "client/view.h"
#include "client/when.h"
#include "core/explain.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	CMD_STATUS_BAR = 20,
	CMD_STATUS_NARROW = 80,    /* the bar is halved and the hours done go */
	CMD_STATUS_NARROWEST = 56, /* no bar at all */
};

static void
cmd_status_row(struct cli *cli, struct out_table *table, enum out_style style, const char *title,
    const Pb__Progress *progress)
{
	unsigned width = cli->out.width;

	out_table_cell(table, style, "%s", title);
	out_table_cell(table, OUT_GOOD, "%s",
	    width < CMD_STATUS_NARROWEST
		? ""
		: out_bar(&cli->out, cli->arena, progress->permille,
		      width < CMD_STATUS_NARROW ? CMD_STATUS_BAR / 2 : CMD_STATUS_BAR));
	out_table_cell(table, style, "%s", view_percent(cli->arena, progress));
	out_table_cell(table, OUT_PLAIN, "%u of %u", progress->steps_done, progress->steps_total);
	out_table_cell(table, OUT_PLAIN, "%s",
	    width < CMD_STATUS_NARROW ? ""
				      : arena_printf(cli->arena, "%s done",
					    explain_sum(cli->arena, progress->minutes_done)));
	out_table_cell(table, OUT_PLAIN, "%s", view_hours_left(cli->arena, progress));
}

static void
cmd_status_choices(struct cli *cli, const Pb__EnrollmentView *enrollment)
{
	struct out_table *table = out_table_new(cli->arena, "lsl", 2);

	if (enrollment->n_choices == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Choices");
	out_newline(&cli->out);
	for (size_t i = 0; i < enrollment->n_choices; i++) {
		const Pb__ChoiceView *choice = enrollment->choices[i];

		out_table_cell(table, OUT_PLAIN, "%s", choice->title);
		out_table_cell(table, choice->assumed ? OUT_DIM : OUT_BOLD, "%s%s",
		    view_options(cli->arena, choice, true), choice->assumed ? " (assumed)" : "");
		out_table_cell(table, OUT_NAME, "%s%s", choice->assumed ? "roadmap choose " : "",
		    choice->assumed ? choice->id : "");
	}
	out_table_print(table, &cli->out);
}

/* What is left at the learner's own times, where these are known to differ. */
static void
cmd_status_yours(struct cli *cli, const Pb__StepListReply *reply)
{
	uint64_t planned = 0, yours = 0;
	bool differs = false;

	for (size_t i = 0; i < reply->n_steps; i++) {
		const Pb__StepView *step = reply->steps[i];

		if (!step->in_scope || !view_is_open(step))
			continue;
		planned += step->minutes;
		yours += step->minutes_yours > 0 ? step->minutes_yours : step->minutes;
		differs = differs || step->minutes_yours > 0;
	}
	if (!differs)
		return;
	out_printf(&cli->out, OUT_PLAIN, "      %s left (you: about %s)",
	    explain_sum(cli->arena, planned), explain_about(cli->arena, yours));
	out_newline(&cli->out);
}

/* The hours that were told, against those planned for the same steps. */
static void
cmd_status_time(struct cli *cli, const Pb__StepListRequest *request, Pb__StepListReply *reply)
{
	uint64_t planned = 0, spent = 0;
	unsigned n = 0;

	if (!cli_more_steps(cli, request, reply))
		return;
	for (size_t i = 0; i < reply->n_steps; i++) {
		if (reply->steps[i]->minutes_spent == 0)
			continue;
		planned += reply->steps[i]->minutes;
		spent += reply->steps[i]->minutes_spent;
		n++;
	}
	if (n == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Time");
	out_printf(&cli->out, OUT_PLAIN, "  %s taken, %s planned", explain_sum(cli->arena, spent),
	    explain_sum(cli->arena, planned));
	out_printf(&cli->out, OUT_DIM, ", over %u step%s with hours told", n, n == 1 ? "" : "s");
	out_newline(&cli->out);
	cmd_status_yours(cli, reply);
}

int
cmd_status(struct cli *cli)
{
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__StepListRequest list = PB__STEP_LIST_REQUEST__INIT;
	struct rpc_question questions[] = {
	    {.service = "Plan", .method = "Next", .request = &next.base},
	    {.service = "Step", .method = "List", .request = &list.base},
	};
	const Pb__PlanNextReply *reply;
	const Pb__EnrollmentView *enrollment;
	struct out_table *table = out_table_new(cli->arena, "slrrrr", 2);

	next.roadmap_id = list.roadmap_id = cli->roadmap_id;
	do {
		if (!cli_ask_all(cli, questions, 2))
			return cli->status;
		reply = (const Pb__PlanNextReply *)questions[0].reply;
	} while (timing_settle(cli, reply->timer));
	enrollment = reply->enrollment;
	out_text(&cli->out, OUT_BOLD, enrollment->title);
	out_printf(&cli->out, OUT_DIM, "  %s, version %u, since %s", enrollment->roadmap_id,
	    enrollment->version,
	    enrollment->enrolled_at ? when_day(cli->arena, enrollment->enrolled_at->seconds) : "?");
	out_newline(&cli->out);
	out_newline(&cli->out);
	for (size_t i = 0; i < enrollment->n_phases; i++)
		cmd_status_row(cli, table,
		    strcmp(enrollment->phases[i]->id, enrollment->phase_id) == 0 ? OUT_BOLD
										 : OUT_PLAIN,
		    enrollment->phases[i]->title, enrollment->phases[i]->progress);
	cmd_status_row(cli, table, OUT_PLAIN, "all", enrollment->progress);
	out_table_print(table, &cli->out);
	if (enrollment->progress->steps_skipped > 0) {
		out_printf(&cli->out, OUT_DIM, "  %u skipped", enrollment->progress->steps_skipped);
		out_newline(&cli->out);
	}
	cmd_status_time(cli, &list, (Pb__StepListReply *)questions[1].reply);
	cmd_status_choices(cli, enrollment);
	timing_running(cli, reply->timer);
	return CLI_DONE;
}

int
cmd_missing(struct cli *cli)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "llsr", 0);
	Pb__StepListReply *reply;
	const Pb__PhaseProgress *phase;
	uint64_t minutes = 0;

	request.roadmap_id = cli->roadmap_id;
	request.missing_only = 1;
	if (!cli_ask_steps(cli, &request, &reply))
		return cli->status;
	if (reply->n_steps == 0) {
		cmd_next_nothing(cli);
		return CLI_DONE;
	}
	for (size_t i = 0; i < reply->enrollment->n_phases; i++) {
		bool titled = false;

		phase = reply->enrollment->phases[i];
		for (size_t j = 0; j < reply->n_steps; j++) {
			if (strcmp(reply->steps[j]->phase_id, phase->id) != 0)
				continue;
			if (!titled)
				out_table_span(table, OUT_BOLD, phase->title, OUT_DIM,
				    view_hours_left(cli->arena, phase->progress));
			titled = true;
			minutes += reply->steps[j]->minutes;
			view_step_row(table, &cli->out, reply->steps[j], 0);
		}
	}
	out_table_print(table, &cli->out);
	out_printf(&cli->out, OUT_BOLD, reply->n_steps == 1 ? "%zu step, %s" : "%zu steps, %s",
	    reply->n_steps, explain_sum(cli->arena, minutes));
	out_newline(&cli->out);
	return CLI_DONE;
}
