#include "engine/restore_check.h"

#include <string.h>

#include "core/text.h"
#include "document/document.h"
#include "engine/dispatch.h"
#include "engine/wire.h"
#include "roadmap/v1/catalog.pb-c.h"

enum restore_check_kind {
	RESTORE_CHECK_ID,
	RESTORE_CHECK_ID_OR_NONE, /* "" */
	RESTORE_CHECK_STEP,       /* an id, or that of a kept step: ID@VERSION */
	RESTORE_CHECK_STEP_OR_NONE,
	RESTORE_CHECK_KEPT, /* an id with a version */
	RESTORE_CHECK_UUID,
	RESTORE_CHECK_TITLE,
	RESTORE_CHECK_LINE, /* a title that may be empty */
	RESTORE_CHECK_BODY,
	RESTORE_CHECK_TEXT, /* a body that is not empty */
	RESTORE_CHECK_URL,
	RESTORE_CHECK_COUNT,
	RESTORE_CHECK_VERSION, /* a count from 1 */
	RESTORE_CHECK_MOMENT,
	RESTORE_CHECK_MOMENT_US,
	RESTORE_CHECK_DOCUMENT,
	RESTORE_CHECK_CHANGESET,
};

/* The end of the year 9999, as far as a google.protobuf.Timestamp goes. */
static const int64_t restore_check_last_moment = INT64_C(253402300799);

