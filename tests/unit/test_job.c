#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/job_evidence.h"
#include "core/job_funnel.h"

enum {
	TODAY = 20500, /* days since 1970 */
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

/* An application with a history: {stage, round, day} ended by a stage of 0. */
static struct job
job_with(const struct job_event *events)
{
	struct job job = {.id = "1",
	    .company = "Kiln",
	    .role = "",
	    .platform = "",
	    .url = "",
	    .location = "",
	    .salary = "",
	    .resume = "",
	    .follow_up = "",
	    .roadmap_id = "",
	    .step_id = "",
	    .events = events,
	    .noted_day = JOB_NO_DAY};

	while (events[job.n_events].stage != 0)
		job.n_events++;
	return job;
}

#define JOB(...) job_with((const struct job_event[]){__VA_ARGS__, {0}})

#define JOB_AT(...) (&(const struct job[]){JOB(__VA_ARGS__)}[0])

static enum err_code
check(const struct job *job)
{
	struct err err = ERR_NONE;

	return job_history_check(job->events, job->n_events, TODAY, &err);
}

/* Moves; what becomes of it is in the job. */
static enum err_code
move(void **state, struct job *job, uint32_t stage, uint32_t round, int32_t day)
{
	const struct job_event event = {stage, round, day};
	struct err err = ERR_NONE;
	bool changed;

	return job_history_move(*state, job, event, TODAY, &job->events, &job->n_events, &changed,
	    &err);
}

static void
j1_an_application_stands_at_its_last_stage(void **state)
{
	const struct job job = JOB({JOB_SAVED, 0, 1}, {JOB_APPLIED, 0, 2}, {JOB_REJECTED, 0, 9});

	(void)state;
	assert_int_equal(check(&job), ERR_OK);
	assert_int_equal(job_history_now(&job).stage, JOB_REJECTED);
	assert_false(job_history_is_open(&job));
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 2}, {JOB_REJECTED, 0, 1})),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, TODAY + 1})), ERR_INVALID_ARGUMENT);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, JOB_NO_DAY})), ERR_INVALID_ARGUMENT);
	assert_int_equal(check(JOB_AT({77, 0, 1})), ERR_INVALID_ARGUMENT);
}

static void
j2_open_stages_only_go_forward_and_may_be_left_out(void **state)
{
	(void)state;
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_OFFER, 0, 2})), ERR_OK);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_SAVED, 0, 2})),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_APPLIED, 0, 2})),
	    ERR_FAILED_PRECONDITION);
	/* Across what closed it, too. */
	assert_int_equal(check(
			     JOB_AT({JOB_OFFER, 0, 1}, {JOB_REJECTED, 0, 2}, {JOB_APPLIED, 0, 3})),
	    ERR_FAILED_PRECONDITION);
}

static void
j3_interviews_come_in_rounds_that_rise(void **state)
{
	struct job job = JOB({JOB_APPLIED, 0, 1});

	assert_int_equal(move(state, &job, JOB_INTERVIEW, 0, 5), ERR_OK);
	assert_int_equal(move(state, &job, JOB_INTERVIEW, 0, 7), ERR_OK);
	assert_int_equal(job_history_now(&job).round, 2);
	assert_int_equal(job.n_events, 3);
	assert_int_equal(check(JOB_AT({JOB_INTERVIEW, 2, 1}, {JOB_INTERVIEW, 1, 2})),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(check(JOB_AT({JOB_INTERVIEW, 0, 1})), ERR_INVALID_ARGUMENT);
	assert_int_equal(check(JOB_AT({JOB_OFFER, 1, 1})), ERR_INVALID_ARGUMENT);
}

static void
j4_what_is_closed_stays_closed_until_an_open_stage(void **state)
{
	(void)state;
	assert_int_equal(check(JOB_AT({JOB_SAVED, 0, 1}, {JOB_REJECTED, 0, 2})),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(check(JOB_AT({JOB_SAVED, 0, 1}, {JOB_WITHDRAWN, 0, 2})), ERR_OK);
	assert_int_equal(check(JOB_AT({JOB_GHOSTED, 0, 2})), ERR_FAILED_PRECONDITION);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_GHOSTED, 0, 2},
			     {JOB_REJECTED, 0, 3})),
	    ERR_OK);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_GHOSTED, 0, 2},
			     {JOB_INTERVIEW, 1, 3})),
	    ERR_OK);
	assert_int_equal(check(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_REJECTED, 0, 2},
			     {JOB_GHOSTED, 0, 3})),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(check(JOB_AT({JOB_ACCEPTED, 0, 1}, {JOB_WITHDRAWN, 0, 2})), ERR_OK);
	assert_int_equal(check(JOB_AT({JOB_ACCEPTED, 0, 1}, {JOB_GHOSTED, 0, 2})),
	    ERR_FAILED_PRECONDITION);
}

