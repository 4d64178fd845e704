#include "client/view.h"

#include <string.h>

#include "core/explain.h"

enum {
	VIEW_INDENT = 6, /* of what stands below a mark and a title */
};

static const struct {
	const char *unicode, *ascii, *name;
	enum out_style style;
} view_marks[VIEW_MARKS] = {
    [VIEW_DONE] = {"✓", "x", "done", OUT_GOOD},
    [VIEW_ACTIVE] = {"▸", ">", "in progress", OUT_BUSY},
    [VIEW_READY] = {"○", "o", "ready", OUT_NAME},
    [VIEW_LOCKED] = {"·", ".", "locked", OUT_DIM},
    [VIEW_SKIPPED] = {"–", "-", "skipped", OUT_DIM},
    [VIEW_KNOWN] = {"≈", "=", "known", OUT_GOOD},
};

enum view_mark
view_mark(const Pb__StepView *step)
{
	switch (step->status) {
	case PB__STATUS__STATUS_DONE:
		return VIEW_DONE;
	case PB__STATUS__STATUS_ACTIVE:
		return VIEW_ACTIVE;
	case PB__STATUS__STATUS_SKIPPED:
		return VIEW_SKIPPED;
	case PB__STATUS__STATUS_KNOWN:
		return VIEW_KNOWN;
	default:
		return step->availability == PB__AVAILABILITY__AVAILABILITY_LOCKED ? VIEW_LOCKED
										   : VIEW_READY;
	}
}

const char *
view_mark_text(const struct out *out, enum view_mark mark)
{
	return out->unicode ? view_marks[mark].unicode : view_marks[mark].ascii;
}

const char *
view_mark_name(enum view_mark mark)
{
	return view_marks[mark].name;
}

enum out_style
view_mark_style(enum view_mark mark)
{
	return view_marks[mark].style;
}

bool
view_is_open(const Pb__StepView *step)
{
	return step->status == PB__STATUS__STATUS_TODO || step->status == PB__STATUS__STATUS_ACTIVE;
}

const char *
view_kind(Pb__Kind kind)
{
	switch (kind) {
	case PB__KIND__KIND_PROJECT:
		return "project";
	case PB__KIND__KIND_PORTFOLIO:
		return "portfolio";
	case PB__KIND__KIND_JOB:
		return "job search";
	default:
		return "learning";
	}
}

enum out_style
view_step_style(const Pb__StepView *step)
{
	switch (view_mark(step)) {
	case VIEW_ACTIVE:
		return OUT_BOLD;
	case VIEW_READY:
		return OUT_PLAIN;
	default:
		return OUT_DIM;
	}
}

const char *
view_step_hours(struct arena *arena, const Pb__StepView *step)
{
	return arena_printf(arena, "%s%s", step->guessed ? "~" : "",
	    explain_minutes(arena, step->minutes));
}

static const char *
view_step_hours_yours(struct arena *arena, const Pb__StepView *step)
{
	const char *hours = view_step_hours(arena, step);

	if (step->minutes_yours == 0)
		return hours;
	return arena_printf(arena, "%s (you: about %s)", hours,
	    explain_minutes(arena, step->minutes_yours));
}

void
view_step_row(struct out_table *table, const struct out *out, const Pb__StepView *step,
    unsigned indent)
{
	enum view_mark mark = view_mark(step);
	enum out_style style = view_step_style(step);
	const char *star = step->milestone ? (out->unicode ? "★ " : "* ") : "";

	out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(out, mark));
	out_table_cell(table, mark == VIEW_READY || mark == VIEW_ACTIVE ? OUT_NAME : OUT_DIM,
	    "%*s%s", (int)indent, "", step->id);
	out_table_cell(table, style, "%s%s%s%s", star, step->title,
	    step->optional ? " (optional)" : "", step->forced ? " (forced)" : "");
	out_table_cell(table, style == OUT_BOLD ? OUT_PLAIN : style, "%s",
	    view_step_hours(out_table_arena(table), step));
}

const char *
view_percent(struct arena *arena, const Pb__Progress *progress)
{
	uint32_t permille = progress ? progress->permille : 0;

	if (permille < 100 && permille % 10 != 0)
		return arena_printf(arena, "%u.%u %%", permille / 10, permille % 10);
	return arena_printf(arena, "%u %%", permille / 10);
}

