#include "core/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum {
	NAMES_TYPOS_MAX = 4,
};

/* The first bytes of an id as a number that orders as they do. */
static uint64_t
names_key(const char *id)
{
	uint64_t key = 0;

	for (unsigned shift = 64; shift > 0 && *id != '\0';)
		key |= (uint64_t)(unsigned char)*id++ << (shift -= 8);
	return key;
}

/* As strcmp() of the ids. */
static int
names_order(const struct name *name, uint64_t key, const char *id)
{
	if (name->key != key)
		return name->key < key ? -1 : 1;
	/* a NUL is among the first bytes, so there are no others */
	return (key & 0xff) == 0 ? 0 : strcmp(name->id + sizeof(key), id + sizeof(key));
}

static int
names_compare(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = names_order(left, right->key, right->id);

	return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

struct names
names_make(const void *things, uint32_t n, size_t stride_bytes, struct arena *arena)
{
	struct names names = {arena_array(arena, n, sizeof(struct name)), n};
	const char *thing = things;
	uint32_t i;

	for (i = 0; i < n; i++, thing += stride_bytes) {
		const char *id = *(const char *const *)(const void *)thing;

		names.list[i] = (struct name){id, names_key(id), i};
	}
	if (n > 1)
		qsort(names.list, n, sizeof(struct name), names_compare);
	return names;
}

uint32_t
names_find(const struct names *names, const char *id)
{
	const uint64_t key = names_key(id);
	uint32_t low = 0, high = names->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (names_order(&names->list[middle], key, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == names->n || names_order(&names->list[low], key, id) != 0)
		return UINT32_MAX;
	return names->list[low].index;
}

const char *
names_near(const struct names *names, const char *text)
{
	char slug[TEXT_ID_MAX + 1];
	const char *nearest = NULL;
	unsigned most;
	uint32_t i;

	text_slug(slug, text);
	most = (unsigned)strlen(slug) / 3;
	if (most > NAMES_TYPOS_MAX)
		most = NAMES_TYPOS_MAX;
	for (i = 0; i < names->n; i++) {
		unsigned distance = text_distance(slug, names->list[i].id, most);

		if (distance > most || names->list[i].id[0] == '\0')
			continue;
		nearest = names->list[i].id;
		if (distance == 0)
			break;
		most = distance - 1;
	}
	return nearest;
}
