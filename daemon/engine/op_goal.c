/* Goal: how much the learner wants to learn, and by when. */
#include "engine/op_table.h"

#include <string.h>

#include "core/explain.h"
#include "engine/ahead.h"
#include "engine/pauses.h"
#include "engine/place_enrollment.h"

enum {
	OP_GOAL_WEEK_MAX_MIN = 7 * 24 * 60,
};

struct op_goal {
	struct op *op;
	const struct place *place; /* NULL: enrolled in nothing */
	struct ahead ahead;
};

/* NULL on failure. */
static struct op_goal *
op_goal_open(struct op *op, const char *roadmap_id, struct err *err)
{
	struct op_goal *goal = arena_alloc(op->arena, sizeof(*goal));
	const char *current = roadmap_id;

	goal->op = op;
	if (roadmap_id[0] == '\0' && place_enrollment_current(op, &current, err) != ERR_OK)
		return NULL;
	if (current != NULL) {
		goal->place = place_open(op, roadmap_id, err);
		if (goal->place == NULL)
			return NULL;
		op_about(op, goal->place->roadmap->id, NULL, 0);
	}
	return ahead_read(op, goal->place, &goal->ahead, err) == ERR_OK ? goal : NULL;
}

static const char *
op_goal_finish(const struct op_goal *goal, uint32_t minutes_per_week)
{
	struct schedule_pace pace = goal->ahead.pace;
	int32_t finish;

	pace.minutes_per_week = minutes_per_week;
	if (minutes_per_week == 0)
		return "";
	finish = schedule_finish(&pace, goal->ahead.minutes_left);
	return finish <= CALENDAR_DAY_MAX ? pauses_day(goal->op, finish) : "";
}

static Pb__GoalView *
op_goal_view(const struct op_goal *goal)
{
	Pb__GoalView *view = OP_NEW(goal->op, goal_view);
	int32_t by_day;

	view->minutes_per_week = goal->ahead.settings.values[SETTING_GOAL];
	view->today = pauses_day(goal->op, goal->ahead.pace.first_day);
	if (goal->place == NULL)
		return view;
	view->roadmap_id = goal->place->roadmap->id;
	view->by_day = goal->ahead.settings.goal_day;
	view->pathway_id = goal->ahead.settings.pathway;
	view->minutes_left = (uint32_t)goal->ahead.minutes_left;
	view->minutes_left_planned = (uint32_t)goal->ahead.minutes_planned;
	if (view->minutes_left > 0)
		view->finish_day = op_goal_finish(goal, view->minutes_per_week);
	if (!calendar_parse(view->by_day, &by_day))
		return view;
	view->overdue = by_day < goal->ahead.pace.first_day && view->minutes_left > 0;
	if (view->minutes_left > 0)
		view->needed_per_week =
		    schedule_needed(&goal->ahead.pace, view->minutes_left, by_day);
	return view;
}

enum err_code
op_goal_get(struct op *op, const Pb__GoalGetRequest *request, Pb__GoalGetReply *reply,
    struct err *err)
{
	const struct op_goal *goal = op_goal_open(op, request->roadmap_id, err);

	if (goal == NULL)
		return err->code;
	reply->goal = op_goal_view(goal);
	return ERR_OK;
}

static enum err_code
op_goal_needs_roadmap(const struct op_goal *goal, struct err *err)
{
	if (goal->place == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "not enrolled yet: see 'roadmap roadmaps', then 'roadmap enroll NAME'");
	return ERR_OK;
}

static enum err_code
op_goal_check_day(const struct op_goal *goal, const char *text, struct err *err)
{
	int32_t day;

	if (!calendar_parse(text, &day))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.40s' is no day: write it as 2026-03-01", text);
	if (day <= goal->ahead.pace.first_day)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "%s has come already: give a day after today", text);
	if (day > goal->ahead.pace.first_day + GOAL_DAYS_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "%s is over a hundred years away", text);
	return op_goal_needs_roadmap(goal, err);
}

/* A pathway by what was typed; it sets the hours, and the day by the weeks it says. */
static enum err_code
op_goal_walk(struct op_goal *goal, const char *text, struct err *err)
{
	const Pb__Roadmap *roadmap;
	struct match_thing *things;
	uint32_t index;
	enum err_code code = op_goal_needs_roadmap(goal, err);

	if (code != ERR_OK)
		return code;
	roadmap = goal->place->model->document.head;
	if (roadmap->n_pathways == 0)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "%s names no pathways: 'roadmap goal 8h/week' sets a goal of your own",
		    roadmap->id);
	things = arena_array(goal->op->arena, roadmap->n_pathways, sizeof(*things));
	for (size_t i = 0; i < roadmap->n_pathways; i++)
		things[i] =
		    (struct match_thing){roadmap->pathways[i]->id, roadmap->pathways[i]->title};
	code =
	    op_find(goal->op, "pathway", things, (uint32_t)roadmap->n_pathways, text, &index, err);
	if (code != ERR_OK)
		return code;
	goal->ahead.settings.pathway = roadmap->pathways[index]->id;
	goal->ahead.settings.values[SETTING_GOAL] = roadmap->pathways[index]->minutes_per_week;
	goal->ahead.settings.goal_day = "";
	if (roadmap->pathways[index]->weeks > 0)
		goal->ahead.settings.goal_day = pauses_day(goal->op,
		    goal->ahead.pace.first_day +
			(int32_t)(roadmap->pathways[index]->weeks * CALENDAR_WEEK_DAYS));
	return ERR_OK;
}

