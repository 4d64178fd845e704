/*
 * Burn-up: how much of the way was done, and how long the way was, day by day.
 *
 * Both are read off what is known today: when each step was begun and finished, and when options
 * were picked. So a step that was skipped was in scope until then, an optional one is since it was
 * begun, and before a choice was made the options assumed stood in (standing S1, S2). What was
 * undone never was, and the roadmap is the version of today, all along.
 */
#ifndef CORE_BURNUP_H
#define CORE_BURNUP_H

#include "core/standing.h"

enum {
	BURNUP_NEVER = INT32_MAX,
};

/* When things happened; BURNUP_NEVER: they did not. */
struct burnup_times {
	const int32_t *begun, *finished; /* of each step; finished is also skipped, and known */
	const int32_t *picked;           /* of each option, at choice.first_flag + option */
};

struct burnup_point {
	int32_t day;
	struct standing_progress progress; /* at the end of the day */
};

/*
 * n points from first_day to last_day, as evenly as whole days can be; both are points, and a day
 * is one at most once, so there may be fewer. Returns how many were written to ret_points. Each
 * point costs a standing_derive().
 */
uint32_t burnup_make(const struct standing *standing, const struct burnup_times *times,
    int32_t first_day, int32_t last_day, uint32_t n, struct arena *arena,
    struct burnup_point *ret_points);

#endif
