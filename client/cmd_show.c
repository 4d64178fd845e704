#include <string.h>

#include "client/command.h"
#include "client/timing.h"
#include "client/view.h"
#include "client/when.h"
#include "core/explain.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

static void
cmd_show_heading(struct cli *cli, const char *text)
{
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, text);
	out_newline(&cli->out);
}

/* "in progress since 2026-03-01", "done 2026-03-01", "ready". */
static const char *
cmd_show_state(struct cli *cli, const Pb__StepGetReply *reply)
{
	const Pb__StepView *step = reply->step;
	const char *name = view_mark_name(view_mark(step));

	if (reply->finished_at)
		return arena_printf(cli->arena, "%s %s", name,
		    when_day(cli->arena, reply->finished_at->seconds));
	if (reply->started_at && step->status == PB__STATUS__STATUS_ACTIVE)
		return arena_printf(cli->arena, "%s since %s", name,
		    when_day(cli->arena, reply->started_at->seconds));
	if (step->known_from[0])
		return arena_printf(cli->arena, "%s from %s", name, step->known_from);
	return name;
}

static void
cmd_show_header(struct cli *cli, const Pb__StepGetReply *reply)
{
	const Pb__StepView *step = reply->step;
	enum view_mark mark = view_mark(step);
	const char *hours = explain_minutes(cli->arena, step->minutes_low);

	if (step->minutes_high != step->minutes_low)
		hours = arena_printf(cli->arena, "%s to %s", hours,
		    explain_minutes(cli->arena, step->minutes_high));
	if (step->guessed)
		hours = arena_printf(cli->arena, "~%s", hours);
	if (view_is_open(step) && step->minutes_yours > 0)
		hours = arena_printf(cli->arena, "%s (you: about %s)", hours,
		    explain_minutes(cli->arena, step->minutes_yours));
	if (step->minutes_spent > 0)
		hours = arena_printf(cli->arena, "%s, took %s", hours,
		    explain_minutes(cli->arena, step->minutes_spent));
	out_text(&cli->out, OUT_BOLD, step->title);
	out_printf(&cli->out, OUT_NAME, "  %s", step->id);
	out_newline(&cli->out);
	out_printf(&cli->out, view_mark_style(mark), "%s %s", view_mark_text(&cli->out, mark),
	    cmd_show_state(cli, reply));
	out_printf(&cli->out, OUT_DIM, ", %s, planned %s, worth %u%s%s%s%s", view_kind(step->kind),
	    hours, step->value, step->milestone ? ", milestone" : "",
	    step->optional ? ", optional" : "", step->forced ? ", forced" : "",
	    step->in_scope ? "" : ", not counted");
	out_newline(&cli->out);
}

static void
cmd_show_checklist(struct cli *cli, const Pb__StepGetReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lrs", 2);
	const Pb__Evidence *evidence = reply->def->evidence;
	bool by_study = evidence && reply->step->evidence &&
			evidence->kind == PB__EVIDENCE__KIND__KIND_CASE_STUDY;

	if (reply->n_checklist == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Checklist");
	out_printf(&cli->out, OUT_DIM, "  %u of %u, %s ", reply->step->items_checked,
	    reply->step->items_total, by_study ? "ticked by its case study:" : "tick with");
	if (by_study)
		out_printf(&cli->out, OUT_NAME, "roadmap portfolio %s %s",
		    reply->step->evidence->have > 0 ? "edit" : "add", reply->step->id);
	else
		out_printf(&cli->out, OUT_NAME, "roadmap check %s NUMBER", reply->step->id);
	out_newline(&cli->out);
	for (size_t i = 0; i < reply->n_checklist; i++) {
		const Pb__ItemView *item = reply->checklist[i];
		enum view_mark mark = item->checked ? VIEW_DONE : VIEW_READY;

		out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(&cli->out, mark));
		out_table_cell(table, OUT_NAME, "%zu", i + 1);
		out_table_cell(table, item->checked ? OUT_DIM : OUT_PLAIN, "%s", item->title);
	}
	out_table_print(table, &cli->out);
}

static void
cmd_show_resources(struct cli *cli, const Pb__StepDef *def)
{
	if (def->n_resources > 0)
		cmd_show_heading(cli, "Learn from");
	for (size_t i = 0; i < def->n_resources; i++) {
		const Pb__Resource *resource = def->resources[i];

		out_printf(&cli->out, OUT_PLAIN, "  %s", resource->title);
		if (resource->kind[0])
			out_printf(&cli->out, OUT_DIM, "  %s", resource->kind);
		out_newline(&cli->out);
		/* never wrapped: a terminal makes a link of it */
		out_printf(&cli->out, OUT_NAME, "    %s", resource->url);
		out_newline(&cli->out);
	}
}

