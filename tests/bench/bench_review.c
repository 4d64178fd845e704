#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"

enum {
	BENCH_REVIEW_ROUNDS = 50,
	BENCH_REVIEW_FEW = 1000,
	BENCH_REVIEW_MANY = 1000000,
	BENCH_REVIEW_SQL = 2000,
	BENCH_REVIEW_WAIT_MS = 10000,
};

/*
 * A learner of five years. Of a million actions five thousand are pieces of work, about three a
 * day; the others change nothing that is looked at. Rows are made as the daemon would, but without
 * it: a million commands would take hours.
 */
static const char bench_review_sql[] =
    "BEGIN;"
    "CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
    "WHERE i < %d) SELECT i, strftime('%%s', 'now') - 157680000 + i * 157680000 / %d AS at, "
    "printf('%%08x-0000-4000-8000-%%012x', i * 2654435761 %% 4294967296, i) AS id FROM n;"
    "DELETE FROM time_entry; DELETE FROM action;"
    "INSERT INTO action (id, at_us, command, summary, roadmap_id, changeset)"
    " SELECT id, at * 1000000, 'Time.Add', '5 min on a step', 'backend-developer',"
    " randomblob(120) FROM n;"
    "INSERT INTO time_entry SELECT 'backend-developer', 'step-' || (i / 200 %% 50), id, at, 5"
    " FROM n WHERE i %% 200 = 0;"
    "INSERT OR REPLACE INTO step_status SELECT roadmap_id, step_id, 3, min(began_at),"
    " max(began_at), sum(minutes) + 60, 0 FROM time_entry GROUP BY roadmap_id, step_id;"
    "DROP TABLE n; COMMIT;";

void
bench_review_fill(int n)
{
	char path[128], sql[BENCH_REVIEW_SQL];
	sqlite3 *db = NULL;

	bench_stop_daemon();
	snprintf(path, sizeof(path), "%s/roadmap/roadmap.db", getenv("XDG_STATE_HOME"));
	snprintf(sql, sizeof(sql), bench_review_sql, n, n);
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_busy_timeout(db, BENCH_REVIEW_WAIT_MS) != SQLITE_OK || /* its last words */
	    sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		bench_fail("cannot fill %s: %s", path, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static double
bench_review_s(void *arg)
{
	const char *const argv[] = {BENCH_ROADMAP, arg, NULL};
	double begin_s = bench_now_s();

	bench_spawn(argv);
	return bench_now_s() - begin_s;
}

static double
bench_review_floor_s(void *arg)
{
	const char *const argv[] = {"/bin/true", NULL};
	double begin_s = bench_now_s();

	(void)arg;
	bench_spawn(argv);
	return bench_now_s() - begin_s;
}

void
bench_review(const struct bench *bench)
{
	static char commands[][16] = {"stats", "forecast", "burnup"};
	unsigned rounds = bench->quick ? 2 : BENCH_REVIEW_ROUNDS;
	int many = bench->quick ? 2 * BENCH_REVIEW_FEW : BENCH_REVIEW_MANY;
	struct bench_pair few[3], all[3];

	bench_review_fill(BENCH_REVIEW_FEW);
	for (size_t i = 0; i < 3; i++)
		few[i] = bench_rounds(rounds, bench_review_s, bench_review_floor_s, commands[i]);
	bench_review_fill(many);
	for (size_t i = 0; i < 3; i++)
		all[i] = bench_rounds(rounds, bench_review_s, bench_review_floor_s, commands[i]);
	printf("review: a process each, with %d actions and with %d, over five years\n",
	    BENCH_REVIEW_FEW, many);
	for (size_t i = 0; i < 3; i++)
		printf("  roadmap %-8s  %6.2f ms  %6.2f ms, %.1f times; /bin/true %.2f ms\n",
		    commands[i], 1e3 * few[i].ours_s, 1e3 * all[i].ours_s,
		    all[i].ours_s / few[i].ours_s, 1e3 * all[i].floor_s);
	bench_review_fill(1);
}
