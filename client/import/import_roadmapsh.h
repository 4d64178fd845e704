/*
 * The drawings of roadmap.sh: nodes and edges as React Flow exports them.
 */
#ifndef IMPORT_ROADMAPSH_H
#define IMPORT_ROADMAPSH_H

#include "import/import.h"

bool import_roadmapsh_fits(const json_t *root);
enum err_code import_roadmapsh(struct import_draft *draft, const struct import_input *input,
    const json_t *root, const struct import_options *options, struct err *err);

#endif
