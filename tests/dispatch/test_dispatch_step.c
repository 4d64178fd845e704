#include <string.h>

#include "core/text.h"
#include "desk.h"

static enum err_code
set_many(struct desk *desk, const char **steps, size_t n, Pb__Status status, bool force,
    const Pb__StepSetReply **ret_reply)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;

	request.steps = steps;
	request.n_steps = n;
	request.status = status;
	request.force = force;
	return desk_call(desk, "Step", "Set", &request, ret_reply);
}

static void
done_opens_what_it_is_required_for(void **state)
{
	const char *steps[] = {"clay"};
	const Pb__StepSetReply *reply = NULL;

	assert_int_equal(set_many(*state, steps, 1, PB__STATUS__STATUS_DONE, false, &reply),
	    ERR_OK);
	assert_int_equal(reply->n_changed, 1);
	assert_int_equal(reply->changed[0]->status, PB__STATUS__STATUS_DONE);
	assert_int_equal(reply->n_opened, 1);
	assert_string_equal(reply->opened[0]->id, "wheel");
	assert_int_equal(reply->enrollment->progress->steps_done, 1);
	assert_int_equal(strlen(reply->action_id), 36);
}

static void
done_on_a_locked_step_is_refused_with_the_way_and_force_marks_it(void **state)
{
	struct desk *desk = *state;
	const char *before = desk_dump(desk);

	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_non_null(strstr(desk->text, "clay, wheel"));
	assert_non_null(strstr(desk->text, "5 h"));
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, true), ERR_OK);
	assert_true(desk_view(desk, "bowl")->forced);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, true), ERR_OK);
	assert_false(desk_view(desk, "clay")->forced);
}

static void
several_steps_are_done_in_an_order_that_works(void **state)
{
	const char *steps[] = {"bowl", "clay", "wheel", "clay"};
	const Pb__StepSetReply *reply = NULL;

	assert_int_equal(set_many(*state, steps, 4, PB__STATUS__STATUS_DONE, false, &reply),
	    ERR_OK);
	assert_int_equal(reply->n_changed, 3);
	assert_int_equal(desk_number(*state,
			     "SELECT count(*) FROM action WHERE command = 'Step.Set'"),
	    1);
}

static void
one_refused_step_of_several_changes_none(void **state)
{
	struct desk *desk = *state;
	const char *steps[] = {"clay", "vase"};
	const char *before = desk_dump(desk);

	assert_int_equal(set_many(desk, steps, 2, PB__STATUS__STATUS_DONE, false, NULL),
	    ERR_FAILED_PRECONDITION);
	steps[1] = "spoon";
	assert_int_equal(set_many(desk, steps, 2, PB__STATUS__STATUS_DONE, false, NULL),
	    ERR_NOT_FOUND);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM action"), 1);
}

static void
the_same_again_writes_nothing(void **state)
{
	struct desk *desk = *state;
	const char *steps[] = {"clay"};
	const Pb__StepSetReply *reply = NULL;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(set_many(desk, steps, 1, PB__STATUS__STATUS_DONE, false, &reply), ERR_OK);
	assert_int_equal(reply->n_unchanged, 1);
	assert_string_equal(reply->action_id, "");
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM action"), 2);
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_TODO, false), ERR_OK);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM action"), 2);
}

static void
skipped_and_known_steps_open_others_without_force(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_SKIPPED, false), ERR_OK);
	assert_int_equal(desk_view(desk, "wheel")->availability,
	    PB__AVAILABILITY__AVAILABILITY_READY);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_KNOWN, false), ERR_OK);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_TODO, false), ERR_OK);
	assert_int_equal(desk_view(desk, "bowl")->status, PB__STATUS__STATUS_TODO);
}

static void
a_locked_step_cannot_be_started(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_ACTIVE, false),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_ACTIVE, true), ERR_OK);
}

static void
a_date_is_kept_and_the_future_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const Pb__StepGetReply *got = NULL;
	const char *step = "clay";

	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_DONE;
	request.at = &at;
	at.seconds = desk->now_us / 1000000 + 86400;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_INVALID_ARGUMENT);
	at.seconds = -5;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_INVALID_ARGUMENT);
	at.seconds = 1700000000;
	request.minutes = 90;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	get.step = "clay";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, &got), ERR_OK);
	assert_int_equal(got->finished_at->seconds, 1700000000);
	assert_int_equal(got->step->minutes_spent, 90);
	assert_null(got->started_at);
}

