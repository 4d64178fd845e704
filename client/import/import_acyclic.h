/*
 * Requirements that run in a circle, broken up.
 */
#ifndef IMPORT_ACYCLIC_H
#define IMPORT_ACYCLIC_H

#include "import/import_draft.h"

/*
 * Takes away as many requirements, each with a note, as it needs for no step to wait for itself.
 * Those of the steps that came first are kept.
 */
void import_acyclic(struct import_draft *draft);

#endif
