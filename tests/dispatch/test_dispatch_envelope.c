/* What is wrong with a request before any op sees it. */
#include <string.h>

#include "core/text.h"
#include "desk.h"
#include "engine/wire.h"
#include "ttrpc/ttrpc.pb-c.h"

static enum err_code
raw(struct desk *desk, struct bytes bytes)
{
	const Ttrpc__Response *response;

	desk->last = dispatch(desk->engine, desk->now_us, desk->arena, bytes);
	response = message_unpack(&ttrpc__response__descriptor, desk->arena, desk->last.response);
	assert_non_null(response);
	assert_non_null(response->status);
	snprintf(desk->text, sizeof(desk->text), "%s", response->status->message);
	return (enum err_code)response->status->code;
}

static void
an_unknown_method_is_unimplemented(void **state)
{
	assert_int_equal(desk_call_bytes(*state, "Step", "Fly", (struct bytes){NULL, 0}, NULL),
	    ERR_UNIMPLEMENTED);
	assert_int_equal(desk_call_bytes(*state, "Fly", "Set", (struct bytes){NULL, 0}, NULL),
	    ERR_UNIMPLEMENTED);
}

static void
an_empty_request_names_no_method(void **state)
{
	assert_int_equal(raw(*state, (struct bytes){(const uint8_t *)"", 0}), ERR_UNIMPLEMENTED);
}

static void
garbage_is_refused(void **state)
{
	static const uint8_t garbage[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
	    0xff};

	for (size_t i = 1; i <= sizeof(garbage); i++)
		assert_int_equal(raw(*state, (struct bytes){garbage, i}), ERR_INVALID_ARGUMENT);
}

static void
a_truncated_request_is_refused(void **state)
{
	struct desk *desk = *state;
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	struct bytes whole;

	request.service = "roadmap.v1.Admin";
	request.method = "Hello";
	whole = message_pack(desk->arena, &request.base);
	for (size_t i = 1; i < whole.size; i++)
		assert_int_not_equal(raw(desk, (struct bytes){whole.data, i}), ERR_OK);
}

/* A note with an idempotency key; its answer. */
static struct bytes
keyed_note(struct desk *desk, const char *method, const char *key)
{
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	Ttrpc__KeyValue pair = TTRPC__KEY_VALUE__INIT, *metadata[] = {&pair};
	struct bytes payload;

	note.step = "bowl";
	note.text = "once";
	payload = message_pack(desk->arena, &note.base);
	pair.key = "idempotency-key";
	pair.value = key;
	request.service = "roadmap.v1.Step";
	request.method = method;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	request.metadata = metadata;
	request.n_metadata = 1;
	desk->last = dispatch(desk->engine, desk->now_us += 1000000, desk->arena,
	    message_pack(desk->arena, &request.base));
	return desk->last.response;
}

static size_t
n_notes(struct desk *desk)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__StepGetReply *reply;

	request.step = "bowl";
	assert_int_equal(desk_call(desk, "Step", "Get", &request, &reply), ERR_OK);
	return reply->n_notes;
}

static void
a_write_with_the_key_of_an_earlier_one_is_not_done_again(void **state)
{
	struct desk *desk = *state;
	struct bytes first = keyed_note(desk, "Note", "a"), second;

	assert_int_equal(desk->last.code, ERR_OK);
	assert_non_null(desk->last.event.data);
	desk_reopen(desk); /* it lasts longer than a daemon */
	second = keyed_note(desk, "Note", "a");
	assert_int_equal(second.size, first.size);
	assert_memory_equal(second.data, first.data, first.size);
	assert_null(desk->last.event.data);
	assert_int_equal(n_notes(desk), 1);
	(void)keyed_note(desk, "Note", "b");
	assert_int_equal(n_notes(desk), 2);
}

