#include "engine/uuid.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* What is asked for up to 256 bytes is never interrupted: getrandom(2). */
static const uint8_t *
uuid_random(struct uuid_source *source)
{
	const size_t size = sizeof(source->random);

	if (source->left == 0) {
		if (getrandom(source->random, size, 0) != (ssize_t)size)
			abort();
		source->left = UUID_AT_ONCE;
	}
	return source->random + --source->left * UUID_BYTES;
}

void
uuid_begin(struct uuid_source *source)
{
	memcpy(source->begin, uuid_random(source), sizeof(source->begin));
}

const char *
uuid_new(struct uuid_source *source, struct arena *arena)
{
	static const char digits[] = "0123456789abcdef";
	const uint8_t *random = uuid_random(source);
	char *uuid = arena_alloc(arena, sizeof("00000000-0000-4000-8000-000000000000"));
	char *at = uuid;

	for (size_t i = 0; i < UUID_BYTES; i++) {
		uint8_t byte = random[i];

		if (i == 0)
			byte = source->begin[0];
		if (i == 1)
			byte = (source->begin[1] & 0xf0) | (byte & 0x0f);
		if (i == 4 || i == 6 || i == 8 || i == 10)
			*at++ = '-';
		if (i == 6)
			byte = (byte & 0x0f) | 0x40;
		if (i == 8)
			byte = (byte & 0x3f) | 0x80;
		*at++ = digits[byte >> 4];
		*at++ = digits[byte & 0x0f];
	}
	return uuid;
}
