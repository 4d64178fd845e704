/*
 * What lives as long as the daemon: the store and the roadmaps in memory.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "engine/dispatch.h"
#include "engine/uuid.h"
#include "store/store.h"

struct answers;
struct model;
struct place_kept;

struct engine {
	struct store *store;
	struct model *models;      /* the latest used first */
	struct place_kept *places; /* the latest read first */
	struct answers *answers;
	bool has_looked; /* in this turn, for what another connection wrote */
	int64_t started_at_s;
	struct uuid_source ids; /* of actions */
	void (*committed)(void *arg, enum err_code code, const char *text);
	void *committed_arg;
};

/* A batch has ended; with a failure, nothing that was read in it is to be trusted. */
void engine_ended(struct engine *engine, enum err_code code, const char *text);

#endif
