#include "import/import_map.h"

#include <stdlib.h>

#include "import/import_touch.h"

enum {
	IMPORT_MAP_CHAIN_MAX = 32, /* dashed edges from subtopic to subtopic that are followed */
};

/* How well a topic is known to be that of a node. */
enum import_map_tie {
	IMPORT_MAP_LOOSE,
	IMPORT_MAP_BY_SOLID,
	IMPORT_MAP_BY_DASHED,
};

static double
import_map_middle(const struct import_map_node *node)
{
	return node->y + node->height / 2;
}

static int
import_map_compare_places(const struct import_map_node *a, const struct import_map_node *b)
{
	int order = (a->y > b->y) - (a->y < b->y);

	if (order == 0)
		order = (a->x > b->x) - (a->x < b->x);
	return order != 0 ? order : (a > b) - (a < b);
}

static int
import_map_compare_nodes(const void *a, const void *b)
{
	return import_map_compare_places(*(struct import_map_node *const *)a,
	    *(struct import_map_node *const *)b);
}

/* Topics from top to bottom. */
static struct import_map_node **
import_map_topics(const struct import_map *map, uint32_t *ret_n)
{
	struct import_map_node **topics = arena_array(map->arena, map->n_nodes, sizeof(*topics));
	uint32_t n = 0;

	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_TOPIC)
			topics[n++] = &map->nodes[i];
	if (n > 1)
		qsort(topics, n, sizeof(*topics), import_map_compare_nodes);
	*ret_n = n;
	return topics;
}

/*
 * A solid edge between topics, as the main line goes: down, whichever way it was drawn. Only
 * between neighbours at the same height its direction tells something.
 */
static bool
import_map_line(const struct import_map *map, const struct import_map_edge *edge,
    struct import_map_edge *ret_line)
{
	const struct import_map_node *from = &map->nodes[edge->from], *to = &map->nodes[edge->to];
	double down = import_map_middle(to) - import_map_middle(from);
	double height = from->height > to->height ? from->height : to->height;

	if (edge->dashed || from->type != IMPORT_MAP_TOPIC || to->type != IMPORT_MAP_TOPIC ||
	    from == to)
		return false;
	*ret_line = *edge;
	if (down < -height) {
		ret_line->from = edge->to;
		ret_line->to = edge->from;
	}
	return true;
}

/* The edges of the main line, grouped by where they begin. */
struct import_map_lines {
	uint32_t *first; /* of each node; one more at the end */
	uint32_t *to;
	uint32_t *n_into; /* of each node: lines that lead to it from a topic without a number */
};

static struct import_map_lines
import_map_lines(const struct import_map *map)
{
	struct import_map_lines lines = {arena_array(map->arena, map->n_nodes + (size_t)2,
					     sizeof(uint32_t)),
	    arena_array(map->arena, map->n_edges, sizeof(uint32_t)),
	    arena_array(map->arena, map->n_nodes, sizeof(uint32_t))};
	struct import_map_edge line;

	/* Counted two places ahead, so that filling leaves each beginning where it belongs. */
	for (uint32_t i = 0; i < map->n_edges; i++)
		if (import_map_line(map, &map->edges[i], &line))
			lines.first[line.from + 2]++;
	for (uint32_t i = 2; i < map->n_nodes + 2; i++)
		lines.first[i] += lines.first[i - 1];
	for (uint32_t i = 0; i < map->n_edges; i++) {
		if (!import_map_line(map, &map->edges[i], &line))
			continue;
		lines.to[lines.first[line.from + 1]++] = line.to;
		lines.n_into[line.to]++;
	}
	return lines;
}

/* Numbers a topic. The first of those it opened that is above `next`, or next. */
static uint32_t
import_map_pass(struct import_map *map, const struct import_map_lines *lines, uint32_t topic,
    const uint32_t *rank, uint32_t next)
{
	for (uint32_t i = lines->first[topic]; i < lines->first[topic + 1]; i++) {
		uint32_t to = lines->to[i];

		if (--lines->n_into[to] == 0 && map->nodes[to].place == IMPORT_MAP_NONE &&
		    rank[to] < next)
			next = rank[to];
	}
	return next;
}

/*
 * Each topic after those whose lines lead to it, else from top to bottom. Where lines run in a
 * circle, the topmost of what is left comes next.
 */
static void
import_map_number(struct import_map *map)
{
	struct import_map_lines lines = import_map_lines(map);
	uint32_t *rank = arena_array(map->arena, map->n_nodes, sizeof(*rank));
	uint32_t n, n_placed = 0, at = 0, first_left = 0;
	struct import_map_node **topics = import_map_topics(map, &n);

	for (uint32_t i = 0; i < n; i++) {
		rank[topics[i] - map->nodes] = i;
		topics[i]->place = IMPORT_MAP_NONE;
	}
	while (n_placed < n) {
		uint32_t index;

		while (at < n && (topics[at]->place != IMPORT_MAP_NONE ||
				     lines.n_into[topics[at] - map->nodes] > 0))
			at++;
		while (topics[first_left]->place != IMPORT_MAP_NONE)
			first_left++;
		if (at == n)
			at = first_left;
		index = (uint32_t)(topics[at] - map->nodes);
		topics[at]->place = n_placed++;
		topics[at]->topic = index;
		at = import_map_pass(map, &lines, index, rank, at + 1);
	}
}

