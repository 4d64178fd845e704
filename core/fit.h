/*
 * What of a step fits into the time at hand.
 */
#ifndef CORE_FIT_H
#define CORE_FIT_H

#include "core/roadmap.h"

/* The numbers of roadmap.v1.Fit. */
enum fit {
	FIT_STEP = 1, /* what is left of the step */
	FIT_ITEM = 2, /* not that, but an item of its checklist */
	FIT_NOTHING = 3,
};

/*
 * The estimate less what was spent on it, but at least a tenth of it, for what remains takes some
 * time whatever was spent; at least 1.
 */
uint32_t fit_minutes_left(const struct roadmap_step *step, uint32_t minutes_spent);

/*
 * An item of a checklist: items have no hours of their own, so what is left is shared evenly among
 * those not checked, rounded up. 0 if there is none.
 */
uint32_t fit_item_minutes(const struct roadmap_step *step, uint32_t minutes_left,
    uint32_t items_checked);

enum fit fit_of(uint32_t minutes_left, uint32_t item_minutes, uint32_t minutes_at_hand);

#endif
