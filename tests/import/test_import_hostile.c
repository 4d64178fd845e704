/* Files that are damaged, too large, or made to do harm. */
#include <stdlib.h>
#include <string.h>

#include "core/roadmap.h"
#include "import_support.h"

/* A text of n times a piece between two others. */
static struct imported *
repeated(void **state, const char *before, const char *piece, size_t n, const char *after,
    const char *format)
{
	size_t length = strlen(piece), start = strlen(before);
	char *text = malloc(start + n * length + strlen(after) + 1);
	struct imported *imported;

	memcpy(text, before, start);
	for (size_t i = 0; i < n; i++)
		memcpy(text + start + i * length, piece, length);
	memcpy(text + start + n * length, after, strlen(after) + 1);
	imported = import_bytes(state, text, start + n * length + strlen(after), format, NULL);
	free(text);
	return imported;
}

static void
broken_json_is_told_with_its_line(void **state)
{
	import_bad(state, "{\"nodes\":\n[1,}",
	    "is no sound JSON, near line 2: unexpected token near '}'");
	import_bad(state, "{\"nodes\": [\"\\u0000\"]}",
	    "holds a NUL character (\\u0000), near line 1: take it out");
	import_bad(state, "{\"nodes\": [\"\xff\"]}",
	    "is no sound JSON, near line 1: unable to decode byte 0xff near '\"'");
}

static void
deep_json_is_refused(void **state)
{
	const struct imported *imported = repeated(state, "", "[", 100000, "", NULL);

	assert_null(imported->roadmap);
	assert_string_equal(imported->err.text, "is nested too deep, near line 1");
}

static void
json_of_very_many_values_is_refused(void **state)
{
	const struct imported *imported = repeated(state, "[{}", ",{}", 8000000, "]", NULL);

	assert_null(imported->roadmap);
	assert_int_equal(imported->err.code, ERR_RESOURCE_EXHAUSTED);
	assert_string_equal(imported->err.text, "holds more values than a roadmap could: split it");
}

static void
a_nul_in_a_text_is_refused(void **state)
{
	import_bad(state, "{\"nodes\":[\n{\"id\":\"a\\u0000b\"}]}",
	    "holds a NUL character (\\u0000), near line 2: take it out");
}

static void
marks_without_an_end_take_no_time(void **state)
{
	static const char *const marks[] = {"\\", "(", "**", "`", "<!--", "[](", "-->"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const struct imported *imported =
		    repeated(state, "- a ", marks[i], 500000, "", NULL);

		assert_non_null(imported->roadmap);
		assert_int_equal(imported->draft->n_steps, 1);
	}
}

static void
checklists_of_a_drawing_have_a_limit(void **state)
{
	const struct imported *imported = repeated(state,
	    "{\"nodes\":[{\"type\":\"topic\",\"id\":\"t\",\"data\":{\"label\":\"t\"}},"
	    "{\"type\":\"checklist\",\"id\":\"c\",\"data\":{\"checklists\":[{\"label\":\"x\"}",
	    ",{\"label\":\"x\"}", 5000, "]}}],\"edges\":[]}", NULL);

	assert_non_null(imported->roadmap);
	assert_int_equal(import_step(imported, "t")->n_checklist, 1000);
	assert_string_equal(imported->notes,
	    "test: 't' has over 1000 items: the rest is left out\n");
}

static void
attributes_of_a_task_have_a_limit(void **state)
{
	const struct imported *imported = repeated(state,
	    "[{\"description\":\"a\",\"uuid\":\"u\",\"status\":\"pending\",\"due\":[],"
	    "\"long\":\"",
	    "x", 5000, "\",\"fine\":3.25}]", NULL);

	assert_non_null(imported->roadmap);
	assert_int_equal(import_step(imported, "a")->n_extras, 1);
	assert_string_equal(import_step(imported, "a")->extras[0]->value, "3.25");
	assert_string_equal(imported->notes, "test: 'a': its 'due' cannot be kept: left out\n"
					     "test: 'a': its 'long' cannot be kept: left out\n");
}

static void
a_file_over_the_limit_is_refused(void **state)
{
	struct imported *imported = *state;
	char *text = calloc(1, IMPORT_INPUT_MAX + 1);
	struct import_input input;

	assert_int_equal(import_input_make("test", text, IMPORT_INPUT_MAX + 1, imported->arena,
			     &input, &imported->err),
	    ERR_INVALID_ARGUMENT);
	assert_string_equal(imported->err.text, "is larger than 64 MiB: split it");
	free(text);
}

