/*
 * What the learner worked, day by day, with all that is needed to judge it.
 */
#ifndef ENGINE_WORKED_H
#define ENGINE_WORKED_H

#include "core/review.h"
#include "engine/place.h"
#include "engine/settings.h"

enum {
	WORKED_WEEKS = 105, /* whole weeks looked back; the current one comes on top */
};

struct worked {
	struct settings settings;
	struct pace_pauses pauses;
	struct calendar calendar;
	int32_t today;
	int32_t first_day; /* the first with work, within WORKED_WEEKS; today if there is none */
	struct pace_day *days; /* from since_day on, also those before first_day */
	size_t n_days;
};

/*
 * Of the roadmap of the place, or of all the learner is enrolled in with `everywhere`. since_day
 * moves the beginning of `days` further back than WORKED_WEEKS; INT32_MAX does not. What was told
 * of roadmaps that were left counts with `everywhere`; assumed is only what belongs to enrollments.
 * Without an enrollment, `place` is NULL and `everywhere` true.
 */
enum err_code worked_read(struct op *op, const struct place *place, bool everywhere,
    int32_t since_day, struct worked *ret_worked, struct err *err);

#endif
