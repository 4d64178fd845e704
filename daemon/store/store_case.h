/*
 * Case studies in the learner's database: as store.h, of which this is a part.
 */
#ifndef STORE_STORE_CASE_H
#define STORE_STORE_CASE_H

#include "store/store.h"

struct store_case_study {
	const char *id;
	const char *roadmap_id, *step_id; /* both "" if it belongs to no step */
	const char *title, *role, *from_date, *to_date, *live_url, *repository_url;
	const char *problem, *approach, *challenges, *lessons;
	int64_t added_at;
	const char *changed_by; /* the id of the action that wrote it last */
};

struct store_case_item {
	const char *case_study_id;
	const char *list; /* "kind", "technology", "outcome" */
	const char *text;
};

/* In the order they were added. */
enum err_code store_case_study_list(struct store *store, struct arena *arena,
    struct store_case_study **ret_list, size_t *ret_n, struct err *err);
/* Adds it, or writes it anew under its id; what it was added at stays. */
enum err_code store_case_study_put(struct store *store, const struct store_case_study *study,
    struct err *err);
/* Its items have to be dropped before. */
enum err_code store_case_study_remove(struct store *store, const char *id, struct err *err);
enum err_code store_case_study_move(struct store *store, const char *roadmap_id,
    const char *from_id, const char *to_id, struct err *err);
/* Those of one case study together, in the order of each list. */
enum err_code store_case_item_list(struct store *store, struct arena *arena,
    struct store_case_item **ret_list, size_t *ret_n, struct err *err);
enum err_code store_case_item_add(struct store *store, const struct store_case_item *item,
    uint32_t place, struct err *err);
enum err_code store_case_item_drop(struct store *store, const char *case_study_id, struct err *err);

#endif
