#include "engine/op_table.h"

#include <stdlib.h>

#include "engine/view.h"

/* An item by its number from 1, or as a step is found. */
static enum err_code
op_step_check_find(struct op *op, const struct roadmap_step *def, const char *text,
    uint32_t *ret_item, struct err *err)
{
	struct match_thing *things;
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (def->n_items == 0)
		return err_set(err, ERR_FAILED_PRECONDITION, "'%s' has no checklist", def->id);
	if (text[0] >= '0' && text[0] <= '9' && *end == '\0') {
		if (number < 1 || number > def->n_items)
			return err_set(err, ERR_NOT_FOUND,
			    "no item %.20s: the checklist of '%s' has %u", text, def->id,
			    def->n_items);
		*ret_item = (uint32_t)number - 1;
		return ERR_OK;
	}
	things = arena_array(op->arena, def->n_items, sizeof(*things));
	for (uint32_t i = 0; i < def->n_items; i++)
		things[i] = (struct match_thing){def->items[i].id, def->items[i].title};
	return op_find(op, "item", things, def->n_items, text, ret_item, err);
}

static enum err_code
op_step_check_items(struct op *op, const struct place *place, uint32_t step,
    const Pb__StepCheckRequest *request, struct err *err)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	const char *verb = request->uncheck ? "unchecked" : "checked";
	enum err_code code = ERR_OK;
	uint32_t item = 0;

	for (size_t i = 0; code == ERR_OK && i < request->n_items; i++) {
		code = op_step_check_find(op, def, request->items[i], &item, err);
		if (code != ERR_OK)
			return code;
		if (place_evidence_has_item(place, step, def->items[item].id))
			return err_set(err, ERR_FAILED_PRECONDITION,
			    "the case study checks that item: 'roadmap portfolio edit %s'",
			    def->id);
		const struct store_item row = {def->id, def->items[item].id};

		code = request->uncheck
			   ? store_item_remove(op->store, place->roadmap->id, &row, err)
			   : store_item_add(op->store, place->roadmap->id, &row, op->now_s, err);
	}
	op->summary =
	    request->n_items == 1
		? arena_printf(op->arena, "%s: %s: %s", verb, def->title, def->items[item].title)
		: arena_printf(op->arena, "%s: %s: %zu items", verb, def->title, request->n_items);
	return code;
}

enum err_code
op_step_check(struct op *op, const Pb__StepCheckRequest *request, Pb__StepCheckReply *reply,
    struct err *err)
{
	struct place *place;
	uint32_t step;
	enum err_code code;

	if (request->n_items == 0 || request->n_items > ROADMAP_LIST_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "name 1 to %u items", ROADMAP_LIST_MAX);
	place = place_open_step(op, request->roadmap_id, request->step, &step, err);
	if (place == NULL)
		return err->code;
	code = op_step_check_items(op, place, step, request, err);
	if (code != ERR_OK)
		return code;
	place = place_open(op, place->roadmap->id, err);
	if (place == NULL)
		return err->code;
	reply->step = view_step(op, place, step);
	reply->checklist = view_items(op, place, step);
	reply->n_checklist = place->roadmap->steps[step].n_items;
	return ERR_OK;
}