const char *
view_hours_left(struct arena *arena, const Pb__Progress *progress)
{
	if (!progress || progress->minutes_done >= progress->minutes_total)
		return "complete";
	return arena_printf(arena, "%s left",
	    explain_sum(arena, progress->minutes_total - progress->minutes_done));
}

/* What the score is of, which need not be the goal that the reason names. */
static const char *
view_block(struct arena *arena, const Pb__Recommendation *recommendation)
{
	const char *hours = explain_minutes(arena, recommendation->block_minutes);
	const char *block = "this step alone";

	if (recommendation->block_ends > 1)
		block = arena_printf(arena, "%u steps that belong together",
		    recommendation->block_steps);
	else if (recommendation->block_steps > 1)
		block = arena_printf(arena, "the %u steps up to %s", recommendation->block_steps,
		    recommendation->goal_title);
	return arena_printf(arena, "value %u in %s: %s", recommendation->block_value, hours, block);
}

/* A line below a title; nothing for an empty one. */
static void
view_line(const struct out *out, enum out_style style, const char *text)
{
	if (!text[0])
		return;
	out_spaces(out, VIEW_INDENT);
	out_wrap(out, style, VIEW_INDENT, VIEW_INDENT, text);
}

void
view_terms(const struct out *out, struct arena *arena, const Pb__Recommendation *recommendation)
{
	struct out_table *table = out_table_new(arena, "rs", 6);

	for (size_t i = 0; i < recommendation->n_terms; i++) {
		out_table_cell(table, OUT_PLAIN, "%u", recommendation->terms[i]->points);
		out_table_cell(table, OUT_PLAIN, "%s", recommendation->terms[i]->text);
	}
	out_table_cell(table, OUT_BOLD, "= %u", recommendation->score);
	out_table_cell(table, OUT_BOLD, "%s", view_block(arena, recommendation));
	out_table_print(table, out);
	view_line(out, OUT_PLAIN, recommendation->compared);
	view_line(out, OUT_PLAIN, recommendation->first_of);
}

/* What of a step fits into the time that was asked for. */
static void
view_fit(const struct out *out, struct arena *arena, const Pb__Recommendation *recommendation)
{
	if (recommendation->fit == PB__FIT__FIT_UNSPECIFIED)
		return;
	if (recommendation->minutes_left < recommendation->step->minutes)
		view_line(out, OUT_PLAIN,
		    arena_printf(arena, "%s of it left",
			explain_minutes(arena, recommendation->minutes_left)));
	if (recommendation->fit != PB__FIT__FIT_STEP && recommendation->item)
		view_line(out, OUT_PLAIN,
		    arena_printf(arena, "the next item of it: %s, about %s",
			recommendation->item->title,
			explain_minutes(arena, recommendation->item_minutes)));
}

void
view_reason(const struct out *out, struct arena *arena, const Pb__Recommendation *recommendation,
    bool why)
{
	view_line(out, OUT_PLAIN, recommendation->reason);
	view_line(out, OUT_DIM, recommendation->order);
	view_fit(out, arena, recommendation);
	if (why)
		view_terms(out, arena, recommendation);
}

const char *
view_sentence(struct arena *arena, const char *text)
{
	char *sentence = arena_printf(arena, "%s.", text);

	if (sentence[0] >= 'a' && sentence[0] <= 'z')
		sentence[0] = (char)(sentence[0] - 'a' + 'A');
	return sentence;
}

void
view_step_title(const struct out *out, struct arena *arena, const Pb__StepView *step)
{
	const char *hours = view_step_hours_yours(arena, step);
	unsigned columns = VIEW_INDENT + out_columns(step->title) + 2 + out_columns(step->id) + 2 +
			   out_columns(hours);

	if (columns > out->width) {
		out_wrap(out, OUT_BOLD, VIEW_INDENT, VIEW_INDENT, step->title);
		out_spaces(out, VIEW_INDENT);
	} else {
		out_text(out, OUT_BOLD, step->title);
		out_spaces(out, 2);
	}
	out_text(out, OUT_NAME, step->id);
	out_printf(out, OUT_DIM, ", %s", hours);
	out_newline(out);
}

