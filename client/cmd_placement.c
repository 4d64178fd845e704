#include <string.h>

#include "client/command.h"
#include "client/keys.h"
#include "client/view.h"
#include "core/explain.h"
#include "core/opening.h"
#include "document/document.h"
#include "proto/message.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	CMD_PLACEMENT_MOST = 1000, /* steps of one action */
};

enum cmd_placement_end {
	CMD_PLACEMENT_GOES_ON,
	CMD_PLACEMENT_SKIP, /* the rest of the phase */
	CMD_PLACEMENT_KEEP, /* what was said, and no more questions */
	CMD_PLACEMENT_STOP, /* as if nothing was said */
};

struct cmd_placement {
	struct cli *cli;
	const Pb__Roadmap *document;
	const struct roadmap *roadmap;
	struct standing *standing; /* with what was said so far */
	uint32_t *order;           /* the steps to ask about */
	uint32_t n_order;
	const char **known; /* what was said to be known */
	uint32_t n_known;
	uint64_t minutes;
};

static const Pb__StepDef *
cmd_placement_def(const struct cmd_placement *placement, uint32_t step)
{
	uint32_t phase = placement->roadmap->steps[step].phase;

	return placement->document->phases[phase]
	    ->steps[step - placement->roadmap->phases[phase].first_step];
}

/* Reads the version the learner is in; the refusal was told where it cannot be. */
static bool
cmd_placement_load(struct cmd_placement *placement, const Pb__EnrollmentView *enrollment)
{
	struct cli *cli = placement->cli;
	Pb__CatalogGetRequest request = PB__CATALOG_GET_REQUEST__INIT;
	struct roadmap_faults *faults = arena_alloc(cli->arena, sizeof(*faults));
	Pb__CatalogGetReply *reply;
	struct err err;

	request.roadmap_id = enrollment->roadmap_id;
	request.version = enrollment->version;
	if (cli_try(cli, "Catalog", "Get", &request.base, &reply, NULL, &err) != ERR_OK) {
		cli->status = cli_refuse(cli, &err, NULL);
		return false;
	}
	placement->document = reply->roadmap;
	placement->roadmap = document_read(reply->roadmap, cli->arena, faults);
	if (!placement->roadmap) {
		cli_error(cli, "%s version %u cannot be read: %s", request.roadmap_id,
		    request.version, faults->list[0].text);
		cli->status = CLI_FAILED;
		return false;
	}
	placement->standing = standing_new(placement->roadmap, cli->arena);
	return true;
}

static void
cmd_placement_pick(struct cmd_placement *placement, const Pb__ChoiceView *view)
{
	const struct roadmap *roadmap = placement->roadmap;
	uint32_t index = roadmap_choice_index(roadmap, view->id);

	if (index == ROADMAP_NONE)
		return;
	placement->standing->chosen[index] = true;
	for (size_t i = 0; i < view->n_options; i++) {
		const struct roadmap_choice *choice = &roadmap->choices[index];
		uint32_t option = roadmap_option_index(choice, view->options[i]->id);

		if (option != ROADMAP_NONE)
			placement->standing->picked[choice->first_flag + option] =
			    view->options[i]->picked;
	}
}

/* The standing as the daemon has it. */
static void
cmd_placement_stand(struct cmd_placement *placement, const Pb__StepListReply *reply)
{
	struct standing *standing = placement->standing;

	for (size_t i = 0; i < reply->enrollment->n_choices; i++)
		cmd_placement_pick(placement, reply->enrollment->choices[i]);
	for (size_t i = 0; i < reply->n_steps; i++) {
		const Pb__StepView *view = reply->steps[i];
		uint32_t step = roadmap_step_index(placement->roadmap, view->id);

		if (step == ROADMAP_NONE)
			continue;
		standing->status[step] = (uint8_t)view->status;
		standing->learned[step] = view->known_from[0] != '\0';
	}
	standing_derive(standing);
}

