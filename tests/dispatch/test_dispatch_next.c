#include <string.h>

#include "desk.h"

/* What Next answers, as text: "clay wheel", then the note after a slash if there is one. */
static const char *
answer(struct desk *desk, const Pb__PlanNextRequest *request)
{
	const Pb__PlanNextReply *reply = NULL;
	const char *text = "";

	assert_int_equal(desk_call(desk, "Plan", "Next", request, &reply), ERR_OK);
	for (size_t i = 0; i < reply->n_recommendations; i++)
		text = arena_printf(desk->arena, "%s%s%s", text, i > 0 ? " " : "",
		    reply->recommendations[i]->step->id);
	if (reply->note[0] != '\0')
		text = arena_printf(desk->arena, "%s / %s", text, reply->note);
	return text;
}

static const Pb__Recommendation *
first(struct desk *desk, uint32_t minutes)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	request.minutes = minutes;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_recommendations, 1);
	return reply->recommendations[0];
}

static void
check_item(struct desk *desk, const char *word)
{
	Pb__StepCheckRequest request = PB__STEP_CHECK_REQUEST__INIT;

	request.step = "clay";
	request.items = &word;
	request.n_items = 1;
	assert_int_equal(desk_call(desk, "Step", "Check", &request, NULL), ERR_OK);
}

static void
what_fits_into_the_time_comes_first_then_the_rest(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;

	request.limit = 9;
	assert_string_equal(answer(desk, &request), "clay fire-gas");
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_string_equal(answer(desk, &request), "wheel fire-gas");
	request.minutes = 300;
	assert_string_equal(answer(desk, &request), "wheel fire-gas");
	request.minutes = 299;
	assert_string_equal(answer(desk, &request), "wheel fire-gas");
	request.minutes = 30;
	assert_string_equal(answer(desk, &request),
	    "wheel fire-gas / nothing fits into 30 min; the least is 4 h, for Centre on the wheel");
	request.minutes = 60001;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_INVALID_ARGUMENT);
}

static void
a_shorter_step_goes_before_a_better_one_that_does_not_fit(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	/* The kiln is begun, so it comes first, with its five hours. */
	assert_int_equal(desk_set(desk, "fire-gas", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	request.limit = 9;
	assert_string_equal(answer(desk, &request), "fire-gas clay");
	request.minutes = 60;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_string_equal(reply->recommendations[0]->step->id, "clay");
	assert_int_equal(reply->recommendations[0]->fit, PB__FIT__FIT_STEP);
	assert_string_equal(reply->recommendations[1]->step->id, "fire-gas");
	assert_int_equal(reply->recommendations[1]->fit, PB__FIT__FIT_NOTHING);
	assert_string_equal(reply->recommendations[1]->order, "does not fit into 1 h");
	assert_string_equal(reply->note, "");
}

static void
an_item_of_the_checklist_fits_where_the_step_does_not(void **state)
{
	struct desk *desk = *state;
	const Pb__Recommendation *one = first(desk, 25);

	assert_string_equal(one->step->id, "clay");
	assert_int_equal(one->fit, PB__FIT__FIT_ITEM);
	assert_string_equal(one->item->id, "wedge");
	assert_int_equal(one->item_minutes, 20);
	check_item(desk, "wedge");
	one = first(desk, 25);
	assert_string_equal(one->item->id, "cut");
	assert_int_equal(one->item_minutes, 30);
	assert_int_equal(one->fit, PB__FIT__FIT_NOTHING);
	check_item(desk, "cut");
	check_item(desk, "store");
	one = first(desk, 25);
	assert_null(one->item);
	assert_int_equal(one->item_minutes, 0);
	assert_int_equal(first(desk, 60)->fit, PB__FIT__FIT_STEP);
	assert_int_equal(first(desk, 0)->fit, PB__FIT__FIT_UNSPECIFIED);
}

static void
what_was_spent_on_a_step_in_progress_is_not_left(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *step = "clay";
	const Pb__Recommendation *one;

	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_ACTIVE;
	request.minutes = 45;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	one = first(desk, 15);
	assert_int_equal(one->minutes_left, 15);
	assert_int_equal(one->fit, PB__FIT__FIT_STEP);
	request.minutes = 500;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	assert_int_equal(first(desk, 15)->minutes_left, 6);
}

static void
phase_kind_and_skill_narrow(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;

	request.limit = 9;
	request.phase = "proj";
	assert_string_equal(answer(desk, &request), "fire-gas");
	request.skill = "centering";
	assert_string_equal(answer(desk, &request),
	    " / nothing of phase Projects and skill centering can be begun now: the roadmap has no "
	    "such step");
	request.phase = "";
	assert_string_equal(answer(desk, &request),
	    " / nothing of skill centering can be begun now: 1 step is locked");
	request.ahead = 1;
	assert_string_equal(answer(desk, &request), "wheel");
	request.skill = "";
	request.kind = PB__KIND__KIND_JOB;
	assert_string_equal(answer(desk, &request),
	    " / nothing of kind job can be begun now: the roadmap has no such step; what can be "
	    "begun is of kind learn");
	request.kind = PB__KIND__KIND_LEARN;
	request.ahead = 0;
	assert_string_equal(answer(desk, &request), "clay fire-gas");
}

static void
unknown_names_are_refused_with_candidates(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;

	request.phase = "basisc";
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_NOT_FOUND);
	assert_string_equal(desk->text, "no phase 'basisc': did you mean basics?");
	assert_int_equal(desk->candidates->n_candidates, 1);
	assert_string_equal(desk->candidates->candidates[0]->id, "basics");
	request.phase = "";
	request.skill = "centring";
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_NOT_FOUND);
	assert_string_equal(desk->candidates->candidates[0]->id, "centering");
	request.skill = "";
	request.kind = (Pb__Kind)5;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, NULL), ERR_INVALID_ARGUMENT);
}

