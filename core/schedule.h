/*
 * The plan in the calendar: what is done in which week.
 *
 * The minutes of a week are spread over its learning days, from Monday to Sunday, as evenly as
 * quarters of an hour allow; what a day has room for goes to the steps in the order of the plan.
 * So a week that is begun in the middle has room for the rest of it only.
 */
#ifndef CORE_SCHEDULE_H
#define CORE_SCHEDULE_H

#include "core/calendar.h"
#include "core/goal.h"
#include "core/plan.h"

enum {
	SCHEDULE_WEEKS_MAX = 1000,
	SCHEDULE_WEEK_MINUTES_MAX = 7 * 24 * 60,
};

struct schedule_pace {
	int32_t first_day;
	uint32_t minutes_per_week; /* 1 to SCHEDULE_WEEK_MINUTES_MAX */
	uint8_t rest_days;         /* bit 0 is Monday; not all seven */
	const struct goal_pause *pauses;
	size_t n_pauses;
};

/* What of a step lies in one week. */
struct schedule_part {
	uint32_t entry; /* of the plan */
	uint32_t minutes;
	bool begins, ends; /* else it was begun before, goes on after */
};

struct schedule_week {
	int32_t first_day, last_day;
	uint32_t minutes;      /* of all its parts */
	uint64_t minutes_done; /* of this and all weeks before */
	uint32_t paused_days;
	const struct schedule_part *parts;
	uint32_t n_parts;
};

/* When a step is begun and when it is done; GOAL_NEVER if not in GOAL_DAYS_MAX days. */
struct schedule_span {
	int32_t first_day, last_day;
};

struct schedule {
	const struct schedule_week *weeks; /* the first of them, as many as were asked for */
	uint32_t n_weeks;
	uint32_t n_weeks_all;              /* until all is done or GOAL_DAYS_MAX is over */
	const struct schedule_span *spans; /* one for each entry of the plan */
	uint64_t minutes;                  /* of all entries */
	int32_t finish_day;                /* the first day if there is nothing to do */
};

/*
 * `minutes` has the time each entry of the plan takes, at least 1. `n_weeks` is at most
 * SCHEDULE_WEEKS_MAX. The arena owns the result. Linear in entries and days.
 */
struct schedule *schedule_make(const struct plan *plan, const uint32_t *minutes,
    const struct schedule_pace *pace, uint32_t n_weeks, struct arena *arena);

#endif
