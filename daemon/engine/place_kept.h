/*
 * Places that were read, kept for the next request: nothing else is written most of the time.
 *
 * A place is a function of what is stored, and good as long as the store is of the same age
 * (store_age()). A write makes all of them old, but for those that were brought up to date or read
 * after the last thing the op wrote: dispatch carries these over what it adds itself, the action
 * and the answer. Whatever fails drops them all, with the models (model_trim()).
 */
#ifndef ENGINE_PLACE_KEPT_H
#define ENGINE_PLACE_KEPT_H

#include "engine/place.h"

struct place_kept {
	struct place_kept *next;
	struct arena *arena; /* owns all of the place but what is of each request */
	struct place place;
	bool is_good; /* it was read, and is of the age below */
	bool is_carried;
	int64_t own;
	uint32_t others;
	uint32_t n_changes; /* by place_change() */
};

/* The place in an enrollment, "" for the current one; NULL if it is to be read. */
struct place_kept *place_kept_find(struct op *op, const char *roadmap_id);
/* An empty one to read into; it lives until the end of the request at least. */
struct place_kept *place_kept_new(struct op *op);
/* It is what is stored now. */
void place_kept_stamp(struct op *op, struct place_kept *kept);

/* Around what dispatch writes after the op. */
void place_kept_hold(struct op *op);
void place_kept_carry(struct op *op);

/* Between requests: frees those that are old, and all but the latest `keep`. */
void place_kept_trim(struct engine *engine, size_t keep);
/* Frees those in a roadmap that is about to be freed. */
void place_kept_forget(struct engine *engine, const struct model *model);

#endif
