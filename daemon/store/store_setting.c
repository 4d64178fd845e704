#include "store/store.h"

#include "store/store_private.h"

enum err_code
store_setting_get(struct store *store, struct arena *arena, const char *name,
    const char **ret_value, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_SETTING_GET, "t", name);
	const char *value = NULL;
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		value = store_column_text(row, 0, arena);
	if (code == ERR_OK)
		*ret_value = value;
	return code;
}

enum err_code
store_setting_set(struct store *store, const char *name, const char *value, struct err *err)
{
	sqlite3_stmt *statement = value != NULL
				      ? store_start(store, SQL_SETTING_SET, "tt", name, value)
				      : store_start(store, SQL_SETTING_REMOVE, "t", name);

	return store_finish(store, statement, err);
}
