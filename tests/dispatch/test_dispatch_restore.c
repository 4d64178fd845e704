/* Exports that change meanwhile, restores that are broken off, and rows that could not be. */
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "engine/restore_check.h"

static Pb__AdminExportRequest
first_part(struct desk *desk)
{
	Pb__AdminExportRequest request = PB__ADMIN_EXPORT_REQUEST__INIT;
	const Pb__AdminExportReply *reply = NULL;

	assert_int_equal(desk_call(desk, "Admin", "Export", &request, &reply), ERR_OK);
	request.next = reply->next;
	request.state = reply->state;
	return request;
}

static void
what_is_written_between_two_parts_ends_the_export(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__CatalogDeleteRequest drop = PB__CATALOG_DELETE_REQUEST__INIT;
	Pb__AdminExportRequest request = first_part(desk);

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = 2;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Admin", "Export", &request, NULL), ERR_ABORTED);
	request = first_part(desk);
	drop.roadmap_id = "pottery";
	drop.version = 2;
	assert_int_equal(desk_call(desk, "Catalog", "Delete", &drop, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Admin", "Export", &request, NULL), ERR_ABORTED);
	request = first_part(desk);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_int_equal(desk_call(desk, "Admin", "Export", &request, NULL), ERR_ABORTED);
	request = first_part(desk);
	assert_int_equal(desk_call(desk, "Admin", "Export", &request, NULL), ERR_OK);
}

static void
what_another_process_writes_between_two_parts_ends_the_export(void **state)
{
	struct desk *desk = *state, other = *desk;
	Pb__AdminExportRequest request = first_part(desk);
	struct err err = ERR_NONE;

	other.engine = engine_open(desk->path, &err);
	assert_non_null(other.engine);
	assert_int_equal(desk_set(&other, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	engine_close(other.engine);
	assert_int_equal(desk_call(desk, "Admin", "Export", &request, NULL), ERR_ABORTED);
}

static int64_t
parts_here(struct desk *desk)
{
	return desk_number(desk, "SELECT count(*) FROM restore_part");
}

static void
what_a_restore_broken_off_left_is_gone_when_the_daemon_starts(void **state)
{
	struct desk *desk = *state, *other;
	struct archive all = archive_export(desk);
	void *other_state;

	desk_setup(&other_state);
	other = other_state;
	all.n--;
	all.parts[all.n - 1] = all.parts[all.n];
	assert_int_equal(archive_restore_from(other, &all, 1), ERR_ABORTED);
	all = archive_export(desk);
	for (int i = 0; i < 2; i++) {
		Pb__AdminRestoreRequest request = PB__ADMIN_RESTORE_REQUEST__INIT;

		request.schema = all.parts[i]->schema;
		request.part = all.parts[i]->part;
		assert_int_equal(desk_call(other, "Admin", "Restore", &request, NULL), ERR_OK);
	}
	assert_true(parts_here(other) > 1);
	desk_reopen(other);
	assert_int_equal(parts_here(other), 0);
	assert_int_equal(archive_restore(other, &all), ERR_OK);
	assert_int_equal(parts_here(other), 0);
	desk_teardown(&other_state);
}

static void
a_restore_of_which_parts_are_missing_is_refused(void **state)
{
	struct desk *desk = *state, *other;
	struct archive all = archive_export(desk);
	void *other_state;

	desk_setup(&other_state);
	other = other_state;
	assert_int_equal(archive_restore_from(other, &all, 1), ERR_ABORTED);
	assert_string_equal(desk_dump(other), "");
	assert_int_equal(archive_restore(other, &all), ERR_OK);
	desk_teardown(&other_state);
}

/* A desk with a row in each table. */
static void
fill(struct desk *desk)
{
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	Pb__StepLinkRequest link = PB__STEP_LINK_REQUEST__INIT;
	Pb__StepCheckRequest check = PB__STEP_CHECK_REQUEST__INIT;
	Pb__EnrollmentChooseRequest choose = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__EnrollmentUpgradeRequest upgrade = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	const char *item = "wedge", *option = "gas";

	note.step = link.step = check.step = "clay";
	note.text = "a thought";
	link.url = "https://example.org/";
	check.items = &item;
	check.n_items = 1;
	pick.choice_id = "kiln";
	pick.option_ids = &option;
	pick.n_option_ids = 1;
	choose.pick = &pick;
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = 2;
	put.roadmap->phases[0]->n_steps--;
	assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Link", &link, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Step", "Check", &check, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Enrollment", "Choose", &choose, NULL), ERR_OK);
	assert_int_equal(desk_set(desk, "glaze", PB__STATUS__STATUS_DONE, true), ERR_OK);
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Enrollment", "Upgrade", &upgrade, NULL), ERR_OK);
}

static void
assert_refused(struct desk *desk, const struct archive *all, const char *table, const char *column)
{
	if (archive_restore(desk, all) != ERR_INVALID_ARGUMENT)
		fail_msg("%s.%s was restored", table, column);
	if (strstr(desk->text, table) == NULL)
		fail_msg("'%s' does not name %s", desk->text, table);
	assert_string_equal(desk_dump(desk), "");
}

static void
a_row_with_a_text_that_could_not_be_said_is_refused(void **state)
{
	struct desk *desk = *state;
	static const char *const texts[][3] = {{"roadmap", "id", "Pottery"},
	    {"roadmap", "title", "another"}, {"roadmap", "summary", "another"},
	    {"enrollment", "roadmap_id", "../x"}, {"choice_pick", "choice_id", ""},
	    {"choice_pick", "option_id", "two words"}, {"step_status", "step_id", "clay@"},
	    {"step_status", "step_id", "@clay"}, {"step_status", "step_id", "clay@0"},
	    {"note", "text", ""}, {"note", "id", "1"}, {"note", "step_id", "UP"},
	    {"link", "url", "no address"}, {"item_check", "item_id", "a b"},
	    {"kept_step", "step_id", "glaze"}, {"kept_step", "title", ""}, {"setting", "name", ""},
	    {"action", "id", "me"}, {"action", "command", "a\nb"}, {"action", "roadmap_id", "A"}};
	void *other_state;
	struct archive all;

	fill(desk);
	all = archive_export(desk);
	desk_setup(&other_state);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		Pb__ExportValue *value = archive_value(&all, texts[i][0], texts[i][1]);
		const char *text = value->text;

		value->text = texts[i][2];
		assert_refused(other_state, &all, texts[i][0], texts[i][1]);
		value->text = text;
	}
	assert_int_equal(archive_restore(other_state, &all), ERR_OK);
	desk_teardown(&other_state);
}

static void
a_row_with_too_long_a_text_is_refused(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *table, *column;
		int most;
	} texts[] = {{"note", "text", 4000}, {"link", "title", 200}, {"kept_step", "title", 200},
	    {"setting", "name", 200}, {"action", "summary", 4000}};
	void *other_state;
	struct archive all;

	fill(desk);
	all = archive_export(desk);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		Pb__ExportValue *value = archive_value(&all, texts[i].table, texts[i].column);
		const char *text = value->text;

		desk_setup(&other_state);
		value->text = arena_printf(desk->arena, "%0*d", texts[i].most + 1, 0);
		assert_refused(other_state, &all, texts[i].table, texts[i].column);
		value->text = arena_printf(desk->arena, "%0*d", texts[i].most, 0);
		assert_int_equal(archive_restore(other_state, &all), ERR_OK);
		value->text = text;
		desk_teardown(&other_state);
	}
}

static void
a_row_with_a_number_that_could_not_be_is_refused(void **state)
{
	struct desk *desk = *state;
	static const struct {
		const char *table, *column;
		int64_t number;
	} numbers[] = {{"roadmap", "version", 9}, {"roadmap", "steps", 1},
	    {"roadmap", "added_at", -1}, {"roadmap", "minutes", INT64_C(1) << 32},
	    {"enrollment", "enrolled_at", INT64_MAX}, {"step_status", "status", 9},
	    {"step_status", "minutes_spent", -1}, {"step_status", "finished_at", INT64_MIN},
	    {"note", "at", INT64_C(253402300800)}, {"kept_step", "version", 0},
	    {"action", "at_us", INT64_MAX}, {"action", "seq", 0},
	    {"action", "seq", (INT64_C(1) << 32) + 5}};
	void *other_state;
	struct archive all;

	fill(desk);
	all = archive_export(desk);
	desk_setup(&other_state);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		Pb__ExportValue *value = archive_value(&all, numbers[i].table, numbers[i].column);
		int64_t number = value->integer;

		value->integer = numbers[i].number;
		if (archive_restore(other_state, &all) != ERR_INVALID_ARGUMENT)
			fail_msg("%s.%s was restored", numbers[i].table, numbers[i].column);
		value->integer = number;
	}
	desk_teardown(&other_state);
}

