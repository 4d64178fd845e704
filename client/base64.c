#include "client/base64.h"

#include <string.h>

static const char base64_letters[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char *
base64_encode(struct arena *arena, struct bytes bytes)
{
	char *text = arena_alloc(arena, (bytes.size + 2) / 3 * 4 + 1), *to = text;

	for (size_t i = 0; i < bytes.size; i += 3) {
		size_t n = bytes.size - i < 3 ? bytes.size - i : 3;
		uint32_t word = (uint32_t)bytes.data[i] << 16;

		if (n > 1)
			word |= (uint32_t)bytes.data[i + 1] << 8;
		if (n > 2)
			word |= bytes.data[i + 2];
		*to++ = base64_letters[word >> 18];
		*to++ = base64_letters[word >> 12 & 63];
		*to++ = n > 1 ? base64_letters[word >> 6 & 63] : '=';
		*to++ = n > 2 ? base64_letters[word & 63] : '=';
	}
	return text;
}

/* Four letters; how many bytes they stand for, or 0. */
static unsigned
base64_group(const char *text, uint8_t *bytes)
{
	unsigned n = text[3] != '=' ? 3 : text[2] != '=' ? 2 : 1;
	uint32_t word = 0;

	for (unsigned i = 0; i < 4; i++) {
		const char *at = i <= n ? strchr(base64_letters, text[i]) : base64_letters;

		if (at == NULL || (i > n && text[i] != '='))
			return 0;
		word = word << 6 | (uint32_t)(at - base64_letters);
	}
	for (unsigned i = 0; i < n; i++)
		bytes[i] = (uint8_t)(word >> (16 - 8 * i));
	/* Bits that belong to no byte. */
	return (word & ((UINT32_C(1) << (8 * (3 - n))) - 1)) == 0 ? n : 0;
}

bool
base64_decode(struct arena *arena, const char *text, struct bytes *ret_bytes)
{
	size_t length = strlen(text), size = 0;
	uint8_t *data = arena_alloc(arena, length / 4 * 3 + 1);

	if (length % 4 != 0)
		return false;
	for (size_t i = 0; i < length; i += 4) {
		unsigned n = base64_group(text + i, data + size);

		if (n == 0 || (n < 3 && i + 4 < length))
			return false;
		size += n;
	}
	*ret_bytes = (struct bytes){data, size};
	return true;
}
