#include "core/remind.h"

#include <string.h>

#include "core/calendar.h"
#include "core/explain.h"

enum {
	REMIND_DAY_S = 86400,
	REMIND_KEY_DAY = CALENDAR_DATE_SIZE,
};

const char *const remind_names[REMIND_EVENTS] = {
    [REMIND_GOAL_AT_RISK] = "goal-at-risk",
    [REMIND_STEP_STALE] = "step-stale",
    [REMIND_TIMER_FORGOTTEN] = "timer-forgotten",
    [REMIND_FOLLOW_UP_DUE] = "follow-up-due",
    [REMIND_APPLICATION_SILENT] = "application-silent",
};

bool
remind_is_quiet(uint32_t minute, uint32_t from_min, uint32_t until_min)
{
	if (from_min <= until_min)
		return minute >= from_min && minute < until_min;
	return minute >= from_min || minute < until_min;
}

static bool
remind_has_pause(struct pace_pauses pauses, int32_t monday)
{
	for (int32_t day = monday; day < monday + CALENDAR_WEEK_DAYS; day++)
		if (pace_is_paused(pauses, day))
			return true;
	return false;
}

uint32_t
remind_usual(const struct pace_day *days, size_t n_days, struct pace_pauses pauses,
    int32_t first_day, int32_t today)
{
	const int32_t into = today - calendar_monday(today);
	uint64_t sum = 0;
	uint32_t n_weeks = 0;

	for (int32_t monday = calendar_monday(today) - CALENDAR_WEEK_DAYS;
	     monday >= first_day && n_weeks < REMIND_WEEKS; monday -= CALENDAR_WEEK_DAYS) {
		if (remind_has_pause(pauses, monday))
			continue;
		n_weeks++;
		for (size_t i = 0; i < n_days; i++)
			if (days[i].day >= monday + into &&
			    days[i].day < monday + CALENDAR_WEEK_DAYS)
				sum += days[i].told + days[i].assumed;
	}
	return n_weeks >= REMIND_WEEKS_LEAST ? (uint32_t)(sum / n_weeks) : 0;
}

/* The moment it was given last, or INT64_MIN. */
static int64_t
remind_given_at(const struct remind_facts *facts, const char *key)
{
	int64_t at_s = INT64_MIN;

	for (size_t i = 0; i < facts->n_given; i++)
		if (strcmp(facts->given[i].key, key) == 0 && facts->given[i].at_s > at_s)
			at_s = facts->given[i].at_s;
	return at_s;
}

/* M2 */
static bool
remind_is_at_risk(const struct remind_week *week)
{
	uint64_t missing, share;

	if (week->done_minutes >= week->goal_minutes || week->days_to_come == 0)
		return false;
	missing = week->goal_minutes - week->done_minutes;
	/* half again the even share, in minutes times twice the days */
	share = (uint64_t)week->goal_minutes * week->days_to_come * 3;
	return missing > week->usual_minutes && missing * 2 * week->days > share;
}

static void
remind_goal(const struct remind_facts *facts, struct arena *arena, struct remind *list, size_t *n)
{
	const struct remind_week *week = &facts->week;
	char day[REMIND_KEY_DAY];
	const char *key =
	    arena_printf(arena, "goal-at-risk %s", calendar_format(day, week->monday));

	if (!remind_is_at_risk(week) || remind_given_at(facts, key) != INT64_MIN)
		return;
	list[(*n)++] = (struct remind){
	    .event = REMIND_GOAL_AT_RISK,
	    .key = key,
	    .text = arena_printf(arena, "%s of %s this week: %s to go, %u day%s left",
		explain_minutes(arena, week->done_minutes),
		explain_minutes(arena, week->goal_minutes),
		explain_minutes(arena, week->goal_minutes - week->done_minutes), week->days_to_come,
		week->days_to_come == 1 ? "" : "s"),
	};
}

static void
remind_stale(const struct remind_facts *facts, const struct remind_step *step, struct arena *arena,
    struct remind *list, size_t *n)
{
	const char *key = arena_printf(arena, "step-stale %s/%s", step->roadmap_id, step->id);
	const int64_t at_s = remind_given_at(facts, key);