static void
a_key_is_of_its_method_and_has_its_limits(void **state)
{
	struct desk *desk = *state;
	char key[TEXT_ID_MAX + 2];

	memset(key, 'k', sizeof(key));
	key[TEXT_ID_MAX + 1] = '\0';
	(void)keyed_note(desk, "Note", key);
	assert_int_equal(desk->last.code, ERR_INVALID_ARGUMENT);
	(void)keyed_note(desk, "Note", "");
	assert_int_equal(desk->last.code, ERR_INVALID_ARGUMENT);
	key[TEXT_ID_MAX] = '\0';
	(void)keyed_note(desk, "Note", key);
	assert_int_equal(desk->last.code, ERR_OK);
	(void)keyed_note(desk, "Get", key);
	assert_int_equal(desk->last.code, ERR_OK);
	(void)keyed_note(desk, "Set", key); /* a note is no status */
	assert_int_equal(desk->last.code, ERR_INVALID_ARGUMENT);
	assert_int_equal(n_notes(desk), 1);
}

static void
a_refused_write_leaves_no_answer(void **state)
{
	struct desk *desk = *state;

	(void)keyed_note(desk, "Link", "a"); /* a note's text is no URL */
	assert_int_equal(desk->last.code, ERR_INVALID_ARGUMENT);
	(void)keyed_note(desk, "Note", "a");
	assert_int_equal(desk->last.code, ERR_OK);
	assert_int_equal(n_notes(desk), 1);
}

static void
an_empty_body_is_a_message_of_defaults(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; i < op_table_size; i++) {
		const char *noun = op_table[i].service + strlen("roadmap.v1.");
		enum err_code code =
		    desk_call_bytes(desk, noun, op_table[i].method, (struct bytes){NULL, 0}, NULL);

		if (code != ERR_OK && code != ERR_INVALID_ARGUMENT && code != ERR_NOT_FOUND &&
		    code != ERR_FAILED_PRECONDITION)
			fail_msg("%s: %s: %s", op_table[i].command, err_name(code), desk->text);
	}
}

/* A message with one field of length-delimited bytes. */
static struct bytes
with_field(struct desk *desk, unsigned number, const char *data, size_t size)
{
	uint8_t *bytes = arena_alloc(desk->arena, size + 4);
	size_t n = 0;

	bytes[n++] = (uint8_t)((number << 3 | 2) & 0x7f);
	if (number >= 16) {
		bytes[0] |= 0x80;
		bytes[n++] = (uint8_t)(number >> 4);
	}
	bytes[n++] = (uint8_t)size;
	memcpy(bytes + n, data, size);
	return (struct bytes){bytes, n + size};
}

static void
refuse_text(struct desk *desk, const struct op_entry *entry, const char *data, size_t size)
{
	const char *noun = entry->service + strlen("roadmap.v1.");
	const char *before = desk_dump(desk);

	for (unsigned i = 0; i < entry->input->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &entry->input->fields[i];
		enum err_code code;

		if (field->type != PROTOBUF_C_TYPE_STRING)
			continue;
		code = desk_call_bytes(desk, noun, entry->method,
		    with_field(desk, field->id, data, size), NULL);
		if (code != ERR_INVALID_ARGUMENT || strstr(desk->text, field->name) == NULL)
			fail_msg("%s.%s: %s: %s", entry->command, field->name, err_name(code),
			    desk->text);
	}
	assert_string_equal(desk_dump(desk), before);
}

static void
text_that_is_not_utf8_is_refused_in_every_field_of_every_rpc(void **state)
{
	for (size_t i = 0; i < op_table_size; i++)
		refuse_text(*state, &op_table[i],
		    "cl\xff"
		    "ay",
		    5);
}

static void
an_embedded_nul_is_refused_in_every_field_of_every_rpc(void **state)
{
	for (size_t i = 0; i < op_table_size; i++)
		refuse_text(*state, &op_table[i], "clay\0x", 6);
}

static void
an_escape_character_is_refused_in_every_field_of_every_rpc(void **state)
{
	for (size_t i = 0; i < op_table_size; i++)
		refuse_text(*state, &op_table[i], "\033[2J", 4);
}

