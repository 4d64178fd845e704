/* Remind.Due: the facts for core/remind, and what is done. */
#include "engine/op_table.h"

#include <string.h>

#include "core/remind.h"
#include "engine/jobs.h"
#include "engine/place_enrollment.h"
#include "engine/timer.h"
#include "engine/view.h"
#include "engine/worked.h"

enum {
	OP_REMIND_GIVEN_MAX = 1000,
	OP_REMIND_ACTIVE_MAX = 1000,
	OP_REMIND_MINUTE_S = 60,
};

/* What is gathered, also from the roadmaps that the learner is enrolled in. */
struct op_remind {
	struct op *op;
	struct worked worked;
	struct jobs jobs;
	struct remind_step *active;
	size_t n_active;
	struct place **places;
	size_t n_places;
};

static enum err_code
op_remind_places(struct op_remind *remind, struct place *current, struct err *err)
{
	struct op *op = remind->op;

	remind->places =
	    arena_array(op->arena, current->n_all_enrollments, sizeof(*remind->places));
	remind->active = arena_array(op->arena, OP_REMIND_ACTIVE_MAX, sizeof(*remind->active));
	for (size_t i = 0; i < current->n_all_enrollments; i++) {
		const char *id = current->all_enrollments[i].roadmap_id;
		struct place *place =
		    strcmp(id, current->roadmap->id) == 0 ? current : place_open(op, id, err);

		if (place == NULL)
			return err->code;
		remind->places[remind->n_places++] = place;
	}
	return ERR_OK;
}

/* Who is enrolled in nothing may still look for a job. */
static enum err_code
op_remind_open(struct op_remind *remind, struct err *err)
{
	struct op *op = remind->op;
	struct place *current = NULL;
	const char *id = NULL;
	enum err_code code = place_enrollment_current(op, &id, err);

	if (code == ERR_OK && id != NULL) {
		current = place_open(op, id, err);
		code = current != NULL ? op_remind_places(remind, current, err) : err->code;
	}
	if (code == ERR_OK)
		code = worked_read(op, current, true, INT32_MAX, &remind->worked, err);
	return code;
}

/* Days without progress, those of a pause left out. */
static uint32_t
op_remind_idle(const struct op_remind *remind, int64_t touched_s)
{
	const struct worked *worked = &remind->worked;

	return goal_days(worked->pauses.list, worked->pauses.n,
	    calendar_local_day(&worked->calendar, touched_s), worked->today);
}

/* A step whose beginning is not known is not judged; nor is the one the timer runs on. */
static enum err_code
op_remind_active(struct op_remind *remind, const struct place *place,
    const struct store_timer *timer, struct err *err)
{
	struct op *op = remind->op;
	struct store_touched *list;
	size_t n = 0;
	enum err_code code =
	    store_remind_touched(op->store, op->arena, place->roadmap->id, &list, &n, err);

	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < n && remind->n_active < OP_REMIND_ACTIVE_MAX; i++) {
		uint32_t step = roadmap_step_index(place->roadmap, list[i].step_id);

		if (step == ROADMAP_NONE || list[i].at == 0 ||
		    timer_is_on(timer, place->roadmap->id, list[i].step_id))
			continue;
		remind->active[remind->n_active++] =
		    (struct remind_step){.roadmap_id = place->roadmap->id,
			.id = list[i].step_id,
			.title = place->roadmap->steps[step].title,
			.idle_days = op_remind_idle(remind, list[i].at)};
	}
	return ERR_OK;
}

static bool
op_remind_is_off(const struct worked *worked, int32_t day)
{
	return pace_is_paused(worked->pauses, day) ||
	       (worked->settings.values[SETTING_REST_DAYS] & 1U << (calendar_weekday(day) - 1));
}

