#include "engine/op_table.h"

#include <string.h>

#include "document/document.h"
#include "engine/model.h"
#include "engine/place.h"
#include "engine/place_enrollment.h"

static const struct store_enrollment *
op_catalog_enrollment(const struct store_enrollment *list, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].roadmap_id, id) == 0)
			return &list[i];
	return NULL;
}

static Pb__CatalogEntry *
op_catalog_entry(struct op *op, const struct store_roadmap *roadmap)
{
	Pb__CatalogEntry *entry = OP_NEW(op, catalog_entry);

	entry->id = roadmap->id;
	entry->version = roadmap->version;
	entry->title = roadmap->title;
	entry->summary = roadmap->summary;
	entry->steps = roadmap->steps;
	entry->minutes = roadmap->minutes;
	return entry;
}

enum err_code
op_catalog_list(struct op *op, const Pb__CatalogListRequest *request, Pb__CatalogListReply *reply,
    struct err *err)
{
	struct store_enrollment *enrollments;
	struct store_roadmap *list;
	const char *current;
	size_t n_enrollments = 0, n = 0;
	enum err_code code = store_roadmap_list(op->store, op->arena, &list, &n, err);

	(void)request;
	if (code == ERR_OK)
		code =
		    store_enrollment_list(op->store, op->arena, &enrollments, &n_enrollments, err);
	if (code == ERR_OK)
		code = place_enrollment_current(op, &current, err);
	if (code != ERR_OK)
		return code;
	reply->roadmaps = arena_array(op->arena, n, sizeof(*reply->roadmaps));
	for (size_t i = 0; i < n; i++) {
		const struct store_enrollment *enrollment =
		    op_catalog_enrollment(enrollments, n_enrollments, list[i].id);
		Pb__CatalogEntry *entry = op_catalog_entry(op, &list[i]);

		entry->enrolled = enrollment != NULL && enrollment->version == entry->version;
		entry->current = entry->enrolled && strcmp(entry->id, current) == 0;
		reply->roadmaps[reply->n_roadmaps++] = entry;
	}
	return ERR_OK;
}

/* The version meant by 0: the pinned one, else the newest. */
static enum err_code
op_catalog_version(struct op *op, const char *id, uint32_t *ret_version, struct err *err)
{
	struct store_enrollment enrollment;
	enum err_code code = store_enrollment_get(op->store, op->arena, id, &enrollment, err);

	if (code != ERR_OK)
		return code;
	if (enrollment.roadmap_id == NULL)
		return store_roadmap_newest(op->store, id, ret_version, err);
	*ret_version = enrollment.version;
	return ERR_OK;
}

static enum err_code
op_catalog_current(struct op *op, const char **ret_id, struct err *err)
{
	const char *current = NULL;
	enum err_code code = place_enrollment_current(op, &current, err);

	if (code != ERR_OK)
		return code;
	if (current == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "not enrolled yet: see 'roadmap roadmaps', then 'roadmap enroll NAME'");
	*ret_id = current;
	return ERR_OK;
}

enum err_code
op_catalog_get(struct op *op, const Pb__CatalogGetRequest *request, Pb__CatalogGetReply *reply,
    struct err *err)
{
	uint32_t version = request->version;
	const char *id = request->roadmap_id;
	const struct model *model;
	enum err_code code = ERR_OK;