static void
j5_what_is_told_later_goes_to_its_place(void **state)
{
	struct job job = JOB({JOB_APPLIED, 0, 10}, {JOB_INTERVIEW, 1, 20});

	assert_int_equal(move(state, &job, JOB_SCREENING, 0, 15), ERR_OK);
	assert_int_equal(job.n_events, 3);
	assert_int_equal(job.events[1].stage, JOB_SCREENING);
	assert_int_equal(job_history_now(&job).stage, JOB_INTERVIEW);
	/* On the day of another there is one order that can be. */
	job = JOB({JOB_APPLIED, 0, 10}, {JOB_INTERVIEW, 1, 20});
	assert_int_equal(move(state, &job, JOB_SCREENING, 0, 20), ERR_OK);
	assert_int_equal(job.events[1].stage, JOB_SCREENING);
	job = JOB({JOB_APPLIED, 0, 10}, {JOB_INTERVIEW, 1, 20});
	assert_int_equal(move(state, &job, JOB_SCREENING, 0, 21), ERR_FAILED_PRECONDITION);
	assert_int_equal(move(state, &job, JOB_SAVED, 0, 9), ERR_OK);
	assert_int_equal(job.events[0].stage, JOB_SAVED);
	/* Kept today, and sent before. */
	job = JOB({JOB_SAVED, 0, TODAY});
	assert_int_equal(move(state, &job, JOB_APPLIED, 0, 10), ERR_OK);
	assert_int_equal(job.events[0].day, 10);
	assert_int_equal(job_history_now(&job).stage, JOB_APPLIED);
}

static void
j6_a_stage_told_again_gets_the_other_day(void **state)
{
	struct job job = JOB({JOB_APPLIED, 0, 10}, {JOB_INTERVIEW, 1, 20});
	const struct job_event *before = job.events;

	assert_int_equal(move(state, &job, JOB_APPLIED, 0, 8), ERR_OK);
	assert_int_equal(job.n_events, 2);
	assert_int_equal(job.events[0].day, 8);
	assert_int_equal(move(state, &job, JOB_APPLIED, 0, 21), ERR_FAILED_PRECONDITION);
	assert_int_equal(move(state, &job, JOB_APPLIED, 0, JOB_NO_DAY), ERR_FAILED_PRECONDITION);
	before = job.events;
	assert_int_equal(move(state, &job, JOB_INTERVIEW, 1, JOB_NO_DAY), ERR_OK);
	assert_ptr_equal(job.events, before);
	/* A second closing is another one. */
	job = JOB({JOB_APPLIED, 0, 1}, {JOB_GHOSTED, 0, 5}, {JOB_SCREENING, 0, 6});
	assert_int_equal(move(state, &job, JOB_GHOSTED, 0, 9), ERR_OK);
	assert_int_equal(job.n_events, 4);
}

static void
a_stage_can_be_taken_out_unless_it_is_the_only_one(void **state)
{
	struct job job = JOB({JOB_APPLIED, 0, 1}, {JOB_INTERVIEW, 1, 5}, {JOB_INTERVIEW, 2, 6});
	struct err err = ERR_NONE;

	assert_int_equal(job_history_remove(*state, &job, (struct job_event){JOB_INTERVIEW, 0, 0},
			     TODAY, &job.events, &job.n_events, &err),
	    ERR_OK);
	assert_int_equal(job_history_now(&job).round, 1);
	assert_int_equal(job_history_remove(*state, &job, (struct job_event){JOB_OFFER, 0, 0},
			     TODAY, &job.events, &job.n_events, &err),
	    ERR_NOT_FOUND);
	job = JOB({JOB_APPLIED, 0, 1});
	assert_int_equal(job_history_remove(*state, &job, (struct job_event){JOB_APPLIED, 0, 0},
			     TODAY, &job.events, &job.n_events, &err),
	    ERR_FAILED_PRECONDITION);
}