static enum err_code
op_goal_change(struct op_goal *goal, const Pb__GoalSetRequest *request, struct err *err)
{
	enum err_code code = ERR_OK;

	if (request->minutes_per_week > OP_GOAL_WEEK_MAX_MIN)
		return err_set(err, ERR_INVALID_ARGUMENT, "a week has 168 hours");
	if (request->clear) {
		goal->ahead.settings.values[SETTING_GOAL] = 0;
		goal->ahead.settings.goal_day = goal->ahead.settings.pathway = "";
	}
	if (request->pathway[0] != '\0')
		code = op_goal_walk(goal, request->pathway, err);
	if (code == ERR_OK && request->minutes_per_week != 0)
		goal->ahead.settings.values[SETTING_GOAL] = request->minutes_per_week;
	if (code == ERR_OK && request->by_day[0] != '\0') {
		code = op_goal_check_day(goal, request->by_day, err);
		goal->ahead.settings.goal_day = request->by_day;
	}
	return code;
}

static enum err_code
op_goal_write(const struct op_goal *goal, struct err *err)
{
	struct op *op = goal->op;
	const struct settings *settings = &goal->ahead.settings;
	enum err_code code = settings_write(op, SETTING_GOAL, settings->values[SETTING_GOAL], err);

	if (code != ERR_OK || goal->place == NULL)
		return code;
	code = store_setting_set(op->store,
	    settings_goal_day_name(op->arena, goal->place->roadmap->id),
	    settings->goal_day[0] != '\0' ? settings->goal_day : NULL, err);
	if (code == ERR_OK)
		code = store_setting_set(op->store,
		    settings_pathway_name(op->arena, goal->place->roadmap->id),
		    settings->pathway[0] != '\0' ? settings->pathway : NULL, err);
	return code;
}

static const char *
op_goal_summary(const struct op_goal *goal)
{
	struct arena *arena = goal->op->arena;
	const struct settings *settings = &goal->ahead.settings;
	const uint32_t per_week = settings->values[SETTING_GOAL];
	const char *text = "";

	if (per_week > 0)
		text = arena_printf(arena, " %s a week", explain_minutes(arena, per_week));
	if (settings->goal_day[0] != '\0')
		text = arena_printf(arena, "%s by %s", text, settings->goal_day);
	return arena_printf(arena, "goal:%s", text[0] != '\0' ? text : " none");
}

enum err_code
op_goal_set(struct op *op, const Pb__GoalSetRequest *request, Pb__GoalSetReply *reply,
    struct err *err)
{
	struct op_goal *goal;
	enum err_code code;

	if (request->minutes_per_week == 0 && request->by_day[0] == '\0' &&
	    request->pathway[0] == '\0' && !request->clear)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "say how much a week, by which day, or which pathway");
	goal = op_goal_open(op, request->roadmap_id, err);
	if (goal == NULL)
		return err->code;
	code = op_goal_change(goal, request, err);
	if (code == ERR_OK)
		code = op_goal_write(goal, err);
	if (code != ERR_OK)
		return code;
	reply->goal = op_goal_view(goal);
	op->summary = op_goal_summary(goal);
	op->ret_action_id = &reply->action_id;
	return ERR_OK;
}

enum err_code
op_goal_pathways(struct op *op, const Pb__GoalPathwaysRequest *request,
    Pb__GoalPathwaysReply *reply, struct err *err)
{
	const Pb__Roadmap *roadmap;
	const struct op_goal *goal = op_goal_open(op, request->roadmap_id, err);

	if (goal == NULL || op_goal_needs_roadmap(goal, err) != ERR_OK)
		return err->code;
	roadmap = goal->place->model->document.head;
	reply->roadmap_id = roadmap->id;
	reply->minutes_left = (uint32_t)goal->ahead.minutes_left;
	reply->pathways = arena_array(op->arena, roadmap->n_pathways, sizeof(*reply->pathways));
	for (size_t i = 0; i < roadmap->n_pathways; i++) {
		const Pb__Pathway *pathway = roadmap->pathways[i];
		Pb__PathwayView *view = OP_NEW(op, pathway_view);

		view->id = pathway->id;
		view->title = pathway->title;
		view->summary = pathway->summary;
		view->minutes_per_week = pathway->minutes_per_week;
		view->weeks = pathway->weeks;
		view->current = strcmp(pathway->id, goal->ahead.settings.pathway) == 0;
		view->finish_day = op_goal_finish(goal, pathway->minutes_per_week);
		reply->pathways[reply->n_pathways++] = view;
	}
	return ERR_OK;
}
