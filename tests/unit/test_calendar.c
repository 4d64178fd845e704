#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/calendar.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static int64_t
utc(int32_t year, uint32_t month, uint32_t day, int hour, int minute, int second)
{
	struct calendar_date date = {year, month, day};

	return (int64_t)calendar_day_of(date) * CALENDAR_DAY_S + hour * 3600 + minute * 60 + second;
}

static int32_t
day(int32_t year, uint32_t month, uint32_t of_month)
{
	return calendar_day_of((struct calendar_date){year, month, of_month});
}

/* A fixed zone: its changes as `zdump -v` tells them. */
static struct calendar
zone(struct calendar_change *changes, uint32_t n, uint32_t day_start_min)
{
	return (struct calendar){changes, n, day_start_min};
}

#define NEW_YORK                                                                         \
	{                                                                                \
		{utc(2025, 11, 2, 6, 0, 0), -18000}, {utc(2026, 3, 8, 7, 0, 0), -14400}, \
		    {utc(2026, 11, 1, 6, 0, 0), -18000},                                 \
		{                                                                        \
			utc(2038, 3, 14, 7, 0, 0), -14400                                \
		}                                                                        \
	}
#define LORD_HOWE                                                                         \
	{                                                                                 \
		{utc(2025, 10, 4, 15, 30, 0), 39600}, {utc(2026, 4, 4, 15, 0, 0), 37800}, \
		{                                                                         \
			utc(2026, 10, 3, 15, 30, 0), 39600                                \
		}                                                                         \
	}
#define APIA                                                                                \
	{                                                                                   \
		{utc(2011, 9, 24, 14, 0, 0), -36000}, {utc(2011, 12, 30, 10, 0, 0), 50400}, \
		{                                                                           \
			utc(2012, 3, 31, 14, 0, 0), 46800                                   \
		}                                                                           \
	}

static void
every_day_of_ten_thousand_years_is_found_again(void **state)
{
	struct calendar_date last = {0, 12, 31};
	char text[CALENDAR_DATE_SIZE];
	int32_t n, back;

	(void)state;
	assert_int_equal(day(1, 1, 1), CALENDAR_DAY_MIN);
	assert_int_equal(day(9999, 12, 31), CALENDAR_DAY_MAX);
	for (n = CALENDAR_DAY_MIN; n <= CALENDAR_DAY_MAX; n++) {
		struct calendar_date date = calendar_date_of(n);
		bool next_day =
		    date.year == last.year && date.month == last.month && date.day == last.day + 1;
		bool next_month =
		    date.year == last.year && date.month == last.month + 1 && date.day == 1;
		bool next_year = date.year == last.year + 1 && date.month == 1 && date.day == 1;

		if (!next_day && !next_month && !next_year)
			fail_msg("after %d-%u-%u comes %d-%u-%u", last.year, last.month, last.day,
			    date.year, date.month, date.day);
		assert_int_equal(calendar_day_of(date), n);
		if (n % 97 == 0) {
			assert_true(calendar_parse(calendar_format(text, n), &back));
			assert_int_equal(back, n);
		}
		last = date;
	}
}

static void
known_days_have_their_numbers(void **state)
{
	static const struct {
		struct calendar_date date;
		int32_t day;
	} known[] = {{{1970, 1, 1}, 0}, {{1969, 12, 31}, -1}, {{2000, 2, 29}, 11016},
	    {{2026, 1, 1}, 20454}, {{2038, 1, 19}, 24855}, {{1900, 3, 1}, -25508}};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++)
		assert_int_equal(calendar_day_of(known[i].date), known[i].day);
}

static void
a_date_that_never_was_is_refused(void **state)
{
	static const char *const bad[] = {"2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10",
	    "2026-13-01", "2026-01-00", "2026-01-32", "0000-01-01", "2026-1-1", "2026-01-1",
	    "26-01-01", "2026/01/01", "2026-01-01 ", " 2026-01-01", "2026-01-01T00:00", "",
	    "+026-01-01", "2026--1-01", "2026-01-\xd9\xa1", "20260101", "2026-01"};
	int32_t ret = 7;

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++)
		if (calendar_parse(bad[i], &ret) || ret != 7)
			fail_msg("'%s' was taken", bad[i]);
	assert_true(calendar_parse("2024-02-29", &ret));
	assert_int_equal(ret, day(2024, 2, 29));
	assert_true(calendar_parse("2000-02-29", &ret));
}

static void
weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday(void **state)
{
	static const struct {
		struct calendar_date date;
		uint32_t weekday, week;
		int32_t year;
	} known[] = {
	    {{1970, 1, 1}, 4, 1, 1970},
	    {{2005, 1, 1}, 6, 53, 2004},
	    {{2005, 1, 2}, 7, 53, 2004},
	    {{2005, 12, 31}, 6, 52, 2005},
	    {{2007, 1, 1}, 1, 1, 2007},
	    {{2008, 12, 29}, 1, 1, 2009},
	    {{2010, 1, 3}, 7, 53, 2009},
	    {{2020, 12, 31}, 4, 53, 2020},
	    {{2024, 2, 29}, 4, 9, 2024},
	    {{2026, 12, 31}, 4, 53, 2026},
	    {{1966, 6, 5}, 7, 22, 1966},
	};
	int32_t year;

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		int32_t n = calendar_day_of(known[i].date);

		assert_int_equal(calendar_weekday(n), known[i].weekday);
		assert_int_equal(calendar_iso_week(n, &year), known[i].week);
		assert_int_equal(year, known[i].year);
		assert_int_equal(calendar_weekday(calendar_monday(n)), 1);
		assert_in_range(n - calendar_monday(n), 0, 6);
	}
	for (int32_t n = -800; n < 800; n++)
		assert_int_equal(calendar_weekday(n + 1), calendar_weekday(n) % 7 + 1);
}

