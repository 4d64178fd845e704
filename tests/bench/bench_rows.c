/* Rows of the table that measure processes. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "bench_table.h"

enum {
	BENCH_ROWS_ROUNDS = 200,
	BENCH_ROWS_SLOW = 30,
	BENCH_ROWS_QUICK = 2,
	BENCH_NOTE = 200,
	BENCH_MANY = 1000000,
	BENCH_FEW = 1000,
};

static unsigned
bench_rounds_of(const struct bench *bench, unsigned n)
{
	return bench->quick ? BENCH_ROWS_QUICK : n;
}

bool
bench_has_program(const char *path)
{
	return access(path, X_OK) == 0;
}

/* Adds a row of which the value is ours over the other; both as milliseconds in the note. */
static void
bench_row_pair(struct bench_row row, struct bench_pair pair)
{
	char note[BENCH_NOTE];

	row.value = row.at_least ? pair.floor_s / pair.ours_s : pair.ours_s / pair.floor_s;
	row.unit = "x";
	snprintf(note, sizeof(note), "%.3f ms, %.3f ms", pair.ours_s * 1e3, pair.floor_s * 1e3);
	bench_table_add(&row, note);
}

static double
bench_command_s(const char *command)
{
	const char *const argv[] = {BENCH_ROADMAP, command, NULL};

	return bench_spawn_s(argv);
}

static double
bench_rows_next_s(void *arg)
{
	(void)arg;
	return bench_command_s("next");
}

/* Each time another step, so that each is written. */
static double
bench_rows_done_s(void *arg)
{
	unsigned *number = arg;
	char step[24];
	const char *const argv[] = {BENCH_ROADMAP, "done", "--force", step, NULL};

	snprintf(step, sizeof(step), "step-%u", (*number)++);
	return bench_spawn_s(argv);
}

void
bench_next(const struct bench *bench)
{
	const struct bench_row row = {"roadmap next, 1,000 steps", "/bin/true", .aim = 1.3};

	bench_use_steps(1000);
	bench_row_pair(row, bench_rounds(bench_rounds_of(bench, BENCH_ROWS_ROUNDS),
				bench_rows_next_s, bench_true_s, NULL));
}

/* What the disk takes of it, at the least. */
static double
bench_rows_synced_s(void *arg)
{
	static const char block[4096];
	char path[BENCH_NOTE];
	double seconds = bench_true_s(arg), begin;
	int fd;

	snprintf(path, sizeof(path), "%s/synced", getenv("HOME"));
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	begin = bench_now_s();
	if (fd < 0 || write(fd, block, sizeof(block)) != sizeof(block) || fdatasync(fd) < 0)
		bench_fail("cannot write %s", path);
	seconds += bench_now_s() - begin;
	close(fd);
	return seconds;
}

void
bench_done(const struct bench *bench)
{
	const struct bench_row row = {"roadmap done", "/bin/true", .aim = 1.8};
	/* The same aim without the disk: a quarter of /bin/true is what a good one takes. */
	const struct bench_row synced = {"roadmap done", "/bin/true and one fdatasync",
	    .aim = 1.44};
	unsigned number = 0;

	bench_use_steps(1000);
	bench_row_pair(row, bench_rounds(bench_rounds_of(bench, BENCH_ROWS_ROUNDS),
				bench_rows_done_s, bench_true_s, &number));
	bench_row_pair(synced, bench_rounds(bench_rounds_of(bench, BENCH_ROWS_ROUNDS),
				   bench_rows_done_s, bench_rows_synced_s, &number));
}

static double
bench_direct_s(void *arg)
{
	const char *const argv[] = {BENCH_DIRECT, bench_database(), NULL};

	(void)arg;
	return bench_spawn_s(argv);
}

void
bench_direct(const struct bench *bench)
{
	const struct bench_row row = {"roadmap next", "a program on the same SQLite file",
	    .aim = 0.6};

	bench_use_steps(1000);
	bench_row_pair(row, bench_rounds(bench_rounds_of(bench, BENCH_ROWS_ROUNDS),
				bench_rows_next_s, bench_direct_s, NULL));
}

static double
bench_next_of_s(void *arg)
{
	bench_use_steps(*(const unsigned *)arg);
	return bench_command_s("next");
}

static double
bench_next_large_s(void *arg)
{
	unsigned n = 10000;

	(void)arg;
	return bench_next_of_s(&n);
}

static double
bench_next_small_s(void *arg)
{
	unsigned n = 100;

	(void)arg;
	return bench_next_of_s(&n);
}

void
bench_size(const struct bench *bench)
{
	const struct bench_row row = {"roadmap next, 10,000 steps", "100 steps", .aim = 1.2};

	bench_row_pair(row, bench_rounds(bench_rounds_of(bench, BENCH_ROWS_ROUNDS),
				bench_next_large_s, bench_next_small_s, NULL));
}

/* Stopping the one before takes no part in it. */
static double
bench_start_s(void *arg)
{
	(void)arg;
	bench_stop_daemon();
	return bench_command_s("next");
}

void
bench_start(const struct bench *bench)
{
	const struct bench_row row = {"start to first answer, 1,000 steps", "/bin/true", .aim = 3};

	bench_use_steps(1000);
	bench_row_pair(row, bench_rounds(bench_rounds_of(bench, BENCH_ROWS_SLOW), bench_start_s,
				bench_true_s, NULL));
}

/* --- a long history */

static const char *const bench_lookers[] = {"log", "undo", "stats"};

static double
bench_looker_s(const char *command)
{
	const char *const start[] = {BENCH_ROADMAP, "start", "suits-you", NULL};

	if (strcmp(command, "undo") == 0)
		bench_spawn(start);
	return bench_command_s(command);
}

static int
bench_rows_compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static double
bench_looker_median_s(const char *command, unsigned n_rounds)
{
	static double seconds[BENCH_ROWS_SLOW];

	for (unsigned i = 0; i < n_rounds; i++)
		seconds[i] = bench_looker_s(command);
	qsort(seconds, n_rounds, sizeof(seconds[0]), bench_rows_compare);
	return seconds[n_rounds / 2];
}

void
bench_history(const struct bench *bench)
{
	const struct bench_row rows[] = {
	    {"log, 1,000,000 actions", "1,000 actions", .aim = 2},
	    {"undo, 1,000,000 actions", "1,000 actions", .aim = 2},
	    {"stats, 1,000,000 actions", "1,000 actions", .aim = 5},
	};
	unsigned n_rounds = bench_rounds_of(bench, BENCH_ROWS_SLOW);
	struct bench_pair pairs[3];

	bench_review_fill(BENCH_FEW);
	for (size_t i = 0; i < 3; i++)
		pairs[i].floor_s = bench_looker_median_s(bench_lookers[i], n_rounds);
	bench_review_fill(bench->quick ? 2 * BENCH_FEW : BENCH_MANY);
	for (size_t i = 0; i < 3; i++) {
		pairs[i].ours_s = bench_looker_median_s(bench_lookers[i], n_rounds);
		bench_row_pair(rows[i], pairs[i]);
	}
	bench_review_fill(1);
}

void
bench_growth(const struct bench *bench)
{
	const struct bench_row row = {"planning 10,000 steps", "1,000 steps", .unit = "x",
	    .aim = 15, .value = bench_plan_growth(bench_rounds_of(bench, 15))};

	bench_table_add(&row, "processor time");
}
