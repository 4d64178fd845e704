/*
 * The graph of what requires what: the walk that Graphviz and Mermaid share.
 */
#ifndef CLIENT_EXPORT_GRAPH_H
#define CLIENT_EXPORT_GRAPH_H

#include <stdio.h>

#include "core/arena.h"
#include "export_data.h"

/* How a step is drawn. The fills are Okabe and Ito's colours, told apart by the colour-blind. */
struct export_graph_look {
	const char *name;
	const char *mark; /* as roadmap(1) has it: what it is can be read without colour, too */
	const char *fill; /* "#rrggbb"; the text on it is black */
};

enum export_graph_state {
	EXPORT_GRAPH_DONE,
	EXPORT_GRAPH_KNOWN,
	EXPORT_GRAPH_ACTIVE,
	EXPORT_GRAPH_READY,
	EXPORT_GRAPH_LOCKED,
	EXPORT_GRAPH_SKIPPED,
	EXPORT_GRAPH_STATES, /* how many there are */
};

extern const struct export_graph_look export_graph_looks[EXPORT_GRAPH_STATES];

/* A step, or the junction of one of its entries: "one of these". */
struct export_graph_node {
	const struct export_step *step;
	size_t junction; /* 0: the step; else its entry number, from 1 */
};

/* How a language writes what all of them have. */
struct export_graph_form;

struct export_graph {
	const struct export_graph_form *form;
	const struct export_data *data;
	struct arena *arena;
	FILE *file;
};

struct export_graph_form {
	void (*begin)(const struct export_graph *graph);
	void (*phase)(const struct export_graph *graph, const char *id, const char *title);
	const char *phase_end;
	/* A step with its label, in a phase. */
	void (*step)(const struct export_graph *graph, const struct export_step *step);
	/* The name of a node, and what makes one a junction, with the end of its line. */
	void (*name)(const struct export_graph *graph, const struct export_graph_node *node);
	const char *node_indent, *junction;
	/* An edge to a step, and one to a junction: between the names, and after them. */
	const char *edge_indent, *arrow, *arrow_junction, *edge_end, *edge_end_junction;
	void (*end)(const struct export_graph *graph);
};

/* Each phase with its steps and their junctions, then all edges. */
void export_graph_write(const struct export_data *data, struct arena *arena, FILE *file,
    const struct export_graph_form *form);

enum export_graph_state export_graph_state(const struct export_step *step);
/* It does not count: an option not picked, or optional and not begun, or skipped. */
bool export_graph_is_aside(const struct export_step *step);
/* The line below the title: "3 h", "3 h, Rye", "1 h, optional". */
const char *export_graph_remark(const struct export_graph *graph, const struct export_step *step);

#endif
