#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/schedule.h"
#include "support/random_roadmap.h"

enum {
	MONDAY = 20409, /* 2025-11-17 */
	ENTRIES_MOST = 30,
};

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct plan
plan_of(uint32_t n)
{
	static struct plan_entry entries[ENTRIES_MOST];

	for (uint32_t i = 0; i < n; i++)
		entries[i].step = i;
	return (struct plan){.entries = entries, .n_entries = n};
}

static void
a_week_is_filled_from_monday_to_sunday_and_a_step_goes_on_in_the_next(void **state)
{
	const struct plan plan = plan_of(3);
	const uint32_t minutes[] = {420, 900, 60};
	const struct schedule_pace pace = {MONDAY, 840, 0, NULL, 0};
	const struct schedule *schedule = schedule_make(&plan, minutes, &pace, 10, *state);
	const struct schedule_week *weeks = schedule->weeks;

	assert_int_equal(calendar_weekday(MONDAY), 1);
	assert_int_equal(schedule->n_weeks, 2);
	assert_int_equal(schedule->n_weeks_all, 2);
	assert_int_equal(schedule->minutes, 1380);
	assert_int_equal(weeks[0].first_day, MONDAY);
	assert_int_equal(weeks[0].last_day, MONDAY + 6);
	assert_int_equal(weeks[0].minutes, 840);
	assert_int_equal(weeks[0].n_parts, 2);
	assert_true(weeks[0].parts[0].begins && weeks[0].parts[0].ends);
	assert_true(weeks[0].parts[1].begins && !weeks[0].parts[1].ends);
	assert_int_equal(weeks[0].parts[1].minutes, 420);
	assert_int_equal(weeks[1].parts[0].entry, 1);
	assert_true(!weeks[1].parts[0].begins && weeks[1].parts[0].ends);
	assert_int_equal(weeks[1].parts[0].minutes, 480);
	assert_int_equal(weeks[1].parts[1].minutes, 60);
	assert_int_equal(weeks[1].minutes_done, 1380);
	/* Two hours a day. */
	assert_int_equal(schedule->spans[0].first_day, MONDAY);
	assert_int_equal(schedule->spans[0].last_day, MONDAY + 3);
	assert_int_equal(schedule->spans[1].first_day, MONDAY + 3);
	assert_int_equal(schedule->spans[1].last_day, MONDAY + 10);
	assert_int_equal(schedule->spans[2].last_day, MONDAY + 11);
	assert_int_equal(schedule->finish_day, MONDAY + 11);
}

static void
a_week_begun_in_the_middle_has_room_for_the_rest_of_it(void **state)
{
	const struct plan plan = plan_of(1);
	const uint32_t minutes[] = {2000};
	const struct schedule_pace pace = {MONDAY + 5, 840, 0, NULL, 0};
	const struct schedule *schedule = schedule_make(&plan, minutes, &pace, 2, *state);

	assert_int_equal(schedule->weeks[0].minutes, 240);
	assert_int_equal(schedule->weeks[0].first_day, MONDAY + 5);
	assert_int_equal(schedule->weeks[0].last_day, MONDAY + 6);
	assert_int_equal(schedule->weeks[1].first_day, MONDAY + 7);
	assert_int_equal(schedule->weeks[1].minutes, 840);
	assert_int_equal(schedule->weeks[1].minutes_done, 1080);
	assert_int_equal(schedule->n_weeks, 2);
	assert_int_equal(schedule->n_weeks_all, 4);
}

static void
rest_days_and_pauses_have_no_room(void **state)
{
	const struct plan plan = plan_of(2);
	const uint32_t minutes[] = {600, 120};
	const struct goal_pause pauses[] = {{MONDAY + 7, MONDAY + 14}, {MONDAY + 15, MONDAY + 16}};
	/* weekends are free: five days of two hours */
	const struct schedule_pace pace = {MONDAY, 600, 0x60, pauses, 2};
	const struct schedule *schedule = schedule_make(&plan, minutes, &pace, 9, *state);

	assert_int_equal(schedule->weeks[0].minutes, 600);
	assert_int_equal(schedule->spans[0].last_day, MONDAY + 4);
	assert_int_equal(schedule->weeks[1].minutes, 0);
	assert_int_equal(schedule->weeks[1].n_parts, 0);
	assert_int_equal(schedule->weeks[1].paused_days, 7);
	assert_int_equal(schedule->weeks[1].minutes_done, 600);
	assert_int_equal(schedule->weeks[2].paused_days, 1);
	assert_int_equal(schedule->spans[1].first_day, MONDAY + 14);
	assert_int_equal(schedule->finish_day, MONDAY + 14);
}

static void
nothing_to_do_is_done_at_once(void **state)
{
	const struct plan plan = plan_of(0);
	const struct schedule_pace pace = {MONDAY, 600, 0, NULL, 0};
	const struct schedule *schedule = schedule_make(&plan, NULL, &pace, 4, *state);

	assert_int_equal(schedule->n_weeks, 0);
	assert_int_equal(schedule->n_weeks_all, 0);
	assert_int_equal(schedule->finish_day, MONDAY);
}

