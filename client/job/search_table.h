/*
 * Tables as text: CSV of RFC 4180, read with a comma, a semicolon or a tab between cells.
 */
#ifndef CLIENT_JOB_SEARCH_TABLE_H
#define CLIENT_JOB_SEARCH_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "core/arena.h"
#include "core/err.h"

struct search_row {
	const char **cells;
	size_t n;
	size_t line; /* of the file, where it begins, from 1 */
};

struct search_table {
	struct search_row *rows; /* the first is the header; empty lines are left out */
	size_t n;
};

/*
 * INVALID_ARGUMENT for a quote that is not closed, or followed by more in its cell: ret_line is
 * where the cell begins. A first line "sep=;" says what stands between cells, as spreadsheets write
 * it.
 */
enum err_code search_table_read(const char *text, struct arena *arena,
    struct search_table *ret_table, size_t *ret_line, struct err *err);

/* A cell of a row, after a comma unless `first`. */
void search_table_cell(FILE *file, const char *text, bool first);
void search_table_end(FILE *file);

#endif