static struct remind_week
op_remind_week(const struct op_remind *remind)
{
	const struct worked *worked = &remind->worked;
	struct remind_week week = {
	    .monday = calendar_monday(worked->today),
	    .usual_minutes = remind_usual(worked->days, worked->n_days, worked->pauses,
		worked->first_day, worked->today),
	};

	if (remind->n_places > 0 && worked->settings.values[SETTING_REMIND_GOAL])
		week.goal_minutes = worked->settings.values[SETTING_GOAL];
	for (size_t i = worked->n_days; i > 0 && worked->days[i - 1].day >= week.monday; i--)
		week.done_minutes += worked->days[i - 1].told + worked->days[i - 1].assumed;
	for (int32_t day = week.monday; day < week.monday + CALENDAR_WEEK_DAYS; day++) {
		if (op_remind_is_off(worked, day))
			continue;
		week.days++;
		week.days_to_come += day >= worked->today;
	}
	return week;
}

static uint32_t
op_remind_minute(const struct op_remind *remind)
{
	int64_t local_s =
	    remind->op->now_s + calendar_offset(&remind->worked.calendar, remind->op->now_s);

	return (uint32_t)((local_s % CALENDAR_DAY_S + CALENDAR_DAY_S) % CALENDAR_DAY_S /
			  OP_REMIND_MINUTE_S);
}

/* By the calendar, whatever day-start is set to. */
static struct remind_search
op_remind_search(const struct op_remind *remind)
{
	struct remind_search search = {
	    .jobs = remind->jobs.list,
	    .n_jobs = remind->jobs.n,
	    .calendar = remind->worked.calendar,
	    .silent_days = remind->worked.settings.values[SETTING_GHOST_AFTER],
	};

	search.calendar.day_start_min = 0;
	return search;
}

static Pb__RemindEvent *
op_remind_event(struct op *op, const char *event, const char *text, int64_t at_s)
{
	Pb__RemindEvent *view = OP_NEW(op, remind_event);

	view->event = event;
	view->text = text;
	view->at = view_timestamp_s(op->arena, at_s);
	return view;
}

static void
op_remind_applications(struct op *op, const struct remind *reminder, Pb__RemindEvent *view)
{
	view->applications = arena_array(op->arena, reminder->n_jobs, sizeof(*view->applications));
	for (size_t i = 0; i < reminder->n_jobs; i++) {
		const struct job *job = reminder->jobs[i].job;
		Pb__RemindApplication *application = OP_NEW(op, remind_application);

		application->id = job->id;
		application->company = job->company;
		application->role = job->role;
		application->day = jobs_day_text(op->arena, reminder->jobs[i].day);
		view->applications[view->n_applications++] = application;
	}
}

static void
op_remind_list(struct op *op, const struct remind_facts *facts, Pb__RemindDueReply *reply)
{
	struct remind *list;
	size_t n = remind_due(facts, op->arena, &list);

	reply->reminders = arena_array(op->arena, n, sizeof(*reply->reminders));
	for (size_t i = 0; i < n; i++) {
		Pb__RemindEvent *view =
		    op_remind_event(op, remind_names[list[i].event], list[i].text, op->now_s);

		view->key = list[i].key;
		if (list[i].step != NULL) {
			view->roadmap_id = list[i].step->roadmap_id;
			view->step_id = list[i].step->id;
			view->title = list[i].step->title;
		}
		op_remind_applications(op, &list[i], view);
		reply->reminders[reply->n_reminders++] = view;
	}
}

static enum err_code
op_remind_facts(struct op_remind *remind, const Pb__RemindDueRequest *request,
    Pb__RemindDueReply *reply, struct err *err)
{
	struct op *op = remind->op;
	const uint32_t *values = remind->worked.settings.values;
	struct remind_given *given = arena_array(op->arena, request->n_given, sizeof(*given));
	struct remind_facts facts = {
	    .now_s = op->now_s,
	    .minute = op_remind_minute(remind),
	    .quiet_from_min = setting_quiet_from(values[SETTING_QUIET_HOURS]),
	    .quiet_until_min = setting_quiet_until(values[SETTING_QUIET_HOURS]),
	    .off = op_remind_is_off(&remind->worked, remind->worked.today),
	    .week = op_remind_week(remind),
	    .stale_days = values[SETTING_REMIND_STALE],
	    .search = op_remind_search(remind),
	    .given = given,
	    .n_given = request->n_given,
	};
	struct store_timer timer;
	struct remind_timer runs;
	Pb__TimerView *view = NULL;
	enum err_code code = store_timer_get(op->store, op->arena, &timer, err);

	for (size_t i = 0; i < request->n_given; i++)
		given[i] = (struct remind_given){request->given[i]->key,
		    request->given[i]->at != NULL ? request->given[i]->at->seconds : 0};
	for (size_t i = 0; code == ERR_OK && i < remind->n_places; i++)
		code = op_remind_active(remind, remind->places[i], &timer, err);
	if (code == ERR_OK)
		code = timer_view(op, &view, err);
	if (code != ERR_OK)
		return code;
	if (view != NULL) {
		runs = (struct remind_timer){{view->roadmap_id, view->step_id, view->title, 0},
		    timer.began_at, view->minutes, view->limit_minutes};
		facts.timer = &runs;
	}
	facts.active = remind->active;
	facts.n_active = remind->n_active;
	op_remind_list(op, &facts, reply);
	return ERR_OK;
}