static void
a_changeset_that_is_none_is_refused(void **state)
{
	struct desk *desk = *state;
	/* A table change of "action": one column, its key, and a deleted row with the number 1. */
	static uint8_t foreign[] = {'T', 1, 1, 'a', 'c', 't', 'i', 'o', 'n', 0, 9, 0, 1, 0, 0, 0, 0,
	    0, 0, 0, 1};
	static uint8_t junk[] = {'j', 'u', 'n', 'k'};
	Pb__ExportValue *value;
	ProtobufCBinaryData blob;
	void *other_state;
	struct archive all;

	fill(desk);
	all = archive_export(desk);
	value = archive_value(&all, "action", "changeset");
	blob = value->blob;
	desk_setup(&other_state);
	value->blob = (ProtobufCBinaryData){sizeof(junk), junk};
	assert_refused(other_state, &all, "action", "changeset");
	value->blob = (ProtobufCBinaryData){sizeof(foreign), foreign};
	assert_refused(other_state, &all, "action", "changeset");
	value->blob = blob;
	assert_int_equal(archive_restore(other_state, &all), ERR_OK);
	desk_teardown(&other_state);
}

static void
every_column_that_is_exported_has_a_rule(void **state)
{
	struct archive all = archive_export(*state);

	for (size_t i = 0; i < all.n; i++) {
		const Pb__ExportTable *part = all.parts[i]->part;

		for (size_t k = 0; k < part->n_columns; k++)
			if (!restore_check_knows(part->name, part->columns[k]))
				fail_msg("%s.%s: add it to restore_check.c", part->name,
				    part->columns[k]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_is_written_between_two_parts_ends_the_export),
	    TEST(what_another_process_writes_between_two_parts_ends_the_export),
	    TEST(what_a_restore_broken_off_left_is_gone_when_the_daemon_starts),
	    TEST(a_restore_of_which_parts_are_missing_is_refused),
	    TEST(a_row_with_a_text_that_could_not_be_said_is_refused),
	    TEST(a_row_with_too_long_a_text_is_refused),
	    TEST(a_row_with_a_number_that_could_not_be_is_refused),
	    TEST(a_changeset_that_is_none_is_refused),
	    TEST(every_column_that_is_exported_has_a_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
