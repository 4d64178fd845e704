#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "store/store_private.h"
#include "store/store_record.h"

enum err_code
store_change_begin(struct store *store, struct err *err)
{
	if (store_failed(store, err) != ERR_OK)
		return err->code;
	if (store->record == NULL)
		store->record = store_record_new();
	store->is_recording = true;
	store->spoiled.code = ERR_OK;
	store_record_begin(store->record, store->db);
	return ERR_OK;
}

enum err_code
store_change_end(struct store *store, struct arena *arena, struct store_blob *ret_changeset,
    struct err *err)
{
	const bool is_recording = store->is_recording;
	struct store_blob changeset = {NULL, 0};
	enum err_code code = store_failed(store, err);
	int rc = SQLITE_OK;

	if (code == ERR_OK && is_recording)
		rc = store_record_take(store->record, arena, &changeset);
	store_change_drop(store);
	if (code != ERR_OK)
		return code;
	if (rc != SQLITE_OK)
		return store_fail(store->db, rc, err);
	if (is_recording && store->spoiled.code != ERR_OK) {
		*err = store->spoiled;
		return err->code;
	}
	*ret_changeset = changeset;
	return ERR_OK;
}

void
store_change_drop(struct store *store)
{
	if (store->is_recording)
		store_record_end(store->record, store->db);
	store->is_recording = false;
}

/* The last text of the primary key says most: the step, the choice, the URL; NULL if none does. */
static const char *
store_change_row(sqlite3_changeset_iter *change)
{
	unsigned char *is_key;
	const char *row = NULL;
	int columns = 0;
	int rc = sqlite3changeset_pk(change, &is_key, &columns);

	for (int i = 0; rc == SQLITE_OK && i < columns && i < 2; i++) {
		sqlite3_value *value = NULL;

		if (!is_key[i])
			continue;
		if (sqlite3changeset_old(change, i, &value) != SQLITE_OK || value == NULL)
			(void)sqlite3changeset_new(change, i, &value);
		if (value != NULL && sqlite3_value_type(value) == SQLITE_TEXT)
			row = (const char *)sqlite3_value_text(value);
	}
	return row;
}

/* What a learner calls it. */
static const char *
store_change_word(const char *table)
{
	static const char *const words[][2] = {{"choice_pick", "choice"}, {"step_status", "status"},
	    {"item_check", "checklist"}, {"kept_step", "kept work"}, {"time_entry", "time"},
	    {"case_study", "case study"}, {"case_study_item", "case study"},
	    {"application_stage", "application"}, {"application_contact", "application"},
	    {"application_note", "application"}, {"application_study", "application"}};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i][0], table) == 0)
			return words[i][1];
	return table; /* enrollment, note, link, timer, pause, setting */
}

static int
store_change_conflict(void *data, int kind, sqlite3_changeset_iter *change)
{
	struct err *err = data;
	const char *table = "", *row;
	int columns, operation, indirect;

	if (kind == SQLITE_CHANGESET_FOREIGN_KEY) {
		(void)err_set(err, ERR_ABORTED,
		    "its roadmap is no longer stored: add that again, or undo another action by "
		    "its id");
		return SQLITE_CHANGESET_ABORT;
	}
	(void)sqlite3changeset_op(change, &table, &columns, &operation, &indirect);
	row = store_change_row(change);
	(void)err_set(err, ERR_ABORTED,
	    "the %s%s%s%s was changed again since: undo that first, see roadmap log",
	    store_change_word(table), row != NULL ? " of '" : "", row != NULL ? row : "",
	    row != NULL ? "'" : "");
	return SQLITE_CHANGESET_ABORT;
}

static int
store_change_is_ours(void *data, const char *table)
{
	(void)data;
	for (size_t i = 0; i < STORE_RECORD_TABLES; i++)
		if (strcmp(store_record_tables[i].name, table) == 0)
			return 1;
	return 0;
}

static bool
store_change_is_text(sqlite3_value *value)
{
	struct err ignored = ERR_NONE;
	const char *text;

	if (value == NULL || sqlite3_value_type(value) != SQLITE_TEXT)
		return true;
	text = (const char *)sqlite3_value_text(value);
	return strlen(text) == (size_t)sqlite3_value_bytes(value) &&
	       text_check("text", text, strlen(text), TEXT_BODY, &ignored) == ERR_OK;
}

static bool
store_change_row_is_sound(sqlite3_changeset_iter *change)
{
	const char *table = "";
	int columns = 0, operation = 0, indirect;
	bool sound =
	    sqlite3changeset_op(change, &table, &columns, &operation, &indirect) == SQLITE_OK &&
	    store_change_is_ours(NULL, table);

	for (int i = 0; sound && i < columns; i++) {
		sqlite3_value *before = NULL, *after = NULL;

		if (operation != SQLITE_INSERT)
			(void)sqlite3changeset_old(change, i, &before);
		if (operation != SQLITE_DELETE)
			(void)sqlite3changeset_new(change, i, &after);
		sound = store_change_is_text(before) && store_change_is_text(after);
	}
	return sound;
}

bool
store_change_is_sound(struct store_blob changeset)
{
	sqlite3_changeset_iter *change = NULL;
	bool sound = sqlite3changeset_start(&change, (int)changeset.size, (void *)changeset.data) ==
		     SQLITE_OK;

	while (sound && sqlite3changeset_next(change) == SQLITE_ROW)
		sound = store_change_row_is_sound(change);
	return sqlite3changeset_finalize(change) == SQLITE_OK && sound;
}

enum err_code
store_change_revert(struct store *store, struct store_blob changeset, struct err *err)
{
	void *inverse = NULL;
	int size = 0;
	int rc;

	if (store_failed(store, err) != ERR_OK)
		return err->code;
	rc = sqlite3changeset_invert((int)changeset.size, changeset.data, &size, &inverse);
	err->code = ERR_OK;
	if (rc == SQLITE_OK)
		rc = sqlite3changeset_apply(store->db, size, inverse, store_change_is_ours,
		    store_change_conflict, err);
	sqlite3_free(inverse);
	if (rc == SQLITE_OK)
		return ERR_OK;
	if (err->code == ERR_OK)
		(void)store_fail(store->db, rc, err);
	store->spoiled = *err;
	return err->code;
}
