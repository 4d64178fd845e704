#include "engine/op_table.h"

#include <string.h>

#include "core/text.h"
#include "engine/view.h"

static enum err_code
op_step_link_remove(struct op *op, const char *roadmap_id, const char *step_id, const char *url,
    struct err *err)
{
	struct store_link *list;
	size_t n;
	enum err_code code =
	    store_link_list(op->store, op->arena, roadmap_id, step_id, &list, &n, err);

	for (size_t i = 0; code == ERR_OK && i < n; i++)
		if (strcmp(list[i].url, url) == 0)
			return store_link_remove(op->store, roadmap_id, step_id, url, err);
	if (code != ERR_OK)
		return code;
	return err_set(err, ERR_NOT_FOUND,
	    "no such link on this step: 'roadmap show %s' lists them", step_id);
}

enum err_code
op_step_link(struct op *op, const Pb__StepLinkRequest *request, Pb__StepLinkReply *reply,
    struct err *err)
{
	const struct store_link link = {request->url, request->title, op->now_s};
	const struct roadmap_step *def;
	struct place *place;
	uint32_t step;
	enum err_code code = op_url_check(request->url, err);

	if (code == ERR_OK)
		code = text_check("title", request->title, TEXT_TITLE_MAX, TEXT_LINE, err);
	if (code != ERR_OK)
		return code;
	place = place_open_step(op, request->roadmap_id, request->step, &step, err);
	if (place == NULL)
		return err->code;
	def = &place->roadmap->steps[step];
	code = request->remove
		   ? op_step_link_remove(op, place->roadmap->id, def->id, request->url, err)
		   : store_link_add(op->store, place->roadmap->id, def->id, &link, err);
	if (code != ERR_OK)
		return code;
	op->summary = arena_printf(op->arena, "%s: %s", request->remove ? "link removed" : "link",
	    def->title);
	reply->step = view_step(op, place, step);
	reply->link = OP_NEW(op, link_view);
	reply->link->url = link.url;
	reply->link->title = link.title;
	reply->link->at = view_timestamp_s(op->arena, link.at);
	return ERR_OK;
}
