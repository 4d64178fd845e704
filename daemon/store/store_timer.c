#include "store/store.h"

#include "store/store_private.h"

enum err_code
store_timer_get(struct store *store, struct arena *arena, struct store_timer *ret_timer,
    struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_TIMER_GET, "");
	struct store_timer timer = {0};
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		timer = (struct store_timer){
		    .roadmap_id = store_column_text(row, 0, arena),
		    .step_id = store_column_text(row, 1, arena),
		    .began_at = sqlite3_column_int64(row, 2),
		};
	if (code == ERR_OK)
		*ret_timer = timer;
	return code;
}

enum err_code
store_timer_set(struct store *store, const struct store_timer *timer, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_TIMER_SET, "tti", timer->roadmap_id, timer->step_id,
		timer->began_at),
	    err);
}

enum err_code
store_timer_remove(struct store *store, struct err *err)
{
	return store_finish(store, store_start(store, SQL_TIMER_REMOVE, ""), err);
}

enum err_code
store_timer_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_TIMER_MOVE, "ttt", roadmap_id, from_id, to_id), err);
}
