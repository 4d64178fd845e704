#include "engine/refusal.h"

#include "core/text.h"
#include "ttrpc/ttrpc.pb-c.h"

static Google__Protobuf__Any *
refusal_any(struct arena *arena, const ProtobufCMessage *message)
{
	Google__Protobuf__Any *any = message_new(&google__protobuf__any__descriptor, arena);
	struct bytes bytes = message_pack(arena, message);

	any->type_url = arena_printf(arena, "type.googleapis.com/%s", message->descriptor->name);
	any->value = (ProtobufCBinaryData){bytes.size, (uint8_t *)bytes.data};
	return any;
}

struct bytes
refusal_pack(struct arena *arena, enum err_code code, const char *text,
    const ProtobufCMessage *details, const char **ret_text)
{
	Ttrpc__Response *response = message_new(&ttrpc__response__descriptor, arena);
	Google__Protobuf__Any *any;
	char *line = arena_strdup(arena, text);

	/* What a user typed may have been cut in the midst of a character. */
	text_clean(line);
	*ret_text = line;
	response->status = message_new(&rpc__status__descriptor, arena);
	response->status->code = (int32_t)code;
	response->status->message = line;
	if (details != NULL) {
		any = refusal_any(arena, details);
		response->status->n_details = 1;
		response->status->details = arena_array(arena, 1, sizeof(any));
		response->status->details[0] = any;
	}
	return message_pack(arena, &response->base);
}
