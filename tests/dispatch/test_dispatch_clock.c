/*
 * Clocks that jump, are far ahead, or stand at their beginning: what was done keeps its order, and
 * nothing is counted that was not.
 */
#include <string.h>

#include "desk_work.h"

#define CLOCK_DAY_US (INT64_C(86400) * 1000000)

static int
set_up(void **state)
{
	struct desk *desk;

	desk_setup_enrolled(state);
	desk = *state;
	desk->zone = "UTC";
	return 0;
}

static const Pb__HistoryListReply *
history(struct desk *desk)
{
	Pb__HistoryListRequest request = PB__HISTORY_LIST_REQUEST__INIT;
	const Pb__HistoryListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "History", "List", &request, &reply), ERR_OK);
	return reply;
}

static void
undo(struct desk *desk)
{
	Pb__HistoryUndoRequest request = PB__HISTORY_UNDO_REQUEST__INIT;

	if (desk_call(desk, "History", "Undo", &request, NULL) != ERR_OK)
		fail_msg("undo: %s", desk->text);
}

static const Pb__ReviewStatsReply *
stats(struct desk *desk)
{
	Pb__ReviewStatsRequest request = PB__REVIEW_STATS_REQUEST__INIT;
	const Pb__ReviewStatsReply *reply = NULL;

	if (desk_call(desk, "Review", "Stats", &request, &reply) != ERR_OK)
		fail_msg("stats: %s", desk->text);
	return reply;
}

/* Whatever looks at dates must answer, or say in its own words that it cannot. */
static void
expect_all_answered(struct desk *desk)
{
	static const struct {
		const char *service, *method;
	} reads[] = {{"Plan", "Next"}, {"Plan", "Schedule"}, {"Step", "List"}, {"History", "List"},
	    {"Review", "Stats"}, {"Review", "Forecast"}, {"Review", "Burnup"}, {"Goal", "Get"},
	    {"Goal", "Pathways"}, {"Goal", "Pauses"}, {"Time", "List"}, {"Time", "Timer"},
	    {"Enrollment", "List"}, {"Admin", "Export"}};

	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++)
		if (desk_call_bytes(desk, reads[i].service, reads[i].method,
			(struct bytes){NULL, 0}, NULL) != ERR_OK)
			fail_msg("%s.%s: %s", reads[i].service, reads[i].method, desk->text);
}

static void
the_history_and_undo_follow_what_was_done_and_not_the_clock(void **state)
{
	struct desk *desk = *state;
	const Pb__HistoryListReply *list;
	const char *before = desk_dump(desk);

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	desk->now_us -= 400 * CLOCK_DAY_US;
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_DONE, false), ERR_OK);
	desk->now_us += 4000 * CLOCK_DAY_US;
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	desk->now_us -= 3600 * CLOCK_DAY_US;
	list = history(desk);
	assert_int_equal(list->n_actions, 4);
	assert_non_null(strstr(list->actions[0]->summary, "bowl"));
	assert_non_null(strstr(list->actions[1]->summary, "wheel"));
	assert_non_null(strstr(list->actions[2]->summary, "clay"));
	for (size_t i = 1; i < list->n_actions; i++)
		assert_int_equal(list->actions[i]->seq, list->actions[i - 1]->seq - 1);
	undo(desk);
	assert_int_equal(desk_view(desk, "bowl")->status, PB__STATUS__STATUS_TODO);
	assert_int_equal(desk_view(desk, "wheel")->status, PB__STATUS__STATUS_DONE);
	undo(desk);
	assert_int_equal(desk_view(desk, "wheel")->status, PB__STATUS__STATUS_TODO);
	undo(desk);
	assert_string_equal(desk_dump(desk), before);
}

static void
done_before_it_was_begun_is_done(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	desk->now_us -= 30 * CLOCK_DAY_US;
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_DONE);
	expect_all_answered(desk);
	desk->now_us += 60 * CLOCK_DAY_US;
	expect_all_answered(desk);
}

static void
a_clock_that_was_ahead_for_a_while_leaves_streaks_as_they_were(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewStatsReply *reply;
	int64_t right;

	for (uint32_t week = 0; week < 3; week++)
		work_add(desk, "clay", work_moment(2025, 12, 10 + 7 * week, 10, 0), 60);
	right = desk->now_us;
	reply = stats(desk);
	assert_int_equal(reply->week_streak->now, 3);
	const uint32_t told = (uint32_t)reply->all->minutes_told;
	/* a piece of work while the clock is a year ahead, then it is put right */
	desk->now_us += 365 * CLOCK_DAY_US;
	work_add(desk, "wheel", desk->now_us / 1000000, 60);
	expect_all_answered(desk);
	desk->now_us = right;
	reply = stats(desk);
	assert_int_equal(reply->week_streak->now, 3);
	assert_int_equal(reply->week_streak->longest, 3);
	assert_true(reply->all->minutes_told >= told);
	expect_all_answered(desk);
	/* a clock that was behind for a while */
	desk->now_us -= 700 * CLOCK_DAY_US;
	expect_all_answered(desk);
	desk->now_us = right;
	assert_int_equal(stats(desk)->week_streak->now, 3);
}

