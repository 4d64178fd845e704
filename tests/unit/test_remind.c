#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/calendar.h"
#include "core/remind.h"

enum {
	SOME_DAY = 20412,
	DAY_S = 86400,
};

struct desk {
	struct arena *arena;
	struct remind_facts facts;
	struct remind_step step;
	struct remind_timer timer;
	struct remind_given given[4];
	struct job jobs[2];
	struct job_event sent;
	struct remind *list;
};

static int32_t
monday(void)
{
	return calendar_monday(SOME_DAY);
}

/* Thursday noon, 8 hours a week, nothing done: 480 minutes in 4 of 7 days. */
static int
setup(void **state)
{
	static struct desk desk;

	desk = (struct desk){.arena = arena_new()};
	desk.facts.now_s = (int64_t)(monday() + 3) * DAY_S + DAY_S / 2;
	desk.facts.minute = 12 * 60;
	desk.facts.quiet_from_min = 21 * 60;
	desk.facts.quiet_until_min = 8 * 60;
	desk.facts.stale_days = 14;
	desk.facts.given = desk.given;
	desk.facts.week = (struct remind_week){.monday = monday(),
	    .goal_minutes = 480,
	    .days = 7,
	    .days_to_come = 4};
	desk.step = (struct remind_step){"pottery", "kiln", "Fire a kiln", 13};
	desk.facts.active = &desk.step;
	desk.facts.n_active = 1;
	*state = &desk;
	return 0;
}

static int
teardown(void **state)
{
	struct desk *desk = *state;

	arena_free(desk->arena);
	return 0;
}

static size_t
due(struct desk *desk)
{
	return remind_due(&desk->facts, desk->arena, &desk->list);
}

/* As the helper does: what is due is delivered. */
static void
give(struct desk *desk)
{
	desk->given[desk->facts.n_given++] =
	    (struct remind_given){desk->list[0].key, desk->facts.now_s};
}

static void
a_goal_that_cannot_be_reached_evenly_is_at_risk(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(due(desk), 1);
	assert_int_equal(desk->list[0].event, REMIND_GOAL_AT_RISK);
	assert_string_equal(desk->list[0].text, "0 h of 8 h this week: 8 h to go, 4 days left");
	assert_null(desk->list[0].step);
	/* 4/7 of it, and half of that again, is 411 minutes */
	desk->facts.week.done_minutes = 480 - 412;
	assert_int_equal(due(desk), 1);
	desk->facts.week.done_minutes = 480 - 411;
	assert_int_equal(due(desk), 0);
	desk->facts.week.done_minutes = 1000;
	assert_int_equal(due(desk), 0);
}

static void
a_monday_is_never_too_late(void **state)
{
	struct desk *desk = *state;

	desk->facts.week.days_to_come = 7;
	assert_int_equal(due(desk), 0);
	desk->facts.week.days_to_come = 5;
	assert_int_equal(due(desk), 0);
	/* nor is there anything to say when no day is left to learn on */
	desk->facts.week.days_to_come = 0;
	assert_int_equal(due(desk), 0);
}

static void
without_a_goal_none_is_at_risk(void **state)
{
	struct desk *desk = *state;

	desk->facts.week.goal_minutes = 0;
	desk->facts.week.days_to_come = 1;
	assert_int_equal(due(desk), 0);
}

static void
who_learns_at_weekends_is_left_alone_until_then(void **state)
{
	struct desk *desk = *state;

	desk->facts.week.usual_minutes = 480;
	assert_int_equal(due(desk), 0);
	desk->facts.week.usual_minutes = 479;
	assert_int_equal(due(desk), 1);
}

static void
a_goal_is_told_once_a_week(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(due(desk), 1);
	give(desk);
	assert_int_equal(due(desk), 0);
	desk->facts.now_s += 3 * DAY_S;
	desk->facts.week.days_to_come = 1;
	assert_int_equal(due(desk), 0);
	desk->facts.now_s += 4 * DAY_S;
	desk->facts.week.days_to_come = 4;
	desk->facts.week.monday += 7;
	assert_int_equal(due(desk), 1);
}

static void
a_step_is_stale_after_its_days_and_again_after_as_many(void **state)
{
	struct desk *desk = *state;

	desk->facts.week.goal_minutes = 0;
	assert_int_equal(due(desk), 0);
	desk->step.idle_days = 14;
	assert_int_equal(due(desk), 1);
	assert_int_equal(desk->list[0].event, REMIND_STEP_STALE);
	assert_string_equal(desk->list[0].step->id, "kiln");
	give(desk);
	for (int day = 1; day < 14; day++) {
		desk->facts.now_s += DAY_S;
		desk->step.idle_days++;
		assert_int_equal(due(desk), 0);
	}
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 1);
	desk->facts.stale_days = 0;
	assert_int_equal(due(desk), 0);
}