/* What to type. A step is not done before its evidence is there. */
static const char *
view_command(struct arena *arena, const Pb__StepView *step)
{
	bool active = step->status == PB__STATUS__STATUS_ACTIVE;

	if (active && step->evidence && !step->evidence->met)
		return step->kind == PB__KIND__KIND_JOB ? "roadmap job" : "roadmap portfolio";
	return arena_printf(arena, "roadmap %s %s",
	    active || (step->evidence && step->evidence->met) ? "done" : "start", step->id);
}

void
view_recommendation(const struct out *out, struct arena *arena,
    const Pb__Recommendation *recommendation, bool why)
{
	const Pb__StepView *step = recommendation->step;
	bool active = step->status == PB__STATUS__STATUS_ACTIVE;

	out_text(out, active ? OUT_BUSY : OUT_GOOD, active ? "Now   " : "Next  ");
	view_step_title(out, arena, step);
	view_reason(out, arena, recommendation, why);
	out_newline(out);
	out_spaces(out, 6);
	out_text(out, OUT_NAME, view_command(arena, step));
	out_newline(out);
}

const char *
view_options(struct arena *arena, const Pb__ChoiceView *choice, bool picked)
{
	const char *list = "";

	for (size_t i = 0; i < choice->n_options; i++)
		if ((choice->options[i]->picked != 0) == picked)
			list = arena_printf(arena, "%s%s%s", list, list[0] ? ", " : "",
			    choice->options[i]->title);
	return list;
}

static void
view_choice_open(const struct out *out, struct arena *arena, const Pb__ChoiceView *choice)
{
	const char *list = "";

	out_newline(out);
	out_printf(out, OUT_BOLD, "  %s", choice->title);
	if (choice->pick > 1)
		out_printf(out, OUT_DIM, ", pick %u", choice->pick);
	out_newline(out);
	for (size_t i = 0; i < choice->n_options; i++)
		list = arena_printf(arena, "%s%s%s%s", list, list[0] ? ", " : "",
		    choice->options[i]->id,
		    choice->options[i]->picked ? " (assumed until you choose)" : "");
	out_spaces(out, 4);
	out_wrap(out, OUT_PLAIN, 4, 4, list);
	out_printf(out, OUT_NAME, "    roadmap choose %s", choice->id);
	for (uint32_t i = 0; i < choice->pick && i < choice->n_options; i++)
		out_printf(out, OUT_NAME, " %s", choice->options[i]->id);
	out_newline(out);
}

static void
view_choice(const struct out *out, struct arena *arena, const Pb__ChoiceView *choice, bool apart)
{
	struct out_table *table = out_table_new(arena, "lls", 2);

	if (apart)
		out_newline(out);
	out_text(out, OUT_BOLD, choice->title);
	out_printf(out, OUT_DIM, "  roadmap choose %s", choice->id);
	for (uint32_t i = 0; i < choice->pick; i++)
		out_text(out, OUT_DIM, " OPTION");
	out_newline(out);
	for (size_t i = 0; i < choice->n_options; i++) {
		const Pb__OptionView *option = choice->options[i];
		enum view_mark mark = option->picked && !choice->assumed ? VIEW_DONE : VIEW_READY;

		out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(out, mark));
		out_table_cell(table, OUT_NAME, "%s", option->id);
		out_table_cell(table, OUT_PLAIN, "%s%s", option->title,
		    option->picked && choice->assumed ? " (assumed until you choose)" : "");
	}
	out_table_print(table, out);
}

void
view_choices(const struct out *out, struct arena *arena, const Pb__EnrollmentView *enrollment)
{
	for (size_t i = 0; i < enrollment->n_choices; i++)
		view_choice(out, arena, enrollment->choices[i], i > 0);
}

void
view_choices_open(const struct out *out, struct arena *arena, const Pb__EnrollmentView *enrollment)
{
	for (size_t i = 0; i < enrollment->n_choices; i++)
		if (enrollment->choices[i]->assumed)
			view_choice_open(out, arena, enrollment->choices[i]);
}
