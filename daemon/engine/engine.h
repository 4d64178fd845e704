/*
 * What lives as long as the daemon: the store and the roadmaps in memory.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "engine/dispatch.h"
#include "store/store.h"

struct model;

struct engine {
	struct store *store;
	struct model *models; /* the latest used first */
	int64_t started_at_s;
};

#endif
