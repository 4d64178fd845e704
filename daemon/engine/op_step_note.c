#include "engine/op_table.h"

#include <string.h>

#include "core/text.h"
#include "engine/view.h"

enum {
	OP_STEP_NOTES_MAX = 700,
};

/* A note by a prefix of its id. */
static enum err_code
op_step_note_find(struct op *op, const char *roadmap_id, const char *step_id, const char *prefix,
    const struct store_note **ret_note, struct err *err)
{
	struct store_note *list;
	const struct store_note *found = NULL;
	size_t n;
	enum err_code code =
	    store_note_list(op->store, op->arena, roadmap_id, step_id, &list, &n, err);

	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < n; i++) {
		if (strncmp(list[i].id, prefix, strlen(prefix)) != 0)
			continue;
		if (found != NULL)
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "'%.40s' fits several notes: give more of the id", prefix);
		found = &list[i];
	}
	if (found == NULL)
		return err_set(err, ERR_NOT_FOUND,
		    "no note '%.40s' on this step: 'roadmap show %s' lists them", prefix, step_id);
	*ret_note = found;
	return ERR_OK;
}

/* So many that one answer can show them. */
static enum err_code
op_step_note_room(struct op *op, const char *roadmap_id, const char *step_id, struct err *err)
{
	struct store_note *list;
	size_t n = 0;
	enum err_code code =
	    store_note_list(op->store, op->arena, roadmap_id, step_id, &list, &n, err);

	if (code == ERR_OK && n >= OP_STEP_NOTES_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "a step takes at most %u notes: remove one first", OP_STEP_NOTES_MAX);
	return code;
}

enum err_code
op_step_note(struct op *op, const Pb__StepNoteRequest *request, Pb__StepNoteReply *reply,
    struct err *err)
{
	const bool removes = request->remove_id[0] != '\0';
	struct store_note added = {op->action_id, request->text, op->now_s};
	const struct store_note *note = &added;
	const struct roadmap_step *def;
	enum err_code code = ERR_OK;
	struct place *place;
	uint32_t step;

	if (!removes)
		code = op_text_needed("note", request->text, TEXT_BODY_MAX, err);
	if (code != ERR_OK)
		return code;
	place = place_open_step(op, request->roadmap_id, request->step, &step, err);
	if (place == NULL)
		return err->code;
	def = &place->roadmap->steps[step];
	if (!removes)
		code = op_step_note_room(op, place->roadmap->id, def->id, err);
	else
		code = op_step_note_find(op, place->roadmap->id, def->id, request->remove_id, &note,
		    err);
	if (code == ERR_OK)
		code = removes ? store_note_remove(op->store, place->roadmap->id, def->id, note->id,
				     err)
			       : store_note_add(op->store, place->roadmap->id, def->id, note, err);
	if (code != ERR_OK)
		return code;
	op->summary =
	    arena_printf(op->arena, "%s: %s", removes ? "note removed" : "note", def->title);
	reply->step = view_step(op, place, step);
	reply->note = OP_NEW(op, note_view);
	reply->note->id = note->id;
	reply->note->text = note->text;
	reply->note->at = view_timestamp_s(op->arena, note->at);
	return ERR_OK;
}
