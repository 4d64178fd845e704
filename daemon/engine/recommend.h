/*
 * The plan of a learner's place, and what is said of its entries.
 */
#ifndef ENGINE_RECOMMEND_H
#define ENGINE_RECOMMEND_H

#include "core/plan.h"
#include "engine/place.h"
#include "roadmap/v1/plan.pb-c.h"

struct recommend {
	struct op *op;
	const struct place *place;
	const struct plan *plan;
	uint32_t *ranks; /* of each step: its entry of the plan, or ROADMAP_NONE */
	uint32_t *head;  /* the entries that can be begun now */
	uint32_t n_head;
};

struct recommend recommend_make(struct op *op, const struct place *place);

/* An entry of the plan in words and numbers. */
Pb__Recommendation *recommend_entry(const struct recommend *recommend, uint32_t entry);

/* Minutes of a step that are left, as fit.h reckons them. */
uint32_t recommend_minutes_left(const struct place *place, uint32_t step);
/* And those of its next item, or 0. */
uint32_t recommend_item_minutes(const struct place *place, uint32_t step);

#endif
