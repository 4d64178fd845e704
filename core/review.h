/*
 * A look back: how much was learned on which day, week by week, and for how long without a break.
 *
 * Rules:
 *  R1 a week is from Monday to Sunday, in the learner's days.
 *  R2 the goal of a week is that of the learner, less the share of its learning days (those that
 *     are no rest days) that a pause takes. A week without learning days left is off.
 *  R3 a week is met when its minutes reach its goal; without a goal, with any work at all.
 *  R4 a streak of weeks counts those met. A week off neither breaks nor extends it, nor does the
 *     current one while it is not met: it is not over.
 *  R5 a streak of days counts days with any work. Rest days and pauses neither break nor extend
 *     it, nor does today without work.
 *  R6 minutes assumed (pace_day) count as told ones.
 */
#ifndef CORE_REVIEW_H
#define CORE_REVIEW_H

#include "core/arena.h"
#include "core/calendar.h"
#include "core/pace.h"
#include "core/standing.h"

enum {
	REVIEW_LEVELS = 4, /* of work on a day, from a little to a lot; 0 is none */
};

/* Work at a moment. */
struct review_piece {
	int64_t at_s;
	uint32_t told, assumed; /* minutes */
};

struct review_rules {
	uint32_t goal_minutes; /* a week; 0: none */
	uint32_t rest_days;    /* bits, 1 << 0 is Monday; not all seven */
	struct pace_pauses pauses;
};

struct review_week {
	int32_t monday;
	uint32_t told, assumed; /* minutes */
	uint32_t days;          /* with work */
	uint32_t goal_minutes;  /* R2 */
	bool off, met;
};

struct review_streak {
	uint32_t now, longest;
};

/* What was done on each day, by day. Returns how many days there are. */
size_t review_days(const struct calendar *calendar, const struct review_piece *pieces, size_t n,
    struct arena *arena, struct pace_day **ret_days);

/*
 * The weeks from that of first_day to that of today, oldest first: at least one. `days` rise.
 * Returns how many.
 */
size_t review_weeks(const struct pace_day *days, size_t n_days, const struct review_rules *rules,
    int32_t first_day, int32_t today, struct arena *arena, struct review_week **ret_weeks);

/* R4: of weeks of which the last is the current one. */
struct review_streak review_week_streak(const struct review_week *weeks, size_t n);
/* R5: from first_day to today. */
struct review_streak review_day_streak(const struct pace_day *days, size_t n_days,
    const struct review_rules *rules, int32_t first_day, int32_t today);

/*
 * How a day compares with the others, 1 to REVIEW_LEVELS: by quarters of the days with work, so
 * that the colours of a calendar say something about any learner. Writes one for each day.
 */
void review_levels(const struct pace_day *days, size_t n_days, struct arena *arena,
    uint8_t *ret_levels);

/* Hours planned and taken of the finished steps of a phase or a kind. */
struct review_sum {
	uint32_t steps, steps_told;           /* done; of these, with time told */
	uint64_t planned, planned_told, told; /* minutes */
};

/* phase ROADMAP_NONE: all of them; kind 0: all. `spent` has the minutes told of each step. */
struct review_sum review_sum(const struct standing *standing, const uint32_t *spent, uint32_t phase,
    uint32_t kind);

#endif
