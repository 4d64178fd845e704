#include "engine/upgrade_apply.h"

#include "core/upgrade_record.h"
#include "store/store_job.h"

/* One step of the new version and what became of it. */
struct upgrade_target {
	struct upgrade_record *parts; /* of each source */
	size_t n;
	struct upgrade_record whole; /* of them together, if there is any row */
	bool any_row;
};

/* No id has this form: what is kept already under the lasting one is not touched. */
static const char *
upgrade_apply_parked_id(const struct upgrade_job *job, const struct upgrade_move *move)
{
	if (move->fate == UPGRADE_BACK)
		return job->kept[move->from].step_id;
	return arena_printf(job->op->arena, "@%s", job->place->roadmap->steps[move->from].id);
}

static const char *
upgrade_apply_kept_id(const struct upgrade_job *job, const struct upgrade_move *move)
{
	return arena_printf(job->op->arena, "%s@%u", job->place->roadmap->steps[move->from].id,
	    job->place->roadmap->version);
}

const struct store_step *
upgrade_apply_row(const struct upgrade_job *job, const struct upgrade_move *move)
{
	if (move->fate == UPGRADE_NEW)
		return NULL;
	if (move->fate != UPGRADE_BACK)
		return job->place->rows[move->from];
	return place_row(job->place, job->kept[move->from].step_id);
}

static enum err_code
upgrade_apply_move_texts(const struct upgrade_job *job, const char *from_id, const char *to_id,
    struct err *err)
{
	const char *roadmap_id = job->place->roadmap->id;
	struct store *store = job->op->store;
	enum err_code code = store_note_move(store, roadmap_id, from_id, to_id, err);

	if (code == ERR_OK)
		code = store_link_move(store, roadmap_id, from_id, to_id, err);
	if (code == ERR_OK)
		code = store_item_move(store, roadmap_id, from_id, to_id, err);
	if (code == ERR_OK)
		code = store_time_move(store, roadmap_id, from_id, to_id, err);
	if (code == ERR_OK)
		code = store_timer_move(store, roadmap_id, from_id, to_id, err);
	if (code == ERR_OK)
		code = store_case_study_move(store, roadmap_id, from_id, to_id, err);
	if (code == ERR_OK)
		code = store_job_move(store, roadmap_id, from_id, to_id, err);
	return code;
}

static bool
upgrade_apply_parks(const struct upgrade_move *move)
{
	return move->fate != UPGRADE_NEW && move->fate != UPGRADE_SAME &&
	       move->fate != UPGRADE_GONE;
}

static enum err_code
upgrade_apply_park(const struct upgrade_job *job, const struct upgrade_move *move, struct err *err)
{
	const char *id;
	enum err_code code;

	if (move->fate == UPGRADE_BACK)
		return store_step_reset(job->op->store, job->place->roadmap->id,
		    job->kept[move->from].step_id, err);
	id = job->place->roadmap->steps[move->from].id;
	code = upgrade_apply_move_texts(job, id, upgrade_apply_parked_id(job, move), err);
	if (code == ERR_OK)
		code = store_step_reset(job->op->store, job->place->roadmap->id, id, err);
	return code;
}

static struct upgrade_record
upgrade_apply_record(const struct store_step *row)
{
	if (row == NULL)
		return (struct upgrade_record){.status = STANDING_TODO};
	return (struct upgrade_record){
	    .status = (uint8_t)row->status,
	    .forced = row->forced,
	    .started_at = row->started_at,
	    .finished_at = row->finished_at,
	    .minutes_spent = row->minutes_spent,
	};
}

static enum err_code
upgrade_apply_set(const struct upgrade_job *job, const char *id, struct upgrade_record record,
    struct err *err)
{
	const struct store_step row = {
	    .step_id = id,
	    .status = record.status,
	    .started_at = record.started_at,
	    .finished_at = record.finished_at,
	    .minutes_spent = record.minutes_spent,
	    .forced = record.forced,
	};

	if (row.status == STANDING_TODO)
		return ERR_OK;
	return store_step_set(job->op->store, job->place->roadmap->id, &row, err);
}

