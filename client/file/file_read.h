/*
 * Reading a roadmap file: YAML to the message roadmap.v1.Roadmap, with every fault at its line and
 * column. roadmap-format(5) describes the file.
 *
 * Safe on any bytes: at most FILE_SOURCE_MAX of them, FILE_NODES_MAX values, FILE_DEPTH_MAX levels;
 * aliases, anchors, tags and directives are refused.
 */
#ifndef FILE_READ_H
#define FILE_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/roadmap.h"
#include "file/file_fault.h"
#include "file/file_source.h"
#include "roadmap/v1/catalog.pb-c.h"

struct file {
	struct file_source source;
	struct file_faults faults;  /* sorted */
	const Pb__Roadmap *message; /* NULL if there are faults */
	struct roadmap *roadmap;    /* the same, checked and resolved */
};

/*
 * Reads a file ("-" is standard input). True if it has no fault. *ret_file is filled in any case;
 * it borrows the path and lives in the arena.
 */
bool file_read(const char *path, struct arena *arena, struct file *ret_file);

/* The same from memory; `name` stands for the path. */
bool file_read_bytes(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct file *ret_file);

#endif
