/*
 * The lines of a Markdown text that matter to a checklist.
 */
#ifndef IMPORT_LINES_H
#define IMPORT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum {
	IMPORT_LINES_LEVELS = 6,         /* of headings */
	IMPORT_LINES_SIZE_MAX = 4 << 20, /* bytes of a text */
};

enum import_lines_type {
	IMPORT_LINES_HEADING,
	IMPORT_LINES_ITEM,
	IMPORT_LINES_TEXT,
};

enum import_lines_box {
	IMPORT_LINES_NO_BOX,
	IMPORT_LINES_EMPTY,
	IMPORT_LINES_CHECKED,
};

struct import_line {
	enum import_lines_type type;
	enum import_lines_box box; /* of an item */
	unsigned level;            /* of a heading, from 1 */
	unsigned indent;           /* columns before it */
	uint32_t number;           /* from 1 */
	const char *text;          /* without all that, and its size */
	size_t size;
	const char
	    *id; /* of a heading or an item that ends in <!-- ID -->, and its size; else NULL */
	size_t id_size;
};

struct import_lines {
	struct import_line *list;
	uint32_t n;
};

/*
 * The headings, items and texts. Blank lines, front matter, fenced code, comments, tables and rules
 * are left out. INVALID_ARGUMENT if it is too large or no UTF-8. Lines point into the text.
 */
enum err_code import_lines_read(const char *text, size_t size, struct arena *arena,
    struct import_lines *ret_lines, struct err *err);

/* Whether there is a heading or an item near its beginning. */
bool import_lines_has_list(const char *text, size_t size);

#endif
