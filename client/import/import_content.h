/*
 * Texts and links for the steps of a drawing, by the ids of its nodes.
 */
#ifndef IMPORT_CONTENT_H
#define IMPORT_CONTENT_H

#include "core/err.h"
#include "import/import_keys.h"

/*
 * Reads a folder of LABEL@ID.md files, or a file {"ID": {"title", "description", "links"}}. What is
 * for no step is counted and told. INVALID_ARGUMENT if it cannot be read.
 */
enum err_code import_content(const struct import_keys *keys, const char *path, struct err *err);

#endif
