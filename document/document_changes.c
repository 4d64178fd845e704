#include "document/document_changes.h"

#include <stdarg.h>
#include <string.h>

#include "core/names.h"
#include "core/text.h"

enum {
	DOCUMENT_CHANGES_NONE = UINT32_MAX, /* no number in the path */
};

/* An id of a change and where it stands: LIST/ENTRY/KEY/AT. */
struct document_id {
	const char *id; /* first, as names_make() wants it */
	const char *list, *key;
	uint32_t entry, at;
};

struct document_ids {
	struct document_id *list;
	uint32_t n;
};

struct document_changes {
	struct roadmap_faults *faults;
	struct arena *scratch; /* for one change */
	uint32_t index;        /* of that change */
	struct names steps;    /* of the roadmap */
	struct document_ids from, to;
};

static void
document_changes_free(struct arena **scratch)
{
	arena_free(*scratch);
}

static bool
document_changes_list_fits(struct roadmap_faults *faults, size_t n, const char *format, ...)
{
	char path[sizeof(faults->list[0].path)];
	va_list list;

	if (n <= ROADMAP_LIST_MAX)
		return true;
	va_start(list, format);
	(void)vsnprintf(path, sizeof(path), format, list);
	va_end(list);
	roadmap_fault(faults, path, "%zu entries: at most %d are allowed", n,
	    (int)ROADMAP_LIST_MAX);
	return false;
}

static bool
document_changes_change_fits(const Pb__Change *change, uint32_t at, struct roadmap_faults *faults)
{
	bool fits =
	    document_changes_list_fits(faults, change->n_renamed, "/changes/%u/renamed", at);

	fits = document_changes_list_fits(faults, change->n_split, "/changes/%u/split", at) && fits;
	fits =
	    document_changes_list_fits(faults, change->n_merged, "/changes/%u/merged", at) && fits;
	fits = document_changes_list_fits(faults, change->n_removed, "/changes/%u/removed", at) &&
	       fits;
	for (uint32_t i = 0; fits && i < change->n_split; i++)
		fits = document_changes_list_fits(faults, change->split[i]->n_to,
		    "/changes/%u/split/%u/to", at, i);
	for (uint32_t i = 0; fits && i < change->n_merged; i++)
		fits = document_changes_list_fits(faults, change->merged[i]->n_from,
		    "/changes/%u/merged/%u/from", at, i);
	return fits;
}

bool
document_changes_fit(const Pb__Roadmap *message, struct roadmap_faults *faults)
{
	bool fits = document_changes_list_fits(faults, message->n_changes, "/changes");

	for (uint32_t i = 0; fits && i < message->n_changes; i++)
		fits = document_changes_change_fits(message->changes[i], i, faults);
	return fits;
}

static void
document_changes_fault(struct document_changes *changes, const struct document_id *id,
    const char *text)
{
	char path[sizeof(changes->faults->list[0].path)];
	int n;

	n = snprintf(path, sizeof(path), "/changes/%u/%s/%u", changes->index, id->list, id->entry);
	if (id->key != NULL)
		n += snprintf(path + n, sizeof(path) - (size_t)n, "/%s", id->key);
	if (id->at != DOCUMENT_CHANGES_NONE)
		(void)snprintf(path + n, sizeof(path) - (size_t)n, "/%u", id->at);
	roadmap_fault(changes->faults, path, "%s", text);
}

/* One that is no id is told and left out. */
static void
document_changes_add(struct document_changes *changes, struct document_ids *ids,
    struct document_id id)
{
	if (!text_is_id(id.id))
		document_changes_fault(changes, &id,
		    "expected the id of a step: a-z, 0-9 and '-', at most 64");
	else
		ids->list[ids->n++] = id;
}

static void
document_changes_few(struct document_changes *changes, const char *list, uint32_t entry,
    const char *key, size_t n)
{
	const struct document_id place = {.list = list,
	    .entry = entry,
	    .key = key,
	    .at = DOCUMENT_CHANGES_NONE};

	if (n < 2)
		document_changes_fault(changes, &place,
		    "expected two ids or more: for one write it under 'renamed'");
}

static void
document_changes_collect_renamed(struct document_changes *changes, const Pb__Change *change)
{
	for (uint32_t i = 0; i < change->n_renamed; i++) {
		const Pb__Rename *rename = change->renamed[i];

		document_changes_add(changes, &changes->from,
		    (struct document_id){rename->from, "renamed", "from", i,
			DOCUMENT_CHANGES_NONE});
		document_changes_add(changes, &changes->to,
		    (struct document_id){rename->to, "renamed", "to", i, DOCUMENT_CHANGES_NONE});
	}
}

