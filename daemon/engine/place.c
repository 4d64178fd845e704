#include "engine/place.h"

#include <stdlib.h>
#include <string.h>

#include "engine/evidence.h"
#include "engine/place_enrollment.h"
#include "engine/place_kept.h"
#include "engine/place_skills.h"
#include "store/store_archive.h"

static enum err_code
place_read_picks(struct op *op, struct place *place, struct err *err)
{
	const struct roadmap *roadmap = place->roadmap;
	struct store_pick *picks;
	enum err_code code;
	size_t n;

	code = store_pick_list(op->store, op->arena, place->enrollment.roadmap_id, &picks, &n, err);
	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		uint32_t choice = roadmap_choice_index(roadmap, picks[i].choice_id);
		uint32_t option;

		if (choice == ROADMAP_NONE)
			continue;
		option = roadmap_option_index(&roadmap->choices[choice], picks[i].option_id);
		if (option == ROADMAP_NONE)
			continue;
		place->standing->chosen[choice] = true;
		place->standing->picked[roadmap->choices[choice].first_flag + option] = true;
	}
	return code;
}

/* The row of a step of this version, whose id is the roadmap's. */
static void
place_take_row(struct place *place, uint32_t step, const struct store_step *row)
{
	if (place->rows[step] == NULL)
		place->rows[step] = arena_alloc(place->kept->arena, sizeof(*row));
	*place->rows[step] = *row;
	place->rows[step]->step_id = place->roadmap->steps[step].id;
}

/* Copies rows of which the ids are the request's. */
static const struct store_step *
place_keep_rows(struct place *place, const struct store_step *rows, size_t n)
{
	struct store_step *kept = arena_array(place->kept->arena, n, sizeof(*kept));

	for (size_t i = 0; i < n; i++) {
		kept[i] = rows[i];
		kept[i].step_id = arena_strdup(place->kept->arena, rows[i].step_id);
	}
	return kept;
}

static enum err_code
place_read_steps(struct op *op, struct place *place, struct err *err)
{
	struct store_step *rows, *others;
	enum err_code code;
	size_t n;

	code = store_step_list(op->store, op->arena, place->enrollment.roadmap_id, &rows, &n, err);
	if (code != ERR_OK)
		return code;
	others = arena_array(op->arena, n, sizeof(*others));
	for (size_t i = 0; i < n; i++) {
		uint32_t step = roadmap_step_index(place->roadmap, rows[i].step_id);

		if (step == ROADMAP_NONE) {
			others[place->n_other_rows++] = rows[i];
			continue;
		}
		place_take_row(place, step, &rows[i]);
		place->standing->status[step] = (uint8_t)rows[i].status;
	}
	place->other_rows = place_keep_rows(place, others, place->n_other_rows);
	return code;
}

static void
place_estimate(struct place *place)
{
	struct estimate_sample *samples = place->samples;
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
place_has_item(const struct roadmap_step *step, const char *item_id)
{
	for (uint32_t i = 0; i < step->n_items; i++)
		if (strcmp(step->items[i].id, item_id) == 0)
			return true;
	return false;
}

static void
place_count_items(struct op *op, struct place *place)
{
	const struct roadmap *roadmap = place->roadmap;

	place_evidence_take(op, place);
	for (size_t i = 0; i < place->n_items; i++) {
		const struct store_item *item = &place->items[i];
		uint32_t step = roadmap_step_index(roadmap, item->step_id);

		if (step != ROADMAP_NONE && !place_evidence_has_item(place, step, item->item_id) &&
		    place_has_item(&roadmap->steps[step], item->item_id))
			place->items_checked[step]++;
	}
}

/* After the studies: they check items too. */
static enum err_code
place_read_items(struct op *op, struct place *place, struct err *err)
{
	struct op keeper = *op;
	struct store_item *items;
	enum err_code code;

	keeper.arena = place->kept->arena;
	code = evidence_read_studies(&keeper, place, err);
	if (code == ERR_OK)
		code = store_item_list(op->store, keeper.arena, place->enrollment.roadmap_id,
		    &items, &place->n_items, err);
	if (code != ERR_OK)
		return code;
	place->items = items;
	place_count_items(op, place);
	return ERR_OK;
}

/* How many notes or links there are of each step. */
static void
place_take_counts(const struct place *place, const struct store_count *list, size_t n,
    uint32_t *counts)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t step = roadmap_step_index(place->roadmap, list[i].step_id);

		if (step != ROADMAP_NONE)
			counts[step] = list[i].n;
	}
}

