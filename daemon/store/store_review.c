#include "store/store.h"

#include <string.h>

#include "store/store_private.h"

static void
store_review_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	int64_t minutes = sqlite3_column_int64(row, 1);

	(void)arena;
	*(struct store_work *)ret_row = (struct store_work){
	    .at = sqlite3_column_int64(row, 0),
	    .minutes = minutes > 0 ? (uint32_t)minutes : 0,
	};
}

static enum err_code
store_review_list(struct store *store, enum sql_query query, struct arena *arena,
    const char *roadmap_id, int64_t since_s, struct store_work **ret_list, size_t *ret_n,
    struct err *err)
{
	return store_collect(store, store_start(store, query, "ti", roadmap_id, since_s), arena,
	    sizeof(struct store_work), store_review_row, ret_list, ret_n, err);
}

enum err_code
store_review_work(struct store *store, struct arena *arena, const char *roadmap_id, int64_t since_s,
    struct store_work **ret_list, size_t *ret_n, struct err *err)
{
	struct store_work *pieces, *undated, *all;
	size_t n_pieces = 0, n_undated = 0;
	enum err_code code = store_review_list(store, SQL_REVIEW_TIME, arena, roadmap_id, since_s,
	    &pieces, &n_pieces, err);

	if (code == ERR_OK)
		code = store_review_list(store, SQL_REVIEW_UNDATED, arena, roadmap_id, since_s,
		    &undated, &n_undated, err);
	if (code != ERR_OK)
		return code;
	all = arena_array(arena, n_pieces + n_undated, sizeof(*all));
	if (n_pieces > 0)
		memcpy(all, pieces, n_pieces * sizeof(*all));
	if (n_undated > 0)
		memcpy(all + n_pieces, undated, n_undated * sizeof(*all));
	*ret_list = all;
	*ret_n = n_pieces + n_undated;
	return ERR_OK;
}
