/*
 * The text a new roadmap file begins with: a small worked example that teaches the format.
 */
#ifndef FILE_STARTER_H
#define FILE_STARTER_H

#include "core/arena.h"

/*
 * A roadmap without faults or warnings, with remarks; `id` and `title` must be fine ones. `name`
 * is that of the file, as it is to be typed.
 */
char *starter_write(const char *name, const char *id, const char *title, struct arena *arena);

#endif
