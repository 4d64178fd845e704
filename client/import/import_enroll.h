/*
 * Beginning an imported roadmap where its learner was.
 */
#ifndef IMPORT_ENROLL_H
#define IMPORT_ENROLL_H

#include "client/rpc.h"
#include "import/import_draft.h"

/* How many steps are marked done, active or skipped, or have items that are checked. */
uint32_t import_enroll_marked(const struct import_draft *draft);

/*
 * Enrolls in the roadmap (already being so is fine) and sets what the file says of its steps: those
 * of one status, and one day if the file tells days, in one action, and the checked items of up to
 * 1,000 steps. `out` is told what was done. Returns the exit status.
 */
int import_enroll(struct rpc *rpc, struct import_draft *draft, const Pb__Roadmap *roadmap,
    FILE *out);

#endif