static void
j7_it_was_sent_and_answered_on_a_day(void **state)
{
	const struct job job = JOB({JOB_SAVED, 0, 1}, {JOB_APPLIED, 0, 3}, {JOB_GHOSTED, 0, 40},
	    {JOB_REJECTED, 0, 50});

	(void)state;
	assert_int_equal(job_history_sent_day(&job), 3);
	assert_int_equal(job_history_answered_day(&job), 50);
	assert_int_equal(job_history_sent_day(JOB_AT({JOB_SAVED, 0, 1}, {JOB_WITHDRAWN, 0, 2})),
	    JOB_NO_DAY);
	assert_int_equal(job_history_answered_day(
			     JOB_AT({JOB_APPLIED, 0, 1}, {JOB_WITHDRAWN, 0, 2})),
	    JOB_NO_DAY);
}

static void
j8_a_later_stage_reaches_the_ones_left_out(void **state)
{
	const struct job job =
	    JOB({JOB_APPLIED, 0, 3}, {JOB_INTERVIEW, 1, 9}, {JOB_REJECTED, 0, 10});

	(void)state;
	assert_true(job_history_reached(&job, JOB_SCREENING));
	assert_true(job_history_reached(&job, JOB_INTERVIEW));
	assert_false(job_history_reached(&job, JOB_OFFER));
}

static void
j9_it_is_due_from_its_day_on_while_it_is_open(void **state)
{
	struct job job = JOB({JOB_APPLIED, 0, 3});
	int32_t day;

	(void)state;
	assert_true(calendar_parse("2026-02-16", &day));
	job.follow_up = "2026-02-16";
	assert_false(job_history_is_due(&job, day - 1));
	assert_true(job_history_is_due(&job, day));
	assert_true(job_history_is_due(&job, day + 100));
	job = JOB({JOB_ACCEPTED, 0, 3});
	job.follow_up = "2026-02-16";
	assert_false(job_history_is_due(&job, day));
}

static void
j10_it_is_silent_after_more_than_n_days_without_a_word(void **state)
{
	struct job job = JOB({JOB_APPLIED, 0, TODAY - 30});

	(void)state;
	assert_false(job_history_is_silent(&job, TODAY, 30));
	assert_true(job_history_is_silent(&job, TODAY + 1, 30));
	assert_false(job_history_is_silent(&job, TODAY + 1, 0));
	job.noted_day = TODAY - 5;
	assert_false(job_history_is_silent(&job, TODAY + 1, 30));
	job.noted_day = JOB_NO_DAY;
	job.follow_up = "9000-01-01";
	assert_false(job_history_is_silent(&job, TODAY + 1, 30));
	assert_false(job_history_is_silent(JOB_AT({JOB_SAVED, 0, 1}), TODAY, 30));
	assert_false(
	    job_history_is_silent(JOB_AT({JOB_APPLIED, 0, 1}, {JOB_GHOSTED, 0, 2}), TODAY, 30));
}

static void
j9_j10_what_wants_something_is_listed_by_day_once(void **state)
{
	const struct job_event old[] = {{JOB_APPLIED, 0, TODAY - 50}},
			       older[] = {{JOB_APPLIED, 0, TODAY - 90}};
	struct job jobs[] = {JOB({0}), JOB({0}), JOB({0}), JOB({JOB_APPLIED, 0, TODAY})};
	struct job_due *list;
	int32_t day;

	for (size_t i = 0; i < 3; i++) {
		jobs[i].events = i == 1 ? older : old;
		jobs[i].n_events = 1;
	}
	jobs[2].company = "Wheel";
	jobs[2].follow_up = "2026-01-02";
	jobs[3].company = "Glaze";
	jobs[3].follow_up = "2026-01-01";
	assert_true(calendar_parse("2026-01-01", &day));
	assert_int_equal(job_due_list(jobs, 4, day - 1, *state, &list), 0);
	assert_int_equal(job_due_list(jobs, 4, TODAY, *state, &list), 2);
	assert_ptr_equal(list[0].job, &jobs[3]);
	assert_int_equal(list[0].day, day);
	assert_string_equal(job_due_text(*state, list, 2),
	    "Follow up with Glaze, due 2026-01-01, and 1 more");
	assert_int_equal(job_due_silent(jobs, 4, TODAY, 30, *state, &list), 2);
	assert_ptr_equal(list[0].job, &jobs[1]);
	assert_int_equal(list[0].day, TODAY - 90);
	assert_string_equal(job_due_silent_text(*state, list, 1),
	    "Kiln has been silent since 2025-11-18");
}

