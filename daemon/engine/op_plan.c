#include "engine/op_table.h"

#include "core/alternative.h"
#include "core/explain.h"
#include "core/fit.h"
#include "core/narrow.h"
#include "core/order.h"
#include "engine/recommend.h"
#include "engine/timer.h"
#include "engine/view.h"

enum {
	OP_PLAN_LIMIT_MAX = 1000,
	OP_PLAN_MINUTES_MAX = 60000,
};

struct op_plan_next {
	const Pb__PlanNextRequest *request;
	struct recommend recommend;
	struct narrow narrow;
	uint32_t *entries; /* what is as asked for, what fits first */
	uint32_t n_entries;
	uint32_t n_fit; /* how many of them fit; all without minutes */
};

static enum err_code
op_plan_narrow(struct op *op, const struct place *place, const Pb__PlanNextRequest *request,
    struct narrow *ret_narrow, struct err *err)
{
	const struct roadmap *roadmap = place->roadmap;
	struct narrow narrow = {.phase = ROADMAP_NONE, .kind = (uint32_t)request->kind};
	struct match_thing *things;
	uint32_t n, found;
	enum err_code code = ERR_OK;

	if (request->kind < PB__KIND__KIND_UNSPECIFIED || request->kind > PB__KIND__KIND_JOB)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "no such kind: learn, project, portfolio or job");
	if (request->phase[0] != '\0') {
		things = arena_array(op->arena, roadmap->n_phases, sizeof(*things));
		for (uint32_t i = 0; i < roadmap->n_phases; i++)
			things[i] =
			    (struct match_thing){roadmap->phases[i].id, roadmap->phases[i].title};
		code = op_find(op, "phase", things, roadmap->n_phases, request->phase,
		    &narrow.phase, err);
	}
	if (code == ERR_OK && request->skill[0] != '\0') {
		things = narrow_skills(roadmap, op->arena, &n);
		code = op_find(op, "skill", things, n, request->skill, &found, err);
		if (code == ERR_OK)
			narrow.skill = things[found].id;
	}
	if (code == ERR_OK)
		*ret_narrow = narrow;
	return code;
}

static enum fit
op_plan_fit(const struct op_plan_next *next, uint32_t entry)
{
	const struct place *place = next->recommend.place;
	uint32_t step = next->recommend.plan->entries[entry].step;

	return fit_of(recommend_minutes_left(place, step), recommend_item_minutes(place, step),
	    next->request->minutes);
}

/* Takes the entries that are as asked for; of those that fit or of the others. */
static void
op_plan_take(struct op_plan_next *next, bool fitting)
{
	const struct recommend *recommend = &next->recommend;
	bool ahead = next->request->ahead != 0;
	uint32_t n = ahead ? recommend->plan->n_entries : recommend->n_head;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t entry = ahead ? i : recommend->head[i];
		bool fits = next->request->minutes == 0 || op_plan_fit(next, entry) != FIT_NOTHING;

		if (fits == fitting && narrow_has(recommend->place->roadmap, &next->narrow,
					   recommend->plan->entries[entry].step))
			next->entries[next->n_entries++] = entry;
	}
}

/* "nothing fits into 20 min: the least is 30 min, for Wash your hands" */
static const char *
op_plan_no_fit(const struct op_plan_next *next)
{
	const struct place *place = next->recommend.place;
	struct arena *arena = next->recommend.op->arena;
	uint32_t least = 0, best = ROADMAP_NONE;
	bool of_item = false;

	for (uint32_t i = 0; i < next->n_entries; i++) {
		uint32_t step = next->recommend.plan->entries[next->entries[i]].step;
		uint32_t minutes = recommend_minutes_left(place, step);
		uint32_t item = recommend_item_minutes(place, step);
		bool is_item = item > 0 && item < minutes;

		minutes = is_item ? item : minutes;
		if (best == ROADMAP_NONE || minutes < least) {
			best = step;
			least = minutes;
			of_item = is_item;
		}
	}
	return arena_printf(arena, "nothing fits into %s; the least is %s, for %s%s",
	    explain_minutes(arena, next->request->minutes), explain_minutes(arena, least),
	    of_item ? "an item of " : "", place->roadmap->steps[best].title);
}

/* Why the request was not met, or "". */
static const char *
op_plan_note(const struct op_plan_next *next)
{
	const struct recommend *recommend = &next->recommend;
	struct arena *arena = recommend->op->arena;
	uint32_t *steps;

	if (next->n_entries > 0)
		return next->n_fit > 0 ? "" : op_plan_no_fit(next);
	if (recommend->plan->n_entries == 0 || narrow_is_any(&next->narrow))
		return "";
	steps = arena_array(arena, recommend->n_head, sizeof(*steps));
	for (uint32_t i = 0; i < recommend->n_head; i++)
		steps[i] = recommend->plan->entries[recommend->head[i]].step;
	return narrow_explain(arena, recommend->place->standing, &next->narrow, steps,
	    recommend->n_head);
}

