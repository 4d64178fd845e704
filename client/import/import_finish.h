/*
 * A draft as a roadmap: what is missing is filled in.
 */
#ifndef IMPORT_FINISH_H
#define IMPORT_FINISH_H

#include "core/err.h"
#include "import/import_draft.h"

/*
 * The roadmap, version 1, which document_read() accepts. Steps without hours get a guess by their
 * kind; without an id the roadmap gets one of its title, without a title that of the file. NULL if
 * there is no step in the draft, or more than a roadmap may hold.
 */
Pb__Roadmap *import_finish(struct import_draft *draft, struct err *err);

#endif
