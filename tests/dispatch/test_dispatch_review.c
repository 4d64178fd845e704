/* Stats and burn-up. The desk's clock begins on 2026-01-01, a Thursday. */
#include "desk_work.h"

/* Enrolled in pottery, 23 hours in scope; UTC. */
static int
set_up(void **state)
{
	struct desk *desk;

	desk_setup_enrolled(state);
	desk = *state;
	desk->zone = "UTC";
	return 0;
}

static const Pb__ReviewStatsReply *
stats_of(struct desk *desk, uint32_t year)
{
	Pb__ReviewStatsRequest request = PB__REVIEW_STATS_REQUEST__INIT;
	const Pb__ReviewStatsReply *reply = NULL;

	request.days = true;
	request.year = year;
	if (desk_call(desk, "Review", "Stats", &request, &reply) != ERR_OK)
		fail_msg("stats: %s", desk->text);
	return reply;
}

static const Pb__ReviewStatsReply *
stats(struct desk *desk)
{
	return stats_of(desk, 0);
}

static const Pb__ReviewBurnupReply *
burnup(struct desk *desk, uint32_t points)
{
	Pb__ReviewBurnupRequest request = PB__REVIEW_BURNUP_REQUEST__INIT;
	const Pb__ReviewBurnupReply *reply = NULL;

	request.points = points;
	if (desk_call(desk, "Review", "Burnup", &request, &reply) != ERR_OK)
		fail_msg("burnup: %s", desk->text);
	return reply;
}

static void
who_is_enrolled_in_nothing_is_told_so(void **state)
{
	Pb__ReviewStatsRequest request = PB__REVIEW_STATS_REQUEST__INIT;

	assert_int_equal(desk_call(*state, "Review", "Stats", &request, NULL),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_call(*state, "Review", "Forecast", &request, NULL),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_call(*state, "Review", "Burnup", &request, NULL),
	    ERR_FAILED_PRECONDITION);
}

static void
what_is_beyond_the_limits_is_refused(void **state)
{
	Pb__ReviewStatsRequest request = PB__REVIEW_STATS_REQUEST__INIT;
	Pb__ReviewBurnupRequest points = PB__REVIEW_BURNUP_REQUEST__INIT;

	request.weeks = 105;
	assert_int_equal(desk_call(*state, "Review", "Stats", &request, NULL), ERR_OK);
	request.weeks = 106;
	assert_int_equal(desk_call(*state, "Review", "Stats", &request, NULL),
	    ERR_INVALID_ARGUMENT);
	request.weeks = 0;
	request.year = 1999;
	assert_int_equal(desk_call(*state, "Review", "Stats", &request, NULL),
	    ERR_INVALID_ARGUMENT);
	request.year = 10000;
	assert_int_equal(desk_call(*state, "Review", "Stats", &request, NULL),
	    ERR_INVALID_ARGUMENT);
	points.points = 401;
	assert_int_equal(desk_call(*state, "Review", "Burnup", &points, NULL),
	    ERR_INVALID_ARGUMENT);
	points.points = 400;
	assert_int_equal(desk_call(*state, "Review", "Burnup", &points, NULL), ERR_OK);
}

static void
a_beginner_has_one_empty_week(void **state)
{
	const Pb__ReviewStatsReply *reply = stats(*state);

	assert_string_equal(reply->today, "2026-01-01");
	assert_int_equal(reply->n_weeks, 1);
	assert_string_equal(reply->weeks[0]->monday, "2025-12-29");
	assert_int_equal(reply->weeks[0]->minutes_told, 0);
	assert_int_equal(reply->n_days, 0);
	assert_int_equal(reply->week_streak->now, 0);
	assert_int_equal(reply->all->steps, 0);
	assert_int_equal(reply->n_phases, 2);
	assert_int_equal(reply->n_kinds, 0);
}

