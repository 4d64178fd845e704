#include "bench_peer.h"

#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"
#include "bench_load.h"
#include "bench_table.h"

enum {
	BENCH_REDIS_VALUE = 600, /* about the bytes of a Plan.Next's answer */
	BENCH_PEER_WAIT_US = 10000,
	BENCH_PEER_TRIES = 500,
	BENCH_PEER_PATH = 256,
	BENCH_TASKS = 1000,
	BENCH_TASK_ROUNDS = 20,
};

static pid_t bench_redis_pid;
static char bench_redis_path[BENCH_PEER_PATH];

const char *
bench_redis_socket(void)
{
	return bench_redis_path;
}

size_t
bench_redis_get(uint8_t *data, unsigned conn, unsigned number)
{
	static const char get[] = "*2\r\n$3\r\nGET\r\n$4\r\nnext\r\n";

	(void)conn;
	(void)number;
	memcpy(data, get, sizeof(get) - 1);
	return sizeof(get) - 1;
}

size_t
bench_redis_set(uint8_t *data, unsigned conn, unsigned number)
{
	return (size_t)sprintf((char *)data, "*3\r\n$3\r\nSET\r\n$8\r\nstep-%03u\r\n$1\r\n%u\r\n",
	    conn, number % 2);
}

size_t
bench_redis_answer_bytes(bool durable)
{
	return durable ? strlen("+OK\r\n") : strlen("$600\r\n") + BENCH_REDIS_VALUE + 2;
}

static void
bench_redis_wait(void)
{
	int fd;

	for (unsigned i = 0; i < BENCH_PEER_TRIES; i++) {
		fd = bench_load_connect(bench_redis_path);
		if (fd >= 0) {
			close(fd);
			return;
		}
		usleep(BENCH_PEER_WAIT_US);
	}
	bench_fail("redis-server does not answer");
}

static size_t
bench_redis_fill(uint8_t *data, unsigned conn, unsigned number)
{
	(void)conn;
	(void)number;
	return (size_t)sprintf((char *)data, "*3\r\n$3\r\nSET\r\n$4\r\nnext\r\n$%d\r\n%0*d\r\n",
	    BENCH_REDIS_VALUE, BENCH_REDIS_VALUE, 0);
}

bool
bench_redis_start(bool durable)
{
	const char *const argv[] = {"/usr/bin/redis-server", "--port", "0", "--unixsocket",
	    bench_redis_path, "--save", "", "--appendonly", durable ? "yes" : "no", "--appendfsync",
	    "always", "--dir", getenv("HOME"), "--daemonize", "no", "--logfile", "/dev/null", NULL};
	const struct bench_load fill = {.socket_path = bench_redis_path,
	    .n_conns = 1,
	    .depth = 1,
	    .n_requests = 1,
	    .request = bench_redis_fill,
	    .answer_bytes = 5};

	if (!bench_has_program(argv[0]))
		return false;
	snprintf(bench_redis_path, sizeof(bench_redis_path), "%s/redis.sock", getenv("HOME"));
	if (posix_spawn(&bench_redis_pid, argv[0], NULL, NULL, (char *const *)argv, environ) != 0)
		bench_fail("cannot run redis-server");
	bench_redis_wait();
	bench_load_run(&fill);
	return true;
}

void
bench_redis_stop(void)
{
	kill(bench_redis_pid, SIGTERM);
	waitpid(bench_redis_pid, NULL, 0);
}

double
bench_sqlite_commits_s(unsigned n)
{
	static const char setup[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
				    "CREATE TABLE IF NOT EXISTS step (id INTEGER PRIMARY KEY, "
				    "status INTEGER); INSERT OR IGNORE INTO step VALUES (1, 0);";
	char path[BENCH_PEER_PATH];
	sqlite3_stmt *update = NULL;
	sqlite3 *db = NULL;
	double begin;

	snprintf(path, sizeof(path), "%s/peer.db", getenv("HOME"));
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, setup, NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "UPDATE step SET status = status + 1 WHERE id = 1", -1, &update,
		NULL) != SQLITE_OK)
		bench_fail("%s: %s", path, sqlite3_errmsg(db));
	begin = bench_now_s();
	for (unsigned i = 0; i < n; i++)
		if (sqlite3_step(update) != SQLITE_DONE || sqlite3_reset(update) != SQLITE_OK)
			bench_fail("%s: %s", path, sqlite3_errmsg(db));
	begin = bench_now_s() - begin;
	sqlite3_finalize(update);
	sqlite3_close(db);
	return begin;
}

