#include "support/random_roadmap.h"

#include <stdio.h>
#include <stdlib.h>

/* splitmix64, by Sebastiano Vigna */
static uint64_t
random_next(struct random_source *source)
{
	uint64_t z = source->state += 0x9e3779b97f4a7c15U;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
	z = (z ^ z >> 27) * 0x94d049bb133111ebU;
	return z ^ z >> 31;
}

uint32_t
random_below(struct random_source *source, uint32_t n)
{
	return (uint32_t)(random_next(source) % n);
}

bool
random_percent(struct random_source *source, uint32_t percent)
{
	return random_below(source, 100) < percent;
}

static void
random_phases(struct random_source *source, struct roadmap *roadmap, struct arena *arena)
{
	uint32_t most = roadmap->n_steps < 4 ? roadmap->n_steps : 4, i;

	roadmap->n_phases = 1 + random_below(source, most);
	roadmap->phases = arena_array(arena, roadmap->n_phases, sizeof(*roadmap->phases));
	for (i = 0; i < roadmap->n_phases; i++) {
		roadmap->phases[i].id = arena_printf(arena, "phase-%u", i);
		roadmap->phases[i].title = arena_printf(arena, "Phase %u", i);
	}
}

static void
random_choices(struct random_source *source, struct roadmap *roadmap, uint32_t n,
    struct arena *arena)
{
	uint32_t i, k;

	roadmap->n_choices = n;
	roadmap->choices = arena_array(arena, n, sizeof(*roadmap->choices));
	for (i = 0; i < n; i++) {
		struct roadmap_choice *choice = &roadmap->choices[i];

		choice->id = arena_printf(arena, "choice-%u", i);
		choice->title = arena_printf(arena, "Choice %u", i);
		choice->n_options = 2 + random_below(source, 2);
		choice->pick = 1 + random_below(source, choice->n_options);
		choice->options = arena_array(arena, choice->n_options, sizeof(*choice->options));
		for (k = 0; k < choice->n_options; k++) {
			choice->options[k].id = arena_printf(arena, "option-%u", k);
			choice->options[k].title = arena_printf(arena, "Option %u", k);
		}
	}
}

/* The first steps go through all options, so that none is empty; others join one by chance. */
static void
random_owner(struct random_source *source, const struct roadmap *roadmap, uint32_t index,
    struct roadmap_step *step)
{
	uint32_t choice = 0, option = index;

	step->choice_id = step->option_id = "";
	step->choice = step->option = ROADMAP_NONE;
	if (roadmap->n_choices == 0)
		return;
	while (choice < roadmap->n_choices && option >= roadmap->choices[choice].n_options)
		option -= roadmap->choices[choice++].n_options;
	if (choice == roadmap->n_choices) {
		if (!random_percent(source, 20))
			return;
		choice = random_below(source, roadmap->n_choices);
		option = random_below(source, roadmap->choices[choice].n_options);
	}
	step->choice = choice;
	step->option = option;
	step->choice_id = roadmap->choices[choice].id;
	step->option_id = roadmap->choices[choice].options[option].id;
}

static bool
random_is_usable(const struct roadmap *roadmap, uint32_t step, uint32_t other)
{
	const struct roadmap_step *a = &roadmap->steps[step], *b = &roadmap->steps[other];

	if (b->optional && !a->optional)
		return false;
	return a->choice == ROADMAP_NONE || a->choice != b->choice || a->option == b->option ||
	       roadmap->choices[a->choice].pick > 1;
}

/* `order` is a hidden order of the steps: each needs only what stands before it there. */
static void
random_needs(struct random_source *source, struct roadmap *roadmap,
    const struct random_shape *shape, const uint32_t *order, uint32_t place, struct arena *arena)
{
	struct roadmap_step *step = &roadmap->steps[order[place]];
	uint32_t n = random_below(source, shape->needs_most + 1), i, k;

	step->needs = arena_array(arena, n, sizeof(*step->needs));
	for (i = 0; i < n && place > 0; i++) {
		struct roadmap_need *need = &step->needs[step->n_needs];
		bool usable = false;

		need->n_any = 1 + random_below(source, shape->any_most);
		need->any_ids = arena_array(arena, need->n_any, sizeof(*need->any_ids));
		for (k = 0; k < need->n_any; k++) {
			uint32_t other = order[random_below(source, place)];

			need->any_ids[k] = roadmap->steps[other].id;
			usable = usable || random_is_usable(roadmap, order[place], other);
		}
		if (usable)
			step->n_needs++;
	}
}

