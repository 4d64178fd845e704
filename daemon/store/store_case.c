#include "store/store_case.h"

#include "store/store_private.h"

static void
store_case_study_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_case_study *)ret_row = (struct store_case_study){
	    .id = store_column_text(row, 0, arena),
	    .roadmap_id = store_column_text(row, 1, arena),
	    .step_id = store_column_text(row, 2, arena),
	    .title = store_column_text(row, 3, arena),
	    .role = store_column_text(row, 4, arena),
	    .from_date = store_column_text(row, 5, arena),
	    .to_date = store_column_text(row, 6, arena),
	    .live_url = store_column_text(row, 7, arena),
	    .repository_url = store_column_text(row, 8, arena),
	    .problem = store_column_text(row, 9, arena),
	    .approach = store_column_text(row, 10, arena),
	    .challenges = store_column_text(row, 11, arena),
	    .lessons = store_column_text(row, 12, arena),
	    .added_at = sqlite3_column_int64(row, 13),
	    .changed_by = store_column_text(row, 14, arena),
	};
}

enum err_code
store_case_study_list(struct store *store, struct arena *arena, struct store_case_study **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_CASE_STUDY_LIST, ""), arena,
	    sizeof(struct store_case_study), store_case_study_row, ret_list, ret_n, err);
}

enum err_code
store_case_study_put(struct store *store, const struct store_case_study *study, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_CASE_STUDY_PUT, "tttttttttttttit", study->id, study->roadmap_id,
		study->step_id, study->title, study->role, study->from_date, study->to_date,
		study->live_url, study->repository_url, study->problem, study->approach,
		study->challenges, study->lessons, study->added_at, study->changed_by),
	    err);
}

enum err_code
store_case_study_remove(struct store *store, const char *id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_CASE_STUDY_REMOVE, "t", id), err);
}

enum err_code
store_case_study_move(struct store *store, const char *roadmap_id, const char *from_id,
    const char *to_id, struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_CASE_STUDY_MOVE, "ttt", roadmap_id, from_id, to_id), err);
}

static void
store_case_item_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_case_item *)ret_row = (struct store_case_item){
	    .case_study_id = store_column_text(row, 0, arena),
	    .list = store_column_text(row, 1, arena),
	    .text = store_column_text(row, 2, arena),
	};
}

enum err_code
store_case_item_list(struct store *store, struct arena *arena, struct store_case_item **ret_list,
    size_t *ret_n, struct err *err)
{
	return store_collect(store, store_start(store, SQL_CASE_ITEM_LIST, ""), arena,
	    sizeof(struct store_case_item), store_case_item_row, ret_list, ret_n, err);
}

enum err_code
store_case_item_add(struct store *store, const struct store_case_item *item, uint32_t place,
    struct err *err)
{
	return store_finish(store,
	    store_start(store, SQL_CASE_ITEM_ADD, "ttut", item->case_study_id, item->list, place,
		item->text),
	    err);
}

enum err_code
store_case_item_drop(struct store *store, const char *case_study_id, struct err *err)
{
	return store_finish(store, store_start(store, SQL_CASE_ITEM_DROP, "t", case_study_id), err);
}
