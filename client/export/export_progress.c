#include "export_progress.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "client/out.h"

enum {
	EXPORT_PROGRESS_WAIT_MS = 500,
	EXPORT_PROGRESS_EACH_MS = 100,
	EXPORT_PROGRESS_COLUMNS = 30,
};

struct export_progress {
	struct out out;
	struct arena *arena;
	int64_t next_ms; /* when the bar is to be drawn */
	bool drawn;
};

static int64_t
export_progress_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct export_progress *
export_progress_new(struct arena *arena)
{
	struct export_progress *progress = arena_alloc(arena, sizeof(*progress));

	out_init(&progress->out, stderr);
	progress->arena = arena;
	progress->next_ms =
	    isatty(STDERR_FILENO) ? export_progress_now_ms() + EXPORT_PROGRESS_WAIT_MS : INT64_MAX;
	return progress;
}

void
export_progress_show(struct export_progress *progress, uint32_t done, uint32_t total)
{
	uint32_t permille = (uint32_t)((uint64_t)done * 1000 / total);

	if (progress->next_ms == INT64_MAX || export_progress_now_ms() < progress->next_ms)
		return;
	fprintf(stderr, "\r%s %" PRIu32 " of %" PRIu32 " steps",
	    out_bar(&progress->out, progress->arena, permille, EXPORT_PROGRESS_COLUMNS), done,
	    total);
	progress->drawn = true;
	progress->next_ms = export_progress_now_ms() + EXPORT_PROGRESS_EACH_MS;
}

void
export_progress_end(struct export_progress *progress)
{
	if (progress->drawn)
		fputs("\r\033[K", stderr);
}