static void
random_step(struct random_source *source, const struct roadmap *roadmap, uint32_t index,
    struct arena *arena)
{
	struct roadmap_step *step = &roadmap->steps[index];

	step->id = arena_printf(arena, "step-%u", index);
	step->title = arena_printf(arena, "Step %u", index);
	step->phase = (uint32_t)((uint64_t)index * roadmap->n_phases / roadmap->n_steps);
	step->minutes_low = 10 + random_below(source, random_percent(source, 15) ? 20000 : 600);
	step->minutes_high = step->minutes_low + random_below(source, 600);
	step->value = 1 + random_below(source, random_percent(source, 20) ? 100 : 5);
	step->kind = ROADMAP_KIND_LEARN + random_below(source, 4);
	if (step->kind == ROADMAP_KIND_PORTFOLIO && random_percent(source, 50)) {
		step->evidence.kind = ROADMAP_EVIDENCE_CASE_STUDY + random_below(source, 2);
		step->evidence.count = 1;
	}
	step->optional = random_percent(source, 15);
	step->milestone = random_percent(source, 10);
	random_owner(source, roadmap, index, step);
}

struct roadmap *
random_roadmap(struct random_source *source, const struct random_shape *shape, struct arena *arena)
{
	struct roadmap *roadmap = arena_alloc(arena, sizeof(*roadmap));
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	uint32_t n = shape->n_steps, i;
	uint32_t *order = arena_array(arena, n, sizeof(*order));

	*roadmap = (struct roadmap){.id = "random", .title = "Random", .version = 1, .n_steps = n};
	roadmap->steps = arena_array(arena, n, sizeof(*roadmap->steps));
	random_phases(source, roadmap, arena);
	/* Each choice may take three steps to fill its options. */
	i = n / 3 < shape->choices_most ? n / 3 : shape->choices_most;
	random_choices(source, roadmap, random_below(source, i + 1), arena);
	for (i = 0; i < n; i++)
		random_step(source, roadmap, i, arena);
	for (i = 0; i < n; i++) {
		uint32_t k = random_below(source, i + 1);

		order[i] = order[k];
		order[k] = i;
	}
	for (i = 0; i < n; i++)
		random_needs(source, roadmap, shape, order, i, arena);
	if (!roadmap_check(roadmap, arena, faults)) {
		fprintf(stderr, "%s: %s\n", faults->list[0].path, faults->list[0].text);
		abort();
	}
	return roadmap;
}

static void
random_picks(struct random_source *source, struct standing *standing, uint32_t index)
{
	const struct roadmap_choice *choice = &standing->roadmap->choices[index];
	uint32_t n = 0;

	standing->chosen[index] = random_percent(source, 50);
	if (!standing->chosen[index])
		return;
	while (n < choice->pick) {
		uint32_t option = random_below(source, choice->n_options);
		bool *picked = &standing->picked[choice->first_flag + option];

		n += !*picked;
		*picked = true;
	}
}

/* From a source of its own: what comes after stays what it was. */
static void
random_repeats(struct random_source source, struct standing *standing)
{
	uint32_t i;

	for (i = 0; i < standing->roadmap->n_steps; i++)
		standing->repeats[i] =
		    standing->roadmap->steps[i].evidence.kind == ROADMAP_EVIDENCE_CASE_STUDY &&
		    random_percent(&source, 50);
}

void
random_standing(struct random_source *source, struct standing *standing)
{
	static const enum standing_status statuses[] = {STANDING_ACTIVE, STANDING_DONE,
	    STANDING_DONE, STANDING_SKIPPED, STANDING_KNOWN};
	uint32_t i;

	for (i = 0; i < standing->roadmap->n_steps; i++) {
		standing->learned[i] = random_percent(source, 5);
		if (random_percent(source, 30))
			standing->status[i] = (uint8_t)statuses[random_below(source, 5)];
	}
	for (i = 0; i < standing->roadmap->n_choices; i++)
		random_picks(source, standing, i);
	random_repeats(*source, standing);
	standing_derive(standing);
}
