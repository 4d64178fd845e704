#include "store/store.h"

#include "store/store_private.h"

static void
store_link_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_link *)ret_row = (struct store_link){
	    .url = store_column_text(row, 0, arena),
	    .title = store_column_text(row, 1, arena),
	    .at = sqlite3_column_int64(row, 2),
	};
}

enum err_code
store_link_list(struct store *store, struct arena *arena, const char *roadmap_id,
    const char *step_id, struct store_link **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_LINK_LIST, "tt", roadmap_id, step_id),
	    arena, sizeof(struct store_link), store_link_row, ret_list, ret_n, err);
}

enum err_code
store_link_add(struct store *store, const char *roadmap_id, const char *step_id,
    const struct store_link *link, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_LINK_ADD, "tttti", roadmap_id, step_id, link->url, link->title,
		link->at),
	    err);
}

enum err_code
store_link_remove(struct store *store, const char *roadmap_id, const char *step_id, const char *url,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_LINK_REMOVE, "ttt", roadmap_id, step_id, url), err);
}

enum err_code
store_link_move(struct store *store, const char *roadmap_id, const char *from_id, const char *to_id,
    struct err *err)
{
	return store_move(store, SQL_LINK_MOVE, SQL_LINK_DROP, roadmap_id, from_id, to_id, err);
}

enum err_code
store_link_count(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_count **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_LINK_COUNT, "t", roadmap_id), arena,
	    sizeof(struct store_count), store_count_row, ret_list, ret_n, err);
}
