/*
 * Bytes on their way: read and not taken, or queued and not sent. They lie in one piece, so a frame
 * is served from where it was read to, and all that waits is sent at once.
 *
 * A buffer has memory only while there is something in it. What one gives back the next takes, so
 * a request that comes whole and an answer that is taken whole allocate nothing. No memory: abort.
 */
#ifndef DAEMON_CONN_BUFFER_H
#define DAEMON_CONN_BUFFER_H

#include <stddef.h>
#include <stdint.h>

enum {
	CONN_BUFFER_SIZE = 1 << 10,      /* of memory, at least */
	CONN_BUFFER_KEPT_MAX = 64 << 10, /* more is not kept for the next */
	CONN_BUFFER_SPARES = 2,          /* one read into, one written to */
};

/* What all buffers of a server share. Begins with zeros. */
struct conn_buffers {
	size_t bytes; /* in all of them */
	struct {
		uint8_t *data;
		size_t room;
	} spares[CONN_BUFFER_SPARES];
	unsigned n_spares;
};

struct conn_buffer {
	struct conn_buffers *all; /* the owner sets it; the rest begins with zeros */
	uint8_t *data;            /* NULL if it is empty */
	size_t begin, end, room;  /* the bytes are from begin to end */
};

size_t conn_buffer_size(const struct conn_buffer *buffer);
/* The first of them, until the buffer is changed. */
const uint8_t *conn_buffer_data(const struct conn_buffer *buffer);

/* Room behind the last for so many more, or for *ret_room; conn_buffer_add() has to follow. */
uint8_t *conn_buffer_reserve(struct conn_buffer *buffer, size_t size_bytes, size_t *ret_room);
/* So many of them are there now: perhaps none. */
void conn_buffer_add(struct conn_buffer *buffer, size_t size_bytes);
/* Drops the first ones. What is left keeps no more memory than four times its own, or KEPT_MAX. */
void conn_buffer_drop(struct conn_buffer *buffer, size_t size_bytes);

/* Drops all. */
void conn_buffer_clear(struct conn_buffer *buffer);
void conn_buffer_free_spares(struct conn_buffers *all);

#endif
