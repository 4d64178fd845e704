#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/order.h"
#include "support/small_roadmap.h"

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

/* Why each entry of the plan stands after the one before it. */
static void
assert_order(void **state, const struct standing *standing, const char *const *wanted, uint32_t n)
{
	const struct plan *plan = plan_make(standing, *state);
	const uint32_t *ranks = order_ranks(standing, plan, *state);

	assert_int_equal(plan->n_entries, n + 1);
	for (uint32_t i = 0; i < n; i++)
		assert_string_equal(order_reason(*state, standing, plan, ranks, i, i + 1),
		    wanted[i]);
}

#define ASSERT_ORDER(state, standing, ...)                                \
	assert_order(state, standing, (const char *const[]){__VA_ARGS__}, \
	    sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void
steps_stand_by_value_per_hour_then_as_in_the_file(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 2},
	    {.id = "b", .minutes = 90, .value = 4}, {.id = "c", .value = 2},
	    {.id = "d", .minutes = 60000, .value = 1}, {.id = "e", .minutes = 59999, .value = 1});

	/* b 2.67, a and c 2, e a little more than d, which are as good as nothing */
	ASSERT_ORDER(state, standing, "after b: less value per hour, 2 against 2.67",
	    "after a: as much value per hour, and later in the roadmap",
	    "after c: less value per hour, 0 against 2", "after e: a little less value per hour");
}

static void
a_case_study_that_repeats_says_so(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .study = true},
	    {.id = "b", .study = true}, {.id = "c", .study = true});

	standing->repeats[0] = true;
	ASSERT_ORDER(state, standing, "after b: as much value per hour, and later in the roadmap",
	    "after c: as much value per hour, but of a kind that your portfolio shows already");
}

static void
a_step_names_what_opens_it_wherever_that_stands(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 9},
	    {.id = "b", .value = 8}, {.id = "x", .value = 1, .needs = "a"},
	    {.id = "y", .value = 1, .needs = "b a"}, {.id = "z", .value = 1, .needs = "b|a"});

	ASSERT_ORDER(state, standing, "after a: less value per hour, 8 against 9", "opened by a",
	    "opened by b", "opened by a");
}

static void
what_is_in_progress_comes_first_without_a_reason(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 9},
	    {.id = "b", .value = 8}, {.id = "c", .value = 7});

	small_set(standing, 1, STANDING_ACTIVE);
	small_set(standing, 2, STANDING_ACTIVE);
	ASSERT_ORDER(state, standing, "", "after c, which is in progress");
}

static void
a_step_is_compared_with_all_that_can_be_begun(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 9},
	    {.id = "b", .value = 8}, {.id = "c", .value = 7}, {.id = "d", .needs = "a"});
	static const char *const wanted[] = {
	    "the most value per hour of the 3 steps that can be begun now",
	    "1 of the 3 steps that can be begun now brings more value per hour",
	    "2 of the 3 steps that can be begun now bring more value per hour", ""};
	const struct plan *plan = plan_make(standing, *state);
	uint32_t head[4], n = plan_head(plan, standing, 4, head), i;

	assert_int_equal(n, 3);
	for (i = 0; i < 4; i++)
		assert_string_equal(order_compared(*state, plan, head, n, &plan->entries[i]),
		    wanted[i]);
	small_set(standing, 1, STANDING_DONE);
	small_set(standing, 2, STANDING_DONE);
	plan = plan_make(standing, *state);
	n = plan_head(plan, standing, 4, head);
	assert_string_equal(order_compared(*state, plan, head, n, &plan->entries[0]),
	    "the only step that can be begun now");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(steps_stand_by_value_per_hour_then_as_in_the_file),
	    TEST(a_case_study_that_repeats_says_so),
	    TEST(a_step_names_what_opens_it_wherever_that_stands),
	    TEST(what_is_in_progress_comes_first_without_a_reason),
	    TEST(a_step_is_compared_with_all_that_can_be_begun),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
