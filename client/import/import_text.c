#include "import/import_text.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "core/text.h"

static size_t
import_text_char(const char *p, size_t left)
{
	for (size_t n = 1; n <= 4 && n <= left; n++)
		if (text_is_utf8(p, n))
			return n;
	return 0;
}

static bool
import_text_is_control(const char *p)
{
	unsigned char c = (unsigned char)p[0];

	return c < 0x20 || c == 0x7f || (c == 0xc2 && (unsigned char)p[1] < 0xa0);
}

/* Cuts it at a limit, with "..." for what is gone. */
static const char *
import_text_cut(char *text, size_t length, size_t most)
{
	if (length > most) {
		length = text_fit(text, most - 3);
		while (length > 0 && text[length - 1] == ' ')
			length--;
		memcpy(text + length, "...", 4);
	}
	return text;
}

/* The line, and its length; it has room for the dots of a cut. */
static char *
import_text_clean(struct arena *arena, const char *text, size_t size, size_t *ret_length)
{
	/* What is far over the limit is not even looked at. */
	size_t most = size < 4 * (size_t)TEXT_BODY_MAX ? size : 4 * (size_t)TEXT_BODY_MAX;
	char *line = arena_alloc(arena, most + 4);
	size_t length = 0;

	for (size_t i = 0, n; i<most; i += n> 0 ? n : 1) {
		n = import_text_char(text + i, size - i);
		if (n > 0 && (import_text_is_control(text + i) || text[i] == ' ')) {
			if (length > 0 && line[length - 1] != ' ')
				line[length++] = ' ';
			continue;
		}
		if (n == 0)
			line[length++] = '?';
		for (size_t k = 0; k < n && length < most + 3; k++)
			line[length++] = text[i + k];
	}
	while (length > 0 && line[length - 1] == ' ')
		length--;
	line[length] = '\0';
	*ret_length = length;
	return line;
}

const char *
import_text_part(struct arena *arena, const char *text, size_t size)
{
	size_t length;
	char *line = import_text_clean(arena, text, size, &length);

	return import_text_cut(line, length, TEXT_TITLE_MAX);
}

const char *
import_text_whole(struct arena *arena, const char *text, size_t size)
{
	size_t length;

	return import_text_clean(arena, text, size, &length);
}

const char *
import_text_line(struct arena *arena, const char *text)
{
	return text != NULL ? import_text_part(arena, text, strlen(text)) : "";
}

const char *
import_text_body(struct arena *arena, const char *text)
{
	size_t size = text != NULL ? strnlen(text, 4 * (size_t)TEXT_BODY_MAX) : 0;
	char *body = arena_alloc(arena, size + 4);
	size_t length = 0;

	for (size_t i = 0, n; i<size; i += n> 0 ? n : 1) {
		n = import_text_char(text + i, size - i);
		if (n == 0)
			body[length++] = '?';
		else if (text[i] != '\n' && text[i] != '\t' && import_text_is_control(text + i))
			continue;
		for (size_t k = 0; k < n; k++)
			body[length++] = text[i + k];
	}
	while (length > 0 && strchr(" \t\n", body[length - 1]) != NULL)
		length--;
	body[length] = '\0';
	size = strspn(body, " \t\n");
	return import_text_cut(body + size, length - (size < length ? size : length),
	    TEXT_BODY_MAX);
}

const char *
import_text_unmark(struct arena *arena, const char *text)
{
	char *plain = arena_strdup(arena, text);
	size_t length = 0;

	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '`')
			continue;
		if (*p == '\\' && ispunct((unsigned char)p[1])) {
			plain[length++] = *++p;
			continue;
		}
		if (*p == '*' && p[1] == '*') {
			p++;
			continue;
		}
		plain[length++] = *p;
	}
	plain[length] = '\0';
	return plain;
}
