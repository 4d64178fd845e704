#include "core/upgrade.h"

#include <stdlib.h>
#include <string.h>

#include "core/names.h"

/* Ids, each once. */
struct upgrade_ids {
	const char **list;
	uint32_t n;
};

struct upgrade {
	const struct upgrade_input *input;
	struct arena *arena;
	const struct upgrade_edge **edges; /* by version, then by what they come from */
	struct upgrade_ids now, later;     /* room for all edges and one */
	struct names targets;              /* all ids that something becomes */
	uint32_t *added;                   /* of each target: the turn in which it was added last */
	uint32_t turn;
	struct upgrade_move *moves;
	size_t n_moves;
	uint32_t *sources; /* of each step of the new version: how many steps became it */
};

static struct names
upgrade_targets(const struct upgrade_input *input, struct arena *arena)
{
	const char **ids = arena_array(arena, input->n_edges, sizeof(*ids));
	uint32_t n = 0;

	for (size_t i = 0; i < input->n_edges; i++)
		if (input->edges[i].to != NULL)
			ids[n++] = input->edges[i].to;
	return names_make(ids, n, sizeof(*ids), arena);
}

/* An id that nothing becomes can only have stayed what it is, so it comes once in a turn. */
static void
upgrade_add_later(struct upgrade *upgrade, const char *id)
{
	uint32_t target = names_find(&upgrade->targets, id);

	if (target != UINT32_MAX && upgrade->added[target] == upgrade->turn)
		return;
	if (target != UINT32_MAX)
		upgrade->added[target] = upgrade->turn;
	upgrade->later.list[upgrade->later.n++] = id;
}

static int
upgrade_edge_before(const struct upgrade_edge *edge, uint32_t version, const char *from)
{
	if (edge->version != version)
		return edge->version < version ? -1 : 1;
	return strcmp(edge->from, from);
}

/* Of equal ones, as of a split, the order of the file stays. */
static int
upgrade_edge_compare(const void *a, const void *b)
{
	const struct upgrade_edge *x = *(const struct upgrade_edge *const *)a;
	const struct upgrade_edge *y = *(const struct upgrade_edge *const *)b;
	int order = upgrade_edge_before(x, y->version, y->from);

	return order != 0 ? order : x < y ? -1 : x > y;
}

