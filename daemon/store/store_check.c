#include "store/store.h"

#include "store/store_private.h"

enum err_code
store_check_integrity(struct store *store, struct arena *arena, const char **ret_text,
    struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_CHECK_INTEGRITY, "");
	const char *text = NULL;
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err)) {
		const char *line = store_column_text(row, 0, arena);

		text = text == NULL ? line : arena_printf(arena, "%s; %s", text, line);
	}
	if (code == ERR_OK)
		*ret_text = text;
	return code;
}

enum err_code
store_check_foreign_keys(struct store *store, uint32_t *ret_n, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_CHECK_FOREIGN_KEYS, "");
	enum err_code code = ERR_OK;
	uint32_t n = 0;

	while (store_next(store, row, &code, err))
		n++;
	if (code == ERR_OK)
		*ret_n = n;
	return code;
}
