#include "engine/wire.h"

#include <string.h>

#include "core/text.h"
#include "proto/field.h"

struct wire {
	struct arena *arena;
	uint32_t messages; /* met so far, at any depth */
};

static enum err_code
wire_check_string(struct wire *wire, const char *name, struct bytes text, struct err *err)
{
	char *copy;

	if (memchr(text.data, '\0', text.size) != NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "%s: there is a NUL byte in it", name);
	copy = arena_alloc(wire->arena, text.size + 1);
	memcpy(copy, text.data, text.size);
	return text_check(name, copy, text.size, TEXT_BODY, err);
}

static enum err_code wire_check_message(struct wire *wire,
    const ProtobufCMessageDescriptor *descriptor, struct bytes bytes, struct err *err);

static enum err_code
wire_check_field(struct wire *wire, const ProtobufCMessageDescriptor *descriptor,
    const struct field *at, struct err *err)
{
	const ProtobufCFieldDescriptor *field;

	field = at->number <= UINT32_MAX
		    ? protobuf_c_message_descriptor_get_field(descriptor, (unsigned)at->number)
		    : NULL;
	if (field == NULL || !at->has_inside)
		return ERR_OK;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return wire_check_string(wire, field->name, at->inside, err);
	if (field->type == PROTOBUF_C_TYPE_MESSAGE)
		return wire_check_message(wire, field->descriptor, at->inside, err);
	return ERR_OK;
}

/* As deep as the schema, in which no message holds itself. */
static enum err_code
wire_check_message(struct wire *wire, const ProtobufCMessageDescriptor *descriptor,
    struct bytes bytes, struct err *err)
{
	enum err_code code = ERR_OK;
	struct field field;

	/* An empty message takes two bytes here and a hundred times as much unpacked. */
	if (++wire->messages > WIRE_MESSAGES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the request holds over %u entries: send less at a time", WIRE_MESSAGES_MAX);
	while (code == ERR_OK && bytes.size > 0) {
		if (!field_next(&bytes, &field))
			return err_set(err, ERR_INVALID_ARGUMENT, "the request is not a %s",
			    descriptor->name);
		code = wire_check_field(wire, descriptor, &field, err);
	}
	return code;
}

enum err_code
wire_check(const ProtobufCMessageDescriptor *descriptor, struct arena *arena, struct bytes bytes,
    struct err *err)
{
	struct wire wire = {.arena = arena};

	return wire_check_message(&wire, descriptor, bytes, err);
}
