#include "store/store.h"

#include "store/store_private.h"

static void
store_pause_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_pause *)ret_row = (struct store_pause){
	    .from_day = store_column_text(row, 0, arena),
	    .until_day = store_column_text(row, 1, arena),
	};
}

enum err_code
store_pause_list(struct store *store, struct arena *arena, struct store_pause **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_PAUSE_LIST, ""), arena,
	    sizeof(struct store_pause), store_pause_row, ret_list, ret_n, err);
}

enum err_code
store_pause_add(struct store *store, const struct store_pause *pause, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_PAUSE_ADD, "tt", pause->from_day, pause->until_day), err);
}

enum err_code
store_pause_remove(struct store *store, const char *from_day, struct err *err)
{
	return store_finish(store, store_start(store, SQL_PAUSE_REMOVE, "t", from_day), err);
}
