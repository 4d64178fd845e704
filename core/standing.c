#include "core/standing.h"

#include <string.h>

static void
standing_weigh_options(struct standing *standing)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t i;

	for (i = 0; i < roadmap->n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[i];
		uint32_t option;

		if (step->choice == ROADMAP_NONE || step->optional)
			continue;
		option = roadmap->choices[step->choice].first_flag + step->option;
		standing->option_value[option] += step->value;
		standing->option_minutes[option] += roadmap_step_minutes(step);
	}
}

struct standing *
standing_new(const struct roadmap *roadmap, struct arena *arena)
{
	struct standing *standing = arena_alloc(arena, sizeof(*standing));
	uint32_t n = roadmap->n_steps;

	standing->roadmap = roadmap;
	standing->status = arena_array(arena, n, sizeof(*standing->status));
	standing->learned = arena_array(arena, n, sizeof(*standing->learned));
	standing->repeats = arena_array(arena, n, sizeof(*standing->repeats));
	standing->picked = arena_array(arena, roadmap->n_options, sizeof(*standing->picked));
	standing->option_value =
	    arena_array(arena, roadmap->n_options, sizeof(*standing->option_value));
	standing->option_minutes =
	    arena_array(arena, roadmap->n_options, sizeof(*standing->option_minutes));
	standing->chosen = arena_array(arena, roadmap->n_choices, sizeof(*standing->chosen));
	standing->effective = arena_array(arena, n, sizeof(*standing->effective));
	standing->offered = arena_array(arena, n, sizeof(*standing->offered));
	standing->in_scope = arena_array(arena, n, sizeof(*standing->in_scope));
	standing->ready = arena_array(arena, n, sizeof(*standing->ready));
	memset(standing->status, STANDING_TODO, n * sizeof(*standing->status));
	standing_weigh_options(standing);
	return standing;
}

/* More value per hour; an option with no required steps has none. */
static bool
standing_is_better_option(const struct standing *standing, uint32_t a, uint32_t b)
{
	uint64_t a_value = standing->option_value[a], b_value = standing->option_value[b];
	uint64_t left = a_value * (b_value > 0 ? standing->option_minutes[b] : 1);
	uint64_t right = b_value * (a_value > 0 ? standing->option_minutes[a] : 1);

	return left != right ? left > right : a < b;
}

/* S2 */
static void
standing_assume_choice(struct standing *standing, const struct roadmap_choice *choice)
{
	uint32_t first = choice->first_flag, i, k, n_better;

	for (i = 0; i < choice->n_options; i++) {
		n_better = 0;
		for (k = 0; k < choice->n_options; k++)
			n_better += standing_is_better_option(standing, first + k, first + i);
		standing->picked[first + i] = n_better < choice->pick;
	}
}

static void
standing_assume_choices(struct standing *standing)
{
	uint32_t i;

	for (i = 0; i < standing->roadmap->n_choices; i++)
		if (!standing->chosen[i])
			standing_assume_choice(standing, &standing->roadmap->choices[i]);
}

/* S1 and S7 */
static void
standing_derive_step(struct standing *standing, uint32_t index)
{
	const struct roadmap *roadmap = standing->roadmap;
	const struct roadmap_step *step = &roadmap->steps[index];
	uint8_t status = standing->status[index];
	bool offered = true;

	if (status == STANDING_TODO && standing->learned[index])
		status = STANDING_KNOWN;
	if (step->choice != ROADMAP_NONE)
		offered =
		    standing->picked[roadmap->choices[step->choice].first_flag + step->option];
	standing->effective[index] = status;
	standing->offered[index] = offered;
	standing->in_scope[index] =
	    offered && status != STANDING_SKIPPED && (!step->optional || status != STANDING_TODO);
}

bool
standing_concerns(const struct standing *standing, uint32_t step, uint32_t other)
{
	const struct roadmap_step *a = &standing->roadmap->steps[step];
	const struct roadmap_step *b = &standing->roadmap->steps[other];

	return standing->offered[other] || (a->choice == b->choice && a->option == b->option);
}

bool
standing_is_met(const struct standing *standing, uint32_t step, const struct roadmap_need *need)
{
	bool concerned = false;
	uint32_t i;

	for (i = 0; i < need->n_any; i++) {
		if (standing_meets(standing, need->any[i]))
			return true;
		if (standing_concerns(standing, step, need->any[i]))
			concerned = true;
	}
	return !concerned;
}