	if (id[0] == '\0')
		code = op_catalog_current(op, &id, err);
	if (code == ERR_OK && version == 0)
		code = op_catalog_version(op, id, &version, err);
	if (code != ERR_OK)
		return code;
	if (version == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no roadmap '%.64s': 'roadmap roadmaps' shows what there is", id);
	model = model_get(op, id, version, err);
	if (model == NULL)
		return err->code;
	reply->roadmap = (Pb__Roadmap *)document_parts_all(&model->document, op->arena);
	return ERR_OK;
}

/* What a learner who makes no choice has before them. */
static uint32_t
op_catalog_minutes(struct op *op, const struct roadmap *roadmap)
{
	struct standing *standing = standing_new(roadmap, op->arena);

	standing_derive(standing);
	return (uint32_t)standing_progress(standing, ROADMAP_NONE).minutes_total;
}

static enum err_code
op_catalog_put_new(struct op *op, const Pb__CatalogPutRequest *request, Pb__CatalogPutReply *reply,
    struct store_blob document, struct err *err)
{
	const Pb__CatalogEntry *entry = reply->entry;
	struct store_roadmap row = {
	    .id = entry->id,
	    .title = entry->title,
	    .summary = entry->summary,
	    .version = entry->version,
	    .steps = entry->steps,
	    .minutes = entry->minutes,
	};
	struct err not_found = ERR_NONE;
	struct store_blob stored;
	enum err_code code =
	    store_roadmap_get(op->store, op->arena, row.id, row.version, &stored, &not_found);

	if (code == ERR_OK &&
	    (stored.size != document.size || memcmp(stored.data, document.data, stored.size) != 0))
		return err_set(err, ERR_ALREADY_EXISTS,
		    "'%s' version %u is stored with other content: raise its version", row.id,
		    row.version);
	reply->unchanged = code == ERR_OK;
	if (code == ERR_OK || (code == ERR_NOT_FOUND && request->validate_only))
		return ERR_OK;
	if (code == ERR_NOT_FOUND)
		return store_roadmap_put(op->store, &row, document, op->now_s, err);
	*err = not_found;
	return code;
}

enum err_code
op_catalog_put(struct op *op, const Pb__CatalogPutRequest *request, Pb__CatalogPutReply *reply,
    struct err *err)
{
	struct roadmap_faults *faults = arena_alloc(op->arena, sizeof(*faults));
	const struct roadmap *roadmap;
	struct store_roadmap row;
	struct bytes packed;

	if (request->roadmap == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "the request carries no roadmap");
	roadmap = document_read(request->roadmap, op->arena, faults);
	if (roadmap == NULL) {
		op->faults = op_faults(op, faults);
		return err_set(err, ERR_INVALID_ARGUMENT, "the roadmap has %s%u fault%s: %s",
		    faults->more ? "over " : "", faults->n, faults->n == 1 ? "" : "s",
		    faults->list[0].text);
	}
	row = (struct store_roadmap){
	    .id = roadmap->id,
	    .title = roadmap->title,
	    .summary = request->roadmap->summary,
	    .version = roadmap->version,
	    .steps = roadmap->n_steps,
	    .minutes = op_catalog_minutes(op, roadmap),
	};
	reply->entry = op_catalog_entry(op, &row);
	packed = message_pack(op->arena, &request->roadmap->base);
	if (packed.size > DISPATCH_VALUE_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "the roadmap takes %zu bytes, and at most %d can be stored: make two of it",
		    packed.size, (int)DISPATCH_VALUE_MAX);
	return op_catalog_put_new(op, request, reply, (struct store_blob){packed.data, packed.size},
	    err);
}

enum err_code
op_catalog_delete(struct op *op, const Pb__CatalogDeleteRequest *request,
    Pb__CatalogDeleteReply *reply, struct err *err)
{
	struct store_enrollment enrollment;
	struct store_blob document;
	enum err_code code;

	(void)reply;
	if (request->roadmap_id[0] == '\0' || request->version == 0)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "say which roadmap to delete, and which version of it");
	code = store_roadmap_get(op->store, op->arena, request->roadmap_id, request->version,
	    &document, err);
	if (code == ERR_OK)
		code = store_enrollment_get(op->store, op->arena, request->roadmap_id, &enrollment,
		    err);
	if (code != ERR_OK)
		return code;
	if (enrollment.roadmap_id != NULL && enrollment.version == request->version)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "you are enrolled in it: 'roadmap unenroll %.64s' first", request->roadmap_id);
	model_forget(op->engine, request->roadmap_id, request->version);
	return store_roadmap_delete(op->store, request->roadmap_id, request->version, err);
}
