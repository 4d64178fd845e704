#include "store/store.h"

#include "store/store_private.h"

static void
store_note_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_note *)ret_row = (struct store_note){
	    .id = store_column_text(row, 0, arena),
	    .text = store_column_text(row, 1, arena),
	    .at = sqlite3_column_int64(row, 2),
	};
}

enum err_code
store_note_list(struct store *store, struct arena *arena, const char *roadmap_id,
    const char *step_id, struct store_note **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_NOTE_LIST, "tt", roadmap_id, step_id),
	    arena, sizeof(struct store_note), store_note_row, ret_list, ret_n, err);
}

enum err_code
store_note_add(struct store *store, const char *roadmap_id, const char *step_id,
    const struct store_note *note, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_NOTE_ADD, "tttti", roadmap_id, step_id, note->id, note->text,
		note->at),
	    err);
}

enum err_code
store_note_remove(struct store *store, const char *roadmap_id, const char *step_id, const char *id,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_NOTE_REMOVE, "ttt", roadmap_id, step_id, id), err);
}

enum err_code
store_note_move(struct store *store, const char *roadmap_id, const char *from_id, const char *to_id,
    struct err *err)
{
	return store_move(store, SQL_NOTE_MOVE, SQL_NOTE_DROP, roadmap_id, from_id, to_id, err);
}

enum err_code
store_note_count(struct store *store, struct arena *arena, const char *roadmap_id,
    struct store_count **ret_list, size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_NOTE_COUNT, "t", roadmap_id), arena,
	    sizeof(struct store_count), store_count_row, ret_list, ret_n, err);
}
