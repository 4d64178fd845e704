#include "import/import_again.h"

#include <stdbool.h>
#include <string.h>

#include "core/names.h"
#include "core/roadmap.h"
#include "file/file_slug.h"
#include "proto/message.h"

struct import_again_step {
	const char *source; /* first, as names_make() wants it */
	Pb__StepDef *def;
	bool has_double; /* told of the first of several */
};

struct import_again_steps {
	struct import_again_step *list;
	uint32_t n;
	struct names sources;
};

/* Two ids: what it was, first, as names_make() wants it, and what it is. */
struct import_again_move {
	const char *from, *to;
};

struct import_again {
	struct arena *arena;
	struct import_again_steps before, now;
	struct import_again_move *moves;
	uint32_t n_moves;
};

static struct import_again_steps
import_again_steps(const Pb__Roadmap *roadmap, struct arena *arena)
{
	struct import_again_steps steps = {0};
	size_t n = 0;

	for (size_t i = 0; i < roadmap->n_phases; i++)
		n += roadmap->phases[i]->n_steps;
	steps.list = arena_array(arena, n, sizeof(*steps.list));
	for (size_t i = 0; i < roadmap->n_phases; i++)
		for (size_t k = 0; k < roadmap->phases[i]->n_steps; k++) {
			Pb__StepDef *def = roadmap->phases[i]->steps[k];

			steps.list[steps.n++] =
			    (struct import_again_step){.source = def->source_id, .def = def};
		}
	steps.sources = names_make(steps.list, steps.n, sizeof(*steps.list), arena);
	for (uint32_t i = 1; i < steps.sources.n; i++) {
		const struct name *name = &steps.sources.list[i];

		if (strcmp(name->id, name[-1].id) == 0)
			steps.list[names_find(&steps.sources, name->id)].has_double = true;
	}
	return steps;
}

/* The step with this source id if it is the only one, else NULL. */
static Pb__StepDef *
import_again_find(const struct import_again_steps *steps, const char *source)
{
	uint32_t index = source[0] != '\0' ? names_find(&steps->sources, source) : UINT32_MAX;

	return index != UINT32_MAX && !steps->list[index].has_double ? steps->list[index].def
								     : NULL;
}

static void
import_again_move(struct import_again *again)
{
	again->moves = arena_array(again->arena, again->now.n, sizeof(*again->moves));
	for (uint32_t i = 0; i < again->now.n && again->n_moves < ROADMAP_LIST_MAX; i++) {
		const Pb__StepDef *now = again->now.list[i].def;
		const Pb__StepDef *before = import_again_find(&again->before, now->source_id);

		if (before != NULL && strcmp(before->id, now->id) != 0 &&
		    import_again_find(&again->now, now->source_id) != NULL)
			again->moves[again->n_moves++] =
			    (struct import_again_move){before->id, now->id};
	}
}

static void
import_again_refer_entry(Pb__Requirement *entry, const struct names *names,
    const struct import_again_move *fresh)
{
	for (size_t i = 0; i < entry->n_any_of; i++) {
		uint32_t index = names_find(names, entry->any_of[i]);

		if (index != UINT32_MAX)
			entry->any_of[i] = fresh[index].to;
	}
}

/* What requires a step that is called otherwise now. */
static void
import_again_refer(const struct import_again *again, const struct import_again_move *fresh,
    uint32_t n)
{
	struct names names = names_make(fresh, n, sizeof(*fresh), again->arena);

	for (uint32_t i = 0; n > 0 && i < again->now.n; i++)
		for (size_t k = 0; k < again->now.list[i].def->n_requires; k++)
			import_again_refer_entry(again->now.list[i].def->requires[k], &names,
			    fresh);
}

/* All ids of now and before. */
static struct file_slugs *
import_again_taken(const struct import_again *again)
{
	struct file_slugs *taken = file_slug_new(again->arena);

	for (uint32_t i = 0; i < again->now.n; i++)
		(void)file_slug_add(taken, again->now.list[i].def->id);
	for (uint32_t i = 0; i < again->before.n; i++)
		(void)file_slug_add(taken, again->before.list[i].def->id);
	return taken;
}

/* A step that is new may have the title, and so the id, that an old one had. */
static void
import_again_free_ids(struct import_again *again)
{
	struct import_again_move *fresh = arena_array(again->arena, again->now.n, sizeof(*fresh));
	const char **ids = arena_array(again->arena, again->n_moves, sizeof(*ids));
	struct file_slugs *taken = import_again_taken(again);
	struct names from, to;
	uint32_t n = 0;

	for (uint32_t i = 0; i < again->n_moves; i++)
		ids[i] = again->moves[i].to;
	from = names_make(again->moves, again->n_moves, sizeof(*again->moves), again->arena);
	to = names_make(ids, again->n_moves, sizeof(*ids), again->arena);
	for (uint32_t i = 0; i < again->now.n; i++) {
		Pb__StepDef *step = again->now.list[i].def;

		if (names_find(&from, step->id) == UINT32_MAX ||
		    names_find(&to, step->id) != UINT32_MAX)
			continue;
		fresh[n++] =
		    (struct import_again_move){step->id, file_slug_make(taken, step->title)};
		step->id = fresh[n - 1].to;
	}
	import_again_refer(again, fresh, n);
}

static Pb__Change *
import_again_change(const struct import_again *again, uint32_t version)
{
	Pb__Change *change = message_new(&pb__change__descriptor, again->arena);

	change->version = version;
	change->n_renamed = again->n_moves;
	change->renamed = arena_array(again->arena, again->n_moves, sizeof(Pb__Rename *));
	for (uint32_t i = 0; i < again->n_moves; i++) {
		change->renamed[i] = message_new(&pb__rename__descriptor, again->arena);
		change->renamed[i]->from = again->moves[i].from;
		change->renamed[i]->to = again->moves[i].to;
	}
	return change;
}

uint32_t
import_again(Pb__Roadmap *roadmap, const Pb__Roadmap *before, struct arena *arena)
{
	struct import_again again = {.arena = arena,
	    .before = import_again_steps(before, arena),
	    .now = import_again_steps(roadmap, arena)};
	size_t n = before->n_changes;
	struct bytes old, new;

	roadmap->version = before->version;
	roadmap->n_changes = n;
	roadmap->changes = arena_array(arena, n + 1, sizeof(Pb__Change *));
	if (n > 0)
		memcpy(roadmap->changes, before->changes, n * sizeof(Pb__Change *));
	import_again_move(&again);
	import_again_free_ids(&again);
	old = message_pack(arena, &before->base);
	new = message_pack(arena, &roadmap->base);
	if (old.size == new.size && memcmp(old.data, new.data, old.size) == 0)
		return 0;
	roadmap->version++;
	if (again.n_moves > 0 && n < ROADMAP_LIST_MAX)
		roadmap->changes[roadmap->n_changes++] =
		    import_again_change(&again, roadmap->version);
	return again.n_moves;
}
