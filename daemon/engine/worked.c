#include "engine/worked.h"

#include <string.h>

#include "engine/pauses.h"

/* Pieces of work as they are found. */
struct worked_pieces {
	struct review_piece *list;
	size_t n, room;
};

static void
worked_add(struct op *op, struct worked_pieces *pieces, struct review_piece piece)
{
	if (pieces->n == pieces->room) {
		size_t room = pieces->room == 0 ? 64 : pieces->room * 2;
		struct review_piece *list = arena_array(op->arena, room, sizeof(*list));

		if (pieces->n > 0)
			memcpy(list, pieces->list, pieces->n * sizeof(*list));
		pieces->list = list;
		pieces->room = room;
	}
	pieces->list[pieces->n++] = piece;
}

/* Steps done with no time told count with the hours planned for them. */
static void
worked_assume(struct op *op, const struct roadmap_step *step, const struct store_step *row,
    int64_t since_s, struct worked_pieces *pieces)
{
	if (row->status == STANDING_DONE && row->minutes_spent == 0 && row->finished_at >= since_s)
		worked_add(op, pieces,
		    (struct review_piece){.at_s = row->finished_at,
			.assumed = roadmap_step_minutes(step)});
}

static void
worked_assume_here(struct op *op, const struct place *place, int64_t since_s,
    struct worked_pieces *pieces)
{
	for (uint32_t i = 0; i < place->roadmap->n_steps; i++)
		if (place->rows[i] != NULL)
			worked_assume(op, &place->roadmap->steps[i], place->rows[i], since_s,
			    pieces);
}

static void
worked_assume_rows(struct op *op, const struct roadmap *roadmap, const struct store_step *rows,
    size_t n, int64_t since_s, struct worked_pieces *pieces)
{
	for (size_t i = 0; i < n; i++) {
		uint32_t step = roadmap_step_index(roadmap, rows[i].step_id);

		if (step != ROADMAP_NONE)
			worked_assume(op, &roadmap->steps[step], &rows[i], since_s, pieces);
	}
}

static enum err_code
worked_assume_elsewhere(struct op *op, const struct place *place, int64_t since_s,
    struct worked_pieces *pieces, struct err *err)
{
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < place->n_all_enrollments; i++) {
		const struct store_enrollment *other = &place->all_enrollments[i];
		const struct model *model;
		struct store_step *rows;
		size_t n = 0;

		if (strcmp(other->roadmap_id, place->roadmap->id) == 0)
			continue;
		model = model_get(op, other->roadmap_id, other->version, err);
		if (model == NULL && err->code == ERR_UNAVAILABLE)
			return err->code;
		if (model == NULL)
			continue; /* as place.c has it: what cannot be read teaches nothing */
		code = store_step_list(op->store, op->arena, other->roadmap_id, &rows, &n, err);
		if (code == ERR_OK)
			worked_assume_rows(op, model->roadmap, rows, n, since_s, pieces);
	}
	return code;
}

static enum err_code
worked_pieces(struct op *op, const struct place *place, bool everywhere, int64_t since_s,
    struct worked_pieces *pieces, struct err *err)
{
	const char *roadmap_id = everywhere || place == NULL ? "" : place->roadmap->id;
	struct store_work *told;
	size_t n = 0;
	enum err_code code =
	    store_review_work(op->store, op->arena, roadmap_id, since_s, &told, &n, err);

	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < n; i++)
		worked_add(op, pieces,
		    (struct review_piece){.at_s = told[i].at, .told = told[i].minutes});
	if (place != NULL)
		worked_assume_here(op, place, since_s, pieces);
	if (place != NULL && everywhere)
		code = worked_assume_elsewhere(op, place, since_s, pieces, err);
	return code;
}

enum err_code
worked_read(struct op *op, const struct place *place, bool everywhere, int32_t since_day,
    struct worked *ret_worked, struct err *err)
{
	struct worked worked = {.first_day = INT32_MAX};
	struct worked_pieces pieces = {NULL, 0, 0};
	struct goal_pause *pauses;
	int32_t begin_day;
	enum err_code code =
	    settings_read(op, place != NULL ? place->roadmap->id : "", &worked.settings, err);

	if (code == ERR_OK)
		code = pauses_read(op, &pauses, &worked.pauses.n, err);
	if (code != ERR_OK)
		return code;
	worked.pauses.list = pauses;
	worked.today = settings_today(op, &worked.settings);
	begin_day = calendar_monday(worked.today) - WORKED_WEEKS * CALENDAR_WEEK_DAYS;
	if (since_day > begin_day)
		since_day = begin_day;
	worked.calendar = zone_calendar(op->arena, (int64_t)(since_day - 2) * CALENDAR_DAY_S,
	    op->now_s + CALENDAR_DAY_S, worked.settings.values[SETTING_DAY_START]);
	code = worked_pieces(op, place, everywhere, calendar_day_begin(&worked.calendar, since_day),
	    &pieces, err);
	if (code != ERR_OK)
		return code;
	worked.n_days =
	    review_days(&worked.calendar, pieces.list, pieces.n, op->arena, &worked.days);
	for (size_t i = worked.n_days; i > 0 && worked.days[i - 1].day >= begin_day; i--)
		worked.first_day = worked.days[i - 1].day;
	if (worked.first_day > worked.today)
		worked.first_day = worked.today;
	*ret_worked = worked;
	return ERR_OK;
}
