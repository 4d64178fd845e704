#include "import/import_attribute.h"

#include <stdlib.h>
#include <string.h>

#include "import/import_text.h"

/* What the step says itself, what an export makes anew, and what goes with recurring tasks only. */
static bool
import_attribute_is_known(const char *key)
{
	static const char *const known[] = {"id", "uuid", "status", "entry", "description",
	    "modified", "start", "end", "hours", "depends", "annotations", "urgency", "project",
	    "wait", "recur", "rtype", "mask", "imask", "parent", "last", "template"};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcmp(known[i], key) == 0)
			return true;
	return false;
}

/* "a,b", as Taskwarrior stores them itself. "" if one of them is no text. */
static const char *
import_attribute_list(struct arena *arena, const json_t *list)
{
	const char *text = "";
	const json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	{
		const char *word = json_string_value(entry);

		if (word == NULL || strlen(text) > 4000)
			return "";
		text = arena_printf(arena, "%s%s%s", text, i > 0 ? "," : "", word);
	}
	return text;
}

/* "" for what is neither text nor number. */
static const char *
import_attribute_value(struct arena *arena, const char *key, const json_t *value)
{
	const char *text = "";
	char *number;

	if (json_is_string(value))
		return json_string_value(value);
	if (strcmp(key, "tags") == 0)
		return import_attribute_list(arena, value);
	if (!json_is_number(value))
		return "";
	number = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
	if (number != NULL)
		text = arena_strdup(arena, number);
	free(number);
	return text;
}

void
import_attribute_keep(struct import_draft *draft, struct import_step *step, const json_t *task)
{
	const char *key;
	json_t *value;

	/* Only a cast away from const: nothing is changed. */
	json_object_foreach((json_t *)task, key, value)
	{
		const char *text = import_attribute_value(draft->arena, key, value);
		bool is_empty = json_is_string(value) && text[0] == '\0';

		if (import_attribute_is_known(key) || is_empty)
			continue;
		if (!import_draft_extra(draft, step, key, text))
			import_draft_drop(draft, "'%s': its '%.40s' cannot be kept: left out",
			    step->def->id, import_text_line(draft->arena, key));
	}
}
