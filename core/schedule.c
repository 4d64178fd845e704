#include "core/schedule.h"

enum {
	SCHEDULE_QUARTER = 15,
};

struct schedule_maker {
	const struct plan *plan;
	const uint32_t *minutes;
	const struct schedule_pace *pace;
	struct schedule *schedule;
	struct schedule_week *weeks;
	struct schedule_part *parts;
	struct schedule_span *spans;
	uint32_t n_weeks_wanted, n_parts;
	uint32_t entry; /* the one to go on with */
	uint32_t done;  /* minutes of it */
	uint64_t minutes_done;
};

static bool
schedule_is_paused(const struct schedule_pace *pace, int32_t day)
{
	for (size_t i = 0; i < pace->n_pauses; i++)
		if (day >= pace->pauses[i].from_day && day < pace->pauses[i].until_day)
			return true;
	return false;
}

static bool
schedule_is_rest(const struct schedule_pace *pace, uint32_t weekday)
{
	return (pace->rest_days >> (weekday - 1) & 1) != 0;
}

/* How many days of the week before this one are for learning. */
static uint32_t
schedule_learning_days(const struct schedule_pace *pace, uint32_t weekday)
{
	uint32_t n = 0, i;

	for (i = 1; i < weekday; i++)
		n += !schedule_is_rest(pace, i);
	return n;
}

/* What is due of a week's minutes after so many of its n learning days. */
static uint32_t
schedule_due(const struct schedule_pace *pace, uint32_t days, uint32_t n)
{
	uint32_t minutes = pace->minutes_per_week * days / n;

	if (days == n)
		return minutes;
	return (minutes + SCHEDULE_QUARTER / 2) / SCHEDULE_QUARTER * SCHEDULE_QUARTER;
}

/* What a day has room for. */
static uint32_t
schedule_room(const struct schedule_pace *pace, int32_t day)
{
	uint32_t weekday = calendar_weekday(day);
	uint32_t n = schedule_learning_days(pace, CALENDAR_WEEK_DAYS + 1);
	uint32_t before = schedule_learning_days(pace, weekday);
	uint32_t due, due_before;

	if (schedule_is_rest(pace, weekday) || schedule_is_paused(pace, day))
		return 0;
	due = schedule_due(pace, before + 1, n);
	due_before = schedule_due(pace, before, n);
	return due > due_before ? due - due_before : 0;
}

/* The part of this week that minutes of the entry go to, or NULL if the week is not kept. */
static struct schedule_part *
schedule_part(struct schedule_maker *maker, struct schedule_week *week)
{
	struct schedule_part *part = maker->parts + maker->n_parts;

	if (week == NULL)
		return NULL;
	if (week->n_parts > 0 && part[-1].entry == maker->entry)
		return part - 1;
	if (week->n_parts == 0)
		week->parts = part;
	*part = (struct schedule_part){.entry = maker->entry, .begins = maker->done == 0};
	maker->n_parts++;
	week->n_parts++;
	return part;
}

/* Gives the minutes of a day to the steps. */
static void
schedule_fill(struct schedule_maker *maker, int32_t day, struct schedule_week *week)
{
	uint32_t room = schedule_room(maker->pace, day);

	while (room > 0 && maker->entry < maker->plan->n_entries) {
		uint32_t left = maker->minutes[maker->entry] - maker->done;
		uint32_t minutes = left < room ? left : room;
		struct schedule_part *part = schedule_part(maker, week);

		if (maker->done == 0)
			maker->spans[maker->entry].first_day = day;
		maker->done += minutes;
		maker->minutes_done += minutes;
		room -= minutes;
		if (part != NULL) {
			part->minutes += minutes;
			part->ends = minutes == left;
			week->minutes += minutes;
		}
		if (minutes < left)
			return;
		maker->spans[maker->entry].last_day = day;
		maker->schedule->finish_day = day;
		maker->entry++;
		maker->done = 0;
	}
}

/* The week of a day that begins one, if it is kept. */
static struct schedule_week *
schedule_week(struct schedule_maker *maker, int32_t day)
{
	struct schedule *schedule = maker->schedule;
	struct schedule_week *week;

	schedule->n_weeks_all++;
	if (schedule->n_weeks == maker->n_weeks_wanted)
		return NULL;
	week = &maker->weeks[schedule->n_weeks++];
	week->first_day = day;
	week->last_day = calendar_monday(day) + CALENDAR_WEEK_DAYS - 1;
	for (; day <= week->last_day; day++)
		week->paused_days += schedule_is_paused(maker->pace, day);
	return week;
}

static void
schedule_run(struct schedule_maker *maker)
{
	int32_t first = maker->pace->first_day, day;
	struct schedule_week *week = NULL;

	for (day = first; maker->entry < maker->plan->n_entries; day++) {
		if (day - first == GOAL_DAYS_MAX) {
			maker->schedule->finish_day = GOAL_NEVER;
			return;
		}
		if (day == first || calendar_weekday(day) == 1)
			week = schedule_week(maker, day);
		schedule_fill(maker, day, week);
		if (week != NULL)
			week->minutes_done = maker->minutes_done;
	}
}

struct schedule *
schedule_make(const struct plan *plan, const uint32_t *minutes, const struct schedule_pace *pace,
    uint32_t n_weeks, struct arena *arena)
{
	uint32_t n = plan->n_entries, i;
	struct schedule_maker maker = {
	    .plan = plan,
	    .minutes = minutes,
	    .pace = pace,
	    .schedule = arena_alloc(arena, sizeof(struct schedule)),
	    .weeks = arena_array(arena, n_weeks, sizeof(struct schedule_week)),
	    /* each begins a step or goes on with one at the beginning of a week */
	    .parts = arena_array(arena, (size_t)n + n_weeks, sizeof(struct schedule_part)),
	    .spans = arena_array(arena, n, sizeof(struct schedule_span)),
	    .n_weeks_wanted = n_weeks,
	};

	for (i = 0; i < n; i++) {
		maker.spans[i] = (struct schedule_span){GOAL_NEVER, GOAL_NEVER};
		maker.schedule->minutes += minutes[i];
	}
	maker.schedule->weeks = maker.weeks;
	maker.schedule->spans = maker.spans;
	maker.schedule->finish_day = pace->first_day;
	schedule_run(&maker);
	return maker.schedule;
}
