#include "store/store.h"

#include "store/store_private.h"

static void
store_remind_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_touched *)ret_row = (struct store_touched){
	    .step_id = store_column_text(row, 0, arena),
	    .at = sqlite3_column_int64(row, 1),
	};
}

enum err_code
store_remind_touched(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_touched **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_REMIND_TOUCHED, "t", roadmap_id), arena,
	    sizeof(struct store_touched), store_remind_row, ret_list, ret_n, err);
}
