#include "client/remind/remind_state.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/start.h"
#include "proto/clock.h"
#include "proto/message.h"

#define REMIND_STATE_LOCK "reminders.lock"

enum {
	REMIND_STATE_LINES_MAX = 20000,
	REMIND_STATE_GIVEN_MAX = 1000,
	REMIND_STATE_KEEP_S = 400 * 86400,
	REMIND_STATE_WORKING = 0, /* bytes of the lock file */
	REMIND_STATE_WAITING = 1,
};

static bool
remind_state_take(int fd, off_t byte, bool wait)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
	int result;

	do
		result = fcntl(fd, wait ? F_OFD_SETLKW : F_OFD_SETLK, &lock);
	while (result < 0 && errno == EINTR);
	return result == 0;
}

static void
remind_state_leave(int fd, off_t byte)
{
	struct flock lock = {.l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};

	fcntl(fd, F_OFD_SETLK, &lock);
}

/* Of the folder only the last part may be missing when a daemon has run. */
static const char *
remind_state_dir(struct arena *arena)
{
	const char *dir = start_state_dir(arena);
	char *path;

	if (!dir)
		return NULL;
	path = arena_strdup(arena, dir);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(path, 0700);
		*slash = '/';
	}
	mkdir(path, 0700);
	return dir;
}

int64_t
remind_state_looked_at(struct arena *arena)
{
	const char *dir = start_state_dir(arena);
	struct stat info;

	return dir && stat(arena_printf(arena, "%s/" REMIND_STATE_LOCK, dir), &info) == 0
		   ? info.st_mtim.tv_sec
		   : 0;
}

bool
remind_state_lock(struct arena *arena, struct err *err)
{
	const char *dir = remind_state_dir(arena), *path;
	const struct timespec now[] = {{clock_now_s(), 0}, {clock_now_s(), 0}};
	int fd;

	if (!dir) {
		(void)err_set(err, ERR_UNAVAILABLE, "no home folder: set HOME");
		return false;
	}
	path = arena_printf(arena, "%s/" REMIND_STATE_LOCK, dir);
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) {
		(void)err_set(err, ERR_UNAVAILABLE, "cannot open %s: %s", path, strerror(errno));
		return false;
	}
	err->code = ERR_OK;
	if (!remind_state_take(fd, REMIND_STATE_WAITING, false))
		return false;
	if (!remind_state_take(fd, REMIND_STATE_WORKING, true))
		return false;
	remind_state_leave(fd, REMIND_STATE_WAITING);
	futimens(fd, now);
	return true;
}

static void
remind_state_add_given(struct remind_state *state, const char *key, int64_t at_s)
{
	Pb__RemindGiven *given = message_new(&pb__remind_given__descriptor, state->arena);

	given->key = arena_strdup(state->arena, key);
	given->at = message_new(&google__protobuf__timestamp__descriptor, state->arena);
	given->at->seconds = at_s;
	state->given[state->n_given++] = given;
}

static void
remind_state_read_line(struct remind_state *state, const char *line)
{
	char *end;
	long long at_s;

	if (strcmp(line, "watching") == 0)
		state->watching = true;
	if (strncmp(line, "done ", 5) == 0 && state->n_done < REMIND_STATE_LINES_MAX)
		state->done[state->n_done++] = arena_strdup(state->arena, line + 5);
	if (strncmp(line, "given ", 6) != 0 || state->n_given == REMIND_STATE_GIVEN_MAX)
		return;
	at_s = strtoll(line + 6, &end, 10);
	if (*end == ' ' && end[1] != '\0')
		remind_state_add_given(state, end + 1, at_s);
}

static int
remind_state_compare(const void *a, const void *b)
{
	const char *const *left = a, *const *right = b;

	return strcmp(*left, *right);
}

void
remind_state_read(struct arena *arena, struct remind_state *ret_state)
{
	struct remind_state state = {.arena = arena, .dir = remind_state_dir(arena)};
	FILE *file = NULL;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;

	/* room for one more of each that comes */
	state.given = arena_array(arena, REMIND_STATE_GIVEN_MAX + 1, sizeof(*state.given));
	state.done = arena_array(arena, REMIND_STATE_LINES_MAX, sizeof(*state.done));
	if (state.dir)
		file = fopen(arena_printf(arena, "%s/reminders", state.dir), "re");
	while (file && (n = getline(&line, &room, file)) > 0) {
		line[n - (line[n - 1] == '\n')] = '\0';
		remind_state_read_line(&state, line);
	}
	free(line);
	if (file)
		fclose(file);
	if (state.n_done > 1)
		qsort(state.done, state.n_done, sizeof(*state.done), remind_state_compare);
	*ret_state = state;
}

enum err_code
remind_state_write(const struct remind_state *state, struct err *err)
{
	const char *path = arena_printf(state->arena, "%s/reminders", state->dir);
	const char *half = arena_printf(state->arena, "%s.new", path);
	int fd = open(half, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool bad;

	if (!file)
		return err_set(err, ERR_UNAVAILABLE, "cannot write %s: %s", half, strerror(errno));
	if (state->watching)
		fputs("watching\n", file);
	for (size_t i = 0; i < state->n_given; i++)
		fprintf(file, "given %lld %s\n", (long long)state->given[i]->at->seconds,
		    state->given[i]->key);
	for (size_t i = 0; i < state->n_done; i++)
		fprintf(file, "done %s\n", state->done[i]);
	bad = ferror(file) != 0;
	if (fclose(file) != 0 || bad || rename(half, path) < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot write %s: %s", path, strerror(errno));
	return ERR_OK;
}

void
remind_state_give(struct remind_state *state, const char *key, int64_t at_s)
{
	size_t n = 0;

	for (size_t i = 0; i < state->n_given; i++) {
		Pb__RemindGiven *given = state->given[i];

		if (strcmp(given->key, key) != 0 && given->at->seconds > at_s - REMIND_STATE_KEEP_S)
			state->given[n++] = given;
	}
	/* the oldest goes, should there be so many */
	if (n == REMIND_STATE_GIVEN_MAX)
		memmove(state->given, state->given + 1, --n * sizeof(*state->given));
	state->n_given = n;
	remind_state_add_given(state, key, at_s);
}

bool
remind_state_knows(const struct remind_state *state, const char *done_key)
{
	return state->n_done > 0 && bsearch(&done_key, state->done, state->n_done,
					sizeof(*state->done), remind_state_compare) != NULL;
}

void
remind_state_set_done(struct remind_state *state, Pb__RemindEvent *const *done, size_t n)
{
	state->n_done = 0;
	for (size_t i = 0; i < n && i < REMIND_STATE_LINES_MAX; i++)
		state->done[state->n_done++] = done[i]->key;
	if (state->n_done > 1)
		qsort(state->done, state->n_done, sizeof(*state->done), remind_state_compare);
}
