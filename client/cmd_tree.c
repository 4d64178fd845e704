#include <string.h>

#include "client/command.h"
#include "client/view.h"
#include "client/when.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	CMD_TREE_BAR = 10,
	CMD_TREE_NARROW = 60, /* the bar goes first */
	CMD_TREE_WIDTH_MOST = 100,
};

struct cmd_tree {
	struct cli *cli;
	const Pb__StepListReply *reply;
	struct out_table *table;
	const Pb__ChoiceView *group; /* the choice whose steps are being listed */
	bool seen[VIEW_MARKS], any_milestone;
};

static const Pb__ChoiceView *
cmd_tree_choice(const struct cmd_tree *tree, const Pb__StepView *step)
{
	const Pb__EnrollmentView *enrollment = tree->reply->enrollment;

	for (size_t i = 0; i < enrollment->n_choices && step->choice_id[0]; i++)
		if (strcmp(enrollment->choices[i]->id, step->choice_id) == 0)
			return enrollment->choices[i];
	return NULL;
}

static bool
cmd_tree_is_picked(const Pb__ChoiceView *choice, const Pb__StepView *step)
{
	for (size_t i = 0; i < choice->n_options; i++)
		if (strcmp(choice->options[i]->id, step->option_id) == 0)
			return choice->options[i]->picked;
	return false;
}

static void
cmd_tree_phase(struct cmd_tree *tree, size_t number, const Pb__PhaseProgress *phase)
{
	struct arena *arena = tree->cli->arena;
	const char *bar = "";

	if (tree->cli->out.width >= CMD_TREE_NARROW)
		bar = arena_printf(arena, "%s ",
		    out_bar(&tree->cli->out, arena, phase->progress->permille, CMD_TREE_BAR));

	if (number > 1)
		out_table_span(tree->table, OUT_PLAIN, "", OUT_PLAIN, "");
	out_table_span(tree->table, OUT_BOLD, arena_printf(arena, "%zu  %s", number, phase->title),
	    OUT_DIM,
	    arena_printf(arena, "%s%5s, %s", bar, view_percent(arena, phase->progress),
		view_hours_left(arena, phase->progress)));
}

/* The options not picked are one line. */
static void
cmd_tree_group(struct cmd_tree *tree, const Pb__ChoiceView *choice)
{
	struct arena *arena = tree->cli->arena;
	const char *picked = view_options(arena, choice, true);
	const char *others = view_options(arena, choice, false);

	out_table_span(tree->table, OUT_PLAIN,
	    arena_printf(arena, "   %s: %s%s", choice->title, picked,
		choice->assumed ? " (assumed)" : ""),
	    OUT_PLAIN, "");
	if (others[0])
		out_table_span(tree->table, OUT_DIM, arena_printf(arena, "   or %s", others),
		    OUT_PLAIN, "");
}

static void
cmd_tree_step(struct cmd_tree *tree, const Pb__StepView *step)
{
	const Pb__ChoiceView *choice = cmd_tree_choice(tree, step);

	if (choice && choice != tree->group)
		cmd_tree_group(tree, choice);
	tree->group = choice;
	/* What was done in an option that is no longer picked is still worth seeing. */
	if (choice && !cmd_tree_is_picked(choice, step) && step->status == PB__STATUS__STATUS_TODO)
		return;
	tree->seen[view_mark(step)] = true;
	tree->any_milestone = tree->any_milestone || step->milestone;
	view_step_row(tree->table, &tree->cli->out, step, choice ? 2 : 0);
}

/* What a newer version no longer has. */
static void
cmd_tree_kept(struct cmd_tree *tree, const Pb__KeptStep *kept)
{
	Pb__StepView step = PB__STEP_VIEW__INIT;

	step.id = kept->id;
	step.title = kept->title;
	step.status = kept->status;
	step.availability = PB__AVAILABILITY__AVAILABILITY_READY;
	step.minutes = kept->minutes_spent;
	tree->seen[view_mark(&step)] = true;
	view_step_row(tree->table, &tree->cli->out, &step, 0);
}

static void
cmd_tree_all_kept(struct cmd_tree *tree)
{
	if (tree->reply->n_kept == 0)
		return;
	out_table_span(tree->table, OUT_PLAIN, "", OUT_PLAIN, "");
	out_table_span(tree->table, OUT_BOLD, "Kept from older versions", OUT_DIM, "time spent");
	for (size_t i = 0; i < tree->reply->n_kept; i++)
		cmd_tree_kept(tree, tree->reply->kept[i]);
}

static void
cmd_tree_legend(const struct cmd_tree *tree)
{
	const struct out *out = &tree->cli->out;
	const char *gap = "";

	out_newline(out);
	for (enum view_mark mark = 0; mark < VIEW_MARKS; mark++) {
		if (!tree->seen[mark])
			continue;
		out_text(out, OUT_PLAIN, gap);
		out_text(out, view_mark_style(mark), view_mark_text(out, mark));
		out_printf(out, OUT_DIM, " %s", view_mark_name(mark));
		gap = "  ";
	}
	if (tree->any_milestone)
		out_printf(out, OUT_DIM, "%s%s milestone", gap, out->unicode ? "★" : "*");
	out_newline(out);
}

int
cmd_tree(struct cli *cli)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	struct cmd_tree tree = {.cli = cli};
	Pb__StepListReply *reply;
	unsigned width = cli->out.width;

	request.roadmap_id = cli->roadmap_id;
	if (!cli_ask_steps(cli, &request, &reply))
		return cli->status;
	tree.reply = reply;
	tree.table = out_table_new(cli->arena, "llsr", 0);
	out_table_stretch(tree.table, width < CMD_TREE_WIDTH_MOST ? width : CMD_TREE_WIDTH_MOST);
	for (size_t i = 0; i < reply->enrollment->n_phases; i++) {
		const Pb__PhaseProgress *phase = reply->enrollment->phases[i];

		cmd_tree_phase(&tree, i + 1, phase);
		tree.group = NULL;
		for (size_t j = 0; j < reply->n_steps; j++)
			if (strcmp(reply->steps[j]->phase_id, phase->id) == 0)
				cmd_tree_step(&tree, reply->steps[j]);
	}
	cmd_tree_all_kept(&tree);
	out_table_print(tree.table, &cli->out);
	cmd_tree_legend(&tree);
	return CLI_DONE;
}
