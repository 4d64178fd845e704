#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "store/store_archive.h"

static void
assert_same(struct desk *desk, const struct archive *a, const struct archive *b)
{
	assert_int_equal(a->n, b->n);
	for (size_t i = 0; i < a->n; i++) {
		struct bytes x = message_pack(desk->arena, &a->parts[i]->part->base);
		struct bytes y = message_pack(desk->arena, &b->parts[i]->part->base);

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
		struct archive all, again;
		unsigned random = seed;

		for (int i = 0; i < 30; i++)
			desk_do_anything(desk, &random);
		assert_int_equal(desk_call(desk, "History", "Undo", &undo, NULL), ERR_OK);
		all = archive_export(desk);
		desk_setup(&other_state);
		other = other_state;
		if (archive_restore(other, &all) != ERR_OK)
			fail_msg("restore: %s", other->text);
		assert_string_equal(desk_dump(other), desk_dump(desk));
		again = archive_export(other);
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
	struct archive all = archive_export(desk);
	const char *before = desk_dump(desk);

	assert_int_equal(archive_restore(desk, &all), ERR_FAILED_PRECONDITION);
	assert_string_equal(desk_dump(desk), before);
}

static void
an_export_that_does_not_fit_leaves_nothing(void **state)
{
	struct desk *desk = *state, *other;
	struct archive all = archive_export(desk);
	Pb__ExportTable *roadmaps = all.parts[0]->part;
	Pb__AdminRestoreRequest request = PB__ADMIN_RESTORE_REQUEST__INIT;
	void *other_state;

	desk_setup(&other_state);
	other = other_state;
	request.schema = 1000;
	assert_int_equal(desk_call(other, "Admin", "Restore", &request, NULL),
	    ERR_FAILED_PRECONDITION);
	roadmaps->rows[0]->n_values--;
	assert_int_equal(archive_restore(other, &all), ERR_INVALID_ARGUMENT);
	roadmaps->rows[0]->n_values++;
	roadmaps->name = "sqlite_schema";
	assert_int_equal(archive_restore(other, &all), ERR_INVALID_ARGUMENT);
	roadmaps->name = "roadmap";
	roadmaps->rows[0]->values[7]->blob.len = 3;
	assert_int_equal(archive_restore(other, &all), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(other), "");
	assert_int_equal(desk_number(other, "SELECT count(*) FROM roadmap"), 0);
	desk_teardown(&other_state);
}

/* A page made of it would run the link. */
static void
a_case_study_that_could_not_be_put_is_refused(void **state)
{
	struct desk *desk = *state, *other;
	struct archive all;
	void *other_state;
	Pb__ExportValue *url;

	assert_non_null(desk_put_study(desk, desk_case_study(desk, "bowl", "Bowls")));
	all = archive_export(desk);
	url = archive_value(&all, "case_study", "live_url");
	assert_string_equal(url->text, "https://example.org/bowls");
	url->text = "javascript:alert(1)";
	desk_setup(&other_state);
	other = other_state;
	assert_int_equal(archive_restore(other, &all), ERR_INVALID_ARGUMENT);
	assert_string_equal(desk_dump(other), "");
	url->text = "https://example.org/";
	assert_int_equal(archive_restore(other, &all), ERR_OK);
	desk_teardown(&other_state);
}

/* The action table is the last part. */
static void
a_history_without_an_end_is_refused(void **state)
{
	struct desk *desk = *state;
	struct archive all = archive_export(desk);
	Pb__ExportRow *action = all.parts[all.n - 1]->part->rows[0];
	void *other_state;

	desk_setup(&other_state);
	action->values[0]->integer = (INT64_C(1) << 32) + 5;
	assert_int_equal(archive_restore(other_state, &all), ERR_INVALID_ARGUMENT);
	action->values[0]->integer = 1;
	action->values[7]->value_case = PB__EXPORT_VALUE__VALUE_INTEGER;
	action->values[7]->integer = 1;
	assert_int_equal(archive_restore(other_state, &all), ERR_INVALID_ARGUMENT);
	action->values[7]->value_case = PB__EXPORT_VALUE__VALUE__NOT_SET;
	assert_int_equal(archive_restore(other_state, &all), ERR_OK);
	desk_teardown(&other_state);
}

/* Pottery with so many ways to walk it that it takes megabytes. */
static Pb__Roadmap *
large(struct desk *desk, size_t n_pathways)
{
	Pb__Roadmap *roadmap = pottery_roadmap(desk->arena);
	char *summary = arena_alloc(desk->arena, 4001);

	memset(summary, 's', 4000);
	roadmap->summary = summary;
	roadmap->pathways = arena_array(desk->arena, n_pathways, sizeof(*roadmap->pathways));
	for (size_t i = 0; i < n_pathways; i++) {
		Pb__Pathway *pathway = message_new(&pb__pathway__descriptor, desk->arena);

		pathway->id = arena_printf(desk->arena, "way-%zu", i);
		pathway->title = "A way";
		pathway->summary = summary;
		pathway->minutes_per_week = 60;
		roadmap->pathways[roadmap->n_pathways++] = pathway;
	}
	return roadmap;
}

static void
roadmaps_of_megabytes_come_one_at_a_time(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	struct archive all;

	put.roadmap = large(desk, 900);
	for (put.roadmap->version = 2; put.roadmap->version < 5; put.roadmap->version++)
		if (desk_call(desk, "Catalog", "Put", &put, NULL) != ERR_OK)
			fail_msg("put: %s", desk->text);
	all = archive_export(desk);
	assert_true(all.n >= STORE_TABLES + 3);
}

static void
assert_restores(struct desk *desk)
{
	struct archive all = archive_export(desk), again;
	void *other_state;

	desk_setup(&other_state);
	assert_int_equal(archive_restore(other_state, &all), ERR_OK);
	again = archive_export(other_state);
	assert_same(desk, &all, &again);
	desk_teardown(&other_state);
}

static void
the_largest_roadmap_that_can_be_stored_can_be_exported(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	const char *title = arena_printf(desk->arena, "%0200d", 0);

	put.roadmap = large(desk, 1000);
	put.roadmap->version = 2;
	put.roadmap->leads_to = arena_array(desk->arena, 1000, sizeof(char *));
	while (protobuf_c_message_get_packed_size(&put.roadmap->base) <= DISPATCH_VALUE_MAX)
		put.roadmap->leads_to[put.roadmap->n_leads_to++] = title;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_RESOURCE_EXHAUSTED);
	assert_non_null(strstr(desk->text, "the roadmap takes"));
	put.roadmap->n_leads_to--;
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_restores(desk);
}

