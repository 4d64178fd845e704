#include "core/names.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"

enum {
	NAMES_TYPOS_MAX = 4,
};

static int
names_compare(const void *a, const void *b)
{
	const struct name *left = a, *right = b;
	int order = strcmp(left->id, right->id);

	return order != 0 ? order : (left->index > right->index) - (left->index < right->index);
}

struct names
names_make(const void *things, uint32_t n, size_t stride_bytes, struct arena *arena)
{
	struct names names = {arena_array(arena, n, sizeof(struct name)), n};
	const char *thing = things;
	uint32_t i;

	for (i = 0; i < n; i++, thing += stride_bytes)
		names.list[i] = (struct name){*(const char *const *)(const void *)thing, i};
	if (n > 1)
		qsort(names.list, n, sizeof(struct name), names_compare);
	return names;
}

uint32_t
names_find(const struct names *names, const char *id)
{
	uint32_t low = 0, high = names->n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (strcmp(names->list[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == names->n || strcmp(names->list[low].id, id) != 0)
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
