/*
 * How libFuzzer changes a conversation: besides bytes, whole requests come and go, payloads change
 * inside of sound envelopes, and new requests are made of the message's own description.
 */
#include <stdlib.h>
#include <string.h>

#include "engine/op_table.h"
#include "fuzz_talk.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	FUZZ_MUTATE_DEPTH = 5,
	FUZZ_MUTATE_PAYLOAD = 4096,
};

/* libFuzzer's names. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

struct fuzz_mutate {
	struct arena *arena;
	unsigned seed;
};

static unsigned
fuzz_mutate_random(struct fuzz_mutate *mutate, unsigned below)
{
	return (unsigned)rand_r(&mutate->seed) % below;
}

static const char *
fuzz_mutate_word(struct fuzz_mutate *mutate)
{
	static const char *const words[] = {"", "clay", "wheel", "glaze", "bowl", "fire-gas",
	    "fire-electric", "vase", "kiln", "gas", "electric", "pottery", "basics", "projects",
	    "centering", "1", "2", "3", "cut", "w", "https://example.org/", "clay@1", "setting",
	    "step_status", "note", "enrollment", "roadmap", "65000000", "66000000", "67000000",
	    "no-such-step", "a b", "\xc3\xa4", "\xff", "line\nline", "2026-01-02", "new-step",
	    "2026-02-08", "day-start", "04:00", "timer-limit", "2h", "timer", "off", "roadmap_id",
	    "step_id"};

	return words[fuzz_mutate_random(mutate, sizeof(words) / sizeof(words[0]))];
}

static uint64_t
fuzz_mutate_number(struct fuzz_mutate *mutate)
{
	static const uint64_t numbers[] = {0, 1, 1, 2, 2, 3, 7, 60, 100, 1000, 60000, 60001,
	    1767225600, INT32_MAX, UINT32_MAX, INT64_MAX, UINT64_MAX, (uint64_t)INT64_MIN};

	return numbers[fuzz_mutate_random(mutate, sizeof(numbers) / sizeof(numbers[0]))];
}

static ProtobufCMessage *fuzz_mutate_message(struct fuzz_mutate *mutate,
    const ProtobufCMessageDescriptor *type, unsigned depth);

/* Writes a value of the field's type. */
static void
fuzz_mutate_value(struct fuzz_mutate *mutate, const ProtobufCFieldDescriptor *field, void *value,
    unsigned depth)
{
	const uint64_t number = fuzz_mutate_number(mutate);
	const ProtobufCEnumDescriptor *choices = field->descriptor;
	const char *word = fuzz_mutate_word(mutate);
	ProtobufCMessage *message;
	ProtobufCBinaryData data;

	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		memcpy(value, &word, sizeof(word));
		return;
	case PROTOBUF_C_TYPE_BYTES:
		data = (ProtobufCBinaryData){strlen(word), (uint8_t *)word};
		memcpy(value, &data, sizeof(data));
		return;
	case PROTOBUF_C_TYPE_MESSAGE:
		message = fuzz_mutate_message(mutate, field->descriptor, depth + 1);
		memcpy(value, &message, sizeof(message));
		return;
	case PROTOBUF_C_TYPE_ENUM:
		*(int *)value = (int)fuzz_mutate_random(mutate, choices->n_values + 1);
		return;
	case PROTOBUF_C_TYPE_BOOL:
		*(protobuf_c_boolean *)value = (protobuf_c_boolean)(number & 1);
		return;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_UINT64:
		memcpy(value, &number, sizeof(number));
		return;
	default:
		memcpy(value, &(uint32_t){(uint32_t)number}, sizeof(uint32_t));
		return;
	}
}

static size_t
fuzz_mutate_size(const ProtobufCFieldDescriptor *field)
{
	switch (field->type) {
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_MESSAGE:
		return sizeof(void *);
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_UINT64:
		return sizeof(uint64_t);
	default:
		return sizeof(uint32_t);
	}
}

static void
fuzz_mutate_field(struct fuzz_mutate *mutate, ProtobufCMessage *message,
    const ProtobufCFieldDescriptor *field, unsigned depth)
{
	char *base = (char *)message;
	const size_t size = fuzz_mutate_size(field);
	size_t n = 1 + fuzz_mutate_random(mutate, 3);
	char *list;

	if (field->label != PROTOBUF_C_LABEL_REPEATED) {
		fuzz_mutate_value(mutate, field, base + field->offset, depth);
		if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0)
			memcpy(base + field->quantifier_offset, &field->id, sizeof(field->id));
		return;
	}
	list = arena_alloc(mutate->arena, n * size);
	for (size_t i = 0; i < n; i++)
		fuzz_mutate_value(mutate, field, list + i * size, depth);
	memcpy(base + field->offset, &list, sizeof(list));
	memcpy(base + field->quantifier_offset, &n, sizeof(n));
}

