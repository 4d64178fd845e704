/*
 * Hooks: programs of the learner that are run when something happens.
 *
 * EVENT in kick_hook_dir() gets a roadmap.v1.RemindEvent as one line of JSON on standard input and
 * ROADMAP_EVENT in its environment. What it prints, to REMIND_HOOK_PRINT_MAX, goes to our standard
 * error, until it ends. It has REMIND_HOOK_LIMIT_S; then it is killed with its process group. How
 * it ends changes nothing.
 */
#ifndef REMIND_HOOK_H
#define REMIND_HOOK_H

#include <stdbool.h>

#include "core/arena.h"
#include "roadmap/v1/remind.pb-c.h"

enum {
	REMIND_HOOK_LIMIT_S = 10,
	REMIND_HOOK_GRACE_S = 1,         /* between SIGTERM and SIGKILL */
	REMIND_HOOK_PRINT_MAX = 1 << 16, /* bytes */
};

/* The events that have hooks, ended by NULL. */
extern const char *const remind_hook_events[];

/* What is wrong with the folder of hooks, or NULL: then there is none, or it can be used. */
const char *remind_hook_dir_fault(struct arena *arena);

/*
 * The program of an event, or NULL. *ret_fault is NULL, or says why one that is there is not run:
 * what others than the learner and root may write is theirs.
 */
const char *remind_hook_find(struct arena *arena, const char *event, const char **ret_fault);

/* Runs it and waits for its end. A test may shorten the limit by ROADMAP_HOOK_LIMIT, in seconds. */
void remind_hook_run(const char *path, const Pb__RemindEvent *event);

#endif
