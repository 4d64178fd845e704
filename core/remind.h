/*
 * Which reminders are due, by what is known now. Whoever delivers them keeps what was given.
 *
 * Rules:
 *  M1 in quiet hours, on a rest day and in a pause nothing is due.
 *  M2 the goal of the week is at risk when more is missing than can be expected: the greater of
 *     what the days still to come brought in usual weeks (remind_usual()), and half again their
 *     even share of the goal. Who learns at weekends is not reminded on a Wednesday.
 *  M3 a step is stale when it is active and nothing was told of it for stale_days.
 *  M4 a timer is forgotten when it runs beyond its limit.
 *  M5 of the job search, the follow-ups that are due (core/job, J9) are one reminder, and so are
 * the applications that were silent for long (J10), of those that want no follow-up. M6 nothing
 * twice in its period: M2 once a week, M3 once in stale_days, M4 once for each timer. M5 at most
 * once a day each, and of an application only when its day is after that of the reminder before;
 * what gets such a day later was set by the learner just then, who knows.
 */
#ifndef CORE_REMIND_H
#define CORE_REMIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/job.h"
#include "core/pace.h"

enum {
	REMIND_WEEKS = 4,       /* how many whole weeks remind_usual() looks at */
	REMIND_WEEKS_LEAST = 2, /* with fewer nothing is usual */
};

enum remind_event {
	REMIND_GOAL_AT_RISK,
	REMIND_STEP_STALE,
	REMIND_TIMER_FORGOTTEN,
	REMIND_FOLLOW_UP_DUE,
	REMIND_APPLICATION_SILENT,
	REMIND_EVENTS, /* how many there are */
};

/* As hooks are named: "goal-at-risk", "step-stale". */
extern const char *const remind_names[REMIND_EVENTS];

struct remind_step {
	const char *roadmap_id, *id, *title;
	uint32_t idle_days; /* since something was told of it, pauses left out */
};

struct remind_timer {
	struct remind_step step;
	int64_t began_s;
	uint32_t minutes, limit_minutes;
};

struct remind_given {
	const char *key;
	int64_t at_s;
};

struct remind_week {
	int32_t monday;
	uint32_t goal_minutes;       /* 0: none */
	uint32_t done_minutes;       /* this week, today too */
	uint32_t usual_minutes;      /* remind_usual() */
	uint32_t days, days_to_come; /* to learn on; today is one to come */
};

/* The job search, by days of the calendar. */
struct remind_search {
	const struct job *jobs;
	size_t n_jobs;
	struct calendar calendar;
	uint32_t silent_days; /* J10; 0: never */
};

struct remind_facts {
	int64_t now_s;
	uint32_t minute;                          /* of the day, on the wall */
	uint32_t quiet_from_min, quiet_until_min; /* of the day; the same: none */
	bool off;                                 /* a rest day, or a pause */
	struct remind_week week;
	uint32_t stale_days;              /* 0: never */
	const struct remind_step *active; /* steps in progress */
	size_t n_active;
	const struct remind_timer *timer; /* that runs, or NULL */
	struct remind_search search;
	const struct remind_given *given; /* as it was delivered */
	size_t n_given;
};

struct remind {
	enum remind_event event;
	const char *key;                /* by which it is known that it was given */
	const char *text;               /* a line for people */
	const struct remind_step *step; /* of M3 and M4, else NULL */
	const struct job_due *jobs;     /* of M5, by day */
	size_t n_jobs;
};

/* Those due now, in the order of the rules. Returns how many. */
size_t remind_due(const struct remind_facts *facts, struct arena *arena, struct remind **ret_list);

/* Over midnight too: from 22:00 until 08:00. */
bool remind_is_quiet(uint32_t minute, uint32_t from_min, uint32_t until_min);

/*
 * What was done from the weekday of `today` on to the end of its week, in the mean of the latest
 * REMIND_WEEKS whole weeks before this one, those with a pause left out. 0 if less than
 * REMIND_WEEKS_LEAST of them are left. `days` rise; first_day is the first of the learner's work.
 */
uint32_t remind_usual(const struct pace_day *days, size_t n_days, struct pace_pauses pauses,
    int32_t first_day, int32_t today);

#endif
