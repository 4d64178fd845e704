/* What store_record.h writes is what SQLite's session extension would have written. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "desk.h"
#include "engine/engine.h"
#include "sql.h"
#include "store/store_record.h"
#include "support/random_roadmap.h"

enum {
	ROUNDS = 1500,
	STATEMENTS = 6, /* at most, in a round */
	COLUMNS = 15,
	LINES = 256,
	LINE = 4096,
};

struct pair {
	sqlite3 *ours, *theirs; /* always with the same rows */
	struct arena *arena;
	struct random_source source;
};

static void
run(sqlite3 *db, const char *sql)
{
	char *text = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &text) != SQLITE_OK)
		fail_msg("%s: %s", sql, text);
}

/* As a store's, but that anything may stand in a column that fits its type. */
static sqlite3 *
database(void)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	for (size_t i = 0; i < SQL_MIGRATIONS; i++)
		run(db, sql_migrations[i].text);
	run(db, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON");
	return db;
}

static int
setup(void **state)
{
	struct pair *pair = calloc(1, sizeof(*pair));

	*pair = (struct pair){database(), database(), arena_new(), {41}};
	*state = pair;
	return 0;
}

static int
teardown(void **state)
{
	struct pair *pair = *state;

	sqlite3_close(pair->ours);
	sqlite3_close(pair->theirs);
	arena_free(pair->arena);
	free(pair);
	return 0;
}

struct column {
	char name[32];
	bool is_text, may_be_null;
};

static uint32_t
columns_of(sqlite3 *db, const char *table, struct column *ret_columns)
{
	char sql[128];
	sqlite3_stmt *row;
	uint32_t n = 0;

	snprintf(sql, sizeof(sql),
	    "SELECT name, type, \"notnull\", pk FROM pragma_table_info('%s')", table);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &row, NULL), SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		struct column *column = &ret_columns[n++];

		snprintf(column->name, sizeof(column->name), "%s", sqlite3_column_text(row, 0));
		column->is_text = strcmp((const char *)sqlite3_column_text(row, 1), "TEXT") == 0;
		column->may_be_null =
		    sqlite3_column_int(row, 2) == 0 && sqlite3_column_int(row, 3) == 0;
	}
	sqlite3_finalize(row);
	return n;
}

static const char *
value(struct pair *pair, const struct column *column)
{
	uint32_t number = random_below(&pair->source, 3);

	if (column->may_be_null && random_percent(&pair->source, 30))
		return "NULL";
	if (!column->is_text)
		return number == 2 ? "-70000000000" : number == 1 ? "1" : "0";
	/* A length of more than a byte, too. */
	if (random_percent(&pair->source, 5))
		return arena_printf(pair->arena, "printf('%%.*c', %u, 'x')", 120 + 100 * number);
	return number == 2 ? "'K\xc3\xb6ln'" : number == 1 ? "'a'" : "''";
}

static const char *
insert(struct pair *pair, const char *table, const struct column *columns, uint32_t n)
{
	const char *sql = "";

	for (uint32_t i = 0; i < n; i++)
		sql = arena_printf(pair->arena, "%s%s%s", sql, i > 0 ? ", " : "",
		    value(pair, &columns[i]));
	return arena_printf(pair->arena, "INSERT OR %s INTO %s VALUES (%s)",
	    random_percent(&pair->source, 50) ? "REPLACE" : "IGNORE", table, sql);
}

static const char *
statement(struct pair *pair)
{
	const struct store_record_table *table =
	    &store_record_tables[random_below(&pair->source, STORE_RECORD_TABLES)];
	struct column columns[COLUMNS];
	uint32_t n = columns_of(pair->ours, table->name, columns);
	const struct column *set = &columns[random_below(&pair->source, n)];
	const struct column *where = &columns[random_below(&pair->source, n)];

	assert_int_equal(n, strlen(table->columns));
	switch (random_below(&pair->source, 5)) {
	case 0:
		return arena_printf(pair->arena, "DELETE FROM %s WHERE %s IS %s", table->name,
		    where->name, value(pair, where));
	case 1:
	case 2:
		return arena_printf(pair->arena, "UPDATE OR %s %s SET %s = %s WHERE %s IS %s",
		    random_percent(&pair->source, 50) ? "REPLACE" : "IGNORE", table->name,
		    set->name, value(pair, set), where->name, value(pair, where));
	default:
		return insert(pair, table->name, columns, n);
	}
}

