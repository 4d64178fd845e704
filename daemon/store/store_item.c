#include "store/store.h"

#include "store/store_private.h"

static void
store_item_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_item *)ret_row = (struct store_item){
	    .step_id = store_column_text(row, 0, arena),
	    .item_id = store_column_text(row, 1, arena),
	};
}

enum err_code
store_item_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_item **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_ITEM_LIST, "t", roadmap_id), arena,
	    sizeof(struct store_item), store_item_row, ret_list, ret_n, err);
}

enum err_code
store_item_add(struct store *store, const char *roadmap_id, const struct store_item *item,
    int64_t now_s, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ITEM_ADD, "ttti", roadmap_id, item->step_id, item->item_id,
		now_s),
	    err);
}

enum err_code
store_item_remove(struct store *store, const char *roadmap_id, const struct store_item *item,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ITEM_REMOVE, "ttt", roadmap_id, item->step_id, item->item_id),
	    err);
}

enum err_code
store_item_move(struct store *store, const char *roadmap_id, const char *from_id, const char *to_id,
    struct err *err)
{
	return store_move(store, SQL_ITEM_MOVE, SQL_ITEM_DROP, roadmap_id, from_id, to_id, err);
}

enum err_code
store_item_move_one(struct store *store, const char *roadmap_id, const struct store_item *item,
    const char *to_id, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ITEM_MOVE_ONE, "tttt", roadmap_id, item->step_id, item->item_id,
		to_id),
	    err);
}
