#include "file/file_slug.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

/* Hashed, so that a long list of equal titles takes no quadratic time. */
struct file_slug {
	const char *id;
	uint32_t next_number; /* to try when it is wanted once more */
};

struct file_slugs {
	struct arena *arena;
	struct file_slug *table;
	size_t mask, n;
};

/* The place of an id: its own, or an empty one. At most half of the table is in use. */
static struct file_slug *
file_slug_find(const struct file_slugs *slugs, const char *id)
{
	uint64_t hash = 14695981039346656037ULL; /* FNV-1a */
	size_t at;

	for (const char *p = id; *p != '\0'; p++)
		hash = (hash ^ (unsigned char)*p) * 1099511628211ULL;
	for (at = hash & slugs->mask; slugs->table[at].id != NULL; at = (at + 1) & slugs->mask)
		if (strcmp(slugs->table[at].id, id) == 0)
			break;
	return &slugs->table[at];
}

struct file_slugs *
file_slug_new(struct arena *arena)
{
	struct file_slugs *slugs = arena_alloc(arena, sizeof(*slugs));

	slugs->arena = arena;
	slugs->mask = 15;
	slugs->table = arena_array(arena, slugs->mask + 1, sizeof(*slugs->table));
	return slugs;
}

static void
file_slug_grow(struct file_slugs *slugs)
{
	const struct file_slug *old = slugs->table;
	size_t n = slugs->mask + 1;

	slugs->mask = 2 * n - 1;
	slugs->table = arena_array(slugs->arena, 2 * n, sizeof(*slugs->table));
	for (size_t i = 0; i < n; i++)
		if (old[i].id != NULL)
			*file_slug_find(slugs, old[i].id) = old[i];
}

bool
file_slug_add(struct file_slugs *slugs, const char *id)
{
	struct file_slug *slug = file_slug_find(slugs, id);

	if (slug->id != NULL)
		return false;
	*slug = (struct file_slug){.id = id, .next_number = 2};
	if (2 * ++slugs->n > slugs->mask)
		file_slug_grow(slugs);
	return true;
}

const char *
file_slug_make(struct file_slugs *slugs, const char *title)
{
	char *id = arena_alloc(slugs->arena, TEXT_ID_MAX + 1);
	char base[TEXT_ID_MAX + 1], number[16];

	text_slug(base, title);
	(void)strcpy(id, base);
	while (!file_slug_add(slugs, id)) {
		struct file_slug *taken = file_slug_find(slugs, base);
		int length = snprintf(number, sizeof(number), "-%u", taken->next_number++);

		(void)snprintf(id, TEXT_ID_MAX + 1, "%.*s%s", TEXT_ID_MAX - length, base, number);
	}
	return id;
}

void
file_slug_items(Pb__Item **items, size_t n, struct arena *arena)
{
	struct file_slugs *slugs = file_slug_new(arena);

	for (size_t i = 0; i < n; i++)
		if (items[i]->id[0] != '\0')
			(void)file_slug_add(slugs, items[i]->id);
	for (size_t i = 0; i < n; i++)
		if (items[i]->id[0] == '\0')
			items[i]->id = file_slug_make(slugs, items[i]->title);
}
