/*
 * Text at its limit and over it. No text of a request is stored that is longer than any may be: the
 * story of tests/fault has something to say with every rpc, and each of its texts is made too long.
 */
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "desk.h"
#include "story.h"

struct limits {
	struct desk *desk;
	const struct story_line *line;
	const char *longest; /* one byte over */
	unsigned texts, refused;
};

static void
limits_try(struct limits *limits, const char **text)
{
	const char *before = *text;

	*text = limits->longest;
	limits->refused += desk_call(limits->desk, limits->line->service, limits->line->method,
			       limits->line->request, NULL) != ERR_OK;
	limits->texts++;
	*text = before;
}

static void limits_try_message(struct limits *limits, ProtobufCMessage *message);

static void
limits_try_field(struct limits *limits, const ProtobufCFieldDescriptor *field, void *member)
{
	if (field->type == PROTOBUF_C_TYPE_STRING)
		limits_try(limits, member);
	else if (field->type == PROTOBUF_C_TYPE_MESSAGE && *(ProtobufCMessage **)member != NULL)
		limits_try_message(limits, *(ProtobufCMessage **)member);
}

/* Every text in it, however deep. */
static void
limits_try_message(struct limits *limits, ProtobufCMessage *message)
{
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		char *member = (char *)message + field->offset;

		if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) != 0 &&
		    *(uint32_t *)((char *)message + field->quantifier_offset) != field->id)
			continue;
		if (field->label != PROTOBUF_C_LABEL_REPEATED)
			limits_try_field(limits, field, member);
		else if (field->type == PROTOBUF_C_TYPE_STRING ||
			 field->type == PROTOBUF_C_TYPE_MESSAGE)
			for (size_t k = 0;
			     k < *(size_t *)((char *)message + field->quantifier_offset); k++)
				limits_try_field(limits, field, *(void ***)member + k);
	}
}

/* The longest text in any column, in bytes: a query that asks each column is made by a query. */
static int64_t
limits_longest_stored(struct desk *desk)
{
	static const char columns[] =
	    "SELECT 'SELECT max(n) FROM (' || group_concat('SELECT max(length(CAST(' || c.name || "
	    "' AS BLOB))) AS n FROM ' || t.name, ' UNION ALL ') || ')' "
	    "FROM sqlite_schema AS t, pragma_table_info(t.name) AS c "
	    "WHERE t.type = 'table' AND c.type = 'TEXT'";
	sqlite3 *db;
	sqlite3_stmt *row;
	const char *query;

	assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, columns, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	query = arena_strdup(desk->arena, (const char *)sqlite3_column_text(row, 0));
	sqlite3_finalize(row);
	sqlite3_close(db);
	return desk_number(desk, query);
}

static void
no_text_that_is_too_long_is_stored_by_any_rpc(void **state)
{
	struct desk *desk = *state;
	struct arena *arena = arena_new();
	char *longest = arena_alloc(arena, TEXT_BODY_MAX + 2);
	struct limits limits = {.desk = desk, .longest = longest};
	struct story_line *lines;
	size_t n = story_tell(arena, &lines);

	memset(longest, 'x', TEXT_BODY_MAX + 1);
	for (size_t i = 0; i < n; i++) {
		limits.line = &lines[i];
		limits_try_message(&limits, (ProtobufCMessage *)lines[i].request);
		(void)desk_call(desk, lines[i].service, lines[i].method, lines[i].request, NULL);
		if (limits_longest_stored(desk) > TEXT_BODY_MAX)
			fail_msg("%s.%s stored it", lines[i].service, lines[i].method);
		arena_reset(desk->arena);
	}
	printf("%u texts over the limit, %u requests refused\n", limits.texts, limits.refused);
	assert_true(limits.texts > 100);
	assert_true(limits.refused > limits.texts / 2);
	arena_free(arena);
}

static enum err_code
limits_note(struct desk *desk, size_t size)
{
	Pb__StepNoteRequest note = PB__STEP_NOTE_REQUEST__INIT;
	char *text = arena_alloc(desk->arena, size + 1);

	memset(text, 'n', size);
	note.step = "clay";
	note.text = text;
	return desk_call(desk, "Step", "Note", &note, NULL);
}

static enum err_code
limits_link(struct desk *desk, size_t url_size, size_t title_size)
{
	static const char scheme[] = "https://";
	Pb__StepLinkRequest link = PB__STEP_LINK_REQUEST__INIT;
	char *url = arena_alloc(desk->arena, url_size + 1);
	char *title = arena_alloc(desk->arena, title_size + 1);

	memset(url, 'u', url_size);
	memcpy(url, scheme, sizeof(scheme) - 1);
	memset(title, 't', title_size);
	link.step = "clay";
	link.url = url;
	link.title = title;
	return desk_call(desk, "Step", "Link", &link, NULL);
}

static void
a_text_of_just_its_limit_is_taken_and_one_byte_more_is_refused(void **state)
{
	assert_int_equal(limits_note(*state, TEXT_BODY_MAX), ERR_OK);
	assert_int_equal(limits_note(*state, TEXT_BODY_MAX + 1), ERR_INVALID_ARGUMENT);
	assert_int_equal(limits_link(*state, TEXT_URL_MAX, TEXT_TITLE_MAX), ERR_OK);
	assert_int_equal(limits_link(*state, TEXT_URL_MAX + 1, 1), ERR_INVALID_ARGUMENT);
	assert_int_equal(limits_link(*state, 20, TEXT_TITLE_MAX + 1), ERR_INVALID_ARGUMENT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(no_text_that_is_too_long_is_stored_by_any_rpc,
		desk_setup, desk_teardown),
	    cmocka_unit_test_setup_teardown(
		a_text_of_just_its_limit_is_taken_and_one_byte_more_is_refused, desk_setup_enrolled,
		desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
