#include <stdlib.h>
#include <string.h>

#include "desk.h"

enum {
	PARTS_MOST = 64,
};

struct export
{
	const Pb__AdminExportReply *parts[PARTS_MOST];
	size_t n;
};

static struct export export(struct desk *desk)
{
	struct export all = {.n = 0};
	Pb__AdminExportRequest request = PB__ADMIN_EXPORT_REQUEST__INIT;

	do {
		assert_true(all.n < PARTS_MOST);
		assert_int_equal(desk_call(desk, "Admin", "Export", &request, &all.parts[all.n]),
		    ERR_OK);
		request.next = all.parts[all.n]->next;
	} while (!all.parts[all.n++]->done);
	return all;
}

static enum err_code
restore(struct desk *desk, const struct export *all)
{
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < all->n; i++) {
		Pb__AdminRestoreRequest request = PB__ADMIN_RESTORE_REQUEST__INIT;

		request.schema = all->parts[i]->schema;
		request.part = all->parts[i]->part;
		request.begin = i == 0;
		request.commit = i + 1 == all->n;
		code = desk_call(desk, "Admin", "Restore", &request, NULL);
	}
	return code;
}

static void
assert_same(struct desk *desk, const struct export *a, const struct export *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		struct bytes x = message_pack(desk->arena, &a->parts[i]->base);
		struct bytes y = message_pack(desk->arena, &b->parts[i]->base);

		assert_int_equal(x.size, y.size);
		assert_memory_equal(x.data, y.data, x.size);
	}
}

static void
what_is_restored_elsewhere_exports_the_same_and_can_be_undone(void **state)
{
	for (unsigned seed = 1; seed <= 20; seed++) {
		struct desk *desk = *state, *other;
		Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
		void *other_state;
		struct export all, again;
		unsigned random = seed;

		for (int i = 0; i < 30; i++)
			desk_do_anything(desk, &random);
		assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
		all = export(desk);
		desk_setup(&other_state);
		other = other_state;
		if (restore(other, &all) != ERR_OK)
			fail_msg("restore: %s", other->text);
		assert_string_equal(desk_dump(other), desk_dump(desk));
		again = export(other);
		assert_same(desk, &all, &again);
		assert_string_equal(desk_next(other), desk_next(desk));
		assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
		assert_int_equal(desk_call(other, "History", "Undo", &undo, NULL), ERR_OK);
		assert_string_equal(desk_dump(other), desk_dump(desk));
		desk_teardown(&other_state);
		desk_teardown(state);
		desk_setup_enrolled(state);
	}
}

static void
a_restore_into_progress_is_refused(void **state)
{
	struct desk *desk = *state;
	struct export all = export(desk);
	const char *before = desk_dump(desk);

	assert_int_equal(restore(desk, &all), ERR_FAILED_PRECONDITION);
	assert_string_equal(desk_dump(desk), before);
}

static void
an_export_that_does_not_fit_leaves_nothing(void **state)
{
	struct desk *desk = *state, *other;
	struct export all = export(desk);
	Pb__ExportTable *roadmaps = all.parts[0]->part;
	Pb__AdminRestoreRequest request = PB__ADMIN_RESTORE_REQUEST__INIT;
	void *other_state;

	desk_setup(&other_state);
	other = other_state;
	request.schema = 1000;
	assert_int_equal(desk_call(other, "Admin", "Restore", &request, NULL),
	    ERR_FAILED_PRECONDITION);
	roadmaps->rows[0]->n_values--;
	assert_int_equal(restore(other, &all), ERR_INVALID_ARGUMENT);
	roadmaps->rows[0]->n_values++;
	roadmaps->name = "sqlite_schema";
	assert_int_equal(restore(other, &all), ERR_INVALID_ARGUMENT);
	roadmaps->name = "roadmap";
	roadmaps->rows[0]->values[7]->blob.len = 3;
	assert_int_equal(restore(other, &all), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(other), "");
	assert_int_equal(desk_number(other, "SELECT count(*) FROM roadmap"), 0);
	desk_teardown(&other_state);
}

/* The action table is the last part. */
static void
a_history_without_an_end_is_refused(void **state)
{
	struct desk *desk = *state;
	struct export all = export(desk);
	Pb__ExportRow *action = all.parts[all.n - 1]->part->rows[0];
	void *other_state;

	desk_setup(&other_state);
	action->values[0]->integer = (INT64_C(1) << 32) + 5;
	assert_int_equal(restore(other_state, &all), ERR_INVALID_ARGUMENT);
	action->values[0]->integer = 1;
	action->values[7]->value_case = PB__EXPORT_VALUE__VALUE_INTEGER;
	action->values[7]->integer = 1;
	assert_int_equal(restore(other_state, &all), ERR_INVALID_ARGUMENT);
	action->values[7]->value_case = PB__EXPORT_VALUE__VALUE__NOT_SET;
	assert_int_equal(restore(other_state, &all), ERR_OK);
	desk_teardown(&other_state);
}

static void
roadmaps_of_megabytes_come_one_at_a_time(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	char *summary = arena_alloc(desk->arena, 4001);
	struct export all;

	memset(summary, 's', 4000);
	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->pathways = arena_array(desk->arena, 900, sizeof(*put.roadmap->pathways));
	for (size_t i = 0; i < 900; i++) {
		Pb__Pathway *pathway = message_new(&pb__pathway__descriptor, desk->arena);

		pathway->id = arena_printf(desk->arena, "way-%zu", i);
		pathway->title = "A way";
		pathway->summary = summary;
		pathway->minutes_per_week = 60;
		put.roadmap->pathways[put.roadmap->n_pathways++] = pathway;
	}
	for (put.roadmap->version = 2; put.roadmap->version < 5; put.roadmap->version++)
		if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
			fail_msg("put: %s", desk->text);
	all = export(desk);
	assert_true(all.n >= STORE_TABLES + 3);
}

static void
a_long_table_comes_in_parts(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	char *text = arena_alloc(desk->arena, 4001);
	struct export all;
	void *other_state;

	memset(text, 'x', 4000);
	note.step = "clay";
	note.text = text;
	for (int i = 0; i < 600; i++)
		assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
	all = export(desk);
	assert_true(all.n >= STORE_TABLES + 4);
	desk_setup(&other_state);
	assert_int_equal(restore(other_state, &all), ERR_OK);
	assert_string_equal(desk_dump(other_state), desk_dump(desk));
	desk_teardown(&other_state);
}

static void
every_table_of_the_learner_and_the_catalogue_is_exported(void **state)
{
	struct desk *desk = *state;
	struct export all = export(desk);

	assert_int_equal(all.n, STORE_TABLES);
	assert_int_equal(desk_number(desk,
			     "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
			     "name NOT IN ('restore_part', 'answer') AND name NOT LIKE 'sqlite_%'"),
	    STORE_TABLES);
	for (size_t i = 0; i < all.n; i++)
		assert_int_equal(desk_number(desk,
				     arena_printf(desk->arena,
					 "SELECT count(*) FROM pragma_table_info('%s')",
					 all.parts[i]->part->name)),
		    all.parts[i]->part->n_columns);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_is_restored_elsewhere_exports_the_same_and_can_be_undone),
	    TEST(a_restore_into_progress_is_refused),
	    TEST(an_export_that_does_not_fit_leaves_nothing),
	    TEST(a_history_without_an_end_is_refused),
	    TEST(roadmaps_of_megabytes_come_one_at_a_time),
	    TEST(a_long_table_comes_in_parts),
	    TEST(every_table_of_the_learner_and_the_catalogue_is_exported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
