#include <string.h>

#include "desk.h"

static enum err_code
put(struct desk *desk, const Pb__Roadmap *roadmap, bool validate_only,
    const Pb__CatalogPutReply **ret_reply)
{
	Pb__CatalogPutRequest request = PB__CATALOG_PUT_REQUEST__INIT;

	request.roadmap = (Pb__Roadmap *)roadmap;
	request.validate_only = validate_only;
	return desk_call(desk, "Catalog", "Put", &request, ret_reply);
}

static void
a_roadmap_comes_back_as_it_was_put(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogGetRequest get = PB__CATALOG_GET_REQUEST__INIT;
	const Pb__CatalogPutReply *stored = NULL;
	const Pb__CatalogGetReply *got = NULL;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	struct bytes a, b;

	assert_int_equal(put(desk, roadmap, false, &stored), ERR_OK);
	assert_false(stored->unchanged);
	assert_int_equal(stored->entry->steps, 7);
	/* clay, wheel, bowl, fire-gas and vase: the optional one and the other option are not in.
	 */
	assert_int_equal(stored->entry->minutes, 60 + 240 + 180 + 300 + 600);
	get.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, &got), ERR_OK);
	a = message_pack(desk->arena, &roadmap->base);
	b = message_pack(desk->arena, &got->roadmap->base);
	assert_int_equal(a.size, b.size);
	assert_memory_equal(a.data, b.data, a.size);
}

static void
the_same_content_again_is_fine_and_other_content_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	const Pb__CatalogPutReply *stored = NULL;

	assert_int_equal(put(desk, roadmap, false, NULL), ERR_OK);
	assert_int_equal(put(desk, roadmap, false, &stored), ERR_OK);
	assert_true(stored->unchanged);
	pottery_step(roadmap, "bowl")->title = "Throw two bowls";
	assert_int_equal(put(desk, roadmap, false, NULL), ERR_ALREADY_EXISTS);
	assert_int_equal(put(desk, roadmap, true, NULL), ERR_ALREADY_EXISTS);
	roadmap->version = 2;
	assert_int_equal(put(desk, roadmap, false, NULL), ERR_OK);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM roadmap"), 2);
}

static void
validate_only_stores_nothing(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(put(desk, pottery_roadmap(desk->arena), true, NULL), ERR_OK);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM roadmap"), 0);
}

static bool
has_fault(const Pb__Faults *faults, const char *path)
{
	for (size_t i = 0; i < faults->n_faults; i++)
		if (strcmp(faults->faults[i]->path, path) == 0)
			return true;
	return false;
}

static void
a_roadmap_with_faults_is_refused_with_each_of_them(void **state)
{
	struct desk *desk = *state;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);

	pottery_step(roadmap, "bowl")->requires[0]->any_of[0] = "weel";
	pottery_step(roadmap, "vase")->value = 1000;
	assert_int_equal(put(desk, roadmap, false, NULL), ERR_INVALID_ARGUMENT);
	assert_non_null(desk->faults);
	assert_int_equal(desk->faults->n_faults, 2);
	assert_true(has_fault(desk->faults, "/phases/1/steps/0/requires/0"));
	assert_true(has_fault(desk->faults, "/phases/1/steps/3/value"));
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM roadmap"), 0);
}

static void
a_put_without_a_roadmap_is_refused(void **state)
{
	assert_int_equal(put(*state, NULL, false, NULL), ERR_INVALID_ARGUMENT);
}

static void
without_an_id_the_current_roadmap_is_meant_or_nothing_is_done(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogGetRequest get = PB__CATALOG_GET_REQUEST__INIT;
	Pb__CatalogDeleteRequest gone = PB__CATALOG_DELETE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const Pb__CatalogGetReply *got = NULL;

	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, NULL), ERR_FAILED_PRECONDITION);
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(put(desk, pottery_roadmap(desk->arena), false, NULL), ERR_OK);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, &got), ERR_OK);
	assert_string_equal(got->roadmap->id, "pottery");
	gone.version = 1;
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL), ERR_INVALID_ARGUMENT);
	gone.roadmap_id = "pottery";
	gone.version = 0;
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL), ERR_INVALID_ARGUMENT);
}

static void
what_is_not_stored_is_not_found(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogGetRequest get = PB__CATALOG_GET_REQUEST__INIT;
	Pb__CatalogDeleteRequest gone = PB__CATALOG_DELETE_REQUEST__INIT;

	get.roadmap_id = gone.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, NULL), ERR_NOT_FOUND);
	get.version = gone.version = 3;
	assert_int_equal(desk_call(desk, "Catalog", "Get", &get, NULL), ERR_NOT_FOUND);
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL), ERR_NOT_FOUND);
}

static void
a_pinned_version_cannot_be_deleted_and_others_can(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogDeleteRequest gone = PB__CATALOG_DELETE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);

	assert_int_equal(put(desk, roadmap, false, NULL), ERR_OK);
	roadmap->version = 2;
	assert_int_equal(put(desk, roadmap, false, NULL), ERR_OK);
	enroll.roadmap_id = gone.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	gone.version = 2;
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL),
	    ERR_FAILED_PRECONDITION);
	gone.version = 1;
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &gone, NULL), ERR_OK);
	assert_int_equal(desk_number(desk, "SELECT version FROM roadmap"), 2);
}

static void
the_list_tells_what_is_enrolled_and_current(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogListRequest list = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const Pb__CatalogListReply *reply = NULL;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);

	assert_int_equal(desk_call(desk, "Catalog", "List", &list, &reply), ERR_OK);
	assert_int_equal(reply->n_roadmaps, 0);
	assert_int_equal(put(desk, roadmap, false, NULL), ERR_OK);
	roadmap->id = "another";
	assert_int_equal(put(desk, roadmap, false, NULL), ERR_OK);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Catalog", "List", &list, &reply), ERR_OK);
	assert_int_equal(reply->n_roadmaps, 2);
	assert_string_equal(reply->roadmaps[0]->id, "another");
	assert_false(reply->roadmaps[0]->enrolled);
	assert_true(reply->roadmaps[1]->enrolled);
	assert_true(reply->roadmaps[1]->current);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(a_roadmap_comes_back_as_it_was_put),
	    TEST(the_same_content_again_is_fine_and_other_content_is_refused),
	    TEST(validate_only_stores_nothing),
	    TEST(a_roadmap_with_faults_is_refused_with_each_of_them),
	    TEST(a_put_without_a_roadmap_is_refused),
	    TEST(without_an_id_the_current_roadmap_is_meant_or_nothing_is_done),
	    TEST(what_is_not_stored_is_not_found),
	    TEST(a_pinned_version_cannot_be_deleted_and_others_can),
	    TEST(the_list_tells_what_is_enrolled_and_current),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