static const Pb__StepView *
cmd_show_find(const Pb__StepGetReply *reply, const char *id)
{
	for (size_t i = 0; i < reply->n_requires; i++)
		if (strcmp(reply->requires[i]->id, id) == 0)
			return reply->requires[i];
	return NULL;
}

/* Steps of options that were not picked are of no interest. */
static bool
cmd_show_is_offered(const Pb__StepView *step)
{
	return step->in_scope || !step->choice_id[0];
}

/* One entry of `requires`, as far as it concerns this learner. */
static void
cmd_show_need(struct cli *cli, const Pb__StepGetReply *reply, const Pb__Requirement *need,
    struct out_table *table)
{
	size_t n = 0;

	for (size_t i = 0; i < need->n_any_of; i++) {
		const Pb__StepView *step = cmd_show_find(reply, need->any_of[i]);

		n += step && cmd_show_is_offered(step);
	}
	if (n > 1)
		out_table_span(table, OUT_DIM, "any one of", OUT_PLAIN, "");
	for (size_t i = 0; i < need->n_any_of; i++) {
		const Pb__StepView *step = cmd_show_find(reply, need->any_of[i]);

		if (step && cmd_show_is_offered(step))
			view_step_row(table, &cli->out, step, n > 1 ? 2 : 0);
	}
}

static void
cmd_show_requires(struct cli *cli, const Pb__StepGetReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	size_t n = 0;

	for (size_t i = 0; i < reply->n_requires; i++)
		n += cmd_show_is_offered(reply->requires[i]);
	if (n == 0)
		return;
	cmd_show_heading(cli, "Requires");
	for (size_t i = 0; i < reply->def->n_requires; i++)
		cmd_show_need(cli, reply, reply->def->requires[i], table);
	out_table_print(table, &cli->out);
}

static void
cmd_show_opens(struct cli *cli, const Pb__StepGetReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	size_t n = 0;

	for (size_t i = 0; i < reply->n_opens; i++)
		if (cmd_show_is_offered(reply->opens[i])) {
			view_step_row(table, &cli->out, reply->opens[i], 0);
			n++;
		}
	if (n == 0)
		return;
	cmd_show_heading(cli, "Opens the way to");
	out_table_print(table, &cli->out);
}

static void
cmd_show_notes(struct cli *cli, Pb__NoteView *const *notes, size_t n)
{
	if (n > 0)
		cmd_show_heading(cli, "Notes");
	for (size_t i = 0; i < n; i++) {
		out_printf(&cli->out, OUT_DIM, "  %s  %.8s",
		    notes[i]->at ? when_text(cli->arena, notes[i]->at->seconds) : "", notes[i]->id);
		out_newline(&cli->out);
		out_spaces(&cli->out, 4);
		out_wrap(&cli->out, OUT_PLAIN, 4, 4, notes[i]->text);
	}
}

static void
cmd_show_links(struct cli *cli, Pb__LinkView *const *links, size_t n)
{
	if (n > 0)
		cmd_show_heading(cli, "Links");
	for (size_t i = 0; i < n; i++) {
		out_printf(&cli->out, OUT_NAME, "  %s", links[i]->url);
		if (links[i]->title[0])
			out_printf(&cli->out, OUT_PLAIN, "  %s", links[i]->title);
		out_newline(&cli->out);
	}
}

/* What was spent, piece by piece, against the estimate. */
static void
cmd_show_times(struct cli *cli, const Pb__StepGetReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lrll", 2);

	if (reply->total_times == 0 && !reply->timer)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Time");
	out_printf(&cli->out, OUT_DIM, "  %s spent, %s planned",
	    reply->step->minutes_spent > 0 ? explain_minutes(cli->arena, reply->step->minutes_spent)
					   : "nothing",
	    view_step_hours(cli->arena, reply->step));
	out_newline(&cli->out);
	timing_rows(table, cli->arena, reply->times, reply->n_times, false);
	if (reply->undated_minutes > 0 && reply->total_times > 0) {
		out_table_cell(table, OUT_DIM, "without a date");
		out_table_cell(table, OUT_BOLD, "%s",
		    explain_minutes(cli->arena, reply->undated_minutes));
	}
	out_table_print(table, &cli->out);
	if (reply->n_times < reply->total_times) {
		out_printf(&cli->out, OUT_DIM, "  and %zu before, roadmap time list %s shows them",
		    reply->total_times - reply->n_times, reply->step->id);
		out_newline(&cli->out);
	}
	timing_running(cli, reply->timer);
}