static void
a_clock_set_back_silences_nothing_for_ever(void **state)
{
	struct desk *desk = *state;

	desk->facts.week.goal_minutes = 0;
	desk->step.idle_days = 14;
	assert_int_equal(due(desk), 1);
	give(desk);
	desk->given[0].at_s = desk->facts.now_s + 4000LL * DAY_S;
	assert_int_equal(due(desk), 1);
}

static void
a_forgotten_timer_is_told_once(void **state)
{
	struct desk *desk = *state;

	desk->facts.week.goal_minutes = 0;
	desk->timer = (struct remind_timer){desk->step, 1000, 240, 240};
	desk->facts.timer = &desk->timer;
	assert_int_equal(due(desk), 0);
	desk->timer.minutes++;
	assert_int_equal(due(desk), 1);
	assert_int_equal(desk->list[0].event, REMIND_TIMER_FORGOTTEN);
	give(desk);
	desk->timer.minutes = 6000;
	assert_int_equal(due(desk), 0);
	/* another timer on the same step */
	desk->timer.began_s = 2000;
	assert_int_equal(due(desk), 1);
}

static void
nothing_is_due_in_quiet_hours_or_on_days_off(void **state)
{
	struct desk *desk = *state;

	desk->facts.minute = 21 * 60;
	assert_int_equal(due(desk), 0);
	desk->facts.minute = 3;
	assert_int_equal(due(desk), 0);
	desk->facts.minute = 8 * 60;
	assert_int_equal(due(desk), 1);
	desk->facts.off = true;
	assert_int_equal(due(desk), 0);
}

/* Two applications of Monday, and nothing else that could be due. */
static void
look_for_jobs(struct desk *desk, const char *kiln_follow_up, const char *wheel_follow_up)
{
	desk->sent = (struct job_event){JOB_APPLIED, 0, monday()};
	for (size_t i = 0; i < 2; i++)
		desk->jobs[i] = (struct job){.id = i == 0 ? "1" : "2",
		    .company = i == 0 ? "Kiln" : "Wheel",
		    .role = "potter",
		    .follow_up = i == 0 ? kiln_follow_up : wheel_follow_up,
		    .events = &desk->sent,
		    .n_events = 1,
		    .noted_day = JOB_NO_DAY};
	desk->facts.search = (struct remind_search){.jobs = desk->jobs, .n_jobs = 2};
	desk->facts.week.goal_minutes = 0;
}

static void
m5_follow_ups_are_told_together_once_when_they_fall_due(void **state)
{
	struct desk *desk = *state;
	char today[CALENDAR_DATE_SIZE], tomorrow[CALENDAR_DATE_SIZE];

	look_for_jobs(desk, calendar_format(tomorrow, monday() + 4),
	    calendar_format(today, monday() + 3));
	assert_int_equal(due(desk), 1);
	assert_int_equal(desk->list[0].event, REMIND_FOLLOW_UP_DUE);
	assert_int_equal(desk->list[0].n_jobs, 1);
	assert_string_equal(desk->list[0].text,
	    arena_printf(desk->arena, "Follow up with Wheel, due %s", today));
	/* not told, they wait for each other */
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 1);
	assert_int_equal(desk->list[0].n_jobs, 2);
	assert_string_equal(desk->list[0].text,
	    arena_printf(desk->arena, "Follow up with Wheel, due %s, and 1 more", today));
	/* told on the first day, only the second is new; then none, ever */
	desk->facts.now_s -= DAY_S;
	assert_int_equal(due(desk), 1);
	give(desk);
	assert_int_equal(due(desk), 0);
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 1);
	assert_string_equal(desk->list[0].jobs[0].job->company, "Kiln");
	give(desk);
	desk->facts.now_s += 100 * DAY_S;
	assert_int_equal(due(desk), 0);
	/* a new day for it is a new follow-up */
	desk->jobs[0].follow_up = calendar_format(tomorrow, monday() + 50);
	assert_int_equal(due(desk), 1);
}

static void
m5_the_silent_are_told_once_when_they_fell_silent(void **state)
{
	struct desk *desk = *state;
	char day[CALENDAR_DATE_SIZE];

	look_for_jobs(desk, "", "");
	desk->facts.search.silent_days = 3;
	assert_int_equal(due(desk), 0);
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 1);
	assert_int_equal(desk->list[0].event, REMIND_APPLICATION_SILENT);
	assert_int_equal(desk->list[0].n_jobs, 2);
	assert_string_equal(desk->list[0].text,
	    arena_printf(desk->arena,
		"2 applications have been silent for long, Kiln since %s: ghosted?",
		calendar_format(day, monday())));
	give(desk);
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 0);
	/* a word, and silence again */
	desk->jobs[1].noted_day = monday() + 5;
	desk->facts.now_s += 3 * DAY_S;
	assert_int_equal(due(desk), 0);
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 1);
	assert_string_equal(desk->list[0].text,
	    arena_printf(desk->arena, "Wheel has been silent since %s: ghosted?",
		calendar_format(day, monday() + 5)));
}

