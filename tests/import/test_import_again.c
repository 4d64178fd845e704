/* A file that is imported again, when it has changed. */
#include <string.h>

#include "core/roadmap.h"
#include "document/document.h"
#include "import/import_again.h"
#include "import_support.h"

/* A drawing of topics, each "id label", as the version after `before`, which may be NULL. */
static Pb__Roadmap *
drawn(void **state, const char *const *topics, const Pb__Roadmap *before, uint32_t *ret_renamed)
{
	static const struct import_options chain = {.chain = true};
	const struct imported *imported = *state;
	struct roadmap_faults *faults = arena_alloc(imported->arena, sizeof(*faults));
	const char *nodes = "", *text;
	Pb__Roadmap *roadmap;

	for (int i = 0; topics[i] != NULL; i++)
		nodes = arena_printf(imported->arena,
		    "%s%s{\"type\":\"topic\",\"id\":\"%.1s\",\"position\":{\"x\":0,\"y\":%d},"
		    "\"data\":{\"label\":\"%s\"}}",
		    nodes, i > 0 ? "," : "", topics[i], i * 100, topics[i] + 2);
	text = arena_printf(imported->arena, "{\"nodes\":[%s],\"edges\":[]}", nodes);
	imported = import_bytes(state, text, strlen(text), NULL, &chain);
	assert_non_null(imported->roadmap);
	roadmap = (Pb__Roadmap *)imported->roadmap;
	*ret_renamed = before != NULL ? import_again(roadmap, before, imported->arena) : 0;
	assert_non_null(document_read(roadmap, imported->arena, faults));
	return roadmap;
}

static const Pb__StepDef *
step(const Pb__Roadmap *roadmap, size_t number)
{
	return roadmap->phases[0]->steps[number];
}

static void
the_same_file_is_the_same_version(void **state)
{
	static const char *const topics[] = {"1 Oven", "2 Dough", NULL};
	uint32_t n;
	Pb__Roadmap *first = drawn(state, topics, NULL, &n);
	const Pb__Roadmap *again;

	first->version = 7;
	again = drawn(state, topics, first, &n);
	assert_int_equal(again->version, 7);
	assert_int_equal(n, 0);
}

static void
a_step_with_another_title_is_renamed(void **state)
{
	static const char *const topics[] = {"1 Oven", "2 Dough", NULL};
	static const char *const later[] = {"2 Leaven", "1 Oven", "3 Salt", NULL};
	uint32_t n;
	const Pb__Roadmap *first = drawn(state, topics, NULL, &n);
	const Pb__Roadmap *second = drawn(state, later, first, &n), *third;

	assert_int_equal(n, 1);
	assert_int_equal(second->version, 2);
	assert_int_equal(second->n_changes, 1);
	assert_int_equal(second->changes[0]->version, 2);
	assert_string_equal(second->changes[0]->renamed[0]->from, "dough");
	assert_string_equal(second->changes[0]->renamed[0]->to, "leaven");
	/* And the changes of before stay. */
	third = drawn(state, later, second, &n);
	assert_int_equal(third->version, 2);
	third = drawn(state, topics, second, &n);
	assert_int_equal(third->version, 3);
	assert_int_equal(third->n_changes, 2);
	assert_string_equal(third->changes[1]->renamed[0]->to, "dough");
}

static void
titles_may_change_places(void **state)
{
	static const char *const topics[] = {"1 Oven", "2 Dough", NULL};
	static const char *const later[] = {"1 Dough", "2 Oven", NULL};
	uint32_t n;
	const Pb__Roadmap *first = drawn(state, topics, NULL, &n);
	const Pb__Roadmap *second = drawn(state, later, first, &n);

	assert_int_equal(n, 2);
	assert_int_equal(second->changes[0]->n_renamed, 2);
}

static void
a_new_step_does_not_take_the_id_of_one_that_moved(void **state)
{
	static const char *const topics[] = {"1 Oven", "2 Dough", NULL};
	static const char *const later[] = {"1 Stove", "3 Oven", "2 Dough", NULL};
	uint32_t n;
	const Pb__Roadmap *first = drawn(state, topics, NULL, &n);
	const Pb__Roadmap *second = drawn(state, later, first, &n);

	assert_int_equal(n, 1);
	assert_string_equal(second->changes[0]->renamed[0]->to, "stove");
	assert_string_equal(step(second, 1)->id, "oven-2");
	assert_string_equal(step(second, 2)->requires[0]->any_of[0], "oven-2");
}

static void
steps_of_one_source_id_are_not_told_apart(void **state)
{
	static const char *const topics[] = {"1 Oven", "1 Dough", NULL};
	static const char *const later[] = {"1 Stove", "1 Dough", NULL};
	uint32_t n;
	const Pb__Roadmap *first = drawn(state, topics, NULL, &n);
	const Pb__Roadmap *second = drawn(state, later, first, &n);

	assert_int_equal(n, 0);
	assert_int_equal(second->n_changes, 0);
	assert_int_equal(second->version, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    import_test(the_same_file_is_the_same_version),
	    import_test(a_step_with_another_title_is_renamed),
	    import_test(titles_may_change_places),
	    import_test(a_new_step_does_not_take_the_id_of_one_that_moved),
	    import_test(steps_of_one_source_id_are_not_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