static void
cmd_show_prose(struct cli *cli, const char *heading, const char *text)
{
	if (!text[0])
		return;
	cmd_show_heading(cli, heading);
	out_spaces(&cli->out, 2);
	out_wrap(&cli->out, OUT_PLAIN, 2, 2, text);
}

/* The step to do now: what the plan begins with. NULL if that was told already. */
static const char *
cmd_show_current(struct cli *cli)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	struct rpc_details details;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Plan", "Next", &request.base, &reply, &details, &err) != ERR_OK) {
		cli->status = cli_refuse(cli, &err, &details);
		return NULL;
	}
	if (reply->n_recommendations > 0)
		return reply->recommendations[0]->step->id;
	cli->status = cli_usage(cli, "everything is done: name a step to show");
	return NULL;
}

static void
cmd_show_kept(struct cli *cli, const Pb__KeptStep *kept)
{
	Pb__StepView step = PB__STEP_VIEW__INIT;
	const char *state;

	step.status = kept->status;
	step.availability = PB__AVAILABILITY__AVAILABILITY_READY;
	state = kept->status == PB__STATUS__STATUS_TODO ? "not begun"
							: view_mark_name(view_mark(&step));
	if (kept->finished_at)
		state = arena_printf(cli->arena, "%s %s", state,
		    when_day(cli->arena, kept->finished_at->seconds));
	if (kept->minutes_spent > 0)
		state = arena_printf(cli->arena, "%s, took %s", state,
		    explain_minutes(cli->arena, kept->minutes_spent));
	out_text(&cli->out, OUT_BOLD, kept->title);
	out_printf(&cli->out, OUT_NAME, "  %s", kept->id);
	out_newline(&cli->out);
	out_printf(&cli->out, OUT_PLAIN, "kept from version %u, %s", kept->version, state);
	out_newline(&cli->out);
	if (kept->n_items > 0)
		cmd_show_heading(cli, "Checked");
	for (size_t i = 0; i < kept->n_items; i++) {
		out_printf(&cli->out, OUT_PLAIN, "  %s", kept->items[i]);
		out_newline(&cli->out);
	}
	cmd_show_notes(cli, kept->notes, kept->n_notes);
	cmd_show_links(cli, kept->links, kept->n_links);
}

/* A step that an upgrade kept, by the whole of its id: the roadmap has no such step any more. */
static int
cmd_show_find_kept(struct cli *cli, const char *id)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepListReply *reply;
	struct rpc_details details;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try_steps(cli, &request, &reply, &details, &err) != ERR_OK)
		return cli_refuse(cli, &err, &details);
	for (size_t i = 0; i < reply->n_kept; i++) {
		if (strcmp(reply->kept[i]->id, id) != 0)
			continue;
		if (!cli_is_json(cli, &reply->kept[i]->base))
			cmd_show_kept(cli, reply->kept[i]);
		return CLI_DONE;
	}
	cli_error(cli, "nothing is kept as '%.130s': 'roadmap tree' lists what is", id);
	return CLI_REFUSED;
}

int
cmd_show(struct cli *cli)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__PlanWhyRequest why = PB__PLAN_WHY_REQUEST__INIT;
	struct rpc_question questions[] = {
	    {.service = "Step", .method = "Get", .request = &request.base},
	    {.service = "Plan", .method = "Why", .request = &why.base},
	};
	const Pb__StepGetReply *reply;

	request.roadmap_id = why.roadmap_id = cli->roadmap_id;
	request.step = cli->args.n_operands > 0 ? args_words(&cli->args, 0, cli->arena)
						: cmd_show_current(cli);
	if (request.step && strchr(request.step, '@'))
		return cmd_show_find_kept(cli, request.step);
	why.step = request.step;
	if (!request.step || !cli_ask_all(cli, questions, 2))
		return cli->status;
	reply = (const Pb__StepGetReply *)questions[0].reply;
	cmd_show_header(cli, reply);
	if (reply->def->summary[0]) {
		out_newline(&cli->out);
		out_wrap(&cli->out, OUT_PLAIN, 0, 0, reply->def->summary);
	}
	cmd_show_prose(cli, "Done when", reply->def->done_when);
	if (reply->step->evidence)
		cmd_show_prose(cli, "Evidence", reply->step->evidence->text);
	cmd_show_checklist(cli, reply);
	cmd_show_resources(cli, reply->def);
	cmd_show_requires(cli, reply);
	cmd_show_opens(cli, reply);
	if (questions[1].reply)
		cmd_show_prose(cli, "Where it stands",
		    ((const Pb__PlanWhyReply *)questions[1].reply)->reason);
	cmd_show_times(cli, reply);
	cmd_show_notes(cli, reply->notes, reply->n_notes);
	cmd_show_links(cli, reply->links, reply->n_links);
	return CLI_DONE;
}
