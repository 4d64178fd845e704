#include "core/goal.h"

static int32_t
goal_later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t
goal_earlier(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

uint32_t
goal_days(const struct goal_pause *pauses, size_t n_pauses, int32_t from_day, int32_t until_day)
{
	uint32_t days = until_day > from_day ? (uint32_t)(until_day - from_day) : 0;
	int32_t told = from_day; /* what comes before it is reckoned with */

	for (size_t i = 0; i < n_pauses; i++) {
		int32_t first = goal_later(pauses[i].from_day, told);
		int32_t last = goal_earlier(pauses[i].until_day, until_day);

		if (last <= first)
			continue;
		days -= (uint32_t)(last - first);
		told = last;
	}
	return days;
}
