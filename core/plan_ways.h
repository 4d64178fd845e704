/*
 * The open steps of a standing as jobs, and which alternative of an OR entry to wait for.
 *
 * All steps in scope will be done, so an entry with alternatives only asks which of them comes
 * first. To decide all of them at best is hard; we try a few ways, order the jobs by each
 * (plan_order.h), let every entry wait for the alternative that came first in that order, and so
 * on until that was tried; then each entry of the best is tried with its other alternatives, as
 * long as it gets better. So many orders are made and no more (plan_try.c). The ways tried first:
 * for each step the alternatives that add the least time to what it needs anyhow, those that make
 * the most value per hour with it, and those that come first in file order, shortest first and most
 * blocking first. Connected parts are decided each by itself, so that one does not change another.
 * A part so large that trying would take long keeps the first way.
 */
#ifndef CORE_PLAN_WAYS_H
#define CORE_PLAN_WAYS_H

#include "core/plan_order.h"
#include "core/plan_scope.h"

/* What an entry with several alternatives waits for. */
struct plan_ways_choice {
	uint32_t step, need; /* the entry: the number of it among those of the step */
	uint32_t other;      /* a step */
	bool tried;          /* by trying, in a part that is not too large for it */
};

struct plan_ways {
	struct plan_jobs jobs; /* with `before` as decided */
	const uint32_t *step;  /* of each job */
	const uint32_t *job;   /* of each step, or ROADMAP_NONE */
	uint32_t *active;      /* the steps in progress, in file order, which are no jobs */
	uint32_t n_active;
	struct plan_scope scope;
	const struct plan_ways_choice *choices; /* by job */
	uint32_t n_choices;
};

/*
 * The jobs: what is planned (plan_scope.h) and not in progress. `past` is NULL, or was kept of the
 * same roadmap with the same ranks: where nothing changed since, nothing is decided again. That
 * does not change the result: what trying comes to in a part is a function of its jobs and their
 * entries; the first way of a step, of all that it may wait for, however far.
 */
struct plan_ways plan_ways_make(const struct standing *standing, const struct plan_ways *past,
    struct arena *arena);

/* Copies what a past needs into the arena; not rank, value and minutes. */
struct plan_ways plan_ways_keep(const struct plan_ways *ways, uint32_t n_steps,
    struct arena *arena);

#endif
