#include "client/progress.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "client/out.h"

enum {
	PROGRESS_WAIT_MS = 500,
	PROGRESS_EACH_MS = 100,
	PROGRESS_COLUMNS = 30,
};

struct progress {
	struct out out;
	struct arena *arena;
	const char *things;
	int64_t next_ms; /* when the line is to be drawn; INT64_MAX: never */
	bool drawn;
};

static int64_t
progress_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct progress *
progress_new_at(struct arena *arena, const char *things, FILE *file, bool is_terminal,
    int64_t now_ms)
{
	struct progress *progress = arena_alloc(arena, sizeof(*progress));

	*progress = (struct progress){.things = things,
	    .arena = arena,
	    .next_ms = is_terminal ? now_ms + PROGRESS_WAIT_MS : INT64_MAX};
	out_init(&progress->out, file);
	return progress;
}

struct progress *
progress_new(struct arena *arena, const char *things)
{
	return progress_new_at(arena, things, stderr, isatty(STDERR_FILENO) == 1,
	    progress_now_ms());
}

void
progress_show_at(struct progress *progress, uint32_t done, uint32_t total, int64_t now_ms)
{
	FILE *file = progress->out.file;

	if (now_ms < progress->next_ms)
		return;
	if (total > 0)
		fprintf(file, "\r%s %" PRIu32 " of %" PRIu32 " %s",
		    out_bar(&progress->out, progress->arena,
			(uint32_t)((uint64_t)done * 1000 / total), PROGRESS_COLUMNS),
		    done, total, progress->things);
	else
		fprintf(file, "\r%" PRIu32 " %s", done, progress->things);
	(void)fflush(file);
	progress->drawn = true;
	progress->next_ms = now_ms + PROGRESS_EACH_MS;
}

void
progress_show(struct progress *progress, uint32_t done, uint32_t total)
{
	/* Most are asked where nobody looks: that costs no look at the clock. */
	if (progress->next_ms != INT64_MAX)
		progress_show_at(progress, done, total, progress_now_ms());
}

void
progress_end(struct progress *progress)
{
	if (progress == NULL || !progress->drawn)
		return;
	fputs("\r\033[K", progress->out.file);
	(void)fflush(progress->out.file);
	progress->drawn = false;
}
