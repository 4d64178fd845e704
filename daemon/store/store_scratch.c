#include <stdlib.h>
#include <string.h>

#include "store/migrate.h"
#include "store/store_private.h"

struct store_scratch {
	struct store *store; /* nameless: it is gone when it is closed */
	const struct sql_text *steps;
	uint32_t n_steps;
	sqlite3_stmt *insert; /* into the table told last */
	char *table;
};

/* What the schema of the export refuses is the export's fault. */
static enum err_code
store_scratch_fail(const struct store_scratch *scratch, int rc, struct err *err)
{
	if ((rc & 0xff) != SQLITE_CONSTRAINT && (rc & 0xff) != SQLITE_MISMATCH)
		return store_fail(scratch->store->db, rc, err);
	return err_set(err, ERR_INVALID_ARGUMENT,
	    "the export does not fit: a row of %s is refused (%s)",
	    scratch->table != NULL ? scratch->table : "it", sqlite3_errmsg(scratch->store->db));
}

static enum err_code
store_scratch_run(const struct store_scratch *scratch, enum sql_query query, struct err *err)
{
	int rc = sqlite3_exec(scratch->store->db, sql_queries[query].text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? ERR_OK : store_scratch_fail(scratch, rc, err);
}

static enum err_code
store_scratch_make(struct store_scratch *scratch, uint32_t schema, struct err *err)
{
	struct store *store = scratch->store;
	int rc = sqlite3_open_v2("", &store->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	enum err_code code;

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(store->db, sql_connection, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return store_fail(store->db, rc, err);
	(void)sqlite3_extended_result_codes(store->db, 1);
	code = migrate_run(store->db, "", scratch->steps, schema, err);
	return code == ERR_OK ? store_scratch_run(scratch, SQL_TRANSACTION_WRITE, err) : code;
}

struct store_scratch *
store_scratch_open_steps(const struct sql_text *steps, uint32_t n_steps, uint32_t schema,
    struct err *err)
{
	struct store_scratch *scratch;

	if (schema > n_steps || schema == 0) {
		(void)err_set(err, ERR_FAILED_PRECONDITION,
		    "the export is of schema %u, and this program knows those up to %u: %s", schema,
		    n_steps, schema > n_steps ? "update roadmapd" : "export it again");
		return NULL;
	}
	scratch = calloc(1, sizeof(*scratch));
	if (scratch == NULL || (scratch->store = calloc(1, sizeof(*scratch->store))) == NULL ||
	    (scratch->store->path = strdup("")) == NULL)
		abort();
	scratch->steps = steps;
	scratch->n_steps = n_steps;
	if (store_scratch_make(scratch, schema, err) == ERR_OK)
		return scratch;
	store_scratch_close(scratch);
	return NULL;
}

struct store_scratch *
store_scratch_open(uint32_t schema, struct err *err)
{
	return store_scratch_open_steps(sql_migrations, SQL_MIGRATIONS, schema, err);
}

void
store_scratch_close(struct store_scratch *scratch)
{
	if (scratch == NULL)
		return;
	(void)sqlite3_finalize(scratch->insert);
	sqlite3_free(scratch->table);
	store_close(scratch->store);
	free(scratch);
}

/* The columns must be those of the table, in its order; a table that is not there has none. */
static enum err_code
store_scratch_columns(struct store_scratch *scratch, const char **columns, size_t n_columns,
    struct err *err)
{
	sqlite3_stmt *row = NULL;
	size_t n = 0;
	bool same = true;
	int rc = sqlite3_prepare_v2(scratch->store->db, sql_queries[SQL_SCRATCH_COLUMNS].text, -1,
	    &row, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_bind_text(row, 1, scratch->table, -1, SQLITE_STATIC);
	while (rc == SQLITE_OK && (rc = sqlite3_step(row)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(row, 0);

		same = same && n < n_columns && name != NULL && strcmp(name, columns[n]) == 0;
		n++;
		rc = name != NULL ? SQLITE_OK : SQLITE_NOMEM;
	}
	(void)sqlite3_finalize(row);
	if (rc != SQLITE_DONE)
		return store_fail(scratch->store->db, rc, err);
	if (n == 0)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the export names a table '%.40s', which its schema does not have",
		    scratch->table);
	if (!same || n != n_columns)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the columns of %s are not those of its schema", scratch->table);
	return ERR_OK;
}

enum err_code
store_scratch_table(struct store_scratch *scratch, const char *table, const char **columns,
    size_t n_columns, struct err *err)
{
	char *sql;
	sqlite3_str *marks;
	enum err_code code;
	int rc;

	sqlite3_free(scratch->table);
	scratch->table = sqlite3_mprintf("%s", table);
	(void)sqlite3_finalize(scratch->insert);
	scratch->insert = NULL;
	if (scratch->table == NULL)
		return store_fail(scratch->store->db, SQLITE_NOMEM, err);
	code = store_scratch_columns(scratch, columns, n_columns, err);
	if (code != ERR_OK)
		return code;
	marks = sqlite3_str_new(scratch->store->db);
	sqlite3_str_appendf(marks, sql_scratch_insert, table);
	for (size_t i = 0; i < n_columns; i++)
		sqlite3_str_appendall(marks, i == 0 ? " (?" : ", ?");
	sqlite3_str_appendchar(marks, 1, ')');
	sql = sqlite3_str_finish(marks);
	rc = sql != NULL ? sqlite3_prepare_v2(scratch->store->db, sql, -1, &scratch->insert, NULL)
			 : SQLITE_NOMEM;
	sqlite3_free(sql);
	return rc == SQLITE_OK ? ERR_OK : store_fail(scratch->store->db, rc, err);
}

enum err_code
store_scratch_row(struct store_scratch *scratch, const struct store_value *values,
    uint32_t n_values, struct err *err)
{
	int rc;

	if (n_values != (uint32_t)sqlite3_bind_parameter_count(scratch->insert))
		return err_set(err, ERR_INVALID_ARGUMENT, "a row of %s has %u values, not %d",
		    scratch->table, n_values, sqlite3_bind_parameter_count(scratch->insert));
	for (uint32_t i = 0; i < n_values; i++)
		store_restore_bind(scratch->insert, (int)i + 1, &values[i]);
	rc = sqlite3_step(scratch->insert);
	(void)sqlite3_reset(scratch->insert);
	(void)sqlite3_clear_bindings(scratch->insert);
	return rc == SQLITE_DONE ? ERR_OK : store_scratch_fail(scratch, rc, err);
}

static enum err_code
store_scratch_check(struct store *store, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_SCRATCH_ODD_ACTIONS, "");
	enum err_code code = ERR_OK;
	uint32_t n = 0;

	while (store_next(store, row, &code, err))
		n = store_column_u32(row, 0);
	if (code == ERR_OK && n > 0)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the history of the export is out of order");
	return code;
}

struct store *
store_scratch_finish(struct store_scratch *scratch, struct err *err)
{
	struct store *store = scratch->store;

	(void)sqlite3_finalize(scratch->insert);
	scratch->insert = NULL;
	if (store_scratch_run(scratch, SQL_TRANSACTION_COMMIT, err) != ERR_OK ||
	    migrate_run(store->db, "", scratch->steps, scratch->n_steps, err) != ERR_OK ||
	    store_scratch_check(store, err) != ERR_OK)
		return NULL;
	return store;
}
