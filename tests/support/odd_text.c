#include "support/odd_text.h"

#include <string.h>

/* Pieces of texts that YAML, or libfyaml, may take for something else. */
static const char *const odd_pieces[] = {"a", "word", " ", "  ", ":", ": ", " #", "#", "-", "- ",
    "?", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "'", "''''", "\"", "\\",
    "~", "null", "yes", "1e3", "007", "2026-01-02", "---", "...", "<<", "\xc3\xa9",
    "\xf0\x9f\x9a\x80", "\xe2\x80\xa8", "\xef\xbb\xbf", "\xc2\xa0", "a-word-of-some-length"};
/* Those that only a text of several lines may have. */
static const char *const odd_breaks[] = {"\n", "\n\n", "\t", "\n ", " \n", "\n- ", "\n# ",
    "\n---\n"};

#define ODD_COUNT(list) (sizeof(list) / sizeof((list)[0]))

const char *
odd_text(struct random_source *source, bool body, size_t size_most, struct arena *arena)
{
	char *text = arena_alloc(arena, size_most + 1);
	size_t size = 0;

	for (uint32_t n = 1 + random_below(source, 40); n > 0; n--) {
		const char *piece = odd_pieces[random_below(source, ODD_COUNT(odd_pieces))];

		if (body && random_percent(source, 15))
			piece = odd_breaks[random_below(source, ODD_COUNT(odd_breaks))];
		if (size + 1 + strlen(piece) > size_most)
			break;
		memcpy(text + size, piece, strlen(piece));
		size += strlen(piece);
		if (random_percent(source, 50))
			text[size++] = ' ';
	}
	text[size] = '\0';
	return text[strspn(text, " \t\n")] == '\0' ? "x" : text;
}
