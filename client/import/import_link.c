#include "import/import_link.h"

#include <string.h>

enum {
	IMPORT_LINK_LOOK = 4000, /* bytes of a text that are looked at, or "[[[[" takes ages */
};

/* The link that begins with the bracket at `at`. */
static bool
import_link_at(const char *text, size_t size, size_t at, struct arena *arena,
    struct import_link *ret_link)
{
	const char *end = text + size;
	const char *close = memchr(text + at, ']', size - at), *start, *stop;

	if (close == NULL || close + 1 >= end || close[1] != '(')
		return false;
	start = close + 2;
	stop = memchr(start, ')', (size_t)(end - start));
	if (stop == NULL || stop == start)
		return false;
	*ret_link = (struct import_link){.start = at,
	    .end = (size_t)(stop + 1 - text),
	    .title = arena_printf(arena, "%.*s", (int)(close - text - (ptrdiff_t)at - 1),
		text + at + 1)};
	/* A title may follow the address: [a](https://b "c"). */
	for (const char *p = start; p < stop; p++)
		if (*p == ' ')
			stop = p;
	ret_link->url = arena_printf(arena, "%.*s", (int)(stop - start), start);
	return true;
}

bool
import_link_find(const char *text, size_t size, struct arena *arena, struct import_link *ret_link)
{
	if (size > IMPORT_LINK_LOOK)
		size = IMPORT_LINK_LOOK;
	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\\')
			i++;
		else if (text[i] == '[' && import_link_at(text, size, i, arena, ret_link))
			return true;
	}
	return false;
}
