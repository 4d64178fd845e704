/* The frame codec: what is read is written back the same, and the verdicts agree. */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "proto/frame.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t written[FRAME_HEADER_SIZE];
	struct frame frame;

	for (size_t at = 0; at + FRAME_HEADER_SIZE <= size; at += FRAME_HEADER_SIZE) {
		frame_read(&frame, data + at);
		frame_write(written, &frame);
		if (memcmp(written, data + at, sizeof(written)) != 0)
			abort();
		if (frame_is_too_long(&frame) != (frame.length_bytes > FRAME_DATA_MAX))
			abort();
		if (frame_fault(&frame) == NULL && frame.stream_id % 2 == 0)
			abort();
	}
	return 0;
}
