#include "store/store.h"

#include "store/store_private.h"

static void
store_step_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_step *)ret_row = (struct store_step){
	    .step_id = store_column_text(row, 0, arena),
	    .status = store_column_u32(row, 1),
	    .started_at = sqlite3_column_int64(row, 2),
	    .finished_at = sqlite3_column_int64(row, 3),
	    .minutes_spent = store_column_u32(row, 4),
	    .forced = sqlite3_column_int(row, 5) != 0,
	};
}

enum err_code
store_step_list(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_step **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_STEP_LIST, "t", roadmap_id), arena,
	    sizeof(struct store_step), store_step_row, ret_list, ret_n, err);
}

enum err_code
store_step_set(struct store *store, const char *roadmap_id, const struct store_step *step,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_STEP_SET, "ttuzzuu", roadmap_id, step->step_id, step->status,
		step->started_at, step->finished_at, step->minutes_spent, (uint32_t)step->forced),
	    err);
}

enum err_code
store_step_reset(struct store *store, const char *roadmap_id, const char *step_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_STEP_RESET, "tt", roadmap_id, step_id),
	    err);
}
