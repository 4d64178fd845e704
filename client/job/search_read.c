#include "search_read.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/job.h"
#include "core/text.h"
#include "search_table.h"

static void
search_read_fault(struct search_file *file, size_t line, struct arena *arena, const char *text)
{
	if (file->n_faults < SEARCH_FAULTS_MAX)
		file->faults[file->n_faults++] =
		    (struct search_fault){line, arena_strdup(arena, text)};
}

static void
search_read_leave_out(struct search_file *file, const char *header, const char *why,
    struct arena *arena)
{
	char *name = arena_strdup(arena, header);
	const char *again;

	text_clean(name);
	again = name[0] ? strstr(file->left_out, name) : NULL;
	if (again != NULL && (again == file->left_out || again[-1] == ' ') &&
	    strchr(", ", again[strlen(name)]) != NULL)
		return;
	if (name[0] && strlen(file->left_out) < TEXT_TITLE_MAX)
		file->left_out = arena_printf(arena, "%s%s%.40s%s", file->left_out,
		    file->left_out[0] ? ", " : "", name, why);
}

static void
search_read_set(struct search_file *file, struct search_record *record, enum search_field field,
    const char *text, struct arena *arena)
{
	struct err err = ERR_NONE;

	if (!text_is_utf8(text, strlen(text)))
		(void)err_set(&err, ERR_INVALID_ARGUMENT,
		    "'%s' is no UTF-8: convert the file first", search_record_field_name(field));
	else
		(void)search_record_set(record, field, text, arena, &err);
	if (err.code != ERR_OK)
		search_read_fault(file, record->line, arena, err.text);
}

/* --- CSV --- */

/* The field of each column; of two columns of a field the first counts. */
static enum search_field *
search_read_header(struct search_file *file, const struct search_row *header, struct arena *arena)
{
	enum search_field *fields = arena_array(arena, header->n, sizeof(*fields));
	bool seen[SEARCH_READ + 1] = {false};

	for (size_t i = 0; i < header->n; i++) {
		fields[i] = search_record_field_find(header->cells[i]);
		if (fields[i] == SEARCH_READ)
			search_read_leave_out(file, header->cells[i], "", arena);
		else if (seen[fields[i]])
			search_read_leave_out(file, header->cells[i],
			    arena_printf(arena, " (a second '%s')",
				search_record_field_name(fields[i])),
			    arena);
		if (seen[fields[i]])
			fields[i] = SEARCH_READ;
		seen[fields[i]] = true;
	}
	if (!seen[SEARCH_COMPANY])
		search_read_fault(file, header->line, arena,
		    "no column 'company' in the first line: rename the one that has the companies");
	return fields;
}

static void
search_read_csv(const struct import_input *input, const char *today, struct arena *arena,
    struct search_file *file)
{
	struct err err = ERR_NONE;
	struct search_table table;
	enum search_field *fields;
	size_t line = 0;

	if (search_table_read(input->text, arena, &table, &line, &err) != ERR_OK || table.n == 0) {
		search_read_fault(file, line, arena,
		    err.code != ERR_OK ? err.text : "the file is empty");
		return;
	}
	fields = search_read_header(file, &table.rows[0], arena);
	if (file->n_faults > 0)
		return;
	file->records = arena_array(arena, table.n, sizeof(*file->records));
	for (size_t i = 1; i < table.n; i++) {
		const struct search_row *row = &table.rows[i];
		struct search_record *record = search_record_new(row->line, arena);

		if (row->n > table.rows[0].n)
			search_read_fault(file, row->line, arena,
			    "more cells than columns: is a quote missing?");
		for (size_t k = 0; k < row->n && k < table.rows[0].n; k++)
			if (fields[k] != SEARCH_READ)
				search_read_set(file, record, fields[k], row->cells[k], arena);
		search_record_finish(record, today, arena);
		file->records[file->n++] = record;
	}
}

/* --- JSON --- */

/* A member under any of the names of its field. */
static const char *
search_read_member(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	return json_is_string(value) ? json_string_value(value) : "";
}

static void
search_read_stage(struct search_file *file, struct search_record *record, const json_t *entry,
    struct arena *arena)
{
	const char *stage = search_read_member(entry, "stage");
	const json_t *round = json_object_get(entry, "round");
	long long number = json_is_integer(round)
			       ? json_integer_value(round)
			       : strtoll(search_read_member(entry, "round"), NULL, 10);

	if (job_stage_find(stage) == 0)
		search_read_fault(file, record->line, arena,
		    arena_printf(arena, "no stage '%.40s': it is %s", stage, job_stage_ids));
	else
		search_record_add_stage(record, job_stage_find(stage),
		    number > 0 && number <= JOB_ROUND_MAX ? (uint32_t)number : 0,
		    arena_strdup(arena, search_read_member(entry, "day")), arena);
}