	if (facts->stale_days == 0 || step->idle_days < facts->stale_days)
		return;
	/* a clock that was set back must not make it due for ever, nor never */
	if (at_s <= facts->now_s && at_s > facts->now_s - (int64_t)facts->stale_days * REMIND_DAY_S)
		return;
	list[(*n)++] = (struct remind){
	    .event = REMIND_STEP_STALE,
	    .key = key,
	    .text = arena_printf(arena, "'%s' waits for you since %u days", step->title,
		step->idle_days),
	    .step = step,
	};
}

static void
remind_timer(const struct remind_facts *facts, struct arena *arena, struct remind *list, size_t *n)
{
	const struct remind_timer *timer = facts->timer;
	const char *key;

	if (timer == NULL || timer->minutes <= timer->limit_minutes)
		return;
	key = arena_printf(arena, "timer-forgotten %s/%s %lld", timer->step.roadmap_id,
	    timer->step.id, (long long)timer->began_s);
	if (remind_given_at(facts, key) != INT64_MIN)
		return;
	list[(*n)++] = (struct remind){
	    .event = REMIND_TIMER_FORGOTTEN,
	    .key = key,
	    .text = arena_printf(arena, "The timer of '%s' runs for %s: did you forget it?",
		timer->step.title, explain_minutes(arena, timer->minutes)),
	    .step = &timer->step,
	};
}

/* The day up to which an event of M5 was told of. Clocks that were set back: as for M3. */
static int32_t
remind_told_day(const struct remind_facts *facts, enum remind_event event)
{
	const int64_t at_s = remind_given_at(facts, remind_names[event]);

	return at_s <= facts->now_s && at_s != INT64_MIN
		   ? calendar_local_day(&facts->search.calendar, at_s)
		   : JOB_NO_DAY;
}

/* M5: each application is due lag_days after its day. */
static void
remind_jobs(const struct remind_facts *facts, enum remind_event event, struct job_due *jobs,
    size_t n_jobs, uint32_t lag_days, struct arena *arena, struct remind *list, size_t *n)
{
	const int32_t told = remind_told_day(facts, event);
	const char *text;
	size_t n_new = 0;

	for (size_t i = 0; i < n_jobs; i++)
		if ((int64_t)jobs[i].day + lag_days > told)
			jobs[n_new++] = jobs[i];
	if (n_new == 0)
		return;
	if (event == REMIND_FOLLOW_UP_DUE)
		text = job_due_text(arena, jobs, n_new);
	else
		text = arena_printf(arena, "%s: ghosted?", job_due_silent_text(arena, jobs, n_new));
	list[(*n)++] = (struct remind){
	    .event = event,
	    .key = remind_names[event],
	    .text = text,
	    .jobs = jobs,
	    .n_jobs = n_new,
	};
}

static void
remind_search(const struct remind_facts *facts, struct arena *arena, struct remind *list, size_t *n)
{
	const struct remind_search *search = &facts->search;
	const int32_t today = calendar_local_day(&search->calendar, facts->now_s);
	struct job_due *jobs;
	size_t n_jobs = job_due_list(search->jobs, search->n_jobs, today, arena, &jobs);

	remind_jobs(facts, REMIND_FOLLOW_UP_DUE, jobs, n_jobs, 0, arena, list, n);
	n_jobs =
	    job_due_silent(search->jobs, search->n_jobs, today, search->silent_days, arena, &jobs);
	remind_jobs(facts, REMIND_APPLICATION_SILENT, jobs, n_jobs, search->silent_days + 1, arena,
	    list, n);
}

size_t
remind_due(const struct remind_facts *facts, struct arena *arena, struct remind **ret_list)
{
	struct remind *list = arena_array(arena, facts->n_active + REMIND_EVENTS, sizeof(*list));
	size_t n = 0;

	*ret_list = list;
	if (facts->off ||
	    remind_is_quiet(facts->minute, facts->quiet_from_min, facts->quiet_until_min))
		return 0;
	remind_goal(facts, arena, list, &n);
	for (size_t i = 0; i < facts->n_active; i++)
		remind_stale(facts, &facts->active[i], arena, list, &n);
	remind_timer(facts, arena, list, &n);
	remind_search(facts, arena, list, &n);
	return n;
}