/* --- Taskwarrior */

#define BENCH_TASK_UUID "00000000-0000-4000-8000-%012d"

static const char bench_task[] = "/usr/bin/task";

/* Most need an earlier one, as the steps of the roadmap do. */
static void
bench_task_one(FILE *file, int number)
{
	fprintf(file,
	    "{\"uuid\":\"" BENCH_TASK_UUID "\",\"description\":\"Step %d\",\"status\":\"pending\","
	    "\"entry\":\"20250101T000000Z\",\"project\":\"phase-%d\"",
	    number, number, number / 20);
	if (number % 4 != 0)
		fprintf(file, ",\"depends\":[\"" BENCH_TASK_UUID "\"]",
		    number - 1 - number % 3 > 0 ? number - 1 - number % 3 : 0);
	fputs("}\n", file);
}

static void
bench_task_write(const char *home)
{
	char path[BENCH_PEER_PATH];
	FILE *file;

	snprintf(path, sizeof(path), "%s/tasks.json", home);
	file = fopen(path, "w");
	if (file == NULL)
		bench_fail("cannot write %s", path);
	for (int i = 0; i < BENCH_TASKS; i++)
		bench_task_one(file, i);
	fclose(file);
	snprintf(path, sizeof(path), "%s/taskrc", home);
	file = fopen(path, "w");
	if (file == NULL)
		bench_fail("cannot write %s", path);
	fprintf(file, "data.location=%s/task\nconfirmation=no\nverbose=nothing\n", home);
	fclose(file);
	setenv("TASKRC", path, 1);
	snprintf(path, sizeof(path), "%s/tasks.json", home);
	bench_spawn((const char *const[]){bench_task, "import", path, NULL});
}

static double
bench_task_next_s(void *arg)
{
	(void)arg;
	return bench_spawn_s((const char *const[]){bench_task, "next", "limit:1", NULL});
}

static double
bench_task_done_s(void *arg)
{
	unsigned *number = arg;
	char uuid[40];

	snprintf(uuid, sizeof(uuid), BENCH_TASK_UUID, (int)(*number % BENCH_TASKS));
	return bench_spawn_s((const char *const[]){bench_task, uuid, "done", NULL});
}

static double
bench_peer_next_s(void *arg)
{
	(void)arg;
	return bench_spawn_s((const char *const[]){BENCH_ROADMAP, "next", NULL});
}

static double
bench_peer_done_s(void *arg)
{
	unsigned *number = arg;
	char step[24];

	snprintf(step, sizeof(step), "step-%u", ++*number);
	return bench_spawn_s((const char *const[]){BENCH_ROADMAP, "done", "--force", step, NULL});
}

static void
bench_task_row(struct bench_row row, struct bench_pair pair)
{
	char note[BENCH_PEER_PATH];

	row.at_least = true;
	row.value = pair.floor_s / pair.ours_s;
	snprintf(note, sizeof(note), "%.3f ms, %.3f ms", pair.ours_s * 1e3, pair.floor_s * 1e3);
	bench_table_add(&row, note);
}

void
bench_taskwarrior(const struct bench *bench)
{
	struct bench_row next = {"roadmap next, 1,000 steps, is faster than",
	    "task next limit:1, 1,000 tasks", .unit = "x", .aim = 40, .at_least = true};
	struct bench_row done = {"roadmap done is faster than", "task done", .unit = "x", .aim = 30,
	    .at_least = true};
	unsigned n_rounds = bench->quick ? 1 : BENCH_TASK_ROUNDS, number = 500;

	bench_use_steps(1000);
	next.is_missing = done.is_missing = !bench_has_program(bench_task);
	if (next.is_missing) {
		bench_table_add(&next, "taskwarrior is not installed: ./dev bench --peers");
		bench_table_add(&done, "taskwarrior is not installed: ./dev bench --peers");
		return;
	}
	bench_task_write(getenv("HOME"));
	bench_task_row(next, bench_rounds(n_rounds, bench_peer_next_s, bench_task_next_s, NULL));
	bench_task_row(done, bench_rounds(n_rounds, bench_peer_done_s, bench_task_done_s, &number));
}