/* S5 */
static void
standing_derive_ready(struct standing *standing, uint32_t index)
{
	const struct roadmap_step *step = &standing->roadmap->steps[index];
	uint32_t i = 0;

	while (i < step->n_needs && standing_is_met(standing, index, &step->needs[i]))
		i++;
	standing->ready[index] = i == step->n_needs;
}

void
standing_derive(struct standing *standing)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t i;

	standing_assume_choices(standing);
	for (i = 0; i < roadmap->n_steps; i++)
		standing_derive_step(standing, i);
	for (i = 0; i < roadmap->n_steps; i++)
		standing_derive_ready(standing, i);
}

void
standing_change(struct standing *standing, uint32_t index, uint8_t status)
{
	const struct roadmap_step *step = &standing->roadmap->steps[index];
	uint32_t i;

	standing->status[index] = status;
	standing_derive_step(standing, index);
	for (i = 0; i < step->n_opens; i++)
		standing_derive_ready(standing, step->opens[i]);
}

static uint32_t
standing_permille(const struct standing_progress *progress)
{
	if (progress->minutes_total == 0)
		return 1000;
	return (uint32_t)(progress->minutes_done * 1000 / progress->minutes_total);
}

struct standing_progress
standing_share(const struct standing *standing, uint32_t step)
{
	struct standing_progress share = {0};

	share.steps_skipped =
	    standing->offered[step] && standing->effective[step] == STANDING_SKIPPED;
	if (!standing->in_scope[step])
		return share;
	share.steps_total = 1;
	share.minutes_total = roadmap_step_minutes(&standing->roadmap->steps[step]);
	if (!standing_is_open(standing, step)) {
		share.steps_done = 1;
		share.minutes_done = share.minutes_total;
	}
	return share;
}

static void
standing_add(struct standing_progress *progress, const struct standing_progress *part)
{
	progress->steps_done += part->steps_done;
	progress->steps_total += part->steps_total;
	progress->steps_skipped += part->steps_skipped;
	progress->minutes_done += part->minutes_done;
	progress->minutes_total += part->minutes_total;
}

struct standing_progress
standing_progress(const struct standing *standing, uint32_t phase)
{
	const struct roadmap *roadmap = standing->roadmap;
	struct standing_progress progress = {0};
	uint32_t i = 0, end = roadmap->n_steps;

	if (phase != ROADMAP_NONE) {
		i = roadmap->phases[phase].first_step;
		end = i + roadmap->phases[phase].n_steps;
	}
	for (; i < end; i++) {
		const struct standing_progress share = standing_share(standing, i);

		standing_add(&progress, &share);
	}
	progress.permille = standing_permille(&progress);
	return progress;
}

struct standing_progress
standing_sum(const struct standing_progress *parts, uint32_t n)
{
	struct standing_progress sum = {0};
	uint32_t i;

	for (i = 0; i < n; i++)
		standing_add(&sum, &parts[i]);
	sum.permille = standing_permille(&sum);
	return sum;
}

void
standing_recount(struct standing_progress *progress, const struct standing_progress *was,
    const struct standing_progress *is)
{
	progress->steps_done -= was->steps_done;
	progress->steps_total -= was->steps_total;
	progress->steps_skipped -= was->steps_skipped;
	progress->minutes_done -= was->minutes_done;
	progress->minutes_total -= was->minutes_total;
	standing_add(progress, is);
	progress->permille = standing_permille(progress);
}

uint32_t
standing_phase(const struct standing *standing)
{
	uint32_t i;

	for (i = 0; i < standing->roadmap->n_steps; i++)
		if (standing_is_open(standing, i))
			return standing->roadmap->steps[i].phase;
	return ROADMAP_NONE;
}

/* S3 */
bool
standing_meets(const struct standing *standing, uint32_t step)
{
	uint8_t status = standing->effective[step];

	return status == STANDING_DONE || status == STANDING_KNOWN || status == STANDING_SKIPPED ||
	       standing->learned[step];
}

bool
standing_is_unfinished(const struct standing *standing, uint32_t step)
{
	uint8_t status = standing->effective[step];

	return status == STANDING_TODO || status == STANDING_ACTIVE;
}

bool
standing_is_open(const struct standing *standing, uint32_t step)
{
	return standing->in_scope[step] && standing_is_unfinished(standing, step);
}
