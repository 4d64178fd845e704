/*
 * Packing and unpacking messages with an arena, so that nobody frees a message.
 */
#ifndef PROTO_MESSAGE_H
#define PROTO_MESSAGE_H

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"

struct bytes {
	const uint8_t *data;
	size_t size;
};

/* An allocator whose free does nothing; it borrows the arena. */
ProtobufCAllocator message_allocator(struct arena *arena);

/* A message with its defaults, to be filled. */
void *message_new(const ProtobufCMessageDescriptor *descriptor, struct arena *arena);

/* NULL if the bytes are no such message. Strings may still hold invalid UTF-8. */
void *message_unpack(const ProtobufCMessageDescriptor *descriptor, struct arena *arena,
    struct bytes bytes);

struct bytes message_pack(struct arena *arena, const ProtobufCMessage *message);

/* The same bytes, in the arena. */
struct bytes message_copy(struct arena *arena, struct bytes bytes);

#endif
