#include "engine/op_table.h"

#include <string.h>

/* Calls by the type the op was declared with, so that no function pointer is cast. */
#define OP_CALL(service, method, noun_verb, Type, mode)                                           \
	static enum err_code op_table_##noun_verb(struct op *op, const ProtobufCMessage *request, \
	    ProtobufCMessage *reply, struct err *err)                                             \
	{                                                                                         \
		return op_##noun_verb(op, (const Pb__##Type##Request *)request,                   \
		    (Pb__##Type##Reply *)reply, err);                                             \
	}
OP_LIST(OP_CALL)

static enum err_code
op_table_event_watch(struct op *op, const ProtobufCMessage *request, ProtobufCMessage *reply,
    struct err *err)
{
	(void)reply;
	return op_event_watch(op, (const Pb__EventWatchRequest *)request, err);
}

#define OP_ENTRY(service, method, noun_verb, Type, mode)                                  \
	{"roadmap.v1." #service, #method, #service "." #method, mode,                     \
	    &pb__##noun_verb##_request__descriptor, &pb__##noun_verb##_reply__descriptor, \
	    op_table_##noun_verb},
#define OP_WATCH_ENTRY(service, method, noun_verb, Type, mode)                     \
	{"roadmap.v1." #service, #method, #service "." #method, mode,              \
	    &pb__##noun_verb##_request__descriptor, &pb__event_notice__descriptor, \
	    op_table_##noun_verb},

const struct op_entry op_table[] = {OP_LIST(OP_ENTRY) OP_WATCH_LIST(OP_WATCH_ENTRY)};
const size_t op_table_size = sizeof(op_table) / sizeof(op_table[0]);

bool
op_table_writes(const struct op_entry *entry)
{
	return entry->mode == OP_WRITE || entry->mode == OP_APART || entry->mode == OP_ALONE;
}

const struct op_entry *
op_table_find(const char *service, const char *method)
{
	/* the first letter rules out most, without a call */
	for (size_t i = 0; i < op_table_size; i++)
		if (op_table[i].method[0] == method[0] && strcmp(op_table[i].method, method) == 0 &&
		    strcmp(op_table[i].service, service) == 0)
			return &op_table[i];
	return NULL;
}
