/*
 * Hooks: programs of the learner that are run when something happens.
 *
 * $XDG_CONFIG_HOME/roadmap/hooks/EVENT (~/.config/roadmap/hooks/EVENT) gets a
 * roadmap.v1.RemindEvent as one line of JSON on standard input and ROADMAP_EVENT in its
 * environment. What it prints goes to our standard error. It has REMIND_HOOK_LIMIT_S; then it is
 * killed with its process group. How it ends changes nothing.
 */
#ifndef REMIND_HOOK_H
#define REMIND_HOOK_H

#include <stdbool.h>

#include "core/arena.h"
#include "roadmap/v1/remind.pb-c.h"

enum {
	REMIND_HOOK_LIMIT_S = 10,
	REMIND_HOOK_GRACE_S = 1, /* between SIGTERM and SIGKILL */
};

/* The events that have hooks, ended by NULL. */
extern const char *const remind_hook_events[];

/* NULL without a home. */
const char *remind_hook_dir(struct arena *arena);

/*
 * The program of an event, or NULL. *ret_fault is NULL, or says why one that is there is not run:
 * a folder or a file that others may write is theirs.
 */
const char *remind_hook_find(struct arena *arena, const char *event, const char **ret_fault);

/* Runs it and waits for its end. A test may shorten the limit by ROADMAP_HOOK_LIMIT, in seconds. */
void remind_hook_run(const char *path, const Pb__RemindEvent *event);

#endif
