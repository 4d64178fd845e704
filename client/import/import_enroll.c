#include "import/import_enroll.h"

#include <stdlib.h>
#include <string.h>

#include "client/progress.h"
#include "file/put.h"
#include "import/import_stored.h"
#include "proto/clock.h"
#include "proto/message.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	IMPORT_ENROLL_STEPS_MAX = 1000, /* of one call */
	IMPORT_ENROLL_ITEMS = 10000,    /* of one call; the last step may go over it */
	IMPORT_ENROLL_DAY_S = 24 * 60 * 60,
};

struct import_enroll {
	struct rpc *rpc;
	struct import_draft *draft;
	const Pb__Roadmap *roadmap;
	struct arena *scratch; /* for one call */
	FILE *out;
	struct progress *progress; /* NULL: not begun */
	uint32_t n_all, n_sent;    /* steps, once for a mark and once for checked items */
	int64_t now_s;
	int status;
};

static void
import_enroll_free(struct arena **scratch)
{
	arena_free(*scratch);
}

static bool
import_enroll_has_checked(const struct import_step *step)
{
	for (size_t i = 0; i < step->def->n_checklist; i++)
		if (step->checked[i])
			return true;
	return false;
}

uint32_t
import_enroll_marked(const struct import_draft *draft)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < draft->n_steps; i++)
		n += draft->steps[i]->mark != IMPORT_TODO ||
		     import_enroll_has_checked(draft->steps[i]);
	return n;
}

static void
import_enroll_sent(struct import_enroll *enroll, uint32_t n)
{
	enroll->n_sent += n;
	progress_show(enroll->progress, enroll->n_sent, enroll->n_all);
}

/* False, with the exit status, if the call was refused. */
static bool
import_enroll_call(struct import_enroll *enroll, const char *service, const char *method,
    const ProtobufCMessage *request)
{
	struct rpc_details details = {0};
	struct err err = ERR_NONE;
	void *reply;

	if (rpc_call(enroll->rpc, service, method, request, enroll->scratch, &reply, &details,
		&err) == ERR_OK)
		return true;
	progress_end(enroll->progress);
	enroll->status = put_refuse(enroll->draft->name, enroll->rpc, &details, &err);
	return false;
}

/* The option of a choice that was worked in, if it is the only one; else NULL. */
static const char *
import_enroll_option(const struct import_draft *draft, const Pb__Choice *choice)
{
	const char *option = NULL;

	for (uint32_t i = 0; i < draft->n_steps; i++) {
		const struct import_step *step = draft->steps[i];

		if ((step->mark != IMPORT_DONE && step->mark != IMPORT_KNOWN &&
			step->mark != IMPORT_ACTIVE) ||
		    strcmp(step->def->choice_id, choice->id) != 0)
			continue;
		if (option != NULL)
			return NULL;
		option = step->def->option_id;
	}
	return option;
}

static void
import_enroll_picks(const struct import_enroll *enroll, Pb__EnrollmentEnrollRequest *request)
{
	const struct import_draft *draft = enroll->draft;

	request->picks = arena_array(enroll->scratch, draft->n_choices, sizeof(Pb__Pick *));
	for (uint32_t i = 0; i < draft->n_choices; i++) {
		const char *option = import_enroll_option(draft, draft->choices[i]);
		Pb__Pick *pick;

		if (option == NULL)
			continue;
		pick = message_new(&pb__pick__descriptor, enroll->scratch);
		pick->choice_id = draft->choices[i]->id;
		pick->n_option_ids = 1;
		pick->option_ids = arena_array(enroll->scratch, 1, sizeof(const char *));
		pick->option_ids[0] = option;
		request->picks[request->n_picks++] = pick;
	}
}

static bool
import_enroll_begin(struct import_enroll *enroll)
{
	Pb__EnrollmentEnrollRequest *request =
	    message_new(&pb__enrollment_enroll_request__descriptor, enroll->scratch);
	struct rpc_details details = {0};
	struct err err = ERR_NONE;
	void *reply;

	request->roadmap_id = enroll->roadmap->id;
	request->version = enroll->roadmap->version;
	import_enroll_picks(enroll, request);
	switch (rpc_call(enroll->rpc, "Enrollment", "Enroll", &request->base, enroll->scratch,
	    &reply, &details, &err)) {
	case ERR_OK:
		fprintf(enroll->out, "Enrolled in %s\n", enroll->roadmap->id);
		return true;
	case ERR_ALREADY_EXISTS:
		if (import_stored_spare(enroll->rpc, enroll->roadmap, enroll->draft, &err) !=
		    ERR_OK)
			break;
		fprintf(enroll->out, "Enrolled in %s already\n", enroll->roadmap->id);
		return true;
	default:
		break;
	}
	enroll->status = put_refuse(enroll->draft->name, enroll->rpc, &details, &err);
	return false;
}

/* The day of a step in days since 1970; 0 if the file does not tell, or tells of the future. */
static int64_t
import_enroll_day(const struct import_enroll *enroll, const struct import_step *step)
{
	return step->at_s <= enroll->now_s ? step->at_s / IMPORT_ENROLL_DAY_S : 0;
}

/* Sets n steps of one day, at most IMPORT_ENROLL_STEPS_MAX. */
static bool
import_enroll_set(struct import_enroll *enroll, struct import_step *const *steps, uint32_t n,
    Pb__Status status)
{
	Pb__StepSetRequest *request =
	    message_new(&pb__step_set_request__descriptor, enroll->scratch);
	int64_t at_s = 0;

	request->roadmap_id = enroll->roadmap->id;
	request->status = status;
	request->force = true;
	request->n_steps = n;
	request->steps = arena_array(enroll->scratch, n, sizeof(const char *));
	for (uint32_t i = 0; i < n; i++) {
		request->steps[i] = steps[i]->def->id;
		if (import_enroll_day(enroll, steps[i]) > 0 && steps[i]->at_s > at_s)
			at_s = steps[i]->at_s;
	}
	if (at_s > 0) {
		request->at =
		    message_new(&google__protobuf__timestamp__descriptor, enroll->scratch);
		request->at->seconds = at_s;
	}
	return import_enroll_call(enroll, "Step", "Set", &request->base);
}

