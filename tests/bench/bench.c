#include "bench.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct bench_entry {
	const char *name;
	void (*run)(const struct bench *bench);
};

static const struct bench_entry bench_entries[] = {
    {"forecast", bench_forecast},
    {"next", bench_next},
    {"plan", bench_plan},
    {"requests", bench_requests},
    {"review", bench_review},
};

/* The home in which the daemon runs. */
static char bench_home[] = "/tmp/roadmap-bench-XXXXXX";

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

/* At exit, however it comes: nothing stays behind. */
static void
bench_end(void)
{
	const char *const remove[] = {"/bin/rm", "-rf", bench_home, NULL};

	bench_stop_daemon();
	bench_spawn(remove);
}

/* A home with nothing in it, in which the client starts the daemon on its first question. */
static void
bench_begin(void)
{
	const char *const enroll[] = {BENCH_ROADMAP, "enroll", "backend-developer", NULL};
	char socket_path[sizeof(bench_home) + 16];

	if (mkdtemp(bench_home) == NULL)
		bench_fail("cannot make %s", bench_home);
	atexit(bench_end);
	snprintf(socket_path, sizeof(socket_path), "%s/roadmapd.sock", bench_home);
	setenv("HOME", bench_home, 1);
	setenv("XDG_STATE_HOME", bench_home, 1);
	setenv("ROADMAP_SOCKET", socket_path, 1);
	setenv("ROADMAPD", BENCH_ROADMAPD, 1);
	setenv("ROADMAP_DATA_PATH", BENCH_DATA_PATH, 1);
	bench_spawn(enroll);
}

static const struct bench_entry *
bench_find(const char *name)
{
	for (size_t i = 0; i < BENCH_ENTRIES; i++)
		if (strcmp(bench_entries[i].name, name) == 0)
			return &bench_entries[i];
	bench_fail("there is no bench '%s': forecast, next, plan, requests, review", name);
}

int
main(int argc, char **argv)
{
	const struct bench_entry *only = NULL;
	struct bench bench = {0};

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--quick") == 0)
			bench.quick = true;
		else
			only = bench_find(argv[i]);
	}
	bench_begin();
	for (size_t i = 0; i < BENCH_ENTRIES; i++)
		if (only == NULL || only == &bench_entries[i])
			bench_entries[i].run(&bench);
	return 0;
}
