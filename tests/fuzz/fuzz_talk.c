#include "fuzz_talk.h"

#include <string.h>

#include "ttrpc/ttrpc.pb-c.h"

enum {
	FUZZ_TALK_PREFIX = 2,
};

void
fuzz_talk_read(struct fuzz_talk *ret_talk, const uint8_t *data, size_t size)
{
	*ret_talk = (struct fuzz_talk){0};
	if (size > 0) {
		ret_talk->flags = *data++;
		size--;
	}
	while (size >= FUZZ_TALK_PREFIX && ret_talk->n < FUZZ_TALK_MAX) {
		size_t length = (size_t)data[0] << 8 | data[1];

		data += FUZZ_TALK_PREFIX;
		size -= FUZZ_TALK_PREFIX;
		if (length > size)
			length = size;
		ret_talk->requests[ret_talk->n++] = (struct bytes){data, length};
		data += length;
		size -= length;
	}
}

size_t
fuzz_talk_write(const struct fuzz_talk *talk, uint8_t *data, size_t room)
{
	size_t done = 0;

	if (room > 0)
		data[done++] = talk->flags;
	for (unsigned i = 0; i < talk->n; i++) {
		const struct bytes *request = &talk->requests[i];

		if (request->size > UINT16_MAX || FUZZ_TALK_PREFIX + request->size > room - done)
			continue;
		data[done++] = (uint8_t)(request->size >> 8);
		data[done++] = (uint8_t)request->size;
		if (request->size > 0)
			memcpy(data + done, request->data, request->size);
		done += request->size;
	}
	return done;
}

struct bytes
fuzz_talk_pack(struct arena *arena, const char *service, const char *method, struct bytes payload)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;

	request.service = service;
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	return message_pack(arena, &request.base);
}