static enum err_code
place_read_counts(struct op *op, struct place *place, struct err *err)
{
	const char *roadmap_id = place->enrollment.roadmap_id;
	struct store_count *notes, *links;
	size_t n_notes, n_links;
	enum err_code code =
	    store_note_count(op->store, op->arena, roadmap_id, &notes, &n_notes, err);

	if (code == ERR_OK)
		code = store_link_count(op->store, op->arena, roadmap_id, &links, &n_links, err);
	if (code != ERR_OK)
		return code;
	place_take_counts(place, notes, n_notes, place->n_notes);
	place_take_counts(place, links, n_links, place->n_links);
	return ERR_OK;
}

static enum err_code
place_read(struct op *op, struct place *place, struct err *err)
{
	enum err_code code = place_read_picks(op, place, err);

	if (code == ERR_OK)
		code = place_read_steps(op, place, err);
	if (code == ERR_OK)
		code = place_read_items(op, place, err);
	if (code == ERR_OK)
		code = place_read_counts(op, place, err);
	if (code == ERR_OK)
		code = place_skills_read(op, place, err);
	if (code != ERR_OK)
		return code;
	standing_derive(place->standing);
	for (uint32_t i = 0; i < place->roadmap->n_phases; i++)
		place->progress[i] = standing_progress(place->standing, i);
	place->progress[place->roadmap->n_phases] =
	    standing_sum(place->progress, place->roadmap->n_phases);
	place_estimate(place);
	return ERR_OK;
}

static void
place_make_room(struct place *place)
{
	struct arena *arena = place->kept->arena;
	const uint32_t n = place->roadmap->n_steps;

	place->standing = standing_new(place->roadmap, arena);
	place->progress =
	    arena_array(arena, (size_t)place->roadmap->n_phases + 1, sizeof(*place->progress));
	place->rows = arena_array(arena, n, sizeof(*place->rows));
	place->samples = arena_array(arena, n, sizeof(*place->samples));
	place->known_from = arena_array(arena, n, sizeof(*place->known_from));
	place->items_checked = arena_array(arena, n, sizeof(*place->items_checked));
	place->shown = arena_array(arena, n, sizeof(*place->shown));
	place->n_notes = arena_array(arena, n, sizeof(*place->n_notes));
	place->n_links = arena_array(arena, n, sizeof(*place->n_links));
}

/* What is kept of it; NULL on failure. */
static struct place_kept *
place_make(struct op *op, const char *roadmap_id, struct err *err)
{
	struct place_kept *kept = place_kept_new(op);
	struct place *place = &kept->place;

	if (place_enrollment_read(op, place, roadmap_id, err) != ERR_OK)
		return NULL;
	place->model = model_get(op, place->enrollment.roadmap_id, place->enrollment.version, err);
	if (place->model == NULL)
		return NULL;
	place->roadmap = place->model->roadmap;
	place_make_room(place);
	if (place_read(op, place, err) != ERR_OK)
		return NULL;
	place_kept_stamp(op, kept);
	return kept;
}

struct place *
place_open(struct op *op, const char *roadmap_id, struct err *err)
{
	struct place_kept *kept = place_kept_find(op, roadmap_id);
	struct place *place;

	if (kept == NULL)
		kept = place_make(op, roadmap_id, err);
	/* Also for the order in which models are used. */
	if (kept == NULL ||
	    model_get(op, kept->place.roadmap->id, kept->place.roadmap->version, err) == NULL)
		return NULL;
	place = arena_alloc(op->arena, sizeof(*place));
	*place = kept->place;
	return evidence_read_jobs(op, place, err) == ERR_OK ? place : NULL;
}

static bool
place_is_sample(const struct store_step *row)
{
	return row != NULL && row->status == STANDING_DONE && row->minutes_spent > 0;
}

