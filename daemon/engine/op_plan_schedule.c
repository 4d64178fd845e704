#include "engine/op_table.h"

#include "engine/ahead.h"
#include "engine/recommend.h"
#include "engine/view.h"

enum {
	OP_PLAN_SCHEDULE_WEEKS = 4,
	OP_PLAN_SCHEDULE_PACE = 600, /* minutes a week of who has set no goal */
};

struct op_plan_schedule {
	struct op *op;
	const struct place *place;
	struct ahead ahead;
	const struct schedule *schedule;
	bool *opens_phase; /* the entry is the first of its phase */
};

static const char *
op_plan_schedule_day(struct op *op, int32_t day)
{
	char text[CALENDAR_DATE_SIZE];

	return day > CALENDAR_DAY_MAX ? "" : arena_strdup(op->arena, calendar_format(text, day));
}

static enum err_code
op_plan_schedule_check(const Pb__PlanScheduleRequest *request, struct err *err)
{
	int32_t day;

	if (request->weeks > SCHEDULE_WEEKS_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %u weeks",
		    SCHEDULE_WEEKS_MAX);
	if (request->minutes_per_week > SCHEDULE_WEEK_MINUTES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "a week has only %u hours",
		    SCHEDULE_WEEK_MINUTES_MAX / 60);
	if (request->first_day[0] != '\0' && !calendar_parse(request->first_day, &day))
		return err_set(err, ERR_INVALID_ARGUMENT, "'%.32s' is no day: write 2026-03-01",
		    request->first_day);
	return ERR_OK;
}

/* The pace that was asked for, else that of the goal, else the usual one. */
static void
op_plan_schedule_pace(const Pb__PlanScheduleRequest *request, struct ahead *ahead,
    Pb__PlanScheduleReply *reply)
{
	struct schedule_pace *pace = &ahead->pace;
	int32_t by_day;

	(void)calendar_parse(request->first_day, &pace->first_day);
	reply->by_day = ahead->settings.goal_day;
	reply->source = PB__PACE_SOURCE__PACE_SOURCE_GOAL;
	if (request->minutes_per_week != 0) {
		pace->minutes_per_week = request->minutes_per_week;
		reply->source = PB__PACE_SOURCE__PACE_SOURCE_REQUEST;
	}
	if (pace->minutes_per_week == 0 && calendar_parse(reply->by_day, &by_day)) {
		pace->minutes_per_week = schedule_needed(pace, ahead->minutes_left, by_day);
		reply->source = PB__PACE_SOURCE__PACE_SOURCE_DATE;
	}
	if (pace->minutes_per_week == 0) {
		pace->minutes_per_week = OP_PLAN_SCHEDULE_PACE;
		reply->source = PB__PACE_SOURCE__PACE_SOURCE_DEFAULT;
	}
	reply->minutes_per_week = pace->minutes_per_week;
}

static Pb__SchedulePart *
op_plan_schedule_part(const struct op_plan_schedule *at, const struct schedule_part *part,
    uint32_t minutes_left)
{
	const struct roadmap *roadmap = at->place->roadmap;
	uint32_t index = at->ahead.plan->entries[part->entry].step;
	const struct roadmap_step *step = &roadmap->steps[index];
	Pb__SchedulePart *view = OP_NEW(at->op, schedule_part);

	view->step_id = step->id;
	view->title = step->title;
	view->minutes = part->minutes;
	view->minutes_left = minutes_left;
	view->minutes_planned = recommend_minutes_planned(at->place, index);
	view->minutes_step = at->ahead.minutes[part->entry];
	view->begins = part->begins;
	view->ends = part->ends;
	view->milestone = step->milestone;
	view->guessed = step->guessed;
	view->last_day = op_plan_schedule_day(at->op, at->schedule->spans[part->entry].last_day);
	if (part->begins && at->opens_phase[part->entry])
		view->phase_begins = roadmap->phases[step->phase].title;
	return view;
}