static void
work_counts_on_its_day_and_what_has_none_when_the_step_was_finished(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewStatsReply *reply;

	work_go_to(desk, work_moment(2026, 1, 20, 12, 0));
	work_add(desk, "clay", work_moment(2026, 1, 6, 10, 0), 30);
	work_add(desk, "clay", work_moment(2026, 1, 6, 20, 0), 15);
	work_finish(desk, "clay", work_moment(2026, 1, 9, 10, 0), 70); /* 25 of it without a date */
	work_finish(desk, "wheel", work_moment(2026, 1, 12, 10, 0), 0);
	reply = stats(desk);
	assert_int_equal(reply->n_days, 3);
	assert_string_equal(reply->days[0]->day, "2026-01-06");
	assert_int_equal(reply->days[0]->minutes_told, 45);
	assert_string_equal(reply->days[1]->day, "2026-01-09");
	assert_int_equal(reply->days[1]->minutes_told, 25);
	assert_string_equal(reply->days[2]->day, "2026-01-12");
	assert_int_equal(reply->days[2]->minutes_told, 0);
	assert_int_equal(reply->days[2]->minutes_assumed, 240);
	assert_int_equal(reply->days[2]->level, 4);
	assert_int_equal(reply->n_weeks, 3);
	assert_int_equal(reply->weeks[0]->minutes_told, 70);
	assert_int_equal(reply->weeks[1]->minutes_assumed, 240);
	assert_int_equal(reply->all->steps, 2);
	assert_int_equal(reply->all->minutes_planned, 300);
	assert_int_equal(reply->all->steps_told, 1);
	assert_int_equal(reply->all->minutes_planned_told, 60);
	assert_int_equal(reply->all->minutes_told, 70);
	assert_int_equal(reply->phases[1]->sum->steps, 0);
	assert_int_equal(reply->n_kinds, 1);
}

static void
a_night_in_new_york_belongs_to_the_day_before(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewStatsReply *reply;

	/* days from 04:00 on; the clock goes forward in the night to the 8th of March */
	work_set(desk, "day-start", "04:00");
	work_go_to(desk, work_moment(2026, 3, 20, 12, 0));
	work_add(desk, "clay", work_moment(2026, 3, 8, 7, 59), 1);
	work_add(desk, "clay", work_moment(2026, 3, 8, 8, 0), 2);
	work_add(desk, "clay", work_moment(2026, 3, 7, 8, 59), 4);
	work_add(desk, "clay", work_moment(2026, 3, 9, 7, 59), 8);
	desk->zone = "America/New_York";
	reply = stats(desk);
	assert_int_equal(reply->n_days, 3);
	assert_string_equal(reply->days[0]->day, "2026-03-06");
	assert_int_equal(reply->days[0]->minutes_told, 4);
	assert_string_equal(reply->days[1]->day, "2026-03-07");
	assert_int_equal(reply->days[1]->minutes_told, 1);
	assert_string_equal(reply->days[2]->day, "2026-03-08");
	assert_int_equal(reply->days[2]->minutes_told, 10);
	/* the 8th is a Sunday: all in one week */
	assert_int_equal(reply->weeks[0]->minutes_told, 15);
	desk->zone = "Asia/Kolkata";
	reply = stats(desk);
	assert_string_equal(reply->days[reply->n_days - 1]->day, "2026-03-09");
}

static void
streaks_live_through_a_pause(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewStatsReply *reply;

	work_set(desk, "goal", "1h/week");
	work_go_to(desk, work_moment(2026, 2, 4, 12, 0)); /* a Wednesday */
	work_add(desk, "wheel", work_moment(2026, 1, 7, 10, 0), 60);
	work_add(desk, "wheel", work_moment(2026, 1, 14, 10, 0), 60);
	work_add(desk, "wheel", work_moment(2026, 1, 28, 10, 0), 60);
	reply = stats(desk);
	assert_int_equal(reply->week_streak->now, 1);
	assert_int_equal(reply->week_streak->longest, 2);
	work_pause(desk, "2026-01-19", "2026-01-26");
	reply = stats(desk);
	assert_int_equal(reply->goal_minutes, 60);
	assert_int_equal(reply->n_weeks, 5);
	assert_true(reply->weeks[2]->off);
	assert_true(reply->weeks[3]->met);
	assert_int_equal(reply->week_streak->now, 3);
	assert_int_equal(reply->week_streak->longest, 3);
}

