#include "engine/wire.h"

#include <string.h>

#include "core/text.h"

enum wire_type {
	WIRE_VARINT = 0,
	WIRE_64 = 1,
	WIRE_LENGTH = 2,
	WIRE_32 = 5,
};

struct wire {
	struct arena *arena;
	uint32_t *messages; /* met so far, at any depth */
	const uint8_t *at, *end;
};

static bool
wire_varint(struct wire *wire, uint64_t *ret_value)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64 && wire->at < wire->end; shift += 7) {
		uint8_t byte = *wire->at++;

		value |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0) {
			*ret_value = value;
			return true;
		}
	}
	return false;
}

/* Steps over a value; of one with a length, ret_bytes is the inside. */
static bool
wire_value(struct wire *wire, enum wire_type type, struct bytes *ret_bytes)
{
	uint64_t size;

	switch (type) {
	case WIRE_VARINT:
		return wire_varint(wire, &size);
	case WIRE_64:
		size = 8;
		break;
	case WIRE_32:
		size = 4;
		break;
	case WIRE_LENGTH:
		if (!wire_varint(wire, &size))
			return false;
		break;
	default:
		return false;
	}
	if (size > (uint64_t)(wire->end - wire->at))
		return false;
	*ret_bytes = (struct bytes){wire->at, (size_t)size};
	wire->at += size;
	return true;
}

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

static enum err_code wire_check_message(const ProtobufCMessageDescriptor *descriptor,
    struct arena *arena, uint32_t *messages, struct bytes bytes, struct err *err);

static enum err_code
wire_check_field(struct wire *wire, const ProtobufCMessageDescriptor *descriptor, struct err *err)
{
	const ProtobufCFieldDescriptor *field;
	struct bytes value = {NULL, 0};
	uint64_t tag;

	if (!wire_varint(wire, &tag) || !wire_value(wire, (enum wire_type)(tag & 7), &value))
		return err_set(err, ERR_INVALID_ARGUMENT, "the request is not a %s",
		    descriptor->name);
	field = tag >> 3 <= UINT32_MAX
		    ? protobuf_c_message_descriptor_get_field(descriptor, (unsigned)(tag >> 3))
		    : NULL;
	if (field == NULL || (tag & 7) != WIRE_LENGTH)
		return ERR_OK;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return wire_check_string(wire, field->name, value, err);
	if (field->type == PROTOBUF_C_TYPE_MESSAGE)
		return wire_check_message(field->descriptor, wire->arena, wire->messages, value,
		    err);
	return ERR_OK;
}

/* As deep as the schema, in which no message holds itself. */
static enum err_code
wire_check_message(const ProtobufCMessageDescriptor *descriptor, struct arena *arena,
    uint32_t *messages, struct bytes bytes, struct err *err)
{
	struct wire wire = {arena, messages, bytes.data, bytes.data};
	enum err_code code = ERR_OK;

	/* An empty message takes two bytes here and a hundred times as much unpacked. */
	if (++*messages > WIRE_MESSAGES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the request holds over %u entries: send less at a time", WIRE_MESSAGES_MAX);
	if (bytes.size == 0) /* then data may be NULL */
		return ERR_OK;
	wire.end += bytes.size;
	while (code == ERR_OK && wire.at < wire.end)
		code = wire_check_field(&wire, descriptor, err);
	return code;
}

enum err_code
wire_check(const ProtobufCMessageDescriptor *descriptor, struct arena *arena, struct bytes bytes,
    struct err *err)
{
	uint32_t messages = 0;

	return wire_check_message(descriptor, arena, &messages, bytes, err);
}
