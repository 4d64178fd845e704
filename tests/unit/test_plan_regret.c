#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/simple_order.h"

enum {
	ROADMAPS = 2000,
};

static struct simple_order_regret regrets[1 + SIMPLE_ORDERS];

static int
measure(void **state)
{
	struct random_source source = {1};

	(void)state;
	simple_order_measure(&source, ROADMAPS, regrets);
	return 0;
}

static void
the_plan_costs_hardly_more_than_the_best_order(void **state)
{
	(void)state;
	print_message("mean %.4f %%, worst %.2f %%, the best in %u of %u\n", regrets[0].mean * 100,
	    regrets[0].worst * 100, regrets[0].n_best, ROADMAPS);
	assert_true(regrets[0].mean <= 0.005);
	assert_true(regrets[0].worst <= 0.05);
}

static void
the_plan_is_never_worse_than_a_simple_order(void **state)
{
	(void)state;
	assert_int_equal(regrets[0].n_losses, 0);
}

static void
simple_orders_cost_much_more(void **state)
{
	uint32_t i;

	(void)state;
	for (i = 0; i < SIMPLE_ORDERS; i++)
		assert_true(regrets[1 + i].mean > 0.1);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_plan_costs_hardly_more_than_the_best_order),
	    cmocka_unit_test(the_plan_is_never_worse_than_a_simple_order),
	    cmocka_unit_test(simple_orders_cost_much_more),
	};

	return cmocka_run_group_tests(tests, measure, NULL);
}
