/* Enrollment.Preview and Enrollment.Upgrade: to a newer version of the roadmap. */
#include "engine/op_table.h"

#include <string.h>

#include "engine/upgrade_apply.h"
#include "engine/view.h"

/* `changes` of the new version as edges. */
static struct upgrade_edge *
op_enrollment_edges(struct op *op, const Pb__Roadmap *document, size_t *ret_n)
{
	struct upgrade_edge *edges;
	size_t n = 0, at = 0;

	for (size_t i = 0; i < document->n_changes; i++) {
		const Pb__Change *change = document->changes[i];

		n += change->n_renamed + change->n_removed;
		for (size_t k = 0; k < change->n_split; k++)
			n += change->split[k]->n_to;
		for (size_t k = 0; k < change->n_merged; k++)
			n += change->merged[k]->n_from;
	}
	edges = arena_array(op->arena, n, sizeof(*edges));
	for (size_t i = 0; i < document->n_changes; i++) {
		const Pb__Change *change = document->changes[i];
		uint32_t version = change->version;

		for (size_t k = 0; k < change->n_renamed; k++)
			edges[at++] = (struct upgrade_edge){version, change->renamed[k]->from,
			    change->renamed[k]->to};
		for (size_t k = 0; k < change->n_removed; k++)
			edges[at++] = (struct upgrade_edge){version, change->removed[k], NULL};
		for (size_t k = 0; k < change->n_split; k++)
			for (size_t m = 0; m < change->split[k]->n_to; m++)
				edges[at++] = (struct upgrade_edge){version, change->split[k]->from,
				    change->split[k]->to[m]};
		for (size_t k = 0; k < change->n_merged; k++)
			for (size_t m = 0; m < change->merged[k]->n_from; m++)
				edges[at++] = (struct upgrade_edge){version,
				    change->merged[k]->from[m], change->merged[k]->to};
	}
	*ret_n = n;
	return edges;
}

/* Which steps have something to lose: a flag each. */
static enum err_code
op_enrollment_touched(struct op *op, const struct place *place, bool **ret_touched, struct err *err)
{
	const char **ids;
	bool *touched = arena_array(op->arena, place->roadmap->n_steps, sizeof(*touched));
	size_t n;
	enum err_code code =
	    store_kept_touched(op->store, op->arena, place->roadmap->id, &ids, &n, err);

	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		uint32_t step = roadmap_step_index(place->roadmap, ids[i]);

		if (step != ROADMAP_NONE)
			touched[step] = true;
	}
	*ret_touched = touched;
	return code;
}

static enum err_code
op_enrollment_kept(struct op *op, const char *roadmap_id, const struct store_kept **ret_rows,
    struct upgrade_kept **ret_kept, size_t *ret_n, struct err *err)
{
	struct store_kept *rows;
	size_t n;
	enum err_code code = store_kept_list(op->store, op->arena, roadmap_id, &rows, &n, err);

	if (code != ERR_OK)
		return code;
	*ret_kept = arena_array(op->arena, n, sizeof(**ret_kept));
	for (size_t i = 0; i < n; i++) {
		const char *at = strchr(rows[i].step_id, '@');
		int length = at != NULL ? (int)(at - rows[i].step_id) : 0;

		(*ret_kept)[i].id = arena_printf(op->arena, "%.*s", length, rows[i].step_id);
		(*ret_kept)[i].title = rows[i].title;
	}
	*ret_rows = rows;
	*ret_n = n;
	return ERR_OK;
}

/* Fills in what would become of each step. */
static enum err_code
op_enrollment_plan(struct op *op, struct upgrade_job *job, struct err *err)
{
	struct upgrade_input input = {.from = job->place->roadmap, .to = job->to->roadmap};
	struct upgrade_kept *kept;
	bool *touched;
	enum err_code code = op_enrollment_touched(op, job->place, &touched, err);

	if (code == ERR_OK)
		code =
		    op_enrollment_kept(op, input.from->id, &job->kept, &kept, &input.n_kept, err);
	if (code != ERR_OK)
		return code;
	input.edges = op_enrollment_edges(op, job->to->document.head, &input.n_edges);
	input.touched = touched;
	input.kept = kept;
	job->moves = upgrade_moves(&input, op->arena, &job->n_moves);
	return ERR_OK;
}

/*
 * Finds the new version and what would become of each step; its `to` is NULL if none is newer.
 * NULL on failure.
 */
