#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/estimate.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void
assert_near(double value, double wanted, double room)
{
	if (fabs(value - wanted) > room)
		fail_msg("%g is not near %g", value, wanted);
}

/* n steps of an hour that took `minutes`. */
static struct estimate
told(uint32_t kind, uint32_t n, uint32_t minutes)
{
	struct estimate_sample samples[100];
	struct estimate estimate;

	for (uint32_t i = 0; i < n; i++)
		samples[i] = (struct estimate_sample){kind, 60, minutes};
	estimate_fit(&estimate, samples, n);
	return estimate;
}

static void
chance_repeats_and_is_even(void **state)
{
	struct chance one = {7}, two = {7}, other = {8};
	uint32_t counts[10] = {0};
	double sum = 0, squares = 0;

	(void)state;
	/* the first numbers of SplitMix64 from the seed 1234567, as published with it */
	assert_true(chance_next(&(struct chance){1234567}) == UINT64_C(6457827717110365317));
	assert_true(chance_next(&one) == chance_next(&two));
	assert_true(chance_next(&one) != chance_next(&other));
	for (int i = 0; i < 100000; i++) {
		double normal = chance_normal(&one);
		double share = chance_share(&one);

		assert_true(share > 0 && share < 1);
		counts[chance_below(&one, 10)]++;
		sum += normal;
		squares += normal * normal;
	}
	for (size_t i = 0; i < COUNT(counts); i++)
		assert_in_range(counts[i], 9700, 10300);
	assert_near(sum / 100000, 0, 0.01);
	assert_near(squares / 100000, 1, 0.02);
}

static void
with_no_hours_told_the_plan_stands(void **state)
{
	struct estimate estimate = told(1, 0, 0);

	(void)state;
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
		assert_int_equal(estimate_minutes(&estimate, kind, 180), 180);
		assert_false(estimate_differs(&estimate, kind, 180));
	}
	assert_near(estimate.step_variance, ESTIMATE_STEP_SD * ESTIMATE_STEP_SD, 1e-12);
}

static void
few_steps_move_it_a_little_and_many_all_the_way(void **state)
{
	uint32_t last = 6000;

	(void)state;
	for (uint32_t n = 1; n <= 100; n += 9) {
		struct estimate estimate = told(1, n, 120);
		uint32_t minutes = estimate_minutes(&estimate, 1, 6000);

		assert_true(minutes > last);
		assert_true(minutes < 12000);
		last = minutes;
	}
	assert_in_range(last, 11700, 12000);
}

static void
one_step_shrinks_toward_the_plan_by_the_formula(void **state)
{
	struct estimate estimate = told(2, 1, 120);
	double within = ESTIMATE_STEP_SD * ESTIMATE_STEP_SD;
	double kind = ESTIMATE_KIND_SD * ESTIMATE_KIND_SD;
	double learner = ESTIMATE_LEARNER_SD * ESTIMATE_LEARNER_SD;

	(void)state;
	/* one normal observation: its share is prior variance / (prior variance + noise) */
	assert_near(estimate.kind[2], log(2) * (learner + kind) / (learner + kind + within), 1e-9);
	assert_near(estimate.learner, log(2) * learner / (learner + kind + within), 1e-9);
}

static void
a_kind_moves_the_others_less_than_itself(void **state)
{
	struct estimate estimate = told(2, 20, 120);

	(void)state;
	assert_true(estimate_minutes(&estimate, 2, 60) > estimate_minutes(&estimate, 1, 60));
	assert_true(estimate_minutes(&estimate, 1, 60) > 60);
	assert_int_equal(estimate_minutes(&estimate, 1, 60), estimate_minutes(&estimate, 4, 60));
}

static void
who_is_faster_gets_less_time(void **state)
{
	struct estimate estimate = told(1, 30, 30);

	(void)state;
	assert_in_range(estimate_minutes(&estimate, 1, 60), 29, 34);
	assert_true(estimate_differs(&estimate, 1, 60));
}

static void
a_forgotten_timer_does_not_rule(void **state)
{
	struct estimate_sample samples[] = {{1, 60, 60}, {1, 60, 60}, {1, 60, 60}, {1, 60, 60},
	    {1, 60, 6000}};
	struct estimate_sample capped[] = {{1, 60, 60}, {1, 60, 60}, {1, 60, 60}, {1, 60, 60},
	    {1, 60, 60 * ESTIMATE_RATIO_MAX}};
	struct estimate estimate, wanted;

	(void)state;
	estimate_fit(&estimate, samples, COUNT(samples));
	estimate_fit(&wanted, capped, COUNT(capped));
	assert_near(estimate.kind[1], wanted.kind[1], 1e-12);
	assert_in_range(estimate_minutes(&estimate, 1, 60), 60, 100);
}

