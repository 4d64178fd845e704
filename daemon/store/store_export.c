#include "store/store.h"

#include <string.h>

#include "store/store_tables.h"

const struct store_table store_tables[STORE_TABLES] = {
    {"roadmap", SQL_EXPORT_ROADMAP, SQL_RESTORE_ROADMAP, false},
    {"enrollment", SQL_EXPORT_ENROLLMENT, SQL_RESTORE_ENROLLMENT, false},
    {"choice_pick", SQL_EXPORT_CHOICE_PICK, SQL_RESTORE_CHOICE_PICK, false},
    {"step_status", SQL_EXPORT_STEP_STATUS, SQL_RESTORE_STEP_STATUS, false},
    {"note", SQL_EXPORT_NOTE, SQL_RESTORE_NOTE, false},
    {"link", SQL_EXPORT_LINK, SQL_RESTORE_LINK, false},
    {"item_check", SQL_EXPORT_ITEM_CHECK, SQL_RESTORE_ITEM_CHECK, false},
    {"kept_step", SQL_EXPORT_KEPT_STEP, SQL_RESTORE_KEPT_STEP, false},
    {"time_entry", SQL_EXPORT_TIME_ENTRY, SQL_RESTORE_TIME_ENTRY, false},
    {"timer", SQL_EXPORT_TIMER, SQL_RESTORE_TIMER, false},
    {"pause", SQL_EXPORT_PAUSE, SQL_RESTORE_PAUSE, false},
    {"case_study", SQL_EXPORT_CASE_STUDY, SQL_RESTORE_CASE_STUDY, false},
    {"case_study_item", SQL_EXPORT_CASE_STUDY_ITEM, SQL_RESTORE_CASE_STUDY_ITEM, false},
    {"application", SQL_EXPORT_APPLICATION, SQL_RESTORE_APPLICATION, false},
    {"application_stage", SQL_EXPORT_APPLICATION_STAGE, SQL_RESTORE_APPLICATION_STAGE, false},
    {"application_contact", SQL_EXPORT_APPLICATION_CONTACT, SQL_RESTORE_APPLICATION_CONTACT, false},
    {"application_note", SQL_EXPORT_APPLICATION_NOTE, SQL_RESTORE_APPLICATION_NOTE, false},
    {"application_study", SQL_EXPORT_APPLICATION_STUDY, SQL_RESTORE_APPLICATION_STUDY, false},
    {"setting", SQL_EXPORT_SETTING, SQL_RESTORE_SETTING, false},
    {"action", SQL_EXPORT_ACTION, SQL_RESTORE_ACTION, true},
};

static struct store_value
store_export_value(sqlite3_stmt *row, int column, struct arena *arena)
{
	struct store_value value = {STORE_NULL, 0, {NULL, 0}};

	switch (sqlite3_column_type(row, column)) {
	case SQLITE_INTEGER:
		value.type = STORE_INTEGER;
		value.integer = sqlite3_column_int64(row, column);
		break;
	case SQLITE_NULL:
		break;
	case SQLITE_TEXT:
		value.type = STORE_TEXT;
		/* Zero-terminated too: the arena's memory is zeroed. */
		value.bytes.data = store_column_text(row, column, arena);
		value.bytes.size = strlen(value.bytes.data);
		break;
	default:
		value.type = STORE_BLOB;
		value.bytes = store_column_blob(row, column, arena);
		break;
	}
	return value;
}

static enum err_code
store_export_columns(struct store *store, sqlite3_stmt *row, struct arena *arena,
    struct store_rows *rows, struct err *err)
{
	rows->n_columns = (uint32_t)sqlite3_column_count(row);
	rows->columns = arena_array(arena, rows->n_columns, sizeof(*rows->columns));
	for (uint32_t i = 0; i < rows->n_columns; i++) {
		const char *name = sqlite3_column_name(row, (int)i);

		if (name == NULL)
			return store_fail(store->db, SQLITE_NOMEM, err);
		rows->columns[i] = arena_strdup(arena, name);
	}
	return ERR_OK;
}

/* About how many bytes the current row takes. */
static size_t
store_export_size(sqlite3_stmt *row)
{
	size_t size = 0;

	for (int i = 0; i < sqlite3_column_count(row); i++)
		size += (size_t)sqlite3_column_bytes(row, i) + 16;
	return size;
}

static void
store_export_row(sqlite3_stmt *row, struct arena *arena, struct store_rows *rows, size_t *room)
{
	size_t at = rows->n_rows * rows->n_columns;

	if (rows->n_rows == *room) {
		struct store_value *values;

		*room = *room == 0 ? 16 : *room * 2;
		values = arena_array(arena, *room * rows->n_columns, sizeof(*values));
		if (at > 0)
			memcpy(values, rows->values, at * sizeof(*values));
		rows->values = values;
	}
	for (uint32_t i = 0; i < rows->n_columns; i++)
		rows->values[at + i] = store_export_value(row, (int)i, arena);
	rows->n_rows++;
}

enum err_code
store_export(struct store *store, struct arena *arena, uint32_t table, uint64_t begin,
    size_t limit_bytes, struct store_rows *ret_rows, struct err *err)
{
	const struct store_table *entry = &store_tables[table];
	sqlite3_stmt *row = store_start(store, entry->export, "i", (int64_t)begin);
	struct store_rows rows = {.table = entry->name};
	size_t size = 0, room = 0;
	enum err_code code = store_export_columns(store, row, arena, &rows, err);

	while (code == ERR_OK && store_next(store, row, &code, err)) {
		size += store_export_size(row);
		if (size > limit_bytes && rows.n_rows > 0) {
			rows.next = begin + rows.n_rows;
			if (entry->by_key)
				rows.next =
				    (uint64_t)rows.values[(rows.n_rows - 1) * rows.n_columns]
					.integer;
			store_stop(row);
			break;
		}
		store_export_row(row, arena, &rows, &room);
	}
	if (code == ERR_OK)
		*ret_rows = rows;
	return code;
}

enum err_code
store_export_last_seq(struct store *store, uint32_t *ret_seq, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_EXPORT_LAST_SEQ, "");
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		*ret_seq = store_column_u32(row, 0);
	return code;
}

enum err_code
store_export_is_empty(struct store *store, bool *ret_empty, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_EXPORT_IS_EMPTY, "");
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		*ret_empty = sqlite3_column_int(row, 0) != 0;
	return code;
}
