/* A database of an older schema is brought up to date before it is read. */
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "store/store_archive.h"
#include "store/store_private.h"

enum {
	STEPS = SQL_MIGRATIONS + 2,
};

/* Today's schema, and two that may come: a table is filled anew, and a column gets other values. */
static const struct sql_text *
later(struct arena *arena)
{
	struct sql_text *steps = arena_array(arena, STEPS, sizeof(*steps));

	memcpy(steps, sql_migrations, sizeof(sql_migrations));
	steps[SQL_MIGRATIONS].text =
	    arena_printf(arena, "UPDATE note SET text = upper(text); PRAGMA user_version = %d;",
		(int)SQL_MIGRATIONS + 1);
	steps[SQL_MIGRATIONS + 1].text = arena_printf(arena,
	    "INSERT INTO setting SELECT 'note ' || id, text FROM note; PRAGMA user_version = %d;",
	    (int)SQL_MIGRATIONS + 2);
	return steps;
}

static struct store_value
text(const char *value)
{
	return (struct store_value){STORE_TEXT, 0, {value, strlen(value)}};
}

static const char *const note_columns[] = {"roadmap_id", "step_id", "id", "text", "at"};

static enum err_code
add_note(struct store_scratch *scratch, const char *id, uint32_t n_columns, struct err *err)
{
	const struct store_value values[] = {text("pottery"), text("clay"), text(id),
	    text("wet hands"), {STORE_INTEGER, 7, {NULL, 0}}};
	const char **columns = (const char **)note_columns;
	enum err_code code = store_scratch_table(scratch, "note", columns, n_columns, err);

	return code == ERR_OK ? store_scratch_row(scratch, values, n_columns, err) : code;
}

/* The only row of a table. */
static const struct store_value *
only_row(struct store *store, struct arena *arena, const char *table)
{
	for (uint32_t i = 0; i < STORE_TABLES; i++) {
		struct store_rows rows;
		struct err err = ERR_NONE;

		assert_int_equal(store_export(store, arena, i, 0, 1000, &rows, &err), ERR_OK);
		if (strcmp(rows.table, table) != 0)
			continue;
		assert_int_equal(rows.n_rows, 1);
		return rows.values;
	}
	fail();
	return NULL;
}

static void
what_an_older_schema_kept_is_brought_up_to_date(void **state)
{
	struct desk *desk = *state;
	const struct sql_text *steps = later(desk->arena);

	for (uint32_t schema = SQL_MIGRATIONS; schema <= STEPS; schema++) {
		struct err err = ERR_NONE;
		struct store_scratch *scratch =
		    store_scratch_open_steps(steps, STEPS, schema, &err);
		const struct store_value *row;
		struct store *store;

		assert_non_null(scratch);
		assert_int_equal(add_note(scratch, "1", 5, &err), ERR_OK);
		if (schema == STEPS) {
			const char *columns[] = {"name", "value"};
			const struct store_value values[] = {text("note 1"), text("wet hands")};

			assert_int_equal(store_scratch_table(scratch, "setting", columns, 2, &err),
			    ERR_OK);
			assert_int_equal(store_scratch_row(scratch, values, 2, &err), ERR_OK);
		}
		store = store_scratch_finish(scratch, &err);
		if (store == NULL)
			fail_msg("%s", err.text);
		row = only_row(store, desk->arena, "note");
		assert_string_equal(row[3].bytes.data,
		    schema == SQL_MIGRATIONS ? "WET HANDS" : "wet hands");
		row = only_row(store, desk->arena, "setting");
		assert_string_equal(row[0].bytes.data, "note 1");
		store_scratch_close(scratch);
	}
}

static void
a_schema_not_known_is_refused(void **state)
{
	struct err err = ERR_NONE;

	(void)state;
	assert_null(store_scratch_open(SQL_MIGRATIONS + 1, &err));
	assert_int_equal(err.code, ERR_FAILED_PRECONDITION);
	assert_non_null(strstr(err.text, "update roadmapd"));
	assert_null(store_scratch_open(0, &err));
}

static void
tables_and_columns_that_its_schema_does_not_have_are_refused(void **state)
{
	static const char *const tables[] = {"sqlite_schema", "restore_part", "nothing",
	    "note\"; DROP TABLE note; --", ""};
	const char *wrong[] = {"roadmap_id", "step_id", "id", "at", "text"};
	struct err err = ERR_NONE;
	struct store_scratch *scratch = store_scratch_open(SQL_MIGRATIONS, &err);

	(void)state;
	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		assert_int_equal(store_scratch_table(scratch, tables[i],
				     (const char **)note_columns, 5, &err),
		    ERR_INVALID_ARGUMENT);
	assert_int_equal(store_scratch_table(scratch, "note", wrong, 5, &err),
	    ERR_INVALID_ARGUMENT);
	assert_int_equal(add_note(scratch, "1", 4, &err), ERR_INVALID_ARGUMENT);
	assert_int_equal(add_note(scratch, "1", 5, &err), ERR_OK);
	assert_int_equal(add_note(scratch, "1", 5, &err), ERR_INVALID_ARGUMENT);
	store_scratch_close(scratch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_an_older_schema_kept_is_brought_up_to_date),
	    TEST(a_schema_not_known_is_refused),
	    TEST(tables_and_columns_that_its_schema_does_not_have_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
