#include <stdio.h>

#include "bench.h"
#include "support/learner.h"

enum {
	BENCH_FORECAST_LEARNERS = 1000,
	BENCH_FORECAST_QUICK = 20,
	BENCH_FORECAST_SEEDS = 10,
};

static void
bench_forecast_row(const char *name, const struct learner_score *score)
{
	uint32_t n = 0, held = 0;

	for (int i = 0; i < LEARNER_HABITS; i++) {
		n += score->n[i];
		held += score->held[i];
	}
	printf("  %-6s %5.1f %%  %5.1f %%  %5.1f %%", name, 100.0 * held / n,
	    100.0 * score->below / n, 100.0 * score->above / n);
	for (int i = 0; i < LEARNER_HABITS; i++)
		printf("  %6.1f %%", score->n[i] > 0 ? 100.0 * score->held[i] / score->n[i] : 0);
	putchar('\n');
}

static void
bench_forecast_add(struct learner_score *sum, const struct learner_score *score)
{
	for (int i = 0; i < LEARNER_HABITS; i++) {
		sum->n[i] += score->n[i];
		sum->held[i] += score->held[i];
	}
	sum->below += score->below;
	sum->above += score->above;
	sum->likely_error += score->likely_error;
	sum->width += score->width;
}

void
bench_forecast(const struct bench *bench)
{
	uint32_t n = bench->quick ? BENCH_FORECAST_QUICK : BENCH_FORECAST_LEARNERS;
	uint64_t seeds = bench->quick ? 1 : BENCH_FORECAST_SEEDS;
	struct learner_score sum = {0};
	double begin_s = bench_now_s();

	printf(
	    "forecast: how many of %u made-up learners end between low and high (80 %% should)\n",
	    n);
	printf("  seed    within   sooner    later");
	for (int i = 0; i < LEARNER_HABITS; i++)
		printf("  %8s", learner_habit_name((enum learner_habit)i));
	putchar('\n');
	for (uint64_t seed = 1; seed <= seeds; seed++) {
		struct learner_score score;
		char name[16];

		learner_score(seed, n, &score);
		bench_forecast_add(&sum, &score);
		snprintf(name, sizeof(name), "%u", (unsigned)seed);
		bench_forecast_row(name, &score);
	}
	bench_forecast_row("all", &sum);
	printf("  of the days that were left: likely is %.0f %% off, low to high spans %.0f %%\n",
	    100 * sum.likely_error / (double)seeds, 100 * sum.width / (double)seeds);
	printf("  %.1f ms a learner, made and forecast\n",
	    1000 * (bench_now_s() - begin_s) / ((double)seeds * n));
}
