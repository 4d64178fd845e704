#include "core/upgrade.h"

#include <string.h>

#include "core/standing.h"

struct upgrade {
	const struct upgrade_input *input;
	struct arena *arena;
	struct upgrade_move *moves;
	size_t n_moves;
	uint32_t *sources; /* of each step of the new version: how many steps became it */
};

/* Ids, each once. */
struct upgrade_ids {
	const char **list;
	uint32_t n;
};

static void
upgrade_ids_add(struct upgrade_ids *ids, const char *id)
{
	for (uint32_t i = 0; i < ids->n; i++)
		if (strcmp(ids->list[i], id) == 0)
			return;
	ids->list[ids->n++] = id;
}

/* What one id became in one version; itself if that version says nothing of it. */
static void
upgrade_step_on(const struct upgrade_input *input, uint32_t version, const char *id,
    struct upgrade_ids *ret_ids)
{
	bool named = false;

	for (size_t i = 0; i < input->n_edges; i++) {
		const struct upgrade_edge *edge = &input->edges[i];

		if (edge->version != version || strcmp(edge->from, id) != 0)
			continue;
		named = true;
		if (edge->to != NULL)
			upgrade_ids_add(ret_ids, edge->to);
	}
	if (!named)
		upgrade_ids_add(ret_ids, id);
}

/* The versions that say something, in order: each at most once. */
static uint32_t
upgrade_next_version(const struct upgrade_input *input, uint32_t after)
{
	uint32_t next = ROADMAP_NONE;

	for (size_t i = 0; i < input->n_edges; i++)
		if (input->edges[i].version > after && input->edges[i].version < next)
			next = input->edges[i].version;
	return next <= input->to->version ? next : ROADMAP_NONE;
}

/* Fills move->to with what an id of the old version is in the new one. U1, U2 */
static void
upgrade_follow(struct upgrade *upgrade, const char *id, struct upgrade_move *move)
{
	const struct upgrade_input *input = upgrade->input;
	size_t room = input->n_edges + 1;
	struct upgrade_ids ids = {arena_array(upgrade->arena, room, sizeof(char *)), 0};
	uint32_t version = input->from->version;

	upgrade_ids_add(&ids, id);
	while ((version = upgrade_next_version(input, version)) != ROADMAP_NONE) {
		struct upgrade_ids later = {arena_array(upgrade->arena, room, sizeof(char *)), 0};

		for (uint32_t i = 0; i < ids.n; i++)
			upgrade_step_on(input, version, ids.list[i], &later);
		ids = later;
	}
	move->to = arena_array(upgrade->arena, ids.n, sizeof(*move->to));
	for (uint32_t i = 0; i < ids.n; i++) {
		uint32_t step = roadmap_step_index(input->to, ids.list[i]);

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
	};

	for (uint32_t i = 0; i < n_from; i++) {
		struct upgrade_move *move = upgrade_add(&upgrade, UPGRADE_SAME, i);

		upgrade_follow(&upgrade, input->from->steps[i].id, move);
		for (uint32_t k = 0; k < move->n_to; k++)
			upgrade.sources[move->to[k]]++;
	}
	for (uint32_t i = 0; i < n_from; i++)
		upgrade.moves[i].fate = upgrade_fate(&upgrade, &upgrade.moves[i]);
	for (uint32_t i = 0; i < input->n_kept; i++) {
		uint32_t step = roadmap_step_index(input->to, input->kept[i].id);

		if (step != ROADMAP_NONE && upgrade.sources[step] == 0) /* U4 */
			upgrade_add_one(&upgrade, UPGRADE_BACK, i, step);
	}
	for (uint32_t i = 0; i < n_to; i++)
		if (upgrade.sources[i] == 0)
			upgrade_add_one(&upgrade, UPGRADE_NEW, ROADMAP_NONE, i);
	*ret_n = upgrade.n_moves;
	return upgrade.moves;
}

uint8_t
upgrade_status(const uint8_t *statuses, size_t n)
{
	size_t of[STANDING_KNOWN + 1] = {0};

	for (size_t i = 0; i < n; i++)
		of[statuses[i]]++;
	if (of[STANDING_TODO] == n)
		return STANDING_TODO;
	if (of[STANDING_TODO] > 0 || of[STANDING_ACTIVE] > 0)
		/* Skipping a part begins nothing. */
		return of[STANDING_TODO] + of[STANDING_SKIPPED] == n ? STANDING_TODO
								     : STANDING_ACTIVE;
	if (of[STANDING_DONE] > 0)
		return STANDING_DONE;
	return of[STANDING_KNOWN] > 0 ? STANDING_KNOWN : STANDING_SKIPPED;
}
