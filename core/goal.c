#include "core/goal.h"

#include "core/calendar.h"

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

uint32_t
goal_needed(uint64_t minutes, uint32_t days)
{
	return (uint32_t)((minutes * CALENDAR_WEEK_DAYS + days - 1) / days);
}

int32_t
goal_finish(const struct goal_pause *pauses, size_t n_pauses, uint64_t minutes,
    uint32_t minutes_per_week, int32_t today)
{
	uint64_t days = (minutes * CALENDAR_WEEK_DAYS + minutes_per_week - 1) / minutes_per_week;
	int32_t finish;

	if (days > GOAL_DAYS_MAX)
		return GOAL_NEVER;
	finish = today + (int32_t)days;
	/* A pause that has begun by then moves the end, and with it what pauses come before it. */
	for (size_t i = 0; i < n_pauses && pauses[i].from_day < finish; i++)
		if (pauses[i].until_day > today)
			finish += pauses[i].until_day - goal_later(pauses[i].from_day, today);
	return finish;
}