static void
ahead_tells_the_plan_in_its_order_and_why_it_is_so(void **state)
{
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;

	request.limit = 9;
	request.ahead = 1;
	assert_string_equal(answer(desk, &request), "clay wheel bowl fire-gas vase");
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_string_equal(reply->recommendations[0]->order, "");
	assert_string_equal(reply->recommendations[1]->order, "opened by Know your clay");
	assert_string_equal(reply->recommendations[4]->order, "opened by Fire with gas");
	assert_int_equal(reply->recommendations[0]->n_block_step_ids,
	    reply->recommendations[0]->block_steps);
	assert_string_equal(reply->recommendations[0]->block_step_ids[0], "clay");
	assert_string_equal(reply->recommendations[4]->compared, "");
}

static void
when_all_is_done_there_is_no_note(void **state)
{
	static const char *const steps[] = {"clay", "wheel", "bowl", "fire-gas", "vase"};
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;

	for (size_t i = 0; i < 5; i++)
		assert_int_equal(desk_set(desk, steps[i], PB__STATUS__STATUS_DONE, false), ERR_OK);
	request.minutes = 5;
	request.phase = "basics";
	assert_string_equal(answer(desk, &request), "");
}

/* Two case studies worth the same, the first of performance, the second of database design. */
static void
enroll_in_telling(struct desk *desk)
{
	static Pb__Work works[] = {PB__WORK__WORK_PERFORMANCE, PB__WORK__WORK_DATABASE_DESIGN};
	static const char *const ids[] = {"fast", "kept"};
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, desk->arena);
	Pb__Phase *phase = message_new(&pb__phase__descriptor, desk->arena);
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;

	roadmap->id = enroll.roadmap_id = "telling";
	roadmap->title = phase->title = "Telling";
	roadmap->version = 1;
	roadmap->phases = arena_array(desk->arena, 1, sizeof(*roadmap->phases));
	roadmap->phases[roadmap->n_phases++] = phase;
	phase->id = "telling";
	phase->steps = arena_array(desk->arena, 2, sizeof(*phase->steps));
	for (; phase->n_steps < 2; phase->n_steps++) {
		Pb__StepDef *step = message_new(&pb__step_def__descriptor, desk->arena);

		step->id = step->title = ids[phase->n_steps];
		step->minutes_low = step->minutes_high = 60;
		step->value = 1;
		step->kind = PB__KIND__KIND_PORTFOLIO;
		step->evidence = message_new(&pb__evidence__descriptor, desk->arena);
		step->evidence->kind = PB__EVIDENCE__KIND__KIND_CASE_STUDY;
		step->evidence->count = 1;
		step->evidence->shows = &works[phase->n_steps];
		step->evidence->n_shows = 1;
		phase->steps[phase->n_steps] = step;
	}
	put.roadmap = roadmap;
	if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK ||
	    desk_call(desk, "Enrollment", "Enroll", &enroll, NULL) != ERR_OK)
		fail_msg("%s", desk->text);
}

static void
of_case_studies_worth_the_same_the_kind_that_lacks_comes_first(void **state)
{
	static Pb__Work work[] = {PB__WORK__WORK_PERFORMANCE};
	struct desk *desk = *state;
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	const Pb__PlanNextReply *reply = NULL;
	Pb__CaseStudy *study = desk_case_study(desk, "", "Faster bowls");

	enroll_in_telling(desk);
	assert_string_equal(desk_next(desk), "fast");
	study->kinds = work;
	study->n_kinds = 1;
	assert_non_null(desk_put_study(desk, study));
	request.limit = 2;
	assert_int_equal(desk_call(desk, "Plan", "Next", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_recommendations, 2);
	assert_string_equal(reply->recommendations[0]->step->id, "kept");
	assert_non_null(
	    strstr(reply->recommendations[0]->reason, "; your portfolio lacks database design"));
	assert_non_null(strstr(reply->recommendations[1]->reason,
	    "; your portfolio shows performance already"));
	assert_string_equal(reply->recommendations[1]->order,
	    "after kept: as much value per hour, but of a kind that your portfolio shows already");
	/* What was begun is the learner's choice. */
	assert_non_null(desk_put_study(desk, desk_case_study(desk, "fast", "Faster still")));
	assert_string_equal(desk_next(desk), "fast");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_fits_into_the_time_comes_first_then_the_rest),
	    TEST(a_shorter_step_goes_before_a_better_one_that_does_not_fit),
	    TEST(an_item_of_the_checklist_fits_where_the_step_does_not),
	    TEST(what_was_spent_on_a_step_in_progress_is_not_left),
	    TEST(phase_kind_and_skill_narrow),
	    TEST(unknown_names_are_refused_with_candidates),
	    TEST(ahead_tells_the_plan_in_its_order_and_why_it_is_so),
	    TEST(when_all_is_done_there_is_no_note),
	    TEST(of_case_studies_worth_the_same_the_kind_that_lacks_comes_first),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
