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

static void
enroll(struct desk *desk, uint32_t version)
{
	Pb__EnrollmentEnrollRequest request = PB__ENROLLMENT_ENROLL_REQUEST__INIT;

	request.roadmap_id = "pottery";
	request.version = version;
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &request, NULL), ERR_OK);
}

static void
leave(struct desk *desk)
{
	Pb__EnrollmentUnenrollRequest request = PB__ENROLLMENT_UNENROLL_REQUEST__INIT;

	request.roadmap_id = "pottery";
	assert_int_equal(desk_call(desk, "Enrollment", "Unenroll", &request, NULL), ERR_OK);
}

static void
upgrade(struct desk *desk)
{
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;

	if (desk_call(desk, "Enrollment", "Upgrade", &request, NULL) != ERR_OK)
		fail_msg("upgrade: %s", desk->text);
}

/* Version 2 of pottery, in which the optional glaze is another step, or none. */
static void
put_without_glaze(struct desk *desk, const char *instead)
{
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	Pb__Change *change = message_new(&pb__change__descriptor, desk->arena);
	Pb__Rename *rename = message_new(&pb__rename__descriptor, desk->arena);
	Pb__Phase *basics = roadmap->phases[0];

	rename->from = "glaze";
	rename->to = instead;
	change->version = roadmap->version = 2;
	change->renamed = arena_array(desk->arena, 1, sizeof(*change->renamed));
	roadmap->changes = arena_array(desk->arena, 1, sizeof(*roadmap->changes));
	roadmap->changes[roadmap->n_changes++] = change;
	if (instead != NULL) {
		basics->steps[basics->n_steps - 1]->id = instead;
		change->renamed[change->n_renamed++] = rename;
	} else {
		basics->n_steps--;
	}
	put(desk, roadmap);
}

static int64_t
row(struct desk *desk, const char *column, const char *step)
{
	return desk_number(desk,
	    arena_printf(desk->arena, "SELECT %s FROM step_status WHERE step_id = '%s'", column,
		step));
}

static void
set_hours(struct desk *desk, const char *step, Pb__Status status, uint32_t minutes)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;

	request.steps = &step;
	request.n_steps = 1;
	request.status = status;
	request.minutes = minutes;
	request.force = true;
	assert_int_equal(desk_call(desk, "Step", "Set", &request, NULL), ERR_OK);
}

static void
what_is_kept_twice_is_joined(void **state)
{
	struct desk *desk = *state;

	put(desk, pottery_roadmap(desk->arena));
	put_without_glaze(desk, NULL);
	enroll(desk, 1);
	set_hours(desk, "glaze", PB__STATUS__STATUS_DONE, 30);
	upgrade(desk);
	leave(desk);
	enroll(desk, 1);
	set_hours(desk, "glaze", PB__STATUS__STATUS_ACTIVE, 12);
	upgrade(desk);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM kept_step"), 1);
	assert_int_equal(row(desk, "status", "glaze@1"), PB__STATUS__STATUS_DONE);
	assert_int_equal(row(desk, "minutes_spent", "glaze@1"), 42);
}

static void
what_was_done_in_the_newer_version_is_not_overwritten(void **state)
{
	struct desk *desk = *state;
	int64_t finished;

	put(desk, pottery_roadmap(desk->arena));
	put_without_glaze(desk, "slip");
	enroll(desk, 2);
	set_hours(desk, "slip", PB__STATUS__STATUS_DONE, 30);
	finished = row(desk, "finished_at", "slip");
	leave(desk);
	enroll(desk, 1);
	set_hours(desk, "glaze", PB__STATUS__STATUS_ACTIVE, 12);
	upgrade(desk);
	assert_int_equal(row(desk, "status", "slip"), PB__STATUS__STATUS_DONE);
	assert_int_equal(row(desk, "minutes_spent", "slip"), 42);
	assert_int_equal(row(desk, "finished_at", "slip"), finished);
}