static void
op_plan_schedule_weeks(const struct op_plan_schedule *at, Pb__PlanScheduleReply *reply)
{
	const struct schedule *schedule = at->schedule;
	uint32_t minutes_gone = 0; /* of the entry that goes on */

	reply->weeks = arena_array(at->op->arena, schedule->n_weeks, sizeof(*reply->weeks));
	for (uint32_t i = 0; i < schedule->n_weeks; i++) {
		const struct schedule_week *week = &schedule->weeks[i];
		Pb__ScheduleWeek *view = OP_NEW(at->op, schedule_week);

		view->first_day = op_plan_schedule_day(at->op, week->first_day);
		view->last_day = op_plan_schedule_day(at->op, week->last_day);
		view->minutes = week->minutes;
		view->minutes_done = (uint32_t)week->minutes_done;
		view->paused_days = week->paused_days;
		view->parts = arena_array(at->op->arena, week->n_parts, sizeof(*view->parts));
		for (uint32_t k = 0; k < week->n_parts; k++) {
			const struct schedule_part *part = &week->parts[k];

			minutes_gone = part->begins ? 0 : minutes_gone;
			view->parts[view->n_parts++] = op_plan_schedule_part(at, part,
			    at->ahead.minutes[part->entry] - minutes_gone);
			minutes_gone += part->minutes;
		}
		reply->weeks[reply->n_weeks++] = view;
	}
}

static void
op_plan_schedule_milestones(const struct op_plan_schedule *at, Pb__PlanScheduleReply *reply)
{
	uint32_t n = at->ahead.plan->n_entries;

	reply->milestones = arena_array(at->op->arena, n, sizeof(*reply->milestones));
	for (uint32_t i = 0; i < n; i++) {
		const struct roadmap_step *step =
		    &at->place->roadmap->steps[at->ahead.plan->entries[i].step];
		Pb__ScheduleMilestone *view;

		if (!step->milestone)
			continue;
		view = OP_NEW(at->op, schedule_milestone);
		view->step_id = step->id;
		view->title = step->title;
		view->day = op_plan_schedule_day(at->op, at->schedule->spans[i].last_day);
		reply->milestones[reply->n_milestones++] = view;
	}
}

/* In the order of the roadmap; the plan may go back and forth between them. */
static void
op_plan_schedule_phases(const struct op_plan_schedule *at, Pb__PlanScheduleReply *reply)
{
	const struct roadmap *roadmap = at->place->roadmap;
	struct schedule_span *spans = arena_array(at->op->arena, roadmap->n_phases, sizeof(*spans));
	bool *begun = arena_array(at->op->arena, roadmap->n_phases, sizeof(*begun));

	for (uint32_t i = 0; i < at->ahead.plan->n_entries; i++) {
		uint32_t phase = roadmap->steps[at->ahead.plan->entries[i].step].phase;

		at->opens_phase[i] = !begun[phase];
		if (!begun[phase])
			spans[phase].first_day = at->schedule->spans[i].first_day;
		spans[phase].last_day = at->schedule->spans[i].last_day;
		begun[phase] = true;
	}
	reply->phases = arena_array(at->op->arena, roadmap->n_phases, sizeof(*reply->phases));
	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		Pb__SchedulePhase *view;

		if (!begun[i])
			continue;
		view = OP_NEW(at->op, schedule_phase);
		view->id = roadmap->phases[i].id;
		view->title = roadmap->phases[i].title;
		view->first_day = op_plan_schedule_day(at->op, spans[i].first_day);
		view->last_day = op_plan_schedule_day(at->op, spans[i].last_day);
		reply->phases[reply->n_phases++] = view;
	}
}

enum err_code
op_plan_schedule(struct op *op, const Pb__PlanScheduleRequest *request,
    Pb__PlanScheduleReply *reply, struct err *err)
{
	struct op_plan_schedule at = {.op = op, .place = place_open(op, request->roadmap_id, err)};
	uint32_t n_weeks = request->weeks != 0 ? request->weeks : OP_PLAN_SCHEDULE_WEEKS;

	if (at.place == NULL || op_plan_schedule_check(request, err) != ERR_OK ||
	    ahead_read(op, at.place, &at.ahead, err) != ERR_OK)
		return err->code;
	at.opens_phase = arena_array(op->arena, at.ahead.plan->n_entries, sizeof(*at.opens_phase));
	op_plan_schedule_pace(request, &at.ahead, reply);
	at.schedule =
	    schedule_make(at.ahead.plan, at.ahead.minutes, &at.ahead.pace, n_weeks, op->arena);
	op_plan_schedule_phases(&at, reply);
	op_plan_schedule_weeks(&at, reply);
	op_plan_schedule_milestones(&at, reply);
	reply->weeks_total = at.schedule->n_weeks_all;
	reply->minutes_total = (uint32_t)at.schedule->minutes;
	reply->minutes_planned = (uint32_t)at.ahead.minutes_planned;
	if (at.ahead.plan->n_entries > 0)
		reply->finish_day = op_plan_schedule_day(op, at.schedule->finish_day);
	reply->enrollment = view_enrollment(op, at.place);
	return ERR_OK;
}
