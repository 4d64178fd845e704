#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/fit.h"

static struct roadmap_step
step_of(uint32_t minutes, uint32_t n_items)
{
	return (struct roadmap_step){.minutes_low = minutes,
	    .minutes_high = minutes,
	    .n_items = n_items};
}

static void
what_was_spent_is_not_left_but_a_tenth_always_is(void **state)
{
	struct roadmap_step step = step_of(100, 0);

	(void)state;
	assert_int_equal(fit_minutes_left(&step, 0), 100);
	assert_int_equal(fit_minutes_left(&step, 60), 40);
	assert_int_equal(fit_minutes_left(&step, 89), 11);
	assert_int_equal(fit_minutes_left(&step, 90), 10);
	assert_int_equal(fit_minutes_left(&step, 100), 10);
	assert_int_equal(fit_minutes_left(&step, UINT32_MAX), 10);
	step = step_of(1, 0);
	assert_int_equal(fit_minutes_left(&step, 5), 1);
}

static void
what_is_left_is_shared_among_the_items_not_checked(void **state)
{
	struct roadmap_step step = step_of(100, 4);

	(void)state;
	assert_int_equal(fit_item_minutes(&step, 100, 0), 25);
	assert_int_equal(fit_item_minutes(&step, 100, 1), 34);
	assert_int_equal(fit_item_minutes(&step, 100, 3), 100);
	assert_int_equal(fit_item_minutes(&step, 100, 4), 0);
	assert_int_equal(fit_item_minutes(&step, 100, 9), 0);
	step = step_of(100, 0);
	assert_int_equal(fit_item_minutes(&step, 100, 0), 0);
}

static void
a_step_fits_before_its_item_does(void **state)
{
	(void)state;
	assert_int_equal(fit_of(45, 15, 45), FIT_STEP);
	assert_int_equal(fit_of(45, 15, 44), FIT_ITEM);
	assert_int_equal(fit_of(45, 15, 15), FIT_ITEM);
	assert_int_equal(fit_of(45, 15, 14), FIT_NOTHING);
	assert_int_equal(fit_of(45, 0, 14), FIT_NOTHING);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_was_spent_is_not_left_but_a_tenth_always_is),
	    cmocka_unit_test(what_is_left_is_shared_among_the_items_not_checked),
	    cmocka_unit_test(a_step_fits_before_its_item_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
