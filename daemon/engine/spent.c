#include "engine/spent.h"

#include <string.h>

#include "core/standing.h"
#include "engine/model.h"
#include "engine/view.h"

enum err_code
spent_row(struct op *op, const char *roadmap_id, const char *step_id, struct store_step *ret_row,
    bool *ret_found, struct err *err)
{
	struct store_step *rows;
	size_t n = 0;
	enum err_code code = store_step_list(op->store, op->arena, roadmap_id, &rows, &n, err);

	if (code != ERR_OK)
		return code;
	*ret_found = false;
	for (size_t i = 0; i < n && !*ret_found; i++) {
		*ret_found = strcmp(rows[i].step_id, step_id) == 0;
		if (*ret_found)
			*ret_row = rows[i];
	}
	return ERR_OK;
}

enum err_code
spent_add(struct op *op, const struct store_time *piece, bool locked, uint32_t *minutes,
    const char **ret_id, struct err *err)
{
	struct store_step row = {0};
	struct store_time added = *piece;
	bool found;
	enum err_code code = spent_row(op, piece->roadmap_id, piece->step_id, &row, &found, err);

	if (code != ERR_OK)
		return code;
	if (!found)
		row = (struct store_step){.step_id = piece->step_id,
		    .status = STANDING_ACTIVE,
		    .started_at = piece->began_at,
		    .forced = locked};
	if (*minutes > ROADMAP_STEP_MINUTES_MAX - row.minutes_spent)
		*minutes = ROADMAP_STEP_MINUTES_MAX - row.minutes_spent;
	*ret_id = "";
	if (*minutes == 0)
		return ERR_OK;
	row.minutes_spent += *minutes;
	added.minutes = *minutes;
	added.id = op->action_id;
	*ret_id = added.id;
	code = store_step_set(op->store, piece->roadmap_id, &row, err);
	return code == ERR_OK ? store_time_add(op->store, &added, err) : code;
}

enum err_code
spent_trim(struct op *op, const char *roadmap_id, const char *step_id, uint32_t minutes,
    struct err *err)
{
	struct store_time *list;
	uint64_t sum = 0;
	size_t n = 0;
	enum err_code code =
	    store_time_list(op->store, op->arena, roadmap_id, step_id, 0, &list, &n, err);

	for (size_t i = 0; code == ERR_OK && i < n; i++)
		sum += list[i].minutes;
	while (code == ERR_OK && sum > minutes) {
		struct store_time *piece = &list[--n];
		uint64_t excess = sum - minutes;

		code = store_time_remove(op->store, roadmap_id, step_id, piece->id, err);
		sum -= piece->minutes;
		if (code != ERR_OK || piece->minutes <= excess)
			continue;
		piece->minutes -= (uint32_t)excess;
		sum += piece->minutes;
		code = store_time_add(op->store, piece, err);
	}
	return code;
}

enum err_code
spent_remove(struct op *op, const struct store_time *piece, struct err *err)
{
	struct store_step row;
	bool found;
	enum err_code code =
	    store_time_remove(op->store, piece->roadmap_id, piece->step_id, piece->id, err);

	if (code == ERR_OK)
		code = spent_row(op, piece->roadmap_id, piece->step_id, &row, &found, err);
	if (code != ERR_OK || !found)
		return code;
	row.minutes_spent -=
	    row.minutes_spent < piece->minutes ? row.minutes_spent : piece->minutes;
	return store_step_set(op->store, piece->roadmap_id, &row, err);
}

const char *
spent_title(struct op *op, const char *roadmap_id, const char *step_id)
{
	struct store_enrollment enrollment = {0};
	struct err ignored = ERR_NONE;
	const struct model *model = NULL;
	uint32_t step;

	if (store_enrollment_get(op->store, op->arena, roadmap_id, &enrollment, &ignored) ==
		ERR_OK &&
	    enrollment.roadmap_id != NULL)
		model = model_get(op, roadmap_id, enrollment.version, &ignored);
	step = model != NULL ? roadmap_step_index(model->roadmap, step_id) : ROADMAP_NONE;
	return step != ROADMAP_NONE ? model->roadmap->steps[step].title : step_id;
}

static Pb__TimeEntry *
spent_view_in(struct op *op, const struct calendar *calendar, const struct store_time *piece)
{
	Pb__TimeEntry *view = OP_NEW(op, time_entry);
	char *day = arena_alloc(op->arena, CALENDAR_DATE_SIZE);

	view->id = piece->id;
	view->roadmap_id = piece->roadmap_id;
	view->step_id = piece->step_id;
	view->title = spent_title(op, piece->roadmap_id, piece->step_id);
	view->began_at = view_timestamp_s(op->arena, piece->began_at);
	view->minutes = piece->minutes;
	view->day = calendar_format(day, calendar_local_day(calendar, piece->began_at));
	return view;
}

Pb__TimeEntry *
spent_view_one(struct op *op, const struct settings *settings, const struct store_time *piece)
{
	struct calendar calendar = zone_calendar(op->arena, piece->began_at, piece->began_at,
	    settings->values[SETTING_DAY_START]);

	return spent_view_in(op, &calendar, piece);
}

Pb__TimeEntry **
spent_view(struct op *op, const struct settings *settings, const struct store_time *list, size_t n,
    size_t limit, size_t *ret_n)
{
	size_t shown = n < limit ? n : limit;
	Pb__TimeEntry **views = arena_array(op->arena, shown, sizeof(*views));
	struct calendar calendar = {0};

	if (shown > 0)
		calendar = zone_calendar(op->arena, list[n - shown].began_at, list[n - 1].began_at,
		    settings->values[SETTING_DAY_START]);
	for (size_t i = 0; i < shown; i++)
		views[i] = spent_view_in(op, &calendar, &list[n - 1 - i]);
	*ret_n = shown;
	return views;
}
