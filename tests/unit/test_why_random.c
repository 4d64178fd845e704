#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/explain.h"
#include "core/order.h"
#include "support/random_roadmap.h"
#include "support/small_roadmap.h"

enum {
	STATES = 10000,
	STEPS_MOST = 16,
};

static bool
can_begin(const struct standing *standing, uint32_t step)
{
	return standing->ready[step] || standing->effective[step] == STANDING_ACTIVE;
}

/* What the plan has before a block. */
static void
do_before(struct standing *standing, const struct plan *plan, const struct plan_entry *entry)
{
	for (uint32_t i = 0; plan->entries[i].block != entry->block; i++)
		small_set(standing, plan->entries[i].step, STANDING_DONE);
}

/* The block is what the numbers say, and its steps can be done in this order. */
static void
check_block(const struct standing *given, const struct plan *plan, const struct plan_entry *entry,
    struct arena *arena)
{
	const struct roadmap *roadmap = given->roadmap;
	uint32_t *block = arena_array(arena, roadmap->n_steps, sizeof(*block));
	uint32_t n = entry->block_steps, i;
	struct standing *standing = standing_new(roadmap, arena);
	uint64_t value = 0, minutes = 0;
	bool has_step = false;

	memcpy(standing->status, given->status, roadmap->n_steps);
	memcpy(standing->learned, given->learned, roadmap->n_steps * sizeof(bool));
	memcpy(standing->picked, given->picked, roadmap->n_options * sizeof(bool));
	memcpy(standing->chosen, given->chosen, roadmap->n_choices * sizeof(bool));
	/* What is in progress comes first in any plan. */
	for (i = 0; i < roadmap->n_steps; i++)
		if (standing->status[i] == STANDING_ACTIVE)
			standing->status[i] = STANDING_DONE;
	standing_derive(standing);
	do_before(standing, plan, entry);
	explain_block(given, entry, block);
	for (i = 0; i < n; i++) {
		value += roadmap->steps[block[i]].value;
		minutes += roadmap_step_minutes(&roadmap->steps[block[i]]);
		has_step = has_step || block[i] == entry->step;
		assert_true(
		    standing->ready[block[i]] || given->effective[block[i]] == STANDING_ACTIVE);
		small_set(standing, block[i], STANDING_DONE);
	}
	assert_true(has_step);
	assert_true(!can_begin(given, entry->step) || block[0] == entry->step);
	assert_int_equal(value, entry->block_value);
	assert_int_equal(minutes, entry->block_minutes);
}

/* Of what the terms say, every number is true, and they add up to the score. */
static void
check_terms(const struct standing *standing, const struct plan_entry *entry, struct arena *arena)
{
	const char *own = explain_own(arena, standing, entry);
	const char *opened = explain_opened(arena, standing, entry);
	unsigned own_value = 0, more_value = 0;

	assert_int_equal(entry->own_points + entry->opened_points, entry->score);
	assert_int_equal(entry->score, 60000 * entry->block_value / entry->block_minutes);
	assert_int_equal(sscanf(own, "its own value %u", &own_value), 1);
	if (entry->block_steps > 1)
		assert_int_equal(sscanf(opened, "%u more from", &more_value), 1);
	assert_int_equal(own_value, standing->roadmap->steps[entry->step].value);
	assert_int_equal(own_value + more_value, entry->block_value);
	if (entry->block_steps == 1)
		assert_int_equal(entry->opened_points, 0);
}

/* A locked step is ready once its opener is done, with all before it, and no sooner. */
static void
check_openers(struct standing *standing, const struct plan *plan, struct arena *arena)
{
	const uint32_t *ranks = order_ranks(standing, plan, arena);
	uint32_t *openers = arena_array(arena, plan->n_entries, sizeof(*openers)), i, k;

	for (i = 0; i < plan->n_entries; i++) {
		openers[i] = order_opener(standing, ranks, plan->entries[i].step);
		assert_int_equal(openers[i] == ROADMAP_NONE,
		    can_begin(standing, plan->entries[i].step));
		assert_true(openers[i] == ROADMAP_NONE || openers[i] < i);
	}
	for (i = 0; i < plan->n_entries; i++) {
		for (k = i; k < plan->n_entries; k++)
			if (openers[k] != ROADMAP_NONE)
				assert_int_equal(standing->ready[plan->entries[k].step],
				    openers[k] < i);
		small_set(standing, plan->entries[i].step, STANDING_DONE);
	}
}

static void
the_terms_of_why_add_up_in_10000_states(void **state)
{
	struct random_source source = {41};
	uint32_t round, i, n_entries = 0;

	(void)state;
	for (round = 0; round < STATES; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, STEPS_MOST), 3, 3, 2};
		struct standing *standing =
		    standing_new(random_roadmap(&source, &shape, arena), arena);
		const struct plan *plan;

		random_standing(&source, standing);
		plan = plan_make(standing, arena);
		for (i = 0; i < plan->n_entries; i++) {
			check_terms(standing, &plan->entries[i], arena);
			check_block(standing, plan, &plan->entries[i], arena);
			n_entries++;
		}
		check_openers(standing, plan, arena);
		arena_free(arena);
	}
	assert_true(n_entries > STATES);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_terms_of_why_add_up_in_10000_states),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
