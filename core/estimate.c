#include "core/estimate.h"

#include <math.h>
#include <string.h>

static const double estimate_learner_variance = ESTIMATE_LEARNER_SD * ESTIMATE_LEARNER_SD;
static const double estimate_kind_variance = ESTIMATE_KIND_SD * ESTIMATE_KIND_SD;
static const double estimate_shown_least = 0.1;

/* Sums over the steps told of a kind. */
struct estimate_sums {
	double planned, squares, spent;
	uint32_t n;
};

static uint32_t
estimate_kind(uint32_t kind)
{
	return kind < ESTIMATE_KINDS ? kind : 0;
}

static double
estimate_spent(const struct estimate_sample *sample)
{
	double planned = sample->planned_minutes, spent = sample->spent_minutes;

	if (spent > planned * ESTIMATE_RATIO_MAX)
		return planned * ESTIMATE_RATIO_MAX;
	return spent < planned / ESTIMATE_RATIO_MAX ? planned / ESTIMATE_RATIO_MAX : spent;
}

static void
estimate_scatter(struct estimate *estimate, const struct estimate_sample *samples, size_t n,
    const struct estimate_sums *sums)
{
	double squares = ESTIMATE_PRIOR_N * ESTIMATE_STEP_SD * ESTIMATE_STEP_SD;
	double freedom = ESTIMATE_PRIOR_N;

	for (size_t i = 0; i < n; i++) {
		const struct estimate_sums *of = &sums[estimate_kind(samples[i].kind)];
		double expected = samples[i].planned_minutes * of->spent / of->planned;
		double away = estimate_spent(&samples[i]) / expected - 1;

		squares += away * away;
	}
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++)
		freedom += sums[kind].n > 0 ? sums[kind].n - 1 : 0;
	estimate->step_variance = squares / freedom;
}

/* The mean of u_k if `learner` is a, and its variance. */
static double
estimate_kind_mean(const struct estimate *estimate, uint32_t kind, double learner,
    double *ret_variance)
{
	double told = estimate->weight[kind] / estimate->step_variance;
	double precision = told + 1 / estimate_kind_variance;

	*ret_variance = 1 / precision;
	return (told * estimate->log_ratio[kind] + learner / estimate_kind_variance) / precision;
}

static void
estimate_means(struct estimate *estimate)
{
	double precision = 1 / estimate_learner_variance, weighted = 0, variance;

	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
		double weight;

		if (estimate->weight[kind] <= 0)
			continue;
		weight =
		    1 / (estimate_kind_variance + estimate->step_variance / estimate->weight[kind]);
		precision += weight;
		weighted += weight * estimate->log_ratio[kind];
	}
	estimate->learner_variance = 1 / precision;
	estimate->learner = weighted / precision;
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++)
		estimate->kind[kind] =
		    estimate_kind_mean(estimate, kind, estimate->learner, &variance);
}

void
estimate_fit(struct estimate *estimate, const struct estimate_sample *samples, size_t n)
{
	struct estimate_sums sums[ESTIMATE_KINDS] = {0};

	memset(estimate, 0, sizeof(*estimate));
	estimate->n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		struct estimate_sums *of = &sums[estimate_kind(samples[i].kind)];
		double planned = samples[i].planned_minutes;

		of->planned += planned;
		of->squares += planned * planned;
		of->spent += estimate_spent(&samples[i]);
		of->n++;
	}
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
		if (sums[kind].n == 0)
			continue;
		estimate->weight[kind] =
		    sums[kind].planned * sums[kind].planned / sums[kind].squares;
		estimate->log_ratio[kind] = log(sums[kind].spent / sums[kind].planned);
	}
	estimate_scatter(estimate, samples, n, sums);
	estimate_means(estimate);
}

double
estimate_ratio(const struct estimate *estimate, uint32_t kind)
{
	return exp(estimate->kind[estimate_kind(kind)]);
}

uint32_t
estimate_minutes(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes)
{
	double minutes = planned_minutes * estimate_ratio(estimate, kind);

	return minutes < 1 ? 1 : (uint32_t)(minutes + 0.5);
}

bool
estimate_differs(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes)
{
	double away = (double)estimate_minutes(estimate, kind, planned_minutes) - planned_minutes;

	return estimate->n >= ESTIMATE_SHOWN_N &&
	       fabs(away) >= estimate_shown_least * planned_minutes;
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
