/* Random messages of all rpcs are packed as protobuf-c packs them. */
#include <string.h>

#include "desk.h"
#include "support/random_roadmap.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	ROUNDS = 20,
	LIST_MOST = 3,
	DEPTH_MOST = 5,
};

struct maker {
	struct arena *arena;
	struct random_source source;
};

/* Short ones, and now and then what takes many bytes to tell the length of. */
static char *
make_text(struct maker *maker)
{
	uint32_t length =
	    random_below(&maker->source, random_percent(&maker->source, 2) ? 3000 : 9);
	char *text = arena_alloc(maker->arena, length + 1);

	memset(text, 'a' + (int)random_below(&maker->source, 26), length);
	return text;
}

static uint64_t
make_number(struct maker *maker)
{
	uint64_t number = (uint64_t)random_below(&maker->source, UINT32_MAX) << 32 |
			  random_below(&maker->source, UINT32_MAX);

	return random_percent(&maker->source, 30) ? 0 : number >> random_below(&maker->source, 64);
}

static ProtobufCMessage *make_message(struct maker *maker,
    const ProtobufCMessageDescriptor *descriptor, unsigned depth);

static size_t
width_of(ProtobufCType type)
{
	switch (type) {
	case PROTOBUF_C_TYPE_BOOL:
		return sizeof(protobuf_c_boolean);
	case PROTOBUF_C_TYPE_ENUM:
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_UINT32:
		return sizeof(uint32_t);
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	default:
		return sizeof(uint64_t);
	}
}

/* One member or element: a list has no hole in it. */
static void
fill(struct maker *maker, const ProtobufCFieldDescriptor *field, uint8_t *member, unsigned depth)
{
	const uint64_t number = make_number(maker);
	ProtobufCBinaryData bytes;
	const void *pointer;

	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		pointer = make_text(maker);
		memcpy(member, &pointer, sizeof(pointer));
		break;
	case PROTOBUF_C_TYPE_MESSAGE:
		pointer = make_message(maker, field->descriptor, depth + 1);
		memcpy(member, &pointer, sizeof(pointer));
		break;
	case PROTOBUF_C_TYPE_BYTES:
		bytes.data = (uint8_t *)make_text(maker);
		bytes.len = strlen((const char *)bytes.data);
		memcpy(member, &bytes, sizeof(bytes));
		break;
	case PROTOBUF_C_TYPE_BOOL:
		*(protobuf_c_boolean *)member = number != 0;
		break;
	default:
		memcpy(member, &number, width_of(field->type));
		break;
	}
}

static void
fill_field(struct maker *maker, const ProtobufCFieldDescriptor *field, uint8_t *message,
    unsigned depth)
{
	const size_t width = width_of(field->type);
	size_t n = random_below(&maker->source, LIST_MOST + 1);
	uint8_t *list;

	if (field->label != PROTOBUF_C_LABEL_REPEATED) {
		if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0) {
			if (random_percent(&maker->source, 50))
				return;
			memcpy(message + field->quantifier_offset, &field->id, sizeof(field->id));
		}
		fill(maker, field, message + field->offset, depth);
		return;
	}
	list = arena_array(maker->arena, n, width);
	for (size_t i = 0; i < n; i++)
		fill(maker, field, list + i * width, depth);
	memcpy(message + field->offset, &list, sizeof(list));
	memcpy(message + field->quantifier_offset, &n, sizeof(n));
}

static ProtobufCMessage *
make_message(struct maker *maker, const ProtobufCMessageDescriptor *descriptor, unsigned depth)
{
	ProtobufCMessage *message = message_new(descriptor, maker->arena);

	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];

		if ((depth < DEPTH_MOST || field->type != PROTOBUF_C_TYPE_MESSAGE) &&
		    random_percent(&maker->source, 60))
			fill_field(maker, field, (uint8_t *)message, depth);
	}
	return message;
}

static void
expect_packed_alike(struct arena *arena, const ProtobufCMessage *message)
{
	const size_t size = protobuf_c_message_get_packed_size(message);
	uint8_t *wanted = arena_alloc(arena, size);
	const struct bytes packed = message_pack(arena, message);

	assert_int_equal(protobuf_c_message_pack(message, wanted), size);
	assert_int_equal(packed.size, size);
	assert_memory_equal(packed.data, wanted, size);
}

static void
a_random_message_of_each_rpc_is_packed_as_protobuf_c_does(void **state)
{
	struct maker maker = {.source = {1}};

	(void)state;
	for (size_t i = 0; i < ROUNDS * op_table_size; i++) {
		const struct op_entry *entry = &op_table[i % op_table_size];

		maker.arena = arena_new();
		expect_packed_alike(maker.arena, make_message(&maker, entry->input, 0));
		expect_packed_alike(maker.arena, make_message(&maker, entry->output, 0));
		arena_free(maker.arena);
	}
}

static void
the_envelopes_are_packed_as_protobuf_c_does(void **state)
{
	struct maker maker = {.arena = arena_new(), .source = {2}};

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		expect_packed_alike(maker.arena,
		    make_message(&maker, &ttrpc__request__descriptor, 0));
		expect_packed_alike(maker.arena,
		    make_message(&maker, &ttrpc__response__descriptor, 0));
	}
	arena_free(maker.arena);
}

/* A message of a program that knows more: what was unpacked is packed again. */
static void
what_is_not_known_is_kept(void **state)
{
	static const uint8_t more[] = {0x98, 0x1f, 0x96, 0x01, 0xa2, 0x1f, 0x02, 'h', 'i'};
	struct maker maker = {.arena = arena_new(), .source = {3}};

	(void)state;
	for (size_t i = 0; i < op_table_size; i++) {
		const struct bytes packed =
		    message_pack(maker.arena, make_message(&maker, op_table[i].input, 0));
		uint8_t *both = arena_alloc(maker.arena, packed.size + sizeof(more));
		const ProtobufCMessage *message;

		memcpy(both, packed.data, packed.size);
		memcpy(both + packed.size, more, sizeof(more));
		message = message_unpack(op_table[i].input, maker.arena,
		    (struct bytes){both, packed.size + sizeof(more)});
		assert_non_null(message);
		assert_int_equal(message->n_unknown_fields, 2);
		expect_packed_alike(maker.arena, message);
	}
	arena_free(maker.arena);
}

static void
a_large_message_is_packed_as_protobuf_c_does(void **state)
{
	Pb__StepSetRequest request = PB__STEP_SET_REQUEST__INIT;
	struct arena *arena = arena_new();
	const char *steps[5000];

	(void)state;
	request.note = "after the list: it is packed before";
	request.steps = steps;
	for (size_t i = 0; i < 5000; i++) {
		steps[i] = arena_printf(arena, "%0*zu", (int)(i % 100), i);
		request.n_steps = i + 1;
		if (i % 97 == 0 || i == 4999)
			expect_packed_alike(arena, &request.base);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_random_message_of_each_rpc_is_packed_as_protobuf_c_does),
	    cmocka_unit_test(the_envelopes_are_packed_as_protobuf_c_does),
	    cmocka_unit_test(what_is_not_known_is_kept),
	    cmocka_unit_test(a_large_message_is_packed_as_protobuf_c_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
