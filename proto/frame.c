#include "proto/frame.h"

static uint32_t
frame_read_u32(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static void
frame_write_u32(uint8_t *bytes, uint32_t value)
{
	bytes[0] = (uint8_t)(value >> 24);
	bytes[1] = (uint8_t)(value >> 16);
	bytes[2] = (uint8_t)(value >> 8);
	bytes[3] = (uint8_t)value;
}

void
frame_read(struct frame *ret_frame, const uint8_t *bytes)
{
	ret_frame->length_bytes = frame_read_u32(bytes);
	ret_frame->stream_id = frame_read_u32(bytes + 4);
	ret_frame->type = bytes[8];
	ret_frame->flags = bytes[9];
}

void
frame_write(uint8_t *bytes, const struct frame *frame)
{
	frame_write_u32(bytes, frame->length_bytes);
	frame_write_u32(bytes + 4, frame->stream_id);
	bytes[8] = frame->type;
	bytes[9] = frame->flags;
}

const char *
frame_fault(const struct frame *frame)
{
	const uint8_t known = FRAME_REMOTE_CLOSED | FRAME_REMOTE_OPEN | FRAME_NO_DATA;

	if (frame->type == FRAME_RESPONSE)
		return "a response, from a client";
	if (frame->type != FRAME_REQUEST && frame->type != FRAME_DATA)
		return "an unknown frame type";
	if (frame->stream_id % 2 == 0)
		return "an even stream id";
	if (frame->flags & ~known)
		return "an unknown frame flag";
	return NULL;
}

bool
frame_is_too_long(const struct frame *frame)
{
	return frame->length_bytes > FRAME_DATA_MAX;
}
