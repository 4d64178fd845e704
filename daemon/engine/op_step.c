#include "engine/op_step.h"

#include <string.h>

#include "engine/op_table.h"
#include "engine/spent.h"
#include "engine/timer.h"
#include "engine/view.h"

enum {
	OP_STEP_TIMES_MAX = 100, /* shown */
};

enum err_code
op_step_notes(struct op *op, const char *roadmap_id, const char *step_id, Pb__NoteView ***ret_notes,
    size_t *ret_n, struct err *err)
{
	struct store_note *list;
	size_t n;
	enum err_code code =
	    store_note_list(op->store, op->arena, roadmap_id, step_id, &list, &n, err);

	if (code != ERR_OK)
		return code;
	*ret_notes = arena_array(op->arena, n, sizeof(**ret_notes));
	for (size_t i = 0; i < n; i++) {
		Pb__NoteView *note = OP_NEW(op, note_view);

		note->id = list[i].id;
		note->text = list[i].text;
		note->at = view_timestamp_s(op->arena, list[i].at);
		(*ret_notes)[i] = note;
	}
	*ret_n = n;
	return ERR_OK;
}

enum err_code
op_step_links(struct op *op, const char *roadmap_id, const char *step_id, Pb__LinkView ***ret_links,
    size_t *ret_n, struct err *err)
{
	struct store_link *list;
	size_t n;
	enum err_code code =
	    store_link_list(op->store, op->arena, roadmap_id, step_id, &list, &n, err);

	if (code != ERR_OK)
		return code;
	*ret_links = arena_array(op->arena, n, sizeof(**ret_links));
	for (size_t i = 0; i < n; i++) {
		Pb__LinkView *link = OP_NEW(op, link_view);

		link->url = list[i].url;
		link->title = list[i].title;
		link->at = view_timestamp_s(op->arena, list[i].at);
		(*ret_links)[i] = link;
	}
	*ret_n = n;
	return ERR_OK;
}

/* What was spent on a step, and whether the timer runs on it. */
static enum err_code
op_step_times(struct op *op, const char *roadmap_id, const char *step_id, Pb__StepGetReply *reply,
    struct err *err)
{
	const uint32_t spent = reply->step->minutes_spent;
	struct store_time *list;
	struct settings settings;
	uint64_t dated = 0;
	size_t n = 0;
	enum err_code code = settings_read(op, "", &settings, err);

	if (code == ERR_OK)
		code =
		    store_time_list(op->store, op->arena, roadmap_id, step_id, 0, &list, &n, err);
	if (code == ERR_OK)
		code = timer_view(op, &reply->timer, err);
	if (code != ERR_OK)
		return code;
	if (reply->timer != NULL && (strcmp(reply->timer->roadmap_id, roadmap_id) != 0 ||
					strcmp(reply->timer->step_id, step_id) != 0))
		reply->timer = NULL;
	reply->times = spent_view(op, &settings, list, n, OP_STEP_TIMES_MAX, &reply->n_times);
	reply->total_times = (uint32_t)n;
	for (size_t i = 0; i < n; i++)
		dated += list[i].minutes;
	reply->undated_minutes = dated < spent ? spent - (uint32_t)dated : 0;
	return ERR_OK;
}

static void
op_step_neighbours(struct op *op, const struct place *place, uint32_t step, Pb__StepGetReply *reply)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	size_t n = 0;

	for (uint32_t i = 0; i < def->n_needs; i++)
		n += def->needs[i].n_any;
	reply->requires = arena_array(op->arena, n, sizeof(*reply->requires));
	for (uint32_t i = 0; i < def->n_needs; i++)
		for (uint32_t k = 0; k < def->needs[i].n_any; k++)
			reply->requires[reply->n_requires++] =
			    view_step(op, place, def->needs[i].any[k]);
	reply->opens = view_steps(op, place, def->opens, def->n_opens);
	reply->n_opens = def->n_opens;
}

enum err_code
op_step_get(struct op *op, const Pb__StepGetRequest *request, Pb__StepGetReply *reply,
    struct err *err)
{
	uint32_t step;
	const struct place *place =
	    place_open_step(op, request->roadmap_id, request->step, &step, err);
	const struct store_step *row;
	const char *id;
	enum err_code code;

	if (place == NULL)
		return err->code;
	id = place->roadmap->steps[step].id;
	code = op_step_notes(op, place->roadmap->id, id, &reply->notes, &reply->n_notes, err);
	if (code == ERR_OK)
		code =
		    op_step_links(op, place->roadmap->id, id, &reply->links, &reply->n_links, err);
	if (code != ERR_OK)
		return code;
	row = place->rows[step];
	reply->step = view_step(op, place, step);
	reply->def = (Pb__StepDef *)document_parts_step(&place->model->document, step, op->arena);
	reply->checklist = view_items(op, place, step);
	reply->n_checklist = place->roadmap->steps[step].n_items;
	if (row != NULL) {
		reply->started_at = view_timestamp_s(op->arena, row->started_at);
		reply->finished_at = view_timestamp_s(op->arena, row->finished_at);
	}
	op_step_neighbours(op, place, step, reply);
	return op_step_times(op, place->roadmap->id, id, reply, err);
}
