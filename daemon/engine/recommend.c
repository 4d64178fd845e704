#include "engine/recommend.h"

#include "core/alternative.h"
#include "core/explain.h"
#include "core/fit.h"
#include "core/order.h"
#include "engine/evidence.h"
#include "engine/view.h"

struct recommend
recommend_make(struct op *op, const struct place *place)
{
	struct recommend recommend = {
	    .op = op,
	    .place = place,
	    .plan = model_plan(place->model, place->standing),
	};
	uint32_t n = recommend.plan->n_entries;

	recommend.ranks = order_ranks(place->standing, recommend.plan, op->arena);
	recommend.head = arena_array(op->arena, n, sizeof(*recommend.head));
	recommend.n_head = plan_head(recommend.plan, place->standing, n, recommend.head);
	return recommend;
}

static uint32_t
recommend_spent(const struct place *place, uint32_t step)
{
	return place->rows[step] != NULL ? place->rows[step]->minutes_spent : 0;
}

uint32_t
recommend_minutes_left(const struct place *place, uint32_t step)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	uint32_t minutes = estimate_told(&place->estimate, def->kind, roadmap_step_minutes(def));

	return fit_minutes_left(minutes, recommend_spent(place, step));
}

uint32_t
recommend_minutes_planned(const struct place *place, uint32_t step)
{
	return fit_minutes_left(roadmap_step_minutes(&place->roadmap->steps[step]),
	    recommend_spent(place, step));
}

uint32_t
recommend_item_minutes(const struct place *place, uint32_t step)
{
	return fit_item_minutes(&place->roadmap->steps[step], recommend_minutes_left(place, step),
	    place->items_checked[step]);
}

static Pb__Term *
recommend_term(struct op *op, Pb__Term__Name name, uint32_t points, const char *text)
{
	Pb__Term *term = OP_NEW(op, term);

	term->name = name;
	term->points = points;
	term->text = text;
	return term;
}

/* What the plan says, and what the step's evidence adds to it. */
static const char *
recommend_reason(const struct recommend *recommend, const struct plan_entry *entry)
{
	const struct place *place = recommend->place;
	struct arena *arena = recommend->op->arena;
	const char *reason = explain_entry(arena, place->standing, entry);
	const char *way = alternative_taken(arena, place->standing, recommend->ranks, entry->step);
	const char *more = "";

	if (way[0] != '\0')
		reason = arena_printf(arena, "%s; %s", reason, way);
	if (place->roadmap->steps[entry->step].evidence.kind != ROADMAP_EVIDENCE_NONE)
		more = evidence_reason(arena, place, entry->step);
	return more[0] != '\0' ? arena_printf(arena, "%s; %s", reason, more) : reason;
}

static void
recommend_terms(const struct recommend *recommend, const struct plan_entry *entry,
    Pb__Recommendation *view)
{
	struct op *op = recommend->op;
	const struct standing *standing = recommend->place->standing;

	view->score = entry->score;
	view->n_terms = 2;
	view->terms = arena_array(op->arena, view->n_terms, sizeof(*view->terms));
	view->terms[0] = recommend_term(op, PB__TERM__NAME__NAME_OWN_VALUE, entry->own_points,
	    explain_own(op->arena, standing, entry));
	view->terms[1] = recommend_term(op, PB__TERM__NAME__NAME_OPENED_VALUE, entry->opened_points,
	    explain_opened(op->arena, standing, entry));
	view->reason = recommend_reason(recommend, entry);
	view->compared =
	    order_compared(op->arena, recommend->plan, recommend->head, recommend->n_head, entry);
}

static void
recommend_block(const struct recommend *recommend, const struct plan_entry *entry,
    Pb__Recommendation *view)
{
	const struct roadmap *roadmap = recommend->place->roadmap;
	struct arena *arena = recommend->op->arena;
	uint32_t n = entry->block_steps;
	uint32_t *steps = arena_array(arena, n, sizeof(*steps));

	explain_block(recommend->place->standing, entry, steps);
	view->goal_id = roadmap->steps[entry->goal].id;
	view->goal_title = roadmap->steps[entry->goal].title;
	view->block_steps = entry->block_steps;
	view->block_ends = entry->block_ends;
	view->block_value = (uint32_t)entry->block_value;
	view->block_minutes = (uint32_t)entry->block_minutes;
	view->block_step_ids = arena_array(arena, n, sizeof(*view->block_step_ids));
	for (uint32_t i = 0; i < n; i++)
		view->block_step_ids[view->n_block_step_ids++] = roadmap->steps[steps[i]].id;
	view->first_of = explain_first_of(arena, recommend->place->standing, entry, steps);
}

/* The first item of the checklist that is not checked. */
static Pb__ItemView *
recommend_item(struct op *op, const struct place *place, uint32_t step)
{
	Pb__ItemView **items;

	if (recommend_item_minutes(place, step) == 0)
		return NULL;
	items = view_items(op, place, step);
	for (uint32_t i = 0; i < place->roadmap->steps[step].n_items; i++)
		if (!items[i]->checked)
			return items[i];
	return NULL;
}

Pb__Recommendation *
recommend_entry(const struct recommend *recommend, uint32_t entry_number)
{
	const struct plan_entry *entry = &recommend->plan->entries[entry_number];
	Pb__Recommendation *view = OP_NEW(recommend->op, recommendation);

	view->step = view_step(recommend->op, recommend->place, entry->step);
	recommend_terms(recommend, entry, view);
	recommend_block(recommend, entry, view);
	view->minutes_left = recommend_minutes_left(recommend->place, entry->step);
	view->item = recommend_item(recommend->op, recommend->place, entry->step);
	view->item_minutes = recommend_item_minutes(recommend->place, entry->step);
	return view;
}
