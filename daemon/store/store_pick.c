#include "store/store.h"

#include "store/store_private.h"

static void
store_pick_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_pick *)ret_row = (struct store_pick){
	    .choice_id = store_column_text(row, 0, arena),
	    .option_id = store_column_text(row, 1, arena),
	    .picked_at = sqlite3_column_int64(row, 2),
	};
}

enum err_code
store_pick_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_pick **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_PICK_LIST, "t", roadmap_id), arena,
	    sizeof(struct store_pick), store_pick_row, ret_list, ret_n, err);
}

enum err_code
store_pick_add(struct store *store, const char *roadmap_id, const struct store_pick *pick,
    int64_t now_s, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_PICK_ADD, "ttti", roadmap_id, pick->choice_id, pick->option_id,
		now_s),
	    err);
}

enum err_code
store_pick_remove(struct store *store, const char *roadmap_id, const struct store_pick *pick,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_PICK_REMOVE, "ttt", roadmap_id, pick->choice_id,
		pick->option_id),
	    err);
}