static void
more_steps_than_a_roadmap_holds_are_refused(void **state)
{
	static const char expected[] =
	    "holds too much: a roadmap has at most 20000 steps and 500000 requirements: split it";
	const struct imported *imported =
	    repeated(state, "", "- a\n", ROADMAP_STEPS_MAX + 1, "", NULL);

	assert_null(imported->roadmap);
	assert_string_equal(imported->err.text, expected);
	imported =
	    repeated(state, "[0", ",{\"description\":\"a\",\"uuid\":\"1\"}", 3, "]", "taskwarrior");
	assert_null(imported->roadmap);
	imported = repeated(state, "[{\"description\":\"a\",\"uuid\":\"1\"}",
	    ",{\"description\":\"a\",\"uuid\":\"\"}", ROADMAP_STEPS_MAX, "]", NULL);
	assert_null(imported->roadmap);
	assert_string_equal(imported->err.text, expected);
}

static void
as_many_steps_as_a_roadmap_holds_are_taken(void **state)
{
	const struct imported *imported = repeated(state, "", "- a\n", ROADMAP_STEPS_MAX, "", NULL);

	assert_non_null(imported->roadmap);
	assert_int_equal(imported->roadmap->phases[0]->n_steps, ROADMAP_STEPS_MAX);
}

static void
too_many_groups_are_joined(void **state)
{
	const struct imported *imported =
	    repeated(state, "# R\n", "## P\n- a\n", ROADMAP_LIST_MAX + 2, "", NULL);

	assert_non_null(imported->roadmap);
	assert_int_equal(imported->roadmap->n_phases, ROADMAP_LIST_MAX);
	assert_int_equal(imported->roadmap->phases[ROADMAP_LIST_MAX - 1]->n_steps, 3);
	assert_non_null(strstr(imported->notes, "too many groups: 'P' is joined"));
}

static void
a_checklist_too_long_is_cut_and_told_once(void **state)
{
	const struct imported *imported =
	    repeated(state, "- a\n", "  - i\n", ROADMAP_LIST_MAX + 9, "", NULL);

	assert_non_null(imported->roadmap);
	assert_int_equal(imported->roadmap->phases[0]->steps[0]->n_checklist, ROADMAP_LIST_MAX);
	assert_string_equal(imported->notes,
	    "test: 'a' has over 1000 items: the rest is left out\n");
}

static void
long_and_odd_texts_are_made_to_fit(void **state)
{
	const struct imported *imported = repeated(state, "- ", "w\xc3\xb6rd ", 200, "\n", NULL);
	const char *title = imported->roadmap->phases[0]->steps[0]->title;

	assert_true(strlen(title) <= 200);
	assert_string_equal(title + strlen(title) - 3, "...");
	imported = import_good(state, "taskwarrior",
	    "{\"description\":\"a\\u0007\\u0085\\n  b\\u001b[31m\",\"uuid\":\"1\"}");
	assert_string_equal(imported->roadmap->phases[0]->steps[0]->title, "a b [31m");
}

static void
brackets_without_an_end_take_no_time(void **state)
{
	const struct imported *imported = repeated(state, "- a\n  ", "[", 1000000, "\n", NULL);

	assert_non_null(imported->roadmap);
}

static void
a_text_that_is_no_utf8_is_refused(void **state)
{
	import_bad(state, "- a\n- \xff\n", "is not UTF-8: save the file as UTF-8");
}

static void
what_nobody_knows_is_refused(void **state)
{
	import_bad(state, "",
	    "is neither JSON nor has it headings or lists: what is it? see roadmap "
	    "import --help");
	import_bad(state, "hello\n",
	    "is neither JSON nor has it headings or lists: what is it? see roadmap import --help");
	import_bad(state, "{\"a\":1}",
	    "is JSON of a kind not known here: see roadmap import --help");
	import_bad(state, "{\"done\":[]}",
	    "is a learner's progress: name the roadmap it is of with --id, or give it to "
	    "--progress beside the drawing");
}

static void
another_format_than_it_is_can_not_be_forced(void **state)
{
	const struct imported *imported = import_bytes(state, "{\"a\":1}", 7, "exercism", NULL);

	assert_null(imported->roadmap);
	assert_string_equal(imported->err.text, "is not the config.json of an Exercism track");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    import_test(broken_json_is_told_with_its_line),
	    import_test(deep_json_is_refused),
	    import_test(json_of_very_many_values_is_refused),
	    import_test(a_nul_in_a_text_is_refused),
	    import_test(marks_without_an_end_take_no_time),
	    import_test(checklists_of_a_drawing_have_a_limit),
	    import_test(attributes_of_a_task_have_a_limit),
	    import_test(a_file_over_the_limit_is_refused),
	    import_test(more_steps_than_a_roadmap_holds_are_refused),
	    import_test(as_many_steps_as_a_roadmap_holds_are_taken),
	    import_test(too_many_groups_are_joined),
	    import_test(a_checklist_too_long_is_cut_and_told_once),
	    import_test(long_and_odd_texts_are_made_to_fit),
	    import_test(brackets_without_an_end_take_no_time),
	    import_test(a_text_that_is_no_utf8_is_refused),
	    import_test(what_nobody_knows_is_refused),
	    import_test(another_format_than_it_is_can_not_be_forced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
