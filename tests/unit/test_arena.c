#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void
memory_is_zeroed_even_when_it_was_used_before(void **state)
{
	static const unsigned char zeros[300];
	int round;

	for (round = 0; round < 3; round++) {
		unsigned char *bytes = arena_alloc(*state, sizeof(zeros));

		assert_memory_equal(bytes, zeros, sizeof(zeros));
		memset(bytes, 0xff, sizeof(zeros));
		arena_reset(*state);
	}
}

static void
memory_is_aligned_for_any_type(void **state)
{
	size_t size;

	for (size = 0; size < 100; size++)
		assert_int_equal((uintptr_t)arena_alloc(*state, size) % _Alignof(max_align_t), 0);
}

static void
allocations_do_not_overlap(void **state)
{
	unsigned char *bytes[200];
	size_t i, k;

	for (i = 0; i < 200; i++) {
		bytes[i] = arena_alloc(*state, i * 7);
		memset(bytes[i], (int)i, i * 7);
	}
	for (i = 0; i < 200; i++)
		for (k = 0; k < i * 7; k++)
			assert_int_equal(bytes[i][k], i);
}

static void
a_large_allocation_is_given_back_by_a_reset(void **state)
{
	size_t before;

	arena_alloc(*state, 100);
	before = arena_size(*state);
	arena_alloc(*state, 10 << 20);
	assert_true(arena_size(*state) > before + (10 << 20) - 1);
	arena_reset(*state);
	assert_true(arena_size(*state) <= before);
}

static void
a_reset_keeps_memory_for_the_next_use(void **state)
{
	size_t size;
	int i;

	arena_alloc(*state, 100);
	arena_reset(*state);
	arena_alloc(*state, 100);
	size = arena_size(*state);
	for (i = 0; i < 1000; i++) {
		arena_reset(*state);
		arena_alloc(*state, 100);
	}
	assert_int_equal(arena_size(*state), size);
}

static void
text_is_copied_and_formatted(void **state)
{
	char original[] = "roadmap";
	const char *copy = arena_strdup(*state, original);

	original[0] = 'R';
	assert_string_equal(copy, "roadmap");
	assert_string_equal(arena_printf(*state, "%s has %d steps", copy, 3),
	    "roadmap has 3 steps");
	assert_string_equal(arena_printf(*state, "%s", ""), "");
	assert_int_equal(strlen(arena_printf(*state, "%100000d", 1)), 100000);
}

static void
freeing_nothing_is_fine(void **state)
{
	(void)state;
	arena_free(NULL);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(memory_is_zeroed_even_when_it_was_used_before, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(memory_is_aligned_for_any_type, setup, teardown),
	    cmocka_unit_test_setup_teardown(allocations_do_not_overlap, setup, teardown),
	    cmocka_unit_test_setup_teardown(a_large_allocation_is_given_back_by_a_reset, setup,
		teardown),
	    cmocka_unit_test_setup_teardown(a_reset_keeps_memory_for_the_next_use, setup, teardown),
	    cmocka_unit_test_setup_teardown(text_is_copied_and_formatted, setup, teardown),
	    cmocka_unit_test(freeing_nothing_is_fine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
