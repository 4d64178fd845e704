/*
 * Databases of every released schema, as dumps in tests/data/schema: opened today, each has the
 * schema of a new one, and all that was in it.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"

static char *
migrate_load(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *file = fopen(path, "r");

	if (file == NULL)
		return NULL;
	assert_true(getdelim(&text, &size, '\0', file) > 0);
	fclose(file);
	return text;
}

static void
migrate_run_sql(const char *path, const char *sql)
{
	sqlite3 *db;
	char *fault = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &fault) != SQLITE_OK)
		fail_msg("%s: %s", path, fault);
	sqlite3_close(db);
}

/* The first column of all rows, a line each. */
static const char *
migrate_ask(struct desk *desk, sqlite3 *db, const char *sql)
{
	sqlite3_stmt *row;
	char *text = arena_strdup(desk->arena, "");

	if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(row) == SQLITE_ROW)
		text = arena_printf(desk->arena, "%s%s\n", text,
		    (const char *)sqlite3_column_text(row, 0));
	sqlite3_finalize(row);
	return text;
}

static sqlite3 *
migrate_attach(struct desk *desk, const char *old, const char *now, const char *fresh)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db,
			     arena_printf(desk->arena,
				 "ATTACH '%s' AS old; ATTACH '%s' AS now; ATTACH '%s' AS fresh",
				 old, now, fresh),
			     NULL, NULL, NULL),
	    SQLITE_OK);
	return db;
}

/* Every row of the old tables is in those of today, in the columns that there were. */
static void
migrate_expect_rows(struct desk *desk, sqlite3 *db)
{
	char *tables = arena_strdup(desk->arena,
	    migrate_ask(desk, db, "SELECT name FROM old.sqlite_schema WHERE type = 'table'"));
	char *rest = NULL;

	for (char *table = strtok_r(tables, "\n", &rest); table != NULL;
	     table = strtok_r(NULL, "\n", &rest)) {
		char *columns = arena_strdup(desk->arena,
		    migrate_ask(desk, db,
			arena_printf(desk->arena,
			    "SELECT group_concat(name) FROM pragma_table_info('%s', 'old')",
			    table)));

		columns[strcspn(columns, "\n")] = '\0';
		if (strcmp(migrate_ask(desk, db,
			       arena_printf(desk->arena,
				   "SELECT count(*) FROM (SELECT %s FROM old.%s EXCEPT "
				   "SELECT %s FROM now.%s)",
				   columns, table, columns, table)),
			"0\n") != 0)
			fail_msg("rows of %s are lost", table);
	}
}

static void
migrate_check(struct desk *desk, const char *dump)
{
	const char *old = arena_printf(desk->arena, "%s/old.db", desk->dir);
	const char *now = arena_printf(desk->arena, "%s/now.db", desk->dir);
	static const char schema[] = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM "
				     "%s.sqlite_schema ORDER BY type, name";
	struct err err = ERR_NONE;
	struct engine *engine;
	sqlite3 *db;

	(void)remove(old);
	(void)remove(now);
	migrate_run_sql(old, dump);
	migrate_run_sql(now, dump);
	engine = engine_open(now, &err);
	if (engine == NULL)
		fail_msg("%s", err.text);
	engine_close(engine);
	db = migrate_attach(desk, old, now, desk->path);
	assert_string_equal(migrate_ask(desk, db, arena_printf(desk->arena, schema, "now")),
	    migrate_ask(desk, db, arena_printf(desk->arena, schema, "fresh")));
	assert_string_equal(migrate_ask(desk, db, "PRAGMA now.user_version"),
	    migrate_ask(desk, db, "PRAGMA fresh.user_version"));
	assert_string_equal(migrate_ask(desk, db, "PRAGMA now.integrity_check"), "ok\n");
	migrate_expect_rows(desk, db);
	sqlite3_close(db);
}

/* A new migration wants a dump of a database of its schema: docs/HACKING.md. */
static char *
migrate_load_dump(struct desk *desk, unsigned schema)
{
	const char *path = arena_printf(desk->arena, "%s/%u.sql", SCHEMA_DUMPS, schema);
	char *dump = migrate_load(path);

	if (dump == NULL)
		fail_msg("there is no %s", path);
	return dump;
}

static void
every_released_schema_becomes_that_of_today_with_all_its_rows(void **state)
{
	for (unsigned schema = 1; schema <= store_schema(); schema++) {
		char *dump = migrate_load_dump(*state, schema);

		migrate_check(*state, dump);
		free(dump);
	}
}

/* The dumps hold something of all that their schema has, or the rows that are kept prove little. */
static void
the_newest_dump_has_a_row_in_each_table(void **state)
{
	struct desk *desk = *state;
	const char *path = arena_printf(desk->arena, "%s/newest.db", desk->dir);
	char *dump = migrate_load_dump(desk, store_schema());
	sqlite3 *db;
	char *tables, *rest = NULL;

	migrate_run_sql(path, dump);
	free(dump);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	tables = arena_strdup(desk->arena,
	    migrate_ask(desk, db,
		"SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'restore_part'"));
	for (char *table = strtok_r(tables, "\n", &rest); table != NULL;
	     table = strtok_r(NULL, "\n", &rest))
		if (strcmp(migrate_ask(desk, db,
			       arena_printf(desk->arena, "SELECT count(*) > 0 FROM %s", table)),
			"1\n") != 0)
			fail_msg("no row of %s", table);
	sqlite3_close(db);
}

static void
migrate_undo_all(struct desk *desk, const char *dump)
{
	Pb__HistoryUndoRequest undo = PB__HISTORY_UNDO_REQUEST__INIT;
	int64_t actions;

	engine_close(desk->engine);
	assert_int_equal(remove(desk->path), 0);
	migrate_run_sql(desk->path, dump);
	desk->engine = NULL;
	desk_reopen(desk);
	actions = desk_number(desk,
	    "SELECT count(*) FROM action WHERE undoes IS NULL AND undone_by IS NULL OR "
	    "redone_by IS NOT NULL");
	for (int64_t i = 0; i < actions; i++)
		if (desk_call(desk, "History", "Undo", &undo, NULL) != ERR_OK)
			fail_msg("undo %d: %s", (int)i, desk->text);
	assert_string_equal(desk_dump(desk), "");
}

/* The history of then can be undone now. */
static void
what_was_done_under_an_old_schema_can_be_undone(void **state)
{
	for (unsigned schema = 1; schema <= store_schema(); schema++) {
		char *dump = migrate_load_dump(*state, schema);

		migrate_undo_all(*state, dump);
		free(dump);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(every_released_schema_becomes_that_of_today_with_all_its_rows),
	    TEST(the_newest_dump_has_a_row_in_each_table),
	    TEST(what_was_done_under_an_old_schema_can_be_undone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