/* Phase by phase, each step after what it requires. */
static void
cmd_placement_sort(struct cmd_placement *placement)
{
	const struct roadmap *roadmap = placement->roadmap;
	struct arena *arena = placement->cli->arena;
	uint32_t *next = arena_array(arena, roadmap->n_phases, sizeof(*next));
	uint32_t n = 0;

	for (uint32_t i = 0; i < roadmap->n_steps; i++)
		next[roadmap->steps[i].phase] += standing_is_open(placement->standing, i);
	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		uint32_t size = next[i];

		next[i] = n;
		n += size;
	}
	placement->order = arena_array(arena, n, sizeof(*placement->order));
	placement->n_order = n;
	placement->known = arena_array(arena, CMD_PLACEMENT_MOST, sizeof(*placement->known));
	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		uint32_t step = roadmap->topo_order[i];

		if (standing_is_open(placement->standing, step))
			placement->order[next[roadmap->steps[step].phase]++] = step;
	}
}

static void
cmd_placement_mark(struct cmd_placement *placement, uint32_t step)
{
	placement->standing->status[step] = STANDING_KNOWN;
	placement->known[placement->n_known++] = placement->roadmap->steps[step].id;
	placement->minutes += roadmap_step_minutes(&placement->roadmap->steps[step]);
}

static void
cmd_placement_say(const struct cmd_placement *placement, enum out_style style, const char *text)
{
	out_text(&placement->cli->notes, style, text);
	out_newline(&placement->cli->notes);
}

static void
cmd_placement_keys(const struct cmd_placement *placement)
{
	static const char *const keys[][2] = {{"y", "I know it"}, {"n, Enter", "no, or not sure"},
	    {"s", "no more of this phase"}, {"q", "quit, and keep what I said"},
	    {"?", "what the step is about"}, {"Ctrl-C", "quit, and change nothing"}};
	struct out_table *table = out_table_new(placement->cli->arena, "ls", 8);

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		out_table_cell(table, OUT_NAME, "%s", keys[i][0]);
		out_table_cell(table, OUT_PLAIN, "%s", keys[i][1]);
	}
	out_table_print(table, &placement->cli->notes);
}

static void
cmd_placement_help(const struct cmd_placement *placement, uint32_t step)
{
	const Pb__StepDef *def = cmd_placement_def(placement, step);
	const char *text = def->done_when[0] ? def->done_when : def->summary;
	const struct out *out = &placement->cli->notes;

	out_newline(out);
	if (text[0]) {
		out_spaces(out, 8);
		out_wrap(out, OUT_PLAIN, 8, 8, text);
	}
	cmd_placement_keys(placement);
}

/* What ends the questions whatever was asked; GOES_ON for any other key. */
static enum cmd_placement_end
cmd_placement_ending(const struct cmd_placement *placement, int key)
{
	if (key != 'q' && key != KEYS_END && key != KEYS_INTERRUPT)
		return CMD_PLACEMENT_GOES_ON;
	out_newline(&placement->cli->notes);
	return key == 'q' ? CMD_PLACEMENT_KEEP : CMD_PLACEMENT_STOP;
}

static void
cmd_placement_list(const struct cmd_placement *placement, const uint32_t *steps, uint32_t n)
{
	struct out_table *table = out_table_new(placement->cli->arena, "sr", 8);

	out_newline(&placement->cli->notes);
	for (uint32_t i = 0; i < n; i++) {
		const struct roadmap_step *step = &placement->roadmap->steps[steps[i]];

		out_table_cell(table, OUT_PLAIN, "%s", step->title);
		out_table_cell(table, OUT_DIM, "%s",
		    explain_minutes(placement->cli->arena, roadmap_step_minutes(step)));
	}
	out_table_print(table, &placement->cli->notes);
}

