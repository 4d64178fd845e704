#include "search_table.h"

#include <string.h>

struct search_reader {
	const char *at;
	size_t line, cell_line;
	char between; /* cells */
	struct arena *arena;
	struct err *err;
};

/* What stands most often between cells of the first line, quoted ones apart. */
static char
search_table_between(const char *text)
{
	static const char marks[] = ",;\t";
	size_t counts[sizeof(marks)] = {0}, best = 0;
	bool quoted = false;

	for (; *text && (quoted || (*text != '\n' && *text != '\r')); text++) {
		const char *mark = strchr(marks, *text);

		quoted = quoted != (*text == '"');
		if (mark != NULL && !quoted)
			counts[mark - marks]++;
	}
	for (size_t i = 1; marks[i] != '\0'; i++)
		if (counts[i] > counts[best])
			best = i;
	return marks[best];
}

/* The quote that closes a cell, or NULL: "" is none. */
static const char *
search_table_close(const char *text)
{
	while ((text = strchr(text, '"')) != NULL && text[1] == '"')
		text += 2;
	return text;
}

/* After the first quote: "" is one, and lines go on. NULL if it is not closed. */
static const char *
search_table_quoted(struct search_reader *reader)
{
	const char *close = search_table_close(reader->at);
	size_t n = 0;
	char *cell;

	if (close == NULL) {
		(void)err_set(reader->err, ERR_INVALID_ARGUMENT, "a quote is not closed");
		return NULL;
	}
	cell = arena_alloc(reader->arena, (size_t)(close - reader->at) + 1);
	for (; reader->at < close; reader->at++) {
		reader->at += *reader->at == '"';
		reader->line += *reader->at == '\n';
		/* A line end is one newline, whatever the file has. */
		if (*reader->at != '\r' || reader->at[1] != '\n')
			cell[n++] = *reader->at;
	}
	reader->at++;
	return cell;
}

static bool
search_table_is_end(const struct search_reader *reader)
{
	return *reader->at == '\0' || *reader->at == '\n' || *reader->at == '\r' ||
	       *reader->at == reader->between;
}

static const char *
search_table_plain(struct search_reader *reader)
{
	const char *begin = reader->at;
	size_t length;

	while (!search_table_is_end(reader))
		reader->at++;
	length = (size_t)(reader->at - begin);
	while (length > 0 && strchr(" \t", begin[length - 1]) != NULL)
		length--;
	return arena_printf(reader->arena, "%.*s", (int)length, begin);
}

static const char *
search_table_read_cell(struct search_reader *reader)
{
	const char *cell;

	while (*reader->at == ' ')
		reader->at++;
	if (*reader->at != '"')
		return search_table_plain(reader);
	reader->at++;
	cell = search_table_quoted(reader);
	if (cell == NULL)
		return NULL;
	while (*reader->at == ' ')
		reader->at++;
	if (search_table_is_end(reader))
		return cell;
	(void)err_set(reader->err, ERR_INVALID_ARGUMENT,
	    "text after a quote that ends: a quote inside is written twice");
	return NULL;
}

/* To the end of the line, which is passed. False on a fault. */
static bool
search_table_read_row(struct search_reader *reader, struct search_row *row)
{
	size_t room = 0;

	*row = (struct search_row){.line = reader->line};
	for (;;) {
		const char *cell;

		reader->cell_line = reader->line;
		cell = search_table_read_cell(reader);
		if (cell == NULL)
			return false;
		if (row->n == room) {
			const char **cells;

			room = room == 0 ? 16 : room * 2;
			cells = arena_array(reader->arena, room, sizeof(*cells));
			if (row->n > 0)
				memcpy(cells, row->cells, row->n * sizeof(*cells));
			row->cells = cells;
		}
		row->cells[row->n++] = cell;
		if (*reader->at != reader->between || *reader->at == '\0')
			break;
		reader->at++;
	}
	if (*reader->at == '\r')
		reader->at++;
	if (*reader->at == '\n') {
		reader->at++;
		reader->line++;
	}
	return true;
}

/* "sep=;" */
static void
search_table_skip_sep(struct search_reader *reader)
{
	const char *text = reader->at;

	if (strncmp(text, "sep=", 4) != 0 || text[4] == '\0' || strchr(",;\t", text[4]) == NULL ||
	    (text[5] != '\n' && text[5] != '\r'))
		return;
	reader->between = text[4];
	reader->at += text[5] == '\r' && text[6] == '\n' ? 7 : 6;
	reader->line++;
}

static bool
search_table_is_empty(const struct search_row *row)
{
	for (size_t i = 0; i < row->n; i++)
		if (row->cells[i][0] != '\0')
			return false;
	return true;
}

enum err_code
search_table_read(const char *text, struct arena *arena, struct search_table *ret_table,
    size_t *ret_line, struct err *err)
{
	struct search_reader reader = {.at = text,
	    .line = 1,
	    .between = search_table_between(text),
	    .arena = arena,
	    .err = err};
	struct search_table table = {0};
	size_t lines = 1;

	search_table_skip_sep(&reader);
	for (const char *at = text; *at; at++)
		lines += *at == '\n' || *at == '\r';
	table.rows = arena_array(arena, lines, sizeof(*table.rows));
	while (*reader.at) {
		if (!search_table_read_row(&reader, &table.rows[table.n])) {
			*ret_line = reader.cell_line;
			return err->code;
		}
		table.n += !search_table_is_empty(&table.rows[table.n]);
	}
	*ret_table = table;
	return ERR_OK;
}

void
search_table_cell(FILE *file, const char *text, bool first)
{
	size_t length = strlen(text);
	bool plain = strcspn(text, ",;\t\"\r\n") == length &&
		     (length == 0 || (text[0] != ' ' && text[length - 1] != ' '));

	if (!first)
		fputc(',', file);
	if (plain) {
		fputs(text, file);
		return;
	}
	fputc('"', file);
	for (; *text; text++) {
		if (*text == '"')
			fputc('"', file);
		fputc(*text, file);
	}
	fputc('"', file);
}

void
search_table_end(FILE *file)
{
	fputs("\r\n", file);
}
