#include "client/chart.h"

#include <stdbool.h>
#include <string.h>

enum {
	CHART_ROWS = 10,
	CHART_WIDTH_MOST = 76, /* of what is drawn */
	CHART_DOTS_ACROSS = 2, /* of a character of Braille */
	CHART_DOTS_DOWN = 4,
	CHART_BRAILLE = 0x2800,
};

struct chart_grid {
	const struct out *out;
	unsigned columns, rows;          /* characters */
	unsigned dots_across, dots_down; /* dots */
	bool *area, *line;               /* dots, by rows */
	unsigned label_width;
	uint32_t most;
};

static unsigned
chart_columns(const struct out *out, unsigned label_width)
{
	unsigned columns = out->width - label_width - 1;

	return columns < CHART_WIDTH_MOST ? columns : CHART_WIDTH_MOST;
}

unsigned
chart_points(const struct out *out)
{
	return CHART_DOTS_ACROSS * chart_columns(out, 0);
}

/* How many dots a value is high: one at least if it is anything. */
static unsigned
chart_height(const struct chart_grid *grid, uint32_t value)
{
	unsigned height = (unsigned)((uint64_t)value * grid->dots_down / grid->most);

	return height == 0 && value > 0 ? 1 : height;
}

/* What was there before a dot of the row across: time goes on, so the latest value that began. */
static unsigned
chart_at(const struct chart_grid *grid, unsigned n, unsigned x)
{
	return grid->dots_across > 1 ? (unsigned)((uint64_t)(n - 1) * x / (grid->dots_across - 1))
				     : n - 1;
}

static void
chart_fill(struct chart_grid *grid, const struct chart *chart)
{
	unsigned last = 0;

	for (unsigned x = 0; x < grid->dots_across; x++) {
		unsigned at = chart_at(grid, chart->n, x);
		unsigned area = chart_height(grid, chart->area[at]);
		unsigned line = chart_height(grid, chart->line[at]);
		unsigned low = x > 0 && last < line ? last + 1 : line;

		for (unsigned y = 1; y <= area; y++)
			grid->area[(grid->dots_down - y) * grid->dots_across + x] = true;
		/* a step of the line is drawn upright */
		for (unsigned y = low; y <= line && y > 0; y++)
			grid->line[(grid->dots_down - y) * grid->dots_across + x] = true;
		for (unsigned y = line; x > 0 && y < last && y > 0; y++)
			grid->line[(grid->dots_down - y) * grid->dots_across + x] = true;
		last = line;
	}
}

/* One character, of the dots of both; *ret_line if it is of the line alone. */
static const char *
chart_braille(const struct chart_grid *grid, struct arena *arena, unsigned row, unsigned column,
    bool *ret_line)
{
	static const unsigned bits[CHART_DOTS_DOWN][CHART_DOTS_ACROSS] = {{0x01, 0x08},
	    {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
	unsigned point = CHART_BRAILLE;

	*ret_line = true;
	for (unsigned y = 0; y < CHART_DOTS_DOWN; y++)
		for (unsigned x = 0; x < CHART_DOTS_ACROSS; x++) {
			size_t dot = (size_t)(row * CHART_DOTS_DOWN + y) * grid->dots_across +
				     column * CHART_DOTS_ACROSS + x;

			point |= grid->area[dot] || grid->line[dot] ? bits[y][x] : 0;
			*ret_line = *ret_line && !grid->area[dot];
		}
	if (point == CHART_BRAILLE)
		return " ";
	return arena_printf(arena, "%c%c%c", 0xe0 | (int)(point >> 12),
	    0x80 | (int)(point >> 6 & 0x3f), 0x80 | (int)(point & 0x3f));
}

static const char *
chart_ascii(const struct chart_grid *grid, unsigned row, unsigned column, bool *ret_line)
{
	size_t dot = (size_t)row * grid->dots_across + column;

	*ret_line = !grid->area[dot];
	return grid->area[dot] ? "#" : grid->line[dot] ? "-" : " ";
}

static void
chart_row(const struct chart_grid *grid, struct arena *arena, unsigned row, const char *label)
{
	unsigned owed = 1; /* no spaces at the end of a line */

	if (label[0])
		out_printf(grid->out, OUT_DIM, "%*s", (int)grid->label_width, label);
	else
		owed += grid->label_width;

	for (unsigned column = 0; column < grid->columns; column++) {
		bool line = false;
		const char *sign = grid->out->unicode
				       ? chart_braille(grid, arena, row, column, &line)
				       : chart_ascii(grid, row, column, &line);

		if (sign[0] == ' ') {
			owed++;
			continue;
		}
		out_spaces(grid->out, owed);
		owed = 0;
		out_text(grid->out, line ? OUT_NAME : OUT_GOOD, sign);
	}
	out_newline(grid->out);
}

static void
chart_foot(const struct chart_grid *grid, const struct chart *chart)
{
	unsigned used = out_columns(chart->left) + out_columns(chart->right);

	out_spaces(grid->out, grid->label_width + 1);
	out_text(grid->out, OUT_DIM, chart->left);
	if (used + 1 <= grid->columns) {
		out_spaces(grid->out, grid->columns - used);
		out_text(grid->out, OUT_DIM, chart->right);
	}
	out_newline(grid->out);
}

void
chart_print(const struct out *out, struct arena *arena, const struct chart *chart)
{
	struct chart_grid grid = {.out = out, .rows = CHART_ROWS, .most = 1};
	const char *top, *zero = chart->label(arena, 0);

	for (unsigned i = 0; i < chart->n; i++) {
		grid.most = chart->line[i] > grid.most ? chart->line[i] : grid.most;
		grid.most = chart->area[i] > grid.most ? chart->area[i] : grid.most;
	}
	top = chart->label(arena, grid.most);
	grid.label_width =
	    out_columns(top) > out_columns(zero) ? out_columns(top) : out_columns(zero);
	grid.columns = chart_columns(out, grid.label_width);
	grid.dots_across = grid.columns * (out->unicode ? CHART_DOTS_ACROSS : 1);
	grid.dots_down = grid.rows * (out->unicode ? CHART_DOTS_DOWN : 1);
	grid.area = arena_array(arena, grid.dots_across, grid.dots_down);
	grid.line = arena_array(arena, grid.dots_across, grid.dots_down);
	chart_fill(&grid, chart);
	for (unsigned row = 0; row < grid.rows; row++) {
		const char *label = row == 0 ? top : row == grid.rows - 1 ? zero : "";

		chart_row(&grid, arena, row, label);
	}
	chart_foot(&grid, chart);
}
