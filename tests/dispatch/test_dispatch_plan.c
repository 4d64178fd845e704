#include <string.h>

#include "desk.h"

static const Pb__PlanNextReply *
next(struct desk *desk, uint32_t limit)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	request.limit = limit;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	return reply;
}

static const Pb__PlanWhyReply *
why(struct desk *desk, const char *step)
{
	Pb__PlanWhyRequest request = PB__PLAN_WHY_REQUEST__INIT;
	const Pb__PlanWhyReply *reply = NULL;

	request.step = step;
	assert_int_equal(desk_call(desk, "Plan", "Why", &request, &reply), ERR_OK);
	assert_true(reply->reason[0] != '\0');
	return reply;
}

static void
following_next_reaches_the_end_and_never_meets_a_locked_step(void **state)
{
	struct desk *desk = *state;
	const Pb__PlanNextReply *reply;
	uint32_t last = 0;

	while ((reply = next(desk, 10))->n_recommendations > 0) {
		for (size_t i = 0; i < reply->n_recommendations; i++)
			assert_int_equal(reply->recommendations[i]->step->availability,
			    PB__AVAILABILITY__AVAILABILITY_READY);
		assert_true(reply->recommendations[0]->reason[0] != '\0');
		assert_int_equal(desk_set(desk, reply->recommendations[0]->step->id,
				     PB__STATUS__STATUS_DONE, false),
		    ERR_OK);
		assert_true(next(desk, 1)->enrollment->progress->permille > last);
		last = next(desk, 1)->enrollment->progress->permille;
	}
	assert_int_equal(last, 1000);
	assert_string_equal(reply->enrollment->phase_id, "");
}

static void
the_terms_add_up_to_the_score(void **state)
{
	struct desk *desk = *state;
	const Pb__Recommendation *first = next(desk, 1)->recommendations[0];
	uint32_t sum = 0;

	for (size_t i = 0; i < first->n_terms; i++) {
		sum += first->terms[i]->points;
		assert_true(first->terms[i]->text[0] != '\0');
	}
	assert_int_equal(sum, first->score);
	assert_true(first->score > 0);
}

static void
an_active_step_comes_first(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_set(desk, "fire-gas", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	assert_string_equal(desk_next(desk), "fire-gas");
	assert_int_equal(desk_set(desk, "fire-gas", PB__STATUS__STATUS_TODO, false), ERR_OK);
	assert_string_equal(desk_next(desk), "clay");
}

static void
without_an_enrollment_there_is_no_plan(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;

	request.limit = 1001;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_INVALID_ARGUMENT);
	leave.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	request.limit = 1;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_FAILED_PRECONDITION);
}

static void
why_tells_the_rank_of_a_ready_step(void **state)
{
	const Pb__PlanWhyReply *reply = why(*state, "clay");

	assert_int_equal(reply->verdict, PB__PLAN_WHY_REPLY__VERDICT__VERDICT_RECOMMENDED);
	assert_int_equal(reply->rank, 1);
	assert_non_null(reply->recommendation);
	assert_int_equal(why(*state, "fire-gas")->rank, 4);
}

static void
why_tells_the_way_to_a_locked_step(void **state)
{
	const Pb__PlanWhyReply *reply = why(*state, "vase");

	assert_int_equal(reply->verdict, PB__PLAN_WHY_REPLY__VERDICT__VERDICT_LOCKED);
	assert_int_equal(reply->n_way, 4);
	assert_int_equal(reply->way_minutes, 60 + 240 + 180 + 300);
	assert_int_equal(reply->rank, 5);
	assert_null(reply->recommendation);
}

static void
why_tells_what_is_finished_skipped_or_out_of_scope(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_SKIPPED, false), ERR_OK);
	assert_int_equal(why(desk, "clay")->verdict, PB__PLAN_WHY_REPLY__VERDICT__VERDICT_FINISHED);
	assert_int_equal(why(desk, "wheel")->verdict, PB__PLAN_WHY_REPLY__VERDICT__VERDICT_SKIPPED);
	assert_int_equal(why(desk, "fire-electric")->verdict,
	    PB__PLAN_WHY_REPLY__VERDICT__VERDICT_OUT_OF_SCOPE);
	assert_int_equal(why(desk, "glaze")->verdict,
	    PB__PLAN_WHY_REPLY__VERDICT__VERDICT_OUT_OF_SCOPE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(following_next_reaches_the_end_and_never_meets_a_locked_step),
	    TEST(the_terms_add_up_to_the_score),
	    TEST(an_active_step_comes_first),
	    TEST(without_an_enrollment_there_is_no_plan),
	    TEST(why_tells_the_rank_of_a_ready_step),
	    TEST(why_tells_the_way_to_a_locked_step),
	    TEST(why_tells_what_is_finished_skipped_or_out_of_scope),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
