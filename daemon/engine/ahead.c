#include "engine/ahead.h"

#include "engine/pauses.h"
#include "engine/recommend.h"

static void
ahead_work(struct op *op, const struct place *place, struct ahead *ahead)
{
	uint32_t n;

	ahead->plan = model_plan(place->model, place->standing);
	n = ahead->plan->n_entries;
	ahead->minutes = arena_array(op->arena, n, sizeof(*ahead->minutes));
	for (uint32_t i = 0; i < n; i++) {
		uint32_t step = ahead->plan->entries[i].step;

		ahead->minutes[i] = recommend_minutes_left(place, step);
		ahead->minutes_left += ahead->minutes[i];
		ahead->minutes_planned += recommend_minutes_planned(place, step);
	}
}

enum err_code
ahead_read(struct op *op, const struct place *place, struct ahead *ret_ahead, struct err *err)
{
	struct ahead ahead = {0};
	struct goal_pause *pauses;
	enum err_code code =
	    settings_read(op, place != NULL ? place->roadmap->id : "", &ahead.settings, err);

	if (code == ERR_OK)
		code = pauses_read(op, &pauses, &ahead.pace.n_pauses, err);
	if (code != ERR_OK)
		return code;
	ahead.pace.pauses = pauses;
	ahead.pace.rest_days = (uint8_t)ahead.settings.values[SETTING_REST_DAYS];
	ahead.pace.minutes_per_week = ahead.settings.values[SETTING_GOAL];
	ahead.pace.first_day = settings_today(op, &ahead.settings);
	if (place != NULL)
		ahead_work(op, place, &ahead);
	*ret_ahead = ahead;
	return ERR_OK;
}
