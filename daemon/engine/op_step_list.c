/* Step.List: the steps of a roadmap, in pages. */
#include "engine/op_table.h"

#include <stdlib.h>
#include <string.h>

#include "engine/op_step.h"
#include "engine/view.h"
#include "proto/frame.h"

enum {
	OP_STEP_LIST_ROOM = 16 << 10, /* of the envelope, and the lengths of what is in it */
	OP_STEP_LIST_EACH = 8,        /* the tag and the length of an entry */
};

/* What is on the page, and what there is room for. */
struct op_step_list {
	struct op *op;
	const struct place *place;
	const struct store_kept *kept;
	size_t n_kept;
	Pb__StepListReply *reply;
	size_t n_most, room_bytes, size_bytes;
	size_t next; /* where the next page begins: steps count first, then kept ones; 0: nowhere */
};

static enum err_code
op_step_list_kept_one(struct op_step_list *list, const struct store_kept *kept, Pb__KeptStep *view,
    struct err *err)
{
	struct op *op = list->op;
	const struct place *place = list->place;
	const struct store_step *row = place_row(place, kept->step_id);
	enum err_code code;
	size_t n;
	const struct store_item *items = place_items_of(place, kept->step_id, &n);

	view->items = arena_array(op->arena, n, sizeof(*view->items));
	for (size_t i = 0; i < n; i++)
		view->items[view->n_items++] = items[i].item_id;
	view->id = kept->step_id;
	view->title = kept->title;
	view->version = kept->version;
	view->status = PB__STATUS__STATUS_TODO;
	if (row != NULL) {
		view->status = (Pb__Status)row->status;
		view->minutes_spent = row->minutes_spent;
		view->finished_at = view_timestamp_s(op->arena, row->finished_at);
	}
	code =
	    op_step_notes(op, place->roadmap->id, kept->step_id, &view->notes, &view->n_notes, err);
	if (code == ERR_OK)
		code = op_step_links(op, place->roadmap->id, kept->step_id, &view->links,
		    &view->n_links, err);
	return code;
}

/* Whether an entry is still on the page; if not, the next one begins with it. */
static bool
op_step_list_takes(struct op_step_list *list, const ProtobufCMessage *entry, size_t index)
{
	size_t n = list->reply->n_steps + list->reply->n_kept;

	list->size_bytes += protobuf_c_message_get_packed_size(entry) + OP_STEP_LIST_EACH;
	if (n == 0 || (n < list->n_most && list->size_bytes <= list->room_bytes))
		return true;
	list->next = index;
	return false;
}

static void
op_step_list_steps(struct op_step_list *list, size_t begin, bool missing_only)
{
	const struct place *place = list->place;
	Pb__StepListReply *reply = list->reply;

	reply->steps = arena_array(list->op->arena, place->roadmap->n_steps, sizeof(*reply->steps));
	for (size_t i = begin; i < place->roadmap->n_steps && list->next == 0; i++) {
		Pb__StepView *view;

		if (missing_only && !standing_is_open(place->standing, (uint32_t)i))
			continue;
		view = view_step(list->op, place, (uint32_t)i);
		if (op_step_list_takes(list, &view->base, i))
			reply->steps[reply->n_steps++] = view;
	}
}

static enum err_code
op_step_list_kept(struct op_step_list *list, size_t begin, struct err *err)
{
	size_t n_steps = list->place->roadmap->n_steps;
	Pb__StepListReply *reply = list->reply;
	enum err_code code = ERR_OK;

	reply->kept = arena_array(list->op->arena, list->n_kept, sizeof(*reply->kept));
	for (size_t i = begin > n_steps ? begin - n_steps : 0;
	     code == ERR_OK && i < list->n_kept && list->next == 0; i++) {
		Pb__KeptStep *view = OP_NEW(list->op, kept_step);

		code = op_step_list_kept_one(list, &list->kept[i], view, err);
		if (code == ERR_OK && op_step_list_takes(list, &view->base, n_steps + i))
			reply->kept[reply->n_kept++] = view;
	}
	return code;
}

/* "pottery@2:" and where the page begins. */
static const char *
op_step_list_token(const struct op_step_list *list)
{
	return arena_printf(list->op->arena, "%s@%u:", list->place->roadmap->id,
	    list->place->roadmap->version);
}

static enum err_code
op_step_list_begin(const struct op_step_list *list, const char *token, size_t *ret_begin,
    struct err *err)
{
	const char *head = op_step_list_token(list), *number = token + strlen(head);
	char *end;

	*ret_begin = 0;
	if (token[0] == '\0')
		return ERR_OK;
	if (strchr(token, ':') == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "no page begins there");
	if (strncmp(token, head, strlen(head)) != 0)
		return err_set(err, ERR_ABORTED,
		    "another roadmap or version is current since the first page: begin again");
	*ret_begin = strtoul(number, &end, 10);
	if (number[0] < '1' || number[0] > '9' || *end != '\0' ||
	    *ret_begin >= list->place->roadmap->n_steps + list->n_kept)
		return err_set(err, ERR_INVALID_ARGUMENT, "no page begins there");
	return ERR_OK;
}

static enum err_code
op_step_list_fill(struct op_step_list *list, const Pb__StepListRequest *request, struct err *err)
{
	size_t begin, enrollment;
	enum err_code code = op_step_list_begin(list, request->page_token, &begin, err);

	if (code != ERR_OK)
		return code;
	list->reply->enrollment = view_enrollment(list->op, list->place);
	enrollment = protobuf_c_message_get_packed_size(&list->reply->enrollment->base);
	if (enrollment < list->room_bytes)
		list->room_bytes -= enrollment;
	op_step_list_steps(list, begin, request->missing_only);
	code = op_step_list_kept(list, begin, err);
	if (code == ERR_OK && list->next > 0)
		list->reply->next_page_token =
		    arena_printf(list->op->arena, "%s%zu", op_step_list_token(list), list->next);
	return code;
}

enum err_code
op_step_list(struct op *op, const Pb__StepListRequest *request, Pb__StepListReply *reply,
    struct err *err)
{
	struct op_step_list list = {
	    .op = op,
	    .place = place_open(op, request->roadmap_id, err),
	    .reply = reply,
	    .n_most = request->page_size > 0 ? request->page_size : SIZE_MAX,
	    .room_bytes = FRAME_DATA_MAX - OP_STEP_LIST_ROOM,
	};
	struct store_kept *kept = NULL;
	enum err_code code = ERR_OK;

	if (list.place == NULL)
		return err->code;
	if (!request->missing_only)
		code = store_kept_list(op->store, op->arena, list.place->roadmap->id, &kept,
		    &list.n_kept, err);
	list.kept = kept;
	return code == ERR_OK ? op_step_list_fill(&list, request, err) : code;
}
