/*
 * Pace: how much a learner does in a week, measured.
 *
 * Weeks are counted back from yesterday (today is not over), seven days each, so that there is
 * none half lived. Days of a pause are taken out before that, unless something was done on them: a
 * holiday that was announced says nothing of the pace. Rest days stay: they will come again.
 */
#ifndef CORE_PACE_H
#define CORE_PACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/goal.h"

enum {
	PACE_WEEKS_MAX = 12,  /* how far back it looks */
	PACE_WEEKS_LEAST = 4, /* with fewer there is no pace to speak of */
};

/*
 * What was done on a day. `told` minutes were said or clocked; `assumed` are the planned minutes of
 * the steps that were finished on that day without any time told.
 */
struct pace_day {
	int32_t day;
	uint32_t told, assumed;
};

struct pace_pauses {
	const struct goal_pause *list;
	size_t n;
};

struct pace {
	uint32_t n_weeks;                                       /* whole ones */
	uint32_t told[PACE_WEEKS_MAX], assumed[PACE_WEEKS_MAX]; /* minutes, newest week first */
	uint32_t n_worked;                                      /* weeks with any minutes */
};

/*
 * Of the days from first_day (of the learner's work) to the one before today. `days` rise, a day
 * comes at most once.
 */
void pace_measure(struct pace *pace, const struct pace_day *days, size_t n_days,
    struct pace_pauses pauses, int32_t first_day, int32_t today);

/* Enough whole weeks, and some work in them. */
bool pace_is_known(const struct pace *pace);
/* The mean week, in minutes; what was assumed counts `ratio` times. */
double pace_mean(const struct pace *pace, double ratio);

bool pace_is_paused(struct pace_pauses pauses, int32_t day);
/* The day n_days after `day`, pauses not counted; 0: `day` itself or the first after its pause. */
int32_t pace_day_after(struct pace_pauses pauses, int32_t day, uint32_t n_days);

#endif
