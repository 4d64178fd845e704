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

struct export_graph {
	const struct export_data *data;
	struct arena *arena;
	FILE *file;
	/* What the writer does, in the order in which it is called. */
	void (*phase_begin)(const struct export_graph *graph, const char *id, const char *title);
	void (*step)(const struct export_graph *graph, const struct export_step *step);
	void (*junction)(const struct export_graph *graph, const struct export_graph_node *node);
	void (*phase_end)(const struct export_graph *graph);
	void (*edge)(const struct export_graph *graph, const struct export_graph_node *from,
	    const struct export_graph_node *to);
};

/* Each phase with its steps and their junctions, then all edges. */
void export_graph_walk(const struct export_graph *graph);

enum export_graph_state export_graph_state(const struct export_step *step);
/* It does not count: an option not picked, or optional and not begun, or skipped. */
bool export_graph_is_aside(const struct export_step *step);
/* The line below the title: "3 h", "3 h, Rye", "1 h, optional". */
const char *export_graph_remark(const struct export_graph *graph, const struct export_step *step);

#endif
