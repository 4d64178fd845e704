#include "client/out.h"

#include <string.h>

enum {
	OUT_TABLE_GAP = 2,
	OUT_TABLE_COLUMNS = 8,
	OUT_TABLE_SHRUNK = 12, /* a column that gives way keeps so much */
};

struct out_cell {
	const char *text;
	enum out_style style;
};

struct out_row {
	struct out_row *next;
	bool span; /* the first cell at the left, the second at the right edge */
	struct out_cell cells[OUT_TABLE_COLUMNS];
};

struct out_table {
	struct arena *arena;
	const char *columns;
	unsigned n_columns;
	unsigned indent;
	unsigned width_least;
	struct out_row *first, *last;
	unsigned filled; /* cells of the last row */
};

struct out_table *
out_table_new(struct arena *arena, const char *columns, unsigned indent)
{
	struct out_table *table = arena_alloc(arena, sizeof(*table));

	table->arena = arena;
	table->columns = columns;
	table->n_columns = (unsigned)strlen(columns);
	table->indent = indent;
	return table;
}

struct arena *
out_table_arena(const struct out_table *table)
{
	return table->arena;
}

static struct out_row *
out_table_row(struct out_table *table)
{
	struct out_row *row = arena_alloc(table->arena, sizeof(*row));

	for (unsigned i = 0; i < OUT_TABLE_COLUMNS; i++)
		row->cells[i].text = "";
	if (table->last)
		table->last->next = row;
	else
		table->first = row;
	table->last = row;
	table->filled = 0;
	return row;
}

void
out_table_cell(struct out_table *table, enum out_style style, const char *format, ...)
{
	struct out_row *row = table->last;
	char text[1024];
	va_list list;

	if (!row || row->span || table->filled == table->n_columns)
		row = out_table_row(table);
	va_start(list, format);
	vsnprintf(text, sizeof(text), format, list);
	va_end(list);
	row->cells[table->filled++] = (struct out_cell){arena_strdup(table->arena, text), style};
}

void
out_table_span(struct out_table *table, enum out_style style, const char *left,
    enum out_style right_style, const char *right)
{
	struct out_row *row = out_table_row(table);

	row->span = true;
	row->cells[0] = (struct out_cell){arena_strdup(table->arena, left), style};
	row->cells[1] = (struct out_cell){arena_strdup(table->arena, right), right_style};
}

void
out_table_stretch(struct out_table *table, unsigned width)
{
	table->width_least = width;
}

/* Fits the column that gives way to the width wanted; returns what that adds to the whole. */
static unsigned
out_table_give(const struct out_table *table, const struct out *out, unsigned sum, unsigned *width)
{
	unsigned before = *width;

	if (sum < table->width_least)
		*width += table->width_least - sum;
	else if (sum > out->width && *width > OUT_TABLE_SHRUNK)
		*width = *width - OUT_TABLE_SHRUNK > sum - out->width ? *width - (sum - out->width)
								      : OUT_TABLE_SHRUNK;
	return *width - before;
}

/* Widths of the columns; returns that of the whole. */
static unsigned
out_table_measure(const struct out_table *table, const struct out *out, unsigned *widths)
{
	unsigned sum = table->indent;
	unsigned gives = 0;

	memset(widths, 0, OUT_TABLE_COLUMNS * sizeof(*widths));
	for (const struct out_row *row = table->first; row; row = row->next)
		for (unsigned i = 0; i < table->n_columns && !row->span; i++) {
			unsigned columns = out_columns(row->cells[i].text);

			widths[i] = columns > widths[i] ? columns : widths[i];
		}
	for (unsigned i = 0; i < table->n_columns; i++) {
		sum += widths[i] > 0 ? widths[i] + OUT_TABLE_GAP : 0;
		if (table->columns[i] == 's')
			gives = i;
	}
	sum -= sum > table->indent ? OUT_TABLE_GAP : 0;
	if (table->columns[gives] == 's')
		sum += out_table_give(table, out, sum, &widths[gives]);
	return sum;
}

static void
out_table_print_span(const struct out_table *table, const struct out *out,
    const struct out_row *row, unsigned width)
{
	const struct out_cell *left = &row->cells[0], *right = &row->cells[1];
	unsigned indent = table->indent + (unsigned)strspn(left->text, " ");
	const char *text = left->text + strspn(left->text, " ");
	unsigned used = indent + out_columns(text) + out_columns(right->text);

	if (text[0] || right->text[0])
		out_spaces(out, indent);
	if (!right->text[0]) {
		out_wrap(out, left->style, indent, indent, text);
		return;
	}
	out_text(out, left->style, text);
	out_spaces(out, width > used + OUT_TABLE_GAP ? width - used : OUT_TABLE_GAP);
	out_text(out, right->style, right->text);
	out_newline(out);
}

/* The beginning of a text that goes into a line; *text moves behind it. */
static const char *
out_table_piece(const struct out_table *table, const char **text, unsigned width)
{
	size_t size = out_fit(*text, width);
	const char *piece = arena_printf(table->arena, "%.*s", (int)size, *text);

	*text += size;
	*text += strspn(*text, " ");
	return piece;
}

static void
out_table_print_row(const struct out_table *table, const struct out *out, const struct out_row *row,
    const unsigned *widths)
{
	unsigned owed = table->indent; /* spaces not printed yet: none at the end of a line */
	unsigned column = table->indent, rest_column = 0, rest_width = 0;
	struct out_cell rest = {"", OUT_PLAIN};

	for (unsigned i = 0; i < table->n_columns; i++) {
		const char *text = row->cells[i].text;
		const char *piece = out_table_piece(table, &text, widths[i]);
		unsigned columns = out_columns(piece);
		unsigned pad = widths[i] > columns ? widths[i] - columns : 0;

		if (widths[i] == 0)
			continue;
		if (*text) {
			rest = (struct out_cell){text, row->cells[i].style};
			rest_column = column;
			rest_width = widths[i];
		}
		owed += table->columns[i] == 'r' ? pad : 0;
		if (columns > 0) {
			out_spaces(out, owed);
			out_text(out, row->cells[i].style, piece);
			owed = 0;
		}
		owed += (table->columns[i] == 'r' ? 0 : pad) + OUT_TABLE_GAP;
		column += widths[i] + OUT_TABLE_GAP;
	}
	out_newline(out);
	while (*rest.text) {
		out_spaces(out, rest_column);
		out_text(out, rest.style, out_table_piece(table, &rest.text, rest_width));
		out_newline(out);
	}
}

void
out_table_print(const struct out_table *table, const struct out *out)
{
	unsigned widths[OUT_TABLE_COLUMNS];
	unsigned width = out_table_measure(table, out, widths);

	for (const struct out_row *row = table->first; row; row = row->next)
		if (row->span)
			out_table_print_span(table, out, row, width);
		else
			out_table_print_row(table, out, row, widths);
}
