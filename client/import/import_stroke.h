/*
 * Lines that are drawn as boxes of their own, and not as edges between two.
 */
#ifndef IMPORT_STROKE_H
#define IMPORT_STROKE_H

#include "import/import_map.h"

enum {
	IMPORT_STROKE_MAX = 1000, /* each is held against every box */
};

/*
 * Adds an edge for each line that leads from a topic to a section or to a subtopic. The map must
 * have room for as many edges as it has strokes. Lines between topics tell no direction: they are
 * left alone.
 */
void import_stroke_edges(struct import_map *map);

#endif
