#include "engine/model.h"

#include <stdlib.h>
#include <string.h>

#include "document/document.h"
#include "engine/answers.h"
#include "engine/place_kept.h"

static void
model_free(struct model *model)
{
	struct arena *arena = model->arena;

	plan_cache_free(model->plans);
	free(model);
	arena_free(arena);
}

static const struct match_thing *
model_things(const struct roadmap *roadmap, struct arena *arena)
{
	struct match_thing *things = arena_array(arena, roadmap->n_steps, sizeof(*things));

	for (uint32_t i = 0; i < roadmap->n_steps; i++)
		things[i] = (struct match_thing){roadmap->steps[i].id, roadmap->steps[i].title};
	return things;
}

/* The bytes are kept, and what is thought with; the message between them takes the most memory. */
static void
model_read(struct model *model, struct store_blob blob, struct roadmap_faults *faults)
{
	struct arena *scratch = arena_new();
	const Pb__Roadmap *message;
	struct roadmap *roadmap = NULL;
	uint8_t *copy;

	message =
	    message_unpack(&pb__roadmap__descriptor, scratch, (struct bytes){blob.data, blob.size});
	if (message != NULL)
		roadmap = document_read(message, model->arena, faults);
	if (roadmap != NULL) {
		document_own(roadmap, model->arena);
		copy = arena_alloc(model->arena, blob.size);
		memcpy(copy, blob.data, blob.size);
		model->document = document_parts_find((struct bytes){copy, blob.size},
		    roadmap->n_steps, model->arena);
	}
	model->roadmap = roadmap;
	arena_free(scratch);
}

static struct model *
model_load(struct op *op, const char *id, uint32_t version, struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(op->arena, sizeof(*faults));
	struct store_blob blob;
	struct model *model;

	if (store_roadmap_get(op->store, op->arena, id, version, &blob, err) != ERR_OK)
		return NULL;
	model = calloc(1, sizeof(*model));
	if (model == NULL)
		abort();
	model->arena = arena_new();
	model_read(model, blob, faults);
	if (model->roadmap == NULL) {
		model_free(model);
		(void)err_set(err, ERR_DATA_LOSS,
		    "roadmap '%s' version %u cannot be read: restore a backup", id, version);
		return NULL;
	}
	model->things = model_things(model->roadmap, model->arena);
	model->plans = plan_cache_new();
	return model;
}

static bool
model_is(const struct model *model, const char *id, uint32_t version)
{
	return model->roadmap->version == version && strcmp(model->roadmap->id, id) == 0;
}

const struct model *
model_get(struct op *op, const char *id, uint32_t version, struct err *err)
{
	struct model **link = &op->engine->models;
	struct model *model;

	while (*link != NULL && !model_is(*link, id, version))
		link = &(*link)->next;
	model = *link;
	if (model == NULL)
		model = model_load(op, id, version, err);
	else
		*link = model->next;
	if (model == NULL)
		return NULL;
	model->next = op->engine->models;
	op->engine->models = model;
	return model;
}

void
model_forget(struct engine *engine, const char *id, uint32_t version)
{
	struct model **link = &engine->models;
	struct model *model;

	while (*link != NULL && !model_is(*link, id, version))
		link = &(*link)->next;
	model = *link;
	if (model == NULL)
		return;
	*link = model->next;
	place_kept_forget(engine, model);
	model_free(model);
}

void
model_trim(struct engine *engine, size_t keep)
{
	struct model **link = &engine->models;
	struct model *model;

	if (keep == 0)
		answers_drop(engine->answers);
	place_kept_trim(engine, keep == 0 ? 0 : MODEL_PLACES);
	for (size_t i = 0; i < keep && *link != NULL; i++)
		link = &(*link)->next;
	while ((model = *link) != NULL) {
		*link = model->next;
		place_kept_forget(engine, model);
		model_free(model);
	}
}

const struct plan *
model_plan(const struct model *model, const struct standing *standing)
{
	return plan_cache_get(model->plans, standing);
}
