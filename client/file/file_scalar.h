/*
 * The text of a scalar, out of libfyaml.
 */
#ifndef FILE_SCALAR_H
#define FILE_SCALAR_H

#include "file/file_tree.h"

struct fy_token;

/*
 * Fills text, length, plain and place of a node; the line ends that close a block of text are taken
 * off. A value that was left out, with or without a token, gets no place. Returns what is wrong
 * with it, or NULL.
 */
const char *file_scalar_read(struct file_node *node, struct fy_token *token,
    const struct file_source *source, struct arena *arena);

#endif