static void
a_year_is_listed_by_its_days(void **state)
{
	struct desk *desk = *state;
	const Pb__ReviewStatsReply *reply;

	work_go_to(desk, work_moment(2030, 5, 1, 12, 0));
	work_add(desk, "wheel", work_moment(2026, 1, 1, 0, 0), 5);
	work_add(desk, "wheel", work_moment(2026, 12, 31, 23, 59), 6);
	work_add(desk, "wheel", work_moment(2027, 1, 1, 0, 0), 7);
	reply = stats_of(desk, 2026);
	assert_string_equal(reply->first_day, "2026-01-01");
	assert_string_equal(reply->last_day, "2026-12-31");
	assert_int_equal(reply->n_days, 2);
	assert_string_equal(reply->days[1]->day, "2026-12-31");
	assert_int_equal(stats_of(desk, 2027)->n_days, 1);
	assert_int_equal(stats_of(desk, 2028)->n_days, 0);
	assert_int_equal(stats_of(desk, 9999)->n_days, 0);
	/* weeks and streaks look back two years whatever is listed */
	assert_int_equal(reply->n_weeks, 1);
	assert_int_equal(stats(desk)->n_days, 0);
}

static void
all_roadmaps_count_for_the_weeks_and_one_for_its_phases(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const Pb__ReviewStatsReply *reply;

	work_go_to(desk, work_moment(2026, 1, 2, 12, 0));
	work_add(desk, "clay", work_moment(2026, 1, 2, 9, 0), 10);
	work_finish(desk, "wheel", work_moment(2026, 1, 2, 9, 0), 0);
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = "ceramics";
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	enroll.roadmap_id = "ceramics";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	work_add(desk, "clay", work_moment(2026, 1, 2, 10, 0), 20);
	reply = stats(desk);
	assert_string_equal(reply->roadmap_id, "ceramics");
	assert_int_equal(reply->weeks[0]->minutes_told, 30);
	assert_int_equal(reply->weeks[0]->minutes_assumed, 240);
	assert_int_equal(reply->all->steps, 0);
}

static void
the_burn_up_follows_what_was_done_skipped_and_chosen(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentChooseRequest choose = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	const char *option = "electric";
	const Pb__ReviewBurnupReply *reply;

	work_finish(desk, "clay", work_moment(2026, 1, 1, 0, 0), 0);
	work_go_to(desk, work_moment(2026, 1, 3, 12, 0));
	pick.choice_id = "kiln";
	pick.option_ids = &option;
	pick.n_option_ids = 1;
	choose.pick = &pick;
	assert_int_equal(desk_call(desk, "Enrollment", "Choose", &choose, NULL), ERR_OK);
	work_go_to(desk, work_moment(2026, 1, 5, 12, 0));
	assert_int_equal(desk_set(desk, "vase", PB__STATUS__STATUS_SKIPPED, false), ERR_OK);
	reply = burnup(desk, 0);
	assert_int_equal(reply->n_points, 5);
	assert_string_equal(reply->points[0]->day, "2026-01-01");
	assert_int_equal(reply->points[0]->minutes_done, 60);
	assert_int_equal(reply->points[0]->minutes_total, 1380);
	assert_int_equal(reply->points[2]->minutes_total, 1280);
	assert_int_equal(reply->points[3]->minutes_total, 1280);
	assert_int_equal(reply->points[4]->minutes_total, 680);
	assert_string_equal(reply->points[4]->day, "2026-01-05");
	assert_int_equal(reply->points[4]->steps_done, 1);
	assert_int_equal(reply->points[4]->steps_total, 4);
	assert_int_equal(burnup(desk, 2)->n_points, 2);
}

#define REVIEW_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(who_is_enrolled_in_nothing_is_told_so, desk_setup,
		desk_teardown),
	    REVIEW_TEST(what_is_beyond_the_limits_is_refused),
	    REVIEW_TEST(a_beginner_has_one_empty_week),
	    REVIEW_TEST(work_counts_on_its_day_and_what_has_none_when_the_step_was_finished),
	    REVIEW_TEST(a_night_in_new_york_belongs_to_the_day_before),
	    REVIEW_TEST(streaks_live_through_a_pause),
	    REVIEW_TEST(a_year_is_listed_by_its_days),
	    REVIEW_TEST(all_roadmaps_count_for_the_weeks_and_one_for_its_phases),
	    REVIEW_TEST(the_burn_up_follows_what_was_done_skipped_and_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
