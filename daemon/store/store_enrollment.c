#include "store/store.h"

#include "store/store_private.h"

static void
store_enrollment_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_enrollment *)ret_row = (struct store_enrollment){
	    .roadmap_id = store_column_text(row, 0, arena),
	    .version = store_column_u32(row, 1),
	    .enrolled_at = sqlite3_column_int64(row, 2),
	};
}

enum err_code
store_enrollment_list(struct store *store, struct arena *arena, struct store_enrollment **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_ENROLLMENT_LIST, ""), arena,
	    sizeof(struct store_enrollment), store_enrollment_row, ret_list, ret_n, err);
}

enum err_code
store_enrollment_get(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_enrollment *ret_enrollment, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ENROLLMENT_GET, "t", roadmap_id);
	struct store_enrollment enrollment = {0};
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		store_enrollment_row(row, arena, &enrollment);
	if (code == ERR_OK)
		*ret_enrollment = enrollment;
	return code;
}

enum err_code
store_enrollment_add(struct store *store, const char *roadmap_id, uint32_t version, int64_t now_s,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ENROLLMENT_ADD, "tui", roadmap_id, version, now_s), err);
}

enum err_code
store_enrollment_remove(struct store *store, const char *roadmap_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_ENROLLMENT_REMOVE, "t", roadmap_id), err);
}

enum err_code
store_enrollment_move(struct store *store, const char *roadmap_id, uint32_t version,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ENROLLMENT_MOVE, "tu", roadmap_id, version), err);
}
