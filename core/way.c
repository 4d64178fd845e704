#include "core/way.h"

#include <string.h>

struct way_maker {
	struct way way;
	uint64_t *minutes; /* of the way through each step; 0: not known yet */
	bool *marks;
	uint32_t *queue;
};

uint32_t
way_collect(const struct way *way, uint32_t step, bool *marks, uint32_t *queue)
{
	uint32_t n = 0, done, i;

	if (marks[step])
		return 0;
	marks[step] = true;
	queue[n++] = step;
	for (done = 0; done < n; done++) {
		uint32_t at = queue[done];

		for (i = way->first_pick[at]; i < way->first_pick[at + 1]; i++) {
			uint32_t pick = way->picks[i];

			if (pick == ROADMAP_NONE || marks[pick])
				continue;
			marks[pick] = true;
			queue[n++] = pick;
		}
	}
	return n;
}

static uint64_t
way_minutes(struct way_maker *maker, uint32_t step)
{
	const struct roadmap *roadmap = maker->way.standing->roadmap;
	uint64_t *minutes = &maker->minutes[step];
	uint32_t n, i;

	if (*minutes > 0)
		return *minutes;
	n = way_collect(&maker->way, step, maker->marks, maker->queue);
	for (i = 0; i < n; i++) {
		*minutes += roadmap_step_minutes(&roadmap->steps[maker->queue[i]]);
		maker->marks[maker->queue[i]] = false;
	}
	return *minutes;
}

static uint32_t
way_decide(struct way_maker *maker, uint32_t step, const struct roadmap_need *need)
{
	const struct standing *standing = maker->way.standing;
	uint32_t best = ROADMAP_NONE, i;

	if (standing_is_met(standing, step, need))
		return ROADMAP_NONE;
	if (need->n_any == 1)
		return need->any[0];
	for (i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		if (!standing_concerns(standing, step, other))
			continue;
		if (best == ROADMAP_NONE || way_minutes(maker, other) < way_minutes(maker, best))
			best = other;
	}
	return best;
}

struct way
way_make(const struct standing *standing, struct arena *arena)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t n = roadmap->n_steps, i, k;
	struct way_maker maker = {
	    .way.standing = standing,
	    .way.first_pick = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .minutes = arena_array(arena, n, sizeof(uint64_t)),
	    .marks = arena_array(arena, n, sizeof(bool)),
	    .queue = arena_array(arena, n, sizeof(uint32_t)),
	};
	struct way *way = &maker.way;

	for (i = 0; i < n; i++)
		way->first_pick[i + 1] = way->first_pick[i] + roadmap->steps[i].n_needs;
	way->picks = arena_array(arena, way->first_pick[n], sizeof(uint32_t));
	/* In this order all that a step may need is decided before the step. */
	for (i = 0; i < n; i++) {
		uint32_t step = roadmap->topo_order[i];

		for (k = 0; k < roadmap->steps[step].n_needs; k++)
			way->picks[way->first_pick[step] + k] =
			    way_decide(&maker, step, &roadmap->steps[step].needs[k]);
	}
	return *way;
}
