#include "client/json_budget.h"

#include <jansson.h>
#include <stdlib.h>

static size_t json_budget_left;
static bool json_budget_is_used_up;

static void *
json_budget_alloc(size_t size)
{
	if (size > json_budget_left) {
		json_budget_is_used_up = true;
		return NULL;
	}
	json_budget_left -= size;
	return malloc(size);
}

void
json_budget_begin(size_t limit_bytes)
{
	json_budget_left = limit_bytes;
	json_budget_is_used_up = false;
	json_set_alloc_funcs(json_budget_alloc, free);
}

bool
json_budget_end(void)
{
	json_set_alloc_funcs(malloc, free);
	return json_budget_is_used_up;
}
