#include "store/store.h"

#include "store/store_private.h"

enum {
	STORE_ANSWERS = 256, /* more than can be on their way when a daemon ends */
};

enum err_code
store_answer_get(struct store *store, struct arena *arena, const char *key,
    struct store_blob *ret_response, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ANSWER_GET, "t", key);
	struct store_blob response = {NULL, 0};
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		response = store_column_blob(row, 0, arena);
	if (code == ERR_OK)
		*ret_response = response;
	return code;
}

enum err_code
store_answer_put(struct store *store, uint32_t seq, const char *key, struct store_blob response,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ANSWER_PUT, "itb", (int64_t)seq % STORE_ANSWERS, key, &response),
	    err);
}
