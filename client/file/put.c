#include "file/put.h"

#include <stdio.h>
#include <string.h>

#include "client/json.h"
#include "core/explain.h"
#include "proto/message.h"

void
put_free_rpc(struct rpc **rpc)
{
	rpc_close(*rpc);
}

void
put_free_arena(struct arena **arena)
{
	arena_free(*arena);
}

enum put_status
put_refuse(const char *name, const struct rpc *rpc, const struct rpc_details *details,
    const struct err *err)
{
	if (rpc_is_lost(rpc)) {
		fprintf(stderr, "roadmap: %s\n", err->text);
		return PUT_FAILED;
	}
	fprintf(stderr, "%s: %s\n", name, err->text);
	for (size_t i = 0; details->faults != NULL && i < details->faults->n_faults; i++)
		fprintf(stderr, "%s: %s: %s\n", name, details->faults->faults[i]->path,
		    details->faults->faults[i]->text);
	return rpc_has_failed(rpc, err->code) ? PUT_FAILED : PUT_REFUSED;
}

/* The version the learner is in, or 0. */
static uint32_t
put_pinned(struct rpc *rpc, const char *id, struct arena *arena)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	struct err err;

	if (rpc_call(rpc, "Catalog", "List", &request.base, arena, &reply, NULL, &err) != ERR_OK)
		return 0;
	for (size_t i = 0; i < reply->n_roadmaps; i++)
		if (reply->roadmaps[i]->enrolled && strcmp(reply->roadmaps[i]->id, id) == 0)
			return reply->roadmaps[i]->version;
	return 0;
}

void
put_print(const Pb__CatalogPutReply *reply, struct arena *arena)
{
	const Pb__CatalogEntry *entry = reply->entry;

	printf("%s %s version %u: %s, %u step%s, %s\n",
	    reply->unchanged ? "Already stored:" : "Stored", entry->id, entry->version,
	    entry->title, entry->steps, entry->steps == 1 ? "" : "s",
	    explain_sum(arena, entry->minutes));
}

bool
put_print_next(const Pb__CatalogPutReply *reply, struct rpc *rpc, struct arena *arena)
{
	const Pb__CatalogEntry *entry = reply->entry;
	uint32_t pinned = put_pinned(rpc, entry->id, arena);

	if (pinned == 0)
		printf("To begin: roadmap enroll %s\n", entry->id);
	else if (pinned < entry->version)
		printf("You are in version %u. To move on: roadmap upgrade %s\n", pinned,
		    entry->id);
	return pinned != 0 && pinned < entry->version;
}

enum err_code
put_send(struct rpc *rpc, const Pb__Roadmap *roadmap, struct arena *arena,
    Pb__CatalogPutReply **ret_reply, struct rpc_details *ret_details, struct err *err)
{
	Pb__CatalogPutRequest *request = message_new(&pb__catalog_put_request__descriptor, arena);

	/* It is only packed. */
	request->roadmap = (Pb__Roadmap *)roadmap;
	return rpc_call(rpc, "Catalog", "Put", &request->base, arena, ret_reply, ret_details, err);
}

enum put_status
put_roadmap(const char *name, const Pb__Roadmap *roadmap, bool json, struct arena *arena,
    bool *ret_behind)
{
	__attribute__((cleanup(put_free_rpc))) struct rpc *rpc = NULL;
	Pb__CatalogPutReply *reply;
	struct rpc_details details = {0};
	struct err err = ERR_NONE;

	rpc = rpc_open(true, &err);
	if (rpc == NULL) {
		fprintf(stderr, "roadmap: %s\n", err.text);
		return PUT_NO_DAEMON;
	}
	if (put_send(rpc, roadmap, arena, &reply, &details, &err) != ERR_OK)
		return put_refuse(name, rpc, &details, &err);
	if (json) {
		json_print(&reply->base, true, stdout);
		*ret_behind = false;
	} else {
		put_print(reply, arena);
		*ret_behind = put_print_next(reply, rpc, arena);
	}
	return fflush(stdout) == 0 ? PUT_DONE : PUT_FAILED;
}
