#include "engine/op_table.h"

#include "engine/view.h"

enum err_code
op_step_list(struct op *op, const Pb__StepListRequest *request, Pb__StepListReply *reply,
    struct err *err)
{
	const struct place *place = place_open(op, request->roadmap_id, err);

	if (place == NULL)
		return err->code;
	reply->enrollment = view_enrollment(op, place);
	reply->steps = arena_array(op->arena, place->roadmap->n_steps, sizeof(*reply->steps));
	for (uint32_t i = 0; i < place->roadmap->n_steps; i++)
		if (!request->missing_only || standing_is_open(place->standing, i))
			reply->steps[reply->n_steps++] = view_step(op, place, i);
	return ERR_OK;
}

static enum err_code
op_step_notes(struct op *op, const struct place *place, uint32_t step, Pb__StepGetReply *reply,
    struct err *err)
{
	struct store_note *list;
	enum err_code code;
	size_t n;

	code = store_note_list(op->store, op->arena, place->roadmap->id,
	    place->roadmap->steps[step].id, &list, &n, err);
	if (code != ERR_OK)
		return code;
	reply->notes = arena_array(op->arena, n, sizeof(*reply->notes));
	for (size_t i = 0; i < n; i++) {
		reply->notes[i] = OP_NEW(op, note_view);
		reply->notes[i]->id = list[i].id;
		reply->notes[i]->text = list[i].text;
		reply->notes[i]->at = view_timestamp(op->arena, list[i].at * 1000000);
	}
	reply->n_notes = n;
	return ERR_OK;
}

static enum err_code
op_step_links(struct op *op, const struct place *place, uint32_t step, Pb__StepGetReply *reply,
    struct err *err)
{
	struct store_link *list;
	enum err_code code;
	size_t n;

	code = store_link_list(op->store, op->arena, place->roadmap->id,
	    place->roadmap->steps[step].id, &list, &n, err);
	if (code != ERR_OK)
		return code;
	reply->links = arena_array(op->arena, n, sizeof(*reply->links));
	for (size_t i = 0; i < n; i++) {
		reply->links[i] = OP_NEW(op, link_view);
		reply->links[i]->url = list[i].url;
		reply->links[i]->title = list[i].title;
		reply->links[i]->at = view_timestamp(op->arena, list[i].at * 1000000);
	}
	reply->n_links = n;
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
	enum err_code code;

	if (place == NULL)
		return err->code;
	code = op_step_notes(op, place, step, reply, err);
	if (code == ERR_OK)
		code = op_step_links(op, place, step, reply, err);
	if (code != ERR_OK)
		return code;
	row = place->rows[step];
	reply->step = view_step(op, place, step);
	reply->def = (Pb__StepDef *)model_step_def(place->model, step);
	reply->checklist = view_items(op, place, step);
	reply->n_checklist = place->roadmap->steps[step].n_items;
	if (row != NULL) {
		reply->started_at = view_timestamp(op->arena, row->started_at * 1000000);
		reply->finished_at = view_timestamp(op->arena, row->finished_at * 1000000);
	}
	op_step_neighbours(op, place, step, reply);
	return ERR_OK;
}
