/*
 * Texts that YAML, or what reads it, may take for something else.
 */
#ifndef SUPPORT_ODD_TEXT_H
#define SUPPORT_ODD_TEXT_H

#include "support/random_roadmap.h"

/* Of at most so many bytes, never blank; a body may have several lines. The arena owns it. */
const char *odd_text(struct random_source *source, bool body, size_t size_most,
    struct arena *arena);

#endif
