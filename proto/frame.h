/*
 * The ttRPC frame: a 10-byte header, then data. Bytes only; nothing here knows of sockets.
 *
 *   u32 length     big-endian, of the data, at most FRAME_DATA_MAX
 *   u32 stream id  big-endian, odd, chosen by the client, rising
 *   u8  type       enum frame_type
 *   u8  flags      enum frame_flag
 */
#ifndef PROTO_FRAME_H
#define PROTO_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	FRAME_HEADER_SIZE = 10,
	FRAME_DATA_MAX = 4 << 20,
};

enum frame_type {
	FRAME_REQUEST = 1,
	FRAME_RESPONSE = 2,
	FRAME_DATA = 3,
};

enum frame_flag {
	FRAME_REMOTE_CLOSED = 1, /* the sender sends no more on this stream */
	FRAME_REMOTE_OPEN = 2,   /* the sender will send more on this stream */
	FRAME_NO_DATA = 4,       /* the frame carries no message, not even an empty one */
};

struct frame {
	uint32_t length_bytes;
	uint32_t stream_id;
	uint8_t type;
	uint8_t flags;
};

/* Reads FRAME_HEADER_SIZE bytes. Any bytes are a header: what may not be, frame_fault() says. */
void frame_read(struct frame *ret_frame, const uint8_t *bytes);
/* Writes FRAME_HEADER_SIZE bytes. */
void frame_write(uint8_t *bytes, const struct frame *frame);

/*
 * Why a header from a client must end the connection, or NULL: an even stream id, an unknown type,
 * a response, an unknown flag. Too long data is not among them: see frame_is_too_long().
 * Whether the id was used before is for the connection to know.
 */
const char *frame_fault(const struct frame *frame);
/* Over FRAME_DATA_MAX: a request is answered RESOURCE_EXHAUSTED and its data discarded. */
bool frame_is_too_long(const struct frame *frame);

#endif
