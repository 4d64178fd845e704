/*
 * A roadmap by what a person typed, be it stored or only bundled with the program.
 */
#ifndef CLIENT_CATALOG_H
#define CLIENT_CATALOG_H

#include "client/rpc.h"
#include "core/arena.h"
#include "core/err.h"

struct catalog_found {
	const char *id;
	uint32_t newest;            /* stored version; 0 if none is stored */
	uint32_t pinned;            /* by the enrollment; 0 if there is none */
	const Pb__Roadmap *bundled; /* NULL if it did not come with the program */
};

/*
 * Finds it by its id, the beginning of one, or words of its title; an empty name is the current
 * roadmap. NOT_FOUND and INVALID_ARGUMENT as match_find() tells them, and what a call may fail of.
 */
enum err_code catalog_find(struct rpc *rpc, const char *name, struct arena *arena,
    struct catalog_found *ret_found, struct err *err);

/* The version that is learned, else the newest, stored or bundled; all but the first if `newest`.
 */
enum err_code catalog_load(struct rpc *rpc, const struct catalog_found *found, bool newest,
    struct arena *arena, const Pb__Roadmap **ret_roadmap, struct err *err);

#endif