/* Beside what was kept of it before. U8 */
static enum err_code
upgrade_apply_keep(const struct upgrade_job *job, const struct upgrade_move *move,
    struct upgrade_record record, struct err *err)
{
	const struct roadmap *roadmap = job->place->roadmap;
	const struct store_kept kept = {upgrade_apply_kept_id(job, move),
	    roadmap->steps[move->from].title, roadmap->version};
	const struct upgrade_record before =
	    upgrade_apply_record(place_row(job->place, kept.step_id));
	enum err_code code = store_kept_add(job->op->store, roadmap->id, &kept, err);

	if (code != ERR_OK)
		return code;
	return upgrade_apply_set(job, kept.step_id, upgrade_record_meet(&before, &record), err);
}

/* U7; its hours went with the merge. */
static enum err_code
upgrade_apply_keep_forgotten(const struct upgrade_job *job, const struct upgrade_move *move,
    const struct upgrade_target *targets, struct err *err)
{
	struct upgrade_record kept = upgrade_apply_record(upgrade_apply_row(job, move));
	bool forgotten = false;

	for (uint32_t i = 0; i < move->n_to; i++)
		forgotten = forgotten ||
			    upgrade_record_forgets(kept.status, targets[move->to[i]].whole.status);
	kept.minutes_spent = 0;
	return forgotten ? upgrade_apply_keep(job, move, kept, err) : ERR_OK;
}

/* The checked items of a step that was split. U9 */
static enum err_code
upgrade_apply_split_items(const struct upgrade_job *job, const struct upgrade_move *move,
    struct err *err)
{
	const struct upgrade_record nothing = {.status = STANDING_TODO};
	const struct roadmap *to = job->to->roadmap;
	const char *parked = upgrade_apply_parked_id(job, move);
	enum err_code code = ERR_OK;
	bool homeless = false;
	size_t n;
	const struct store_item *items =
	    place_items_of(job->place, job->place->roadmap->steps[move->from].id, &n);

	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		const struct store_item item = {parked, items[i].item_id};
		uint32_t step = upgrade_item_step(to, move, item.item_id);

		if (step != ROADMAP_NONE)
			code = store_item_move_one(job->op->store, to->id, &item,
			    to->steps[step].id, err);
		homeless = homeless || step == ROADMAP_NONE;
	}
	if (code != ERR_OK || !homeless)
		return code;
	code = upgrade_apply_keep(job, move, nothing, err);
	return code == ERR_OK ? store_item_move(job->op->store, to->id, parked,
				    upgrade_apply_kept_id(job, move), err)
			      : code;
}

static enum err_code
upgrade_apply_settle(const struct upgrade_job *job, const struct upgrade_move *move,
    const struct upgrade_target *targets, struct err *err)
{
	const struct roadmap *roadmap = job->to->roadmap;
	const char *parked = upgrade_apply_parked_id(job, move);
	enum err_code code = ERR_OK;

	if (move->fate == UPGRADE_KEPT) {
		code = upgrade_apply_keep(job, move,
		    upgrade_apply_record(upgrade_apply_row(job, move)), err);
		return code == ERR_OK ? upgrade_apply_move_texts(job, parked,
					    upgrade_apply_kept_id(job, move), err)
				      : code;
	}
	if (move->fate == UPGRADE_SPLIT)
		code = upgrade_apply_split_items(job, move, err);
	if (code == ERR_OK)
		code = upgrade_apply_move_texts(job, parked, roadmap->steps[move->to[0]].id, err);
	if (code == ERR_OK && move->fate == UPGRADE_BACK)
		return store_kept_remove(job->op->store, roadmap->id, parked, err);
	return code == ERR_OK ? upgrade_apply_keep_forgotten(job, move, targets, err) : code;
}

static void
upgrade_apply_add(const struct upgrade_job *job, const struct upgrade_move *move,
    struct upgrade_target *targets)
{
	const struct store_step *row = upgrade_apply_row(job, move);

	for (uint32_t i = 0; i < move->n_to; i++) {
		struct upgrade_target *target = &targets[move->to[i]];
		struct upgrade_record part = upgrade_apply_record(row);

		if (i > 0) /* U9 */
			part.minutes_spent = 0;
		target->parts[target->n++] = part;
		target->any_row = target->any_row || row != NULL;
	}
}