/* RFC 3339 in UTC, as it is exported; 0 for anything else. */
static int64_t
search_read_moment(const char *text)
{
	struct tm tm = {0};
	const char *end = strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);

	return end != NULL && strcmp(end, "Z") == 0 ? (int64_t)timegm(&tm) : 0;
}

static void
search_read_entry(struct search_file *file, struct search_record *record, enum search_field field,
    const json_t *entry, struct arena *arena)
{
	if (field == SEARCH_HISTORY)
		search_read_stage(file, record, entry, arena);
	else if (field == SEARCH_CONTACTS && json_is_object(entry))
		search_record_add_contact(record,
		    arena_strdup(arena, search_read_member(entry, "name")),
		    arena_strdup(arena, search_read_member(entry, "role")),
		    arena_strdup(arena, search_read_member(entry, "reach")), arena);
	else if (field == SEARCH_NOTES && json_is_object(entry))
		search_record_add_note(record,
		    arena_strdup(arena, search_read_member(entry, "text")),
		    search_read_moment(search_read_member(entry, "at")), arena);
	else if (json_is_string(entry))
		search_read_set(file, record, field, arena_strdup(arena, json_string_value(entry)),
		    arena);
}

static void
search_read_object(struct search_file *file, struct search_record *record, json_t *object,
    struct arena *arena)
{
	const char *key;
	json_t *value;

	json_object_foreach(object, key, value)
	{
		enum search_field field = search_record_field_find(key);
		const json_t *entry;
		size_t i;

		if (field == SEARCH_READ)
			search_read_leave_out(file, key, "", arena);
		else if (json_is_array(value))
			json_array_foreach(value, i, entry)
			    search_read_entry(file, record, field, entry, arena);
		else if (json_is_string(value))
			search_read_set(file, record, field,
			    arena_strdup(arena, json_string_value(value)), arena);
		else if (!json_is_null(value))
			search_read_fault(file, record->line, arena,
			    arena_printf(arena, "'%.40s': expected a text", key));
	}
}

/* Where objects begin that stand right in an array: of all arrays at this depth. */
static void
search_read_lines(const char *text, unsigned wanted, size_t *lines, size_t n)
{
	size_t line = 1, found = 0;
	unsigned depth = 0;
	bool quoted = false;

	for (; *text && found < n; text++) {
		line += *text == '\n';
		if (quoted && *text == '\\' && text[1])
			text++;
		else if (*text == '"')
			quoted = !quoted;
		else if (quoted)
			continue;
		else if (*text == ']' || *text == '}')
			depth -= depth > 0;
		else if (*text == '[' || *text == '{') {
			if (*text == '{' && depth == wanted)
				lines[found++] = line;
			depth++;
		}
	}
}

static void
search_read_json(const struct import_input *input, const char *today, struct arena *arena,
    struct search_file *file)
{
	struct err err = ERR_NONE;
	__attribute__((cleanup(import_input_free_json))) json_t *all =
	    import_input_json(input, &err);
	json_t *list = json_is_object(all) ? json_object_get(all, "applications") : all;
	size_t n = json_array_size(list);
	size_t *lines = arena_array(arena, n, sizeof(*lines));

	if (all == NULL || !json_is_array(list)) {
		search_read_fault(file, 0, arena,
		    all == NULL ? err.text : "expected a list of applications");
		return;
	}
	search_read_lines(input->text, json_is_object(all) ? 2 : 1, lines, n);
	file->records = arena_array(arena, n, sizeof(*file->records));
	for (size_t i = 0; i < n; i++) {
		json_t *entry = json_array_get(list, i);
		struct search_record *record = search_record_new(lines[i], arena);

		if (!json_is_object(entry))
			search_read_fault(file, lines[i], arena, "expected an object");
		else
			search_read_object(file, record, entry, arena);
		search_record_finish(record, today, arena);
		file->records[file->n++] = record;
	}
}

/* By its byte order mark. */
static bool
search_read_is_utf16(const struct import_input *input)
{
	return input->size >= 2 &&
	       (memcmp(input->text, "\xff\xfe", 2) == 0 || memcmp(input->text, "\xfe\xff", 2) == 0);
}

void
search_read(const struct import_input *input, const char *today, struct arena *arena,
    struct search_file *ret_file)
{
	const char *text = input->text + strspn(input->text, " \t\r\n");

	*ret_file = (struct search_file){.left_out = ""};
	if (search_read_is_utf16(input))
		search_read_fault(ret_file, 0, arena, "this is UTF-16: save it as UTF-8");
	else if (memchr(input->text, '\0', input->size) != NULL)
		search_read_fault(ret_file, 0, arena, "this is no text: it has a NUL in it");
	else if (*text == '[' || *text == '{')
		search_read_json(input, today, arena, ret_file);
	else
		search_read_csv(input, today, arena, ret_file);
}
