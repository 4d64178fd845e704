/* Homes with nothing in them, in which the client starts a daemon on its first question. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "bench.h"
#include "bench_wire.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap_message.h"
#include "support/large_roadmap.h"

enum {
	BENCH_HOMES_MAX = 8,
	BENCH_HOME_PATH = 128,
};

static char bench_top[] = "/tmp/roadmap-bench-XXXXXX";
static unsigned bench_homes[BENCH_HOMES_MAX], bench_n_homes, bench_home;

static const char *
bench_home_path(const char *file)
{
	static char path[BENCH_HOME_PATH];

	snprintf(path, sizeof(path), "%s/%u%s", bench_top, bench_home, file);
	return path;
}

const char *
bench_database(void)
{
	return bench_home_path("/roadmap/roadmap.db");
}

const char *
bench_socket(void)
{
	return bench_home_path("/roadmapd.sock");
}

static void
bench_home_enter(unsigned n_steps)
{
	bench_home = n_steps;
	setenv("HOME", bench_home_path(""), 1);
	setenv("XDG_STATE_HOME", bench_home_path(""), 1);
	setenv("ROADMAP_SOCKET", bench_socket(), 1);
}

/* At exit, however it comes: nothing stays behind. */
static void
bench_home_end(void)
{
	const char *const remove[] = {"/bin/rm", "-rf", bench_top, NULL};

	for (unsigned i = 0; i < bench_n_homes; i++) {
		bench_home_enter(bench_homes[i]);
		bench_stop_daemon();
	}
	bench_spawn(remove);
}

static void
bench_home_begin(void)
{
	if (mkdtemp(bench_top) == NULL)
		bench_fail("cannot make %s", bench_top);
	atexit(bench_home_end);
	setenv("ROADMAPD", BENCH_ROADMAPD, 1);
	setenv("ROADMAP_DATA_PATH", BENCH_DATA_PATH, 1);
}

static void
bench_home_fill(unsigned n_steps)
{
	const char *const begin[] = {BENCH_ROADMAP, "roadmaps", NULL};
	struct random_source source = {n_steps};
	struct arena *arena = arena_new();
	Pb__CatalogPutRequest put = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__EnrollmentEnrollRequest enroll = PB__ENROLLMENT_ENROLL_REQUEST__INIT;
	const struct roadmap *roadmap = large_roadmap(&source, LARGE_LIKELY, n_steps, arena);

	bench_spawn(begin);
	put.roadmap = roadmap_message(roadmap, arena);
	bench_ask("roadmap.v1.Catalog", "Put", &put.base);
	enroll.roadmap_id = roadmap->id;
	bench_ask("roadmap.v1.Enrollment", "Enroll", &enroll.base);
	arena_free(arena);
}

void
bench_use_steps(unsigned n_steps)
{
	const char *const enroll[] = {BENCH_ROADMAP, "enroll", "backend-developer", NULL};

	if (bench_n_homes == 0)
		bench_home_begin();
	bench_home_enter(n_steps);
	for (unsigned i = 0; i < bench_n_homes; i++)
		if (bench_homes[i] == n_steps)
			return;
	if (bench_n_homes == BENCH_HOMES_MAX)
		bench_fail("too many homes");
	bench_homes[bench_n_homes++] = n_steps;
	if (mkdir(bench_home_path(""), 0700) < 0)
		bench_fail("cannot make %s", bench_home_path(""));
	if (n_steps == 0)
		bench_spawn(enroll);
	else
		bench_home_fill(n_steps);
}
