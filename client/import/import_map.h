/*
 * A drawing of boxes and lines as an order of steps: which subtopics belong to which topic, and in
 * which order the topics come.
 */
#ifndef IMPORT_MAP_H
#define IMPORT_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"

enum {
	IMPORT_MAP_NONE = UINT32_MAX,
};

enum import_map_type {
	IMPORT_MAP_TOPIC,    /* a stop of the main line */
	IMPORT_MAP_SUBTOPIC, /* a detail of one */
	IMPORT_MAP_SECTION,  /* a box around some of them */
};

enum import_map_legend {
	IMPORT_MAP_PLAIN,
	IMPORT_MAP_RECOMMENDED,
	IMPORT_MAP_ALTERNATIVE,
	IMPORT_MAP_ANYTIME,
};

struct import_map_node {
	const char *id; /* first, as names_make() wants it */
	const char *label;
	enum import_map_type type;
	enum import_map_legend legend;
	double x, y, width, height; /* the top left corner and the size: finite */
	uint32_t section;           /* arranged: the smallest section around it, or NONE */
	uint32_t list;              /* arranged, of a subtopic: see import_touch() */
	uint32_t choice;            /* of a subtopic: see import_choice() */
	uint32_t topic;     /* arranged: the topic it belongs to; of a topic itself; or NONE */
	uint32_t place;     /* arranged, of a topic: its number on the main line */
	uint32_t n_details; /* arranged, of a topic */
};

struct import_map_edge {
	uint32_t from, to; /* numbers of nodes */
	bool dashed;       /* "details of"; solid ones are the main line */
};

/* A line that is drawn as a box of its own: what it occupies. */
struct import_map_stroke {
	double x, y, width, height;
	bool dashed;
};

struct import_map {
	struct arena *arena;
	struct import_map_node *nodes;
	uint32_t n_nodes;
	struct import_map_edge *edges;
	uint32_t n_edges;
	struct import_map_stroke *strokes;
	uint32_t n_strokes;
	uint32_t *order; /* arranged: the topics and subtopics as they come */
	uint32_t n_order;
	uint8_t *kinds; /* of each node: room for import_choice() */
	uint32_t *numbers;
};

/*
 * Fills what is marked arranged. The main line goes from top to bottom; where topics stand side by
 * side, as the solid edges between them do. A subtopic belongs to the topic that a dashed edge ties
 * it or its list to, else to that of the smallest section around it, else to that of the nearest
 * box. Within a topic: the topic, then from top to bottom and left to right.
 */
void import_map_arrange(struct import_map *map);

#endif
