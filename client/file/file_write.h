/*
 * Writing a roadmap as a file that people read and edit: the opposite of file_read().
 */
#ifndef FILE_WRITE_H
#define FILE_WRITE_H

#include "core/arena.h"
#include "roadmap/v1/catalog.pb-c.h"

/*
 * The YAML text of a roadmap that document_read() accepts, ended by a newline; the arena owns it.
 * file_read() makes exactly the same message of it. What is at its default is left out. (A roadmap
 * of several megabytes may become a text over FILE_SOURCE_MAX, which file_read() refuses.)
 */
char *file_write(const Pb__Roadmap *message, struct arena *arena);

#endif
