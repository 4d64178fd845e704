/*
 * Mermaid, as in Markdown on many sites. Ids get a prefix and lose their dashes: "end" is a word of
 * the language, and "--" the beginning of an arrow.
 */
#include <string.h>

#include "export_format.h"
#include "export_graph.h"

/* Whether "-" or "1." stands at the beginning, where Mermaid sees a list and refuses to draw it. */
static bool
export_mermaid_is_list(const char *text, size_t at)
{
	size_t mark = strspn(text, "0123456789");
	const char *marks = mark > 0 ? ".)" : "-+";

	return at == mark && strchr(marks, text[at]) && (text[at + 1] == ' ' || !text[at + 1]);
}

/* What could be read as markup or as a directive is written as Mermaid's own entity. */
static void
export_mermaid_text(FILE *file, const char *text)
{
	for (size_t i = 0; text[i]; i++)
		if (strchr("\"#&<>`*_~\\%{}[]|:;$@", text[i]) || export_mermaid_is_list(text, i))
			fprintf(file, "#%d;", text[i]);
		else
			fputc(text[i], file);
}

static void
export_mermaid_id(FILE *file, const char *id)
{
	for (; *id; id++)
		fputc(*id == '-' ? '_' : *id, file);
}

static void
export_mermaid_name(const struct export_graph *graph, const struct export_graph_node *node)
{
	fputs(node->junction > 0 ? "any_" : "step_", graph->file);
	export_mermaid_id(graph->file, node->step->id);
	if (node->junction > 0)
		fprintf(graph->file, "_%zu", node->junction);
}

static void
export_mermaid_phase(const struct export_graph *graph, const char *id, const char *title)
{
	fputs("  subgraph phase_", graph->file);
	export_mermaid_id(graph->file, id);
	fputs("[\"", graph->file);
	export_mermaid_text(graph->file, title);
	fputs("\"]\n", graph->file);
}

static void
export_mermaid_step(const struct export_graph *graph, const struct export_step *step)
{
	const struct export_graph_look *look = &export_graph_looks[export_graph_state(step)];
	struct export_graph_node node = {step, 0};

	fputs("    ", graph->file);
	export_mermaid_name(graph, &node);
	fprintf(graph->file, "%s\"%s ", step->view->milestone ? "[[" : "[", look->mark);
	export_mermaid_text(graph->file, step->view->title);
	fputs("<br/>", graph->file);
	export_mermaid_text(graph->file, export_graph_remark(graph, step));
	fprintf(graph->file, "\"%s:::%s\n", step->view->milestone ? "]]" : "]", look->name);
}

static void
export_mermaid_begin(const struct export_graph *graph)
{
	fputs("%% ", graph->file);
	export_mermaid_text(graph->file, graph->data->roadmap->title);
	fputs("\nflowchart LR\n", graph->file);
}

/* The looks of the states, and which steps stand aside. */
static void
export_mermaid_end(const struct export_graph *graph)
{
	for (size_t i = 0; i < EXPORT_GRAPH_STATES; i++)
		fprintf(graph->file, "  classDef %s fill:%s,stroke:#333333,color:#000000\n",
		    export_graph_looks[i].name, export_graph_looks[i].fill);
	fputs("  classDef aside stroke-dasharray:4 4\n", graph->file);
	for (uint32_t i = 0; i < graph->data->n_steps; i++) {
		struct export_graph_node node = {&graph->data->steps[i], 0};

		if (!export_graph_is_aside(node.step))
			continue;
		fputs("  class ", graph->file);
		export_mermaid_name(graph, &node);
		fputs(" aside\n", graph->file);
	}
}

void
export_mermaid(const struct export_data *data, struct arena *arena, FILE *file)
{
	static const struct export_graph_form form = {
	    .begin = export_mermaid_begin,
	    .phase = export_mermaid_phase,
	    .phase_end = "  end\n",
	    .step = export_mermaid_step,
	    .name = export_mermaid_name,
	    .node_indent = "    ",
	    .junction = "{\"or\"}\n",
	    .edge_indent = "  ",
	    .arrow = " --> ",
	    .arrow_junction = " --- ",
	    .edge_end = "\n",
	    .edge_end_junction = "\n",
	    .end = export_mermaid_end,
	};

	export_graph_write(data, arena, file, &form);
}