/* The recommendation at a place of the answer. */
static Pb__Recommendation *
op_plan_one(const struct op_plan_next *next, uint32_t at)
{
	const struct recommend *recommend = &next->recommend;
	Pb__Recommendation *one = recommend_entry(recommend, next->entries[at]);

	if (next->request->minutes > 0)
		one->fit = (Pb__Fit)op_plan_fit(next, next->entries[at]);
	if (at > 0 && at == next->n_fit)
		one->order = arena_printf(recommend->op->arena, "does not fit into %s",
		    explain_minutes(recommend->op->arena, next->request->minutes));
	else if (at > 0)
		one->order = order_reason(recommend->op->arena, recommend->place->standing,
		    recommend->plan, recommend->ranks, next->entries[at - 1], next->entries[at]);
	return one;
}

enum err_code
op_plan_next(struct op *op, const Pb__PlanNextRequest *request, Pb__PlanNextReply *reply,
    struct err *err)
{
	uint32_t limit = request->limit != 0 ? request->limit : 1;
	struct op_plan_next next = {.request = request};
	const struct place *place;

	if (limit > OP_PLAN_LIMIT_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %u steps",
		    OP_PLAN_LIMIT_MAX);
	if (request->minutes > OP_PLAN_MINUTES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "that is too much time: at most %u hours",
		    OP_PLAN_MINUTES_MAX / 60);
	place = place_open(op, request->roadmap_id, err);
	if (place == NULL || op_plan_narrow(op, place, request, &next.narrow, err) != ERR_OK)
		return err->code;
	next.recommend = recommend_make(op, place);
	next.entries =
	    arena_array(op->arena, next.recommend.plan->n_entries, sizeof(*next.entries));
	op_plan_take(&next, true);
	next.n_fit = next.n_entries;
	op_plan_take(&next, false);
	limit = next.n_entries < limit ? next.n_entries : limit;
	reply->recommendations = arena_array(op->arena, limit, sizeof(*reply->recommendations));
	for (uint32_t i = 0; i < limit; i++)
		reply->recommendations[reply->n_recommendations++] = op_plan_one(&next, i);
	reply->note = op_plan_note(&next);
	reply->enrollment = view_enrollment(op, place);
	if (jobs_view_reminder(op, &reply->job, err) != ERR_OK ||
	    timer_view(op, &reply->timer, err) != ERR_OK)
		return err->code;
	op->holds = reply->timer == NULL;
	return ERR_OK;
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

/* Where the step stands in the plan; what can be begun says why. */
static void
op_plan_rank(struct op *op, const struct place *place, uint32_t step, Pb__PlanWhyReply *reply)
{
	struct recommend recommend = recommend_make(op, place);
	uint32_t entry = recommend.ranks[step];
	const char *way;

	if (entry == ROADMAP_NONE)
		return;
	reply->rank = entry + 1;
	way = alternative_needed(op->arena, place->standing, recommend.ranks, step);
	if (way[0] != '\0')
		reply->reason = arena_printf(op->arena, "%s; the plan goes %s", reply->reason, way);
	if (reply->verdict != PB__PLAN_WHY_REPLY__VERDICT__VERDICT_RECOMMENDED)
		return;
	reply->recommendation = recommend_entry(&recommend, entry);
	if (place->standing->ready[step])
		reply->reason = reply->recommendation->reason;
}

/* What of a step is behind the learner: when it was finished, and what that opened. */
static void
op_plan_finished(struct op *op, const struct place *place, uint32_t step, Pb__PlanWhyReply *reply)
{
	uint32_t *opened = arena_array(op->arena, place->roadmap->n_steps, sizeof(*opened));
	const struct store_step *row = place->rows[step];

	if (row != NULL)
		reply->finished_at = view_timestamp_s(op->arena, row->finished_at);
	if (reply->verdict != PB__PLAN_WHY_REPLY__VERDICT__VERDICT_FINISHED)
		return;
	reply->n_opened = explain_opened_steps(place->standing, step, opened);
	reply->opened = view_steps(op, place, opened, reply->n_opened);
}

static void
op_plan_commands(struct op *op, const struct place *place, uint32_t step, Pb__PlanWhyReply *reply)
{
	const char *commands[EXPLAIN_COMMANDS];
	uint32_t n = explain_commands(op->arena, place->standing, step, commands);

	reply->commands = arena_array(op->arena, n, sizeof(*reply->commands));
	for (uint32_t i = 0; i < n; i++)
		reply->commands[reply->n_commands++] =
		    place->current ? commands[i]
				   : arena_printf(op->arena, "%s --roadmap %s", commands[i],
					 place->roadmap->id);
}

enum err_code
op_plan_why(struct op *op, const Pb__PlanWhyRequest *request, Pb__PlanWhyReply *reply,
    struct err *err)
{
	uint32_t step;
	const struct place *place =
	    place_open_step(op, request->roadmap_id, request->step, &step, err);
	struct opening way = {.is_exact = true};

	if (place == NULL)
		return err->code;
	if (!place->standing->ready[step] && standing_is_unfinished(place->standing, step))
		way = opening_find(place->standing, step, OPENING_EFFORT, op->arena);
	reply->step = view_step(op, place, step);
	reply->verdict = op_plan_verdict(place->standing, step);
	reply->reason = explain_step(op->arena, place->standing, step, &way);
	reply->n_way = way.n_steps;
	reply->way = view_steps(op, place, way.steps, way.n_steps);
	reply->way_minutes = (uint32_t)way.minutes;
	reply->way_is_about = !way.is_exact;
	op_plan_rank(op, place, step, reply);
	op_plan_finished(op, place, step, reply);
	op_plan_commands(op, place, step, reply);
	return ERR_OK;
}
