/*
 * One request on its way through an op: what the op may use, and what it leaves for dispatch.
 *
 * An op checks its input, calls core and store, and fills the reply. It knows one noun, and no
 * SQL, I/O, logging or replying. It runs in a transaction; if it fails, nothing was changed.
 */
#ifndef ENGINE_OP_H
#define ENGINE_OP_H

#include "core/match.h"
#include "core/roadmap.h"
#include "engine/engine.h"
#include "roadmap/v1/catalog.pb-c.h"
#include "roadmap/v1/common.pb-c.h"
#include "roadmap/v1/history.pb-c.h"

struct op {
	struct engine *engine;
	struct store *store;
	struct arena *arena; /* of the request; the reply lives in it */
	int64_t now_s;
	const char *action_id; /* of a write: what its action will be called (UUID) */

	/* left by a write for its action and its event; the roadmap and steps may be empty */
	const char *summary;
	const char *roadmap_id;
	const char **step_ids;
	size_t n_step_ids;
	uint32_t undoes;            /* the action this one takes back, or 0 */
	const char **ret_action_id; /* if set, dispatch tells it the id if something was written */
	Pb__ActionView *action;     /* if set, dispatch tells it the seq */

	/* left by a read: the answer is the same within a second, until something is written */
	bool holds;

	/* left by a refusal for the details of its status, or NULL */
	const Pb__Candidates *candidates;
	const Pb__Faults *faults;
};

/* A message with its defaults: OP_NEW(op, step_view) is a Pb__StepView *. */
#define OP_NEW(op, name) message_new(&pb__##name##__descriptor, (op)->arena)

/* Finds a thing by what was typed; what it may have meant goes into the details. */
enum err_code op_find(struct op *op, const char *what, const struct match_thing *things,
    uint32_t n_things, const char *text, uint32_t *ret_index, struct err *err);

/* A list of faults for the details; the texts are borrowed. */
const Pb__Faults *op_faults(struct op *op, const struct roadmap_faults *faults);

/* The steps of the event: n ids, which are borrowed. */
void op_about(struct op *op, const char *roadmap_id, const char **step_ids, size_t n);

/* Texts of a request. Empty is refused by op_text_needed(). */
enum err_code op_text_needed(const char *what, const char *text, size_t max_bytes, struct err *err);
enum err_code op_url_check(const char *url, struct err *err);

#endif