/* Who knows a step is likely to know what has to come before it. */
static enum cmd_placement_end
cmd_placement_before(struct cmd_placement *placement, const uint32_t *steps, uint32_t n)
{
	const struct out *out = &placement->cli->notes;
	int key;

	do {
		enum cmd_placement_end end;

		out_printf(out, OUT_PLAIN, "        and the %s before it? ",
		    n == 1 ? "one" : arena_printf(placement->cli->arena, "%u", n));
		out_text(out, OUT_DIM, "[y/n/q/?] ");
		key = keys_read("ynq?");
		end = cmd_placement_ending(placement, key);
		if (end != CMD_PLACEMENT_GOES_ON)
			return end;
		if (key == '?')
			cmd_placement_list(placement, steps, n);
		else if (key != 'y' && key != 'n' && key != KEYS_ENTER)
			out_newline(out);
	} while (key != 'y' && key != 'n' && key != KEYS_ENTER);
	cmd_placement_say(placement, key == 'y' ? OUT_GOOD : OUT_DIM, key == 'y' ? "known" : "no");
	for (uint32_t i = 0; i < n && key == 'y'; i++)
		cmd_placement_mark(placement, steps[i]);
	return CMD_PLACEMENT_GOES_ON;
}

static enum cmd_placement_end
cmd_placement_yes(struct cmd_placement *placement, uint32_t step)
{
	struct arena *scratch = arena_new();
	struct opening way = opening_find(placement->standing, step, OPENING_EFFORT, scratch);
	enum cmd_placement_end end = CMD_PLACEMENT_GOES_ON;

	cmd_placement_say(placement, OUT_GOOD, "known");
	cmd_placement_mark(placement, step);
	if (way.n_steps > 0 && placement->n_known + way.n_steps <= CMD_PLACEMENT_MOST)
		end = cmd_placement_before(placement, way.steps, way.n_steps);
	arena_free(scratch);
	standing_derive(placement->standing);
	return end;
}

static enum cmd_placement_end
cmd_placement_question(struct cmd_placement *placement, uint32_t number, uint32_t step)
{
	const struct roadmap_step *at = &placement->roadmap->steps[step];
	const struct out *out = &placement->cli->notes;
	enum cmd_placement_end end = CMD_PLACEMENT_GOES_ON;

	for (;;) {
		int key;

		out_printf(out, OUT_DIM, "%3u/%u ", number, placement->n_order);
		out_printf(out, OUT_PLAIN, " %s", at->title);
		out_printf(out, OUT_DIM, "  %s [y/n/s/q/?] ",
		    explain_minutes(placement->cli->arena, roadmap_step_minutes(at)));
		key = keys_read("ynsq?");
		end = cmd_placement_ending(placement, key);
		if (end != CMD_PLACEMENT_GOES_ON)
			return end;
		if (key == 'y')
			return cmd_placement_yes(placement, step);
		if (key == 's') {
			cmd_placement_say(placement, OUT_DIM, "skipped");
			return CMD_PLACEMENT_SKIP;
		}
		if (key == 'n' || key == KEYS_ENTER) {
			cmd_placement_say(placement, OUT_DIM, "no");
			return end;
		}
		cmd_placement_help(placement, step);
	}
}

static void
cmd_placement_phase(const struct cmd_placement *placement, uint32_t phase)
{
	const struct out *out = &placement->cli->notes;
	struct standing_progress progress = standing_progress(placement->standing, phase);
	uint32_t left = progress.steps_total - progress.steps_done;

	out_newline(out);
	out_text(out, OUT_BOLD, placement->roadmap->phases[phase].title);
	out_printf(out, OUT_DIM, "  %u step%s, %s", left, left == 1 ? "" : "s",
	    explain_sum(placement->cli->arena, progress.minutes_total - progress.minutes_done));
	out_newline(out);
}

static enum cmd_placement_end
cmd_placement_questions(struct cmd_placement *placement)
{
	enum cmd_placement_end end = CMD_PLACEMENT_GOES_ON;
	uint32_t phase = ROADMAP_NONE, skipped = ROADMAP_NONE;

	for (uint32_t i = 0; i < placement->n_order; i++) {
		uint32_t step = placement->order[i];
		uint32_t at = placement->roadmap->steps[step].phase;

		/* Something later may have answered it already. */
		if (at == skipped || !standing_is_open(placement->standing, step))
			continue;
		if (placement->n_known == CMD_PLACEMENT_MOST) {
			cmd_placement_say(placement, OUT_PLAIN,
			    "That is as much as fits one action: run it again for the rest.");
			return CMD_PLACEMENT_KEEP;
		}
		if (at != phase)
			cmd_placement_phase(placement, at);
		phase = at;
		end = cmd_placement_question(placement, i + 1, step);
		if (end == CMD_PLACEMENT_SKIP)
			skipped = at;
		else if (end != CMD_PLACEMENT_GOES_ON)
			return end;
	}
	return CMD_PLACEMENT_KEEP;
}