/* Of all columns with one name; those of a table that differ come first. */
static const struct restore_check_rule {
	const char *table, *column; /* NULL: of any table */
	enum restore_check_kind kind;
	bool absent; /* may be NULL */
} restore_check_rules[] = {
    {"roadmap", "id", RESTORE_CHECK_ID, false},
    {"kept_step", "step_id", RESTORE_CHECK_KEPT, false},
    {"action", "seq", RESTORE_CHECK_VERSION, false},
    {"action", "roadmap_id", RESTORE_CHECK_ID_OR_NONE, false},
    {"action", "summary", RESTORE_CHECK_BODY, false},
    {"action", "command", RESTORE_CHECK_TITLE, false},
    {"action", "changeset", RESTORE_CHECK_CHANGESET, false},
    {"action", "undoes", RESTORE_CHECK_VERSION, true},
    {"action", "undone_by", RESTORE_CHECK_VERSION, true},
    {"action", "redone_by", RESTORE_CHECK_VERSION, true},
    {"roadmap", "document", RESTORE_CHECK_DOCUMENT, false},
    {"roadmap", "steps", RESTORE_CHECK_COUNT, false},
    {"roadmap", "minutes", RESTORE_CHECK_COUNT, false},
    {"roadmap", "title", RESTORE_CHECK_TITLE, false},
    {"roadmap", "summary", RESTORE_CHECK_BODY, false},
    {"kept_step", "title", RESTORE_CHECK_TITLE, false},
    {"link", "title", RESTORE_CHECK_LINE, false},
    /* What else may be in a case study: studies_check(). */
    {"case_study", "roadmap_id", RESTORE_CHECK_ID_OR_NONE, false},
    {"case_study", "step_id", RESTORE_CHECK_STEP_OR_NONE, false},
    {"case_study", "title", RESTORE_CHECK_TITLE, false},
    {"case_study", "role", RESTORE_CHECK_LINE, false},
    {"case_study", "from_date", RESTORE_CHECK_LINE, false},
    {"case_study", "to_date", RESTORE_CHECK_LINE, false},
    {"case_study", "live_url", RESTORE_CHECK_BODY, false},
    {"case_study", "repository_url", RESTORE_CHECK_BODY, false},
    {"case_study", "problem", RESTORE_CHECK_BODY, false},
    {"case_study", "approach", RESTORE_CHECK_BODY, false},
    {"case_study", "challenges", RESTORE_CHECK_BODY, false},
    {"case_study", "lessons", RESTORE_CHECK_BODY, false},
    {"case_study", "changed_by", RESTORE_CHECK_UUID, false},
    {"case_study_item", "case_study_id", RESTORE_CHECK_UUID, false},
    {"case_study_item", "list", RESTORE_CHECK_TITLE, false},
    {"case_study_item", "place", RESTORE_CHECK_COUNT, false},
    /* What else may be in an application: jobs_check(). */
    {"application", "company", RESTORE_CHECK_TITLE, false},
    {"application", "role", RESTORE_CHECK_LINE, false},
    {"application", "channel", RESTORE_CHECK_COUNT, false},
    {"application", "platform", RESTORE_CHECK_LINE, false},
    {"application", "url", RESTORE_CHECK_BODY, false},
    {"application", "location", RESTORE_CHECK_LINE, false},
    {"application", "workplace", RESTORE_CHECK_COUNT, false},
    {"application", "salary", RESTORE_CHECK_LINE, false},
    {"application", "resume", RESTORE_CHECK_LINE, false},
    {"application", "follow_up", RESTORE_CHECK_LINE, false},
    {"application", "roadmap_id", RESTORE_CHECK_ID_OR_NONE, false},
    {"application", "step_id", RESTORE_CHECK_STEP_OR_NONE, false},
    {"application", "changed_by", RESTORE_CHECK_UUID, false},
    {NULL, "application_id", RESTORE_CHECK_UUID, false},
    {"application_stage", "place", RESTORE_CHECK_COUNT, false},
    {"application_stage", "stage", RESTORE_CHECK_COUNT, false},
    {"application_stage", "round", RESTORE_CHECK_COUNT, false},
    {"application_stage", "day", RESTORE_CHECK_TITLE, false},
    {"application_contact", "name", RESTORE_CHECK_TITLE, false},
    {"application_contact", "role", RESTORE_CHECK_LINE, false},
    {"application_contact", "reach", RESTORE_CHECK_LINE, false},
    {"application_study", "place", RESTORE_CHECK_COUNT, false},
    {"application_study", "title", RESTORE_CHECK_TITLE, false},
    {"pause", "from_day", RESTORE_CHECK_TITLE, false},
    {"pause", "until_day", RESTORE_CHECK_TITLE, false},
    {"time_entry", "minutes", RESTORE_CHECK_COUNT, false},
    {"timer", "one", RESTORE_CHECK_COUNT, false},
    {"setting", "name", RESTORE_CHECK_TITLE, false},
    {"setting", "value", RESTORE_CHECK_BODY, false},
    {NULL, "id", RESTORE_CHECK_UUID, false},
    {NULL, "roadmap_id", RESTORE_CHECK_ID, false},
    {NULL, "step_id", RESTORE_CHECK_STEP, false},
    {NULL, "choice_id", RESTORE_CHECK_ID, false},
    {NULL, "option_id", RESTORE_CHECK_ID, false},
    {NULL, "item_id", RESTORE_CHECK_ID, false},
    {NULL, "version", RESTORE_CHECK_VERSION, false},
    {NULL, "status", RESTORE_CHECK_COUNT, false},
    {NULL, "forced", RESTORE_CHECK_COUNT, false},
    {NULL, "minutes_spent", RESTORE_CHECK_COUNT, false},
    {NULL, "text", RESTORE_CHECK_TEXT, false},
    {NULL, "url", RESTORE_CHECK_URL, false},
    {NULL, "at", RESTORE_CHECK_MOMENT, false},
    {NULL, "at_us", RESTORE_CHECK_MOMENT_US, false},
    {NULL, "added_at", RESTORE_CHECK_MOMENT, false},
    {NULL, "enrolled_at", RESTORE_CHECK_MOMENT, false},
    {NULL, "began_at", RESTORE_CHECK_MOMENT, false},
    {NULL, "picked_at", RESTORE_CHECK_MOMENT, false},
    {NULL, "started_at", RESTORE_CHECK_MOMENT, true},
    {NULL, "finished_at", RESTORE_CHECK_MOMENT, true},
};

