#include "engine/op_table.h"

#include "core/explain.h"
#include "core/plan.h"
#include "engine/timer.h"
#include "engine/view.h"

enum {
	OP_PLAN_LIMIT_MAX = 1000,
};

enum err_code
op_plan_next(struct op *op, const Pb__PlanNextRequest *request, Pb__PlanNextReply *reply,
    struct err *err)
{
	uint32_t limit = request->limit != 0 ? request->limit : 1;
	const struct place *place;
	const struct plan *plan;
	uint32_t *head;

	if (limit > OP_PLAN_LIMIT_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %u steps",
		    OP_PLAN_LIMIT_MAX);
	place = place_open(op, request->roadmap_id, err);
	if (place == NULL)
		return err->code;
	plan = plan_make(place->standing, op->arena);
	head = arena_array(op->arena, limit, sizeof(*head));
	reply->n_recommendations = plan_head(plan, place->standing, limit, head);
	reply->recommendations =
	    arena_array(op->arena, reply->n_recommendations, sizeof(*reply->recommendations));
	for (size_t i = 0; i < reply->n_recommendations; i++)
		reply->recommendations[i] = view_recommendation(op, place, &plan->entries[head[i]]);
	reply->enrollment = view_enrollment(op, place);
	if (jobs_reminder(op, &reply->job, err) != ERR_OK)
		return err->code;
	return timer_view(op, &reply->timer, err);
}

static Pb__PlanWhyReply__Verdict
op_plan_verdict(const struct standing *standing, uint32_t step)
{
	switch (standing->effective[step]) {
	case STANDING_DONE:
	case STANDING_KNOWN:
		return PB__PLAN_WHY_REPLY__VERDICT__VERDICT_FINISHED;
	case STANDING_SKIPPED:
		return PB__PLAN_WHY_REPLY__VERDICT__VERDICT_SKIPPED;
	default:
		break;
	}
	if (!standing->in_scope[step])
		return PB__PLAN_WHY_REPLY__VERDICT__VERDICT_OUT_OF_SCOPE;
	return standing->ready[step] || standing->effective[step] == STANDING_ACTIVE
		   ? PB__PLAN_WHY_REPLY__VERDICT__VERDICT_RECOMMENDED
		   : PB__PLAN_WHY_REPLY__VERDICT__VERDICT_LOCKED;
}

/* Where the step stands among what can be begun now. */
static void
op_plan_rank(struct op *op, const struct place *place, uint32_t step, Pb__PlanWhyReply *reply)
{
	const struct plan *plan = plan_make(place->standing, op->arena);
	uint32_t *head = arena_array(op->arena, plan->n_entries, sizeof(*head));
	uint32_t n = plan_head(plan, place->standing, plan->n_entries, head);

	for (uint32_t i = 0; i < n; i++) {
		const struct plan_entry *entry = &plan->entries[head[i]];

		if (entry->step != step)
			continue;
		reply->rank = i + 1;
		reply->recommendation = view_recommendation(op, place, entry);
		reply->reason = reply->recommendation->reason;
	}
}

enum err_code
op_plan_why(struct op *op, const Pb__PlanWhyRequest *request, Pb__PlanWhyReply *reply,
    struct err *err)
{
	uint32_t step;
	const struct place *place =
	    place_open_step(op, request->roadmap_id, request->step, &step, err);
	uint64_t minutes = 0;
	uint32_t *way;

	if (place == NULL)
		return err->code;
	reply->step = view_step(op, place, step);
	reply->verdict = op_plan_verdict(place->standing, step);
	reply->reason = explain_step(op->arena, place->standing, step);
	if (reply->verdict == PB__PLAN_WHY_REPLY__VERDICT__VERDICT_RECOMMENDED)
		op_plan_rank(op, place, step, reply);
	if (reply->verdict != PB__PLAN_WHY_REPLY__VERDICT__VERDICT_LOCKED)
		return ERR_OK;
	way = arena_array(op->arena, place->roadmap->n_steps, sizeof(*way));
	reply->n_way = standing_way(place->standing, step, op->arena, way, &minutes);
	reply->way = view_steps(op, place, way, reply->n_way);
	reply->way_minutes = (uint32_t)minutes;
	return ERR_OK;
}
