#include "import/import_stroke.h"

enum {
	IMPORT_STROKE_GAP = 24, /* points between the end of a line and the box it means, at most */
	IMPORT_STROKE_SLACK = 4, /* beside the box */
};

struct import_stroke_point {
	double x, y;
};

static bool
import_stroke_touches(const struct import_map_node *node, struct import_stroke_point end,
    double gap_x, double gap_y)
{
	return end.x >= node->x - gap_x && end.x <= node->x + node->width + gap_x &&
	       end.y >= node->y - gap_y && end.y <= node->y + node->height + gap_y;
}

/* A topic says more than a section, and that more than one of the boxes in it. */
static bool
import_stroke_is_better(const struct import_map *map, uint32_t node, uint32_t than)
{
	static const int worth[] =
	    {[IMPORT_MAP_TOPIC] = 3, [IMPORT_MAP_SECTION] = 2, [IMPORT_MAP_SUBTOPIC] = 1};

	return than == IMPORT_MAP_NONE ||
	       worth[map->nodes[node].type] > worth[map->nodes[than].type];
}

/* The box at an end of a line, or NONE. */
static uint32_t
import_stroke_at(const struct import_map *map, struct import_stroke_point end, bool is_flat)
{
	double gap_x = is_flat ? IMPORT_STROKE_GAP : IMPORT_STROKE_SLACK;
	double gap_y = is_flat ? IMPORT_STROKE_SLACK : IMPORT_STROKE_GAP;
	uint32_t best = IMPORT_MAP_NONE;

	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (import_stroke_touches(&map->nodes[i], end, gap_x, gap_y) &&
		    import_stroke_is_better(map, i, best))
			best = i;
	return best;
}

static void
import_stroke_edge(struct import_map *map, const struct import_map_stroke *stroke)
{
	double middle_x = stroke->x + stroke->width / 2, middle_y = stroke->y + stroke->height / 2;
	struct import_stroke_point first = {middle_x, stroke->y};
	struct import_stroke_point last = {middle_x, stroke->y + stroke->height};
	bool is_flat = stroke->width > stroke->height;
	uint32_t from, to;

	if (is_flat) {
		first = (struct import_stroke_point){stroke->x, middle_y};
		last = (struct import_stroke_point){stroke->x + stroke->width, middle_y};
	}
	from = import_stroke_at(map, first, is_flat);
	to = import_stroke_at(map, last, is_flat);
	if (from == IMPORT_MAP_NONE || to == IMPORT_MAP_NONE ||
	    (map->nodes[from].type == IMPORT_MAP_TOPIC) ==
		(map->nodes[to].type == IMPORT_MAP_TOPIC))
		return;
	map->edges[map->n_edges++] = map->nodes[from].type == IMPORT_MAP_TOPIC
					 ? (struct import_map_edge){from, to, stroke->dashed}
					 : (struct import_map_edge){to, from, stroke->dashed};
}

void
import_stroke_edges(struct import_map *map)
{
	for (uint32_t i = 0; i < map->n_strokes; i++)
		import_stroke_edge(map, &map->strokes[i]);
}
