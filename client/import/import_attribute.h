/*
 * What a task has beside the attributes that become a step: those its user made up, and those that
 * only Taskwarrior has a use for.
 */
#ifndef IMPORT_ATTRIBUTE_H
#define IMPORT_ATTRIBUTE_H

#include <jansson.h>

#include "import/import_draft.h"

/* Keeps them as extras of the step. One that cannot be kept is told. */
void import_attribute_keep(struct import_draft *draft, struct import_step *step,
    const json_t *task);

#endif
