/*
 * Packs from the end to the beginning: what a message within takes is known when its length is to
 * be written, so that nothing is measured before. protobuf-c measures each message once for each
 * message around it.
 */
#include "proto/message.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	MESSAGE_PACK_ROOM = 512,       /* at first */
	MESSAGE_PACK_LARGE = 64 << 10, /* from there on it is measured, not to take twice as much */
	MESSAGE_PACK_VARINT = 0,       /* wire types */
	MESSAGE_PACK_LENGTH = 2,
};

struct message_pack {
	struct arena *arena;
	const ProtobufCMessage *message;
	uint8_t *data;
	size_t room, at; /* from there on it is written */
};

static void
message_pack_grow(struct message_pack *pack, size_t size)
{
	const size_t written = pack->room - pack->at;
	const size_t room = pack->room < MESSAGE_PACK_LARGE
				? 2 * pack->room + size
				: protobuf_c_message_get_packed_size(pack->message);
	uint8_t *bigger = arena_alloc(pack->arena, room);

	if (written > 0)
		memcpy(bigger + room - written, pack->data + pack->at, written);
	pack->data = bigger;
	pack->room = room;
	pack->at = room - written;
}

/* Room in front of what is there. */
static inline uint8_t *
message_pack_room(struct message_pack *pack, size_t size)
{
	if (size > pack->at)
		message_pack_grow(pack, size);
	pack->at -= size;
	return pack->data + pack->at;
}

static void
message_pack_varint_long(struct message_pack *pack, uint64_t number)
{
	size_t size = 1;
	uint8_t *at;

	for (uint64_t rest = number; rest > 0x7f; rest >>= 7)
		size++;
	for (at = message_pack_room(pack, size); number > 0x7f; number >>= 7)
		*at++ = (uint8_t)number | 0x80;
	*at = (uint8_t)number;
}

static inline void
message_pack_varint(struct message_pack *pack, uint64_t number)
{
	if (number > 0x7f)
		message_pack_varint_long(pack, number);
	else
		*message_pack_room(pack, 1) = (uint8_t)number;
}

static void
message_pack_tag(struct message_pack *pack, const ProtobufCFieldDescriptor *field, unsigned type)
{
	message_pack_varint(pack, (uint64_t)field->id << 3 | type);
}

static void
message_pack_bytes(struct message_pack *pack, const void *data, size_t size)
{
	uint8_t *at = message_pack_room(pack, size);

	if (size > 0)
		memcpy(at, data, size);
	message_pack_varint(pack, size);
}

static void
message_pack_text(struct message_pack *pack, const char *text)
{
	message_pack_bytes(pack, text, text != NULL ? strlen(text) : 0);
}

static void message_pack_fields(struct message_pack *pack, const ProtobufCMessage *message);

static void
message_pack_message(struct message_pack *pack, const ProtobufCMessage *message)
{
	const size_t after = pack->room - pack->at;

	if (message != NULL)
		message_pack_fields(pack, message);
	message_pack_varint(pack, pack->room - pack->at - after);
}

/* The types of our messages; a member is as wide as protobuf-c makes it. */
static size_t
message_pack_width(ProtobufCType type)
{
	switch (type) {
	case PROTOBUF_C_TYPE_BOOL:
		return sizeof(protobuf_c_boolean);
	case PROTOBUF_C_TYPE_ENUM:
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_UINT32:
		return sizeof(uint32_t);
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_UINT64:
		return sizeof(uint64_t);
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_MESSAGE:
		return sizeof(void *);
	default:
		abort();
	}
}

/* A negative one takes ten bytes, as if it had 64 bits. */
static uint64_t
message_pack_number(ProtobufCType type, const void *member)
{
	switch (type) {
	case PROTOBUF_C_TYPE_BOOL:
		return *(const protobuf_c_boolean *)member != 0;
	case PROTOBUF_C_TYPE_ENUM:
	case PROTOBUF_C_TYPE_INT32:
		return (uint64_t)(int64_t) * (const int32_t *)member;
	case PROTOBUF_C_TYPE_UINT32:
		return *(const uint32_t *)member;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_UINT64:
		return *(const uint64_t *)member;
	default:
		abort();
	}
}