static void
n1_a_share_of_a_few_has_no_percentage(void **state)
{
	uint32_t percent = 0;

	(void)state;
	assert_false(job_funnel_percent((struct job_share){3, 9}, &percent));
	assert_false(job_funnel_percent((struct job_share){0, 0}, &percent));
	assert_true(job_funnel_percent((struct job_share){1, 10}, &percent));
	assert_int_equal(percent, 10);
	assert_true(job_funnel_percent((struct job_share){2, 12}, &percent));
	assert_int_equal(percent, 17);
	assert_true(job_funnel_percent((struct job_share){12, 12}, &percent));
	assert_int_equal(percent, 100);
}

static void
n2_n3_n4_the_funnel_counts_stages_days_and_channels(void **state)
{
	struct job jobs[] = {
	    JOB({JOB_SAVED, 0, 1}),
	    JOB({JOB_APPLIED, 0, 10}, {JOB_SCREENING, 0, 14}, {JOB_INTERVIEW, 1, 20},
		{JOB_INTERVIEW, 2, 30}, {JOB_OFFER, 0, 35}, {JOB_ACCEPTED, 0, 36}),
	    JOB({JOB_SAVED, 0, 5}, {JOB_APPLIED, 0, 10}, {JOB_INTERVIEW, 1, 17},
		{JOB_REJECTED, 0, 18}),
	    JOB({JOB_APPLIED, 0, 11}, {JOB_GHOSTED, 0, 60}),
	};
	struct job_funnel funnel;

	jobs[1].channel = JOB_NETWORK;
	jobs[2].channel = jobs[3].channel = JOB_PLATFORM;
	funnel = job_funnel(*state, jobs, 4, JOB_NO_DAY, JOB_NO_DAY);
	assert_int_equal(funnel.applications, 4);
	assert_int_equal(funnel.sent, 3);
	assert_int_equal(funnel.answered, 2);
	assert_int_equal(funnel.stages[JOB_SAVED].reached, 4);
	assert_int_equal(funnel.stages[JOB_APPLIED].reached, 3);
	assert_int_equal(funnel.stages[JOB_SCREENING].reached, 2);
	assert_int_equal(funnel.stages[JOB_ACCEPTED].reached, 1);
	/* 4 and 7 days to a first word; 6 and 7 to an interview. */
	assert_int_equal(funnel.answer_days.half_days, 11);
	assert_int_equal(funnel.stages[JOB_INTERVIEW].days.half_days, 13);
	assert_int_equal(funnel.stages[JOB_INTERVIEW].days.of, 2);
	assert_int_equal(funnel.stages[JOB_OFFER].days.half_days, 10);
	assert_int_equal(funnel.channels[JOB_PLATFORM].sent, 2);
	assert_int_equal(funnel.channels[JOB_PLATFORM].answered, 1);
	assert_int_equal(funnel.channels[JOB_NETWORK].accepted, 1);
	assert_int_equal(funnel.now[JOB_GHOSTED], 1);
}

static void
n5_a_span_counts_by_the_day_it_was_sent_on(void **state)
{
	const struct job jobs[] = {JOB({JOB_APPLIED, 0, 10}), JOB({JOB_APPLIED, 0, 20}),
	    JOB({JOB_SAVED, 0, 12})};

	assert_int_equal(job_funnel(*state, jobs, 3, 10, 19).sent, 1);
	assert_int_equal(job_funnel(*state, jobs, 3, 11, JOB_NO_DAY).sent, 1);
	assert_int_equal(job_funnel(*state, jobs, 3, JOB_NO_DAY, 20).applications, 2);
}

static void
e1_applications_count_when_sent_through_channels_that_differ(void **state)
{
	const struct roadmap_evidence evidence = {.kind = ROADMAP_EVIDENCE_APPLICATIONS,
	    .count = 3,
	    .over = 2};
	struct job jobs[] = {JOB({JOB_APPLIED, 0, 1}), JOB({JOB_APPLIED, 0, 1}),
	    JOB({JOB_SAVED, 0, 1}), JOB({JOB_REJECTED, 0, 1})};
	struct job_evidence found;

	jobs[0].channel = jobs[1].channel = JOB_NETWORK;
	jobs[2].channel = JOB_SCHOOL;
	found = job_evidence(*state, &evidence, jobs, 3);
	assert_false(found.met);
	assert_string_equal(found.text, "2 of 3 applications, through 1 of 2 channels");
	/* Enough of them, but a channel that is not told is none. */
	assert_false(job_evidence(*state, &evidence, jobs, 4).met);
	jobs[3].channel = JOB_COMPANY;
	assert_true(job_evidence(*state, &evidence, jobs, 4).met);
	assert_string_equal(job_evidence_reason(*state, &evidence, jobs, 4),
	    "3 of 3 applications, through 2 of 2 channels, so it can be marked done");
}

