/*
 * Moving what a learner did from one version of a roadmap to a newer one, row by row.
 */
#ifndef ENGINE_UPGRADE_APPLY_H
#define ENGINE_UPGRADE_APPLY_H

#include "core/upgrade.h"
#include "engine/place.h"

struct upgrade_job {
	struct op *op;
	const struct place *place; /* in the old version */
	const struct model *to;
	struct upgrade_move *moves;
	size_t n_moves;
	const struct store_kept *kept; /* what the moves' BACK refers to */
};

/*
 * Writes it all, the enrollment's version included. First everything that moves is parked under
 * "@ID", so that ids may change places; then it goes where it belongs, or is kept as "ID@VERSION".
 */
enum err_code upgrade_apply(const struct upgrade_job *job, struct err *err);

/* The row of what a move comes from; NULL if it has none. */
const struct store_step *upgrade_apply_row(const struct upgrade_job *job,
    const struct upgrade_move *move);

#endif
