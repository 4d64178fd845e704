/*
 * An Exercism track: its config.json, version 3.
 */
#ifndef IMPORT_EXERCISM_H
#define IMPORT_EXERCISM_H

#include "import/import.h"

bool import_exercism_fits(const json_t *root);
enum err_code import_exercism(struct import_draft *draft, const struct import_input *input,
    const json_t *root, const struct import_options *options, struct err *err);

#endif
