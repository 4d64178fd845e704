/* Time: the timer, and the pieces of work on steps. */
#include "engine/op_table.h"

#include <string.h>

#include "core/explain.h"
#include "core/text.h"
#include "engine/place.h"
#include "engine/spent.h"
#include "engine/timer.h"
#include "engine/view.h"

enum {
	OP_TIME_LIST = 20,
	OP_TIME_LIST_MAX = 1000,
	OP_TIME_FIRST_S = 946684800, /* 2000-01-01 */
	OP_TIME_CLOCK_SKEW_S = 120,  /* a client's clock may run ahead that much */
	OP_TIME_MINUTE_S = 60,
};

static enum err_code
op_time_minutes(uint32_t minutes, struct err *err)
{
	if (minutes > SPENT_PIECE_MAX_MIN)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "a piece of work is at most 24 hours: tell it day by day, or all of it with "
		    "'roadmap done STEP --hours'");
	return ERR_OK;
}

static enum err_code
op_time_date(const struct op *op, int64_t at_s, struct err *err)
{
	if (at_s > op->now_s + OP_TIME_CLOCK_SKEW_S)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "that date is in the future: give today or a day before");
	if (at_s < OP_TIME_FIRST_S)
		return err_set(err, ERR_INVALID_ARGUMENT, "that date is before 2000");
	return ERR_OK;
}

enum err_code
op_time_timer(struct op *op, const Pb__TimeTimerRequest *request, Pb__TimeTimerReply *reply,
    struct err *err)
{
	(void)request;
	return timer_view(op, &reply->timer, err);
}

static enum err_code
op_time_stop_how(const struct op *op, const Pb__TimeStopRequest *request,
    const struct store_timer *timer, struct timer_how *ret_how, struct err *err)
{
	struct timer_how how = {.at_s = op->now_s,
	    .told = request->at != NULL,
	    .minutes = request->minutes,
	    .discard = request->discard};
	enum err_code code = op_time_minutes(request->minutes, err);

	if (code != ERR_OK)
		return code;
	if (request->discard && (request->minutes != 0 || request->at != NULL))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "say how much to count, or that nothing counts, not both");
	if (request->at == NULL) {
		*ret_how = how;
		return ERR_OK;
	}
	how.at_s = request->at->seconds;
	if (how.at_s > op->now_s + OP_TIME_CLOCK_SKEW_S)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "that time is in the future: give one that has passed");
	if (how.at_s < timer->began_at)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the timer began after that: give a later time, or how much to count with "
		    "--hours");
	if (how.minutes == 0 &&
	    how.at_s - timer->began_at > (int64_t)SPENT_PIECE_MAX_MIN * OP_TIME_MINUTE_S)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the timer would have run for more than a day: say how much to count with "
		    "--hours");
	*ret_how = how;
	return ERR_OK;
}

/* The step of a timer, or of a piece of work, if the learner still has it. */
static enum err_code
op_time_step(struct op *op, const char *roadmap_id, const char *step_id, Pb__StepView **ret_view,
    struct err *err)
{
	struct store_enrollment enrollment = {0};
	const struct place *place;
	uint32_t step;
	enum err_code code =
	    store_enrollment_get(op->store, op->arena, roadmap_id, &enrollment, err);

	if (code != ERR_OK || enrollment.roadmap_id == NULL)
		return code;
	place = place_open(op, roadmap_id, err);
	/* What cannot be read any more is no reason to go on measuring. */
	if (place == NULL)
		return err->code == ERR_UNAVAILABLE ? err->code : ERR_OK;
	step = roadmap_step_index(place->roadmap, step_id);
	if (step != ROADMAP_NONE)
		*ret_view = view_step(op, place, step);
	return ERR_OK;
}

static void
op_time_about(struct op *op, const char *roadmap_id, const char *step_id)
{
	const char **ids = arena_array(op->arena, 1, sizeof(*ids));

	ids[0] = step_id;
	op_about(op, roadmap_id, ids, 1);
}

enum err_code
op_time_stop(struct op *op, const Pb__TimeStopRequest *request, Pb__TimeStopReply *reply,
    struct err *err)
{
	struct store_timer timer;
	struct timer_how how;
	enum err_code code = store_timer_get(op->store, op->arena, &timer, err);

	if (code != ERR_OK)
		return code;
	if (timer.roadmap_id == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "no timer runs: 'roadmap start STEP' begins one, 'roadmap time add' tells "
		    "what you did");
	code = op_time_stop_how(op, request, &timer, &how, err);
	if (code == ERR_OK)
		code = timer_end(op, &timer, &how, &reply->end, err);
	if (code == ERR_OK)
		code = op_time_step(op, timer.roadmap_id, timer.step_id, &reply->step, err);
	if (code != ERR_OK)
		return code;
	op_time_about(op, timer.roadmap_id, timer.step_id);
	op->summary = arena_printf(op->arena, "timer stopped: %s, %s", reply->end->title,
	    timer_words(op->arena, reply->end->minutes));
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}

static enum err_code
op_time_add_input(const struct op *op, const Pb__TimeAddRequest *request, struct err *err)
{
	enum err_code code = op_time_minutes(request->minutes, err);

	if (code == ERR_OK && request->minutes == 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "say how long: 1h30, 90m or 1.5");
	if (code == ERR_OK && request->at != NULL)
		code = op_time_date(op, request->at->seconds, err);
	return code;
}

/* What would end in the future ends now. */
static int64_t
op_time_add_began(const struct op *op, const Pb__TimeAddRequest *request)
{
	const int64_t latest = op->now_s - (int64_t)request->minutes * OP_TIME_MINUTE_S;

	return request->at != NULL && request->at->seconds < latest ? request->at->seconds : latest;
}

