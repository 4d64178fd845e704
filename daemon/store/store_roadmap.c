#include "store/store.h"

#include "store/store_private.h"

static void
store_roadmap_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_roadmap *)ret_row = (struct store_roadmap){
	    .id = store_column_text(row, 0, arena),
	    .version = store_column_u32(row, 1),
	    .title = store_column_text(row, 2, arena),
	    .summary = store_column_text(row, 3, arena),
	    .steps = store_column_u32(row, 4),
	    .minutes = store_column_u32(row, 5),
	};
}

enum err_code
store_roadmap_list(struct store *store, struct arena *arena, struct store_roadmap **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_ROADMAP_LIST, ""), arena,
	    sizeof(struct store_roadmap), store_roadmap_row, ret_list, ret_n, err);
}

enum err_code
store_roadmap_get(struct store *store, struct arena *arena, const char *id, uint32_t version,
    struct store_blob *ret_document, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ROADMAP_GET, "tu", id, version);
	enum err_code code = ERR_OK;
	bool found = false;

	while (store_next(store, row, &code, err)) {
		*ret_document = store_column_blob(row, 0, arena);
		found = true;
	}
	if (code == ERR_OK && !found)
		return err_set(err, ERR_NOT_FOUND,
		    "no roadmap '%s' version %u: see what there is with roadmap roadmaps", id,
		    version);
	return code;
}

enum err_code
store_roadmap_stamp(struct store *store, const char *id, uint32_t version, int64_t *ret_stamp,
    struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ROADMAP_STAMP, "tu", id, version);
	enum err_code code = ERR_OK;
	int64_t stamp = 0;

	while (store_next(store, row, &code, err))
		stamp = sqlite3_column_int64(row, 0);
	if (code == ERR_OK)
		*ret_stamp = stamp;
	return code;
}

enum err_code
store_roadmap_newest(struct store *store, const char *id, uint32_t *ret_version, struct err *err)
{
	sqlite3_stmt *row = store_start(store, SQL_ROADMAP_NEWEST, "t", id);
	enum err_code code = ERR_OK;

	while (store_next(store, row, &code, err))
		*ret_version = store_column_u32(row, 0);
	return code;
}

enum err_code
store_roadmap_put(struct store *store, const struct store_roadmap *roadmap,
    struct store_blob document, int64_t now_s, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_ROADMAP_PUT, "tuttuuib", roadmap->id, roadmap->version,
		roadmap->title, roadmap->summary, roadmap->steps, roadmap->minutes, now_s,
		&document),
	    err);
}

enum err_code
store_roadmap_delete(struct store *store, const char *id, uint32_t version, struct err *err)
{
	return store_finish(store, store_start(store, SQL_ROADMAP_DELETE, "tu", id, version), err);
}
