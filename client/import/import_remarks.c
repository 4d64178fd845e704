#include "import/import_remarks.h"

#include <string.h>

static bool
import_remarks_word(const char *word, struct import_remarks *remarks)
{
	if (strcmp(word, "optional") == 0)
		remarks->optional = true;
	else if (strcmp(word, "milestone") == 0)
		remarks->milestone = true;
	else if (strcmp(word, "active") == 0)
		remarks->mark = IMPORT_ACTIVE;
	else if (strcmp(word, "skipped") == 0)
		remarks->mark = IMPORT_SKIPPED;
	else if (strcmp(word, "known") == 0)
		remarks->mark = IMPORT_KNOWN;
	else
		return false;
	return true;
}

struct import_remarks
import_remarks_find(const char *title, struct arena *arena)
{
	const struct import_remarks none = {.rest = title};
	struct import_remarks remarks = none;
	const char *open = strrchr(title, '(');
	size_t size = open != NULL ? strlen(open + 1) : 0;
	char *list, *word;

	if (size == 0 || open[size] != ')')
		return none;
	list = arena_printf(arena, "%.*s", (int)size - 1, open + 1);
	while ((word = strsep(&list, ",")) != NULL) {
		word += strspn(word, " ");
		if (!import_remarks_word(word, &remarks) &&
		    (remarks.hours.high_min > 0 || !import_hours_parse(word, &remarks.hours)))
			return none;
	}
	remarks.rest = arena_printf(arena, "%.*s", (int)(open - title), title);
	return remarks;
}