static void
e2_every_round_is_an_interview(void **state)
{
	const struct roadmap_evidence evidence = {.kind = ROADMAP_EVIDENCE_INTERVIEWS, .count = 2};
	const struct job jobs[] = {
	    JOB({JOB_INTERVIEW, 1, 1}, {JOB_INTERVIEW, 2, 1}, {JOB_REJECTED, 0, 2})};

	assert_true(job_evidence(*state, &evidence, jobs, 1).met);
	assert_string_equal(job_evidence(*state, &evidence, jobs, 0).text, "0 of 2 interviews");
}

static void
e3_an_offer_counts_while_it_stands_accepted(void **state)
{
	const struct roadmap_evidence evidence = {.kind = ROADMAP_EVIDENCE_OFFER_ACCEPTED,
	    .count = 1};
	const struct job jobs[] = {JOB({JOB_OFFER, 0, 1}), JOB({JOB_ACCEPTED, 0, 1}),
	    JOB({JOB_ACCEPTED, 0, 1}, {JOB_WITHDRAWN, 0, 2})};

	assert_false(job_evidence(*state, &evidence, jobs, 1).met);
	assert_true(job_evidence(*state, &evidence, jobs, 2).met);
	assert_false(job_evidence(*state, &evidence, &jobs[2], 1).met);
}

static void
texts_that_may_not_be_kept_are_told_with_their_field(void **state)
{
	struct roadmap_faults faults = {.n = 0};
	const char *studies[] = {""};
	struct job job = JOB({JOB_APPLIED, 0, 1});

	(void)state;
	job_check(&job, &faults);
	assert_int_equal(faults.n, 0);
	job.company = " ";
	job.url = "javascript:alert(1)";
	job.follow_up = "soon";
	job.channel = 5;
	job.workplace = 4;
	job.salary = "a\nb";
	job.studies = studies;
	job.n_studies = 1;
	job_check(&job, &faults);
	assert_int_equal(faults.n, 7);
	assert_string_equal(faults.list[0].path, "/company");
}

static void
what_others_say_for_a_stage_is_understood(void **state)
{
	(void)state;
	assert_int_equal(job_stage_find("Interviewing"), JOB_INTERVIEW);
	assert_int_equal(job_stage_find("APPLIED"), JOB_APPLIED);
	assert_int_equal(job_stage_find("No response"), JOB_GHOSTED);
	assert_int_equal(job_stage_find("maybe"), 0);
	assert_int_equal(job_channel_find("referral"), JOB_NETWORK);
	assert_int_equal(job_workplace_find("On-site"), JOB_ON_SITE);
	assert_null(job_stage_id(0));
	assert_null(job_stage_id(10));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(j1_an_application_stands_at_its_last_stage),
	    TEST(j2_open_stages_only_go_forward_and_may_be_left_out),
	    TEST(j3_interviews_come_in_rounds_that_rise),
	    TEST(j4_what_is_closed_stays_closed_until_an_open_stage),
	    TEST(j5_what_is_told_later_goes_to_its_place),
	    TEST(j6_a_stage_told_again_gets_the_other_day),
	    TEST(a_stage_can_be_taken_out_unless_it_is_the_only_one),
	    TEST(j7_it_was_sent_and_answered_on_a_day),
	    TEST(j8_a_later_stage_reaches_the_ones_left_out),
	    TEST(j9_it_is_due_from_its_day_on_while_it_is_open),
	    TEST(j10_it_is_silent_after_more_than_n_days_without_a_word),
	    TEST(j9_j10_what_wants_something_is_listed_by_day_once),
	    TEST(n1_a_share_of_a_few_has_no_percentage),
	    TEST(n2_n3_n4_the_funnel_counts_stages_days_and_channels),
	    TEST(n5_a_span_counts_by_the_day_it_was_sent_on),
	    TEST(e1_applications_count_when_sent_through_channels_that_differ),
	    TEST(e2_every_round_is_an_interview),
	    TEST(e3_an_offer_counts_while_it_stands_accepted),
	    TEST(texts_that_may_not_be_kept_are_told_with_their_field),
	    TEST(what_others_say_for_a_stage_is_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
