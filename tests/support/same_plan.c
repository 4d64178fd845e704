#include "same_plan.h"

#include <string.h>

bool
same_plan(const struct plan *a, const struct plan *b)
{
	if (a->n_entries != b->n_entries)
		return false;
	for (uint32_t i = 0; i < a->n_entries; i++) {
		struct plan_entry entry = b->entries[i];
		const size_t size = entry.block_steps * sizeof(*entry.block);

		if (a->entries[i].block_steps != entry.block_steps ||
		    memcmp(a->entries[i].block, entry.block, size) != 0)
			return false;
		entry.block = a->entries[i].block;
		if (memcmp(&a->entries[i], &entry, sizeof(entry)) != 0)
			return false;
	}
	return true;
}
