#include <string.h>

#include <sqlite3.h>

#include "desk.h"

static void
put_as(struct desk *desk, const char *id)
{
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->id = id;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
}

static enum err_code
enroll(struct desk *desk, const char *id, const Pb__EnrollmentView **ret_view)
{
	Pb__EnrollmentEnrollRequest request = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const Pb__EnrollmentEnrollReply *reply = NULL;
	enum err_code code;

	request.roadmap_id = id;
	code = desk_call(desk, "Enrollment", "Enroll", &request, &reply);
	if (code == ERR_OK && ret_view != NULL)
		*ret_view = reply->enrollment;
	return code;
}

static enum err_code
choose(struct desk *desk, const char *choice, const char *option,
    const Pb__EnrollmentView **ret_view)
{
	Pb__EnrollmentChooseRequest request = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	const Pb__EnrollmentChooseReply *reply = NULL;
	Pb__Pick pick = PB__PICK__INIT;
	enum err_code code;

	pick.choice_id = choice;
	pick.option_ids = &option;
	pick.n_option_ids = 1;
	request.pick = &pick;
	code = desk_call(desk, "Enrollment", "Choose", &request, &reply);
	if (code == ERR_OK && ret_view != NULL)
		*ret_view = reply->enrollment;
	return code;
}

static const Pb__EnrollmentListReply *
list(struct desk *desk)
{
	Pb__EnrollmentListRequest request = PB__ENROLLMENT_LIST_REQUEST__INIT;
	const Pb__EnrollmentListReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Enrollment", "List", &request, &reply), ERR_OK);
	return reply;
}

static void
enrolling_shows_where_one_stands(void **state)
{
	struct desk *desk = *state;
	const Pb__EnrollmentView *view = NULL;

	put_as(desk, "pottery");
	assert_int_equal(enroll(desk, "pottery", &view), ERR_OK);
	assert_true(view->current);
	assert_int_equal(view->version, 1);
	assert_int_equal(view->progress->steps_total, 5);
	assert_int_equal(view->progress->permille, 0);
	assert_string_equal(view->phase_id, "basics");
	assert_int_equal(view->n_choices, 1);
	assert_true(view->choices[0]->assumed);
	assert_true(view->choices[0]->options[0]->picked);
}

static void
enrolling_twice_or_in_nothing_is_refused(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(enroll(desk, "pottery", NULL), ERR_NOT_FOUND);
	assert_int_equal(enroll(desk, "", NULL), ERR_INVALID_ARGUMENT);
	put_as(desk, "pottery");
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_OK);
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_ALREADY_EXISTS);
	assert_int_equal(list(desk)->n_enrollments, 1);
}

static void
an_enrollment_pins_its_version(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;

	put_as(desk, "pottery");
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_OK);
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = 2;
	pottery_step(put.roadmap, "clay")->title = "Know two clays";
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(list(desk)->enrollments[0]->version, 1);
	assert_string_equal(desk_view(desk, "clay")->title, "Know your clay");
}

static void
picks_that_do_not_fit_leave_nothing_behind(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentEnrollRequest request = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const char *options[] = {"gas", "electric"};
	Pb__Pick pick = PB__PICK__INIT, *picks[] = {&pick};

	put_as(desk, "pottery");
	pick.choice_id = "kiln";
	pick.option_ids = options;
	pick.n_option_ids = 2;
	request.roadmap_id = "pottery";
	request.picks = picks;
	request.n_picks = 1;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &request, NULL),
	    ERR_INVALID_ARGUMENT);
	pick.n_option_ids = 0;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &request, NULL),
	    ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(desk), "");
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM action"), 0);
	pick.n_option_ids = 1;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &request, NULL), ERR_OK);
	assert_false(list(desk)->enrollments[0]->choices[0]->assumed);
}

static void
a_choice_can_be_switched_and_keeps_the_work(void **state)
{
	struct desk *desk = *state;
	const Pb__EnrollmentView *view = NULL;

	put_as(desk, "pottery");
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "fire-gas", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(choose(desk, "kiln", "elec", &view), ERR_OK);
	assert_true(view->choices[0]->options[1]->picked);
	assert_false(view->choices[0]->options[0]->picked);
	assert_int_equal(view->progress->steps_done, 0);
	assert_int_equal(choose(desk, "kiln", "gas", &view), ERR_OK);
	assert_int_equal(view->progress->steps_done, 1);
	assert_int_equal(choose(desk, "kiln", "wood", NULL), ERR_NOT_FOUND);
	assert_int_equal(choose(desk, "oven", "gas", NULL), ERR_NOT_FOUND);
}

static void
leaving_keeps_progress_for_the_return(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	const Pb__EnrollmentView *view = NULL;

	put_as(desk, "pottery");
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL),
	    ERR_INVALID_ARGUMENT);
	leave.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	assert_int_equal(list(desk)->n_enrollments, 0);
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_NOT_FOUND);
	assert_int_equal(enroll(desk, "pottery", &view), ERR_OK);
	assert_int_equal(view->progress->steps_done, 1);
}

