/*
 * The table of figures, each beside its aim. Lines are added as they are measured and printed all
 * together, as Markdown or JSON.
 */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include <stdbool.h>

struct bench_row {
	const char *what, *against;
	const char *unit; /* "x" or " MB" */
	double aim, value;
	bool at_least;   /* the value is to be the aim at least; else at most */
	bool is_missing; /* a peer is not there: the note says which */
};

/* The note is copied; the other texts are literals. Says on stderr that it is there. */
void bench_table_add(const struct bench_row *row, const char *note);
/* Nothing if there are no rows. */
void bench_table_print(bool json);

#endif
