#include "import/import_keys.h"

#include "import/import_text.h"

struct import_key {
	const char *key; /* first, as names_make() wants it */
};

struct import_keys
import_keys_make(struct import_draft *draft)
{
	struct import_key *sources = arena_array(draft->arena, draft->n_steps, sizeof(*sources));
	struct import_key *ids = arena_array(draft->arena, draft->n_steps, sizeof(*ids));

	for (uint32_t i = 0; i < draft->n_steps; i++) {
		sources[i].key = draft->steps[i]->def->source_id;
		ids[i].key = draft->steps[i]->def->id;
	}
	return (struct import_keys){.draft = draft,
	    .sources = names_make(sources, draft->n_steps, sizeof(*sources), draft->arena),
	    .ids = names_make(ids, draft->n_steps, sizeof(*ids), draft->arena)};
}

struct import_step *
import_keys_find(const struct import_keys *keys, const char *key)
{
	uint32_t index = UINT32_MAX;

	if (key[0] != '\0')
		index = names_find(&keys->sources, key);
	if (index == UINT32_MAX)
		index = names_find(&keys->ids, key);
	return index != UINT32_MAX ? keys->draft->steps[index] : NULL;
}

static void
import_keys_mark(const struct import_keys *keys, const json_t *list, enum import_mark mark)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	{
		const char *key = json_string_value(entry);
		struct import_step *step = key != NULL ? import_keys_find(keys, key) : NULL;

		if (step != NULL)
			step->mark = mark;
		else
			import_draft_drop(keys->draft, "progress: no step '%.60s': left out",
			    key != NULL ? import_text_line(keys->draft->arena, key) : "?");
	}
}

bool
import_keys_progress(const struct import_keys *keys, const json_t *record)
{
	const json_t *done = json_object_get(record, "done");
	const json_t *learning = json_object_get(record, "learning");
	const json_t *skipped = json_object_get(record, "skipped");

	if (!json_is_array(done) && !json_is_array(learning) && !json_is_array(skipped))
		return false;
	import_keys_mark(keys, learning, IMPORT_ACTIVE);
	import_keys_mark(keys, skipped, IMPORT_SKIPPED);
	import_keys_mark(keys, done, IMPORT_DONE);
	return true;
}
