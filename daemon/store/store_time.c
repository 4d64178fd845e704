#include "store/store.h"

#include "store/store_private.h"

static void
store_time_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_time *)ret_row = (struct store_time){
	    .roadmap_id = store_column_text(row, 0, arena),
	    .step_id = store_column_text(row, 1, arena),
	    .id = store_column_text(row, 2, arena),
	    .began_at = sqlite3_column_int64(row, 3),
	    .minutes = store_column_u32(row, 4),
	};
}

enum err_code
store_time_list(struct store *store, struct arena *arena, const char *roadmap_id,
    const char *step_id, int64_t since_s, struct store_time **ret_list, size_t *ret_n,
    struct err *err)
{
	return store_collect(store,
	    store_start(store, SQL_TIME_LIST, "tti", roadmap_id, step_id, since_s), arena,
	    sizeof(struct store_time), store_time_row, ret_list, ret_n, err);
}

enum err_code
store_time_add(struct store *store, const struct store_time *entry, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_TIME_ADD, "tttiu", entry->roadmap_id, entry->step_id, entry->id,
		entry->began_at, entry->minutes),
	    err);
}

enum err_code
store_time_remove(struct store *store, const char *roadmap_id, const char *step_id, const char *id,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_TIME_REMOVE, "ttt", roadmap_id, step_id, id), err);
}

enum err_code
store_time_drop(struct store *store, const char *roadmap_id, const char *step_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_TIME_DROP, "tt", roadmap_id, step_id),
	    err);
}

enum err_code
store_time_move(struct store *store, const char *roadmap_id, const char *from_id, const char *to_id,
    struct err *err)
{
	return store_move(store, SQL_TIME_MOVE, SQL_TIME_DROP, roadmap_id, from_id, to_id, err);
}
