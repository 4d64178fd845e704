/*
 * The row of a step that Step.Set makes.
 */
#ifndef ENGINE_OP_STEP_ROW_H
#define ENGINE_OP_STEP_ROW_H

#include "roadmap/v1/step.pb-c.h"
#include "store/store.h"

/*
 * The row as it should be, done or begun at at_s; `old` may be NULL. `forced` is for a step whose
 * status changes. Of a step that is reset there is none: all 0. Returns whether it differs from
 * what is stored.
 */
bool op_step_row_make(const struct store_step *old, const Pb__StepSetRequest *request, int64_t at_s,
    bool forced, struct store_step *ret_row);

#endif
