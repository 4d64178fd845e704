#include "engine/place.h"

#include <stdlib.h>
#include <string.h>

#include "engine/evidence.h"
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

static enum err_code
place_read_steps(struct op *op, struct place *place, struct err *err)
{
	struct store_step *rows;
	enum err_code code;
	size_t n;

	code = store_step_list(op->store, op->arena, place->enrollment.roadmap_id, &rows, &n, err);
	if (code != ERR_OK)
		return code;
	place->all_rows = rows;
	place->n_all_rows = n;
	for (size_t i = 0; i < n; i++) {
		uint32_t step = roadmap_step_index(place->roadmap, rows[i].step_id);

		if (step == ROADMAP_NONE)
			continue; /* of another version */
		place->rows[step] = &rows[i];
		place->standing->status[step] = (uint8_t)rows[i].status;
	}
	return code;
}

static void
place_estimate(struct op *op, struct place *place)
{
	struct estimate_sample *samples =
	    arena_array(op->arena, place->n_all_rows, sizeof(*samples));
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
	struct store_item *items;
	enum err_code code = evidence_read(op, place, err);

	if (code == ERR_OK)
		code = store_item_list(op->store, op->arena, place->enrollment.roadmap_id, &items,
		    &place->n_items, err);
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

/* Which of the enrollments is current; NULL if there are none. */
static enum err_code
place_current_of(struct op *op, const struct store_enrollment *list, size_t n,
    const char **ret_roadmap_id, struct err *err)
{
	const char *current = NULL;
	enum err_code code = store_setting_get(op->store, op->arena, "current", &current, err);

	if (code != ERR_OK)
		return code;
	/* An undo can leave none current: then it is the first. */
	*ret_roadmap_id = n > 0 ? list[0].roadmap_id : NULL;
	for (size_t i = 0; current != NULL && i < n; i++)
		if (strcmp(list[i].roadmap_id, current) == 0)
			*ret_roadmap_id = list[i].roadmap_id;
	return ERR_OK;
}

enum err_code
place_current(struct op *op, const char **ret_roadmap_id, struct err *err)
{
	struct store_enrollment *list;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, op->arena, &list, &n, err);

	return code == ERR_OK ? place_current_of(op, list, n, ret_roadmap_id, err) : code;
}

/* Among the enrollments, as a step is found. */
static enum err_code
place_match_enrollment(struct op *op, const struct store_enrollment *list, size_t n,
    const char *text, struct store_enrollment *ret_enrollment, struct err *err)
{
	struct match_thing *things = arena_array(op->arena, n, sizeof(*things));
	uint32_t index;
	enum err_code code;

	for (size_t i = 0; i < n; i++)
		things[i] = (struct match_thing){list[i].roadmap_id, list[i].roadmap_id};
	code = op_find(op, "enrollment", things, (uint32_t)n, text, &index, err);
	if (code == ERR_OK)
		*ret_enrollment = list[index];
	if (code == ERR_NOT_FOUND && op->candidates->n_candidates == 0)
		return err_set(err, code,
		    "not enrolled in '%.64s': 'roadmap roadmaps' shows what there is", text);
	return code;
}

enum err_code
place_find_enrollment(struct op *op, const char *text, struct store_enrollment *ret_enrollment,
    struct err *err)
{
	struct store_enrollment *list;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, op->arena, &list, &n, err);

	return code == ERR_OK ? place_match_enrollment(op, list, n, text, ret_enrollment, err)
			      : code;
}

/* Whoever lost the database finds an empty one, and may not know that there are backups. */
static enum err_code
place_none(struct op *op, struct err *err)
{
	bool is_empty = false;
	uint32_t n;
	int64_t at_s;
	const char *backup = NULL;

	if (store_export_is_empty(op->store, &is_empty, err) != ERR_OK)
		return err->code;
	if (is_empty)
		backup = store_backup_newest(op->store, op->arena, &n, &at_s);
	if (backup != NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "nothing is kept here, but there is a backup: roadmap restore %s", backup);
	return err_set(err, ERR_FAILED_PRECONDITION,
	    "not enrolled yet: see 'roadmap roadmaps', then 'roadmap enroll NAME'");
}

static enum err_code
place_enrollment(struct op *op, struct place *place, const char *roadmap_id, struct err *err)
{
	struct store_enrollment *list;
	const char *current = NULL;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, op->arena, &list, &n, err);

	if (code == ERR_OK)
		code = place_current_of(op, list, n, &current, err);
	if (code != ERR_OK)
		return code;
	if (current == NULL)
		return place_none(op, err);
	code = place_match_enrollment(op, list, n, roadmap_id[0] != '\0' ? roadmap_id : current,
	    &place->enrollment, err);
	if (code != ERR_OK)
		return code;
	place->current = strcmp(place->enrollment.roadmap_id, current) == 0;
	place->all_enrollments = list;
	place->n_all_enrollments = n;
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
	place_estimate(op, place);
	return ERR_OK;
}

struct place *
place_open(struct op *op, const char *roadmap_id, struct err *err)
{
	struct place *place = arena_alloc(op->arena, sizeof(*place));
	uint32_t n;

	if (place_enrollment(op, place, roadmap_id, err) != ERR_OK)
		return NULL;
	place->model = model_get(op, place->enrollment.roadmap_id, place->enrollment.version, err);
	if (place->model == NULL)
		return NULL;
	place->roadmap = place->model->roadmap;
	place->standing = standing_new(place->roadmap, op->arena);
	n = place->roadmap->n_steps;
	place->rows = arena_array(op->arena, n, sizeof(*place->rows));
	place->known_from = arena_array(op->arena, n, sizeof(*place->known_from));
	place->items_checked = arena_array(op->arena, n, sizeof(*place->items_checked));
	place->shown = arena_array(op->arena, n, sizeof(*place->shown));
	place->n_notes = arena_array(op->arena, n, sizeof(*place->n_notes));
	place->n_links = arena_array(op->arena, n, sizeof(*place->n_links));
	return place_read(op, place, err) == ERR_OK ? place : NULL;
}

enum err_code
place_find(struct op *op, const struct place *place, const char *text, uint32_t *ret_step,
    struct err *err)
{
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
	size_t low = 0, high = place->n_all_rows;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(place->all_rows[middle].step_id, step_id);

		if (order == 0)
			return &place->all_rows[middle];
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
