/*
 * Made-up learners, to try forecasts on: each has habits, a pace of their own at each kind of step,
 * and a roadmap. Nothing here knows how the forecast reckons.
 */
#ifndef LEARNER_H
#define LEARNER_H

#include "core/arena.h"
#include "core/forecast.h"

enum learner_habit {
	LEARNER_STEADY, /* about the same every week */
	LEARNER_BURSTY, /* weeks of much and weeks of nothing, which come in runs */
	LEARNER_TREND,  /* slowly more, or slowly less */
	LEARNER_PAUSES, /* steady, with two to five weeks off now and then: announced or not */
	LEARNER_SWITCH, /* steady, and at some time steady at another level: a new job, a child */
	LEARNER_HABITS,
};

struct learner {
	enum learner_habit habit;
	struct forecast_input input; /* what is known today */
	int32_t finish_day;          /* the truth; FORECAST_NEVER if not within ten years */
};

/* One learner somewhere in the midst of a roadmap, in the arena. */
void learner_make(struct chance *chance, struct arena *arena, struct learner *ret_learner);

const char *learner_habit_name(enum learner_habit habit);

struct learner_score {
	uint32_t n[LEARNER_HABITS], held[LEARNER_HABITS]; /* truth from low to high */
	uint32_t below, above;                            /* sooner than low, later than high */
	double likely_error; /* mean of |likely - truth| / days to the truth */
	double width;        /* mean of (high - low) / days to the truth */
};

/* Makes n learners and a forecast of each. */
void learner_score(uint64_t seed, uint32_t n, struct learner_score *ret_score);

#endif
