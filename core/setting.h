/*
 * The settings of a learner: their names, what they may be, and what holds without them.
 *
 * Stored as text in the table `setting`, in the form that setting_format() gives. The same table
 * holds, written by commands of their own and by no name of this list:
 *   current          the id of the current roadmap
 *   left ID          the version in which roadmap ID was left
 *   goal-date ID     the day by which the learner wants to be through with roadmap ID: 2026-03-01
 *   pathway ID       which of the pathways of roadmap ID the learner walks
 */
#ifndef CORE_SETTING_H
#define CORE_SETTING_H

#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum setting_id {
	SETTING_DAY_START,    /* minutes after midnight, local, at which a day begins: 0 to 720 */
	SETTING_GOAL,         /* minutes a week, of all roadmaps together: 0 is none */
	SETTING_REST_DAYS,    /* a bit for each day, 1 << 0 is Monday; never all seven */
	SETTING_TIMER,        /* 1: `start` begins a timer */
	SETTING_TIMER_LIMIT,  /* minutes of a timer that are counted unasked: 15 to 1440 */
	SETTING_REMINDERS,    /* enum setting_reminders */
	SETTING_REMIND_GOAL,  /* 1: of the goal of a week that is at risk */
	SETTING_REMIND_STALE, /* days without progress on a step; 0: never */
	SETTING_QUIET_HOURS,  /* setting_quiet_from(), setting_quiet_until() */
	SETTING_GHOST_AFTER,  /* days without a word until an application is silent; 0: never */
	SETTINGS,             /* how many there are; none of them */
};

enum setting_reminders {
	SETTING_REMINDERS_OFF,
	SETTING_REMINDERS_ON,
	SETTING_REMINDERS_AUTO, /* where there is a desktop to show them */
};

struct setting {
	const char *name;
	const char *otherwise; /* the value that holds if it is not set */
	const char *allowed;   /* "a time of day from 00:00 to 12:00" */
	const char *meaning;   /* one line */
};

extern const struct setting setting_table[SETTINGS];

/* SETTINGS if there is none of this name. */
enum setting_id setting_find(const char *name);

/* INVALID_ARGUMENT, with what is allowed, for anything but that. */
enum err_code setting_parse(enum setting_id id, const char *text, uint32_t *ret_value,
    struct err *err);
/* What is stored and shown: "04:00", "8h/week", "sat,sun", "on", "4h", "none". */
const char *setting_format(struct arena *arena, enum setting_id id, uint32_t value);
/* The value of a stored text; what cannot be read is as if it were not set. NULL: not set. */
uint32_t setting_value(enum setting_id id, const char *stored);

/* Minutes of the day of a value of SETTING_QUIET_HOURS; the same: none are quiet. */
uint32_t setting_quiet_from(uint32_t value);
uint32_t setting_quiet_until(uint32_t value);

#endif
