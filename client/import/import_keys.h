/*
 * The steps of a draft by what the file calls them, and what a learner did with them.
 */
#ifndef IMPORT_KEYS_H
#define IMPORT_KEYS_H

#include <jansson.h>

#include "core/names.h"
#include "import/import_draft.h"

struct import_keys {
	struct import_draft *draft;
	struct names sources, ids;
};

struct import_keys import_keys_make(struct import_draft *draft);

/* The step with this source id, else with this id, else NULL. */
struct import_step *import_keys_find(const struct import_keys *keys, const char *key);

/*
 * Applies a progress record: {"done": [KEY], "learning": [KEY], "skipped": [KEY]}. A key of no step
 * is told and left out. False if it is no such record.
 */
bool import_keys_progress(const struct import_keys *keys, const json_t *record);

#endif
