/*
 * Checklists in Markdown. Understood are headings (# to ######), list items (-, *, +, 1. or 1)),
 * boxes ([ ], [x]), a link in an item, hours at its end such as (2 h) or (~1-3 h), and text below
 * a heading or an item; fenced code, comments, tables and front matter are skipped.
 */
#ifndef IMPORT_MARKDOWN_H
#define IMPORT_MARKDOWN_H

#include "import/import.h"

/* Whether the text has a heading or a list item. */
bool import_markdown_fits_text(const struct import_input *input);
enum err_code import_markdown(struct import_draft *draft, const struct import_input *input,
    const json_t *root, const struct import_options *options, struct err *err);

#endif
