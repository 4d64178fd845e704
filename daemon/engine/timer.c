#include "engine/timer.h"

#include <string.h>

#include "core/explain.h"
#include "engine/spent.h"
#include "engine/view.h"

enum {
	TIMER_MINUTE_S = 60,
};

/* To the nearest, half a minute up. A clock that was set back makes nothing of it. */
static uint32_t
timer_minutes(const struct store_timer *timer, int64_t at_s)
{
	int64_t seconds = at_s - timer->began_at;
	int64_t minutes = (seconds + TIMER_MINUTE_S / 2) / TIMER_MINUTE_S;

	if (seconds <= 0)
		return 0;
	return minutes < UINT32_MAX ? (uint32_t)minutes : UINT32_MAX;
}

enum err_code
timer_view(struct op *op, Pb__TimerView **ret_view, struct err *err)
{
	struct store_timer timer;
	struct settings settings;
	Pb__TimerView *view;
	enum err_code code = store_timer_get(op->store, op->arena, &timer, err);

	if (code == ERR_OK)
		*ret_view = NULL;
	if (code != ERR_OK || timer.roadmap_id == NULL)
		return code;
	code = settings_read(op, "", &settings, err);
	if (code != ERR_OK)
		return code;
	view = OP_NEW(op, timer_view);
	view->roadmap_id = timer.roadmap_id;
	view->step_id = timer.step_id;
	view->title = spent_title(op, timer.roadmap_id, timer.step_id);
	view->began_at = view_timestamp_s(op->arena, timer.began_at);
	view->minutes = timer_minutes(&timer, op->now_s);
	view->limit_minutes = settings.values[SETTING_TIMER_LIMIT];
	view->forgotten = view->minutes > view->limit_minutes;
	*ret_view = view;
	return ERR_OK;
}

bool
timer_is_on(const struct store_timer *timer, const char *roadmap_id, const char *step_id)
{
	return timer->roadmap_id != NULL && strcmp(timer->roadmap_id, roadmap_id) == 0 &&
	       strcmp(timer->step_id, step_id) == 0;
}

/* What is to be recorded of it. */
static struct store_time
timer_piece(const struct store_timer *timer, const struct timer_how *how, uint32_t limit_minutes,
    Pb__TimerEnd *end)
{
	struct store_time piece = {.roadmap_id = timer->roadmap_id,
	    .step_id = timer->step_id,
	    .began_at = timer->began_at};
	int64_t latest;

	end->minutes_running = timer_minutes(timer, how->at_s);
	piece.minutes = end->minutes_running;
	if (how->minutes != 0) {
		piece.minutes = how->minutes;
		/* More than it ran for: the work began before the timer. */
		latest = how->at_s - (int64_t)piece.minutes * TIMER_MINUTE_S;
		if (piece.began_at > latest)
			piece.began_at = latest;
	} else if (!how->told && piece.minutes > limit_minutes) {
		piece.minutes = limit_minutes;
		end->cut = true;
	}
	if (how->discard) {
		piece.minutes = 0;
		end->cut = false;
	}
	return piece;
}

enum err_code
timer_end(struct op *op, const struct store_timer *timer, const struct timer_how *how,
    Pb__TimerEnd **ret_end, struct err *err)
{
	Pb__TimerEnd *end = OP_NEW(op, timer_end);
	struct settings settings;
	struct store_time piece;
	const char *id = "";
	enum err_code code = settings_read(op, "", &settings, err);

	if (code == ERR_OK)
		code = store_timer_remove(op->store, err);
	if (code != ERR_OK)
		return code;
	piece = timer_piece(timer, how, settings.values[SETTING_TIMER_LIMIT], end);
	end->minutes = piece.minutes;
	if (piece.minutes > 0)
		code = spent_add(op, &piece, false, &end->minutes, &id, err);
	if (code != ERR_OK)
		return code;
	end->roadmap_id = timer->roadmap_id;
	end->step_id = timer->step_id;
	end->title = spent_title(op, timer->roadmap_id, timer->step_id);
	end->began_at = view_timestamp_s(op->arena, timer->began_at);
	end->entry_id = id;
	*ret_end = end;
	return ERR_OK;
}

const char *
timer_words(struct arena *arena, uint32_t minutes)
{
	return minutes > 0 ? explain_minutes(arena, minutes) : "nothing";
}
