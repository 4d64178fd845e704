#include <stdio.h>
#include <string.h>

#include "desk.h"

static const char *const steps[] = {"clay", "wheel", "glaze", "bowl", "fire-gas", "fire-electric",
    "vase"};

enum {
	STEPS = sizeof(steps) / sizeof(steps[0]),
};

static const Pb__PlanWhyReply *
why(struct desk *desk, const char *step)
{
	Pb__PlanWhyRequest request = PB__PLAN_WHY_REQUEST__INIT;
	const Pb__PlanWhyReply *reply = NULL;

	request.step = step;
	assert_int_equal(desk_call(desk, "Plan", "Why", &request, &reply), ERR_OK);
	return reply;
}

static const Pb__PlanNextReply *
next(struct desk *desk, bool ahead)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	request.limit = 100;
	request.ahead = ahead;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	return reply;
}

/* The place among the recommendations from 1, or 0. */
static uint32_t
place_in(const Pb__PlanNextReply *reply, const char *step)
{
	for (uint32_t i = 0; i < reply->n_recommendations; i++)
		if (strcmp(reply->recommendations[i]->step->id, step) == 0)
			return i + 1;
	return 0;
}

static void
assert_adds_up(const Pb__Recommendation *one)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < one->n_terms; i++)
		sum += one->terms[i]->points;
	assert_int_equal(sum, one->score);
}

static void
why_and_next_say_the_same(void **state)
{
	struct desk *desk = *state;
	unsigned seed = 5, n_ranked = 0;

	for (int round = 0; round < 400; round++) {
		const Pb__PlanNextReply *plan, *head;

		desk_do_anything(desk, &seed);
		plan = next(desk, true);
		head = next(desk, false);
		for (size_t i = 0; i < STEPS; i++) {
			const Pb__PlanWhyReply *reply = why(desk, steps[i]);
			bool recommended =
			    reply->verdict == PB__PLAN_WHY_REPLY__VERDICT__VERDICT_RECOMMENDED;

			assert_int_equal(reply->rank, place_in(plan, steps[i]));
			assert_true(!recommended == (place_in(head, steps[i]) == 0));
			assert_true(recommended == (reply->recommendation != NULL));
			if (!recommended)
				continue;
			n_ranked++;
			assert_adds_up(reply->recommendation);
			assert_int_equal(reply->recommendation->score,
			    plan->recommendations[reply->rank - 1]->score);
		}
	}
	assert_true(n_ranked > 100);
}

static void
a_done_step_says_when_and_what_it_opened(void **state)
{
	struct desk *desk = *state;
	const Pb__PlanWhyReply *reply;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	reply = why(desk, "clay");
	assert_int_equal(reply->verdict, PB__PLAN_WHY_REPLY__VERDICT__VERDICT_FINISHED);
	assert_string_equal(reply->reason, "done; it opened Centre on the wheel");
	assert_int_equal(reply->n_opened, 1);
	assert_string_equal(reply->opened[0]->id, "wheel");
	assert_true(reply->finished_at->seconds > 0);
	assert_int_equal(reply->n_way, 0);
	assert_int_equal(reply->n_commands, 1);
	assert_string_equal(reply->commands[0], "roadmap reset clay");
	assert_null(why(desk, "wheel")->finished_at);
	assert_int_equal(why(desk, "wheel")->n_commands, 0);
}

static void
an_optional_locked_step_tells_its_way_and_its_command(void **state)
{
	const Pb__PlanWhyReply *reply = why(*state, "glaze");

	assert_int_equal(reply->verdict, PB__PLAN_WHY_REPLY__VERDICT__VERDICT_OUT_OF_SCOPE);
	assert_int_equal(reply->n_way, 2);
	assert_int_equal(reply->way_minutes, 300);
	assert_false(reply->way_is_about);
	assert_string_equal(reply->commands[0], "roadmap start glaze");
}

/* Does what a command says; it is one of those that explain_commands() knows. */
static void
obey(struct desk *desk, const char *command)
{
	Pb__EnrollmentChooseRequest choose = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	char verb[32], a[32], b[32];
	const char *option = b;

	if (sscanf(command, "roadmap choose %31s %31s", a, b) == 2) {
		pick.choice_id = a;
		pick.option_ids = &option;
		pick.n_option_ids = 1;
		choose.pick = &pick;
		assert_int_equal(desk_call(desk, "Enrollment", "Choose", &choose, NULL), ERR_OK);
		return;
	}
	assert_int_equal(sscanf(command, "roadmap %31s %31s", verb, a), 2);
	assert_true(strcmp(verb, "start") == 0 || strcmp(verb, "reset") == 0);
	assert_int_equal(desk_set(desk, a,
			     strcmp(verb, "start") == 0 ? PB__STATUS__STATUS_ACTIVE
							: PB__STATUS__STATUS_TODO,
			     false),
	    ERR_OK);
}

static void
who_does_what_why_says_has_any_step_in_the_plan(void **state)
{
	struct desk *desk = *state;
	unsigned seed = 9, n_obeyed = 0;

	for (int round = 0; round < 300; round++) {
		const char *step = steps[(size_t)round % STEPS];
		const Pb__PlanWhyReply *reply;

		desk_do_anything(desk, &seed);
		for (reply = why(desk, step); reply->n_commands > 0; reply = why(desk, step)) {
			for (size_t i = 0; i < reply->n_way; i++)
				assert_int_equal(desk_set(desk, reply->way[i]->id,
						     PB__STATUS__STATUS_DONE, false),
				    ERR_OK);
			obey(desk, reply->commands[0]);
			assert_true(++n_obeyed < 1000);
		}
		assert_int_not_equal(reply->rank, 0);
		assert_true(reply->step->in_scope);
	}
	assert_true(n_obeyed > 50);
}

static void
commands_name_a_roadmap_that_is_not_the_current_one(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__PlanWhyRequest request = PB__PLAN_WHY_REQUEST__INIT;
	const Pb__PlanWhyReply *reply = NULL;

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = "other";
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	enroll.roadmap_id = "other";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	request.roadmap_id = "pottery";
	request.step = "fire-electric";
	assert_int_equal(desk_call(desk, "Plan", "Why", &request, &reply), ERR_OK);
	assert_string_equal(reply->commands[0], "roadmap choose kiln electric --roadmap pottery");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(why_and_next_say_the_same),
	    TEST(a_done_step_says_when_and_what_it_opened),
	    TEST(an_optional_locked_step_tells_its_way_and_its_command),
	    TEST(who_does_what_why_says_has_any_step_in_the_plan),
	    TEST(commands_name_a_roadmap_that_is_not_the_current_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
