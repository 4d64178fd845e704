/*
 * The nodes and edges of React Flow as a map of topics, subtopics and what ties them.
 */
#ifndef IMPORT_DRAWING_H
#define IMPORT_DRAWING_H

#include <jansson.h>

#include "core/err.h"
#include "import/import_draft.h"
#include "import/import_map.h"

struct import_drawing {
	struct import_draft *draft; /* is told what is left out, and the title if there is one */
	struct import_map map;
	const json_t **lists; /* of each node that is a checklist: its entries; else NULL */
	uint32_t n_steps, n_sections;
	uint32_t n_drawn; /* boxes, captions and lines that are for the eye */
};

/*
 * Reads the nodes, then the edges between them. The draft and the map have an arena.
 * INVALID_ARGUMENT if there are more topics than a roadmap may have steps.
 */
enum err_code import_drawing_read(struct import_drawing *drawing, const json_t *root,
    struct err *err);

#endif
