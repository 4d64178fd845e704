/* Rows of the table that measure the daemon under load, beside redis and SQLite itself. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "bench_load.h"
#include "bench_peer.h"
#include "bench_table.h"
#include "bench_wire.h"
#include "proto/frame.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

enum {
	BENCH_SERVE_CONNS = 64,
	BENCH_SERVE_PIPES = 8,
	BENCH_SERVE_DEPTH = 32,
	BENCH_SERVE_WRITERS = 8,
	BENCH_SERVE_ROUNDS = 9,
	BENCH_SERVE_REQUESTS = 12800,
	BENCH_SERVE_WRITES = 1280,
	BENCH_SERVE_READS = 20000, /* a quarter of a second: how the writes begin is not the p99 */
	BENCH_SERVE_NOTE = 200,
	BENCH_SERVE_REST_S = 4, /* till the daemon has given back what it does not need */
};

/* Frames that are sent again and again; only the stream's number changes. */
static struct bytes bench_serve_next, bench_serve_set[BENCH_SERVE_CONNS][2];

static size_t
bench_serve_frame(uint8_t *data, struct bytes packed, unsigned number)
{
	const struct frame frame = {
	    .length_bytes = (uint32_t)(packed.size - FRAME_HEADER_SIZE),
	    .stream_id = 2 * number + 1,
	    .type = FRAME_REQUEST,
	};

	if (packed.size > BENCH_LOAD_REQUEST_MAX)
		bench_fail("a request is too long");
	memcpy(data, packed.data, packed.size);
	frame_write(data, &frame);
	return packed.size;
}

static size_t
bench_serve_next_request(uint8_t *data, unsigned conn, unsigned number)
{
	(void)conn;
	return bench_serve_frame(data, bench_serve_next, number);
}

static size_t
bench_serve_set_request(uint8_t *data, unsigned conn, unsigned number)
{
	return bench_serve_frame(data, bench_serve_set[conn][number % 2], number);
}

/* Each connection begins a step of its own and resets it, so that each request writes. */
static void
bench_serve_pack(struct arena *arena)
{
	Pb__PlanNextRequest next = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__StepSetRequest set = PB__STEP_SET_REQUEST__INIT;
	const char *step;

	bench_serve_next = bench_pack(arena, "roadmap.v1.Plan", "Next", &next.base);
	set.n_steps = 1;
	set.steps = &step;
	set.force = true;
	for (unsigned i = 0; i < BENCH_SERVE_CONNS; i++) {
		step = arena_printf(arena, "step-%u", 900 + i);
		set.status = PB__STATUS__STATUS_ACTIVE;
		bench_serve_set[i][0] = bench_pack(arena, "roadmap.v1.Step", "Set", &set.base);
		set.status = PB__STATUS__STATUS_TODO;
		bench_serve_set[i][1] = bench_pack(arena, "roadmap.v1.Step", "Set", &set.base);
	}
}

struct bench_serve_task {
	struct bench_load ours, peer;
};

static double
bench_serve_ours_s(void *arg)
{
	const struct bench_serve_task *task = arg;

	return bench_load_run(&task->ours);
}

static double
bench_serve_peer_s(void *arg)
{
	const struct bench_serve_task *task = arg;

	return bench_load_run(&task->peer);
}

/* Of n requests each. */
static void
bench_serve_row(struct bench_row row, struct bench_pair pair, double n)
{
	char note[BENCH_SERVE_NOTE];

	row.unit = "x";
	row.at_least = true;
	row.value = pair.floor_s / pair.ours_s;
	snprintf(note, sizeof(note), "%.0f/s, %.0f/s", n / pair.ours_s, n / pair.floor_s);
	bench_table_add(&row, note);
}

static void
bench_serve_missing(struct bench_row row, const char *peer)
{
	row.is_missing = true;
	row.unit = "x";
	row.at_least = true;
	bench_table_add(&row, peer);
}

/* A load on the daemon of 1,000 steps, and the same on redis. */
static void
bench_serve_redis(const struct bench *bench, struct bench_row row, struct bench_load load,
    bool durable)
{
	struct bench_serve_task task = {load, load};
	unsigned n_rounds = bench->quick ? 1 : BENCH_SERVE_ROUNDS;
	char path[128];

	if (!bench_redis_start(durable)) {
		bench_serve_missing(row, "redis-server is not installed: ./dev bench --peers");
		return;
	}
	snprintf(path, sizeof(path), "%s", bench_socket());
	task.ours.socket_path = path;
	task.peer.socket_path = bench_redis_socket();
	task.peer.request = durable ? bench_redis_set : bench_redis_get;
	task.peer.answer_bytes = bench_redis_answer_bytes(durable);
	bench_serve_row(row, bench_rounds(n_rounds, bench_serve_ours_s, bench_serve_peer_s, &task),
	    load.n_requests);
	bench_redis_stop();
}

static struct arena *
bench_serve_begin(void)
{
	struct arena *arena = arena_new();

	bench_use_steps(1000);
	bench_serve_pack(arena);
	return arena;
}

void
bench_single(const struct bench *bench)
{
	const struct bench_row row = {"Plan.Next/s, 64 connections, one at a time", "redis GET",
	    .aim = 1};
	struct arena *arena = bench_serve_begin();

	bench_serve_redis(bench, row,
	    (struct bench_load){.n_conns = BENCH_SERVE_CONNS,
		.depth = 1,
		.n_requests = BENCH_SERVE_REQUESTS,
		.request = bench_serve_next_request},
	    false);
	arena_free(arena);
}

