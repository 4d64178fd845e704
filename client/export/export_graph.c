#include "export_graph.h"

#include <string.h>

#include "export_value.h"

const struct export_graph_look export_graph_looks[EXPORT_GRAPH_STATES] = {
    [EXPORT_GRAPH_DONE] = {"done", "✓", "#009E73"},
    [EXPORT_GRAPH_KNOWN] = {"known", "≈", "#56B4E9"},
    [EXPORT_GRAPH_ACTIVE] = {"active", "▸", "#E69F00"},
    [EXPORT_GRAPH_READY] = {"ready", "○", "#F0E442"},
    [EXPORT_GRAPH_LOCKED] = {"locked", "·", "#FFFFFF"},
    [EXPORT_GRAPH_SKIPPED] = {"skipped", "–", "#CCCCCC"},
};

enum export_graph_state
export_graph_state(const struct export_step *step)
{
	switch (step->view->status) {
	case PB__STATUS__STATUS_DONE:
		return EXPORT_GRAPH_DONE;
	case PB__STATUS__STATUS_KNOWN:
		return EXPORT_GRAPH_KNOWN;
	case PB__STATUS__STATUS_SKIPPED:
		return EXPORT_GRAPH_SKIPPED;
	case PB__STATUS__STATUS_ACTIVE:
		return EXPORT_GRAPH_ACTIVE;
	default:
		return step->view->availability == PB__AVAILABILITY__AVAILABILITY_READY
			   ? EXPORT_GRAPH_READY
			   : EXPORT_GRAPH_LOCKED;
	}
}

bool
export_graph_is_aside(const struct export_step *step)
{
	return !step->view->in_scope;
}

const char *
export_graph_remark(const struct export_graph *graph, const struct export_step *step)
{
	const char *option = export_value_option(graph->data, step);

	return arena_printf(graph->arena, "%s%s h%s%s%s", step->def->guessed ? "~" : "",
	    export_value_estimate(graph->arena, step), option[0] ? ", " : "", option,
	    step->view->optional ? ", optional" : "");
}

/* How many steps of the entry there are to draw. */
static size_t
export_graph_width(const struct export_graph *graph, const Pb__Requirement *entry)
{
	size_t n = 0;

	for (size_t i = 0; i < entry->n_any_of; i++)
		n += export_data_step(graph->data, entry->any_of[i]) != NULL;
	return n;
}

static void
export_graph_nodes(const struct export_graph *graph, const struct export_step *step)
{
	const struct export_graph_form *form = graph->form;

	form->step(graph, step);
	for (size_t i = 0; i < step->def->n_requires; i++) {
		struct export_graph_node junction = {step, i + 1};

		if (export_graph_width(graph, step->def->requires[i]) <= 1)
			continue;
		fputs(form->node_indent, graph->file);
		form->name(graph, &junction);
		fputs(form->junction, graph->file);
	}
}

static void
export_graph_edge(const struct export_graph *graph, const struct export_graph_node *from,
    const struct export_graph_node *to)
{
	const struct export_graph_form *form = graph->form;

	fputs(form->edge_indent, graph->file);
	form->name(graph, from);
	fputs(to->junction > 0 ? form->arrow_junction : form->arrow, graph->file);
	form->name(graph, to);
	fputs(to->junction > 0 ? form->edge_end_junction : form->edge_end, graph->file);
}

static void
export_graph_entry(const struct export_graph *graph, const struct export_step *step, size_t index)
{
	const Pb__Requirement *entry = step->def->requires[index];
	struct export_graph_node node = {step, 0};
	struct export_graph_node junction = {step, index + 1};
	bool is_wide = export_graph_width(graph, entry) > 1;

	for (size_t i = 0; i < entry->n_any_of; i++) {
		struct export_graph_node from = {export_data_step(graph->data, entry->any_of[i]),
		    0};

		if (from.step)
			export_graph_edge(graph, &from, is_wide ? &junction : &node);
	}
	if (is_wide)
		export_graph_edge(graph, &junction, &node);
}

static void
export_graph_phases(const struct export_graph *graph)
{
	const struct export_data *data = graph->data;
	const char *phase_id = NULL;

	for (uint32_t i = 0; i < data->n_steps; i++) {
		const struct export_step *step = &data->steps[i];

		if (!phase_id || strcmp(phase_id, step->view->phase_id) != 0) {
			const Pb__Phase *phase = export_data_phase(data, step);

			if (phase_id)
				fputs(graph->form->phase_end, graph->file);
			phase_id = step->view->phase_id;
			graph->form->phase(graph, phase_id, phase ? phase->title : phase_id);
		}
		export_graph_nodes(graph, step);
	}
	if (phase_id)
		fputs(graph->form->phase_end, graph->file);
}

void
export_graph_write(const struct export_data *data, struct arena *arena, FILE *file,
    const struct export_graph_form *form)
{
	const struct export_graph graph = {form, data, arena, file};

	form->begin(&graph);
	export_graph_phases(&graph);
	for (uint32_t i = 0; i < data->n_steps; i++)
		for (size_t k = 0; k < data->steps[i].def->n_requires; k++)
			export_graph_entry(&graph, &data->steps[i], k);
	form->end(&graph);
}
