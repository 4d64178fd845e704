/*
 * Random versions of a flat roadmap without requirements, each with `changes` against the one
 * before.
 */
#ifndef DRAFT_H
#define DRAFT_H

#include "desk.h"
#include "support/random_roadmap.h"

enum {
	DRAFT_STEPS_MOST = 14,
	DRAFT_ITEMS = 3,
};

/* The ids of checklist items; each step has some of them. */
extern const char *const draft_items[DRAFT_ITEMS];

struct draft {
	const char *ids[DRAFT_STEPS_MOST * 3];
	uint32_t n;
};

struct draft draft_first(struct desk *desk, struct random_source *source);
/* The next version, with what is said of it. */
struct draft draft_next(struct desk *desk, struct random_source *source, const struct draft *old,
    Pb__Change *change, uint32_t version);

Pb__Change *draft_change(struct desk *desk, uint32_t version);
Pb__Roadmap *draft_message(struct desk *desk, const struct draft *draft, const char *id,
    uint32_t version);

#endif
