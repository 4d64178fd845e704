/*
 * A client's connection: bytes, frames and buffers. It cuts frames, calls dispatch_read(),
 * queues the replies, and never looks into a message.
 *
 * What reads is answered at once, from what is on the disk. What writes goes to the writer
 * (conn_write.h), and with it what comes behind it on its connection: other writes, and one read,
 * which is answered together with them. What comes behind that waits. So answers come in the order
 * of their requests, and a read sees what its client wrote before.
 *
 * A read that finds the database held by another process is tried again every CONN_RETRY_MS, and
 * refused after CONN_TRIES_MAX; nothing behind it on its connection is taken meanwhile.
 *
 * A request takes three system calls: epoll_wait, recv, send; requests that were sent together
 * share them. Memory and time are bounded: see bounds.h.
 */
#ifndef DAEMON_CONN_H
#define DAEMON_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>
#include <sys/types.h>

#include "conn_buffer.h"
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
	/* in some turn something was asked, or a connection came or went */
	void (*changed)(void *arg);
	void *changed_arg;
	/* ours: */
	struct event *turn; /* comes after the connections that are ready in the same turn */
	struct writer *writer;
	size_t write_bytes; /* of requests that the writer has; see struct conn */
	struct conn_buffers buffers;
	int64_t now_us; /* of the turn that has begun, or 0 */
	unsigned n_watches;
	bool is_stopping;
	int64_t stop_ms; /* then: until when requests are taken */
};

/* Once base, engine and arena are set. False if there is no memory. */
bool conn_group_open(struct conn_group *group);

/* Takes the non-blocking fd, closing it at the end; `pid` is for log lines. Frees itself. */
void conn_open(struct conn_group *group, int fd, pid_t pid);

/* Ends those that have sent nothing for long: others wait. How many there were. */
unsigned conn_group_end_silent(struct conn_group *group);

/*
 * The daemon stops: answers what the clients have sent by now, as far as that goes in CONN_STOP_MS,
 * ends their watches with UNAVAILABLE, and closes each once all is written. Those that have nothing
 * to write are gone on return, if the writer has nothing either.
 */
void conn_group_stop(struct conn_group *group);
/* The writer has something to do. */
bool conn_group_is_writing(const struct conn_group *group);
/* A backup by the writer, if one is due; it is told in the log. */
void conn_group_backup(struct conn_group *group);
/* For how long the writer has been at one thing; see writer_busy_ms(). */
int64_t conn_group_busy_ms(const struct conn_group *group);
/* Ends all of them at once, and waits for the writer. Takes a group that was not opened. */
void conn_group_close(struct conn_group *group);

#endif