static const struct restore_check_rule *
restore_check_rule(const char *table, const char *column)
{
	for (size_t i = 0; i < sizeof(restore_check_rules) / sizeof(restore_check_rules[0]); i++) {
		const struct restore_check_rule *rule = &restore_check_rules[i];

		if (strcmp(rule->column, column) == 0 &&
		    (rule->table == NULL || strcmp(rule->table, table) == 0))
			return rule;
	}
	return NULL;
}

bool
restore_check_knows(const char *table, const char *column)
{
	return restore_check_rule(table, column) != NULL;
}

/* "clay" or "clay@2". */
static bool
restore_check_is_step(const char *text, bool kept, struct arena *arena)
{
	size_t length = strcspn(text, "@");
	const char *version = text + length;

	if (!text_is_id(arena_printf(arena, "%.*s", (int)length, text)))
		return false;
	if (*version == '\0')
		return !kept;
	version++;
	return *version >= '1' && *version <= '9' && strlen(version) <= 10 &&
	       strspn(version, "0123456789") == strlen(version);
}

static bool
restore_check_is_uuid(const char *text)
{
	static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	if (strlen(text) != sizeof(shape) - 1)
		return false;
	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == '-' ? text[i] != '-' : strchr("0123456789abcdef", text[i]) == NULL)
			return false;
	return true;
}

static bool
restore_check_is_body(const char *text, size_t max_bytes, enum text_kind kind)
{
	struct err ignored = ERR_NONE;

	return text_check("text", text, max_bytes, kind, &ignored) == ERR_OK;
}

static bool
restore_check_text(enum restore_check_kind kind, const char *text, struct arena *arena)
{
	switch (kind) {
	case RESTORE_CHECK_ID:
		return text_is_id(text);
	case RESTORE_CHECK_ID_OR_NONE:
		return *text == '\0' || text_is_id(text);
	case RESTORE_CHECK_STEP_OR_NONE:
		return *text == '\0' || restore_check_is_step(text, false, arena);
	case RESTORE_CHECK_STEP:
	case RESTORE_CHECK_KEPT:
		return restore_check_is_step(text, kind == RESTORE_CHECK_KEPT, arena);
	case RESTORE_CHECK_UUID:
		return restore_check_is_uuid(text);
	case RESTORE_CHECK_TITLE:
		return *text != '\0' && restore_check_is_body(text, TEXT_TITLE_MAX, TEXT_LINE);
	case RESTORE_CHECK_LINE:
		return restore_check_is_body(text, TEXT_TITLE_MAX, TEXT_LINE);
	case RESTORE_CHECK_TEXT:
		return *text != '\0' && restore_check_is_body(text, TEXT_BODY_MAX, TEXT_BODY);
	case RESTORE_CHECK_BODY:
		return restore_check_is_body(text, TEXT_BODY_MAX, TEXT_BODY);
	case RESTORE_CHECK_URL:
		return text_is_url(text) && restore_check_is_body(text, TEXT_URL_MAX, TEXT_LINE);
	default:
		return false;
	}
}

static bool
restore_check_integer(enum restore_check_kind kind, int64_t integer)
{
	switch (kind) {
	case RESTORE_CHECK_COUNT:
		return integer >= 0 && integer <= UINT32_MAX;
	case RESTORE_CHECK_VERSION:
		return integer >= 1 && integer < UINT32_MAX;
	case RESTORE_CHECK_MOMENT:
		return integer >= 0 && integer <= restore_check_last_moment;
	case RESTORE_CHECK_MOMENT_US:
		return integer >= 0 && integer / 1000000 <= restore_check_last_moment;
	default:
		return false;
	}
}

static bool
restore_check_blob(enum restore_check_kind kind, const struct store_blob *blob)
{
	switch (kind) {
	case RESTORE_CHECK_DOCUMENT:
		return blob->size <= DISPATCH_VALUE_MAX;
	case RESTORE_CHECK_CHANGESET:
		return blob->size <= DISPATCH_VALUE_MAX && store_change_is_sound(*blob);
	default:
		return false;
	}
}

