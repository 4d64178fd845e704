/*
 * A task list as GitHub has it, in a form that can be read again:
 *	# TITLE <!-- ID -->				the roadmap
 *	## TITLE <!-- ID -->				a phase
 *	- [x] TITLE (~2-4 h, WORD, ...) <!-- ID -->	a step
 *	  - [ ] TITLE <!-- ID -->			a line of its checklist
 * Other lines are the summary of the heading above them. A backslash stands before what would be
 * markup.
 */
#include <stdbool.h>
#include <string.h>

#include "export_format.h"
#include "export_value.h"

/* What is markup anywhere in a line is written after a backslash. */
static void
export_markdown_text(FILE *file, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\`*_[]<>&|~", *text))
			fputc('\\', file);
		fputc(*text, file);
	}
}

/* What would begin a heading, a list or a rule. */
static void
export_markdown_line(FILE *file, const char *line)
{
	size_t digits = strspn(line, "0123456789");

	if (digits > 0 && (line[digits] == '.' || line[digits] == ')')) {
		fprintf(file, "%.*s\\", (int)digits, line);
		line += digits;
	} else if (*line && strchr("#-+=", *line)) {
		fputc('\\', file);
	}
	export_markdown_text(file, line);
	fputc('\n', file);
}

/* A text of several lines, and an empty one after it. */
static void
export_markdown_body(FILE *file, struct arena *arena, const char *text)
{
	char *rest = arena_strdup(arena, text);
	char *line;
	bool empty = true;

	while ((line = strsep(&rest, "\n")) != NULL) {
		line += strspn(line, " \t");
		/* Empty lines are kept only between others. */
		if (*line == '\0' && (empty || rest == NULL || rest[strspn(rest, " \t\n")] == '\0'))
			continue;
		empty = false;
		export_markdown_line(file, line);
	}
	if (!empty)
		fputc('\n', file);
}

static void
export_markdown_heading(FILE *file, const char *marks, const char *title, const char *id)
{
	fprintf(file, "%s ", marks);
	export_markdown_text(file, title);
	fprintf(file, " <!-- %s -->\n\n", id);
}

/* "(2-4 h, optional)" */
static void
export_markdown_remarks(FILE *file, struct arena *arena, const struct export_step *step)
{
	const Pb__StepView *view = step->view;

	fprintf(file, " (%s%s h", step->def->guessed ? "~" : "",
	    export_value_estimate(arena, step));
	if (view->optional)
		fputs(", optional", file);
	if (view->milestone)
		fputs(", milestone", file);
	if (view->status != PB__STATUS__STATUS_TODO && view->status != PB__STATUS__STATUS_DONE)
		fprintf(file, ", %s", export_value_status(step));
	fputc(')', file);
}

/* Details were asked where some items are checked and some are not. */
static bool
export_markdown_is_checked(const struct export_step *step, size_t item)
{
	if (step->details && item < step->details->n_checklist)
		return step->details->checklist[item]->checked;
	return step->view->items_checked > 0;
}

static void
export_markdown_step(FILE *file, struct arena *arena, const struct export_step *step)
{
	fprintf(file, "- [%c] ", export_value_is_finished(step) ? 'x' : ' ');
	export_markdown_text(file, step->view->title);
	export_markdown_remarks(file, arena, step);
	fprintf(file, " <!-- %s -->\n", step->id);
	for (size_t i = 0; i < step->def->n_checklist; i++) {
		fprintf(file, "  - [%c] ", export_markdown_is_checked(step, i) ? 'x' : ' ');
		export_markdown_text(file, step->def->checklist[i]->title);
		fprintf(file, " <!-- %s -->\n", step->def->checklist[i]->id);
	}
}

/* Without the steps of options that were not picked, unless something was done there. */
static bool
export_markdown_shows(const struct export_data *data, const struct export_step *step)
{
	return step->view->status != PB__STATUS__STATUS_TODO || export_data_offers(data, step);
}

void
export_markdown(const struct export_data *data, struct arena *arena, FILE *file)
{
	const char *phase_id = NULL;

	export_markdown_heading(file, "#", data->roadmap->title, data->roadmap->id);
	export_markdown_body(file, arena, data->roadmap->summary);
	for (uint32_t i = 0; i < data->n_steps; i++) {
		const struct export_step *step = &data->steps[i];
		const Pb__Phase *phase;

		if (!export_markdown_shows(data, step))
			continue;
		if (!phase_id || strcmp(phase_id, step->view->phase_id) != 0) {
			if (phase_id)
				fputc('\n', file);
			phase_id = step->view->phase_id;
			phase = export_data_phase(data, step);
			export_markdown_heading(file, "##", phase ? phase->title : phase_id,
			    phase_id);
			export_markdown_body(file, arena, phase ? phase->summary : "");
		}
		export_markdown_step(file, arena, step);
	}
}
