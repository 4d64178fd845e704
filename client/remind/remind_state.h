/*
 * What was delivered already, in $XDG_STATE_HOME/roadmap/reminders. A line each:
 *   given SECONDS KEY   a reminder, and when
 *   done KEY            a step or phase that hooks know of
 *   watching            hooks know of all that was done up to now
 * It is no part of the learner's data: without it, something may be told twice.
 */
#ifndef REMIND_STATE_H
#define REMIND_STATE_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/err.h"
#include "roadmap/v1/remind.pb-c.h"

struct remind_state {
	struct arena *arena;
	const char *dir;
	Pb__RemindGiven **given;
	size_t n_given;
	const char **done; /* sorted */
	size_t n_done;
	bool watching;
};

/*
 * Takes the lock: of several at once one works and one waits. False if another waits already; it
 * will see what we would. The lock ends with the process.
 */
bool remind_state_lock(struct arena *arena, struct err *err);

/* The moment the lock was taken last, in seconds, or 0. */
int64_t remind_state_looked_at(struct arena *arena);

/* Empty if there is none, or none that can be read. */
void remind_state_read(struct arena *arena, struct remind_state *ret_state);
enum err_code remind_state_write(const struct remind_state *state, struct err *err);

/* In place of what was said of the same key; what is older than a year goes. */
void remind_state_give(struct remind_state *state, const char *key, int64_t at_s);
bool remind_state_knows(const struct remind_state *state, const char *done_key);
/* What is done now, in place of what was. */
void remind_state_set_done(struct remind_state *state, Pb__RemindEvent *const *done, size_t n);

#endif