static struct upgrade_job *
op_enrollment_job(struct op *op, const char *roadmap_id, uint32_t version, struct err *err)
{
	struct upgrade_job *job = arena_alloc(op->arena, sizeof(*job));

	job->op = op;
	job->place = place_open(op, roadmap_id, err);
	if (job->place == NULL)
		return NULL;
	if (version == 0 &&
	    store_roadmap_newest(op->store, job->place->roadmap->id, &version, err) != ERR_OK)
		return NULL;
	if (version <= job->place->roadmap->version)
		return job;
	job->to = model_get(op, job->place->roadmap->id, version, err);
	if (job->to == NULL || op_enrollment_plan(op, job, err) != ERR_OK)
		return NULL;
	return job;
}

static Pb__StepMove *
op_enrollment_move(const struct upgrade_job *job, const struct upgrade_move *move)
{
	const struct roadmap_step *from = job->place->roadmap->steps, *to = job->to->roadmap->steps;
	const struct store_step *row = upgrade_apply_row(job, move);
	struct op *op = job->op;
	Pb__StepMove *view = OP_NEW(op, step_move);

	view->fate = (Pb__StepMove__Fate)move->fate;
	if (move->fate == UPGRADE_BACK) {
		view->from_id = job->kept[move->from].step_id;
		view->from_title = job->kept[move->from].title;
	} else if (move->fate != UPGRADE_NEW) {
		view->from_id = from[move->from].id;
		view->from_title = from[move->from].title;
	}
	view->to_ids = arena_array(op->arena, move->n_to, sizeof(*view->to_ids));
	for (uint32_t i = 0; i < move->n_to; i++)
		view->to_ids[view->n_to_ids++] = to[move->to[i]].id;
	if (move->n_to > 0)
		view->to_title = to[move->to[0]].title;
	view->status = row != NULL ? (Pb__Status)row->status : PB__STATUS__STATUS_TODO;
	return view;
}

/* All moves but those that change nothing, which are counted. */
static Pb__StepMove **
op_enrollment_moves(const struct upgrade_job *job, size_t *ret_n, uint32_t *ret_unchanged)
{
	Pb__StepMove **views = arena_array(job->op->arena, job->n_moves, sizeof(*views));
	size_t n = 0;

	*ret_unchanged = 0;
	for (size_t i = 0; i < job->n_moves; i++)
		if (job->moves[i].fate == UPGRADE_SAME)
			(*ret_unchanged)++;
		else
			views[n++] = op_enrollment_move(job, &job->moves[i]);
	*ret_n = n;
	return views;
}

enum err_code
op_enrollment_preview(struct op *op, const Pb__EnrollmentPreviewRequest *request,
    Pb__EnrollmentPreviewReply *reply, struct err *err)
{
	const struct upgrade_job *job =
	    op_enrollment_job(op, request->roadmap_id, request->version, err);

	if (job == NULL)
		return err->code;
	reply->roadmap_id = job->place->roadmap->id;
	reply->from_version = reply->to_version = job->place->roadmap->version;
	if (job->to == NULL)
		return ERR_OK;
	reply->to_version = job->to->roadmap->version;
	reply->moves = op_enrollment_moves(job, &reply->n_moves, &reply->unchanged);
	return ERR_OK;
}

enum err_code
op_enrollment_upgrade(struct op *op, const Pb__EnrollmentUpgradeRequest *request,
    Pb__EnrollmentUpgradeReply *reply, struct err *err)
{
	const struct upgrade_job *job =
	    op_enrollment_job(op, request->roadmap_id, request->version, err);
	const struct place *place;
	enum err_code code;

	if (job == NULL)
		return err->code;
	if (job->to == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "'%s' is at version %u, and none newer is stored", job->place->roadmap->id,
		    job->place->roadmap->version);
	reply->from_version = job->place->roadmap->version;
	reply->moves = op_enrollment_moves(job, &reply->n_moves, &reply->unchanged);
	code = store_backup(op->store, op->arena, op->now_s, &reply->backup, err);
	if (code == ERR_OK)
		code = upgrade_apply(job, err);
	if (code != ERR_OK)
		return code;
	op_about(op, job->place->roadmap->id, NULL, 0);
	op->summary = arena_printf(op->arena, "upgraded %s from version %u to %u",
	    job->to->roadmap->title, reply->from_version, job->to->roadmap->version);
	place = place_open(op, job->to->roadmap->id, err);
	if (place == NULL)
		return err->code;
	reply->enrollment = view_enrollment(op, place);
	return ERR_OK;
}