static void
without_a_zone_days_are_those_of_utc(void **state)
{
	struct calendar calendar = {0};

	(void)state;
	assert_int_equal(calendar_local_day(&calendar, 0), 0);
	assert_int_equal(calendar_local_day(&calendar, -1), -1);
	assert_int_equal(calendar_local_day(&calendar, CALENDAR_DAY_S - 1), 0);
	assert_int_equal(calendar_local_day(&calendar, INT64_C(1767225600)), day(2026, 1, 1));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 1, 1)), 1767225600);
}

static void
the_first_offset_holds_before_the_first_change(void **state)
{
	struct calendar_change changes[] = NEW_YORK;
	struct calendar calendar = zone(changes, COUNT(changes), 0);

	(void)state;
	assert_int_equal(calendar_offset(&calendar, 0), -18000);
	assert_int_equal(calendar_offset(&calendar, utc(2026, 3, 8, 6, 59, 59)), -18000);
	assert_int_equal(calendar_offset(&calendar, utc(2026, 3, 8, 7, 0, 0)), -14400);
	assert_int_equal(calendar_offset(&calendar, INT64_MAX), -14400);
}

static void
new_york_changes_days_at_its_own_midnight_on_both_sides_of_dst(void **state)
{
	struct calendar_change changes[] = NEW_YORK;
	struct calendar calendar = zone(changes, COUNT(changes), 0);

	(void)state;
	/* the day of 23 hours */
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 3, 8)), utc(2026, 3, 8, 5, 0, 0));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 3, 9)), utc(2026, 3, 9, 4, 0, 0));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 3, 9, 3, 59, 59)),
	    day(2026, 3, 8));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 3, 9, 4, 0, 0)), day(2026, 3, 9));
	/* the day of 25 */
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 11, 1)),
	    utc(2026, 11, 1, 4, 0, 0));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 11, 2)),
	    utc(2026, 11, 2, 5, 0, 0));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 11, 2, 4, 59, 59)),
	    day(2026, 11, 1));
}

static void
moments_after_2038_have_days(void **state)
{
	struct calendar_change changes[] = NEW_YORK;
	struct calendar calendar = zone(changes, COUNT(changes), 0);

	(void)state;
	assert_int_equal(calendar_local_day(&calendar, INT64_C(2147483648)), day(2038, 1, 18));
	assert_int_equal(calendar_local_day(&calendar, utc(2038, 3, 14, 4, 59, 59)),
	    day(2038, 3, 13));
	assert_int_equal(calendar_day_begin(&calendar, day(2038, 3, 15)),
	    utc(2038, 3, 15, 4, 0, 0));
	assert_int_equal(calendar_local_day(&calendar, utc(2199, 12, 31, 4, 0, 0)),
	    day(2199, 12, 31));
}

static void
kolkata_is_half_an_hour_off(void **state)
{
	struct calendar_change changes[] = {{0, 19800}};
	struct calendar calendar = zone(changes, COUNT(changes), 0);

	(void)state;
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 6, 1, 18, 29, 59)),
	    day(2026, 6, 1));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 6, 1, 18, 30, 0)),
	    day(2026, 6, 2));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 6, 2)),
	    utc(2026, 6, 1, 18, 30, 0));
}

static void
lord_howe_moves_its_clock_by_half_an_hour(void **state)
{
	struct calendar_change changes[] = LORD_HOWE;
	struct calendar calendar = zone(changes, COUNT(changes), 0);

	(void)state;
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 4, 5)), utc(2026, 4, 4, 13, 0, 0));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 4, 6)),
	    utc(2026, 4, 5, 13, 30, 0));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 10, 4)),
	    utc(2026, 10, 3, 13, 30, 0));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 10, 5)),
	    utc(2026, 10, 4, 13, 0, 0));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 10, 4, 12, 59, 59)),
	    day(2026, 10, 4));
}

static void
apia_never_had_the_30th_of_december_2011(void **state)
{
	struct calendar_change changes[] = APIA;
	struct calendar calendar = zone(changes, COUNT(changes), 0);
	int64_t jump = utc(2011, 12, 30, 10, 0, 0);

	(void)state;
	assert_int_equal(calendar_local_day(&calendar, jump - 1), day(2011, 12, 29));
	assert_int_equal(calendar_local_day(&calendar, jump), day(2011, 12, 31));
	assert_int_equal(calendar_day_begin(&calendar, day(2011, 12, 30)), jump);
	assert_int_equal(calendar_day_begin(&calendar, day(2011, 12, 31)), jump);
	assert_int_equal(calendar_day_begin(&calendar, day(2012, 1, 1)), jump + CALENDAR_DAY_S);
}

