/*
 * Words on a terminal: colour, width, wrapping, tables, bars. Everything printed here is made safe
 * first: no control character of a text reaches the terminal.
 */
#ifndef CLIENT_OUT_H
#define CLIENT_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "core/arena.h"

enum out_style {
	OUT_PLAIN,
	OUT_BOLD,
	OUT_DIM,
	OUT_GOOD,
	OUT_BUSY,
	OUT_BAD,
	OUT_NAME,   /* something to type */
	OUT_HEAT_1, /* from a little to a lot: four greens where there are so many colours */
	OUT_HEAT_2,
	OUT_HEAT_3,
	OUT_HEAT_4,
};

enum out_color {
	OUT_COLOR_AUTO, /* on a terminal, unless NO_COLOR or a dumb one */
	OUT_COLOR_ALWAYS,
	OUT_COLOR_NEVER,
};

struct out {
	FILE *file;
	bool color;
	bool many_colors; /* 256 of them */
	bool unicode;
	bool terminal;
	unsigned width;
};

/* Colour where OUT_COLOR_AUTO finds a place for it; unicode where the locale is one of UTF-8. */
void out_init(struct out *out, FILE *file);
/*
 * `ascii` wins over the locale; without unicode each character is printed as the nearest one of
 * ASCII, as wide as it was.
 */
void out_set(struct out *out, enum out_color color, bool ascii);

void out_text(const struct out *out, enum out_style style, const char *text);
void out_printf(const struct out *out, enum out_style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void out_newline(const struct out *out);
void out_spaces(const struct out *out, unsigned n);
/*
 * Wraps the text at the width, each line but the first indented; keeps its newlines and ends with
 * one. The first line continues where `column` columns were printed already.
 */
void out_wrap(const struct out *out, enum out_style style, unsigned column, unsigned indent,
    const char *text);

/* The columns a text takes: wide and combining characters are reckoned with. */
unsigned out_columns(const char *text);
/* How many bytes of it go into `columns` columns: at least one character, by words if it can. */
size_t out_fit(const char *text, unsigned columns);

/* A progress bar of `columns` columns; full only at 1000. */
const char *out_bar(const struct out *out, struct arena *arena, unsigned permille,
    unsigned columns);

/*
 * A table. `columns` has a letter for each column: 'l' left, 'r' right, 's' left and the one that
 * gives way: its text goes on in further lines when the table is too wide, and where even that
 * would cut words, it stands on lines of its own.
 */
struct out_table;

struct out_table *out_table_new(struct arena *arena, const char *columns, unsigned indent);
/* That of out_table_new(), for the texts of its cells. */
struct arena *out_table_arena(const struct out_table *table);
/* Adds the next cell, row after row. */
void out_table_cell(struct out_table *table, enum out_style style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* A row of its own: a text at the left, which may be moved in, one at the right edge, or "". */
void out_table_span(struct out_table *table, enum out_style style, const char *left,
    enum out_style right_style, const char *right);
/* At least so wide, where the screen is: lines up the right edge with other things. */
void out_table_stretch(struct out_table *table, unsigned width);
void out_table_print(const struct out_table *table, const struct out *out);

#endif
