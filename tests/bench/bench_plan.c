#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"
#include "document/document.h"
#include "proto/message.h"
#include "support/large_roadmap.h"
#include "support/simple_order.h"

enum {
	BENCH_PLAN_ROADMAPS = 2000,
	BENCH_PLAN_QUICK = 50,
	BENCH_PLAN_ROUNDS = 15,
	BENCH_PLAN_ROUND_STEPS = 20000, /* planned in a round, all together */
};

/* --- what an order costs over the best */

static void
bench_plan_regret_line(const char *name, const struct simple_order_regret *regret, unsigned n)
{
	printf("  %-20s %9.4f %% %9.2f %% %7.1f %%\n", name, regret->mean * 100,
	    regret->worst * 100, 100.0 * regret->n_best / n);
}

static void
bench_plan_regret(unsigned n)
{
	struct simple_order_regret regrets[1 + SIMPLE_ORDERS];
	struct random_source source = {1};

	simple_order_measure(&source, n, regrets);
	printf(
	    "plan      value x completion time over the best order, %u random roadmaps of up to %d "
	    "steps\n",
	    n, SIMPLE_ORDER_BEST_MAX);
	printf("  %-20s %11s %11s %9s\n", "", "mean", "worst", "best in");
	bench_plan_regret_line("the plan", &regrets[0], n);
	for (unsigned i = 0; i < SIMPLE_ORDERS; i++)
		bench_plan_regret_line(simple_order_names[i], &regrets[1 + i], n);
	printf("  a simple order was better than the plan in %u\n", regrets[0].n_losses);
}

/* --- hours to the milestones of the bundled roadmaps */

static struct roadmap *
bench_plan_load(const char *name, struct arena *arena)
{
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	struct bytes bytes = {NULL, 0};
	const Pb__Roadmap *message;
	struct roadmap *roadmap = NULL;
	uint8_t *data = arena_alloc(arena, 1 << 20);
	FILE *file = fopen(arena_printf(arena, "%s/roadmaps/%s", BENCH_DATA_PATH, name), "rb");

	if (file == NULL)
		bench_fail("cannot read %s", name);
	bytes.data = data;
	bytes.size = fread(data, 1, 1 << 20, file);
	fclose(file);
	message = message_unpack(&pb__roadmap__descriptor, arena, bytes);
	if (message != NULL)
		roadmap = document_read(message, arena, faults);
	if (roadmap == NULL)
		bench_fail("%s is no roadmap", name);
	return roadmap;
}

/* When each step of an order is done. */
static void
bench_plan_clock(const struct roadmap *roadmap, const uint32_t *steps, uint32_t n,
    uint64_t *ret_minutes)
{
	uint64_t now = 0;

	for (uint32_t i = 0; i < n; i++)
		ret_minutes[steps[i]] = now += roadmap_step_minutes(&roadmap->steps[steps[i]]);
}

static void
bench_plan_milestones(const char *name, struct arena *arena)
{
	const struct roadmap *roadmap = bench_plan_load(name, arena);
	struct standing *standing = standing_new(roadmap, arena);
	uint32_t *steps = arena_array(arena, roadmap->n_steps, sizeof(*steps)), n;
	uint64_t *minutes[1 + SIMPLE_ORDERS], costs[1 + SIMPLE_ORDERS];

	standing_derive(standing);
	n = simple_order_of_plan(standing, plan_make(standing, arena), steps);
	for (unsigned i = 0; i < 1 + SIMPLE_ORDERS; i++) {
		minutes[i] = arena_array(arena, roadmap->n_steps, sizeof(**minutes));
		if (i > 0)
			simple_order(standing, (enum simple_order)(i - 1), steps, n, arena);
		bench_plan_clock(roadmap, steps, n, minutes[i]);
		costs[i] = simple_order_cost(roadmap, steps, n);
	}
	printf("  %-38.38s %8s %8s %8s %8s\n", roadmap->title, "plan", "file", "shortest",
	    "blocking");
	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		if (!roadmap->steps[i].milestone || minutes[0][i] == 0)
			continue;
		printf("    %-36.36s", roadmap->steps[i].title);
		for (unsigned k = 0; k < 1 + SIMPLE_ORDERS; k++)
			printf(" %6.0f h", (double)minutes[k][i] / 60);
		printf("\n");
	}
	printf("    %-36s", "value x completion time");
	for (unsigned k = 0; k < 1 + SIMPLE_ORDERS; k++)
		printf(" %8.2f", (double)costs[k] / (double)costs[0]);
	printf("\n");
}

