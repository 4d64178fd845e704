#include "client/put.h"

#include <stdio.h>

#include "core/explain.h"
#include "proto/message.h"

enum err_code
put_roadmap(struct rpc *rpc, const Pb__Roadmap *roadmap, struct arena *arena,
    Pb__CatalogPutReply **ret_reply, struct rpc_details *ret_details, struct err *err)
{
	Pb__CatalogPutRequest *request = message_new(&pb__catalog_put_request__descriptor, arena);

	/* It is only packed. */
	request->roadmap = (Pb__Roadmap *)roadmap;
	return rpc_call(rpc, "Catalog", "Put", &request->base, arena, ret_reply, ret_details, err);
}

void
put_print(const Pb__CatalogPutReply *reply, struct arena *arena)
{
	const Pb__CatalogEntry *entry = reply->entry;

	printf("%s %s version %u: %s, %u step%s, %s\n",
	    reply->unchanged ? "Already stored:" : "Stored", entry->id, entry->version,
	    entry->title, entry->steps, entry->steps == 1 ? "" : "s",
	    explain_minutes(arena, entry->minutes));
	if (!entry->enrolled)
		printf("To begin: roadmap enroll %s\n", entry->id);
}

int
put_refuse(const char *path, const struct rpc *rpc, const struct rpc_details *details,
    const struct err *err)
{
	if (rpc_is_lost(rpc)) {
		fprintf(stderr, "roadmap: %s\n", err->text);
		return PUT_FAILED;
	}
	fprintf(stderr, "%s: %s\n", path, err->text);
	for (size_t i = 0; details->faults != NULL && i < details->faults->n_faults; i++)
		fprintf(stderr, "%s: %s: %s\n", path, details->faults->faults[i]->path,
		    details->faults->faults[i]->text);
	switch (err->code) {
	case ERR_UNKNOWN:
	case ERR_INTERNAL:
	case ERR_UNAVAILABLE:
	case ERR_DATA_LOSS:
		return PUT_FAILED;
	default:
		return PUT_REFUSED;
	}
}
