#include "core/estimate.h"

#include <math.h>
#include <string.h>

static const double estimate_learner_variance = ESTIMATE_LEARNER_SD * ESTIMATE_LEARNER_SD;
static const double estimate_kind_variance = ESTIMATE_KIND_SD * ESTIMATE_KIND_SD;
static const double estimate_shown_least = 0.1;

static uint32_t
estimate_kind(uint32_t kind)
{
	return kind < ESTIMATE_KINDS ? kind : 0;
}

static double
estimate_log_ratio(const struct estimate_sample *sample)
{
	const double most = log(ESTIMATE_RATIO_MAX);
	double x = log((double)sample->spent_minutes / (double)sample->planned_minutes);

	return x > most ? most : x < -most ? -most : x;
}

static void
estimate_scatter(struct estimate *estimate, const struct estimate_sample *samples, size_t n)
{
	double squares = 0;
	uint32_t freedom = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t kind = estimate_kind(samples[i].kind);
		double away =
		    estimate_log_ratio(&samples[i]) - estimate->sum_of[kind] / estimate->n_of[kind];

		squares += away * away;
	}
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++)
		freedom += estimate->n_of[kind] > 0 ? estimate->n_of[kind] - 1 : 0;
	estimate->step_variance =
	    (squares + ESTIMATE_PRIOR_N * ESTIMATE_STEP_SD * ESTIMATE_STEP_SD) /
	    (freedom + ESTIMATE_PRIOR_N);
}

/* The mean of u_k if `learner` is a, and its variance. */
static double
estimate_kind_mean(const struct estimate *estimate, uint32_t kind, double learner,
    double *ret_variance)
{
	double precision =
	    estimate->n_of[kind] / estimate->step_variance + 1 / estimate_kind_variance;

	*ret_variance = 1 / precision;
	return (estimate->sum_of[kind] / estimate->step_variance +
		   learner / estimate_kind_variance) /
	       precision;
}

void
estimate_fit(struct estimate *estimate, const struct estimate_sample *samples, size_t n)
{
	double precision = 1 / estimate_learner_variance, weighted = 0, variance;

	memset(estimate, 0, sizeof(*estimate));
	estimate->n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		uint32_t kind = estimate_kind(samples[i].kind);

		estimate->n_of[kind]++;
		estimate->sum_of[kind] += estimate_log_ratio(&samples[i]);
	}
	estimate_scatter(estimate, samples, n);
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
		double n_of = estimate->n_of[kind], weight;

		if (n_of == 0)
			continue;
		weight = 1 / (estimate_kind_variance + estimate->step_variance / n_of);
		precision += weight;
		weighted += weight * estimate->sum_of[kind] / n_of;
	}
	estimate->learner_variance = 1 / precision;
	estimate->learner = weighted / precision;
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++)
		estimate->kind[kind] =
		    estimate_kind_mean(estimate, kind, estimate->learner, &variance);
}

uint32_t
estimate_minutes(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes)
{
	double minutes = planned_minutes * exp(estimate->kind[estimate_kind(kind)]);

	return minutes < 1 ? 1 : (uint32_t)(minutes + 0.5);
}

bool
estimate_differs(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes)
{
	double away = (double)estimate_minutes(estimate, kind, planned_minutes) - planned_minutes;

	return estimate->n >= ESTIMATE_SHOWN_N &&
	       fabs(away) >= estimate_shown_least * planned_minutes;
}

double
estimate_mean_ratio(const struct estimate *estimate, uint32_t kind)
{
	/* The mean of a log-normal lies above its middle: some steps take much longer. */
	return exp(estimate->kind[estimate_kind(kind)] + estimate->step_variance / 2);
}

void
estimate_draw(const struct estimate *estimate, struct chance *chance,
    double ret_ratios[ESTIMATE_KINDS])
{
	double learner =
	    estimate->learner + sqrt(estimate->learner_variance) * chance_normal(chance);

	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
		double variance;
		double mean = estimate_kind_mean(estimate, kind, learner, &variance);

		ret_ratios[kind] = exp(mean + sqrt(variance) * chance_normal(chance));
	}
}
