/*
 * YAML as a tree of nodes that know their line and column. Every node comes from the text: aliases,
 * anchors and tags are refused, so no file can grow in memory beyond what it holds.
 */
#ifndef FILE_TREE_H
#define FILE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "file/file_source.h"

enum {
	FILE_DEPTH_MAX = 16,
	FILE_NODES_MAX = 500000,
};

enum file_node_type {
	FILE_SCALAR,
	FILE_LIST,
	FILE_MAP,
};

struct file_node {
	enum file_node_type type;
	uint32_t line, column; /* from 1 */
	bool plain;            /* a scalar without quotes: may be a number, a flag or nothing */
	bool faulted;          /* is not what it should be: what follows from that is no news */
	bool lacking;          /* a map without all its keys: so are faults of those keys */
	const char *text;      /* of a scalar, NUL-terminated; may hold NULs before its end */
	size_t length;
	const struct file_node *key;    /* the scalar before the colon, if it stands in a map */
	struct file_node *first, *next; /* entries of a list, values of a map */
	uint32_t n;
};

/*
 * Parses the text of a source. NULL, with faults, if it is empty or no YAML, holds what is refused,
 * several documents, or is deeper or larger than the limits. The arena holds the tree.
 */
struct file_node *file_tree_parse(const struct file_source *source, struct arena *arena,
    struct file_faults *faults);

/*
 * The node a path such as "/phases/0/steps/3" leads to, or the last one on the way that exists;
 * ret_exact tells which.
 */
struct file_node *file_tree_find(struct file_node *root, const char *path, bool *ret_exact);

/* A value that was left out: nothing after the colon, ~ or null. */
bool file_tree_is_null(const struct file_node *node);

#endif
