#include "proto/message.h"

#include <string.h>

static void *
message_alloc(void *data, size_t size)
{
	return arena_alloc(data, size);
}

static void
message_free(void *data, void *pointer)
{
	(void)data;
	(void)pointer;
}

ProtobufCAllocator
message_allocator(struct arena *arena)
{
	return (ProtobufCAllocator){message_alloc, message_free, arena};
}

void *
message_new(const ProtobufCMessageDescriptor *descriptor, struct arena *arena)
{
	ProtobufCMessage *message = arena_alloc(arena, descriptor->sizeof_message);

	protobuf_c_message_init(descriptor, message);
	return message;
}

void *
message_unpack(const ProtobufCMessageDescriptor *descriptor, struct arena *arena,
    struct bytes bytes)
{
	ProtobufCAllocator allocator = message_allocator(arena);

	return protobuf_c_message_unpack(descriptor, &allocator, bytes.size, bytes.data);
}

struct bytes
message_copy(struct arena *arena, struct bytes bytes)
{
	uint8_t *data = arena_alloc(arena, bytes.size);

	if (bytes.size > 0)
		memcpy(data, bytes.data, bytes.size);
	return (struct bytes){data, bytes.size};
}

struct bytes
message_pack(struct arena *arena, const ProtobufCMessage *message)
{
	size_t size = protobuf_c_message_get_packed_size(message);
	uint8_t *data = arena_alloc(arena, size);

	protobuf_c_message_pack(message, data);
	return (struct bytes){data, size};
}