static size_t
print_value(char *text, sqlite3_value *value)
{
	if (value == NULL)
		return (size_t)sprintf(text, "|-");
	return (size_t)sprintf(text, "|%d %s", sqlite3_value_type(value),
	    sqlite3_value_type(value) == SQLITE_NULL ? ""
						     : (const char *)sqlite3_value_text(value));
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* A line for each change, sorted: in a table their order is nobody's promise. */
static uint32_t
lines_of(struct store_blob changeset, char (*ret_lines)[LINE])
{
	sqlite3_changeset_iter *change = NULL;
	uint32_t n = 0;

	assert_int_equal(sqlite3changeset_start(&change, (int)changeset.size,
			     (void *)changeset.data),
	    SQLITE_OK);
	while (sqlite3changeset_next(change) == SQLITE_ROW) {
		char *text = ret_lines[n++];
		const char *table;
		int columns, operation, indirect, n_key;
		unsigned char *key;

		assert_true(n < LINES);
		assert_int_equal(sqlite3changeset_op(change, &table, &columns, &operation,
				     &indirect),
		    SQLITE_OK);
		assert_int_equal(sqlite3changeset_pk(change, &key, &n_key), SQLITE_OK);
		text += sprintf(text, "%s %d %d ", table, operation, indirect);
		for (int i = 0; i < columns; i++)
			text += sprintf(text, "%d", key[i]);
		for (int i = 0; i < columns; i++) {
			sqlite3_value *old = NULL, *new = NULL;

			if (operation != SQLITE_INSERT)
				(void)sqlite3changeset_old(change, i, &old);
			if (operation != SQLITE_DELETE)
				(void)sqlite3changeset_new(change, i, &new);
			text += print_value(text, old);
			text += print_value(text, new);
		}
	}
	assert_int_equal(sqlite3changeset_finalize(change), SQLITE_OK);
	qsort(ret_lines, n, LINE, compare);
	return n;
}

static sqlite3_session *
session_begin(sqlite3 *db)
{
	sqlite3_session *session = NULL;

	assert_int_equal(sqlite3session_create(db, "main", &session), SQLITE_OK);
	for (size_t i = 0; i < STORE_RECORD_TABLES; i++)
		assert_int_equal(sqlite3session_attach(session, store_record_tables[i].name),
		    SQLITE_OK);
	return session;
}

/* Of so many statements; returns how many changes they made. */
static uint32_t
one_round(struct pair *pair, struct store_record *record, uint32_t n_statements)
{
	static char ours[LINES][LINE], theirs[LINES][LINE];
	sqlite3_session *session = session_begin(pair->theirs);
	struct store_blob changeset = {NULL, 0};
	uint32_t n;
	void *data = NULL;
	int size = 0;

	store_record_begin(record, pair->ours);
	for (uint32_t i = 0; i < n_statements; i++) {
		const char *sql = statement(pair);

		run(pair->ours, sql);
		run(pair->theirs, sql);
	}
	assert_int_equal(store_record_take(record, pair->arena, &changeset), SQLITE_OK);
	store_record_end(record, pair->ours);
	assert_int_equal(sqlite3session_changeset(session, &size, &data), SQLITE_OK);
	assert_int_equal(changeset.size, size);
	n = lines_of(changeset, ours);
	assert_int_equal(n, lines_of((struct store_blob){data, (size_t)size}, theirs));
	for (uint32_t i = 0; i < n; i++)
		assert_string_equal(ours[i], theirs[i]);
	if (n == 1)
		assert_memory_equal(changeset.data, data, size);
	sqlite3_free(data);
	sqlite3session_delete(session);
	return n;
}

static void
whatever_is_changed_the_record_is_that_of_a_session(void **state)
{
	struct pair *pair = *state;
	struct store_record *record = store_record_new();
	uint32_t n = 0;

	for (uint32_t i = 0; i < ROUNDS; i++) {
		n += one_round(pair, record, 1 + random_below(&pair->source, STATEMENTS));
		arena_reset(pair->arena);
	}
	assert_true(n > ROUNDS);
	store_record_free(record);
}

static void
every_table_of_a_learner_is_recorded(void **state)
{
	struct pair *pair = *state;
	static const char *const others[] = {"action", "answer", "restore_part", "roadmap"};
	sqlite3_stmt *row;
	uint32_t n = 0;

	assert_int_equal(sqlite3_prepare_v2(pair->ours,
			     "SELECT name FROM sqlite_schema WHERE type = 'table'", -1, &row, NULL),
	    SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(row, 0);
		bool is_known = false;

		for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
			is_known = is_known || strcmp(name, others[i]) == 0;
		for (size_t i = 0; i < STORE_RECORD_TABLES; i++)
			is_known = is_known || strcmp(name, store_record_tables[i].name) == 0;
		if (!is_known)
			fail_msg("%s is in no list", name);
		n++;
	}
	sqlite3_finalize(row);
	assert_int_equal(n, STORE_RECORD_TABLES + 4);
}

static void
what_is_not_there_in_the_end_is_not_recorded(void **state)
{
	struct pair *pair = *state;
	struct store_record *record = store_record_new();
	struct store_blob changeset = {NULL, 1};

	store_record_begin(record, pair->ours);
	run(pair->ours, "INSERT INTO setting VALUES ('a', 'b'); UPDATE setting SET value = 'c' "
			"WHERE name = 'a'; DELETE FROM setting WHERE name = 'a'");
	assert_int_equal(store_record_take(record, pair->arena, &changeset), SQLITE_OK);
	assert_int_equal(changeset.size, 0);
	store_record_end(record, pair->ours);
	store_record_free(record);
}

/* The hook was told of rows that the statement took back when it failed. */
static void
nothing_is_recorded_after_a_statement_that_failed(void **state)
{
	struct desk *desk = *state;
	struct store *store = desk->engine->store;
	const struct store_step fine = {.step_id = "clay", .status = 3},
				odd = {"bowl", .status = 9};
	struct store_blob changeset;
	struct err err = ERR_NONE;

	assert_int_equal(store_transaction_write(store, &err), ERR_OK);
	assert_int_equal(store_change_begin(store, &err), ERR_OK);
	assert_int_equal(store_step_set(store, "pottery", &odd, &err), ERR_ABORTED);
	assert_int_equal(store_step_set(store, "pottery", &fine, &err), ERR_OK);
	assert_int_equal(store_change_end(store, desk->arena, &changeset, &err), ERR_ABORTED);
	store_transaction_drop(store);
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
}

/* A newer program, on the same database, brought it up to date. */
static void
a_table_that_has_become_another_is_refused(void **state)
{
	struct desk *desk = *state;
	sqlite3 *newer;

	assert_int_equal(sqlite3_open(desk->path, &newer), SQLITE_OK);
	run(newer, "ALTER TABLE step_status ADD COLUMN mood TEXT");
	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_UNAVAILABLE);
	assert_non_null(strstr(desk->text, "restart"));
	assert_int_equal(desk_view(desk, "clay")->status, PB__STATUS__STATUS_TODO);
	sqlite3_close(newer);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(whatever_is_changed_the_record_is_that_of_a_session),
	    TEST(every_table_of_a_learner_is_recorded),
	    TEST(what_is_not_there_in_the_end_is_not_recorded),
	    cmocka_unit_test_setup_teardown(nothing_is_recorded_after_a_statement_that_failed,
		desk_setup_enrolled, desk_teardown),
	    cmocka_unit_test_setup_teardown(a_table_that_has_become_another_is_refused,
		desk_setup_enrolled, desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