enum err_code
op_time_add(struct op *op, const Pb__TimeAddRequest *request, Pb__TimeAddReply *reply,
    struct err *err)
{
	struct store_time piece = {.minutes = request->minutes};
	struct settings settings;
	struct place *place;
	uint32_t step;
	enum err_code code = op_time_add_input(op, request, err);

	if (code == ERR_OK)
		code = settings_read(op, "", &settings, err);
	if (code != ERR_OK)
		return code;
	place = place_open_step(op, request->roadmap_id, request->step, &step, err);
	if (place == NULL)
		return err->code;
	piece.began_at = op_time_add_began(op, request);
	piece.roadmap_id = place->roadmap->id;
	piece.step_id = place->roadmap->steps[step].id;
	code = spent_add(op, &piece,
	    !place->standing->ready[step] && !standing_meets(place->standing, step), &piece.minutes,
	    &piece.id, err);
	if (code == ERR_OK && piece.minutes < request->minutes)
		code = err_set(err, ERR_INVALID_ARGUMENT, "at most %u hours on a step",
		    ROADMAP_STEP_MINUTES_MAX / 60);
	if (code == ERR_OK)
		code = op_time_step(op, piece.roadmap_id, piece.step_id, &reply->step, err);
	if (code != ERR_OK)
		return code;
	reply->entry = spent_view_one(op, &settings, &piece);
	op->summary = arena_printf(op->arena, "time: %s, %s", reply->entry->title,
	    explain_minutes(op->arena, piece.minutes));
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}

/* A piece of work by a prefix of its id. */
static enum err_code
op_time_find(struct op *op, const char *roadmap_id, const char *prefix,
    const struct store_time **ret_piece, struct err *err)
{
	struct store_time *list;
	const struct store_time *found = NULL;
	size_t n = 0;
	enum err_code code = op_text_needed("id", prefix, TEXT_TITLE_MAX, err);

	if (code == ERR_OK)
		code = store_time_list(op->store, op->arena, roadmap_id, "", 0, &list, &n, err);
	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < n; i++) {
		if (strncmp(list[i].id, prefix, strlen(prefix)) != 0)
			continue;
		if (found != NULL)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "'%.40s' fits several pieces of work: give more of the id", prefix);
		found = &list[i];
	}
	if (found == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "no piece of work '%.40s': 'roadmap time list' shows them", prefix);
	*ret_piece = found;
	return ERR_OK;
}

enum err_code
op_time_remove(struct op *op, const Pb__TimeRemoveRequest *request, Pb__TimeRemoveReply *reply,
    struct err *err)
{
	const struct place *place = place_open(op, request->roadmap_id, err);
	const struct store_time *piece;
	struct settings settings;
	enum err_code code;

	if (place == NULL)
		return err->code;
	code = op_time_find(op, place->roadmap->id, request->entry_id, &piece, err);
	if (code == ERR_OK)
		code = settings_read(op, "", &settings, err);
	if (code == ERR_OK)
		code = spent_remove(op, piece, err);
	if (code == ERR_OK)
		code = op_time_step(op, piece->roadmap_id, piece->step_id, &reply->step, err);
	if (code != ERR_OK)
		return code;
	reply->entry = spent_view_one(op, &settings, piece);
	op_time_about(op, piece->roadmap_id, piece->step_id);
	op->summary = arena_printf(op->arena, "time removed: %s, %s", reply->entry->title,
	    explain_minutes(op->arena, piece->minutes));
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}

/* Minutes of steps that no piece of work covers. */
static uint64_t
op_time_undated(const struct place *place, const char *step_id, uint64_t dated)
{
	uint64_t spent = 0;

	for (uint32_t i = 0; i < place->roadmap->n_steps; i++)
		if (place->rows[i] != NULL &&
		    (step_id[0] == '\0' || strcmp(place->rows[i]->step_id, step_id) == 0))
			spent += place->rows[i]->minutes_spent;
	for (size_t i = 0; i < place->n_other_rows; i++)
		if (step_id[0] == '\0')
			spent += place->other_rows[i].minutes_spent;
	return spent > dated ? spent - dated : 0;
}

enum err_code
op_time_list(struct op *op, const Pb__TimeListRequest *request, Pb__TimeListReply *reply,
    struct err *err)
{
	const uint32_t limit = request->limit != 0 ? request->limit : OP_TIME_LIST;
	const char *step_id = "";
	const struct place *place;
	struct store_time *list;
	struct settings settings;
	uint32_t step;
	size_t n = 0;
	enum err_code code;

	if (limit > OP_TIME_LIST_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %u pieces of work",
		    OP_TIME_LIST_MAX);
	place = place_open(op, request->roadmap_id, err);
	if (place == NULL)
		return err->code;
	if (request->step[0] != '\0' && place_find(op, place, request->step, &step, err) != ERR_OK)
		return err->code;
	if (request->step[0] != '\0')
		step_id = place->roadmap->steps[step].id;
	code = settings_read(op, "", &settings, err);
	if (code == ERR_OK)
		code = store_time_list(op->store, op->arena, place->roadmap->id, step_id, 0, &list,
		    &n, err);
	if (code != ERR_OK)
		return code;
	reply->entries = spent_view(op, &settings, list, n, limit, &reply->n_entries);
	reply->total_entries = (uint32_t)n;
	for (size_t i = 0; i < n; i++)
		reply->total_minutes += list[i].minutes;
	reply->undated_minutes = op_time_undated(place, step_id, reply->total_minutes);
	return timer_view(op, &reply->timer, err);
}