static void
coming_back_is_to_the_version_that_was_left(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__CatalogDeleteRequest gone = PB__CATALOG_DELETE_REQUEST__INIT;
	const Pb__EnrollmentView *view = NULL;

	put_as(desk, "pottery");
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_OK);
	leave.roadmap_id = gone.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = 2;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(enroll(desk, "pottery", &view), ERR_OK);
	assert_int_equal(view->version, 1);
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	gone.version = 1;
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL), ERR_OK);
	assert_int_equal(enroll(desk, "pottery", &view), ERR_OK);
	assert_int_equal(view->version, 2);
}

static void
one_enrollment_is_current_and_comes_first(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUseRequest use = PB__ENROLLMENT_USE_REQUEST__INIT;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	const Pb__EnrollmentUnenrollReply *left = NULL;

	put_as(desk, "a");
	put_as(desk, "b");
	assert_int_equal(enroll(desk, "a", NULL), ERR_OK);
	assert_int_equal(enroll(desk, "b", NULL), ERR_OK);
	assert_string_equal(list(desk)->enrollments[0]->roadmap_id, "b");
	use.roadmap_id = "a";
	assert_int_equal(desk_call(desk, "Enrollment", "Use", &use, NULL), ERR_OK);
	assert_string_equal(list(desk)->enrollments[0]->roadmap_id, "a");
	use.roadmap_id = "c";
	assert_int_equal(desk_call(desk, "Enrollment", "Use", &use, NULL), ERR_NOT_FOUND);
	leave.roadmap_id = "a";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, &left), ERR_OK);
	assert_string_equal(left->current_roadmap_id, "b");
}

static void
a_skill_learned_in_one_roadmap_is_known_in_another(void **state)
{
	struct desk *desk = *state;

	put_as(desk, "a");
	put_as(desk, "b");
	assert_int_equal(enroll(desk, "a", NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "wheel", PB__STATUS__STATUS_DONE, true), ERR_OK);
	assert_int_equal(enroll(desk, "b", NULL), ERR_OK);
	assert_int_equal(desk_view(desk, "wheel")->status, PB__STATUS__STATUS_KNOWN);
	assert_string_equal(desk_view(desk, "wheel")->known_from, "a/wheel");
	assert_int_equal(desk_view(desk, "bowl")->availability,
	    PB__AVAILABILITY__AVAILABILITY_READY);
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_TODO);
}

static void
a_roadmap_that_cannot_be_read_does_not_stand_in_the_way_of_others(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUnenrollRequest leave = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;
	sqlite3 *db;

	put_as(desk, "a");
	put_as(desk, "b");
	assert_int_equal(enroll(desk, "a", NULL), ERR_OK);
	assert_int_equal(enroll(desk, "b", NULL), ERR_OK);
	assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "UPDATE roadmap SET document = x'ff' WHERE id = 'a'",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	sqlite3_close(db);
	assert_string_equal(desk_next(desk), "clay");
	leave.roadmap_id = "a";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &leave, NULL), ERR_OK);
	assert_int_equal(list(desk)->n_enrollments, 1);
}

static void
an_enrollment_is_found_by_the_beginning_of_its_name(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUseRequest use = PB__ENROLLMENT_USE_REQUEST__INIT;

	put_as(desk, "pottery");
	put_as(desk, "cooking");
	assert_int_equal(enroll(desk, "pottery", NULL), ERR_OK);
	assert_int_equal(enroll(desk, "cooking", NULL), ERR_OK);
	use.roadmap_id = "pot";
	assert_int_equal(desk_call(desk, "Enrollment", "Use", &use, NULL), ERR_OK);
	assert_string_equal(list(desk)->enrollments[0]->roadmap_id, "pottery");
	use.roadmap_id = "poterry";
	assert_int_equal(desk_call(desk, "Enrollment", "Use", &use, NULL), ERR_NOT_FOUND);
	assert_string_equal(desk->candidates->candidates[0]->id, "pottery");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(enrolling_shows_where_one_stands),
	    TEST(enrolling_twice_or_in_nothing_is_refused),
	    TEST(an_enrollment_pins_its_version),
	    TEST(picks_that_do_not_fit_leave_nothing_behind),
	    TEST(a_choice_can_be_switched_and_keeps_the_work),
	    TEST(leaving_keeps_progress_for_the_return),
	    TEST(coming_back_is_to_the_version_that_was_left),
	    TEST(one_enrollment_is_current_and_comes_first),
	    TEST(a_roadmap_that_cannot_be_read_does_not_stand_in_the_way_of_others),
	    TEST(an_enrollment_is_found_by_the_beginning_of_its_name),
	    TEST(a_skill_learned_in_one_roadmap_is_known_in_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
