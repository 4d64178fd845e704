/*
 * A client's connection: bytes, frames and buffers. It cuts frames, calls dispatch(), queues the
 * replies, and never looks into a message.
 *
 * Requests that are ready in the same turn of the loop share a commit: see conn_queue.h. One that
 * finds the database held by another process is tried again every CONN_RETRY_MS, and refused after
 * CONN_TRIES_MAX; nothing behind it on its connection is taken meanwhile, others go on.
 *
 * A request or an answer takes three system calls: epoll_wait, read, write. Memory and time are
 * bounded: see bounds.h.
 */
#ifndef DAEMON_CONN_H
#define DAEMON_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/queue.h>
#include <sys/types.h>

#include "core/arena.h"

struct conn;
struct engine;
struct event;
struct event_base;

enum {
	CONN_STOP_MS = 400,
	CONN_RETRY_MS = 20, /* while another process holds the database */
	CONN_TRIES_MAX = 100,
};

/* What the connections of one server share. The owner fills it and outlives them. */
struct conn_group {
	struct event_base *base;
	struct engine *engine;
	struct arena *arena; /* of one request at a time: reset after it */
	LIST_HEAD(, conn) list;
	unsigned n_conns; /* in the list, the newest first */
	/* something was answered, or a connection came or went */
	void (*changed)(void *arg);
	void *changed_arg;
	/* ours: */
	struct event *commit; /* comes after the connections that are ready in the same turn */
	size_t held_bytes;
	size_t bytes; /* in the buffers of all */
	unsigned n_watches;
	bool is_stopping;
};

/* Once base, engine and arena are set. False if there is no memory. */
bool conn_group_open(struct conn_group *group);

/* Takes the non-blocking fd, closing it at the end; `pid` is for log lines. Frees itself. */
void conn_open(struct conn_group *group, int fd, pid_t pid);

/* Ends those that have sent nothing for long: others wait. How many there were. */
unsigned conn_group_end_silent(struct conn_group *group);

/*
 * The daemon stops: answers what the clients have sent by now, as far as that goes in CONN_STOP_MS,
 * ends their watches with UNAVAILABLE, and closes each once all is written; those that have nothing
 * to write are gone on return.
 */
void conn_group_stop(struct conn_group *group);
/* Ends all of them at once. Takes a group that was not opened. */
void conn_group_close(struct conn_group *group);

#endif