/* Clay has the items wedge, cut and store; its parts wedging and cutting one each. */
static Pb__Roadmap *
split_clay(struct desk *desk)
{
	static const char *parts[] = {"wedging", "cutting"};
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	Pb__Phase *basics = roadmap->phases[0];
	Pb__Change *change = message_new(&pb__change__descriptor, desk->arena);
	Pb__Split *split = message_new(&pb__split__descriptor, desk->arena);
	Pb__StepDef **steps = arena_array(desk->arena, 4, sizeof(*steps));
	Pb__StepDef *clay = basics->steps[0];
	Pb__StepDef *cutting = message_new(&pb__step_def__descriptor, desk->arena);

	cutting->id = parts[1];
	cutting->title = "Cut clay";
	cutting->minutes_low = cutting->minutes_high = 30;
	cutting->value = 1;
	cutting->kind = PB__KIND__KIND_LEARN;
	cutting->checklist = &clay->checklist[1];
	cutting->n_checklist = clay->n_checklist = 1;
	clay->id = parts[0];
	steps[0] = clay;
	steps[1] = cutting;
	steps[2] = basics->steps[1];
	steps[3] = basics->steps[2];
	steps[2]->requires[0]->any_of[0] = "cutting";
	basics->steps = steps;
	basics->n_steps = 4;
	split->from = "clay";
	split->to = parts;
	split->n_to = 2;
	change->version = roadmap->version = 2;
	change->split = arena_array(desk->arena, 1, sizeof(*change->split));
	change->split[change->n_split++] = split;
	roadmap->changes = arena_array(desk->arena, 1, sizeof(*roadmap->changes));
	roadmap->changes[roadmap->n_changes++] = change;
	return roadmap;
}

static void
items_of_a_split_step_go_to_the_part_that_has_them(void **state)
{
	struct desk *desk = *state;
	Pb__StepCheckRequest check = PB__STEP_CHECK_REQUEST__INIT;
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	const char *items[] = {"wedge", "cut", "store"};
	const Pb__StepListReply *reply = NULL;

	put(desk, pottery_roadmap(desk->arena));
	put(desk, split_clay(desk));
	enroll(desk, 1);
	check.step = "clay";
	check.items = items;
	check.n_items = 3;
	assert_int_equal(desk_call(desk, "Step", "Check", &check, NULL), ERR_OK);
	upgrade(desk);
	assert_int_equal(desk_view(desk, "wedging")->items_checked, 1);
	assert_int_equal(desk_view(desk, "cutting")->items_checked, 1);
	assert_int_equal(desk_call(desk, "Step", "List", &request, &reply), ERR_OK);
	assert_int_equal(reply->n_kept, 1);
	assert_string_equal(reply->kept[0]->id, "clay@1");
	assert_int_equal(reply->kept[0]->n_items, 1);
	assert_string_equal(reply->kept[0]->items[0], "store");
}

static void
a_skipped_part_of_what_is_not_done_is_kept(void **state)
{
	struct desk *desk = *state;
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	Pb__Change *change = message_new(&pb__change__descriptor, desk->arena);
	Pb__Merge *merge = message_new(&pb__merge__descriptor, desk->arena);
	const char *from[] = {"wheel", "glaze"};

	put(desk, roadmap);
	merge->from = from;
	merge->n_from = 2;
	merge->to = "wheel";
	change->version = roadmap->version = 2;
	change->merged = arena_array(desk->arena, 1, sizeof(*change->merged));
	change->merged[change->n_merged++] = merge;
	roadmap->changes = arena_array(desk->arena, 1, sizeof(*roadmap->changes));
	roadmap->changes[roadmap->n_changes++] = change;
	roadmap->phases[0]->n_steps--;
	put(desk, roadmap);
	enroll(desk, 1);
	assert_int_equal(desk_set(desk, "glaze", PB__STATUS__STATUS_SKIPPED, true), ERR_OK);
	upgrade(desk);
	assert_int_equal(desk_view(desk, "wheel")->status, PB__STATUS__STATUS_TODO);
	assert_int_equal(row(desk, "status", "glaze@1"), PB__STATUS__STATUS_SKIPPED);
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
	    TEST(what_is_kept_twice_is_joined),
	    TEST(what_was_done_in_the_newer_version_is_not_overwritten),
	    TEST(items_of_a_split_step_go_to_the_part_that_has_them),
	    TEST(a_skipped_part_of_what_is_not_done_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
