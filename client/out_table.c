#include "client/out.h"

#include <string.h>

enum {
	OUT_TABLE_GAP = 2,
	OUT_TABLE_COLUMNS = 8,
	OUT_TABLE_STACKED = 4, /* what stands below a row is moved in */
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

/* How a table is laid out on a screen. */
struct out_layout {
	unsigned widths[OUT_TABLE_COLUMNS];
	unsigned width; /* of the whole */
	int gives;      /* the column that gives way, or -1 */
	bool stacked;   /* it stands on lines of its own */
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

/* The columns of the longest word. */
static unsigned
out_table_longest(const struct out_table *table, const char *text)
{
	unsigned longest = 0;

	while (*text) {
		size_t size = strcspn(text, " ");
		unsigned columns = out_columns(arena_printf(table->arena, "%.*s", (int)size, text));

		longest = columns > longest ? columns : longest;
		text += size + (text[size] == ' ');
	}
	return longest;
}

/* What the column that gives way keeps. */
static unsigned
out_table_least(const struct out_table *table, int gives)
{
	unsigned least = OUT_TABLE_SHRUNK;

	for (const struct out_row *row = table->first; row; row = row->next) {
		unsigned longest = row->span ? 0 : out_table_longest(table, row->cells[gives].text);

		least = longest > least ? longest : least;
	}
	return least;
}

/* Fits the column that gives way to the width wanted. */
static void
out_table_give(const struct out_table *table, const struct out *out, struct out_layout *layout)
{
	unsigned *width = &layout->widths[layout->gives];
	unsigned over = layout->width > out->width ? layout->width - out->width : 0;

	if (over == 0 && layout->width < table->width_least) {
		*width += table->width_least - layout->width;
		layout->width = table->width_least;
	} else if (over > 0 && *width >= out_table_least(table, layout->gives) + over) {
		*width -= over;
		layout->width = out->width;
	} else if (over > 0) {
		layout->stacked = true;
		layout->width = out->width;
		*width = 0;
	}
}

static struct out_layout
out_table_measure(const struct out_table *table, const struct out *out)
{
	struct out_layout layout = {.width = table->indent, .gives = -1};

	for (const struct out_row *row = table->first; row; row = row->next)
		for (unsigned i = 0; i < table->n_columns && !row->span; i++) {
			unsigned columns = out_columns(row->cells[i].text);

			if (columns > layout.widths[i])
				layout.widths[i] = columns;
		}
	for (unsigned i = 0; i < table->n_columns; i++) {
		layout.width += layout.widths[i] > 0 ? layout.widths[i] + OUT_TABLE_GAP : 0;
		if (table->columns[i] == 's')
			layout.gives = (int)i;
	}
	layout.width -= layout.width > table->indent ? OUT_TABLE_GAP : 0;
	if (layout.gives >= 0)
		out_table_give(table, out, &layout);
	return layout;
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
	if (used + OUT_TABLE_GAP > out->width) {
		out_wrap(out, left->style, indent, indent, text);
		used = indent + out_columns(right->text);
		out_spaces(out, indent);
	} else {
		out_text(out, left->style, text);
	}
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

/* The column that gives way is a heading if it is the first, else it stands below the rest. */
static void
out_table_print_stacked(const struct out_table *table, const struct out *out,
    const struct out_row *row, const struct out_layout *layout)
{
	const struct out_cell *cell = &row->cells[layout->gives];
	unsigned indent = table->indent + (layout->gives > 0 ? OUT_TABLE_STACKED : 0);

	if (layout->gives > 0)
		out_table_print_row(table, out, row, layout->widths);
	if (cell->text[0]) {
		out_spaces(out, indent);
		out_wrap(out, cell->style, indent, indent, cell->text);
	}
	if (layout->gives == 0)
		out_table_print_row(table, out, row, layout->widths);
}

void
out_table_print(const struct out_table *table, const struct out *out)
{
	struct out_layout layout = out_table_measure(table, out);

	for (const struct out_row *row = table->first; row; row = row->next)
		if (row->span)
			out_table_print_span(table, out, row, layout.width);
		else if (layout.stacked)
			out_table_print_stacked(table, out, row, &layout);
		else
			out_table_print_row(table, out, row, layout.widths);
}
