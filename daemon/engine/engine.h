/*
 * What lives as long as the daemon: the store and the roadmaps in memory.
 */
#ifndef ENGINE_ENGINE_H
#define ENGINE_ENGINE_H

#include "engine/dispatch.h"
#include "engine/second.h"
#include "engine/uuid.h"
#include "store/store.h"

struct answers;
struct model;
struct place_kept;

/* See second.h. */
struct engine_second {
	bool is_writing;
	uint64_t (*begun)(const void *arg); /* or NULL */
	const void *begun_arg;
	uint64_t seen;       /* the latest batch that may be in what was read */
	struct arena *arena; /* owns the requests; NULL if there never was one */
	struct bytes asked[SECOND_ASKED_MAX];
	size_t n_asked;
};

struct engine {
	struct store *store;
	struct model *models;      /* the latest used first */
	struct place_kept *places; /* the latest read first */
	struct answers *answers;
	bool has_looked; /* in this turn, for what another connection wrote */
	struct engine_second second;
	int64_t started_at_s;
	struct uuid_source ids; /* of actions */
	void (*committed)(void *arg, enum err_code code, const char *text);
	void *committed_arg;
};

/* In a transaction, before anything is read: what another connection wrote makes things old. */
void engine_notice(struct engine *engine);

/* Looks, once a turn, whether another connection has written. False if the disk refuses. */
bool engine_look(struct engine *engine);

/* What goes wrong with the disk or memory in a transaction may take the batch with it. */
void engine_drop(struct engine *engine, enum err_code code, const char *text);

/* A batch has ended; with a failure, nothing that was read in it is to be trusted. */
void engine_ended(struct engine *engine, enum err_code code, const char *text);

#endif