static void
start_and_stop(struct desk *desk, int64_t passed_s, uint32_t minutes)
{
	Pb__StepSetRequest start = PB__STEP_SET_REQUEST__INIT;
	Pb__TimeStopRequest stop = PB__TIME_STOP_REQUEST__INIT;
	const Pb__TimeStopReply *reply = NULL;
	const char *step = "clay";

	start.steps = &step;
	start.n_steps = 1;
	start.status = PB__STATUS__STATUS_ACTIVE;
	start.timer = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &start, NULL), ERR_OK);
	desk->now_us += (passed_s - 1) * 1000000;
	if (desk_call(desk, "Time", "Stop", &stop, &reply) != ERR_OK)
		fail_msg("stop: %s", desk->text);
	assert_int_equal(reply->end->minutes, minutes);
}

static void
a_timer_measures_across_the_end_of_32_bits(void **state)
{
	struct desk *desk = *state;

	work_go_to(desk, INT32_MAX - 600);
	start_and_stop(desk, 1800, 30);
	assert_true(desk->now_us / 1000000 > INT32_MAX);
	work_go_to(desk, (int64_t)UINT32_MAX - 600);
	start_and_stop(desk, 1800, 30);
	assert_true(desk->now_us / 1000000 > UINT32_MAX);
}

static void
a_timer_over_a_jump_counts_nothing_or_its_limit(void **state)
{
	struct desk *desk = *state;

	start_and_stop(desk, 365 * INT64_C(86400), 4 * 60); /* the setting timer-limit */
	start_and_stop(desk, -365 * INT64_C(86400), 0);
}

static void
all_goes_on_in_2038_2096_and_9999(void **state)
{
	static const int32_t years[] = {2038, 2096, 2107, 9998};
	struct desk *desk = *state;
	const Pb__HistoryListReply *list;

	for (size_t i = 0; i < sizeof(years) / sizeof(years[0]); i++) {
		const int64_t moment_s = work_moment(years[i], 1, 20, 12, 0);

		work_go_to(desk, moment_s);
		assert_int_equal(desk_set(desk, "clay",
				     i % 2 == 0 ? PB__STATUS__STATUS_DONE
						: PB__STATUS__STATUS_ACTIVE,
				     true),
		    ERR_OK);
		list = history(desk);
		assert_in_range(list->actions[0]->at->seconds - moment_s, 0, 10);
		work_add(desk, "wheel", desk->now_us / 1000000, 30);
		assert_true(stats(desk)->n_weeks > 0);
		expect_all_answered(desk);
	}
	desk_reopen(desk);
	expect_all_answered(desk);
	undo(desk);
}

/* A machine without a battery, until the network tells it the time. */
static void
all_goes_on_in_1970_and_before(void **state)
{
	static const int64_t moments_s[] = {0, 1, 86400, -86400 * INT64_C(365)};
	struct desk *desk = *state;

	for (size_t i = 0; i < sizeof(moments_s) / sizeof(moments_s[0]); i++) {
		work_go_to(desk, moments_s[i]);
		assert_int_equal(desk_set(desk, "clay",
				     i % 2 == 0 ? PB__STATUS__STATUS_DONE
						: PB__STATUS__STATUS_ACTIVE,
				     true),
		    ERR_OK);
		expect_all_answered(desk);
		assert_non_null(strstr(history(desk)->actions[0]->summary, "clay"));
	}
	undo(desk);
}

/* The work of an evening is one day's, whatever zone the clients that ask say they are in. */
static void
a_wrong_zone_moves_days_and_loses_nothing(void **state)
{
	static const char *const zones[] = {"Pacific/Kiritimati", "Etc/GMT+12", "Nowhere/Land",
	    "XYZ", "UTC"};
	struct desk *desk = *state;
	const Pb__ReviewStatsReply *reply;

	work_go_to(desk, work_moment(2026, 1, 30, 12, 0));
	for (uint32_t day = 1; day < 29; day++)
		work_add(desk, "clay", work_moment(2026, 1, day, 19, 0), 30);
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		desk->zone = zones[i];
		reply = stats(desk);
		assert_true(reply->week_streak->now >= 4);
		assert_int_equal(reply->day_streak->longest, 28);
		expect_all_answered(desk);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_history_and_undo_follow_what_was_done_and_not_the_clock),
	    TEST(done_before_it_was_begun_is_done),
	    TEST(a_clock_that_was_ahead_for_a_while_leaves_streaks_as_they_were),
	    TEST(a_timer_measures_across_the_end_of_32_bits),
	    TEST(a_timer_over_a_jump_counts_nothing_or_its_limit),
	    TEST(all_goes_on_in_2038_2096_and_9999),
	    TEST(all_goes_on_in_1970_and_before),
	    TEST(a_wrong_zone_moves_days_and_loses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
