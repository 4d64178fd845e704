/*
 * Texts in Markdown: what would be markup has a backslash before it.
 */
#ifndef CLIENT_EXPORT_PROSE_H
#define CLIENT_EXPORT_PROSE_H

#include <stdio.h>

#include "core/arena.h"

/* In a line. */
void export_prose_text(FILE *file, const char *text);
/* A text of several lines, and an empty one after it; nothing if it is empty. */
void export_prose_body(FILE *file, struct arena *arena, const char *text);

#endif
