/*
 * A place is brought up to date with what was written about a step, instead of being read again.
 */
#ifndef ENGINE_PLACE_CHANGE_H
#define ENGINE_PLACE_CHANGE_H

#include "engine/place.h"

/* What an op has written about a step. */
struct place_change {
	const struct store_step *row; /* its row; NULL: there is none any more */
	uint32_t n_notes, n_links;    /* added */
};

/* Brings the place up to date after that was written, and nothing else it is made of. */
void place_change(struct op *op, struct place *place, uint32_t step,
    const struct place_change *change);

/* The pieces of it, for who reads a place: a row, the progress of all, the estimate. */
void place_change_row(struct place *place, uint32_t step, const struct store_step *row);
void place_change_sum(struct place *place);
void place_change_estimate(struct op *op, struct place *place);

#endif
