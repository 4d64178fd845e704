#include "engine/op_table.h"

#include <stdlib.h>

#include "engine/view.h"

enum {
	OP_STEP_CHECK_MAX = 1000, /* further steps */
};

struct op_step_check {
	struct op *op;
	const Pb__StepCheckRequest *request;
	const struct place *place;
	const char **ids; /* of the steps */
	size_t n_steps, n_items;
	uint32_t item; /* the last one */
};

/* An item by its number from 1, or as a step is found. */
static enum err_code
op_step_check_find(struct op *op, const struct roadmap_step *def, const struct match_thing *things,
    const char *text, uint32_t *ret_item, struct err *err)
{
	char *end;
	unsigned long number = strtoul(text, &end, 10);

	if (text[0] >= '0' && text[0] <= '9' && *end == '\0') {
		if (number < 1 || number > def->n_items)
			return err_set(err, ERR_NOT_FOUND,
			    "no item %.20s: the checklist of '%s' has %u", text, def->id,
			    def->n_items);
		*ret_item = (uint32_t)number - 1;
		return ERR_OK;
	}
	return op_find(op, "item", things, def->n_items, text, ret_item, err);
}

static enum err_code
op_step_check_reply(struct op *op, const char *roadmap_id, uint32_t step, Pb__StepCheckReply *reply,
    struct err *err)
{
	const struct place *place = place_open(op, roadmap_id, err);

	if (place == NULL)
		return err->code;
	reply->step = view_step(op, place, step);
	reply->checklist = view_items(op, place, step);
	reply->n_checklist = place->roadmap->steps[step].n_items;
	return ERR_OK;
}

static enum err_code
op_step_check_items(struct op_step_check *check, const Pb__StepItems *named, uint32_t *ret_step,
    struct err *err)
{
	struct op *op = check->op;
	const struct roadmap *roadmap = check->place->roadmap;
	enum err_code code = place_find(op, check->place, named->step, ret_step, err);
	const struct roadmap_step *def;
	struct match_thing *things;

	if (code != ERR_OK)
		return code;
	def = &roadmap->steps[*ret_step];
	if (def->n_items == 0)
		return err_set(err, ERR_FAILED_PRECONDITION, "'%s' has no checklist", def->id);
	if (named->n_items == 0 || named->n_items > ROADMAP_LIST_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "name 1 to %u items of '%s'",
		    ROADMAP_LIST_MAX, def->id);
	things = arena_array(op->arena, def->n_items, sizeof(*things));
	for (uint32_t i = 0; i < def->n_items; i++)
		things[i] = (struct match_thing){def->items[i].id, def->items[i].title};
	for (size_t i = 0; code == ERR_OK && i < named->n_items; i++) {
		struct store_item row = {def->id, NULL};

		code = op_step_check_find(op, def, things, named->items[i], &check->item, err);
		if (code != ERR_OK)
			return code;
		if (place_evidence_has_item(check->place, *ret_step, def->items[check->item].id))
			return err_set(err, ERR_FAILED_PRECONDITION,
			    "the case study checks that item: 'roadmap portfolio edit %s'",
			    def->id);
		row.item_id = def->items[check->item].id;
		if (place_evidence_has_item(check->place, *ret_step, row.item_id))
			return err_set(err, ERR_FAILED_PRECONDITION,
			    "the case study checks that item: 'roadmap portfolio edit %s'",
			    def->id);
		code = check->request->uncheck
			   ? store_item_remove(op->store, roadmap->id, &row, err)
			   : store_item_add(op->store, roadmap->id, &row, op->now_s, err);
	}
	check->n_items += named->n_items;
	check->ids[check->n_steps++] = def->id;
	return code;
}

static const char *
op_step_check_summary(const struct op_step_check *check, uint32_t step)
{
	const struct roadmap_step *def = &check->place->roadmap->steps[step];
	const char *verb = check->request->uncheck ? "unchecked" : "checked";
	struct arena *arena = check->op->arena;

	if (check->n_steps > 1)
		return arena_printf(arena, "%s: %zu items of %zu steps", verb, check->n_items,
		    check->n_steps);
	if (check->n_items > 1)
		return arena_printf(arena, "%s: %s: %zu items", verb, def->title, check->n_items);
	return arena_printf(arena, "%s: %s: %s", verb, def->title, def->items[check->item].title);
}

enum err_code
op_step_check(struct op *op, const Pb__StepCheckRequest *request, Pb__StepCheckReply *reply,
    struct err *err)
{
	struct op_step_check check = {.op = op, .request = request};
	const bool has_first = request->step[0] != '\0' || request->n_items > 0;
	uint32_t step = 0, first = 0;
	enum err_code code = ERR_OK;

	if ((!has_first && request->n_more == 0) || request->n_more > OP_STEP_CHECK_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "name the items of 1 to %u steps",
		    OP_STEP_CHECK_MAX);
	check.place = place_open(op, request->roadmap_id, err);
	if (check.place == NULL)
		return err->code;
	check.ids = arena_array(op->arena, request->n_more + 1, sizeof(*check.ids));
	if (has_first) {
		Pb__StepItems *named = OP_NEW(op, step_items);

		named->step = request->step;
		named->items = request->items;
		named->n_items = request->n_items;
		code = op_step_check_items(&check, named, &first, err);
		step = first;
	}
	for (size_t i = 0; code == ERR_OK && i < request->n_more; i++)
		code = op_step_check_items(&check, request->more[i], &step, err);
	if (code != ERR_OK)
		return code;
	op_about(op, check.place->roadmap->id, check.ids, check.n_steps);
	op->summary = op_step_check_summary(&check, step);
	return has_first ? op_step_check_reply(op, check.place->roadmap->id, first, reply, err)
			 : ERR_OK;
}
