/* The line that tells how far a long piece of work has come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "client/progress.h"

struct drawing {
	struct arena *arena;
	FILE *file;
	char *text;
	size_t size;
};

static int
drawing_setup(void **state)
{
	struct drawing *drawing = calloc(1, sizeof(*drawing));

	drawing->arena = arena_new();
	drawing->file = open_memstream(&drawing->text, &drawing->size);
	*state = drawing;
	return 0;
}

static int
drawing_teardown(void **state)
{
	struct drawing *drawing = *state;

	(void)fclose(drawing->file);
	free(drawing->text);
	arena_free(drawing->arena);
	free(drawing);
	return 0;
}

static void
quick_work_draws_nothing(void **state)
{
	struct drawing *drawing = *state;
	struct progress *progress =
	    progress_new_at(drawing->arena, "steps", drawing->file, true, 1000);

	progress_show_at(progress, 1, 2, 1100);
	progress_show_at(progress, 2, 2, 1499);
	progress_end(progress);
	assert_int_equal(fflush(drawing->file), 0);
	assert_string_equal(drawing->text, "");
}

static void
long_work_is_drawn_now_and_then_and_taken_away(void **state)
{
	struct drawing *drawing = *state;
	struct progress *progress =
	    progress_new_at(drawing->arena, "steps", drawing->file, true, 1000);

	progress_show_at(progress, 10, 40, 1500);
	progress_show_at(progress, 11, 40, 1501);
	assert_non_null(strstr(drawing->text, " 10 of 40 steps"));
	assert_null(strstr(drawing->text, "11 of 40"));
	progress_show_at(progress, 30, 40, 1600);
	assert_non_null(strstr(drawing->text, "\r"));
	assert_non_null(strstr(drawing->text, " 30 of 40 steps"));
	progress_end(progress);
	assert_string_equal(drawing->text + drawing->size - 4, "\r\033[K");
	drawing->size = strlen(drawing->text);
	progress_end(progress);
	assert_int_equal(fflush(drawing->file), 0);
	assert_string_equal(drawing->text + drawing->size - 4, "\r\033[K");
}

static void
without_an_end_in_sight_it_counts(void **state)
{
	struct drawing *drawing = *state;
	struct progress *progress = progress_new_at(drawing->arena, "rows", drawing->file, true, 0);

	progress_show_at(progress, 1234, 0, 700);
	assert_string_equal(drawing->text, "\r1234 rows");
}

static void
what_is_no_terminal_is_left_alone(void **state)
{
	struct drawing *drawing = *state;
	struct progress *progress =
	    progress_new_at(drawing->arena, "rows", drawing->file, false, 0);

	progress_show_at(progress, 1, 2, 1000 * 1000);
	progress_end(progress);
	progress_end(NULL);
	assert_int_equal(fflush(drawing->file), 0);
	assert_string_equal(drawing->text, "");
}

#define drawing_test(name) cmocka_unit_test_setup_teardown(name, drawing_setup, drawing_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    drawing_test(quick_work_draws_nothing),
	    drawing_test(long_work_is_drawn_now_and_then_and_taken_away),
	    drawing_test(without_an_end_in_sight_it_counts),
	    drawing_test(what_is_no_terminal_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
