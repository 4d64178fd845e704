/* Opening databases that are ours, older, newer, somebody else's, or none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "desk.h"
#include "store/migrate.h"
#include "store/store_private.h"

static void
run(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Tries to open; expects a refusal and the file as it was. */
static void
refuse(struct desk *desk, enum err_code code, const char *text)
{
	char command[256];
	struct err err = ERR_NONE;

	engine_close(desk->engine);
	desk->engine = NULL;
	snprintf(command, sizeof(command), "cp %s %s.copy", desk->path, desk->path);
	assert_int_equal(system(command), 0);
	assert_null(engine_open(desk->path, &err));
	assert_int_equal(err.code, code);
	if (strstr(err.text, text) == NULL)
		fail_msg("'%s' does not say '%s'", err.text, text);
	snprintf(command, sizeof(command), "cmp -s %s %s.copy", desk->path, desk->path);
	assert_int_equal(system(command), 0);
}

static void
what_was_written_is_there_after_opening_again(void **state)
{
	struct desk *desk = *state;
	const char *before;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	before = desk_dump(desk);
	desk_reopen(desk);
	assert_string_equal(desk_dump(desk), before);
	assert_string_equal(desk_next(desk), "wheel");
}

static void
a_newer_database_is_refused(void **state)
{
	struct desk *desk = *state;

	run(desk->path, "PRAGMA user_version = 1000");
	refuse(desk, ERR_FAILED_PRECONDITION, "newer version");
}

static void
another_programs_database_is_refused(void **state)
{
	struct desk *desk = *state;

	run(desk->path, "PRAGMA application_id = 7");
	refuse(desk, ERR_FAILED_PRECONDITION, "another program");
}

static void
another_programs_database_is_not_even_touched(void **state)
{
	struct desk *desk = *state;

	engine_close(desk->engine);
	desk->engine = NULL;
	assert_int_equal(unlink(desk->path), 0);
	run(desk->path, "CREATE TABLE theirs (x); PRAGMA application_id = 7");
	refuse(desk, ERR_FAILED_PRECONDITION, "another program");
}

static void
several_daemons_may_make_one_database(void **state)
{
	struct desk *desk = *state;

	for (int round = 0; round < 10; round++) {
		struct err err = ERR_NONE;
		struct engine *engine;
		char path[128];
		int status;
		pid_t child;

		snprintf(path, sizeof(path), "%s/race-%d.db", desk->dir, round);
		child = fork();
		engine = engine_open(path, &err);
		if (child == 0)
			_exit(engine != NULL ? 0 : 1);
		if (engine == NULL)
			fail_msg("%s", err.text);
		engine_close(engine);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_int_equal(status, 0);
	}
}

static void
a_file_that_is_no_database_is_refused(void **state)
{
	struct desk *desk = *state;
	FILE *file;

	engine_close(desk->engine);
	desk->engine = NULL;
	file = fopen(desk->path, "w");
	for (int i = 0; i < 2000; i++)
		fputs("no database\n", file);
	fclose(file);
	refuse(desk, ERR_FAILED_PRECONDITION, "is no database: move it away");
}

static void
a_place_that_cannot_be_written_is_unavailable(void **state)
{
	struct err err = ERR_NONE;

	(void)state;
	assert_null(engine_open("/nowhere/at/all/roadmap.db", &err));
	assert_int_equal(err.code, ERR_UNAVAILABLE);
}

static const struct sql_text steps[] = {
    {"0001_a", "CREATE TABLE a (x); INSERT INTO a VALUES (5);"
	       "PRAGMA application_id = 0x52644d70; PRAGMA user_version = 1;"},
    {"0002_b", "CREATE TABLE b (x); PRAGMA user_version = 2;"},
    {"0003_c", "CREATE TABLE c (x); INSERT INTO nothing VALUES (1); PRAGMA user_version = 3;"},
};

