#include "core/plan_rank.h"

static bool
plan_rank_is_varied(const struct roadmap *roadmap, uint32_t step)
{
	return roadmap->steps[step].evidence.kind == ROADMAP_EVIDENCE_CASE_STUDY;
}

/* Puts those of the phase that repeat, or those that do not, at the next of its varied places. */
static uint32_t
plan_rank_fill(const struct standing *standing, const struct roadmap_phase *phase, bool repeats,
    uint32_t place, uint32_t *wish)
{
	uint32_t end = phase->first_step + phase->n_steps, i;

	for (i = phase->first_step; i < end; i++) {
		if (!plan_rank_is_varied(standing->roadmap, i) || standing->repeats[i] != repeats)
			continue;
		while (!plan_rank_is_varied(standing->roadmap, place))
			place++;
		wish[place++] = i;
	}
	return place;
}

struct plan_rank
plan_rank_make(const struct standing *standing, struct arena *arena)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t n = roadmap->n_steps, i, place;
	uint32_t *wish = arena_array(arena, n, sizeof(*wish));
	uint32_t *of_step = arena_array(arena, n, sizeof(*of_step));
	bool varied = false;

	for (i = 0; i < n; i++) {
		wish[i] = i;
		varied = varied || standing->repeats[i];
	}
	for (i = 0; varied && i < roadmap->n_phases; i++) {
		place = roadmap->phases[i].first_step;
		place = plan_rank_fill(standing, &roadmap->phases[i], false, place, wish);
		(void)plan_rank_fill(standing, &roadmap->phases[i], true, place, wish);
	}
	for (i = 0; i < n; i++)
		of_step[wish[i]] = i;
	return (struct plan_rank){
	    .of_step = of_step,
	    .order = varied ? roadmap_graph_order(roadmap, wish, arena) : roadmap->topo_order,
	};
}