static void
document_changes_collect_lists(struct document_changes *changes, const Pb__Change *change)
{
	for (uint32_t i = 0; i < change->n_split; i++) {
		const Pb__Split *split = change->split[i];

		document_changes_few(changes, "split", i, "to", split->n_to);
		document_changes_add(changes, &changes->from,
		    (struct document_id){split->from, "split", "from", i, DOCUMENT_CHANGES_NONE});
		for (uint32_t k = 0; k < split->n_to; k++)
			document_changes_add(changes, &changes->to,
			    (struct document_id){split->to[k], "split", "to", i, k});
	}
	for (uint32_t i = 0; i < change->n_merged; i++) {
		const Pb__Merge *merge = change->merged[i];

		document_changes_few(changes, "merged", i, "from", merge->n_from);
		for (uint32_t k = 0; k < merge->n_from; k++)
			document_changes_add(changes, &changes->from,
			    (struct document_id){merge->from[k], "merged", "from", i, k});
		document_changes_add(changes, &changes->to,
		    (struct document_id){merge->to, "merged", "to", i, DOCUMENT_CHANGES_NONE});
	}
}

static void
document_changes_collect(struct document_changes *changes, const Pb__Change *change)
{
	size_t n_from = change->n_renamed + change->n_split + change->n_removed;
	size_t n_to = change->n_renamed + change->n_merged;

	for (size_t i = 0; i < change->n_split; i++)
		n_to += change->split[i]->n_to;
	for (size_t i = 0; i < change->n_merged; i++)
		n_from += change->merged[i]->n_from;
	changes->from =
	    (struct document_ids){arena_array(changes->scratch, n_from, sizeof(struct document_id)),
		0};
	changes->to =
	    (struct document_ids){arena_array(changes->scratch, n_to, sizeof(struct document_id)),
		0};
	document_changes_collect_renamed(changes, change);
	document_changes_collect_lists(changes, change);
	for (uint32_t i = 0; i < change->n_removed; i++)
		document_changes_add(changes, &changes->from,
		    (struct document_id){change->removed[i], "removed", NULL, i,
			DOCUMENT_CHANGES_NONE});
}

/* Every double but the first is a fault. */
static void
document_changes_check_doubles(struct document_changes *changes, const struct document_ids *ids,
    const struct names *names, const char *text)
{
	for (uint32_t i = 1; i < names->n; i++)
		if (strcmp(names->list[i].id, names->list[i - 1].id) == 0)
			document_changes_fault(changes, &ids->list[names->list[i].index], text);
}

/* The change that made this version is held against its steps. */
static void
document_changes_check_steps(struct document_changes *changes, const struct names *to)
{
	const struct names *steps = &changes->steps;

	for (uint32_t i = 0; i < changes->to.n; i++)
		if (names_find(steps, changes->to.list[i].id) == UINT32_MAX)
			document_changes_fault(changes, &changes->to.list[i],
			    "no step of this version has this id: name one, or add it");
	for (uint32_t i = 0; i < changes->from.n; i++) {
		const char *id = changes->from.list[i].id;

		if (names_find(steps, id) != UINT32_MAX && names_find(to, id) == UINT32_MAX)
			document_changes_fault(changes, &changes->from.list[i],
			    "is still a step of this version: take one of the two away");
	}
}

static void
document_changes_check_version(struct document_changes *changes, const Pb__Roadmap *message)
{
	uint32_t version = message->changes[changes->index]->version;
	char path[sizeof(changes->faults->list[0].path)];

	(void)snprintf(path, sizeof(path), "/changes/%u/version", changes->index);
	if (version < 2 || version > message->version)
		roadmap_fault(changes->faults, path,
		    "expected the version that brought the change, from 2 to the roadmap's own");
	else if (changes->index > 0 && version <= message->changes[changes->index - 1]->version)
		roadmap_fault(changes->faults, path,
		    "versions must rise: one entry for each, the oldest first");
}

static void
document_changes_check_one(struct document_changes *changes, const Pb__Roadmap *message)
{
	const Pb__Change *change = message->changes[changes->index];
	struct names from, to;

	document_changes_check_version(changes, message);
	document_changes_collect(changes, change);
	from = names_make(changes->from.list, changes->from.n, sizeof(*changes->from.list),
	    changes->scratch);
	to = names_make(changes->to.list, changes->to.n, sizeof(*changes->to.list),
	    changes->scratch);
	document_changes_check_doubles(changes, &changes->from, &from,
	    "this id went away already in this change: keep one");
	document_changes_check_doubles(changes, &changes->to, &to,
	    "this id came about already in this change: if several became one, use 'merged'");
	if (change->version == message->version)
		document_changes_check_steps(changes, &to);
}

void
document_changes_check(const Pb__Roadmap *message, const struct roadmap *roadmap,
    struct roadmap_faults *faults)
{
	__attribute__((cleanup(document_changes_free))) struct arena *arena = arena_new();
	__attribute__((cleanup(document_changes_free))) struct arena *scratch = arena_new();
	struct document_changes changes = {.faults = faults, .scratch = scratch};

	if (message->n_changes > 0)
		changes.steps =
		    names_make(roadmap->steps, roadmap->n_steps, sizeof(*roadmap->steps), arena);
	for (; changes.index < message->n_changes; changes.index++) {
		document_changes_check_one(&changes, message);
		arena_reset(scratch);
	}
}