static bool
import_map_contains(const struct import_map_node *box, const struct import_map_node *node)
{
	double x = node->x + node->width / 2, y = import_map_middle(node);

	return x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height;
}

/* The smallest section around a node, or NONE. */
static uint32_t
import_map_section(const struct import_map *map, const uint32_t *sections, uint32_t n,
    const struct import_map_node *node)
{
	uint32_t best = IMPORT_MAP_NONE;
	double size = 0;

	for (uint32_t i = 0; i < n; i++) {
		const struct import_map_node *box = &map->nodes[sections[i]];

		if (box == node || !import_map_contains(box, node))
			continue;
		if (best == IMPORT_MAP_NONE || box->width * box->height < size) {
			best = sections[i];
			size = box->width * box->height;
		}
	}
	return best;
}

/* The empty space between two boxes along one axis. */
static double
import_map_gap(double from, double size, double other_from, double other_size)
{
	if (other_from > from + size)
		return other_from - from - size;
	return from > other_from + other_size ? from - other_from - other_size : 0;
}

struct import_map_near {
	uint32_t topic; /* or NONE */
	double space;   /* squared */
};

/* The topic of the box with the least space between, of equal ones the last. */
static struct import_map_near
import_map_nearest(struct import_map_node *const *boxes, uint32_t n,
    const struct import_map_node *node)
{
	struct import_map_near near = {.topic = IMPORT_MAP_NONE};

	for (uint32_t i = 0; i < n; i++) {
		const struct import_map_node *box = boxes[i];
		double x = import_map_gap(node->x, node->width, box->x, box->width);
		double y = import_map_gap(node->y, node->height, box->y, box->height);

		if (near.topic == IMPORT_MAP_NONE || x * x + y * y <= near.space)
			near = (struct import_map_near){box->topic, x * x + y * y};
	}
	return near;
}

/* What a subtopic or a section is tied to by an edge, and how well. */
struct import_map_ties {
	uint32_t *to; /* of each node, another node or NONE */
	uint8_t *tie; /* enum import_map_tie */
};

static void
import_map_tie_one(struct import_map *map, struct import_map_ties *ties, uint32_t node,
    uint32_t other, bool dashed)
{
	enum import_map_type type = map->nodes[node].type, to = map->nodes[other].type;
	enum import_map_tie tie = dashed ? IMPORT_MAP_BY_DASHED : IMPORT_MAP_BY_SOLID;

	if (type == IMPORT_MAP_TOPIC || to == IMPORT_MAP_SECTION || node == other)
		return;
	/* A topic tells more than a subtopic, which is asked for its own. */
	if (ties->to[node] != IMPORT_MAP_NONE &&
	    (ties->tie[node] > tie ||
		(ties->tie[node] == tie && (map->nodes[ties->to[node]].type == IMPORT_MAP_TOPIC ||
					       to != IMPORT_MAP_TOPIC))))
		return;
	ties->to[node] = other;
	ties->tie[node] = (uint8_t)tie;
}

static struct import_map_ties
import_map_ties(struct import_map *map)
{
	struct import_map_ties ties = {arena_array(map->arena, map->n_nodes, sizeof(uint32_t)),
	    arena_array(map->arena, map->n_nodes, 1)};

	for (uint32_t i = 0; i < map->n_nodes; i++)
		ties.to[i] = IMPORT_MAP_NONE;
	for (uint32_t i = 0; i < map->n_edges; i++) {
		const struct import_map_edge *edge = &map->edges[i];

		import_map_tie_one(map, &ties, edge->to, edge->from, edge->dashed);
		/* Drawn from the detail to the topic. */
		if (map->nodes[edge->to].type == IMPORT_MAP_TOPIC)
			import_map_tie_one(map, &ties, edge->from, edge->to, edge->dashed);
	}
	return ties;
}

/* The topic at the end of the ties, or NONE. */
static uint32_t
import_map_follow(const struct import_map *map, const struct import_map_ties *ties, uint32_t node)
{
	for (int i = 0; i < IMPORT_MAP_CHAIN_MAX && node != IMPORT_MAP_NONE; i++) {
		if (map->nodes[node].type == IMPORT_MAP_TOPIC)
			return node;
		node = ties->to[node];
	}
	return IMPORT_MAP_NONE;
}

struct import_map_search {
	struct import_map *map;
	struct import_map_ties ties;
	struct import_map_node **topics;
	uint32_t n_topics;
	uint32_t *sections;
	uint32_t n_sections;
};

/* The topic of a section: tied to it, or the first inside, or the nearest to where it begins. */
static uint32_t
import_map_of_section(const struct import_map_search *search, uint32_t section)
{
	const struct import_map_node *box = &search->map->nodes[section];
	struct import_map_node top = *box;
	uint32_t topic = import_map_follow(search->map, &search->ties, section);

	for (uint32_t i = 0; i < search->n_topics && topic == IMPORT_MAP_NONE; i++)
		if (import_map_contains(box, search->topics[i]))
			topic = search->topics[i]->topic;
	top.height = 0;
	return topic != IMPORT_MAP_NONE
		   ? topic
		   : import_map_nearest(search->topics, search->n_topics, &top).topic;
}