/* A thousand steps with a note of so many bytes each. */
static enum err_code
note_all(struct desk *desk, size_t size)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	const char *steps[1000];
	char *note = arena_alloc(desk->arena, size + 1);

	memset(note, 'n', size);
	for (size_t i = 0; i < 1000; i++)
		steps[request.n_steps++] = arena_printf(desk->arena, "step-%059zu", i);
	request.roadmap_id = "thousand";
	request.steps = steps;
	request.status = PB__STATUS__STATUS_DONE;
	request.note = note;
	request.link = arena_printf(desk->arena, "https://example.org/%0500zu", size);
	return desk_call(desk, "Step", "Set", &request, NULL);
}

static void
the_largest_command_that_is_done_can_be_exported(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	Pb__Phase *phase = message_new(&pb__phase__descriptor, desk->arena), *phases[] = {phase};
	size_t size;

	put.roadmap = message_new(&pb__roadmap__descriptor, desk->arena);
	put.roadmap->id = enroll.roadmap_id = put.roadmap->title = "thousand";
	put.roadmap->version = 1;
	put.roadmap->phases = phases;
	put.roadmap->n_phases = 1;
	phase->id = phase->title = "all";
	phase->steps = arena_array(desk->arena, 1000, sizeof(*phase->steps));
	for (size_t i = 0; i < 1000; i++) {
		Pb__StepDef *step = message_new(&pb__step_def__descriptor, desk->arena);

		step->id = step->title = arena_printf(desk->arena, "step-%059zu", i);
		step->minutes_low = step->minutes_high = 60;
		step->value = 1;
		step->kind = PB__KIND__KIND_LEARN;
		phase->steps[phase->n_steps++] = step;
	}
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_OK);
	assert_int_equal(desk_call(desk, "Enrollment", "Enroll", &enroll, NULL), ERR_OK);
	assert_int_equal(note_all(desk, 1), ERR_OK);
	/* What a byte of each note leaves room for, and some. */
	size = (DISPATCH_VALUE_MAX -
		   (size_t)desk_number(desk, "SELECT max(length(changeset)) FROM action")) /
		   1000 +
	       300;
	assert_int_equal(note_all(desk, size), ERR_RESOURCE_EXHAUSTED);
	while (note_all(desk, size) != ERR_OK)
		size -= 10;
	assert_true(desk_number(desk, "SELECT max(length(changeset)) FROM action") >
		    DISPATCH_VALUE_MAX - 20000);
	assert_restores(desk);
}

static void
a_long_table_comes_in_parts(void **state)
{
	struct desk *desk = *state;
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	char *text = arena_alloc(desk->arena, 4001);
	struct archive all;
	void *other_state;

	memset(text, 'x', 4000);
	note.step = "clay";
	note.text = text;
	for (int i = 0; i < 600; i++)
		assert_int_equal(desk_call(desk, "Step", "Note", &note, NULL), ERR_OK);
	all = archive_export(desk);
	assert_true(all.n >= STORE_TABLES + 4);
	desk_setup(&other_state);
	assert_int_equal(archive_restore(other_state, &all), ERR_OK);
	assert_string_equal(desk_dump(other_state), desk_dump(desk));
	desk_teardown(&other_state);
}

static void
every_table_but_the_parts_laid_aside_is_exported(void **state)
{
	struct desk *desk = *state;
	struct archive all = archive_export(desk);

	assert_int_equal(all.n, STORE_TABLES);
	assert_int_equal(desk_number(desk,
			     "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
			     "name <> 'restore_part' AND name NOT LIKE 'sqlite_%'"),
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
	    TEST(a_case_study_that_could_not_be_put_is_refused),
	    TEST(a_history_without_an_end_is_refused),
	    TEST(roadmaps_of_megabytes_come_one_at_a_time),
	    TEST(the_largest_roadmap_that_can_be_stored_can_be_exported),
	    TEST(the_largest_command_that_is_done_can_be_exported),
	    TEST(a_long_table_comes_in_parts),
	    TEST(every_table_but_the_parts_laid_aside_is_exported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
