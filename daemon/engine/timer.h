/*
 * The timer that runs: what it measures, and how it ends. The rules are in time.proto.
 */
#ifndef ENGINE_TIMER_H
#define ENGINE_TIMER_H

#include "engine/settings.h"
#include "roadmap/v1/time.pb-c.h"

struct timer_how {
	int64_t at_s;     /* when it ends; before it began: nothing is counted */
	bool told;        /* the learner says that it ended then: taken beyond the limit too */
	uint32_t minutes; /* how many to count instead; 0: what it measured */
	bool discard;     /* count nothing */
};

/* The timer as it stands, or NULL if none runs. */
enum err_code timer_view(struct op *op, Pb__TimerView **ret_view, struct err *err);

/* Whether it runs on this step. */
bool timer_is_on(const struct store_timer *timer, const char *roadmap_id, const char *step_id);

/* Ends the one that runs, which is `timer`, and records what it measured. */
enum err_code timer_end(struct op *op, const struct store_timer *timer, const struct timer_how *how,
    Pb__TimerEnd **ret_end, struct err *err);

/* "45 min", or "nothing" for 0: what was recorded, for a summary. */
const char *timer_words(struct arena *arena, uint32_t minutes);

#endif