static void
op_remind_done_steps(struct op *op, const struct place *place, Pb__RemindDueReply *reply)
{
	const struct roadmap *roadmap = place->roadmap;

	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		Pb__RemindEvent *view;

		if (place->rows[i] == NULL || place->rows[i]->status != STANDING_DONE)
			continue;
		view = op_remind_event(op, "step-done",
		    arena_printf(op->arena, "Done: %s", roadmap->steps[i].title),
		    place->rows[i]->finished_at);
		view->key =
		    arena_printf(op->arena, "step-done %s/%s", roadmap->id, roadmap->steps[i].id);
		view->roadmap_id = roadmap->id;
		view->step_id = roadmap->steps[i].id;
		view->title = roadmap->steps[i].title;
		reply->done[reply->n_done++] = view;
	}
}

static void
op_remind_done_phases(struct op *op, const struct place *place, Pb__RemindDueReply *reply)
{
	const struct roadmap *roadmap = place->roadmap;

	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		struct standing_progress progress = standing_progress(place->standing, i);
		Pb__RemindEvent *view;

		if (progress.steps_total == 0 || progress.steps_done < progress.steps_total)
			continue;
		view = op_remind_event(op, "phase-done",
		    arena_printf(op->arena, "Phase done: %s", roadmap->phases[i].title), op->now_s);
		view->key =
		    arena_printf(op->arena, "phase-done %s/%s", roadmap->id, roadmap->phases[i].id);
		view->roadmap_id = roadmap->id;
		view->phase_id = roadmap->phases[i].id;
		view->title = roadmap->phases[i].title;
		reply->done[reply->n_done++] = view;
	}
}

static void
op_remind_done(const struct op_remind *remind, Pb__RemindDueReply *reply)
{
	size_t room = 0;

	for (size_t i = 0; i < remind->n_places; i++)
		room += remind->places[i]->roadmap->n_steps + remind->places[i]->roadmap->n_phases;
	reply->done = arena_array(remind->op->arena, room, sizeof(*reply->done));
	for (size_t i = 0; i < remind->n_places; i++) {
		op_remind_done_steps(remind->op, remind->places[i], reply);
		op_remind_done_phases(remind->op, remind->places[i], reply);
	}
}

static bool
op_remind_is_on(const struct worked *worked, bool desktop)
{
	const uint32_t mode = worked->settings.values[SETTING_REMINDERS];

	return mode == SETTING_REMINDERS_ON || (mode == SETTING_REMINDERS_AUTO && desktop);
}

enum err_code
op_remind_due(struct op *op, const Pb__RemindDueRequest *request, Pb__RemindDueReply *reply,
    struct err *err)
{
	struct op_remind remind = {.op = op};
	enum err_code code;

	if (request->n_given > OP_REMIND_GIVEN_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "tell of at most %d reminders",
		    OP_REMIND_GIVEN_MAX);
	code = op_remind_open(&remind, err);
	if (code != ERR_OK)
		return code;
	reply->on = op_remind_is_on(&remind.worked, request->desktop);
	if (request->done)
		op_remind_done(&remind, reply);
	if (reply->on)
		code = jobs_read(op, &remind.jobs, err);
	return code == ERR_OK && reply->on ? op_remind_facts(&remind, request, reply, err) : code;
}
