/*
 * The work ahead of a learner and the time for it. Whoever tells a day or hours a week from it (the
 * goal, the plan, what a date takes) asks here, so that all of them say the same.
 */
#ifndef ENGINE_AHEAD_H
#define ENGINE_AHEAD_H

#include "core/schedule.h"
#include "engine/place.h"
#include "engine/settings.h"

struct ahead {
	struct settings settings;
	struct schedule_pace pace; /* from today on; minutes_per_week is the goal's, 0 without */
	const struct plan *plan;   /* NULL without a place */
	uint32_t *minutes;         /* of each entry: what is left, by the learner's own hours */
	uint64_t minutes_left;     /* of all of them */
	uint64_t minutes_planned;  /* the same by the file's estimates */
};

/* `place` may be NULL: the learner is enrolled in nothing. */
enum err_code ahead_read(struct op *op, const struct place *place, struct ahead *ret_ahead,
    struct err *err);

#endif
