#include "engine/upgrade_apply.h"

#include <string.h>

/* One step of the new version and what became of it. */
struct upgrade_target {
	uint8_t *statuses; /* of each source */
	size_t n;
	struct store_step row;
	bool any_row;
};

static bool
upgrade_apply_has_source(const struct upgrade_move *move)
{
	return move->fate != UPGRADE_NEW;
}

static const char *
upgrade_apply_parked_id(const struct upgrade_job *job, const struct upgrade_move *move)
{
	if (move->fate == UPGRADE_BACK)
		return job->kept[move->from].step_id;
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
	return code;
}

static bool
upgrade_apply_parks(const struct upgrade_move *move)
{
	return upgrade_apply_has_source(move) && move->fate != UPGRADE_SAME &&
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

/* The later of two dates, for what several steps became; of the starts the earlier. */
static void
upgrade_apply_join(struct upgrade_target *target, const struct store_step *row, bool first_target)
{
	struct store_step *all = &target->row;

	target->statuses[target->n++] = row != NULL ? (uint8_t)row->status : STANDING_TODO;
	if (row == NULL)
		return;
	if (row->started_at != 0 && (all->started_at == 0 || row->started_at < all->started_at))
		all->started_at = row->started_at;
	if (row->finished_at > all->finished_at)
		all->finished_at = row->finished_at;
	if (first_target) /* the hours of a step that was split go to its first part */
		all->minutes_spent += row->minutes_spent;
	all->forced = all->forced || row->forced;
	target->any_row = true;
}

static bool
upgrade_apply_finished(uint8_t status)
{
	return status == STANDING_DONE || status == STANDING_KNOWN;
}

/* A step that stays parked under its old id, with the row given (or none). */
static enum err_code
upgrade_apply_keep(const struct upgrade_job *job, const struct upgrade_move *move,
    const struct store_step *row, struct err *err)
{
	const struct roadmap *roadmap = job->place->roadmap;
	const struct store_kept kept = {upgrade_apply_parked_id(job, move),
	    roadmap->steps[move->from].title, roadmap->version};
	enum err_code code = store_kept_add(job->op->store, roadmap->id, &kept, err);
	struct store_step parked;

	if (code != ERR_OK || row == NULL)
		return code;
	parked = *row;
	parked.step_id = kept.step_id;
	return store_step_set(job->op->store, roadmap->id, &parked, err);
}

/*
 * A step that was done, merged into one that is not done yet, would be lost in it: it is kept as
 * well. Its notes, links and hours went with the merge.
 */
static enum err_code
upgrade_apply_keep_done(const struct upgrade_job *job, const struct upgrade_move *move,
    const struct upgrade_target *targets, struct err *err)
{
	const struct store_step *row = upgrade_apply_row(job, move);
	struct store_step kept;

	if (row == NULL || move->fate == UPGRADE_BACK ||
	    !upgrade_apply_finished((uint8_t)row->status))
		return ERR_OK;
	for (uint32_t i = 0; i < move->n_to; i++)
		if (!upgrade_apply_finished((uint8_t)targets[move->to[i]].row.status)) {
			kept = *row;
			kept.minutes_spent = 0;
			return upgrade_apply_keep(job, move, &kept, err);
		}
	return ERR_OK;
}

static enum err_code
upgrade_apply_settle(const struct upgrade_job *job, const struct upgrade_move *move,
    const struct upgrade_target *targets, struct err *err)
{
	const struct roadmap *roadmap = job->to->roadmap;
	enum err_code code;

	if (move->fate == UPGRADE_KEPT)
		return upgrade_apply_keep(job, move, upgrade_apply_row(job, move), err);
	code = upgrade_apply_move_texts(job, upgrade_apply_parked_id(job, move),
	    roadmap->steps[move->to[0]].id, err);
	if (code == ERR_OK && move->fate == UPGRADE_BACK)
		return store_kept_remove(job->op->store, roadmap->id, job->kept[move->from].step_id,
		    err);
	return code == ERR_OK ? upgrade_apply_keep_done(job, move, targets, err) : code;
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
		targets[i].statuses = arena_alloc(arena, sources[i]);
	for (size_t i = 0; i < job->n_moves; i++) {
		const struct upgrade_move *move = &job->moves[i];

		for (uint32_t k = 0; upgrade_apply_parks(move) && k < move->n_to; k++)
			upgrade_apply_join(&targets[move->to[k]], upgrade_apply_row(job, move),
			    k == 0);
	}
	for (uint32_t i = 0; i < n; i++)
		if (targets[i].n > 0)
			targets[i].row.status = upgrade_status(targets[i].statuses, targets[i].n);
	return targets;
}

static enum err_code
upgrade_apply_write_row(const struct upgrade_job *job, uint32_t step, struct upgrade_target *target,
    struct err *err)
{
	struct store_step *row = &target->row;

	if (!target->any_row)
		return ERR_OK;
	row->step_id = job->to->roadmap->steps[step].id;
	/* Hours on something that is not begun as a whole: it is begun. */
	if (row->status == STANDING_TODO && row->minutes_spent > 0)
		row->status = STANDING_ACTIVE;
	if (row->status == STANDING_TODO)
		return ERR_OK;
	if (row->status == STANDING_ACTIVE)
		row->finished_at = 0;
	return store_step_set(job->op->store, job->to->roadmap->id, row, err);
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
		code = upgrade_apply_write_row(job, i, &targets[i], err);
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
