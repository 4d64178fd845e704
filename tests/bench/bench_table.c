#include "bench_table.h"

#include <stdio.h>

#include "bench.h"

enum {
	BENCH_TABLE_MAX = 48,
	BENCH_TABLE_TEXT = 200,
};

struct bench_line {
	struct bench_row row;
	char note[BENCH_TABLE_TEXT];
};

static struct bench_line bench_lines[BENCH_TABLE_MAX];
static size_t bench_n_lines;

static bool
bench_table_is_met(const struct bench_row *row)
{
	return row->at_least ? row->value >= row->aim : row->value <= row->aim;
}

static const char *
bench_table_verdict(const struct bench_row *row)
{
	if (row->is_missing)
		return "not measured";
	return bench_table_is_met(row) ? "met" : "missed";
}

void
bench_table_add(const struct bench_row *row, const char *note)
{
	struct bench_line *line = &bench_lines[bench_n_lines];

	if (bench_n_lines == BENCH_TABLE_MAX)
		bench_fail("the table is full");
	line->row = *row;
	snprintf(line->note, sizeof(line->note), "%s", note);
	bench_n_lines++;
	fprintf(stderr, "bench: %s, %s: %.2f%s, %s\n", row->what, row->against, row->value,
	    row->unit, bench_table_verdict(row));
}

static void
bench_table_markdown(const struct bench_line *line)
{
	const struct bench_row *row = &line->row;

	printf("| %s | %s | at %s %g%s | ", row->what, row->against,
	    row->at_least ? "least" : "most", row->aim, row->unit);
	if (row->is_missing)
		printf("- | not measured | %s |\n", line->note);
	else
		printf("%.2f%s | %s | %s |\n", row->value, row->unit, bench_table_verdict(row),
		    line->note);
}

static void
bench_table_json(const struct bench_line *line, bool last)
{
	const struct bench_row *row = &line->row;

	printf("  {\"what\": \"%s\", \"against\": \"%s\", \"aim\": %g, \"at_least\": %s, "
	       "\"unit\": \"%s\", ",
	    row->what, row->against, row->aim, row->at_least ? "true" : "false", row->unit);
	if (row->is_missing)
		printf("\"value\": null, \"met\": null, ");
	else
		printf("\"value\": %.4f, \"met\": %s, ", row->value,
		    bench_table_is_met(row) ? "true" : "false");
	printf("\"note\": \"%s\"}%s\n", line->note, last ? "" : ",");
}

void
bench_table_print(bool json)
{
	if (bench_n_lines == 0)
		return;
	if (json)
		puts("[");
	else
		puts("| what | against | aim | measured | | medians |\n|---|---|---|---|---|---|");
	for (size_t i = 0; i < bench_n_lines; i++) {
		if (json)
			bench_table_json(&bench_lines[i], i + 1 == bench_n_lines);
		else
			bench_table_markdown(&bench_lines[i]);
	}
	if (json)
		puts("]");
}
