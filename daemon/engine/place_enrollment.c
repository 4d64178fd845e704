#include "engine/place_enrollment.h"

#include <string.h>

#include "engine/place_kept.h"
#include "store/store_archive.h"

/* Which of the enrollments is current; NULL if there are none. */
static enum err_code
place_enrollment_current_of(struct op *op, const struct store_enrollment *list, size_t n,
    const char **ret_roadmap_id, struct err *err)
{
	const char *current = NULL;
	enum err_code code = store_setting_get(op->store, op->arena, "current", &current, err);

	if (code != ERR_OK)
		return code;
	/* An undo can leave none current: then it is the first. */
	*ret_roadmap_id = n > 0 ? list[0].roadmap_id : NULL;
	for (size_t i = 0; current != NULL && i < n; i++)
		if (strcmp(list[i].roadmap_id, current) == 0)
			*ret_roadmap_id = list[i].roadmap_id;
	return ERR_OK;
}

enum err_code
place_enrollment_current(struct op *op, const char **ret_roadmap_id, struct err *err)
{
	struct store_enrollment *list;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, op->arena, &list, &n, err);

	return code == ERR_OK ? place_enrollment_current_of(op, list, n, ret_roadmap_id, err)
			      : code;
}

/* Among the enrollments, as a step is found. */
static enum err_code
place_enrollment_match(struct op *op, const struct store_enrollment *list, size_t n,
    const char *text, struct store_enrollment *ret_enrollment, struct err *err)
{
	struct match_thing *things = arena_array(op->arena, n, sizeof(*things));
	uint32_t index;
	enum err_code code;

	for (size_t i = 0; i < n; i++)
		things[i] = (struct match_thing){list[i].roadmap_id, list[i].roadmap_id};
	code = op_find(op, "enrollment", things, (uint32_t)n, text, &index, err);
	if (code == ERR_OK)
		*ret_enrollment = list[index];
	if (code == ERR_NOT_FOUND && op->candidates->n_candidates == 0)
		return err_set(err, code,
		    "not enrolled in '%.64s': 'roadmap roadmaps' shows what there is", text);
	return code;
}

enum err_code
place_enrollment_find(struct op *op, const char *text, struct store_enrollment *ret_enrollment,
    struct err *err)
{
	struct store_enrollment *list;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, op->arena, &list, &n, err);

	return code == ERR_OK ? place_enrollment_match(op, list, n, text, ret_enrollment, err)
			      : code;
}

/* Whoever lost the database finds an empty one, and may not know that there are backups. */
static enum err_code
place_enrollment_none(struct op *op, struct err *err)
{
	bool is_empty = false;
	uint32_t n;
	int64_t at_s;
	const char *backup = NULL;

	if (store_export_is_empty(op->store, &is_empty, err) != ERR_OK)
		return err->code;
	if (is_empty)
		backup = store_backup_newest(op->store, op->arena, &n, &at_s);
	if (backup != NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "nothing is kept here, but there is a backup: roadmap restore %s", backup);
	return err_set(err, ERR_FAILED_PRECONDITION,
	    "not enrolled yet: see 'roadmap roadmaps', then 'roadmap enroll NAME'");
}

enum err_code
place_enrollment_read(struct op *op, struct place *place, const char *roadmap_id, struct err *err)
{
	struct store_enrollment *list;
	const char *current = NULL;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, place->kept->arena, &list, &n, err);

	if (code == ERR_OK)
		code = place_enrollment_current_of(op, list, n, &current, err);
	if (code != ERR_OK)
		return code;
	if (current == NULL)
		return place_enrollment_none(op, err);
	code = place_enrollment_match(op, list, n, roadmap_id[0] != '\0' ? roadmap_id : current,
	    &place->enrollment, err);
	if (code != ERR_OK)
		return code;
	place->current = strcmp(place->enrollment.roadmap_id, current) == 0;
	place->all_enrollments = list;
	place->n_all_enrollments = n;
	return ERR_OK;
}
