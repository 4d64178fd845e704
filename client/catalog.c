#include "client/catalog.h"

#include <string.h>

#include "client/bundle.h"
#include "core/match.h"

/* What can be meant: all that is stored, and what is bundled. */
struct catalog {
	struct match_thing *things; /* each id once */
	uint32_t n_things;
	const Pb__CatalogListReply *stored;
	Pb__Roadmap **bundled;
	size_t n_bundled;
};

static void
catalog_add(struct catalog *catalog, const char *id, const char *title)
{
	for (uint32_t i = 0; i < catalog->n_things; i++) {
		if (strcmp(catalog->things[i].id, id) != 0)
			continue;
		catalog->things[i].title = title;
		return;
	}
	catalog->things[catalog->n_things++] = (struct match_thing){id, title};
}

static enum err_code
catalog_list(struct catalog *catalog, struct rpc *rpc, struct arena *arena, struct err *err)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	enum err_code code =
	    rpc_call(rpc, "Catalog", "List", &request.base, arena, &reply, NULL, err);

	if (code != ERR_OK)
		return code;
	catalog->stored = reply;
	catalog->n_bundled = bundle_list(arena, &catalog->bundled);
	catalog->things = arena_array(arena, reply->n_roadmaps + catalog->n_bundled + 1,
	    sizeof(*catalog->things));
	for (size_t i = 0; i < catalog->n_bundled; i++)
		catalog_add(catalog, catalog->bundled[i]->id, catalog->bundled[i]->title);
	for (size_t i = 0; i < reply->n_roadmaps; i++)
		catalog_add(catalog, reply->roadmaps[i]->id, reply->roadmaps[i]->title);
	return ERR_OK;
}

static const char *
catalog_current(const struct catalog *catalog)
{
	for (size_t i = 0; i < catalog->stored->n_roadmaps; i++)
		if (catalog->stored->roadmaps[i]->current)
			return catalog->stored->roadmaps[i]->id;
	return NULL;
}

static void
catalog_fill(const struct catalog *catalog, struct catalog_found *found)
{
	for (size_t i = 0; i < catalog->stored->n_roadmaps; i++) {
		const Pb__CatalogEntry *entry = catalog->stored->roadmaps[i];

		if (strcmp(entry->id, found->id) != 0)
			continue;
		if (entry->version > found->newest)
			found->newest = entry->version;
		if (entry->enrolled)
			found->pinned = entry->version;
	}
	for (size_t i = 0; i < catalog->n_bundled; i++)
		if (strcmp(catalog->bundled[i]->id, found->id) == 0)
			found->bundled = catalog->bundled[i];
}

enum err_code
catalog_find(struct rpc *rpc, const char *name, struct arena *arena,
    struct catalog_found *ret_found, struct err *err)
{
	struct catalog catalog = {0};
	struct match match;

	if (catalog_list(&catalog, rpc, arena, err) != ERR_OK)
		return err->code;
	if (name[0] == '\0')
		name = catalog_current(&catalog);
	if (name == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "which roadmap? you are not enrolled in one: 'roadmap roadmaps' lists them");
	if (match_find("roadmap", catalog.things, catalog.n_things, name, &match, err) != ERR_OK)
		return err->code;
	*ret_found = (struct catalog_found){.id = catalog.things[match.found].id};
	catalog_fill(&catalog, ret_found);
	return ERR_OK;
}

enum err_code
catalog_load(struct rpc *rpc, const struct catalog_found *found, bool newest, struct arena *arena,
    const Pb__Roadmap **ret_roadmap, struct err *err)
{
	Pb__CatalogGetRequest request = PB__CATALOG_GET_REQUEST__INIT;
	Pb__CatalogGetReply *reply;
	enum err_code code;

	if (!newest && found->pinned > 0)
		request.version = found->pinned;
	else if (found->bundled && found->bundled->version > found->newest)
		request.version = 0;
	else
		request.version = found->newest;
	if (request.version == 0) {
		*ret_roadmap = found->bundled;
		return ERR_OK;
	}
	request.roadmap_id = found->id;
	code = rpc_call(rpc, "Catalog", "Get", &request.base, arena, &reply, NULL, err);
	if (code == ERR_OK)
		*ret_roadmap = reply->roadmap;
	return code;
}