static void
message_pack_value(struct message_pack *pack, const ProtobufCFieldDescriptor *field,
    const void *member)
{
	const ProtobufCBinaryData *bytes;

	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		message_pack_text(pack, *(const char *const *)member);
		break;
	case PROTOBUF_C_TYPE_MESSAGE:
		message_pack_message(pack, *(const ProtobufCMessage *const *)member);
		break;
	case PROTOBUF_C_TYPE_BYTES:
		bytes = member;
		message_pack_bytes(pack, bytes->data, bytes->len);
		break;
	default:
		message_pack_varint(pack, message_pack_number(field->type, member));
		message_pack_tag(pack, field, MESSAGE_PACK_VARINT);
		return;
	}
	message_pack_tag(pack, field, MESSAGE_PACK_LENGTH);
}

static void
message_pack_list(struct message_pack *pack, const ProtobufCFieldDescriptor *field,
    const uint8_t *list, size_t n)
{
	const size_t after = pack->room - pack->at;
	const size_t width = n > 0 ? message_pack_width(field->type) : 0;
	const bool packed = (field->flags & PROTOBUF_C_FIELD_FLAG_PACKED) != 0;

	for (size_t i = n; i-- > 0;) {
		if (packed)
			message_pack_varint(pack,
			    message_pack_number(field->type, list + i * width));
		else
			message_pack_value(pack, field, list + i * width);
	}
	if (!packed || n == 0)
		return;
	message_pack_varint(pack, pack->room - pack->at - after);
	message_pack_tag(pack, field, MESSAGE_PACK_LENGTH);
}

/* proto3 does not tell what has its default. */
static bool
message_pack_is_default(const ProtobufCFieldDescriptor *field, const void *member)
{
	const char *text;

	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		text = *(const char *const *)member;
		return text == NULL || text[0] == '\0';
	case PROTOBUF_C_TYPE_MESSAGE:
		return *(const ProtobufCMessage *const *)member == NULL;
	case PROTOBUF_C_TYPE_BYTES:
		return ((const ProtobufCBinaryData *)member)->len == 0;
	default:
		return message_pack_number(field->type, member) == 0;
	}
}

/* Of the members of a oneof, the one that is set is told even with its default. */
static bool
message_pack_is_chosen(const ProtobufCFieldDescriptor *field, uint32_t chosen, const void *member)
{
	const void *pointer;

	if (chosen != field->id)
		return false;
	if (field->type != PROTOBUF_C_TYPE_STRING && field->type != PROTOBUF_C_TYPE_MESSAGE)
		return true;
	pointer = *(const void *const *)member;
	return pointer != NULL && pointer != field->default_value;
}

static void
message_pack_field(struct message_pack *pack, const ProtobufCFieldDescriptor *field,
    const uint8_t *message)
{
	const void *member = message + field->offset;
	const void *quantifier = message + field->quantifier_offset;
	const uint8_t *list;
	bool told;

	if (field->label == PROTOBUF_C_LABEL_REPEATED) {
		memcpy(&list, member, sizeof(list));
		message_pack_list(pack, field, list, *(const size_t *)quantifier);
		return;
	}
	if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0)
		told = message_pack_is_chosen(field, *(const uint32_t *)quantifier, member);
	else
		told = !message_pack_is_default(field, member);
	if (told)
		message_pack_value(pack, field, member);
}

static void
message_pack_unknown(struct message_pack *pack, const ProtobufCMessageUnknownField *field)
{
	memcpy(message_pack_room(pack, field->len), field->data, field->len);
	message_pack_varint(pack, (uint64_t)field->tag << 3 | (unsigned)field->wire_type);
}

/* Those that are not known come after the others. */
static void
message_pack_fields(struct message_pack *pack, const ProtobufCMessage *message)
{
	const ProtobufCMessageDescriptor *descriptor = message->descriptor;

	for (unsigned i = message->n_unknown_fields; i-- > 0;)
		message_pack_unknown(pack, &message->unknown_fields[i]);
	for (unsigned i = descriptor->n_fields; i-- > 0;)
		message_pack_field(pack, &descriptor->fields[i], (const uint8_t *)message);
}

struct bytes
message_pack(struct arena *arena, const ProtobufCMessage *message)
{
	struct message_pack pack = {.arena = arena,
	    .message = message,
	    .data = arena_alloc(arena, MESSAGE_PACK_ROOM),
	    .room = MESSAGE_PACK_ROOM,
	    .at = MESSAGE_PACK_ROOM};

	message_pack_fields(&pack, message);
	return (struct bytes){pack.data + pack.at, pack.room - pack.at};
}
