/*
 * Where a learner stands in a roadmap: what was said of each step and what follows from it.
 *
 * Rules (each has a test that cites it):
 *  S1 scope: required steps, and steps of picked options that are not optional; optional ones
 *     only once started (active, done, known). Skipped steps leave the scope.
 *  S2 a choice not made yet is assumed: the `pick` options whose required steps bring the most
 *     value per hour count as picked; of equals the first in the file. What was done or skipped
 *     does not matter, so that an assumption never changes under the learner.
 *  S3 an entry of `requires` is met by a step that is done, known, skipped, or whose skills were
 *     all learned elsewhere (at least one skill); by any one of them.
 *  S4 an entry all of whose steps belong to options not picked is met: it cannot concern this
 *     learner. Steps of the same option do concern each other, so that one can look into an
 *     option before picking it.
 *  S5 a step is ready when every entry is met, else locked.
 *  S6 progress counts done and known over the scope, by hours and by steps; an empty scope is
 *     complete; permille is 1000 only when nothing is left.
 *  S7 a step learned elsewhere counts as known while it is todo.
 */
#ifndef CORE_STANDING_H
#define CORE_STANDING_H

#include "core/roadmap.h"

/* The numbers of roadmap.v1.Status. */
enum standing_status {
	STANDING_TODO = 1,
	STANDING_ACTIVE = 2,
	STANDING_DONE = 3,
	STANDING_SKIPPED = 4,
	STANDING_KNOWN = 5,
};

struct standing {
	const struct roadmap *roadmap;
	/* given, one for each step; standing_new() sets todo and false */
	uint8_t *status; /* enum standing_status, as stored */
	bool *learned;   /* all its skills (at least one) were learned in other roadmaps */
	bool *repeats;   /* its case study would repeat what the portfolio shows; see plan.h, P3 */
	/* given, one for each option of all choices, at choice.first_flag + option */
	bool *picked;
	/* given, one for each choice: the learner has picked. Else S2 fills `picked`. */
	bool *chosen;
	/* of the required steps of each option, as in `picked`: set by standing_new() */
	uint64_t *option_value, *option_minutes;
	/* derived by standing_derive(), one for each step */
	uint8_t *effective; /* status after S7 */
	bool *offered;      /* not in an option that is not picked */
	bool *in_scope;     /* S1 */
	bool *ready;        /* S5; also told of finished steps */
};

struct standing_progress {
	uint32_t steps_done, steps_total, steps_skipped;
	uint64_t minutes_done, minutes_total;
	uint32_t permille;
};

/* Every step todo, nothing picked. The roadmap must outlive it; the arena owns it. */
struct standing *standing_new(const struct roadmap *roadmap, struct arena *arena);

/* Fills what is derived. Call it after every change of what is given. Linear. */
void standing_derive(struct standing *standing);
/* The same after the status of one step alone: in the order of the steps that name it. */
void standing_change(struct standing *standing, uint32_t step, uint8_t status);

/* Of a phase, or of all with ROADMAP_NONE. steps_skipped counts offered steps that are skipped. */
struct standing_progress standing_progress(const struct standing *standing, uint32_t phase);
/* Of parts of a roadmap: that of its phases is that of all. */
struct standing_progress standing_sum(const struct standing_progress *parts, uint32_t n);
/* What a step alone counts for, without permille. */
struct standing_progress standing_share(const struct standing *standing, uint32_t step);
/* Brings progress up to date with a step in it of which the share was another. */
void standing_recount(struct standing_progress *progress, const struct standing_progress *was,
    const struct standing_progress *is);

/* The first phase with a step in scope that is not finished, or ROADMAP_NONE. */
uint32_t standing_phase(const struct standing *standing);

/* Done, known (also by S7) or skipped: it meets an entry (S3). */
bool standing_meets(const struct standing *standing, uint32_t step);

/* S4: `other` is offered, or owned by the same option as `step`. */
bool standing_concerns(const struct standing *standing, uint32_t step, uint32_t other);

/* S3, S4: an entry of the `requires` of `step` is met. */
bool standing_is_met(const struct standing *standing, uint32_t step,
    const struct roadmap_need *need);

/* Todo or active, in scope or not. */
bool standing_is_unfinished(const struct standing *standing, uint32_t step);

/* In scope and still to do: todo or active. What `missing` lists and the plan orders. */
bool standing_is_open(const struct standing *standing, uint32_t step);

#endif
