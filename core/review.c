#include "core/review.h"

#include <stdlib.h>
#include <string.h>

static int
review_compare_days(const void *a, const void *b)
{
	const struct pace_day *left = a, *right = b;

	return (left->day > right->day) - (left->day < right->day);
}

/* Sums up neighbours of the same day; returns how many days are left. */
static size_t
review_merge(struct pace_day *days, size_t n)
{
	size_t n_days = 0;

	for (size_t i = 0; i < n; i++) {
		if (n_days > 0 && days[n_days - 1].day == days[i].day) {
			days[n_days - 1].told += days[i].told;
			days[n_days - 1].assumed += days[i].assumed;
		} else {
			days[n_days++] = days[i];
		}
	}
	return n_days;
}

size_t
review_days(const struct calendar *calendar, const struct review_piece *pieces, size_t n,
    struct arena *arena, struct pace_day **ret_days)
{
	struct pace_day *days = arena_array(arena, n, sizeof(*days));
	size_t n_days;

	for (size_t i = 0; i < n; i++)
		days[i] = (struct pace_day){calendar_local_day(calendar, pieces[i].at_s),
		    pieces[i].told, pieces[i].assumed};
	/* Most come by date: what is to be sorted is few by then. */
	n_days = review_merge(days, n);
	if (n_days > 1)
		qsort(days, n_days, sizeof(*days), review_compare_days);
	*ret_days = days;
	return review_merge(days, n_days);
}

static bool
review_is_learning_day(const struct review_rules *rules, int32_t day)
{
	return !(rules->rest_days & 1U << (calendar_weekday(day) - 1));
}

/* R2, R3 */
static void
review_judge(const struct review_rules *rules, struct review_week *week)
{
	uint32_t n = 0, n_left = 0, minutes = week->told + week->assumed;

	for (int32_t i = 0; i < CALENDAR_WEEK_DAYS; i++) {
		bool learning = review_is_learning_day(rules, week->monday + i);

		n += learning;
		n_left += learning && !pace_is_paused(rules->pauses, week->monday + i);
	}
	week->off = n_left == 0;
	if (n > 0)
		week->goal_minutes = rules->goal_minutes * n_left / n;
	week->met = !week->off && minutes > 0 && minutes >= week->goal_minutes;
}

size_t
review_weeks(const struct pace_day *days, size_t n_days, const struct review_rules *rules,
    int32_t first_day, int32_t today, struct arena *arena, struct review_week **ret_weeks)
{
	int32_t first = calendar_monday(first_day < today ? first_day : today);
	size_t n = (size_t)((calendar_monday(today) - first) / CALENDAR_WEEK_DAYS) + 1;
	struct review_week *weeks = arena_array(arena, n, sizeof(*weeks));

	for (size_t i = 0; i < n_days; i++) {
		struct review_week *week;

		if (days[i].day < first || days[i].day >= first + (int32_t)n * CALENDAR_WEEK_DAYS)
			continue;
		week = &weeks[(days[i].day - first) / CALENDAR_WEEK_DAYS];
		week->told += days[i].told;
		week->assumed += days[i].assumed;
		week->days += days[i].told + days[i].assumed > 0;
	}
	for (size_t i = 0; i < n; i++) {
		weeks[i].monday = first + (int32_t)i * CALENDAR_WEEK_DAYS;
		review_judge(rules, &weeks[i]);
	}
	*ret_weeks = weeks;
	return n;
}

/* Goes on to the next week or day; `neutral` neither breaks nor extends. */
static void
review_streak_go(struct review_streak *streak, bool met, bool neutral)
{
	if (met)
		streak->now++;
	else if (!neutral)
		streak->now = 0;
	if (streak->now > streak->longest)
		streak->longest = streak->now;
}

struct review_streak
review_week_streak(const struct review_week *weeks, size_t n)
{
	struct review_streak streak = {0};

	for (size_t i = 0; i < n; i++)
		review_streak_go(&streak, weeks[i].met, weeks[i].off || i == n - 1);
	return streak;
}

struct review_streak
review_day_streak(const struct pace_day *days, size_t n_days, const struct review_rules *rules,
    int32_t first_day, int32_t today)
{
	struct review_streak streak = {0};
	size_t at = 0;

	for (int32_t day = first_day; day <= today; day++) {
		bool off =
		    !review_is_learning_day(rules, day) || pace_is_paused(rules->pauses, day);
		bool worked;

		while (at < n_days && days[at].day < day)
			at++;
		worked = at < n_days && days[at].day == day && days[at].told + days[at].assumed > 0;
		review_streak_go(&streak, worked && !off, off || day == today);
	}
	return streak;
}

static int
review_compare_minutes(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

void
review_levels(const struct pace_day *days, size_t n_days, struct arena *arena, uint8_t *ret_levels)
{
	uint32_t *sorted = arena_array(arena, n_days, sizeof(*sorted));
	size_t n = 0;

	for (size_t i = 0; i < n_days; i++)
		if (days[i].told + days[i].assumed > 0)
			sorted[n++] = days[i].told + days[i].assumed;
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), review_compare_minutes);
	for (size_t i = 0; i < n_days; i++) {
		uint32_t minutes = days[i].told + days[i].assumed;

		ret_levels[i] = minutes > 0;
		for (size_t level = 1; minutes > 0 && level < REVIEW_LEVELS; level++)
			ret_levels[i] += minutes > sorted[(n - 1) * level / REVIEW_LEVELS];
	}
}

struct review_sum
review_sum(const struct standing *standing, const uint32_t *spent, uint32_t phase, uint32_t kind)
{
	const struct roadmap *roadmap = standing->roadmap;
	struct review_sum sum = {0};

	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[i];

		if (standing->status[i] != STANDING_DONE ||
		    (phase != ROADMAP_NONE && step->phase != phase) ||
		    (kind != 0 && step->kind != kind))
			continue;
		sum.steps++;
		sum.planned += roadmap_step_minutes(step);
		if (spent[i] == 0)
			continue;
		sum.steps_told++;
		sum.planned_told += roadmap_step_minutes(step);
		sum.told += spent[i];
	}
	return sum;
}