/* The first edge that is not before (version, from). */
static size_t
upgrade_edge_find(const struct upgrade *upgrade, uint32_t version, const char *from)
{
	size_t low = 0, high = upgrade->input->n_edges;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (upgrade_edge_before(upgrade->edges[middle], version, from) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* What one id became in one version; itself if that version says nothing of it. */
static void
upgrade_step_on(struct upgrade *upgrade, uint32_t version, const char *id)
{
	size_t first = upgrade_edge_find(upgrade, version, id), i;

	for (i = first; i < upgrade->input->n_edges; i++) {
		const struct upgrade_edge *edge = upgrade->edges[i];

		if (edge->version != version || strcmp(edge->from, id) != 0)
			break;
		if (edge->to != NULL)
			upgrade_add_later(upgrade, edge->to);
	}
	if (i == first)
		upgrade_add_later(upgrade, id);
}

/* The versions that say something, in order: each at most once. */
static uint32_t
upgrade_next_version(const struct upgrade *upgrade, uint32_t after)
{
	size_t next = upgrade_edge_find(upgrade, after + 1, "");

	if (next == upgrade->input->n_edges ||
	    upgrade->edges[next]->version > upgrade->input->to->version)
		return ROADMAP_NONE;
	return upgrade->edges[next]->version;
}

/* Fills move->to with what an id of the old version is in the new one. U1, U2 */
static void
upgrade_follow(struct upgrade *upgrade, const char *id, struct upgrade_move *move)
{
	uint32_t version = upgrade->input->from->version;

	upgrade->now.list[0] = id;
	upgrade->now.n = 1;
	while ((version = upgrade_next_version(upgrade, version)) != ROADMAP_NONE) {
		struct upgrade_ids swap = upgrade->now;

		upgrade->later.n = 0;
		upgrade->turn++;
		for (uint32_t i = 0; i < upgrade->now.n; i++)
			upgrade_step_on(upgrade, version, upgrade->now.list[i]);
		upgrade->now = upgrade->later;
		upgrade->later = swap;
	}
	move->to = arena_array(upgrade->arena, upgrade->now.n, sizeof(*move->to));
	for (uint32_t i = 0; i < upgrade->now.n; i++) {
		uint32_t step = roadmap_step_index(upgrade->input->to, upgrade->now.list[i]);

		if (step != ROADMAP_NONE)
			move->to[move->n_to++] = step;
	}
}

static enum upgrade_fate
upgrade_fate(const struct upgrade *upgrade, const struct upgrade_move *move)
{
	const struct upgrade_input *input = upgrade->input;

	if (move->n_to == 0)
		return input->touched[move->from] ? UPGRADE_KEPT : UPGRADE_GONE;
	if (move->n_to > 1)
		return UPGRADE_SPLIT;
	if (upgrade->sources[move->to[0]] > 1)
		return UPGRADE_MERGED;
	return strcmp(input->from->steps[move->from].id, input->to->steps[move->to[0]].id) == 0
		   ? UPGRADE_SAME
		   : UPGRADE_MOVED;
}

static struct upgrade_move *
upgrade_add(struct upgrade *upgrade, enum upgrade_fate fate, uint32_t from)
{
	struct upgrade_move *move = &upgrade->moves[upgrade->n_moves++];

	move->fate = fate;
	move->from = from;
	return move;
}

static void
upgrade_add_one(struct upgrade *upgrade, enum upgrade_fate fate, uint32_t from, uint32_t to)
{
	struct upgrade_move *move = upgrade_add(upgrade, fate, from);

	move->to = arena_array(upgrade->arena, 1, sizeof(*move->to));
	move->to[move->n_to++] = to;
	upgrade->sources[to]++;
}

struct upgrade_move *
upgrade_moves(const struct upgrade_input *input, struct arena *arena, size_t *ret_n)
{
	uint32_t n_from = input->from->n_steps, n_to = input->to->n_steps;
	struct upgrade upgrade = {
	    .input = input,
	    .arena = arena,
	    .moves = arena_array(arena, (size_t)n_from + input->n_kept + n_to,
		sizeof(struct upgrade_move)),
	    .sources = arena_array(arena, n_to, sizeof(uint32_t)),
	    .edges = arena_array(arena, input->n_edges, sizeof(struct upgrade_edge *)),
	    .now = {arena_array(arena, input->n_edges + 1, sizeof(char *)), 0},
	    .later = {arena_array(arena, input->n_edges + 1, sizeof(char *)), 0},
	    .targets = upgrade_targets(input, arena),
	    .added = arena_array(arena, input->n_edges, sizeof(uint32_t)),
	};

	for (size_t i = 0; i < input->n_edges; i++)
		upgrade.edges[i] = &input->edges[i];
	qsort(upgrade.edges, input->n_edges, sizeof(*upgrade.edges), upgrade_edge_compare);
	for (uint32_t i = 0; i < n_from; i++) {
		struct upgrade_move *move = upgrade_add(&upgrade, UPGRADE_SAME, i);

		upgrade_follow(&upgrade, input->from->steps[i].id, move);
		for (uint32_t k = 0; k < move->n_to; k++)
			upgrade.sources[move->to[k]]++;
	}
	for (uint32_t i = 0; i < n_from; i++)
		upgrade.moves[i].fate = upgrade_fate(&upgrade, &upgrade.moves[i]);
	for (uint32_t i = 0; i < input->n_kept; i++) {
		const char *id = input->kept[i].id;
		uint32_t step = roadmap_step_index(input->to, id);

		if (step != ROADMAP_NONE && upgrade.sources[step] == 0 &&
		    roadmap_step_index(input->from, id) == ROADMAP_NONE) /* U4 */
			upgrade_add_one(&upgrade, UPGRADE_BACK, i, step);
	}
	for (uint32_t i = 0; i < n_to; i++)
		if (upgrade.sources[i] == 0)
			upgrade_add_one(&upgrade, UPGRADE_NEW, ROADMAP_NONE, i);
	*ret_n = upgrade.n_moves;
	return upgrade.moves;
}

uint32_t
upgrade_item_step(const struct roadmap *to, const struct upgrade_move *move, const char *item_id)
{
	for (uint32_t i = 0; i < move->n_to; i++) {
		const struct roadmap_step *step = &to->steps[move->to[i]];

		for (uint32_t k = 0; k < step->n_items; k++)
			if (strcmp(step->items[k].id, item_id) == 0)
				return move->to[i];
	}
	return ROADMAP_NONE;
}
