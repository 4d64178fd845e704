/* Step.List in pages. */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "proto/frame.h"

enum {
	STEPS = 20000,
	TITLE = 175, /* about what a roadmap of so many steps has room for */
};

static const Pb__StepListReply *
page(struct desk *desk, const Pb__StepListRequest *request)
{
	const Pb__StepListReply *reply = NULL;

	if (desk_call(desk, "Step", "List", request, &reply) != ERR_OK)
		fail_msg("list: %s", desk->text);
	assert_non_null(reply->enrollment);
	return reply;
}

static void
put(struct desk *desk, Pb__Roadmap *roadmap)
{
	Pb__CatalogPutRequest request = PB__CATALOG_PUT_REQUEST__INIT;

	request.roadmap = roadmap;
	if (desk_call(desk, "Catalog", "Put", &request, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
}

static void
enroll(struct desk *desk, const char *id)
{
	Pb__EnrollmentEnrollRequest request = PB__ENROLLMENT_ENROLL_REQUEST__INIT;

	request.roadmap_id = id;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &request, NULL), ERR_OK);
}

static void
the_most_steps_with_the_longest_titles_come_in_pages_that_fit(void **state)
{
	struct desk *desk = *state;
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, desk->arena);
	Pb__Phase *phase = message_new(&pb__phase__descriptor, desk->arena);
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const Pb__StepListReply *reply;
	size_t n = 0, pages = 0;

	roadmap->id = roadmap->title = "long";
	roadmap->version = 1;
	roadmap->phases = arena_array(desk->arena, 1, sizeof(*roadmap->phases));
	roadmap->phases[roadmap->n_phases++] = phase;
	phase->id = phase->title = "all";
	phase->steps = arena_array(desk->arena, STEPS, sizeof(*phase->steps));
	for (size_t i = 0; i < STEPS; i++) {
		Pb__StepDef *step = message_new(&pb__step_def__descriptor, desk->arena);

		step->id = arena_printf(desk->arena, "s-%05zu", i);
		step->title = arena_printf(desk->arena, "%0*zu", TITLE, i);
		step->minutes_low = step->minutes_high = 60;
		step->value = 1;
		step->kind = PB__KIND__KIND_LEARN;
		phase->steps[phase->n_steps++] = step;
	}
	put(desk, roadmap);
	enroll(desk, "long");
	do {
		reply = page(desk, &request);
		assert_true(desk->last.response.size <= FRAME_DATA_MAX);
		for (size_t i = 0; i < reply->n_steps; i++)
			assert_string_equal(reply->steps[i]->id, phase->steps[n++]->id);
		request.page_token = reply->next_page_token;
		pages++;
	} while (request.page_token[0] != '\0');
	assert_int_equal(n, STEPS);
	assert_int_equal(pages, 2);
}

/* Version 2 of pottery is without its last step of the first phase, which was begun. */
static void
keep_glaze(struct desk *desk)
{
	Pb__EnrollmentUpgradeRequest upgrade = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);

	assert_int_equal(desk_set(desk, "glaze", PB__STATUS__STATUS_ACTIVE, true), ERR_OK);
	roadmap->version = 2;
	roadmap->phases[0]->n_steps--;
	put(desk, roadmap);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &upgrade, NULL), ERR_OK);
}

/* The ids of all steps and kept ones, page after page. */
static const char *
ids_of(struct desk *desk, uint32_t page_size, bool missing_only)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const char *ids = "";

	request.page_size = page_size;
	request.missing_only = missing_only;
	do {
		const Pb__StepListReply *reply = page(desk, &request);

		assert_true(page_size == 0 || reply->n_steps + reply->n_kept <= page_size);
		for (size_t i = 0; i < reply->n_steps; i++)
			ids = arena_printf(desk->arena, "%s%s ", ids, reply->steps[i]->id);
		for (size_t i = 0; i < reply->n_kept; i++)
			ids = arena_printf(desk->arena, "%s%s ", ids, reply->kept[i]->id);
		request.page_token = reply->next_page_token;
	} while (request.page_token[0] != '\0');
	return ids;
}

static void
pages_of_any_size_make_the_same_list(void **state)
{
	struct desk *desk = *state;
	const char *all, *missing;

	keep_glaze(desk);
	all = ids_of(desk, 0, false);
	missing = ids_of(desk, 0, true);
	assert_string_equal(all, "clay wheel bowl fire-gas fire-electric vase glaze@1 ");
	for (uint32_t size = 1; size < 10; size++) {
		assert_string_equal(ids_of(desk, size, false), all);
		assert_string_equal(ids_of(desk, size, true), missing);
	}
}

static void
a_step_done_between_two_pages_moves_no_other(void **state)
{
	struct desk *desk = *state;
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const Pb__StepListReply *reply;

	request.missing_only = true;
	request.page_size = 1;
	reply = page(desk, &request);
	assert_string_equal(reply->steps[0]->id, "clay");
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	request.page_token = reply->next_page_token;
	assert_string_equal(page(desk, &request)->steps[0]->id, "wheel");
}

static void
a_page_that_is_none_is_refused(void **state)
{
	struct desk *desk = *state;
	static const char *const tokens[] = {"x", "pottery@1:", "pottery@1:0", "pottery@1:x",
	    "pottery@1:7", "pottery@1:1x", "pottery@1:-1", "pottery@1:99999999999999999999", ":"};
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;

	for (size_t i = 0; i < sizeof(tokens) / sizeof(tokens[0]); i++) {
		request.page_token = tokens[i];
		if (desk_call(desk, "Step", "List", &request, NULL) == ERR_OK)
			fail_msg("page '%s'", tokens[i]);
	}
	request.page_token = "pottery@1:6";
	assert_string_equal(page(desk, &request)->steps[0]->id, "vase");
}

static void
an_upgrade_between_two_pages_is_told(void **state)
{
	struct desk *desk = *state;
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;

	request.page_size = 2;
	request.page_token = page(desk, &request)->next_page_token;
	keep_glaze(desk);
	assert_int_equal(desk_call(desk, "Step", "List", &request, NULL), ERR_ABORTED);
}

static void
a_step_tells_how_many_notes_and_links_it_has_and_its_dates(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	Pb__StepLinkRequest link = PB__STEP_LINK_REQUEST__INIT;
	const Pb__StepView *view;

	note.step = link.step = "clay";
	note.text = "a thought";
	link.url = "https://example.org/";
	assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Link", &link, NULL), ERR_OK);
	view = desk_view(desk, "clay");
	assert_int_equal(view->notes, 2);
	assert_int_equal(view->links, 1);
	assert_null(view->started_at);
	assert_null(view->finished_at);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_ACTIVE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	view = desk_view(desk, "clay");
	assert_int_equal(view->finished_at->seconds, desk->now_us / 1000000 - 1);
	assert_true(view->started_at->seconds < view->finished_at->seconds);
	assert_int_equal(desk_view(desk, "wheel")->notes, 0);
	assert_int_equal(desk_view(desk, "wheel")->links, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(the_most_steps_with_the_longest_titles_come_in_pages_that_fit),
	    TEST(pages_of_any_size_make_the_same_list),
	    TEST(a_step_done_between_two_pages_moves_no_other),
	    TEST(a_page_that_is_none_is_refused),
	    TEST(an_upgrade_between_two_pages_is_told),
	    TEST(a_step_tells_how_many_notes_and_links_it_has_and_its_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
