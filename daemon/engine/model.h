/*
 * Roadmaps in memory. A stored version never changes, so one that was read stays good until it is
 * deleted.
 */
#ifndef ENGINE_MODEL_H
#define ENGINE_MODEL_H

#include "core/match.h"
#include "core/roadmap.h"
#include "document/document_parts.h"
#include "engine/op.h"
#include "engine/plan_cache.h"

struct model {
	struct model *next;
	struct arena *arena; /* owns all below */
	struct document_parts document;
	const struct roadmap *roadmap;
	const struct match_thing *things; /* id and title of each step */
	struct plan_cache *plans;
};

enum {
	MODEL_KEEP = 32,  /* kept between requests */
	MODEL_PLACES = 4, /* and so many places in them */
};

/* NULL on failure: NOT_FOUND if it is not stored, DATA_LOSS if it cannot be read. */
const struct model *model_get(struct op *op, const char *id, uint32_t version, struct err *err);
void model_forget(struct engine *engine, const char *id, uint32_t version);
/* Frees all but the latest `keep`, and places that are old. Not while a request uses them. */
void model_trim(struct engine *engine, size_t keep);
/* The plan of a standing in this roadmap; it lives until the next one is asked for. */
const struct plan *model_plan(const struct model *model, const struct standing *standing);
#endif
