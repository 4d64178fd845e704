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
#include "file/file_tree.h"
#include "roadmap/v1/catalog.pb-c.h"

struct file {
	struct file_source source;
	struct file_faults faults;  /* sorted */
	const Pb__Roadmap *message; /* NULL if there are faults */
	struct roadmap *roadmap;    /* the same, checked and resolved */
	struct file_node *root;     /* where its values stand */
};

/*
 * Reads a file ("-" is standard input). True if it has no fault. *ret_file is filled in any case;
 * it borrows the path and lives in the arena.
 */
bool file_read(const char *path, struct arena *arena, struct file *ret_file);

/* The same from memory; `name` stands for the path. */
bool file_read_bytes(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct file *ret_file);

/*
 * What is doubtful in a file without faults (core/roadmap_doubts.h), sorted. The arena is for what
 * is needed meanwhile.
 */
void file_read_doubts(const struct file *file, struct arena *arena, struct file_faults *ret_doubts);

#endif
