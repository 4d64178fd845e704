/*
 * Text of others made fit for a roadmap: whatever comes in, what goes out passes core/text.
 */
#ifndef IMPORT_TEXT_H
#define IMPORT_TEXT_H

#include <stddef.h>

#include "core/arena.h"

/*
 * One line of at most TEXT_TITLE_MAX bytes: runs of blanks and control characters become one blank,
 * bytes that are not UTF-8 become '?', and what is too long ends in "...". NULL is "".
 */
const char *import_text_line(struct arena *arena, const char *text);

/* The same for at most size bytes of it, and without the limit. */
const char *import_text_part(struct arena *arena, const char *text, size_t size);
const char *import_text_whole(struct arena *arena, const char *text, size_t size);

/* A text of at most TEXT_BODY_MAX bytes: keeps newlines and tabs, but none at the ends. */
const char *import_text_body(struct arena *arena, const char *text);

/* Markdown without ** and ` marks, and with what a backslash stands before as it is. */
const char *import_text_unmark(struct arena *arena, const char *text);

#endif
