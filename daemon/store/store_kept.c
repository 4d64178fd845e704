#include "store/store.h"

#include "store/store_private.h"

static void
store_kept_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_kept *)ret_row = (struct store_kept){
	    .step_id = store_column_text(row, 0, arena),
	    .title = store_column_text(row, 1, arena),
	    .version = store_column_u32(row, 2),
	};
}

enum err_code
store_kept_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_kept **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_KEPT_LIST, "t", roadmap_id), arena,
	    sizeof(struct store_kept), store_kept_row, ret_list, ret_n, err);
}

enum err_code
store_kept_add(struct store *store, const char *roadmap_id, const struct store_kept *kept,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_KEPT_ADD, "tttu", roadmap_id, kept->step_id, kept->title,
		kept->version),
	    err);
}

enum err_code
store_kept_remove(struct store *store, const char *roadmap_id, const char *step_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_KEPT_REMOVE, "tt", roadmap_id, step_id),
	    err);
}

static void
store_kept_touched_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(const char **)ret_row = store_column_text(row, 0, arena);
}

enum err_code
store_kept_touched(struct store *store, struct arena *arena, const char *roadmap_id,
    const char ***ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_TOUCHED_LIST, "t", roadmap_id), arena,
	    sizeof(const char *), store_kept_touched_row, ret_list, ret_n, err);
}
