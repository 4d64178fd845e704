/*
 * The text of a roadmap file: read whole, checked to be text, lines ended by LF.
 */
#ifndef FILE_SOURCE_H
#define FILE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "file/file_fault.h"

enum {
	FILE_SOURCE_MAX = 4 << 20, /* bytes */
	FILE_LINE_MAX = 64 << 10,  /* bytes of a line */
};

struct file_source {
	const char *name; /* for messages */
	const char *text; /* NUL-terminated; no byte order mark; every line ends in LF */
	size_t size;
};

/*
 * Reads a file, or standard input for "-". False, with a fault, if it cannot be read, is larger
 * than FILE_SOURCE_MAX, has a line over FILE_LINE_MAX, or is no text: a NUL, other control
 * characters but tab, bytes that are not UTF-8. *ret_source is filled in any case. The arena holds
 * the text; `path` is borrowed.
 */
bool file_source_read(const char *path, struct arena *arena, struct file_source *ret_source,
    struct file_faults *faults);

/* The same from memory. */
bool file_source_make(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct file_source *ret_source, struct file_faults *faults);

/* A line by its number from 1, without its end; a length of 0 if there is no such line. */
const char *file_source_line(const struct file_source *source, uint32_t line, size_t *ret_length);

/* The length in bytes of the UTF-8 character at p, or 0 if there is none. */
size_t file_source_char(const char *p, size_t left);

#endif
