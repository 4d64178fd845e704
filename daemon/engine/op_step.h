/*
 * What Step.Get and Step.List both tell of a step, a kept one too.
 */
#ifndef ENGINE_OP_STEP_H
#define ENGINE_OP_STEP_H

#include "engine/op.h"
#include "roadmap/v1/step.pb-c.h"

enum err_code op_step_notes(struct op *op, const char *roadmap_id, const char *step_id,
    Pb__NoteView ***ret_notes, size_t *ret_n, struct err *err);
enum err_code op_step_links(struct op *op, const char *roadmap_id, const char *step_id,
    Pb__LinkView ***ret_links, size_t *ret_n, struct err *err);

#endif
