/*
 * Roadmaps that the daemon has, for an import.
 */
#ifndef IMPORT_STORED_H
#define IMPORT_STORED_H

#include "client/rpc.h"
#include "import/import_draft.h"

/* The newest version of a roadmap, or the one that is learned; *ret_roadmap is NULL if none is. */
enum err_code import_stored_newest(struct rpc *rpc, const char *id, struct arena *arena,
    const Pb__Roadmap **ret_roadmap, struct err *err);
enum err_code import_stored_learned(struct rpc *rpc, const char *id, struct arena *arena,
    const Pb__Roadmap **ret_roadmap, struct err *err);

/* The steps and choices of a roadmap as a draft, for what a learner did with them. */
void import_stored_draft(struct import_draft *draft, const Pb__Roadmap *roadmap);

/*
 * Forgets marks that would set back a step that is finished already. FAILED_PRECONDITION if another
 * version is learned.
 */
enum err_code import_stored_spare(struct rpc *rpc, const Pb__Roadmap *roadmap,
    struct import_draft *draft, struct err *err);

#endif
