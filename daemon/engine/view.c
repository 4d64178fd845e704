#include "engine/view.h"

#include "engine/evidence.h"

enum {
	VIEW_US_PER_S = 1000000,
};

Google__Protobuf__Timestamp *
view_timestamp(struct arena *arena, int64_t at_us)
{
	Google__Protobuf__Timestamp *timestamp;

	if (at_us == 0)
		return NULL;
	timestamp = message_new(&google__protobuf__timestamp__descriptor, arena);
	timestamp->seconds = at_us / VIEW_US_PER_S;
	timestamp->nanos = (int32_t)(at_us % VIEW_US_PER_S) * 1000;
	return timestamp;
}

Google__Protobuf__Timestamp *
view_timestamp_s(struct arena *arena, int64_t at_s)
{
	return view_timestamp(arena, at_s * VIEW_US_PER_S);
}

static Pb__EvidenceView *
view_evidence(struct op *op, const struct place *place, uint32_t step)
{
	const struct evidence evidence = evidence_of(op, place, step);
	Pb__EvidenceView *view = OP_NEW(op, evidence_view);

	view->met = evidence.met;
	view->have = evidence.have;
	view->want = evidence.want;
	view->text = evidence.text;
	return view;
}

Pb__StepView *
view_step(struct op *op, const struct place *place, uint32_t step)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	const struct standing *standing = place->standing;
	const struct store_step *row = place->rows[step];
	Pb__StepView *view = OP_NEW(op, step_view);

	view->id = def->id;
	view->title = def->title;
	view->phase_id = place->roadmap->phases[def->phase].id;
	view->kind = (Pb__Kind)def->kind;
	view->status = (Pb__Status)standing->effective[step];
	view->availability = standing->ready[step] ? PB__AVAILABILITY__AVAILABILITY_READY
						   : PB__AVAILABILITY__AVAILABILITY_LOCKED;
	view->in_scope = standing->in_scope[step];
	view->optional = def->optional;
	view->milestone = def->milestone;
	view->minutes_low = def->minutes_low;
	view->minutes_high = def->minutes_high;
	view->minutes = roadmap_step_minutes(def);
	view->guessed = def->guessed;
	if (estimate_differs(&place->estimate, def->kind, view->minutes))
		view->minutes_yours = estimate_told(&place->estimate, def->kind, view->minutes);
	view->notes = place->n_notes[step];
	view->links = place->n_links[step];
	view->value = def->value;
	view->items_checked = place->items_checked[step];
	view->items_total = def->n_items;
	view->choice_id = def->choice_id;
	view->option_id = def->option_id;
	if (def->evidence.kind != ROADMAP_EVIDENCE_NONE)
		view->evidence = view_evidence(op, place, step);
	if (row == NULL) {
		if (place->known_from[step] != NULL)
			view->known_from = place->known_from[step];
		return view;
	}
	view->forced = row->forced;
	view->minutes_spent = row->minutes_spent;
	view->started_at = view_timestamp_s(op->arena, row->started_at);
	view->finished_at = view_timestamp_s(op->arena, row->finished_at);
	return view;
}

Pb__StepView **
view_steps(struct op *op, const struct place *place, const uint32_t *steps, size_t n)
{
	Pb__StepView **views = arena_array(op->arena, n, sizeof(*views));

	for (size_t i = 0; i < n; i++)
		views[i] = view_step(op, place, steps[i]);
	return views;
}

static Pb__Progress *
view_progress(struct op *op, const struct standing_progress *progress)
{
	Pb__Progress *view = OP_NEW(op, progress);

	view->steps_done = progress->steps_done;
	view->steps_total = progress->steps_total;
	view->minutes_done = (uint32_t)progress->minutes_done;
	view->minutes_total = (uint32_t)progress->minutes_total;
	view->permille = progress->permille;
	view->steps_skipped = progress->steps_skipped;
	return view;
}

static Pb__ChoiceView *
view_choice(struct op *op, const struct place *place, uint32_t index)
{
	const struct roadmap_choice *choice = &place->roadmap->choices[index];
	Pb__ChoiceView *view = OP_NEW(op, choice_view);

	view->id = choice->id;
	view->title = choice->title;
	view->pick = choice->pick;
	view->assumed = !place->standing->chosen[index];
	view->n_options = choice->n_options;
	view->options = arena_array(op->arena, choice->n_options, sizeof(*view->options));
	for (uint32_t i = 0; i < choice->n_options; i++) {
		view->options[i] = OP_NEW(op, option_view);
		view->options[i]->id = choice->options[i].id;
		view->options[i]->title = choice->options[i].title;
		view->options[i]->picked = place->standing->picked[choice->first_flag + i];
	}
	return view;
}

/* As standing_phase(), without a look at each step. */
static uint32_t
view_phase(const struct place *place)
{
	for (uint32_t i = 0; i < place->roadmap->n_phases; i++)
		if (place->progress[i].steps_done < place->progress[i].steps_total)
			return i;
	return ROADMAP_NONE;
}

Pb__EnrollmentView *
view_enrollment(struct op *op, const struct place *place)
{
	const struct roadmap *roadmap = place->roadmap;
	Pb__EnrollmentView *view = OP_NEW(op, enrollment_view);
	uint32_t phase = view_phase(place);

	view->roadmap_id = roadmap->id;
	view->version = roadmap->version;
	view->title = roadmap->title;
	view->current = place->current;
	view->enrolled_at = view_timestamp_s(op->arena, place->enrollment.enrolled_at);
	view->progress = view_progress(op, &place->progress[roadmap->n_phases]);
	if (phase != ROADMAP_NONE)
		view->phase_id = roadmap->phases[phase].id;
	view->n_phases = roadmap->n_phases;
	view->phases = arena_array(op->arena, roadmap->n_phases, sizeof(*view->phases));
	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		view->phases[i] = OP_NEW(op, phase_progress);
		view->phases[i]->id = roadmap->phases[i].id;
		view->phases[i]->title = roadmap->phases[i].title;
		view->phases[i]->progress = view_progress(op, &place->progress[i]);
	}
	view->n_choices = roadmap->n_choices;
	view->choices = arena_array(op->arena, roadmap->n_choices, sizeof(*view->choices));
	for (uint32_t i = 0; i < roadmap->n_choices; i++)
		view->choices[i] = view_choice(op, place, i);
	return view;
}

Pb__ItemView **
view_items(struct op *op, const struct place *place, uint32_t step)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	Pb__ItemView **views = arena_array(op->arena, def->n_items, sizeof(*views));

	for (uint32_t i = 0; i < def->n_items; i++) {
		views[i] = OP_NEW(op, item_view);
		views[i]->id = def->items[i].id;
		views[i]->title = def->items[i].title;
		views[i]->checked = place_item_checked(place, step, def->items[i].id);
	}
	return views;
}