static ProtobufCMessage *
fuzz_mutate_message(struct fuzz_mutate *mutate, const ProtobufCMessageDescriptor *type,
    unsigned depth)
{
	ProtobufCMessage *message = message_new(type, mutate->arena);

	for (unsigned i = 0; i < type->n_fields; i++) {
		const bool deeper = type->fields[i].type == PROTOBUF_C_TYPE_MESSAGE;

		if ((deeper && depth >= FUZZ_MUTATE_DEPTH) || fuzz_mutate_random(mutate, 2) == 0)
			continue;
		fuzz_mutate_field(mutate, message, &type->fields[i], depth);
	}
	return message;
}

static struct bytes
fuzz_mutate_make(struct fuzz_mutate *mutate)
{
	const struct op_entry *op = &op_table[fuzz_mutate_random(mutate, (unsigned)op_table_size)];
	const ProtobufCMessage *message = fuzz_mutate_message(mutate, op->input, 0);

	return fuzz_talk_pack(mutate->arena, op->service, op->method,
	    message_pack(mutate->arena, message));
}

/* Other bytes in the payload of a sound request, or other bytes. */
static struct bytes
fuzz_mutate_bytes(struct fuzz_mutate *mutate, struct bytes request)
{
	const Ttrpc__Request *envelope =
	    message_unpack(&ttrpc__request__descriptor, mutate->arena, request);
	uint8_t *data = arena_alloc(mutate->arena, FUZZ_MUTATE_PAYLOAD);
	struct bytes before = request, after;

	if (envelope != NULL)
		before = (struct bytes){envelope->payload.data, envelope->payload.len};
	if (before.size > FUZZ_MUTATE_PAYLOAD)
		return request;
	if (before.size > 0)
		memcpy(data, before.data, before.size);
	after = (struct bytes){data, LLVMFuzzerMutate(data, before.size, FUZZ_MUTATE_PAYLOAD)};
	if (envelope == NULL)
		return after;
	return fuzz_talk_pack(mutate->arena, envelope->service, envelope->method, after);
}

static void
fuzz_mutate_insert(struct fuzz_talk *talk, unsigned at, struct bytes request)
{
	if (talk->n == FUZZ_TALK_MAX)
		talk->n--;
	memmove(&talk->requests[at + 1], &talk->requests[at],
	    (talk->n - at) * sizeof(talk->requests[0]));
	talk->requests[at] = request;
	talk->n++;
}

static void
fuzz_mutate_talk(struct fuzz_mutate *mutate, struct fuzz_talk *talk)
{
	const unsigned at = fuzz_mutate_random(mutate, talk->n);
	const unsigned other = fuzz_mutate_random(mutate, talk->n);

	switch (fuzz_mutate_random(mutate, 8)) {
	case 0:
	case 1:
		talk->requests[at] = fuzz_mutate_make(mutate);
		return;
	case 2:
	case 3:
		fuzz_mutate_insert(talk, at, fuzz_mutate_make(mutate));
		return;
	case 4:
		talk->requests[at] = talk->requests[other];
		return;
	case 5:
		talk->requests[at] = talk->requests[--talk->n];
		return;
	default:
		talk->requests[at] = fuzz_mutate_bytes(mutate, talk->requests[at]);
		return;
	}
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	struct fuzz_mutate mutate = {arena_new(), seed};
	uint8_t *copy = arena_alloc(mutate.arena, size + 1);
	struct fuzz_talk talk;
	size_t after;

	memcpy(copy, data, size);
	fuzz_talk_read(&talk, copy, size);
	if (talk.n == 0)
		fuzz_mutate_insert(&talk, 0, fuzz_mutate_make(&mutate));
	else
		fuzz_mutate_talk(&mutate, &talk);
	if (fuzz_mutate_random(&mutate, 20) == 0)
		talk.flags = (uint8_t)fuzz_mutate_random(&mutate, FUZZ_TALK_FLAGS + 1);
	if (fuzz_mutate_random(&mutate, 20) > 0)
		after = fuzz_talk_write(&talk, data, max_size);
	else
		after = LLVMFuzzerMutate(data, size, max_size);
	arena_free(mutate.arena);
	return after;
}
