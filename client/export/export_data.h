/*
 * What an export is made of, asked of the daemon.
 */
#ifndef CLIENT_EXPORT_DATA_H
#define CLIENT_EXPORT_DATA_H

#include "client/rpc.h"
#include "core/arena.h"
#include "core/names.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

/* How much a format wants to know; each includes those before it. */
enum export_depth {
	EXPORT_ROADMAP,  /* the roadmap alone: one that is named needs no enrollment */
	EXPORT_STANDING, /* how each step stands */
	EXPORT_CHECKS,   /* and what is ticked off in its checklist */
	EXPORT_ALL,      /* and notes, links, and which step is next */
};

struct export_step {
	const char *id; /* first, for core/names */
	const Pb__StepView *view;
	const Pb__StepDef *def; /* never NULL */
	/*
	 * Notes and links, never NULL with EXPORT_ALL; the checklist if some of it is checked,
	 * but neither none nor all.
	 */
	const Pb__StepGetReply *details;
};

struct export_data {
	const Pb__Roadmap *roadmap;
	const Pb__EnrollmentView *enrollment; /* this and what follows: from EXPORT_STANDING on */
	struct export_step *steps;            /* in file order, the steps of a phase together */
	uint32_t n_steps;
	struct names names;  /* of the steps */
	const char *next_id; /* the step to do now, or "" */
};

/*
 * Asks about a roadmap ("": the current one). The arena owns everything. The enrollment and its
 * steps are of one moment; what EXPORT_CHECKS and EXPORT_ALL add is asked step by step.
 */
enum err_code export_data_ask(struct rpc *rpc, const char *roadmap_id, enum export_depth depth,
    struct arena *arena, struct export_data *ret_data, struct err *err);

/* The step with this id, or NULL. */
const struct export_step *export_data_step(const struct export_data *data, const char *id);
/* The phase of a step, or NULL if the roadmap has none of that id. */
const Pb__Phase *export_data_phase(const struct export_data *data, const struct export_step *step);
/* It is of no option, or of one that is picked. */
bool export_data_offers(const struct export_data *data, const struct export_step *step);

#endif
