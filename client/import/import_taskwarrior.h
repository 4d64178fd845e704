/*
 * Tasks as `task export` prints them.
 */
#ifndef IMPORT_TASKWARRIOR_H
#define IMPORT_TASKWARRIOR_H

#include "import/import.h"

bool import_taskwarrior_fits(const json_t *root);
enum err_code import_taskwarrior(struct import_draft *draft, const struct import_input *input,
    const json_t *root, const struct import_options *options, struct err *err);

#endif
