/* Review.Burnup: how far it was, over time. */
#include "engine/op_table.h"

#include "core/burnup.h"
#include "engine/pauses.h"
#include "engine/place.h"
#include "engine/settings.h"

enum {
	OP_REVIEW_POINTS = 60,
	OP_REVIEW_POINTS_MAX = 400,
};

/* The first moment there is anything to tell of. */
static int64_t
op_review_first(const struct place *place)
{
	int64_t first_s = place->enrollment.enrolled_at;

	for (uint32_t i = 0; i < place->roadmap->n_steps; i++) {
		const struct store_step *row = place->rows[i];

		if (row != NULL && row->started_at != 0 && row->started_at < first_s)
			first_s = row->started_at;
		if (row != NULL && row->finished_at != 0 && row->finished_at < first_s)
			first_s = row->finished_at;
	}
	return first_s;
}

/* The day of a moment; of one that nobody knows, the first. */
static int32_t
op_review_day(const struct calendar *calendar, int64_t at_s, int32_t unknown)
{
	return at_s != 0 ? calendar_local_day(calendar, at_s) : unknown;
}

static enum err_code
op_review_picks(struct op *op, const struct place *place, const struct calendar *calendar,
    int32_t *picked, struct err *err)
{
	const struct roadmap *roadmap = place->roadmap;
	struct store_pick *picks;
	size_t n = 0;
	enum err_code code = store_pick_list(op->store, op->arena, roadmap->id, &picks, &n, err);

	for (uint32_t i = 0; i < roadmap->n_options; i++)
		picked[i] = BURNUP_NEVER;
	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		uint32_t choice = roadmap_choice_index(roadmap, picks[i].choice_id);
		uint32_t option;

		if (choice == ROADMAP_NONE)
			continue;
		option = roadmap_option_index(&roadmap->choices[choice], picks[i].option_id);
		if (option != ROADMAP_NONE)
			picked[roadmap->choices[choice].first_flag + option] =
			    calendar_local_day(calendar, picks[i].picked_at);
	}
	return code;
}

static void
op_review_steps(const struct place *place, const struct calendar *calendar, int32_t first_day,
    int32_t *begun, int32_t *finished)
{
	for (uint32_t i = 0; i < place->roadmap->n_steps; i++) {
		const struct store_step *row = place->rows[i];

		begun[i] = finished[i] = BURNUP_NEVER;
		if (row == NULL)
			continue;
		if (row->status == STANDING_ACTIVE || row->started_at != 0)
			begun[i] = op_review_day(calendar, row->started_at, first_day);
		if (row->status != STANDING_ACTIVE)
			finished[i] = op_review_day(calendar, row->finished_at, first_day);
	}
}

static void
op_review_points(struct op *op, const struct burnup_point *points, uint32_t n,
    Pb__ReviewBurnupReply *reply)
{
	reply->points = arena_array(op->arena, n, sizeof(*reply->points));
	for (uint32_t i = 0; i < n; i++) {
		const struct standing_progress *progress = &points[i].progress;
		Pb__ReviewPoint *view = OP_NEW(op, review_point);

		view->day = pauses_day(op, points[i].day);
		view->minutes_done = (uint32_t)progress->minutes_done;
		view->minutes_total = (uint32_t)progress->minutes_total;
		view->steps_done = progress->steps_done;
		view->steps_total = progress->steps_total;
		reply->points[reply->n_points++] = view;
	}
}

enum err_code
op_review_burnup(struct op *op, const Pb__ReviewBurnupRequest *request,
    Pb__ReviewBurnupReply *reply, struct err *err)
{
	uint32_t n = request->points != 0 ? request->points : OP_REVIEW_POINTS;
	const struct place *place;
	struct settings settings;
	struct calendar calendar;
	struct burnup_point *points;
	int32_t *begun, *finished, *picked, today, first_day;

	if (n > OP_REVIEW_POINTS_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %d points",
		    OP_REVIEW_POINTS_MAX);
	place = place_open(op, request->roadmap_id, err);
	if (place == NULL || settings_read(op, place->roadmap->id, &settings, err) != ERR_OK)
		return err->code;
	calendar = zone_calendar(op->arena, op_review_first(place), op->now_s,
	    settings.values[SETTING_DAY_START]);
	today = calendar_local_day(&calendar, op->now_s);
	first_day = calendar_local_day(&calendar, op_review_first(place));
	if (first_day > today)
		first_day = today;
	begun = arena_array(op->arena, place->roadmap->n_steps, sizeof(*begun));
	finished = arena_array(op->arena, place->roadmap->n_steps, sizeof(*finished));
	picked = arena_array(op->arena, place->roadmap->n_options, sizeof(*picked));
	points = arena_array(op->arena, n, sizeof(*points));
	op_review_steps(place, &calendar, first_day, begun, finished);
	if (op_review_picks(op, place, &calendar, picked, err) != ERR_OK)
		return err->code;
	n = burnup_make(place->standing, &(struct burnup_times){begun, finished, picked}, first_day,
	    today, n, op->arena, points);
	reply->roadmap_id = place->roadmap->id;
	reply->title = place->roadmap->title;
	op_review_points(op, points, n, reply);
	return ERR_OK;
}
