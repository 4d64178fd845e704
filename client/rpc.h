/*
 * Asking the daemon: one connection, blocking.
 */
#ifndef CLIENT_RPC_H
#define CLIENT_RPC_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/err.h"
#include "roadmap/v1/catalog.pb-c.h"
#include "roadmap/v1/common.pb-c.h"

struct rpc;

/* What a refusal carries beside its line. Members are NULL when it does not. */
struct rpc_details {
	const Pb__Candidates *candidates;
	const Pb__Faults *faults;
};

/*
 * Connects to the daemon; where none listens and `start` is set, starts one (safely, when several
 * do so at once). UNAVAILABLE if there is none to be had: then the exit status is 3.
 */
struct rpc *rpc_open(bool start, struct err *err);
/* Takes NULL. */
void rpc_close(struct rpc *rpc);

/*
 * Calls a method: "Step", "Set". On success *ret_reply is a message of the method's output type in
 * the arena. A refusal is the daemon's code and text, with ret_details (may be NULL) filled.
 * If the connection ends before the answer, the request is sent once more; the daemon knows by its
 * key what was done already. If it ends again, the text tells of what writes that it may have been
 * done. rpc_is_lost() tells a broken connection from a daemon's own UNAVAILABLE.
 */
enum err_code rpc_call(struct rpc *rpc, const char *service, const char *method,
    const ProtobufCMessage *request, struct arena *arena, void *ret_reply,
    struct rpc_details *ret_details, struct err *err);

/* One of several that are asked at once. */
struct rpc_question {
	const char *service, *method;
	const ProtobufCMessage *request;
	ProtobufCMessage *reply; /* as rpc_call() gives it; NULL if there is none */
	/* for rpc_call_all() */
	const ProtobufCServiceDescriptor *to;
	const ProtobufCMethodDescriptor *type;
	uint64_t key;
	bool is_unsure; /* it was sent, and not answered */
};

/*
 * Asks the first as rpc_call() does, and in the same write others for whose request its answer is
 * not needed. Fails as the first one fails, and then the others have no replies; nor has one that
 * is refused by itself, or whose connection ends each time. What was answered is not asked again.
 */
enum err_code rpc_call_all(struct rpc *rpc, struct rpc_question *questions, unsigned n,
    struct arena *arena, struct rpc_details *ret_details, struct err *err);

bool rpc_is_lost(const struct rpc *rpc);
/* After a call that gave this code: the daemon failed or went away, or else it refused. Takes NULL.
 */
bool rpc_has_failed(const struct rpc *rpc, enum err_code code);

/*
 * A server stream (Event.Watch): begins it, then waits for one message after the other. OK with
 * *ret_message NULL at the end of the stream.
 */
enum err_code rpc_watch(struct rpc *rpc, const char *service, const char *method,
    const ProtobufCMessage *request, struct err *err);
enum err_code rpc_watch_next(struct rpc *rpc, struct arena *arena, void *ret_message,
    struct err *err);

#endif
