#include "import/import_stored.h"

#include <string.h>

#include "client/step_list.h"
#include "core/names.h"
#include "proto/message.h"

static enum err_code
import_stored_get(struct rpc *rpc, const char *id, uint32_t version, struct arena *arena,
    const Pb__Roadmap **ret_roadmap, struct err *err)
{
	Pb__CatalogGetRequest request = PB__CATALOG_GET_REQUEST__INIT;
	Pb__CatalogGetReply *reply;
	enum err_code code;

	request.roadmap_id = id;
	request.version = version;
	code = rpc_call(rpc, "Catalog", "Get", &request.base, arena, &reply, NULL, err);
	if (code == ERR_OK)
		*ret_roadmap = reply->roadmap;
	return code;
}

enum err_code
import_stored_newest(struct rpc *rpc, const char *id, struct arena *arena,
    const Pb__Roadmap **ret_roadmap, struct err *err)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	uint32_t newest = 0;
	enum err_code code =
	    rpc_call(rpc, "Catalog", "List", &request.base, arena, &reply, NULL, err);

	if (code != ERR_OK)
		return code;
	for (size_t i = 0; i < reply->n_roadmaps; i++)
		if (strcmp(reply->roadmaps[i]->id, id) == 0 && reply->roadmaps[i]->version > newest)
			newest = reply->roadmaps[i]->version;
	*ret_roadmap = NULL;
	return newest > 0 ? import_stored_get(rpc, id, newest, arena, ret_roadmap, err) : ERR_OK;
}

enum err_code
import_stored_learned(struct rpc *rpc, const char *id, struct arena *arena,
    const Pb__Roadmap **ret_roadmap, struct err *err)
{
	return import_stored_get(rpc, id, 0, arena, ret_roadmap, err);
}

void
import_stored_draft(struct import_draft *draft, const Pb__Roadmap *roadmap)
{
	for (size_t i = 0; i < roadmap->n_phases; i++)
		draft->n_steps += (uint32_t)roadmap->phases[i]->n_steps;
	draft->steps = arena_array(draft->arena, draft->n_steps, sizeof(struct import_step *));
	draft->n_steps = 0;
	for (size_t i = 0; i < roadmap->n_phases; i++)
		for (size_t k = 0; k < roadmap->phases[i]->n_steps; k++) {
			struct import_step *step = arena_alloc(draft->arena, sizeof(*step));

			*step = (struct import_step){.def = roadmap->phases[i]->steps[k],
			    .index = draft->n_steps,
			    .phase = (uint32_t)i};
			step->checked =
			    arena_array(draft->arena, step->def->n_checklist, sizeof(bool));
			draft->steps[draft->n_steps++] = step;
		}
	draft->choices = roadmap->choices;
	draft->n_choices = (uint32_t)roadmap->n_choices;
}

static void
import_stored_forget(struct import_draft *draft, const Pb__StepListReply *reply)
{
	const char **ids = arena_array(draft->arena, reply->n_steps, sizeof(*ids));
	uint32_t n = 0;
	struct names names;

	for (size_t i = 0; i < reply->n_steps; i++)
		if (reply->steps[i]->status == PB__STATUS__STATUS_DONE ||
		    reply->steps[i]->status == PB__STATUS__STATUS_KNOWN)
			ids[n++] = reply->steps[i]->id;
	names = names_make(ids, n, sizeof(*ids), draft->arena);
	for (uint32_t i = 0; i < draft->n_steps; i++)
		if (names_find(&names, draft->steps[i]->def->id) != UINT32_MAX)
			draft->steps[i]->mark = IMPORT_TODO;
}

enum err_code
import_stored_spare(struct rpc *rpc, const Pb__Roadmap *roadmap, struct import_draft *draft,
    struct err *err)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepListReply *reply;
	enum err_code code;

	request.roadmap_id = roadmap->id;
	code = step_list(rpc, &request, draft->arena, &reply, NULL, err);
	if (code != ERR_OK)
		return code;
	if (reply->enrollment->version != roadmap->version)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "you are in version %u: type 'roadmap upgrade %s', then import again",
		    reply->enrollment->version, roadmap->id);
	import_stored_forget(draft, reply);
	return ERR_OK;
}