static int
import_enroll_compare(const void *a, const void *b)
{
	const struct import_step *left = *(struct import_step *const *)a;
	const struct import_step *right = *(struct import_step *const *)b;

	if (left->at_s / IMPORT_ENROLL_DAY_S != right->at_s / IMPORT_ENROLL_DAY_S)
		return left->at_s < right->at_s ? -1 : 1;
	return (left->index > right->index) - (left->index < right->index);
}

/* All steps with a mark, the oldest first. Steps without a day come together. */
static bool
import_enroll_mark(struct import_enroll *enroll, enum import_mark mark, Pb__Status status,
    const char *verb)
{
	const struct import_draft *draft = enroll->draft;
	struct import_step **steps = arena_array(draft->arena, draft->n_steps, sizeof(*steps));
	uint32_t n = 0, from = 0, to;

	for (uint32_t i = 0; i < draft->n_steps; i++)
		if (draft->steps[i]->mark == mark)
			steps[n++] = draft->steps[i];
	if (n == 0)
		return true;
	qsort(steps, n, sizeof(struct import_step *), import_enroll_compare);
	for (; from < n; from = to) {
		for (to = from + 1; to < n && to - from < IMPORT_ENROLL_STEPS_MAX; to++)
			if (import_enroll_day(enroll, steps[to]) !=
			    import_enroll_day(enroll, steps[from]))
				break;
		if (!import_enroll_set(enroll, steps + from, to - from, status))
			return false;
		import_enroll_sent(enroll, to - from);
		arena_reset(enroll->scratch);
	}
	progress_end(enroll->progress);
	fprintf(enroll->out, "%u step%s %s\n", n, n == 1 ? "" : "s", verb);
	return true;
}

/* By their numbers, which fit whatever the items are called. */
static Pb__StepItems *
import_enroll_items(const struct import_enroll *enroll, const struct import_step *step)
{
	Pb__StepItems *named = message_new(&pb__step_items__descriptor, enroll->scratch);

	named->step = step->def->id;
	named->items = arena_array(enroll->scratch, step->def->n_checklist, sizeof(const char *));
	for (size_t i = 0; i < step->def->n_checklist; i++)
		if (step->checked[i])
			named->items[named->n_items++] =
			    arena_printf(enroll->scratch, "%zu", i + 1);
	return named;
}

/* The checked items of all steps, as many in a call as may be. */
static bool
import_enroll_check(struct import_enroll *enroll)
{
	const struct import_draft *draft = enroll->draft;
	size_t n_all = 0;
	uint32_t i = 0;

	while (i < draft->n_steps) {
		Pb__StepCheckRequest *request =
		    message_new(&pb__step_check_request__descriptor, enroll->scratch);
		size_t n_items = 0;

		request->roadmap_id = enroll->roadmap->id;
		request->more =
		    arena_array(enroll->scratch, IMPORT_ENROLL_STEPS_MAX, sizeof(Pb__StepItems *));
		for (; i < draft->n_steps && request->n_more < IMPORT_ENROLL_STEPS_MAX &&
		       n_items < IMPORT_ENROLL_ITEMS;
		     i++) {
			if (!import_enroll_has_checked(draft->steps[i]))
				continue;
			request->more[request->n_more] =
			    import_enroll_items(enroll, draft->steps[i]);
			n_items += request->more[request->n_more++]->n_items;
		}
		if (request->n_more > 0 &&
		    !import_enroll_call(enroll, "Step", "Check", &request->base))
			return false;
		n_all += n_items;
		import_enroll_sent(enroll, (uint32_t)request->n_more);
		arena_reset(enroll->scratch);
	}
	progress_end(enroll->progress);
	if (n_all > 0)
		fprintf(enroll->out, "%zu item%s checked\n", n_all, n_all == 1 ? "" : "s");
	return true;
}

int
import_enroll(struct rpc *rpc, struct import_draft *draft, const Pb__Roadmap *roadmap, FILE *out)
{
	__attribute__((cleanup(import_enroll_free))) struct arena *scratch = arena_new();
	struct import_enroll enroll = {.rpc = rpc,
	    .draft = draft,
	    .roadmap = roadmap,
	    .scratch = scratch,
	    .out = out,
	    .now_s = clock_now_s()};
	bool fine = import_enroll_begin(&enroll);

	for (uint32_t i = 0; i < draft->n_steps; i++)
		enroll.n_all += (draft->steps[i]->mark != IMPORT_TODO) +
				import_enroll_has_checked(draft->steps[i]);
	enroll.progress = progress_new(draft->arena, "steps");
	arena_reset(scratch);
	fine = fine && import_enroll_mark(&enroll, IMPORT_DONE, PB__STATUS__STATUS_DONE, "done") &&
	       import_enroll_mark(&enroll, IMPORT_KNOWN, PB__STATUS__STATUS_KNOWN, "known") &&
	       import_enroll_mark(&enroll, IMPORT_SKIPPED, PB__STATUS__STATUS_SKIPPED, "skipped") &&
	       import_enroll_mark(&enroll, IMPORT_ACTIVE, PB__STATUS__STATUS_ACTIVE, "active");
	if (fine)
		(void)import_enroll_check(&enroll);
	progress_end(enroll.progress);
	return enroll.status;
}