static void
what_was_started_keeps_its_start_when_done(void **state)
{
	struct desk *desk = *state;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	const Pb__StepGetReply *got = NULL;
	int64_t started;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	started = desk->now_us / 1000000;
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	get.step = "clay";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, &got), ERR_OK);
	assert_int_equal(got->started_at->seconds, started);
	assert_true(got->finished_at->seconds > started);
}

static void
what_is_finished_is_not_begun_or_skipped_by_the_way(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_ACTIVE, false),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_SKIPPED, false),
	    ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_KNOWN, false), ERR_OK);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_DONE);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_KNOWN, false), ERR_OK);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_ACTIVE, true), ERR_OK);
}

static void
what_ended_before_it_began_began_then(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	const Pb__StepGetReply *got = NULL;
	const char *step = "clay";

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	request.steps = &step;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_DONE;
	request.at = &at;
	at.seconds = 1700000000;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
	get.step = "clay";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, &got), ERR_OK);
	assert_int_equal(got->started_at->seconds, 1700000000);
}

static void
a_refusal_is_one_line_of_utf8_whatever_was_typed(void **state)
{
	struct desk *desk = *state;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	char text[200] = "x";

	for (int i = 0; i < 90; i++)
		strcat(text, "é");
	get.step = text;
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_NOT_FOUND);
	assert_true(text_is_utf8(desk->text, strlen(desk->text)));
	get.step = "two\nlines";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_INVALID_ARGUMENT);
	memset(text, 'a', sizeof(text) - 1);
	get.step = arena_printf(desk->arena, "%.199s%s", text, text);
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_INVALID_ARGUMENT);
}

/* A step that opens all others of a large roadmap. */
static void
a_step_that_opens_thousands_can_be_done(void **state)
{
	enum { STEPS = 20000 };
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	Pb__Phase *phase = roadmap->phases[0];
	const Pb__StepSetReply *reply = NULL;
	const char *first = "s0", **needs = &first;
	Pb__Requirement need = PB__REQUIREMENT__INIT, *need_list = &need;

	need.any_of = needs;
	need.n_any_of = 1;
	roadmap->id = "star";
	roadmap->n_phases = 1;
	roadmap->n_choices = 0;
	phase->steps = arena_array(desk->arena, STEPS, sizeof(*phase->steps));
	for (phase->n_steps = 0; phase->n_steps < STEPS; phase->n_steps++) {
		Pb__StepDef *step = message_new(&pb__step_def__descriptor, desk->arena);

		step->id = step->title = arena_printf(desk->arena, "s%zu", phase->n_steps);
		step->minutes_low = step->minutes_high = step->value = 1;
		step->kind = PB__KIND__KIND_LEARN;
		step->requires = &need_list;
		step->n_requires = phase->n_steps > 0;
		phase->steps[phase->n_steps] = step;
	}
	put.roadmap = roadmap;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	enroll.roadmap_id = "star";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	assert_int_equal(set_many(desk, &first, 1, PB__STATUS__STATUS_DONE, false, &reply), ERR_OK);
	assert_int_equal(reply->n_opened, 100);
	assert_int_equal(reply->opened_total, STEPS - 1);
}