static int
bench_plan_is_pack(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot != NULL && strcmp(dot, ".pb") == 0;
}

static void
bench_plan_bundled(void)
{
	struct arena *arena = arena_new();
	struct dirent **entries;
	int n = scandir(BENCH_DATA_PATH "/roadmaps", &entries, bench_plan_is_pack, alphasort);

	if (n <= 0)
		bench_fail("no roadmaps in %s", BENCH_DATA_PATH);
	printf("plan      hours until each milestone is reached, by the order that is followed\n");
	for (int i = 0; i < n; i++) {
		bench_plan_milestones(entries[i]->d_name, arena);
		free(entries[i]);
	}
	free(entries);
	arena_free(arena);
}

/* --- how long it takes */

struct bench_plan_task {
	const struct standing *standing;
	struct arena *arena;
	uint32_t n_times;
	double *numbers, *sorted;
};

/* Of this process: what else the machine does takes none of it. */
static double
bench_plan_now_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double
bench_plan_make_s(void *arg)
{
	struct bench_plan_task *task = arg;
	double begin = bench_plan_now_s();

	for (uint32_t i = 0; i < task->n_times; i++) {
		plan_make(task->standing, task->arena);
		arena_reset(task->arena);
	}
	return (bench_plan_now_s() - begin) / task->n_times;
}

static int
bench_plan_compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static double
bench_plan_sort_s(void *arg)
{
	struct bench_plan_task *task = arg;
	uint32_t n = task->standing->roadmap->n_steps;
	double begin = bench_plan_now_s();

	for (uint32_t i = 0; i < task->n_times; i++) {
		memcpy(task->sorted, task->numbers, n * sizeof(double));
		qsort(task->sorted, n, sizeof(double), bench_plan_compare);
	}
	return (bench_plan_now_s() - begin) / task->n_times;
}

static struct bench_pair
bench_plan_time(enum large_shape shape, uint32_t n, unsigned n_rounds)
{
	struct random_source source = {n};
	struct arena *arena = arena_new();
	const struct roadmap *roadmap = large_roadmap(&source, shape, n, arena);
	struct standing *standing = standing_new(roadmap, arena);
	struct bench_plan_task task = {
	    .standing = standing,
	    .arena = arena_new(),
	    .n_times = BENCH_PLAN_ROUND_STEPS / n,
	    .numbers = arena_array(arena, n, sizeof(double)),
	    .sorted = arena_array(arena, n, sizeof(double)),
	};
	struct bench_pair pair;

	standing_derive(standing);
	for (uint32_t i = 0; i < n; i++)
		task.numbers[i] = random_below(&source, UINT32_MAX);
	pair = bench_rounds(n_rounds, bench_plan_make_s, bench_plan_sort_s, &task);
	arena_free(task.arena);
	arena_free(arena);
	return pair;
}

double
bench_plan_growth(unsigned n_rounds)
{
	return bench_plan_time(LARGE_LIKELY, 10000, n_rounds).ours_s /
	       bench_plan_time(LARGE_LIKELY, 1000, n_rounds).ours_s;
}

static void
bench_plan_times(unsigned n_rounds)
{
	static const uint32_t sizes[] = {200, 1000, 10000};

	printf("plan      processor time to plan, beside sorting as many numbers with qsort\n");
	printf("  %-12s %18s %18s %18s %10s\n", "", "200 steps", "1,000", "10,000", "10,000 is");
	for (unsigned shape = 0; shape < LARGE_SHAPES; shape++) {
		struct bench_pair pairs[3];

		printf("  %-12s", large_shape_names[shape]);
		for (unsigned i = 0; i < 3; i++) {
			pairs[i] = bench_plan_time((enum large_shape)shape, sizes[i], n_rounds);
			printf(" %7.2f ms %6.1f x", pairs[i].ours_s * 1000,
			    pairs[i].ours_s / pairs[i].floor_s);
		}
		printf(" %5.1f x 1,000\n", pairs[2].ours_s / pairs[1].ours_s);
	}
}

void
bench_plan(const struct bench *bench)
{
	bench_plan_regret(bench->quick ? BENCH_PLAN_QUICK : BENCH_PLAN_ROADMAPS);
	bench_plan_bundled();
	bench_plan_times(bench->quick ? 1 : BENCH_PLAN_ROUNDS);
}
