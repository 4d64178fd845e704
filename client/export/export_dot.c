/*
 * Graphviz. Names are quoted: ids have dashes in them.
 */
#include "export_format.h"
#include "export_graph.h"

/* Graphviz reads HTML entities in a label, too. */
static void
export_dot_text(FILE *file, const char *text)
{
	for (; *text; text++) {
		if (*text == '&') {
			fputs("&amp;", file);
			continue;
		}
		if (*text == '"' || *text == '\\')
			fputc('\\', file);
		fputc(*text, file);
	}
}

/* No id has a slash in it. */
static void
export_dot_name(const struct export_graph *graph, const struct export_graph_node *node)
{
	if (node->junction > 0)
		fprintf(graph->file, "\"%s/%zu\"", node->step->id, node->junction);
	else
		fprintf(graph->file, "\"%s\"", node->step->id);
}

static void
export_dot_phase(const struct export_graph *graph, const char *id, const char *title)
{
	fprintf(graph->file, "\tsubgraph \"cluster_%s\" {\n\t\tlabel=\"", id);
	export_dot_text(graph->file, title);
	fputs("\";\n", graph->file);
}

static void
export_dot_step(const struct export_graph *graph, const struct export_step *step)
{
	const struct export_graph_look *look = &export_graph_looks[export_graph_state(step)];

	fprintf(graph->file, "\t\t\"%s\" [label=\"%s ", step->id, look->mark);
	export_dot_text(graph->file, step->view->title);
	fputs("\\n", graph->file);
	export_dot_text(graph->file, export_graph_remark(graph, step));
	fprintf(graph->file, "\", class=\"%s\", fillcolor=\"%s\"", look->name, look->fill);
	if (export_graph_is_aside(step))
		fputs(", style=\"filled,rounded,dashed\"", graph->file);
	if (step->view->milestone)
		fputs(", peripheries=2", graph->file);
	fputs("];\n", graph->file);
}

static void
export_dot_begin(const struct export_graph *graph)
{
	const Pb__Roadmap *roadmap = graph->data->roadmap;

	fprintf(graph->file, "digraph \"%s\" {\n\tlabel=\"", roadmap->id);
	export_dot_text(graph->file, roadmap->title);
	fputs("\";\n\tlabelloc=t;\n\trankdir=LR;\n\tfontname=\"sans-serif\";\n"
	      "\tnode [shape=box, style=\"filled,rounded\", fontname=\"sans-serif\"];\n",
	    graph->file);
}

static void
export_dot_end(const struct export_graph *graph)
{
	fputs("}\n", graph->file);
}

void
export_dot(const struct export_data *data, struct arena *arena, FILE *file)
{
	static const struct export_graph_form form = {
	    .begin = export_dot_begin,
	    .phase = export_dot_phase,
	    .phase_end = "\t}\n",
	    .step = export_dot_step,
	    .name = export_dot_name,
	    .node_indent = "\t\t",
	    .junction = " [label=\"or\", shape=diamond, style=solid, width=0.3, height=0.3, "
			"fontsize=9];\n",
	    .edge_indent = "\t",
	    .arrow = " -> ",
	    .arrow_junction = " -> ",
	    .edge_end = ";\n",
	    .edge_end_junction = " [arrowhead=none];\n",
	    .end = export_dot_end,
	};

	export_graph_write(data, arena, file, &form);
}
