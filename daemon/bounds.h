/*
 * How much clients may ask of the daemon at once, in one place. docs/protocol.md has the same table
 * for people; what a message may hold is limited in proto/frame.h, core/text.h and core/roadmap.h.
 */
#ifndef DAEMON_BOUNDS_H
#define DAEMON_BOUNDS_H

#include <stddef.h>

enum {
	BOUNDS_WATCHES_OF_CONN = 16,
};

struct bounds {
	unsigned conns;   /* more wait to be accepted */
	unsigned watches; /* of all connections; more are refused */
	unsigned
	    turn_requests; /* of a connection, before others have their turn, with the writer too */
	/* bytes: */
	size_t pause;  /* unsent to a client: it is not read until it reads */
	size_t events; /* unsent to a watcher: its connection is ended */
	size_t held;   /* answers to all that wait for their commit: it is made at once */
	size_t writes; /* requests that wait to be executed by the writer: more are not taken */
	size_t all;    /* read and not taken, or unsent, over all: the largest is ended */
	size_t taken;  /* that a client has to take in unread_ms, or else all there is */
	/* milliseconds: */
	unsigned frame_ms;  /* from the first byte of a frame to its last */
	unsigned unread_ms; /* for a client to take what is written to it */
	unsigned silent_ms; /* without one byte ever, when others wait to be accepted */
	unsigned retry_ms;  /* between looks whether there is room to accept them */
};

/* Nothing changes it but a constructor in tests. */
extern struct bounds bounds;

#endif