static void
a_day_may_begin_at_four_in_the_morning(void **state)
{
	struct calendar_change changes[] = NEW_YORK;
	struct calendar calendar = zone(changes, COUNT(changes), 4 * 60);

	(void)state;
	/* 03:59 and 04:00 on the clock, in winter, in summer, and on the nights between */
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 2, 2, 8, 59, 59)),
	    day(2026, 2, 1));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 2, 2, 9, 0, 0)), day(2026, 2, 2));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 3, 8, 7, 59, 59)),
	    day(2026, 3, 7));
	assert_int_equal(calendar_local_day(&calendar, utc(2026, 3, 8, 8, 0, 0)), day(2026, 3, 8));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 11, 1)),
	    utc(2026, 11, 1, 9, 0, 0));
}

static void
a_start_of_the_day_that_the_clock_jumps_over_is_where_it_lands(void **state)
{
	struct calendar_change changes[] = NEW_YORK;
	struct calendar calendar = zone(changes, COUNT(changes), 2 * 60 + 30);
	int64_t jump = utc(2026, 3, 8, 7, 0, 0); /* 02:00 becomes 03:00 */

	(void)state;
	assert_int_equal(calendar_local_day(&calendar, jump - 1), day(2026, 3, 7));
	assert_int_equal(calendar_local_day(&calendar, jump), day(2026, 3, 8));
	assert_int_equal(calendar_day_begin(&calendar, day(2026, 3, 8)), jump);
}

static void
the_wall_clock_decides_where_it_is_set_back_over_midnight(void **state)
{
	/* St. John's, 2010-11-07: one minute past midnight the clock was set to 23:01. */
	struct calendar_change changes[] = {{utc(2010, 3, 14, 3, 31, 0), -9000},
	    {utc(2010, 11, 7, 2, 31, 0), -12600}};
	struct calendar calendar = zone(changes, COUNT(changes), 0);

	(void)state;
	assert_int_equal(calendar_local_day(&calendar, utc(2010, 11, 7, 2, 29, 59)),
	    day(2010, 11, 6));
	assert_int_equal(calendar_local_day(&calendar, utc(2010, 11, 7, 2, 30, 30)),
	    day(2010, 11, 7));
	assert_int_equal(calendar_local_day(&calendar, utc(2010, 11, 7, 2, 31, 0)),
	    day(2010, 11, 6));
	assert_int_equal(calendar_local_day(&calendar, utc(2010, 11, 7, 3, 30, 0)),
	    day(2010, 11, 7));
	assert_int_equal(calendar_day_begin(&calendar, day(2010, 11, 7)),
	    utc(2010, 11, 7, 2, 30, 0));
}

static void
every_day_begins_with_its_first_moment(void **state)
{
	static const uint32_t starts_min[] = {0, 30, 90, 150, 240, 719};
	struct calendar_change york[] = NEW_YORK, howe[] = LORD_HOWE, apia[] = APIA;
	struct calendar zones[] = {{york, COUNT(york), 0}, {howe, COUNT(howe), 0},
	    {apia, COUNT(apia), 0}};

	(void)state;
	for (size_t z = 0; z < COUNT(zones); z++)
		for (size_t i = 0; i < COUNT(starts_min); i++) {
			struct calendar *calendar = &zones[z];
			int32_t first = calendar_local_day(calendar, calendar->changes[0].from_s);

			calendar->day_start_min = starts_min[i];
			for (int32_t n = first - 2; n < first + 500; n++) {
				int64_t begin_s = calendar_day_begin(calendar, n);

				assert_true(calendar_local_day(calendar, begin_s) >= n);
				assert_true(calendar_local_day(calendar, begin_s - 1) < n);
				assert_true(begin_s <= calendar_day_begin(calendar, n + 1));
			}
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_day_of_ten_thousand_years_is_found_again),
	    cmocka_unit_test(known_days_have_their_numbers),
	    cmocka_unit_test(a_date_that_never_was_is_refused),
	    cmocka_unit_test(weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday),
	    cmocka_unit_test(without_a_zone_days_are_those_of_utc),
	    cmocka_unit_test(the_first_offset_holds_before_the_first_change),
	    cmocka_unit_test(new_york_changes_days_at_its_own_midnight_on_both_sides_of_dst),
	    cmocka_unit_test(moments_after_2038_have_days),
	    cmocka_unit_test(kolkata_is_half_an_hour_off),
	    cmocka_unit_test(lord_howe_moves_its_clock_by_half_an_hour),
	    cmocka_unit_test(apia_never_had_the_30th_of_december_2011),
	    cmocka_unit_test(a_day_may_begin_at_four_in_the_morning),
	    cmocka_unit_test(a_start_of_the_day_that_the_clock_jumps_over_is_where_it_lands),
	    cmocka_unit_test(the_wall_clock_decides_where_it_is_set_back_over_midnight),
	    cmocka_unit_test(every_day_begins_with_its_first_moment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
