#include "store/store.h"

#include <string.h>

#include "store/store_tables.h"

void
store_restore_bind(sqlite3_stmt *statement, int index, const struct store_value *value)
{
	switch (value->type) {
	case STORE_INTEGER:
		(void)sqlite3_bind_int64(statement, index, value->integer);
		break;
	case STORE_TEXT:
		(void)sqlite3_bind_text64(statement, index, value->bytes.data, value->bytes.size,
		    SQLITE_STATIC, SQLITE_UTF8);
		break;
	case STORE_BLOB:
		(void)sqlite3_bind_blob64(statement, index,
		    value->bytes.size > 0 ? value->bytes.data : "", value->bytes.size,
		    SQLITE_STATIC);
		break;
	default:
		(void)sqlite3_bind_null(statement, index);
		break;
	}
}

/* What the schema refuses is the export's fault. */
static enum err_code
store_restore_insert(struct store *store, sqlite3_stmt *statement, const char *table,
    struct err *err)
{
	int rc;

	if (store_failed(store, err) != ERR_OK)
		return err->code;
	rc = sqlite3_step(statement);
	(void)sqlite3_reset(statement);
	(void)sqlite3_clear_bindings(statement);
	if (rc == SQLITE_DONE)
		return ERR_OK;
	if ((rc & 0xff) == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_MISMATCH)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the export does not fit: a row of %s is refused (%s)", table,
		    sqlite3_errmsg(store->db));
	return store_fail(store->db, rc, err);
}

static const struct store_table *
store_restore_table(const char *table, struct err *err)
{
	for (size_t i = 0; i < STORE_TABLES; i++)
		if (strcmp(store_tables[i].name, table) == 0)
			return &store_tables[i];
	(void)err_set(err, ERR_INVALID_ARGUMENT, "the export names a table '%.40s'", table);
	return NULL;
}

enum err_code
store_restore_row(struct store *store, const char *table, const struct store_value *values,
    uint32_t n_values, struct err *err)
{
	const struct store_table *entry = store_restore_table(table, err);
	sqlite3_stmt *statement;

	if (entry == NULL)
		return err->code;
	statement = store_start(store, entry->restore, "");
	if (statement == NULL)
		return store_failed(store, err);
	if (n_values != (uint32_t)sqlite3_bind_parameter_count(statement))
		return err_set(err, ERR_INVALID_ARGUMENT, "a row of %s has %u values, not %d",
		    table, n_values, sqlite3_bind_parameter_count(statement));
	for (uint32_t i = 0; i < n_values; i++)
		store_restore_bind(statement, (int)i + 1, &values[i]);
	return store_restore_insert(store, statement, table, err);
}

enum err_code
store_restore_part_add(struct store *store, struct store_blob part, struct err *err)
{
	return store_finish(store, store_start(store, SQL_RESTORE_PART_ADD, "b", &part), err);
}

enum err_code
store_restore_part_next(struct store *store, struct arena *arena, int64_t *number,
    struct store_blob *ret_part, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_RESTORE_PART_NEXT, "i", *number);
	struct store_blob part = {NULL, 0};
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err)) {
		*number = sqlite3_column_int64(row, 0);
		part = store_column_blob(row, 1, arena);
	}
	if (code == ERR_OK)
		*ret_part = part;
	return code;
}

enum err_code
store_restore_part_clear(struct store *store, struct err *err)
{
	return store_finish(store, store_start(store, SQL_RESTORE_PART_CLEAR, ""), err);
}

enum err_code
store_restore_part_count(struct store *store, uint32_t *ret_n, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_RESTORE_PART_COUNT, "");
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		*ret_n = store_column_u32(row, 0);
	return code;
}
