/*
 * All steps of a roadmap: as many calls of Step.List as its pages take.
 */
#ifndef CLIENT_STEP_LIST_H
#define CLIENT_STEP_LIST_H

#include "client/rpc.h"
#include "core/arena.h"
#include "roadmap/v1/step.pb-c.h"

/*
 * The pages joined into one reply, with the enrollment of the first. ABORTED if the learner moved
 * to another version meanwhile. ret_details may be NULL.
 */
enum err_code step_list(struct rpc *rpc, const Pb__StepListRequest *request, struct arena *arena,
    Pb__StepListReply **ret_reply, struct rpc_details *ret_details, struct err *err);
/* The same where the first page, `all`, is there already: the others are joined to it. */
enum err_code step_list_rest(struct rpc *rpc, const Pb__StepListRequest *request,
    struct arena *arena, Pb__StepListReply *all, struct rpc_details *ret_details, struct err *err);

#endif