static void
cmd_placement_show(struct cmd_placement *placement, const Pb__StepSetReply *reply)
{
	struct cli *cli = placement->cli;

	out_printf(&cli->out, view_mark_style(VIEW_KNOWN), "%s %u step%s known",
	    view_mark_text(&cli->out, VIEW_KNOWN), placement->n_known,
	    placement->n_known == 1 ? "" : "s");
	out_printf(&cli->out, OUT_PLAIN, ", %s of work: %s of %s.",
	    explain_sum(cli->arena, placement->minutes),
	    view_percent(cli->arena, reply->enrollment->progress), reply->enrollment->title);
	out_newline(&cli->out);
	out_text(&cli->out, OUT_NAME, "roadmap undo");
	out_text(&cli->out, OUT_DIM, " takes it back");
	out_newline(&cli->out);
}

/* All in one action, which one undo takes back. */
static int
cmd_placement_set(struct cmd_placement *placement, const char *roadmap_id)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__StepSetReply nothing = PB__STEP_SET_REPLY__INIT;
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	struct rpc_question questions[] = {
	    {.service = "Step", .method = "Set", .request = &request.base},
	    {.service = "Plan", .method = "Next", .request = &next.base},
	};
	struct cli *cli = placement->cli;
	struct err err;

	next.roadmap_id = roadmap_id;
	if (placement->n_known == 0 && cli_is_json(cli, &nothing.base))
		return CLI_DONE;
	if (placement->n_known == 0) {
		out_text(&cli->out, OUT_PLAIN, "Nothing marked: all of it is before you.");
		out_newline(&cli->out);
		(void)cli_try_all(cli, &questions[1], 1, NULL, &err);
	} else {
		request.roadmap_id = roadmap_id;
		request.steps = placement->known;
		request.n_steps = placement->n_known;
		request.status = PB__STATUS__STATUS_KNOWN;
		if (!cli_ask_all(cli, questions, 2))
			return cli->status;
		cmd_placement_show(placement, (const Pb__StepSetReply *)questions[0].reply);
	}
	cmd_next_told(cli, questions[1].reply);
	return CLI_DONE;
}

static enum cmd_placement_end
cmd_placement_run(struct cmd_placement *placement)
{
	enum cmd_placement_end end;

	out_text(&placement->cli->notes, OUT_BOLD, "What do you know already?");
	out_printf(&placement->cli->notes, OUT_PLAIN, " %u question%s at most, one key each.",
	    placement->n_order, placement->n_order == 1 ? "" : "s");
	out_newline(&placement->cli->notes);
	cmd_placement_keys(placement);
	keys_open();
	end = cmd_placement_questions(placement);
	keys_close();
	return end;
}

int
cmd_placement_ask(struct cli *cli, const char *roadmap_id)
{
	struct cmd_placement placement = {.cli = cli};
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	struct rpc_details details;
	Pb__StepListReply *reply;
	struct err err;

	request.roadmap_id = roadmap_id;
	if (cli_try_steps(cli, &request, &reply, &details, &err) != ERR_OK)
		return cli_refuse(cli, &err, &details);
	if (!cmd_placement_load(&placement, reply->enrollment))
		return cli->status;
	cmd_placement_stand(&placement, reply);
	cmd_placement_sort(&placement);
	if (placement.n_order == 0) {
		cli_error(cli, "nothing is left to ask about: all of it is done");
		return CLI_REFUSED;
	}
	if (cmd_placement_run(&placement) == CMD_PLACEMENT_KEEP)
		return cmd_placement_set(&placement, reply->enrollment->roadmap_id);
	cli_error(cli, "stopped: nothing was marked");
	return CLI_REFUSED;
}

int
cmd_placement(struct cli *cli)
{
	return cmd_placement_ask(cli,
	    cli->args.n_operands > 0 ? cli->args.operands[0] : cli->roadmap_id);
}
