#include "support/large_roadmap.h"

#include <stdio.h>
#include <stdlib.h>

enum {
	LARGE_PHASE_STEPS = 250,
	LARGE_REACH = 40, /* how far back a step needs others, mostly */
	LARGE_LAYER = 100,
};

const char *const large_shape_names[LARGE_SHAPES] = {"likely", "chain", "star", "layered"};

static void
large_need(struct roadmap *roadmap, uint32_t step, uint32_t a, uint32_t b, struct arena *arena)
{
	struct roadmap_step *at = &roadmap->steps[step];
	struct roadmap_need *need = &at->needs[at->n_needs++];

	need->n_any = a != b ? 2 : 1;
	need->any_ids = arena_array(arena, 2, sizeof(*need->any_ids));
	need->any_ids[0] = roadmap->steps[a].id;
	need->any_ids[1] = roadmap->steps[b].id;
}

/* One of the steps a little before this one, or now and then of all before it. */
static uint32_t
large_earlier(struct random_source *source, uint32_t step)
{
	uint32_t reach = step < LARGE_REACH || random_percent(source, 5) ? step : LARGE_REACH;

	return step - 1 - random_below(source, reach);
}

static void
large_needs(struct random_source *source, enum large_shape shape, struct roadmap *roadmap,
    uint32_t step, struct arena *arena)
{
	uint32_t layer = step / LARGE_LAYER, n = random_below(source, 4), i, a;

	roadmap->steps[step].needs = arena_array(arena, 3, sizeof(struct roadmap_need));
	if (step == 0 || (shape == LARGE_LAYERED && layer == 0))
		return;
	if (shape == LARGE_CHAIN || shape == LARGE_STAR) {
		a = shape == LARGE_CHAIN ? step - 1 : 0;
		large_need(roadmap, step, a, a, arena);
		return;
	}
	for (i = 0; i < (shape == LARGE_LAYERED ? 3 : n); i++) {
		if (shape == LARGE_LAYERED)
			a = (layer - 1) * LARGE_LAYER + random_below(source, LARGE_LAYER);
		else
			a = large_earlier(source, step);
		large_need(roadmap, step, a,
		    shape == LARGE_LIKELY && random_percent(source, 10)
			? large_earlier(source, step)
			: a,
		    arena);
	}
}

struct roadmap *
large_roadmap(struct random_source *source, enum large_shape shape, uint32_t n_steps,
    struct arena *arena)
{
	struct roadmap *roadmap = arena_alloc(arena, sizeof(*roadmap));
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	uint32_t i;

	*roadmap = (struct roadmap){
	    .id = "large",
	    .title = "Large",
	    .version = 1,
	    .n_steps = n_steps,
	    .n_phases = (n_steps - 1) / LARGE_PHASE_STEPS + 1,
	};
	roadmap->phases = arena_array(arena, roadmap->n_phases, sizeof(*roadmap->phases));
	roadmap->steps = arena_array(arena, n_steps, sizeof(*roadmap->steps));
	for (i = 0; i < roadmap->n_phases; i++) {
		roadmap->phases[i].id = arena_printf(arena, "phase-%u", i);
		roadmap->phases[i].title = roadmap->phases[i].id;
	}
	for (i = 0; i < n_steps; i++) {
		struct roadmap_step *step = &roadmap->steps[i];

		*step = (struct roadmap_step){
		    .id = arena_printf(arena, "step-%u", i),
		    .phase = i / LARGE_PHASE_STEPS,
		    .minutes_low = 60 * (1 + random_below(source, 20)),
		    .value = 1 + random_below(source, 5),
		    .kind = ROADMAP_KIND_LEARN,
		    .milestone = random_percent(source, 8),
		    .choice_id = "",
		    .option_id = "",
		};
		step->title = step->id;
		step->minutes_high = step->minutes_low + 60 * random_below(source, 10);
		if (step->milestone)
			step->value = 10 + random_below(source, 21);
		large_needs(source, shape, roadmap, i, arena);
	}
	if (!roadmap_check(roadmap, arena, faults)) {
		fprintf(stderr, "%s: %s\n", faults->list[0].path, faults->list[0].text);
		abort();
	}
	return roadmap;
}