static void
an_older_database_is_copied_before_it_is_changed(void **state)
{
	struct desk *desk = *state;
	char path[128], copy[160];
	struct err err = ERR_NONE;
	struct stat info;
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/old.db", desk->dir);
	snprintf(copy, sizeof(copy), "%s.schema-1", path);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(migrate_run(db, path, steps, 1, &err), ERR_OK);
	assert_int_not_equal(stat(copy, &info), 0);
	assert_int_equal(migrate_run(db, path, steps, 2, &err), ERR_OK);
	assert_int_equal(stat(copy, &info), 0);
	assert_int_equal(migrate_run(db, path, steps, 1, &err), ERR_FAILED_PRECONDITION);
	sqlite3_close(db);
	run(copy, "UPDATE a SET x = x + 1 WHERE x = 5");
}

static void
a_migration_that_fails_leaves_the_step_before(void **state)
{
	struct desk *desk = *state;
	char path[128];
	struct err err = ERR_NONE;
	sqlite3 *db;

	snprintf(path, sizeof(path), "%s/old.db", desk->dir);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_not_equal(migrate_run(db, path, steps, 3, &err), ERR_OK);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	assert_int_not_equal(sqlite3_exec(db, "SELECT * FROM c", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(migrate_run(db, path, steps, 2, &err), ERR_OK);
	sqlite3_close(db);
}

static void
a_fresh_database_is_durable_and_checked(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_number(desk, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	assert_int_equal(desk_number(desk,
			     "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
			     "sql NOT LIKE '%STRICT%'"),
	    0);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM sqlite_schema WHERE sql LIKE "
					   "'%AUTOINCREMENT%'"),
	    0);
	assert_int_equal(desk_number(desk,
			     "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'"),
	    1);
}

/* They are prepared when they are first asked for: here is where a typo is found. */
static void
every_query_fits_the_schema(void **state)
{
	struct desk *desk = *state;
	struct err err = ERR_NONE;
	struct store *store;

	engine_close(desk->engine);
	desk->engine = NULL;
	store = store_open(desk->path, &err);
	assert_non_null(store);
	for (int i = 0; i < SQL_QUERIES; i++) {
		sqlite3_stmt *statement = store_start(store, (enum sql_query)i, "");

		if (statement == NULL)
			fail_msg("%s: %d", sql_queries[i].name, store_failed(store, &err));
		store_stop(statement);
	}
	store_close(store);
}

static void
a_damaged_schema_is_refused_when_the_database_is_opened(void **state)
{
	static const char noise[] = "noise where a page of the schema begins";
	struct desk *desk = *state;
	FILE *file;

	engine_close(desk->engine);
	desk->engine = NULL;
	file = fopen(desk->path, "r+");
	assert_int_equal(fseek(file, 100, SEEK_SET), 0); /* after the file's header */
	assert_int_equal(fwrite(noise, sizeof(noise), 1, file), 1);
	fclose(file);
	refuse(desk, ERR_DATA_LOSS, "the database is damaged: move");
}

static void
a_table_that_is_gone_is_named_and_what_needs_none_of_it_is_answered(void **state)
{
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__CatalogListRequest list = PB__CATALOG_LIST_REQUEST__INIT;
	struct desk *desk = *state;

	run(desk->path, "DROP TABLE note");
	desk_reopen(desk);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(desk_call(desk, "Plan", "Next", &next, NULL), ERR_UNAVAILABLE);
		assert_non_null(strstr(desk->text, "no such table: note"));
		assert_int_equal(desk_call(desk, "Catalog", "List", &list, NULL), ERR_OK);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(what_was_written_is_there_after_opening_again),
	    TEST(a_newer_database_is_refused),
	    TEST(another_programs_database_is_refused),
	    TEST(another_programs_database_is_not_even_touched),
	    TEST(several_daemons_may_make_one_database),
	    TEST(a_file_that_is_no_database_is_refused),
	    TEST(a_place_that_cannot_be_written_is_unavailable),
	    TEST(an_older_database_is_copied_before_it_is_changed),
	    TEST(a_migration_that_fails_leaves_the_step_before),
	    TEST(a_fresh_database_is_durable_and_checked),
	    TEST(every_query_fits_the_schema),
	    TEST(a_damaged_schema_is_refused_when_the_database_is_opened),
	    TEST(a_table_that_is_gone_is_named_and_what_needs_none_of_it_is_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
