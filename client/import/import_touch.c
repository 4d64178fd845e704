#include "import/import_touch.h"

#include <stdlib.h>

enum {
	IMPORT_TOUCH_GAP = 12,  /* points between two boxes of a list, at most */
	IMPORT_TOUCH_PAIRS = 8, /* that a box may touch, on average */
};

/* Which boxes touch which: for each a chain of pairs. */
struct import_touch {
	struct import_map *map;
	uint32_t *head; /* of each node: its first pair, or NONE */
	uint32_t *next; /* of each pair */
	uint32_t *to;
	uint32_t n_pairs, most;
	uint32_t *queue;
};

static int
import_touch_compare(const void *a, const void *b)
{
	const struct import_map_node *left = *(struct import_map_node *const *)a;
	const struct import_map_node *right = *(struct import_map_node *const *)b;

	if (left->y != right->y)
		return left->y < right->y ? -1 : 1;
	return (left > right) - (left < right);
}

static void
import_touch_link(struct import_touch *touch, uint32_t from, uint32_t to)
{
	touch->to[touch->n_pairs] = to;
	touch->next[touch->n_pairs] = touch->head[from];
	touch->head[from] = touch->n_pairs++;
}

static bool
import_touch_is_close(const struct import_map_node *a, const struct import_map_node *b)
{
	return a->section == b->section && a->x <= b->x + b->width + IMPORT_TOUCH_GAP &&
	       b->x <= a->x + a->width + IMPORT_TOUCH_GAP;
}

/* From top to bottom: a box is compared with those that begin before it ends. */
static void
import_touch_pairs(struct import_touch *touch)
{
	struct import_map *map = touch->map;
	struct import_map_node **boxes = arena_array(map->arena, map->n_nodes, sizeof(*boxes));
	uint32_t n = 0;

	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_SUBTOPIC)
			boxes[n++] = &map->nodes[i];
	if (n > 1)
		qsort(boxes, n, sizeof(*boxes), import_touch_compare);
	for (uint32_t i = 0; i < n; i++) {
		double end = boxes[i]->y + boxes[i]->height + IMPORT_TOUCH_GAP;

		for (uint32_t k = i + 1; k < n && boxes[k]->y <= end; k++) {
			if (touch->n_pairs + 2 > touch->most)
				return;
			if (!import_touch_is_close(boxes[i], boxes[k]))
				continue;
			import_touch_link(touch, (uint32_t)(boxes[i] - map->nodes),
			    (uint32_t)(boxes[k] - map->nodes));
			import_touch_link(touch, (uint32_t)(boxes[k] - map->nodes),
			    (uint32_t)(boxes[i] - map->nodes));
		}
	}
}

/* All that can be reached from a box is one list. */
static void
import_touch_number(struct import_touch *touch, uint32_t node)
{
	struct import_map_node *nodes = touch->map->nodes;
	uint32_t n = 0;

	nodes[node].list = node;
	touch->queue[n++] = node;
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t pair = touch->head[touch->queue[i]]; pair != IMPORT_MAP_NONE;
		     pair = touch->next[pair]) {
			if (nodes[touch->to[pair]].list != IMPORT_MAP_NONE)
				continue;
			nodes[touch->to[pair]].list = node;
			touch->queue[n++] = touch->to[pair];
		}
	}
}

/* From those that have a topic, in ever wider circles. */
static void
import_touch_spread(struct import_touch *touch)
{
	struct import_map *map = touch->map;
	uint32_t n = 0;

	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_SUBTOPIC &&
		    map->nodes[i].topic != IMPORT_MAP_NONE)
			touch->queue[n++] = i;
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t pair = touch->head[touch->queue[i]]; pair != IMPORT_MAP_NONE;
		     pair = touch->next[pair]) {
			struct import_map_node *other = &map->nodes[touch->to[pair]];

			if (other->topic != IMPORT_MAP_NONE)
				continue;
			other->topic = map->nodes[touch->queue[i]].topic;
			touch->queue[n++] = touch->to[pair];
		}
	}
}

void
import_touch(struct import_map *map)
{
	struct import_touch touch = {.map = map, .most = map->n_nodes * IMPORT_TOUCH_PAIRS};

	touch.head = arena_array(map->arena, map->n_nodes, sizeof(uint32_t));
	touch.queue = arena_array(map->arena, map->n_nodes, sizeof(uint32_t));
	touch.next = arena_array(map->arena, touch.most, sizeof(uint32_t));
	touch.to = arena_array(map->arena, touch.most, sizeof(uint32_t));
	for (uint32_t i = 0; i < map->n_nodes; i++) {
		touch.head[i] = IMPORT_MAP_NONE;
		map->nodes[i].list = IMPORT_MAP_NONE;
	}
	import_touch_pairs(&touch);
	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_SUBTOPIC &&
		    map->nodes[i].list == IMPORT_MAP_NONE)
			import_touch_number(&touch, i);
	import_touch_spread(&touch);
}