static void
numbers_and_lists_over_their_limits_are_refused(void **state)
{
	struct desk *desk = *state;
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char **steps = arena_array(desk->arena, 1001, sizeof(*steps));

	for (size_t i = 0; i < 1001; i++)
		steps[i] = "clay";
	assert_int_equal(set_many(desk, steps, 0, PB__STATUS__STATUS_DONE, false, NULL),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(set_many(desk, steps, 1001, PB__STATUS__STATUS_DONE, false, NULL),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(set_many(desk, steps, 1, (Pb__Status)0, false, NULL),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(set_many(desk, steps, 1, (Pb__Status)77, false, NULL),
	    ERR_INVALID_ARGUMENT);
	request.steps = steps;
	request.n_steps = 1;
	request.status = PB__STATUS__STATUS_DONE;
	request.minutes = 60001;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(set_many(desk, steps, 1000, PB__STATUS__STATUS_DONE, false, NULL), ERR_OK);
}

static void
a_step_is_found_by_prefix_or_words(void **state)
{
	struct desk *desk = *state;
	const char *words[] = {"know", "clay"};
	const char *apart[] = {"friend", "vase"};

	assert_string_equal(desk_view(desk, "cl")->id, "clay");
	assert_string_equal(desk_view(desk, "vase friend")->id, "vase");
	assert_int_equal(set_many(desk, words, 2, PB__STATUS__STATUS_DONE, false, NULL), ERR_OK);
	assert_int_equal(set_many(desk, apart, 2, PB__STATUS__STATUS_SKIPPED, false, NULL), ERR_OK);
}

static void
words_that_fit_only_together_name_one_step(void **state)
{
	struct desk *desk = *state;
	const char *steps[] = {"fire", "power"};
	const Pb__StepSetReply *reply = NULL;

	assert_int_equal(set_many(desk, steps, 2, PB__STATUS__STATUS_SKIPPED, false, &reply),
	    ERR_OK);
	assert_int_equal(reply->n_changed, 1);
	assert_string_equal(reply->changed[0]->id, "fire-electric");
}

static void
an_ambiguous_step_lists_the_candidates_and_a_near_miss_is_suggested(void **state)
{
	struct desk *desk = *state;
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;

	get.step = "fire";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(desk->candidates->n_candidates, 2);
	get.step = "whele";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_NOT_FOUND);
	assert_int_equal(desk->candidates->n_candidates, 1);
	assert_string_equal(desk->candidates->candidates[0]->id, "wheel");
	get.step = "";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_INVALID_ARGUMENT);
	get.step = "clay";
	get.roadmap_id = "cooking";
	assert_int_equal(desk_call(desk, "Step", "Get", &get, NULL), ERR_NOT_FOUND);
}

static void
get_shows_the_neighbours(void **state)
{
	Pb__StepGetRequest get = PB__STEP_GET_REQUEST__INIT;
	const Pb__StepGetReply *got = NULL;

	get.step = "wheel";
	assert_int_equal(desk_call(*state, "Step", "Get", &get, &got), ERR_OK);
	assert_string_equal(got->def->id, "wheel");
	assert_int_equal(got->n_requires, 1);
	assert_string_equal(got->requires[0]->id, "clay");
	assert_int_equal(got->n_opens, 2);
}

static void
missing_lists_what_is_left_in_scope(void **state)
{
	struct desk *desk = *state;
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const Pb__StepListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Step", "List", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_steps, 7);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	request.missing_only = true;
	assert_int_equal(desk_call(desk, "Step", "List", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_steps, 4);
	assert_string_equal(reply->steps[0]->id, "wheel");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(done_opens_what_it_is_required_for),
	    TEST(done_on_a_locked_step_is_refused_with_the_way_and_force_marks_it),
	    TEST(several_steps_are_done_in_an_order_that_works),
	    TEST(one_refused_step_of_several_changes_none),
	    TEST(the_same_again_writes_nothing),
	    TEST(skipped_and_known_steps_open_others_without_force),
	    TEST(a_locked_step_cannot_be_started),
	    TEST(a_date_is_kept_and_the_future_is_refused),
	    TEST(what_was_started_keeps_its_start_when_done),
	    TEST(what_is_finished_is_not_begun_or_skipped_by_the_way),
	    TEST(what_ended_before_it_began_began_then),
	    TEST(a_refusal_is_one_line_of_utf8_whatever_was_typed),
	    TEST(a_step_that_opens_thousands_can_be_done),
	    TEST(numbers_and_lists_over_their_limits_are_refused),
	    TEST(a_step_is_found_by_prefix_or_words),
	    TEST(words_that_fit_only_together_name_one_step),
	    TEST(an_ambiguous_step_lists_the_candidates_and_a_near_miss_is_suggested),
	    TEST(get_shows_the_neighbours),
	    TEST(missing_lists_what_is_left_in_scope),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