void
place_change(struct op *op, struct place *place, uint32_t step, const struct place_change *change)
{
	const struct standing_progress was = standing_share(place->standing, step);
	const bool was_sample = place_is_sample(place->rows[step]);
	struct standing_progress is;

	place->kept->n_changes++;
	if (change->row != NULL)
		place_take_row(place, step, change->row);
	else
		place->rows[step] = NULL;
	place->n_notes[step] += change->n_notes;
	place->n_links[step] += change->n_links;
	standing_change(place->standing, step,
	    change->row != NULL ? (uint8_t)change->row->status : STANDING_TODO);
	is = standing_share(place->standing, step);
	standing_recount(&place->progress[place->roadmap->steps[step].phase], &was, &is);
	standing_recount(&place->progress[place->roadmap->n_phases], &was, &is);
	if (was_sample || place_is_sample(change->row))
		place_estimate(place);
	place->kept->place.estimate = place->estimate;
	place_kept_stamp(op, place->kept);
}

enum err_code
place_find(struct op *op, const struct place *place, const char *text, uint32_t *ret_step,
    struct err *err)
{
	/* A whole id is the first thing that a text is taken for. */
	*ret_step = roadmap_step_index(place->roadmap, text);
	if (*ret_step != ROADMAP_NONE)
		return ERR_OK;
	return op_find(op, "step", place->model->things, place->roadmap->n_steps, text, ret_step,
	    err);
}

const struct store_item *
place_items_of(const struct place *place, const char *step_id, size_t *ret_n)
{
	size_t low = 0, high = place->n_items, end;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(place->items[middle].step_id, step_id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < place->n_items; end++)
		if (strcmp(place->items[end].step_id, step_id) != 0)
			break;
	*ret_n = end - low;
	return *ret_n > 0 ? &place->items[low] : NULL;
}

bool
place_item_checked(const struct place *place, uint32_t step, const char *item_id)
{
	size_t n;
	const struct store_item *items = place_items_of(place, place->roadmap->steps[step].id, &n);

	if (place_evidence_has_item(place, step, item_id))
		return place->shown[step] != NULL &&
		       portfolio_gap(place->shown[step], portfolio_part_find(item_id)) == NULL;
	for (size_t i = 0; i < n; i++)
		if (strcmp(items[i].item_id, item_id) == 0)
			return true;
	return false;
}

struct place *
place_open_step(struct op *op, const char *roadmap_id, const char *text, uint32_t *ret_step,
    struct err *err)
{
	struct place *place = place_open(op, roadmap_id, err);
	const char **ids = arena_array(op->arena, 1, sizeof(*ids));

	if (place == NULL || place_find(op, place, text, ret_step, err) != ERR_OK)
		return NULL;
	ids[0] = place->roadmap->steps[*ret_step].id;
	op_about(op, place->roadmap->id, ids, 1);
	return place;
}

enum err_code
place_find_tie(struct op *op, struct place_tie old, struct place_tie *tie, struct err *err)
{
	const struct place *place;
	uint32_t step;

	if (tie->step_id[0] == '\0') {
		tie->roadmap_id = "";
		return ERR_OK;
	}
	if (strcmp(old.step_id, tie->step_id) == 0 && strcmp(old.roadmap_id, tie->roadmap_id) == 0)
		return ERR_OK;
	place = place_open_step(op, tie->roadmap_id, tie->step_id, &step, err);
	if (place == NULL)
		return err->code;
	tie->roadmap_id = place->roadmap->id;
	tie->step_id = place->roadmap->steps[step].id;
	return ERR_OK;
}

const struct store_step *
place_row(const struct place *place, const char *step_id)
{
	const uint32_t step = roadmap_step_index(place->roadmap, step_id);
	size_t low = 0, high = place->n_other_rows;

	if (step != ROADMAP_NONE)
		return place->rows[step];
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(place->other_rows[middle].step_id, step_id);

		if (order == 0)
			return &place->other_rows[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct roadmap_choice *
place_overpicked(const struct place *place)
{
	for (uint32_t i = 0; i < place->roadmap->n_choices; i++) {
		const struct roadmap_choice *choice = &place->roadmap->choices[i];
		uint32_t n = 0;

		for (uint32_t k = 0; k < choice->n_options; k++)
			n += place->standing->picked[choice->first_flag + k];
		if (n > choice->pick)
			return choice;
	}
	return NULL;
}
