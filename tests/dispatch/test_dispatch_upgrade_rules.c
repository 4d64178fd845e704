/* Upgrades: what is refused, backups, choices, and the history around them. */
#include <stdlib.h>
#include <string.h>

#include "desk.h"

static void
put(struct desk *desk, Pb__Roadmap *roadmap)
{
	Pb__CatalogPutRequest request = PB__CATALOG_PUT_REQUEST__INIT;

	request.roadmap = roadmap;
	if (desk_call(desk, "Catalog", "Put", &request, NULL) != ERR_OK)
		fail_msg("put: %s", desk->text);
}

static void
an_upgrade_to_what_is_not_newer_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentPreviewRequest preview = PB__ENROLLMENT_PREVIEW_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const Pb__EnrollmentPreviewReply *told = NULL;

	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, NULL),
	    ERR_FAILED_PRECONDITION);
	put(desk, pottery_roadmap(desk->arena));
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Enrollment", "Preview", &preview, &told), ERR_OK);
	assert_int_equal(told->to_version, told->from_version);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, NULL),
	    ERR_FAILED_PRECONDITION);
	request.version = 9;
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, NULL), ERR_NOT_FOUND);
}

static void
an_upgrade_makes_a_backup_and_keeps_seven(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const Pb__EnrollmentUpgradeReply *reply = NULL;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	struct desk copy = *desk;

	put(desk, roadmap);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	for (roadmap->version = 2; roadmap->version < 12; roadmap->version++) {
		const char *before = desk_dump(desk);

		put(desk, roadmap);
		assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, &reply),
		    ERR_OK);
		snprintf(copy.path, sizeof(copy.path), "%s", reply->backup);
		assert_string_equal(desk_dump(&copy), before);
	}
	assert_int_equal(system(arena_printf(desk->arena, "test $(ls %s/backups | wc -l) = 7",
			     desk->dir)),
	    0);
}

static const char *
last_action(struct desk *desk)
{
	Pb__HistoryListRequest request = PB__HISTORY_LIST_REQUEST__INIT;
	const Pb__HistoryListReply *reply = NULL;

	request.limit = 1;
	assert_int_equal(desk_call(desk, "History", "List", &request, &reply), ERR_OK);
	return reply->actions[0]->id;
}

static void
nothing_is_undone_past_an_upgrade_nor_an_upgrade_from_under_later_work(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryRedoRequest redo = PB__HISTORY_REDO_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	const char *reset, *upgrade, *before;

	put(desk, roadmap);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_TODO, false), ERR_OK);
	reset = last_action(desk);
	roadmap->version = 2;
	put(desk, roadmap);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, NULL), ERR_OK);
	upgrade = last_action(desk);
	undo.action_id = reset;
	before = desk_dump(desk);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_ABORTED);
	assert_int_equal(desk_set(desk, "fire-gas", PB__STATUS__STATUS_DONE, false), ERR_OK);
	undo.action_id = upgrade;
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_ABORTED);
	undo.action_id = "";
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "bowl", PB__STATUS__STATUS_KNOWN, false), ERR_OK);
	redo.action_id = upgrade;
	assert_int_equal(desk_call(desk, "History", "Redo", &redo, NULL), ERR_ABORTED);
	undo.action_id = reset;
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
}

static void
a_choice_of_fewer_options_is_to_be_made_anew(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	const Pb__EnrollmentUpgradeReply *reply = NULL;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	const char *options[] = {"gas", "electric"}, *before;
	Pb__Pick pick = PB__PICK__INIT, *picks[] = {&pick};

	roadmap->choices[0]->pick = 2;
	put(desk, roadmap);
	pick.choice_id = "kiln";
	pick.option_ids = options;
	pick.n_option_ids = 2;
	enroll.roadmap_id = "pottery";
	enroll.picks = picks;
	enroll.n_picks = 1;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	roadmap->version = 2;
	roadmap->choices[0]->pick = 1;
	put(desk, roadmap);
	before = desk_dump(desk);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, &reply), ERR_OK);
	assert_true(reply->enrollment->choices[0]->assumed);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
	assert_string_equal(desk_dump(desk), before);
}

static void
files_of_others_beside_the_backups_stay(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);

	assert_int_equal(system(arena_printf(desk->arena,
			     "mkdir %s/backups; cd %s/backups; : > roadmap-0-mine.db; : > x.db",
			     desk->dir, desk->dir)),
	    0);
	put(desk, roadmap);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	for (roadmap->version = 2; roadmap->version < 11; roadmap->version++) {
		put(desk, roadmap);
		desk->now_us -= 1000000; /* all in one second */
		assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, NULL), ERR_OK);
	}
	assert_int_equal(system(arena_printf(desk->arena,
			     "cd %s/backups; test -e roadmap-0-mine.db -a -e x.db && "
			     "test $(ls | wc -l) = 9",
			     desk->dir)),
	    0);
}

static void
a_backup_that_cannot_be_written_stops_the_upgrade(void **state)
{
	struct desk *desk = *state;
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	const char *before;

	put(desk, roadmap);
	enroll.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	roadmap->version = 2;
	put(desk, roadmap);
	before = desk_dump(desk);
	assert_int_equal(system(arena_printf(desk->arena, ": > %s/backups", desk->dir)), 0);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &request, NULL), ERR_UNAVAILABLE);
	assert_string_equal(desk_dump(desk), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_upgrade_to_what_is_not_newer_is_refused),
	    TEST(an_upgrade_makes_a_backup_and_keeps_seven),
	    TEST(nothing_is_undone_past_an_upgrade_nor_an_upgrade_from_under_later_work),
	    TEST(a_choice_of_fewer_options_is_to_be_made_anew),
	    TEST(files_of_others_beside_the_backups_stay),
	    TEST(a_backup_that_cannot_be_written_stops_the_upgrade),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
