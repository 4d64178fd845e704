/*
 * From what is left to learn to hours a week, and to a day. Days are those of core/calendar.h.
 */
#ifndef CORE_GOAL_H
#define CORE_GOAL_H

#include <stddef.h>
#include <stdint.h>

enum {
	GOAL_DAYS_MAX = 36525, /* a hundred years */
	GOAL_NEVER = INT32_MAX,
};

/* From its first day up to until_day, which is no longer in it. A list of them rises. */
struct goal_pause {
	int32_t from_day, until_day;
};

/* How many days of [from_day, until_day) are in no pause; 0 if until_day is not after from_day. */
uint32_t goal_days(const struct goal_pause *pauses, size_t n_pauses, int32_t from_day,
    int32_t until_day);
/* Minutes a week, rounded up, to learn so many minutes in so many days (not 0). */
uint32_t goal_needed(uint64_t minutes, uint32_t days);
/*
 * The day on which so many minutes are learned, if from `today` on each seven days without pause
 * bring minutes_per_week (not 0): GOAL_NEVER if that is over GOAL_DAYS_MAX days of learning.
 */
int32_t goal_finish(const struct goal_pause *pauses, size_t n_pauses, uint64_t minutes,
    uint32_t minutes_per_week, int32_t today);

#endif
