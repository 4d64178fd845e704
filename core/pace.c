#include "core/pace.h"

#include <string.h>

enum {
	PACE_WEEK_DAYS = 7,
};

bool
pace_is_paused(struct pace_pauses pauses, int32_t day)
{
	for (size_t i = 0; i < pauses.n && pauses.list[i].from_day <= day; i++)
		if (day < pauses.list[i].until_day)
			return true;
	return false;
}

void
pace_measure(struct pace *pace, const struct pace_day *days, size_t n_days,
    struct pace_pauses pauses, int32_t first_day, int32_t today)
{
	uint32_t n_live = 0, told = 0, assumed = 0;
	size_t at = n_days;

	memset(pace, 0, sizeof(*pace));
	while (at > 0 && days[at - 1].day >= today)
		at--;
	for (int32_t day = today - 1; day >= first_day && pace->n_weeks < PACE_WEEKS_MAX; day--) {
		bool worked = at > 0 && days[at - 1].day == day;

		if (worked) {
			at--;
			told += days[at].told;
			assumed += days[at].assumed;
		}
		n_live += worked || !pace_is_paused(pauses, day);
		if (n_live < PACE_WEEK_DAYS)
			continue;
		pace->told[pace->n_weeks] = told;
		pace->assumed[pace->n_weeks++] = assumed;
		pace->n_worked += told + assumed > 0;
		n_live = told = assumed = 0;
	}
}

bool
pace_is_known(const struct pace *pace)
{
	return pace->n_weeks >= PACE_WEEKS_LEAST && pace->n_worked > 0;
}

double
pace_mean(const struct pace *pace, double ratio)
{
	double sum = 0;

	for (uint32_t i = 0; i < pace->n_weeks; i++)
		sum += pace->told[i] + ratio * pace->assumed[i];
	return pace->n_weeks > 0 ? sum / pace->n_weeks : 0;
}

int32_t
pace_day_after(struct pace_pauses pauses, int32_t day, uint32_t n_days)
{
	int32_t at = day + (int32_t)n_days;

	for (size_t i = 0; i < pauses.n && pauses.list[i].from_day <= at; i++) {
		const struct goal_pause *pause = &pauses.list[i];

		if (pause->until_day > day)
			at += pause->until_day - (pause->from_day > day ? pause->from_day : day);
	}
	return at;
}
