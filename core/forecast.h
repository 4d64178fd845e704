/*
 * Forecast: when a learner will be through, as three dates.
 *
 * FORECAST_PATHS futures are played. Each draws
 *  - what the work takes: the learner's ratios (estimate_draw()) and the scatter of the single
 *    steps, of whose sum the log-normal with the same mean and variance is drawn (Fenton 1960);
 *  - what the learner's weeks are like: as many weeks as were measured, drawn from them with
 *    replacement (Efron 1979, the bootstrap), as a stand-in for the habits that made them, and
 *    times a factor for how far habits drift from what so few weeks show;
 *  - then week after week one of these, in pairs that follow each other, as good and bad weeks do
 *    (Kunsch 1989, the block bootstrap), while the habits drift on.
 * Low, likely and high are the days by which 10, 50 and 90 % of the futures are through: the truth
 * should lie between low and high four times of five. ./dev bench forecast shows how often it does.
 *
 * Without a measured pace (pace_is_known()) the weeks are those of the goal, which people miss more
 * often than they exceed it: FORECAST_GOAL_KEPT of it, by a factor that scatters.
 * The same input and seed give the same dates.
 */
#ifndef CORE_FORECAST_H
#define CORE_FORECAST_H

#include "core/arena.h"
#include "core/estimate.h"
#include "core/pace.h"

enum {
	FORECAST_PATHS = 1000,
	FORECAST_WEEKS_MAX = 520, /* ten years: what takes longer is told as FORECAST_NEVER */
	FORECAST_NEVER = INT32_MAX,
};

#define FORECAST_GOAL_KEPT 0.85

/*
 * A part of the work, such as what is to be done until a phase is through after the part before is:
 * planned minutes by kind, and the sum of the squares of those of the single steps.
 */
struct forecast_part {
	double minutes[ESTIMATE_KINDS];
	double squares[ESTIMATE_KINDS];
};

struct forecast_band {
	int32_t low, likely, high; /* days; FORECAST_NEVER if it is further away than that */
};

enum forecast_basis {
	FORECAST_NOTHING, /* neither a pace nor a goal: no dates */
	FORECAST_GOAL,    /* the goal, for want of a pace */
	FORECAST_PACE,
};

struct forecast_input {
	const struct pace *pace;
	const struct estimate *estimate;
	uint32_t goal_minutes;             /* a week; 0: none */
	const struct forecast_part *parts; /* in the order in which they are done */
	uint32_t n_parts;
	struct pace_pauses pauses;
	int32_t today;
	int32_t target_day; /* still to be used; FORECAST_NEVER: none */
	uint64_t seed;
};

struct forecast {
	enum forecast_basis basis;
	struct forecast_band *parts; /* n_parts: when each is through */
	struct forecast_band all;    /* today if nothing is left */
	double minutes_left;         /* as it will probably take the learner */
	double week_minutes;         /* the mean week it reckons with; 0 without a basis */
	/* with a target day */
	double target_week_minutes; /* what it takes a week; with no days left, all at once */
	uint32_t target_permille;   /* of the futures that are through by then */
};

void forecast_make(const struct forecast_input *input, struct arena *arena,
    struct forecast *ret_forecast);

#endif
