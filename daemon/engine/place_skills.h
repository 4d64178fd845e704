/*
 * Skills that steps done in the learner's other roadmaps taught.
 */
#ifndef ENGINE_PLACE_SKILLS_H
#define ENGINE_PLACE_SKILLS_H

#include "engine/place.h"

/*
 * Marks the steps of `place` all of whose skills were learned elsewhere, and where. A roadmap that
 * cannot be read teaches nothing.
 */
enum err_code place_skills_read(struct op *op, struct place *place, struct err *err);

#endif