void
bench_pipelined(const struct bench *bench)
{
	const struct bench_row row = {"Plan.Next/s, 8 connections, pipelined 32 deep", "redis GET",
	    .aim = 0.5};
	struct arena *arena = bench_serve_begin();

	bench_serve_redis(bench, row,
	    (struct bench_load){.n_conns = BENCH_SERVE_PIPES,
		.depth = BENCH_SERVE_DEPTH,
		.n_requests = BENCH_SERVE_REQUESTS,
		.request = bench_serve_next_request},
	    false);
	arena_free(arena);
}

static double
bench_serve_sqlite_s(void *arg)
{
	(void)arg;
	return bench_sqlite_commits_s(BENCH_SERVE_WRITES);
}

void
bench_durable(const struct bench *bench)
{
	const struct bench_row in_process = {"durable Step.Set/s, 64 connections",
	    "SQLite, one commit each, in process", .aim = 6};
	const struct bench_row redis = {"durable Step.Set/s, 64 connections",
	    "redis SET, appendfsync always", .aim = 0.5};
	struct arena *arena = bench_serve_begin();
	char path[128];
	struct bench_serve_task task = {.ours = {.socket_path = path,
					    .n_conns = BENCH_SERVE_CONNS,
					    .depth = 1,
					    .n_requests = BENCH_SERVE_WRITES,
					    .request = bench_serve_set_request}};

	snprintf(path, sizeof(path), "%s", bench_socket());
	bench_serve_row(in_process,
	    bench_rounds(bench->quick ? 1 : BENCH_SERVE_ROUNDS, bench_serve_ours_s,
		bench_serve_sqlite_s, &task),
	    BENCH_SERVE_WRITES);
	bench_serve_redis(bench, redis, task.ours, true);
	arena_free(arena);
}

/* --- latency */

static int
bench_serve_compare(const void *a, const void *b)
{
	const double *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

/* A process that writes until it is killed. */
static pid_t
bench_serve_writers(const char *path)
{
	const struct bench_load load = {.socket_path = path,
	    .n_conns = BENCH_SERVE_WRITERS,
	    .depth = 1,
	    .n_requests = BENCH_SERVE_WRITERS * 1000,
	    .request = bench_serve_set_request};
	pid_t pid = fork();

	if (pid < 0)
		bench_fail("cannot fork");
	if (pid > 0)
		return pid;
	for (;;)
		bench_load_run(&load);
}

static void
bench_serve_latency_row(const char *what, double aim, double beside_s, double idle_s)
{
	struct bench_row row = {what, "the same reads idle", .unit = "x", .aim = aim,
	    .value = beside_s / idle_s};
	char note[BENCH_SERVE_NOTE];

	snprintf(note, sizeof(note), "%.0f us, %.0f us", beside_s * 1e6, idle_s * 1e6);
	bench_table_add(&row, note);
}

void
bench_latency(const struct bench *bench)
{
	static double idle[BENCH_SERVE_READS], beside[BENCH_SERVE_READS];
	unsigned n = bench->quick ? 100 : BENCH_SERVE_READS;
	struct arena *arena = bench_serve_begin();
	char path[128];
	struct bench_load load = {.socket_path = path,
	    .n_conns = 1,
	    .depth = 1,
	    .n_requests = n,
	    .request = bench_serve_next_request};
	pid_t writers;

	snprintf(path, sizeof(path), "%s", bench_socket());
	bench_load_latency(&load, idle);
	writers = bench_serve_writers(path);
	bench_load_latency(&load, beside);
	kill(writers, SIGKILL);
	waitpid(writers, NULL, 0);
	qsort(idle, n, sizeof(double), bench_serve_compare);
	qsort(beside, n, sizeof(double), bench_serve_compare);
	bench_serve_latency_row("read latency beside 8 durable writers, p50", 1.5, beside[n / 2],
	    idle[n / 2]);
	bench_serve_latency_row("read latency beside 8 durable writers, p99", 5,
	    beside[n * 99 / 100], idle[n * 99 / 100]);
	arena_free(arena);
}

/* --- memory */

static double
bench_serve_resident_mb(int pid)
{
	char path[64], line[256];
	long kb = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	file = fopen(path, "r");
	if (file == NULL)
		bench_fail("cannot read %s", path);
	while (fgets(line, sizeof(line), file) != NULL)
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	fclose(file);
	return (double)kb / 1000;
}

static void
bench_serve_memory_row(const struct bench *bench, unsigned n_steps, struct bench_row row)
{
	const char *const next[] = {BENCH_ROADMAP, "next", NULL};
	char note[BENCH_SERVE_NOTE];
	double busy_mb;
	int pid;

	bench_use_steps(n_steps);
	bench_stop_daemon();
	bench_spawn(next);
	pid = bench_daemon_pid();
	busy_mb = bench_serve_resident_mb(pid);
	if (!bench->quick)
		sleep(BENCH_SERVE_REST_S);
	row.unit = " MB";
	row.value = bench_serve_resident_mb(pid);
	snprintf(note, sizeof(note), "VmRSS %d s after one answer; at once %.2f MB",
	    BENCH_SERVE_REST_S, busy_mb);
	bench_table_add(&row, note);
}

void
bench_memory(const struct bench *bench)
{
	bench_serve_memory_row(bench, 1000,
	    (struct bench_row){"resident memory idle", "1,000 steps", .aim = 5});
	bench_serve_memory_row(bench, 10000,
	    (struct bench_row){"resident memory idle", "10,000 steps", .aim = 10});
}
