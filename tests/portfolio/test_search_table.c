/* A table that is written as CSV reads back to the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "search_table.h"
#include "support/odd_text.h"

enum {
	TABLES = 500,
	ROWS = 6,
	COLUMNS = 4,
	TEXT_BYTES = 200,
};

struct sample {
	const char *cells[ROWS][COLUMNS];
	char *text;
};

static void
write_sample(struct sample *sample, struct random_source *source, struct arena *arena)
{
	size_t size;
	FILE *file = open_memstream(&sample->text, &size);

	for (uint32_t i = 0; i < ROWS; i++) {
		for (uint32_t k = 0; k < COLUMNS; k++) {
			bool empty = k > 0 && random_percent(source, 20);

			sample->cells[i][k] = i == 0  ? arena_printf(arena, "column %u", k)
					      : empty ? ""
						      : odd_text(source, true, TEXT_BYTES, arena);
			search_table_cell(file, sample->cells[i][k], k == 0);
		}
		search_table_end(file);
	}
	fclose(file);
}

static void
what_is_written_reads_back_to_the_same(void **state)
{
	struct random_source source = {10};

	(void)state;
	for (int round = 0; round < TABLES; round++) {
		struct arena *arena = arena_new();
		struct search_table table = {0};
		struct sample sample;
		struct err err = ERR_NONE;
		size_t line = 0;

		write_sample(&sample, &source, arena);
		assert_int_equal(search_table_read(sample.text, arena, &table, &line, &err),
		    ERR_OK);
		assert_int_equal(table.n, ROWS);
		for (uint32_t i = 0; i < ROWS; i++) {
			assert_int_equal(table.rows[i].n, COLUMNS);
			for (uint32_t k = 0; k < COLUMNS; k++)
				assert_string_equal(table.rows[i].cells[k], sample.cells[i][k]);
		}
		free(sample.text);
		arena_free(arena);
	}
}

static void
every_row_knows_its_line(void **state)
{
	static const size_t wanted[] = {2, 4, 7, 8};
	struct arena *arena = arena_new();
	struct search_table table = {0};
	struct err err = ERR_NONE;
	size_t line = 0;

	(void)state;
	assert_int_equal(search_table_read("sep=;\na;b\r\n\n\"x\ny\r\nz\";\"\"\"\"\n1;2\n3", arena,
			     &table, &line, &err),
	    ERR_OK);
	assert_int_equal(table.n, 4);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(table.rows[i].line, wanted[i]);
	assert_string_equal(table.rows[1].cells[0], "x\ny\nz");
	assert_string_equal(table.rows[1].cells[1], "\"");
	arena_free(arena);
}

static void
a_quote_that_makes_no_sense_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text;
		size_t line;
	} bad[] = {{"a,b\n1,\"x\n\ny", 2}, {"a\n\"x\ny\"z\n", 2}, {"\"", 1}, {"a\n\n\"x\"\"", 3}};
	struct arena *arena = arena_new();
	struct search_table table;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct err err = ERR_NONE;
		size_t line = 0;

		assert_int_equal(search_table_read(bad[i].text, arena, &table, &line, &err),
		    ERR_INVALID_ARGUMENT);
		assert_int_equal(line, bad[i].line);
	}
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_reads_back_to_the_same),
	    cmocka_unit_test(every_row_knows_its_line),
	    cmocka_unit_test(a_quote_that_makes_no_sense_is_told_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
