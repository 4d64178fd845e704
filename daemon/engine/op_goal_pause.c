/* Goal: pauses. */
#include "engine/op_table.h"

#include "core/calendar.h"
#include "engine/pauses.h"
#include "engine/settings.h"

enum {
	OP_GOAL_PAUSE_REACH_DAYS = 3 * 366, /* of a pause from today, either way */
};

static Pb__PauseView *
op_goal_pause_view(struct op *op, const struct goal_pause *pause, int32_t today)
{
	Pb__PauseView *view = OP_NEW(op, pause_view);

	view->from_day = pauses_day(op, pause->from_day);
	view->until_day = pauses_day(op, pause->until_day);
	view->current = today >= pause->from_day && today < pause->until_day;
	return view;
}

static enum err_code
op_goal_pause_today(struct op *op, int32_t *ret_today, struct err *err)
{
	struct settings settings;
	enum err_code code = settings_read(op, "", &settings, err);

	if (code == ERR_OK)
		*ret_today = settings_today(op, &settings);
	return code;
}

enum err_code
op_goal_pauses(struct op *op, const Pb__GoalPausesRequest *request, Pb__GoalPausesReply *reply,
    struct err *err)
{
	struct goal_pause *list;
	int32_t today = 0;
	size_t n = 0;
	enum err_code code = op_goal_pause_today(op, &today, err);

	(void)request;
	if (code == ERR_OK)
		code = pauses_read(op, &list, &n, err);
	if (code != ERR_OK)
		return code;
	reply->today = pauses_day(op, today);
	reply->pauses = arena_array(op->arena, n, sizeof(*reply->pauses));
	for (size_t i = 0; i < n; i++)
		reply->pauses[reply->n_pauses++] = op_goal_pause_view(op, &list[i], today);
	return ERR_OK;
}

static enum err_code
op_goal_pause_day(const char *text, int32_t today, int32_t *ret_day, struct err *err)
{
	int32_t day;

	if (!calendar_parse(text, &day))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.40s' is no day: write it as 2026-03-01", text);
	if (day < today - OP_GOAL_PAUSE_REACH_DAYS || day > today + OP_GOAL_PAUSE_REACH_DAYS)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.40s' is too far away: a pause is within three years of today", text);
	*ret_day = day;
	return ERR_OK;
}

static enum err_code
op_goal_pause_days(const Pb__GoalPauseRequest *request, int32_t today, struct goal_pause *ret_pause,
    struct err *err)
{
	struct goal_pause pause = {today, today};
	enum err_code code = ERR_OK;

	if (request->from_day[0] != '\0')
		code = op_goal_pause_day(request->from_day, today, &pause.from_day, err);
	if (code == ERR_OK)
		code = op_goal_pause_day(request->until_day, today, &pause.until_day, err);
	if (code != ERR_OK)
		return code;
	if (pause.until_day <= pause.from_day)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "a pause ends after it begins: give the day on which you go on, from the day "
		    "after %s",
		    request->from_day[0] != '\0' ? request->from_day : "today");
	*ret_pause = pause;
	return ERR_OK;
}

/*
 * Makes room for a pause. The one that runs when it begins is the same pause, now with another end;
 * one that begins within it goes, and its end is kept if it is later.
 */
static enum err_code
op_goal_pause_join(struct op *op, const struct goal_pause *list, size_t n, struct goal_pause *pause,
    struct err *err)
{
	const int32_t from_day = pause->from_day;
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		if (list[i].from_day >= pause->until_day || list[i].until_day <= from_day)
			continue;
		if (list[i].from_day < from_day)
			pause->from_day = list[i].from_day;
		else if (list[i].from_day > from_day && list[i].until_day > pause->until_day)
			pause->until_day = list[i].until_day;
		code = store_pause_remove(op->store, pauses_day(op, list[i].from_day), err);
	}
	return code;
}

enum err_code
op_goal_pause(struct op *op, const Pb__GoalPauseRequest *request, Pb__GoalPauseReply *reply,
    struct err *err)
{
	struct goal_pause *list, pause;
	struct store_pause row;
	int32_t today = 0;
	size_t n = 0;
	enum err_code code = op_goal_pause_today(op, &today, err);

	if (code == ERR_OK)
		code = op_goal_pause_days(request, today, &pause, err);
	if (code == ERR_OK)
		code = pauses_read(op, &list, &n, err);
	if (code == ERR_OK)
		code = op_goal_pause_join(op, list, n, &pause, err);
	if (code != ERR_OK)
		return code;
	row = (struct store_pause){pauses_day(op, pause.from_day), pauses_day(op, pause.until_day)};
	code = store_pause_add(op->store, &row, err);
	if (code != ERR_OK)
		return code;
	reply->pause = op_goal_pause_view(op, &pause, today);
	op->summary =
	    arena_printf(op->arena, "pause: from %s until %s", row.from_day, row.until_day);
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}

/* The pause to end: the one that begins on a day, or the one that runs. */
static enum err_code
op_goal_resume_find(const Pb__GoalResumeRequest *request, const struct goal_pause *list, size_t n,
    int32_t today, const struct goal_pause **ret_pause, struct err *err)
{
	const struct goal_pause *found = NULL;
	int32_t from_day = today;
	enum err_code code = ERR_OK;

	if (request->from_day[0] == '\0')
		found = pauses_at(list, n, today);
	else
		code = op_goal_pause_day(request->from_day, today, &from_day, err);
	if (code != ERR_OK)
		return code;
	for (size_t i = 0; request->from_day[0] != '\0' && i < n; i++)
		if (list[i].from_day == from_day)
			found = &list[i];
	if (found == NULL && request->from_day[0] != '\0')
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "no pause begins on %s: 'roadmap pause' shows them", request->from_day);
	if (found == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "there is no pause today: 'roadmap pause' shows those that are set");
	*ret_pause = found;
	return ERR_OK;
}

enum err_code
op_goal_resume(struct op *op, const Pb__GoalResumeRequest *request, Pb__GoalResumeReply *reply,
    struct err *err)
{
	const struct goal_pause *pause;
	struct goal_pause *list;
	struct store_pause row;
	int32_t today = 0;
	size_t n = 0;
	enum err_code code = op_goal_pause_today(op, &today, err);

	if (code == ERR_OK)
		code = pauses_read(op, &list, &n, err);
	if (code == ERR_OK)
		code = op_goal_resume_find(request, list, n, today, &pause, err);
	if (code != ERR_OK)
		return code;
	row = (struct store_pause){pauses_day(op, pause->from_day), pauses_day(op, today)};
	/* Of one that runs, the days that have passed stay a pause. */
	if (request->from_day[0] == '\0' && pause->from_day < today)
		code = store_pause_add(op->store, &row, err);
	else
		code = store_pause_remove(op->store, row.from_day, err);
	if (code != ERR_OK)
		return code;
	reply->pause = op_goal_pause_view(op, pause, today);
	op->summary = arena_printf(op->arena, "pause ended: from %s until %s",
	    reply->pause->from_day, reply->pause->until_day);
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}