/* Of one that is due and was silent for long, only the follow-up is told. */
static void
m5_a_follow_up_goes_before_silence(void **state)
{
	struct desk *desk = *state;
	char day[CALENDAR_DATE_SIZE];

	look_for_jobs(desk, calendar_format(day, monday()), "");
	desk->facts.search.silent_days = 1;
	assert_int_equal(due(desk), 2);
	assert_string_equal(desk->list[0].jobs[0].job->company, "Kiln");
	assert_int_equal(desk->list[1].n_jobs, 1);
	assert_string_equal(desk->list[1].jobs[0].job->company, "Wheel");
}

/* On the wall it is Friday already: what is due on Thursday was told, what is on Friday is due. */
static void
m5_days_are_those_of_the_calendar_where_the_learner_is(void **state)
{
	struct desk *desk = *state;
	const struct calendar_change east = {0, 13 * 3600};
	char day[CALENDAR_DATE_SIZE];

	look_for_jobs(desk, calendar_format(day, monday() + 4), "");
	assert_int_equal(due(desk), 0);
	desk->facts.search.calendar = (struct calendar){&east, 1, 0};
	assert_int_equal(due(desk), 1);
	give(desk);
	assert_int_equal(due(desk), 0);
	desk->facts.now_s += DAY_S;
	assert_int_equal(due(desk), 0);
}

static void
m5_a_clock_set_back_silences_nothing_for_ever(void **state)
{
	struct desk *desk = *state;
	char day[CALENDAR_DATE_SIZE];

	look_for_jobs(desk, calendar_format(day, monday() + 3), "");
	assert_int_equal(due(desk), 1);
	give(desk);
	desk->given[0].at_s += 4000LL * DAY_S;
	assert_int_equal(due(desk), 1);
}

static void
quiet_hours_go_over_midnight_or_not(void **state)
{
	(void)state;
	assert_true(remind_is_quiet(1439, 1320, 480));
	assert_true(remind_is_quiet(0, 1320, 480));
	assert_false(remind_is_quiet(480, 1320, 480));
	assert_true(remind_is_quiet(600, 540, 1020));
	assert_false(remind_is_quiet(1020, 540, 1020));
	assert_false(remind_is_quiet(0, 0, 0));
}

static void
what_is_usual_is_the_mean_of_the_same_days(void **state)
{
	const int32_t now = monday() + 3; /* Thursday */
	/* the Saturdays of four weeks, and more that does not count */
	const struct pace_day days[] = {{monday() - 35 + 5, 9999, 0}, {monday() - 28 + 5, 100, 0},
	    {monday() - 21 + 5, 100, 60}, {monday() - 14 + 2, 9999, 0}, {monday() - 14 + 5, 140, 0},
	    {monday() - 7 + 3, 80, 0}, {monday(), 9999, 0}};
	const struct goal_pause pause = {monday() - 8, monday() - 6};
	const struct pace_pauses none = {NULL, 0}, one = {&pause, 1};

	(void)state;
	assert_int_equal(remind_usual(days, 7, none, monday() - 35, now),
	    (100 + 160 + 140 + 80) / 4);
	/* with too little to look at nothing is usual */
	assert_int_equal(remind_usual(days, 7, none, monday() - 7, now), 0);
	assert_int_equal(remind_usual(days, 7, none, monday() - 14, now), (140 + 80) / 2);
	/* the pause lies in the last two weeks: an older one takes the place of each */
	assert_int_equal(remind_usual(days, 7, one, monday() - 28, now), (100 + 160) / 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_goal_that_cannot_be_reached_evenly_is_at_risk),
	    TEST(a_monday_is_never_too_late),
	    TEST(without_a_goal_none_is_at_risk),
	    TEST(who_learns_at_weekends_is_left_alone_until_then),
	    TEST(a_goal_is_told_once_a_week),
	    TEST(a_step_is_stale_after_its_days_and_again_after_as_many),
	    TEST(a_clock_set_back_silences_nothing_for_ever),
	    TEST(a_forgotten_timer_is_told_once),
	    TEST(nothing_is_due_in_quiet_hours_or_on_days_off),
	    TEST(m5_follow_ups_are_told_together_once_when_they_fall_due),
	    TEST(m5_the_silent_are_told_once_when_they_fell_silent),
	    TEST(m5_a_follow_up_goes_before_silence),
	    TEST(m5_days_are_those_of_the_calendar_where_the_learner_is),
	    TEST(m5_a_clock_set_back_silences_nothing_for_ever),
	    TEST(quiet_hours_go_over_midnight_or_not),
	    TEST(what_is_usual_is_the_mean_of_the_same_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
