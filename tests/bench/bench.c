#include "bench.h"
#include "bench_table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct bench_entry {
	const char *name;
	void (*run)(const struct bench *bench);
	bool is_row; /* of the table, which is what one gets without a name */
};

static const struct bench_entry bench_entries[] = {
    {"next", bench_next, true},
    {"done", bench_done, true},
    {"direct", bench_direct, true},
    {"taskwarrior", bench_taskwarrior, true},
    {"size", bench_size, true},
    {"single", bench_single, true},
    {"pipelined", bench_pipelined, true},
    {"durable", bench_durable, true},
    {"latency", bench_latency, true},
    {"start", bench_start, true},
    {"memory", bench_memory, true},
    {"history", bench_history, true},
    {"growth", bench_growth, true},
    {"instructions", bench_instructions, true},
    /* figures in lines of their own, on request */
    {"forecast", bench_forecast, false},
    {"plan", bench_plan, false},
    {"process", bench_process, false},
    {"prompt", bench_prompt, false},
    {"requests", bench_requests, false},
    {"review", bench_review, false},
};

enum {
	BENCH_ENTRIES = sizeof(bench_entries) / sizeof(bench_entries[0]),
};

void
bench_fail(const char *format, ...)
{
	va_list args;

	fputs("bench: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}

double
bench_now_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int
bench_compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static double
bench_median(double *figures, unsigned n)
{
	qsort(figures, n, sizeof(figures[0]), bench_compare);
	return figures[n / 2];
}

struct bench_pair
bench_rounds(unsigned n_rounds, double (*ours)(void *arg), double (*floor)(void *arg), void *arg)
{
	static double ours_s[BENCH_ROUNDS_MAX], floor_s[BENCH_ROUNDS_MAX];

	ours(arg); /* the first of each warms the caches */
	floor(arg);
	for (unsigned i = 0; i < n_rounds; i++) {
		ours_s[i] = ours(arg);
		floor_s[i] = floor(arg);
	}
	return (struct bench_pair){bench_median(ours_s, n_rounds), bench_median(floor_s, n_rounds)};
}

static const struct bench_entry *
bench_find(const char *name)
{
	for (size_t i = 0; i < BENCH_ENTRIES; i++)
		if (strcmp(bench_entries[i].name, name) == 0)
			return &bench_entries[i];
	fputs("bench: the names are", stderr);
	for (size_t i = 0; i < BENCH_ENTRIES; i++)
		fprintf(stderr, " %s", bench_entries[i].name);
	fputc('\n', stderr);
	bench_fail("there is no bench '%s'", name);
}

static void
bench_run(const struct bench_entry *entry, const struct bench *bench)
{
	bench_use_steps(0);
	entry->run(bench);
}

int
main(int argc, char **argv)
{
	const struct bench_entry *only[BENCH_ENTRIES];
	struct bench bench = {0};
	size_t n_only = 0;
	bool json = false;

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--quick") == 0)
			bench.quick = true;
		else if (strcmp(argv[i], "--json") == 0)
			json = true;
		else if (n_only < BENCH_ENTRIES)
			only[n_only++] = bench_find(argv[i]);
	}
	for (size_t i = 0; n_only == 0 && i < BENCH_ENTRIES; i++)
		if (bench_entries[i].is_row || bench.quick)
			bench_run(&bench_entries[i], &bench);
	for (size_t i = 0; i < n_only; i++)
		bench_run(only[i], &bench);
	bench_table_print(json);
	return 0;
}
