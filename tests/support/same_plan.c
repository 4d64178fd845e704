#include "same_plan.h"

#include <string.h>

static bool
same_plan_entry(const struct plan_entry *a, const struct plan_entry *b)
{
	return a->step == b->step && a->goal == b->goal && a->block_steps == b->block_steps &&
	       memcmp(a->block, b->block, a->block_steps * sizeof(*a->block)) == 0 &&
	       a->block_ends == b->block_ends && a->block_value == b->block_value &&
	       a->block_minutes == b->block_minutes && a->score == b->score &&
	       a->own_points == b->own_points && a->opened_points == b->opened_points &&
	       a->is_best == b->is_best;
}

bool
same_plan(const struct plan *a, const struct plan *b)
{
	if (a->n_entries != b->n_entries)
		return false;
	for (uint32_t i = 0; i < a->n_entries; i++)
		if (!same_plan_entry(&a->entries[i], &b->entries[i]))
			return false;
	return true;
}
