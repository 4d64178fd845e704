/*
 * What the files of conn share: the connection itself.
 */
#ifndef DAEMON_CONN_PRIVATE_H
#define DAEMON_CONN_PRIVATE_H

#include <event2/event.h>
#include <stdbool.h>

#include "bounds.h"
#include "conn.h"
#include "engine/dispatch.h"

enum conn_state {
	CONN_OPEN,
	CONN_EOF,      /* the client sends no more: answer what came */
	CONN_STOPPING, /* the daemon reads no more of it: answer what came, then more is said */
	CONN_DRAINING, /* take nothing more: write what is queued, then close */
};

/* A request that the writer has. It outlives its connection, which is NULL then. */
struct conn_write;
LIST_HEAD(conn_writes, conn_write);

struct conn_watch {
	uint32_t stream_id;
	bool remote_open; /* the client said that it may send data on it */
};

struct conn {
	LIST_ENTRY(conn) link;
	struct conn_group *group;
	struct event *readable, *writable;
	struct event *resumed; /* after others had their turn */
	struct event *half;    /* a frame has begun, and is not whole */
	struct event *unread;  /* something was written, and is not taken */
	struct conn_buffer in, out;
	int fd;
	pid_t pid;
	enum conn_state state;
	int64_t opened_ms;
	bool has_spoken;
	bool is_at_rest;    /* it waits for bytes, and for nothing else: see conn_wait() */
	size_t taken_bytes; /* since `unread` was set */
	uint32_t last_id;
	uint32_t discard_bytes; /* what is still to come of a frame that was refused */
	unsigned n_tries;       /* of the next request: another process holds the database */
	bool is_behind; /* the next request waits until the writer has given something back */
	struct conn_writes writes;
	unsigned n_writes;
	bool has_read;      /* one of them: nothing follows it */
	size_t write_bytes; /* of them: CONN_WRITE_COST each, and the request */
	size_t event_bytes; /* of events queued since all was written last */
	struct conn_watch watches[BOUNDS_WATCHES_OF_CONN];
	unsigned n_watches;
};

/* Takes nothing more of it; what is queued still goes out. */
void conn_fault(struct conn *conn, const char *reason);
/* Written or not. Closes it. */
void conn_free(struct conn *conn);
/* Writes what the socket takes. False if the client is gone. */
bool conn_flush(struct conn *conn);
/* Writes what is queued, then waits for what is next. May free the connection. */
void conn_settle(struct conn *conn);
/* The daemon stops, and the writer has given something back. */
void conn_group_go_on(struct conn_group *group);

#endif
