#include "export_data.h"

#include <string.h>

#include "client/progress.h"
#include "client/step_list.h"
#include "proto/message.h"

struct export_data_asker {
	struct rpc *rpc;
	struct arena *arena;
	struct export_data *data;
	struct err *err;
};

static enum err_code
export_data_roadmap(const struct export_data_asker *asker, const char *roadmap_id, uint32_t version)
{
	Pb__CatalogGetRequest request = PB__CATALOG_GET_REQUEST__INIT;
	Pb__CatalogGetReply *reply;
	enum err_code code;

	request.roadmap_id = roadmap_id;
	request.version = version;
	code = rpc_call(asker->rpc, "Catalog", "Get", &request.base, asker->arena, &reply, NULL,
	    asker->err);
	if (code == ERR_OK)
		asker->data->roadmap = reply->roadmap;
	return code;
}

/* Every step gets its definition: the roadmap's, or an empty one where the roadmap has none. */
static void
export_data_defs(const struct export_data_asker *asker)
{
	struct export_data *data = asker->data;
	const Pb__StepDef *none = message_new(&pb__step_def__descriptor, asker->arena);

	for (uint32_t i = 0; i < data->n_steps; i++)
		data->steps[i].def = none;
	for (size_t i = 0; i < data->roadmap->n_phases; i++) {
		const Pb__Phase *phase = data->roadmap->phases[i];

		for (size_t k = 0; k < phase->n_steps; k++) {
			uint32_t step = names_find(&data->names, phase->steps[k]->id);

			if (step != UINT32_MAX)
				data->steps[step].def = phase->steps[k];
		}
	}
}

static enum err_code
export_data_steps(const struct export_data_asker *asker, const char *roadmap_id)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	struct export_data *data = asker->data;
	Pb__StepListReply *reply;
	enum err_code code;

	request.roadmap_id = roadmap_id;
	code = step_list(asker->rpc, &request, asker->arena, &reply, NULL, asker->err);
	if (code != ERR_OK)
		return code;
	data->enrollment = reply->enrollment;
	data->n_steps = (uint32_t)reply->n_steps;
	data->steps = arena_array(asker->arena, reply->n_steps, sizeof(*data->steps));
	for (uint32_t i = 0; i < data->n_steps; i++) {
		data->steps[i].id = reply->steps[i]->id;
		data->steps[i].view = reply->steps[i];
	}
	data->names = names_make(data->steps, data->n_steps, sizeof(*data->steps), asker->arena);
	code = export_data_roadmap(asker, data->enrollment->roadmap_id, data->enrollment->version);
	if (code == ERR_OK)
		export_data_defs(asker);
	return code;
}

static enum err_code
export_data_details(const struct export_data_asker *asker, struct export_step *step)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__StepGetReply *reply;
	enum err_code code;

	request.roadmap_id = asker->data->enrollment->roadmap_id;
	request.step = step->id;
	code = rpc_call(asker->rpc, "Step", "Get", &request.base, asker->arena, &reply, NULL,
	    asker->err);
	if (code == ERR_OK)
		step->details = reply;
	return code;
}

static enum err_code
export_data_next(const struct export_data_asker *asker)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	enum err_code code;

	request.roadmap_id = asker->data->enrollment->roadmap_id;
	request.limit = 1;
	code = rpc_call(asker->rpc, "Plan", "Next", &request.base, asker->arena, &reply, NULL,
	    asker->err);
	if (code == ERR_OK && reply->n_recommendations > 0)
		asker->data->next_id = reply->recommendations[0]->step->id;
	return code;
}

/* What Step.List does not tell already: a note, a link, some items of a checklist. */
static bool
export_data_wants(const struct export_step *step, enum export_depth depth)
{
	const Pb__StepView *view = step->view;

	if (depth >= EXPORT_CHECKS && view->items_checked > 0 &&
	    view->items_checked < view->items_total)
		return true;
	return depth == EXPORT_ALL && (view->notes > 0 || view->links > 0);
}

static enum err_code
export_data_all_details(const struct export_data_asker *asker, enum export_depth depth)
{
	struct progress *progress = progress_new(asker->arena, "steps");
	const Pb__StepGetReply *none = message_new(&pb__step_get_reply__descriptor, asker->arena);
	struct export_data *data = asker->data;
	enum err_code code = ERR_OK;

	for (uint32_t i = 0; code == ERR_OK && i < data->n_steps; i++) {
		if (depth == EXPORT_ALL)
			data->steps[i].details = none;
		if (export_data_wants(&data->steps[i], depth))
			code = export_data_details(asker, &data->steps[i]);
		progress_show(progress, i + 1, data->n_steps);
	}
	progress_end(progress);
	return code;
}

enum err_code
export_data_ask(struct rpc *rpc, const char *roadmap_id, enum export_depth depth,
    struct arena *arena, struct export_data *ret_data, struct err *err)
{
	struct export_data data = {.next_id = ""};
	struct export_data_asker asker = {rpc, arena, &data, err};
	enum err_code code;

	/* Only enrollments know which one is current. */
	if (depth == EXPORT_ROADMAP && roadmap_id[0] != '\0')
		code = export_data_roadmap(&asker, roadmap_id, 0);
	else
		code = export_data_steps(&asker, roadmap_id);
	if (code == ERR_OK)
		code = export_data_all_details(&asker, depth);
	if (code == ERR_OK && depth == EXPORT_ALL)
		code = export_data_next(&asker);
	if (code == ERR_OK)
		*ret_data = data;
	return code;
}

const struct export_step *
export_data_step(const struct export_data *data, const char *id)
{
	uint32_t index = names_find(&data->names, id);

	return index == UINT32_MAX ? NULL : &data->steps[index];
}

const Pb__Phase *
export_data_phase(const struct export_data *data, const struct export_step *step)
{
	for (size_t i = 0; i < data->roadmap->n_phases; i++)
		if (strcmp(data->roadmap->phases[i]->id, step->view->phase_id) == 0)
			return data->roadmap->phases[i];
	return NULL;
}

static bool
export_data_is_picked(const Pb__ChoiceView *choice, const char *option_id)
{
	for (size_t i = 0; i < choice->n_options; i++)
		if (strcmp(choice->options[i]->id, option_id) == 0)
			return choice->options[i]->picked;
	return false;
}

bool
export_data_offers(const struct export_data *data, const struct export_step *step)
{
	if (step->view->choice_id[0] == '\0')
		return true;
	for (size_t i = 0; i < data->enrollment->n_choices; i++)
		if (strcmp(data->enrollment->choices[i]->id, step->view->choice_id) == 0)
			return export_data_is_picked(data->enrollment->choices[i],
			    step->view->option_id);
	return false;
}