static bool
restore_check_value(const struct restore_check_rule *rule, const struct store_value *value,
    struct arena *arena)
{
	switch (value->type) {
	case STORE_TEXT:
		return strlen(value->bytes.data) == value->bytes.size &&
		       restore_check_text(rule->kind, value->bytes.data, arena);
	case STORE_INTEGER:
		return restore_check_integer(rule->kind, value->integer);
	case STORE_BLOB:
		return restore_check_blob(rule->kind, &value->bytes);
	default:
		return rule->absent;
	}
}

static const struct store_value *
restore_check_find(const struct store_rows *rows, const struct store_value *row, const char *column)
{
	for (uint32_t i = 0; i < rows->n_columns; i++)
		if (strcmp(rows->columns[i], column) == 0)
			return &row[i];
	return NULL;
}

static bool
restore_check_same(const struct store_rows *rows, const struct store_value *row, const char *column,
    const char *text)
{
	return strcmp(restore_check_find(rows, row, column)->bytes.data, text) == 0;
}

/* The document is a roadmap without faults, and the other columns tell of it. */
static enum err_code
restore_check_roadmap(const struct store_rows *rows, const struct store_value *row,
    struct arena *arena, struct err *err)
{
	const struct store_blob *blob = &restore_check_find(rows, row, "document")->bytes;
	const struct bytes bytes = {blob->data, blob->size};
	const char *id = restore_check_find(rows, row, "id")->bytes.data;
	int64_t version = restore_check_find(rows, row, "version")->integer;
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	const struct roadmap *roadmap = NULL;
	const Pb__Roadmap *document = NULL;
	struct err fault = ERR_NONE;

	if (wire_check(&pb__roadmap__descriptor, arena, bytes, &fault) == ERR_OK)
		document = message_unpack(&pb__roadmap__descriptor, arena, bytes);
	if (document != NULL)
		roadmap = document_read(document, arena, faults);
	if (roadmap == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the export is not whole: roadmap '%.64s' version %u cannot be read", id,
		    (unsigned)version);
	if (strcmp(roadmap->id, id) != 0 || roadmap->version != version ||
	    roadmap->n_steps != restore_check_find(rows, row, "steps")->integer ||
	    !restore_check_same(rows, row, "title", roadmap->title) ||
	    !restore_check_same(rows, row, "summary", document->summary))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the export is not whole: roadmap '%.64s' version %u is told to be another", id,
		    (unsigned)version);
	return ERR_OK;
}

/* A history whose actions point to later ones has no end. */
static enum err_code
restore_check_action(const struct store_rows *rows, const struct store_value *row, struct err *err)
{
	const struct store_value *undoes = restore_check_find(rows, row, "undoes");

	if (undoes->type == STORE_INTEGER &&
	    undoes->integer >= restore_check_find(rows, row, "seq")->integer)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the history of the export is out of order");
	return ERR_OK;
}

static enum err_code
restore_check_row(const struct store_rows *rows, const struct store_value *row, struct arena *arena,
    struct err *err)
{
	for (uint32_t i = 0; i < rows->n_columns; i++) {
		const struct restore_check_rule *rule =
		    restore_check_rule(rows->table, rows->columns[i]);

		if (rule == NULL || !restore_check_value(rule, &row[i], arena))
			return err_set(err, ERR_INVALID_ARGUMENT,
			    "the export does not fit: a row of %s has a %s that cannot be",
			    rows->table, rows->columns[i]);
	}
	if (strcmp(rows->table, "roadmap") == 0)
		return restore_check_roadmap(rows, row, arena, err);
	if (strcmp(rows->table, "action") == 0)
		return restore_check_action(rows, row, err);
	return ERR_OK;
}

enum err_code
restore_check_rows(const struct store_rows *rows, struct arena *arena, struct err *err)
{
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < rows->n_rows; i++)
		code = restore_check_row(rows, &rows->values[i * rows->n_columns], arena, err);
	return code;
}
