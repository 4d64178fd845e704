#include "engine/place_change.h"

#include "engine/place_kept.h"

/* The row of a step of this version, whose id is the roadmap's. */
void
place_change_row(struct place *place, uint32_t step, const struct store_step *row)
{
	if (place->rows[step] == NULL)
		place->rows[step] = arena_alloc(place->kept->arena, sizeof(*row));
	*place->rows[step] = *row;
	place->rows[step]->step_id = place->roadmap->steps[step].id;
}

void
place_change_sum(struct place *place)
{
	const uint32_t n = place->roadmap->n_phases;

	place->progress[n] = standing_sum(place->progress, n);
}

void
place_change_estimate(struct op *op, struct place *place)
{
	struct estimate_sample *samples =
	    arena_array(op->arena, place->roadmap->n_steps, sizeof(*samples));
	size_t n = 0;

	for (uint32_t i = 0; i < place->roadmap->n_steps; i++) {
		const struct store_step *row = place->rows[i];
		const struct roadmap_step *step = &place->roadmap->steps[i];

		if (row != NULL && row->status == STANDING_DONE && row->minutes_spent > 0)
			samples[n++] = (struct estimate_sample){step->kind,
			    roadmap_step_minutes(step), row->minutes_spent};
	}
	estimate_fit(&place->estimate, samples, n);
}

static bool
place_change_is_sample(const struct store_step *row)
{
	return row != NULL && row->status == STANDING_DONE && row->minutes_spent > 0;
}

void
place_change(struct op *op, struct place *place, uint32_t step, const struct place_change *change)
{
	const uint32_t phase = place->roadmap->steps[step].phase;
	const bool was_sample = place_change_is_sample(place->rows[step]);

	place->kept->n_changes++;
	if (change->row != NULL)
		place_change_row(place, step, change->row);
	else
		place->rows[step] = NULL;
	place->n_notes[step] += change->n_notes;
	place->n_links[step] += change->n_links;
	standing_change(place->standing, step,
	    change->row != NULL ? (uint8_t)change->row->status : STANDING_TODO);
	place->progress[phase] = standing_progress(place->standing, phase);
	place_change_sum(place);
	if (was_sample || place_change_is_sample(change->row))
		place_change_estimate(op, place);
	place->kept->place.estimate = place->estimate;
	place_kept_stamp(op, place->kept);
}
