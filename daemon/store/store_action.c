#include "store/store.h"

#include "store/store_private.h"

static void
store_action_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_action *)ret_row = (struct store_action){
	    .seq = store_column_u32(row, 0),
	    .id = store_column_text(row, 1, arena),
	    .at_us = sqlite3_column_int64(row, 2),
	    .command = store_column_text(row, 3, arena),
	    .summary = store_column_text(row, 4, arena),
	    .roadmap_id = store_column_text(row, 5, arena),
	    .undoes = store_column_u32(row, 6),
	    .undone_by = store_column_u32(row, 7),
	    .redone_by = store_column_u32(row, 8),
	    .undoes_id = store_column_text(row, 9, arena),
	};
}

enum err_code
store_action_add(struct store *store, struct store_action *action, struct store_blob changeset,
    struct err *err)
{
	sqlite3_stmt *statement =
	    store_start(store, SQL_ACTION_ADD, "titttbn", action->id, action->at_us,
		action->command, action->summary, action->roadmap_id, &changeset, action->undoes);
	enum err_code code = store_finish(store, statement, err);

	if (code == ERR_OK)
		action->seq = (uint32_t)sqlite3_last_insert_rowid(store->db);
	return code;
}

enum err_code
store_action_list(struct store *store, struct arena *arena, const char *roadmap_id,
    uint32_t before_seq, uint32_t limit, struct store_action **ret_list, size_t *ret_n,
    struct err *err)
{
	return store_collect(store,
	    store_start(store, SQL_ACTION_LIST, "uut", before_seq, limit, roadmap_id), arena,
	    sizeof(struct store_action), store_action_row, ret_list, ret_n, err);
}

enum err_code
store_action_get(struct store *store, struct arena *arena, uint32_t seq,
    struct store_action *ret_action, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ACTION_GET, "u", seq);
	struct store_action action = {0};
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		store_action_row(row, arena, &action);
	if (code == ERR_OK && action.seq != seq)
		return err_set(err, ERR_DATA_LOSS, "the history lacks action %u: restore a backup",
		    seq);
	if (code == ERR_OK)
		*ret_action = action;
	return code;
}

/* The first column of the first row, and how many rows there are. */
static enum err_code
store_action_seq(struct store *store, sqlite3_stmt *row, uint32_t *ret_seq, uint32_t *ret_n,
    struct err *err)
{
	enum err_code code = ERR_OK;
	uint32_t seq = 0, n = 0;

	while (store_next(store, row, &code, err))
		if (n++ == 0)
			seq = store_column_u32(row, 0);
	if (code != ERR_OK)
		return code;
	*ret_seq = seq;
	*ret_n = n;
	return ERR_OK;
}

enum err_code
store_action_find(struct store *store, const char *prefix, uint32_t *ret_seq, uint32_t *ret_n,
    struct err *err)
{
	return store_action_seq(store, store_start(store, SQL_ACTION_FIND, "t", prefix), ret_seq,
	    ret_n, err);
}

enum err_code
store_action_newest(struct store *store, int64_t *ret_at_s, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ACTION_NEWEST, "");
	enum err_code code = ERR_OK;
	int64_t at_s = 0;

	while (store_next(store, row, &code, err))
		at_s = sqlite3_column_int64(row, 0);
	if (code == ERR_OK)
		*ret_at_s = at_s;
	return code;
}

enum err_code
store_action_undoable(struct store *store, uint32_t *ret_seq, struct err *err)
{
	uint32_t n;

	return store_action_seq(store, store_start(store, SQL_ACTION_UNDOABLE, ""), ret_seq, &n,
	    err);
}

enum err_code
store_action_redoable(struct store *store, uint32_t *ret_seq, struct err *err)
{
	uint32_t n;

	return store_action_seq(store, store_start(store, SQL_ACTION_REDOABLE, ""), ret_seq, &n,
	    err);
}

enum err_code
store_action_changeset(struct store *store, struct arena *arena, uint32_t seq,
    struct store_blob *ret_changeset, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ACTION_CHANGESET, "u", seq);
	struct store_blob changeset = {NULL, 0};
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		changeset = store_column_blob(row, 0, arena);
	if (code == ERR_OK)
		*ret_changeset = changeset;
	return code;
}

enum err_code
store_action_mark(struct store *store, uint32_t seq, uint32_t undone_by, struct err *err)
{
	return store_finish(store, store_start(store, SQL_ACTION_MARK, "uu", seq, undone_by), err);
}

enum err_code
store_action_mark_redone(struct store *store, uint32_t seq, uint32_t redone_by, struct err *err)
{
	return store_finish(store, store_start(store, SQL_ACTION_MARK_REDONE, "uu", seq, redone_by),
	    err);
}

enum err_code
store_action_later(struct store *store, const char *roadmap_id, uint32_t after_seq,
    bool upgrades_only, uint32_t *ret_n, struct err *err)
{
	uint32_t rows;

	return store_action_seq(store,
	    store_start(store, SQL_ACTION_LATER, "tuu", roadmap_id, after_seq,
		(uint32_t)upgrades_only),
	    ret_n, &rows, err);
}
