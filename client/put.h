/*
 * Giving a roadmap to the daemon to keep: what `roadmap add` and its kin share.
 */
#ifndef CLIENT_PUT_H
#define CLIENT_PUT_H

#include "client/rpc.h"
#include "core/arena.h"
#include "core/err.h"
#include "roadmap/v1/catalog.pb-c.h"

/* Exit statuses, as roadmap(1) promises. */
enum put_status {
	PUT_DONE = 0,
	PUT_REFUSED = 1,
	PUT_USAGE = 2,
	PUT_NO_DAEMON = 3,
	PUT_FAILED = 4,
};

/* Catalog.Put; fails as rpc_call() does. The message is only read. */
enum err_code put_roadmap(struct rpc *rpc, const Pb__Roadmap *roadmap, struct arena *arena,
    Pb__CatalogPutReply **ret_reply, struct rpc_details *ret_details, struct err *err);

/* "Stored tea version 1: Make tea, 1 step, 6 m", and how to begin. */
void put_print(const Pb__CatalogPutReply *reply, struct arena *arena);

/* Tells why something about the file at `path` was refused; returns the exit status. */
int put_refuse(const char *path, const struct rpc *rpc, const struct rpc_details *details,
    const struct err *err);

#endif
