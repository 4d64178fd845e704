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
#include "export_prose.h"
#include "export_value.h"

static void
export_markdown_heading(FILE *file, const char *marks, const char *title, const char *id)
{
	fprintf(file, "%s ", marks);
	export_prose_text(file, title);
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
	export_prose_text(file, step->view->title);
	export_markdown_remarks(file, arena, step);
	fprintf(file, " <!-- %s -->\n", step->id);
	for (size_t i = 0; i < step->def->n_checklist; i++) {
		fprintf(file, "  - [%c] ", export_markdown_is_checked(step, i) ? 'x' : ' ');
		export_prose_text(file, step->def->checklist[i]->title);
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
	export_prose_body(file, arena, data->roadmap->summary);
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
			export_prose_body(file, arena, phase ? phase->summary : "");
		}
		export_markdown_step(file, arena, step);
	}
}
