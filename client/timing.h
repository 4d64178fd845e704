/*
 * The timer as the learner meets it: a line where it runs, a word when it ends, a question when it
 * was forgotten.
 */
#ifndef CLIENT_TIMING_H
#define CLIENT_TIMING_H

#include "client/cli.h"
#include "roadmap/v1/time.pb-c.h"

/* A line on the timer that runs, and a note if it looks forgotten. timer may be NULL. */
void timing_running(struct cli *cli, const Pb__TimerView *timer);
/* What became of one that ended; nothing if it counted nothing unasked. end may be NULL. */
void timing_ended(struct cli *cli, const Pb__TimerEnd *end);

/*
 * Pieces of work as rows of when, how long, the step if `steps` is set, the id, and the day they
 * count for if it is not that of the clock: a table "lrsll", or "lrll" without steps.
 */
void timing_rows(struct out_table *table, struct arena *arena, Pb__TimeEntry **times, size_t n,
    bool steps);

/*
 * On a terminal: asks how much of a forgotten timer counts, and ends it so. True if it did. In a
 * script nothing is asked, and nothing done. `timer` is the one that runs, or NULL.
 */
bool timing_settle(struct cli *cli, const Pb__TimerView *timer);
/* The same, before anything was asked that tells of the timer. */
bool timing_settle_first(struct cli *cli);

#endif
