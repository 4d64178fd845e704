#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/alternative.h"
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

static const char *
needed(struct arena *arena, const struct standing *standing, uint32_t step)
{
	const struct plan *plan = plan_make(standing, arena);

	return alternative_needed(arena, standing, order_ranks(standing, plan, arena), step);
}

static const char *
taken(struct arena *arena, const struct standing *standing, uint32_t step)
{
	const struct plan *plan = plan_make(standing, arena);

	return alternative_taken(arena, standing, order_ranks(standing, plan, arena), step);
}

static void
of_several_in_the_plan_the_best_per_hour_is_told(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "slow", .minutes = 600},
	    {.id = "quick", .minutes = 60}, {.id = "page", .value = 50, .needs = "slow|quick"});

	assert_string_equal(needed(*state, standing, 2),
	    "by way of quick (or slow): best value per hour");
	assert_string_equal(taken(*state, standing, 1),
	    "the way to page, by quick (or slow): best value per hour");
	assert_string_equal(taken(*state, standing, 0), "");
	assert_string_equal(taken(*state, standing, 2), "");
	assert_string_equal(needed(*state, standing, 0), "");
}

static void
of_those_worth_the_same_what_is_new_to_the_portfolio_is_told(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "old", .study = true},
	    {.id = "new", .study = true}, {.id = "page", .value = 50, .needs = "old|new"});

	assert_string_equal(needed(*state, standing, 2),
	    "by way of old (or new): best value per hour");
	standing->repeats[0] = true;
	assert_string_equal(needed(*state, standing, 2),
	    "by way of new (or old): new to your portfolio");
	assert_string_equal(taken(*state, standing, 1),
	    "the way to page, by new (or old): new to your portfolio");
}

static void
nothing_is_told_once_it_is_met_or_begun_or_where_one_alone_concerns_the_learner(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b", .minutes = 120},
	    {.id = "go", .owner = "language/go", .value = 9},
	    {.id = "c", .owner = "language/c", .minutes = 900},
	    {.id = "page", .value = 50, .needs = "a|b"}, {.id = "tool", .needs = "go|c"});

	assert_string_equal(needed(*state, standing, 5), "");
	assert_string_equal(taken(*state, standing, 2), "");
	small_set(standing, 1, STANDING_ACTIVE);
	assert_string_equal(needed(*state, standing, 4), "");
	assert_string_equal(taken(*state, standing, 0), "");
	small_set(standing, 1, STANDING_DONE);
	assert_string_equal(needed(*state, standing, 4), "");
}

static void
where_only_one_is_planned_the_reason_is_another(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "extra", .optional = true},
	    {.id = "b", .minutes = 120}, {.id = "page", .value = 50, .needs = "extra|b"},
	    {.id = "long", .minutes = 300, .optional = true},
	    {.id = "short", .minutes = 200, .optional = true},
	    {.id = "shop", .needs = "long|short", .optional = true});

	assert_string_equal(needed(*state, standing, 2), "by way of b (or extra): in scope anyhow");
	small_set(standing, 5, STANDING_ACTIVE);
	assert_string_equal(needed(*state, standing, 5),
	    "by way of short (or long): the least time");
	assert_string_equal(taken(*state, standing, 4),
	    "the way to shop, by short (or long): the least time");
}

static void
many_others_are_counted_and_the_first_in_the_plan_is_the_goal(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .value = 9}, {.id = "b"},
	    {.id = "c"}, {.id = "d"}, {.id = "e"}, {.id = "late", .needs = "a|b", .minutes = 900},
	    {.id = "soon", .needs = "e|d|c|b|a", .value = 60});

	assert_string_equal(taken(*state, standing, 0),
	    "the way to soon, by a (or one of 4 others): best value per hour");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(of_several_in_the_plan_the_best_per_hour_is_told),
	    TEST(of_those_worth_the_same_what_is_new_to_the_portfolio_is_told),
	    TEST(nothing_is_told_once_it_is_met_or_begun_or_where_one_alone_concerns_the_learner),
	    TEST(where_only_one_is_planned_the_reason_is_another),
	    TEST(many_others_are_counted_and_the_first_in_the_plan_is_the_goal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