/* What stands alone belongs to the nearest that has a topic, a list as one. */
static void
import_map_guess(const struct import_map_search *search)
{
	struct import_map *map = search->map;
	struct import_map_node **known = arena_array(map->arena, map->n_nodes, sizeof(*known));
	struct import_map_near *nears = arena_array(map->arena, map->n_nodes, sizeof(*nears));
	uint32_t n = 0;

	for (uint32_t i = 0; i < map->n_nodes; i++) {
		nears[i].topic = IMPORT_MAP_NONE;
		if (map->nodes[i].type != IMPORT_MAP_SECTION &&
		    map->nodes[i].topic != IMPORT_MAP_NONE)
			known[n++] = &map->nodes[i];
	}
	for (uint32_t i = 0; i < map->n_nodes; i++) {
		const struct import_map_node *node = &map->nodes[i];
		struct import_map_near near;

		if (node->type != IMPORT_MAP_SUBTOPIC || node->topic != IMPORT_MAP_NONE)
			continue;
		near = import_map_nearest(known, n, node);
		if (nears[node->list].topic == IMPORT_MAP_NONE ||
		    near.space < nears[node->list].space)
			nears[node->list] = near;
	}
	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_SUBTOPIC &&
		    map->nodes[i].topic == IMPORT_MAP_NONE)
			map->nodes[i].topic = nears[map->nodes[i].list].topic;
}

/* What no edge tells: the lists, then the sections, then what is near. */
static void
import_map_spread(const struct import_map_search *search)
{
	struct import_map *map = search->map;

	import_touch(map);
	for (uint32_t i = 0; i < map->n_nodes; i++) {
		struct import_map_node *node = &map->nodes[i];

		if (node->type == IMPORT_MAP_SUBTOPIC && node->topic == IMPORT_MAP_NONE &&
		    node->section != IMPORT_MAP_NONE)
			node->topic = map->nodes[node->section].topic;
	}
	import_map_guess(search);
	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_SUBTOPIC &&
		    map->nodes[i].topic != IMPORT_MAP_NONE)
			map->nodes[map->nodes[i].topic].n_details++;
}

static void
import_map_assign(struct import_map *map)
{
	struct import_map_search search = {.map = map, .ties = import_map_ties(map)};

	search.topics = import_map_topics(map, &search.n_topics);
	search.sections = arena_array(map->arena, map->n_nodes, sizeof(uint32_t));
	for (uint32_t i = 0; i < map->n_nodes; i++)
		if (map->nodes[i].type == IMPORT_MAP_SECTION)
			search.sections[search.n_sections++] = i;
	for (uint32_t i = 0; i < search.n_sections; i++)
		map->nodes[search.sections[i]].topic =
		    import_map_of_section(&search, search.sections[i]);
	for (uint32_t i = 0; i < map->n_nodes; i++) {
		struct import_map_node *node = &map->nodes[i];

		if (node->type != IMPORT_MAP_SUBTOPIC)
			continue;
		node->topic = import_map_follow(map, &search.ties, i);
		node->section = import_map_section(map, search.sections, search.n_sections, node);
	}
	import_map_spread(&search);
}

/* What qsort() sorts: a node and the place of its topic. */
struct import_map_turn {
	const struct import_map_node *node;
	uint32_t place;
};

static int
import_map_compare_turns(const void *a, const void *b)
{
	const struct import_map_turn *left = a, *right = b;

	if (left->place != right->place)
		return left->place < right->place ? -1 : 1;
	if (left->node->type != right->node->type)
		return left->node->type == IMPORT_MAP_TOPIC ? -1 : 1;
	return import_map_compare_places(left->node, right->node);
}

void
import_map_arrange(struct import_map *map)
{
	struct import_map_turn *turns = arena_array(map->arena, map->n_nodes, sizeof(*turns));

	import_map_number(map);
	import_map_assign(map);
	map->order = arena_array(map->arena, map->n_nodes, sizeof(*map->order));
	map->kinds = arena_array(map->arena, map->n_nodes, sizeof(*map->kinds));
	map->numbers = arena_array(map->arena, map->n_nodes, sizeof(*map->numbers));
	for (uint32_t i = 0; i < map->n_nodes; i++) {
		const struct import_map_node *node = &map->nodes[i];

		if (node->type == IMPORT_MAP_SECTION)
			continue;
		turns[map->n_order++] = (struct import_map_turn){node,
		    node->topic != IMPORT_MAP_NONE ? map->nodes[node->topic].place : 0};
	}
	if (map->n_order > 1)
		qsort(turns, map->n_order, sizeof(*turns), import_map_compare_turns);
	for (uint32_t i = 0; i < map->n_order; i++)
		map->order[i] = (uint32_t)(turns[i].node - map->nodes);
}
