/*
 * Storing a roadmap, for the helper commands that do.
 */
#ifndef FILE_PUT_H
#define FILE_PUT_H

#include <stdbool.h>

#include "client/rpc.h"
#include "core/arena.h"

/* Exit statuses, as roadmap(1) promises. */
enum put_status {
	PUT_DONE = 0,
	PUT_REFUSED = 1,
	PUT_USAGE = 2,
	PUT_NO_DAEMON = 3,
	PUT_FAILED = 4,
};

/*
 * Stores a roadmap and tells of it on standard output, as JSON if asked for; and how to go on: by
 * enrolling, or by an upgrade, and then *ret_behind is true. What the daemon refuses is told on
 * standard error, with `name` for the file.
 */
enum put_status put_roadmap(const char *name, const Pb__Roadmap *roadmap, bool json,
    struct arena *arena, bool *ret_behind);

/*
 * The parts of it: Catalog.Put, which fails as rpc_call() does; what was stored, in words; how to
 * go on, and whether that is by an upgrade.
 */
enum err_code put_send(struct rpc *rpc, const Pb__Roadmap *roadmap, struct arena *arena,
    Pb__CatalogPutReply **ret_reply, struct rpc_details *ret_details, struct err *err);
void put_print(const Pb__CatalogPutReply *reply, struct arena *arena);
bool put_print_next(const Pb__CatalogPutReply *reply, struct rpc *rpc, struct arena *arena);

/* Tells of an error; the status that goes with its code. */
enum put_status put_refuse(const char *name, const struct rpc *rpc,
    const struct rpc_details *details, const struct err *err);

/* For __attribute__((cleanup)). */
void put_free_rpc(struct rpc **rpc);
void put_free_arena(struct arena **arena);

#endif