static void
bad_text_deep_inside_a_message_is_refused(void **state)
{
	struct desk *desk = *state;
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;

	put.roadmap = pottery_roadmap(desk->arena);
	put.roadmap->version = 2;
	pottery_step(put.roadmap, "clay")->checklist[1]->title = "Cut \x80 it";
	assert_int_equal(desk_call(desk, "Catalog", "Put", &put, NULL), ERR_INVALID_ARGUMENT);
	assert_int_equal(desk_number(desk, "SELECT count(*) FROM roadmap"), 1);
}

static void
millions_of_empty_entries_are_refused_before_they_are_unpacked(void **state)
{
	enum { BYTES = 1 << 20 };
	struct desk *desk = *state;
	uint8_t *steps = arena_alloc(desk->arena, BYTES);
	struct err err = ERR_NONE;

	/* Field 5 of Roadmap, an empty phase, again and again. */
	for (size_t i = 0; i < BYTES; i += 2)
		steps[i] = 5 << 3 | 2;
	assert_int_equal(wire_check(&pb__roadmap__descriptor, desk->arena,
			     (struct bytes){steps, BYTES}, &err),
	    ERR_INVALID_ARGUMENT);
	assert_non_null(strstr(err.text, "200000"));
}

static void
unknown_fields_are_ignored(void **state)
{
	struct desk *desk = *state;
	const Pb__AdminHelloReply *reply = NULL;

	assert_int_equal(desk_call_bytes(desk, "Admin", "Hello", with_field(desk, 99, "new", 3),
			     &reply),
	    ERR_OK);
	assert_true(reply->pid > 0);
}

static void
a_watch_leaves_the_stream_open(void **state)
{
	struct desk *desk = *state;

	assert_int_equal(desk_call_bytes(desk, "Event", "Watch", (struct bytes){NULL, 0}, NULL),
	    ERR_OK);
	assert_true(desk->last.watch);
	assert_null(desk->last.response.data);
}

static void
a_write_makes_an_event_and_a_read_or_a_refusal_none(void **state)
{
	struct desk *desk = *state;
	const Pb__EventNotice *event;

	assert_int_equal(desk_set(desk, "clay", PB__STATUS__STATUS_DONE, false), ERR_OK);
	assert_non_null(desk->last.event.data);
	event = message_unpack(&pb__event_notice__descriptor, desk->arena, desk->last.event);
	assert_string_equal(event->command, "Step.Set");
	assert_string_equal(event->roadmap_id, "pottery");
	assert_int_equal(event->n_step_ids, 1);
	assert_string_equal(event->step_ids[0], "clay");
	(void)desk_next(desk);
	assert_null(desk->last.event.data);
	assert_int_equal(desk_set(desk, "vase", PB__STATUS__STATUS_DONE, false),
	    ERR_FAILED_PRECONDITION);
	assert_null(desk->last.event.data);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, desk_setup_enrolled, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(an_unknown_method_is_unimplemented),
	    TEST(an_empty_request_names_no_method),
	    TEST(garbage_is_refused),
	    TEST(a_truncated_request_is_refused),
	    TEST(a_write_with_the_key_of_an_earlier_one_is_not_done_again),
	    TEST(a_key_is_of_its_method_and_has_its_limits),
	    TEST(a_refused_write_leaves_no_answer),
	    TEST(an_empty_body_is_a_message_of_defaults),
	    TEST(text_that_is_not_utf8_is_refused_in_every_field_of_every_rpc),
	    TEST(an_embedded_nul_is_refused_in_every_field_of_every_rpc),
	    TEST(an_escape_character_is_refused_in_every_field_of_every_rpc),
	    TEST(bad_text_deep_inside_a_message_is_refused),
	    TEST(millions_of_empty_entries_are_refused_before_they_are_unpacked),
	    TEST(unknown_fields_are_ignored),
	    TEST(a_watch_leaves_the_stream_open),
	    TEST(a_write_makes_an_event_and_a_read_or_a_refusal_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
