#include "engine/place_kept.h"

#include <stdlib.h>
#include <string.h>

enum {
	PLACE_KEPT_CHANGES = 1000, /* each may take some memory until it is read again */
};

static bool
place_kept_is_of_now(const struct store *store, const struct place_kept *kept)
{
	int64_t own;
	uint32_t others;

	store_age(store, &own, &others);
	return kept->is_good && kept->own == own && kept->others == others;
}

struct place_kept *
place_kept_find(struct op *op, const char *roadmap_id)
{
	for (struct place_kept *kept = op->engine->places; kept != NULL; kept = kept->next) {
		if (!place_kept_is_of_now(op->store, kept))
			continue;
		if (roadmap_id[0] == '\0' ? kept->place.current
					  : strcmp(roadmap_id, kept->place.roadmap->id) == 0)
			return kept;
	}
	return NULL;
}

struct place_kept *
place_kept_new(struct op *op)
{
	struct place_kept *kept = calloc(1, sizeof(*kept));

	if (kept == NULL)
		abort();
	kept->arena = arena_new();
	kept->place.kept = kept;
	kept->next = op->engine->places;
	op->engine->places = kept;
	return kept;
}

void
place_kept_stamp(struct op *op, struct place_kept *kept)
{
	kept->is_good = kept->n_changes < PLACE_KEPT_CHANGES;
	store_age(op->store, &kept->own, &kept->others);
}

void
place_kept_hold(struct op *op)
{
	for (struct place_kept *kept = op->engine->places; kept != NULL; kept = kept->next)
		kept->is_carried = place_kept_is_of_now(op->store, kept);
}

void
place_kept_carry(struct op *op)
{
	for (struct place_kept *kept = op->engine->places; kept != NULL; kept = kept->next)
		if (kept->is_carried)
			place_kept_stamp(op, kept);
}

static void
place_kept_free(struct place_kept **link)
{
	struct place_kept *kept = *link;

	*link = kept->next;
	arena_free(kept->arena);
	free(kept);
}

void
place_kept_trim(struct engine *engine, size_t keep)
{
	struct place_kept **link = &engine->places;
	size_t n = 0;

	while (*link != NULL) {
		if (n < keep && place_kept_is_of_now(engine->store, *link)) {
			link = &(*link)->next;
			n++;
		} else {
			place_kept_free(link);
		}
	}
}

void
place_kept_forget(struct engine *engine, const struct model *model)
{
	struct place_kept **link = &engine->places;

	while (*link != NULL)
		if ((*link)->place.model == model)
			place_kept_free(link);
		else
			link = &(*link)->next;
}