/* A row of a step that the old version does not have is of a stay in another one. U8 */
static struct upgrade_record
upgrade_apply_whole(const struct upgrade_job *job, uint32_t step,
    const struct upgrade_target *target)
{
	const char *id = job->to->roadmap->steps[step].id;
	const struct upgrade_record whole = upgrade_record_join(target->parts, target->n);
	struct upgrade_record there;

	if (roadmap_step_index(job->place->roadmap, id) != ROADMAP_NONE)
		return whole;
	there = upgrade_apply_record(place_row(job->place, id));
	return upgrade_record_meet(&there, &whole);
}

static struct upgrade_target *
upgrade_apply_targets(const struct upgrade_job *job)
{
	struct arena *arena = job->op->arena;
	uint32_t n = job->to->roadmap->n_steps;
	struct upgrade_target *targets = arena_array(arena, n, sizeof(*targets));
	uint32_t *sources = arena_array(arena, n, sizeof(*sources));

	for (size_t i = 0; i < job->n_moves; i++)
		for (uint32_t k = 0; k < job->moves[i].n_to; k++)
			sources[job->moves[i].to[k]]++;
	for (uint32_t i = 0; i < n; i++)
		targets[i].parts = arena_array(arena, sources[i], sizeof(*targets[i].parts));
	for (size_t i = 0; i < job->n_moves; i++)
		if (upgrade_apply_parks(&job->moves[i]))
			upgrade_apply_add(job, &job->moves[i], targets);
	for (uint32_t i = 0; i < n; i++)
		if (targets[i].any_row)
			targets[i].whole = upgrade_apply_whole(job, i, &targets[i]);
	return targets;
}

/*
 * A pick of an option that is gone goes, and so do all of a choice of which more are picked than
 * the new version allows: that is to be chosen anew.
 */
static enum err_code
upgrade_apply_picks(const struct upgrade_job *job, struct err *err)
{
	const struct roadmap *roadmap = job->to->roadmap;
	struct op *op = job->op;
	uint32_t *picked = arena_array(op->arena, roadmap->n_choices, sizeof(*picked));
	struct store_pick *picks;
	size_t n = 0;
	enum err_code code = store_pick_list(op->store, op->arena, roadmap->id, &picks, &n, err);

	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		uint32_t choice = roadmap_choice_index(roadmap, picks[i].choice_id);

		if (choice != ROADMAP_NONE && roadmap_option_index(&roadmap->choices[choice],
						  picks[i].option_id) != ROADMAP_NONE)
			picked[choice]++;
		else
			code = store_pick_remove(op->store, roadmap->id, &picks[i], err);
	}
	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		uint32_t choice = roadmap_choice_index(roadmap, picks[i].choice_id);

		if (choice != ROADMAP_NONE && picked[choice] > roadmap->choices[choice].pick)
			code = store_pick_remove(op->store, roadmap->id, &picks[i], err);
	}
	return code;
}

enum err_code
upgrade_apply(const struct upgrade_job *job, struct err *err)
{
	struct upgrade_target *targets = upgrade_apply_targets(job);
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < job->n_moves; i++)
		if (upgrade_apply_parks(&job->moves[i]))
			code = upgrade_apply_park(job, &job->moves[i], err);
	for (uint32_t i = 0; code == ERR_OK && i < job->to->roadmap->n_steps; i++)
		if (targets[i].any_row)
			code = upgrade_apply_set(job, job->to->roadmap->steps[i].id,
			    targets[i].whole, err);
	for (size_t i = 0; code == ERR_OK && i < job->n_moves; i++)
		if (upgrade_apply_parks(&job->moves[i]))
			code = upgrade_apply_settle(job, &job->moves[i], targets, err);
	if (code == ERR_OK)
		code = upgrade_apply_picks(job, err);
	if (code == ERR_OK)
		code = store_enrollment_move(job->op->store, job->place->roadmap->id,
		    job->to->roadmap->version, err);
	return code;
}