static void
a_correction_is_shown_with_three_steps_and_a_tenth(void **state)
{
	struct estimate two = told(1, 2, 240), three = told(1, 3, 240), close = told(1, 50, 63);

	(void)state;
	assert_false(estimate_differs(&two, 1, 60));
	assert_true(estimate_differs(&three, 1, 60));
	assert_false(estimate_differs(&close, 1, 60));
}

static void
the_ratio_is_that_of_all_hours(void **state)
{
	/* a long step in half its time, short ones in twice theirs: as many hours as planned */
	struct estimate_sample samples[] = {{1, 2400, 1200}, {1, 240, 480}, {1, 240, 480},
	    {1, 240, 480}, {1, 240, 480}, {1, 240, 480}};
	struct estimate estimate;

	(void)state;
	estimate_fit(&estimate, samples, COUNT(samples));
	assert_near(estimate_ratio(&estimate, 1), 1, 1e-9);
	/* and by their sizes they weigh as two and a half */
	assert_near(estimate.weight[1], 3600.0 * 3600 / (2400.0 * 2400 + 5 * 240.0 * 240), 1e-9);
}

static void
an_unknown_kind_is_one_of_its_own(void **state)
{
	struct estimate estimate = told(77, 20, 120);

	(void)state;
	assert_int_equal(estimate_minutes(&estimate, 0, 60), estimate_minutes(&estimate, 99, 60));
	assert_in_range(estimate_minutes(&estimate, 99, 60), 105, 120);
}

static void
drawn_learners_scatter_as_the_model_says(void **state)
{
	struct estimate none = told(1, 0, 0), many = told(1, 100, 120);
	struct chance chance = {3};
	double squares = 0, sum = 0, known = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		double ratios[ESTIMATE_KINDS];

		estimate_draw(&none, &chance, ratios);
		sum += log(ratios[1]);
		squares += log(ratios[1]) * log(ratios[1]);
		estimate_draw(&many, &chance, ratios);
		known += pow(log(ratios[1]) - log(2), 2);
	}
	assert_near(sum / 20000, 0, 0.01);
	assert_near(squares / 20000,
	    ESTIMATE_LEARNER_SD * ESTIMATE_LEARNER_SD + ESTIMATE_KIND_SD * ESTIMATE_KIND_SD, 0.005);
	assert_true(known / 20000 < 0.001);
}

/* Learners drawn from the model: the corrected hours must be nearer to the truth than the plan. */
static void
corrected_hours_are_nearer_to_the_truth(void **state)
{
	struct chance chance = {11};
	double corrected = 0, planned = 0;

	(void)state;
	for (int learner = 0; learner < 500; learner++) {
		double speed = 0.35 * chance_normal(&chance);
		struct estimate_sample samples[12];
		struct estimate estimate;

		for (size_t i = 0; i < COUNT(samples); i++) {
			double x = speed + 0.5 * chance_normal(&chance);

			samples[i] = (struct estimate_sample){1, 600, (uint32_t)(600 * exp(x))};
		}
		estimate_fit(&estimate, samples, COUNT(samples));
		corrected += fabs(estimate.kind[1] - speed);
		planned += fabs(speed);
	}
	assert_true(corrected < 0.5 * planned);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(chance_repeats_and_is_even),
	    cmocka_unit_test(with_no_hours_told_the_plan_stands),
	    cmocka_unit_test(few_steps_move_it_a_little_and_many_all_the_way),
	    cmocka_unit_test(one_step_shrinks_toward_the_plan_by_the_formula),
	    cmocka_unit_test(a_kind_moves_the_others_less_than_itself),
	    cmocka_unit_test(who_is_faster_gets_less_time),
	    cmocka_unit_test(a_forgotten_timer_does_not_rule),
	    cmocka_unit_test(a_correction_is_shown_with_three_steps_and_a_tenth),
	    cmocka_unit_test(the_ratio_is_that_of_all_hours),
	    cmocka_unit_test(an_unknown_kind_is_one_of_its_own),
	    cmocka_unit_test(drawn_learners_scatter_as_the_model_says),
	    cmocka_unit_test(corrected_hours_are_nearer_to_the_truth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