static void
what_takes_more_than_100_years_has_no_day(void **state)
{
	const struct plan plan = plan_of(2);
	const uint32_t minutes[] = {30, 60000};
	const struct schedule_pace pace = {MONDAY, 1, 0, NULL, 0};
	const struct schedule *schedule = schedule_make(&plan, minutes, &pace, 3, *state);

	assert_int_equal(schedule->n_weeks, 3);
	assert_int_equal(schedule->finish_day, GOAL_NEVER);
	assert_int_equal(schedule->spans[0].last_day, MONDAY + 29 * 7 + 6);
	assert_int_equal(schedule->spans[1].first_day, MONDAY + 30 * 7 + 6);
	assert_int_equal(schedule->spans[1].last_day, GOAL_NEVER);
}

/* Every minute of every step is in one week, in the order of the plan, and no week has too many. */
static void
every_minute_is_planned_once(void **state)
{
	struct random_source source = {81};

	(void)state;
	for (uint32_t round = 0; round < 500; round++) {
		struct arena *arena = arena_new();
		const struct plan plan = plan_of(1 + random_below(&source, ENTRIES_MOST));
		uint32_t minutes[ENTRIES_MOST], sums[ENTRIES_MOST] = {0}, last = 0;
		const struct goal_pause pause = {MONDAY + (int32_t)random_below(&source, 60),
		    MONDAY + 60 + (int32_t)random_below(&source, 30)};
		const struct schedule_pace pace = {MONDAY + (int32_t)random_below(&source, 7),
		    60 + random_below(&source, SCHEDULE_WEEK_MINUTES_MAX - 60),
		    (uint8_t)random_below(&source, 127), &pause, random_below(&source, 2)};
		const struct schedule *schedule;
		uint64_t sum = 0;

		for (uint32_t i = 0; i < plan.n_entries; i++)
			minutes[i] = 1 + random_below(&source, 2000);
		schedule = schedule_make(&plan, minutes, &pace, SCHEDULE_WEEKS_MAX, arena);
		for (uint32_t i = 0; i < schedule->n_weeks; i++) {
			const struct schedule_week *week = &schedule->weeks[i];
			uint32_t in_week = 0;

			for (uint32_t k = 0; k < week->n_parts; k++) {
				const struct schedule_part *part = &week->parts[k];

				assert_true(part->entry >= last && part->minutes > 0);
				last = part->entry;
				assert_int_equal(part->begins, sums[last] == 0);
				sums[last] += part->minutes;
				assert_int_equal(part->ends, sums[last] == minutes[last]);
				in_week += part->minutes;
			}
			sum += in_week;
			assert_int_equal(week->minutes, in_week);
			assert_int_equal(week->minutes_done, sum);
			assert_true(in_week <= pace.minutes_per_week);
		}
		assert_int_equal(sum, schedule->minutes);
		assert_int_equal(schedule->spans[plan.n_entries - 1].last_day,
		    schedule->finish_day);
		assert_int_equal(schedule_finish(&pace, sum), schedule->finish_day);
		arena_free(arena);
	}
}

static void
what_a_date_takes_is_enough_and_by_the_end_of_a_week_no_more_than_that(void **state)
{
	struct random_source source = {82};

	(void)state;
	for (uint32_t round = 0; round < 500; round++) {
		const struct goal_pause pause = {MONDAY + 10, MONDAY + 17};
		struct schedule_pace pace = {MONDAY + (int32_t)random_below(&source, 7), 0,
		    (uint8_t)random_below(&source, 127), &pause, random_below(&source, 2)};
		uint64_t minutes = 1 + random_below(&source, 20000);
		int32_t day = MONDAY + 6 + 7 * (int32_t)random_below(&source, 30);
		bool any_day = random_below(&source, 2) == 1;
		uint32_t needed;

		day += any_day ? (int32_t)random_below(&source, 7) : 0;
		needed = schedule_needed(&pace, minutes, day);
		pace.minutes_per_week = needed > 0 ? needed : SCHEDULE_WEEK_MINUTES_MAX;
		assert_int_equal(pace.minutes_per_week % 15, 0);
		assert_int_equal(schedule_finish(&pace, minutes) <= day, needed > 0);
		pace.minutes_per_week -= 15;
		if (needed > 15 && !any_day)
			assert_true(schedule_finish(&pace, minutes) > day);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(a_week_is_filled_from_monday_to_sunday_and_a_step_goes_on_in_the_next),
	    TEST(a_week_begun_in_the_middle_has_room_for_the_rest_of_it),
	    TEST(rest_days_and_pauses_have_no_room),
	    TEST(nothing_to_do_is_done_at_once),
	    TEST(what_takes_more_than_100_years_has_no_day),
	    TEST(every_minute_is_planned_once),
	    TEST(what_a_date_takes_is_enough_and_by_the_end_of_a_week_no_more_than_that),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
