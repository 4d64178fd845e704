#include "client/start.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "proto/user.h"

enum {
	START_LOCK_WAIT_MS = 5000,
	START_LOG_MAX = 1 << 20,
	START_LISTEN_FD = 3, /* where sd_listen_fds(3) begins */
	START_SPARE_FD = 10, /* above that */
};

/* What a daemon is started with, and what became of it. */
struct start_child {
	const char *program;
	char name[16], pid[32];
	char **environment;
	int listen_fd, log_fd;
	volatile int failure; /* an errno */
};

/* Of the log, when this program started a daemon last: what is before was said by others. */
static off_t start_log_bytes = -1;

static void
start_close(const int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

#define START_FD __attribute__((cleanup(start_close))) int

const char *
start_state_dir(struct arena *arena)
{
	const char *state = getenv("XDG_STATE_HOME");
	const char *home;

	if (state && state[0] == '/')
		return arena_printf(arena, "%s/roadmap", state);
	home = user_home();
	return home ? arena_printf(arena, "%s/.local/state/roadmap", home) : NULL;
}

const char *
start_own_dir(struct arena *arena)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (n <= 0)
		return NULL;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (!slash)
		return NULL;
	*slash = '\0';
	return arena_strdup(arena, path);
}

const char *
start_log_path(struct arena *arena)
{
	const char *dir = start_state_dir(arena);

	return dir ? arena_printf(arena, "%s/roadmapd.log", dir) : NULL;
}

/* The end of what the log has had since, and how much that is. */
static ssize_t
start_read_log(struct arena *arena, char *ret_text, size_t size)
{
	const char *path = start_log_path(arena);
	START_FD fd = -1;
	struct stat info;
	off_t begin;

	if (path && start_log_bytes >= 0)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &info) < 0)
		return 0;
	begin = info.st_size - (off_t)size + 1;
	return pread(fd, ret_text, size - 1, begin > start_log_bytes ? begin : start_log_bytes);
}

const char *
start_last_words(struct arena *arena)
{
	static const char name[] = "roadmapd: ", up[] = "listening at ";
	char text[1024];
	ssize_t n = start_read_log(arena, text, sizeof(text));
	char *line;

	while (n > 0 && text[n - 1] == '\n')
		n--;
	if (n <= 0)
		return "";
	text[n] = '\0';
	line = strrchr(text, '\n');
	line = line ? line + 1 : text;
	/* how daemon/log.c begins it: with a priority as in "<3>", or with the name */
	if (line[0] == '<' && line[1] && line[2] == '>')
		line += 3;
	else if (strncmp(line, name, sizeof(name) - 1) == 0)
		line += sizeof(name) - 1;
	/* that is no reason */
	return strncmp(line, up, sizeof(up) - 1) == 0 ? "" : arena_strdup(arena, line);
}

enum err_code
start_fail(struct arena *arena, struct err *err)
{
	const char *words = start_last_words(arena);

	return err_set(err, ERR_UNAVAILABLE, "the daemon does not start: %s",
	    words[0] ? words : "it said nothing; see roadmap doctor");
}

static enum err_code
start_make_dirs(char *path, struct err *err)
{
	for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
		if (slash)
			*slash = '\0';
		if (mkdir(path, 0700) < 0 && errno != EEXIST)
			return err_set(err, ERR_UNAVAILABLE, "cannot make %s: %s", path,
			    strerror(errno));
		if (!slash)
			return ERR_OK;
		*slash = '/';
	}
}

static enum err_code
start_open_log(struct arena *arena, int *ret_fd, struct err *err)
{
	const int flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC;
	const char *path = start_log_path(arena);
	int fd;

	if (!path)
		return err_set(err, ERR_UNAVAILABLE, "no home folder: set HOME");
	fd = open(path, flags, 0600);
	if (fd < 0 && errno == ENOENT) {
		if (start_make_dirs(arena_strdup(arena, start_state_dir(arena)), err) != ERR_OK)
			return err->code;
		fd = open(path, flags, 0600);
	}
	if (fd < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot write %s: %s: put that right", path,
		    strerror(errno));
	start_log_bytes = lseek(fd, 0, SEEK_END);
	if (start_log_bytes > START_LOG_MAX && ftruncate(fd, 0) == 0)
		start_log_bytes = 0;
	*ret_fd = fd;
	return ERR_OK;
}

/* A path that holds after chdir("/"), or a bare name that execvp() looks for in PATH. */
static const char *
start_find_program(struct arena *arena)
{
	const char *program = getenv("ROADMAPD");
	const char *dir = start_own_dir(arena);
	char path[PATH_MAX];

	if (program && program[0])
		return program[0] != '/' && strchr(program, '/') && realpath(program, path)
			   ? arena_strdup(arena, path)
			   : program;
	if (dir) {
		program = arena_printf(arena, "%s/roadmapd", dir);
		if (access(program, X_OK) == 0)
			return program;
	}
	return access(ROADMAP_BINDIR "/roadmapd", X_OK) == 0 ? ROADMAP_BINDIR "/roadmapd"
							     : "roadmapd";
}

static bool
start_is_own(const char *variable)
{
	return strncmp(variable, "LISTEN_FDS=", 11) == 0 ||
	       strncmp(variable, "LISTEN_PID=", 11) == 0;
}

/* The environment of the daemon: `pid` is where the child writes LISTEN_PID. */
static char **
start_environment(struct arena *arena, char *pid)
{
	size_t n = 0, kept = 0;
	char **variables;

	while (environ[n])
		n++;
	variables = arena_array(arena, n + 3, sizeof(*variables));
	for (size_t i = 0; i < n; i++)
		if (!start_is_own(environ[i]))
			variables[kept++] = environ[i];
	variables[kept++] = arena_strdup(arena, "LISTEN_FDS=1");
	variables[kept++] = pid;
	return variables;
}

/* In the child: puts the descriptors where the daemon expects them and closes all others. */
static bool
start_arrange(const struct start_child *child)
{
	const int null_fd = open("/dev/null", O_RDONLY);
	/* Out of the way first, so that no dup2() below closes one that is still needed. */
	const int listen_fd = fcntl(child->listen_fd, F_DUPFD, START_SPARE_FD);
	const int log_fd = fcntl(child->log_fd, F_DUPFD, START_SPARE_FD);

	return null_fd >= 0 && dup2(null_fd, 0) == 0 && dup2(log_fd, 1) == 1 &&
	       dup2(log_fd, 2) == 2 && dup2(listen_fd, START_LISTEN_FD) == START_LISTEN_FD &&
	       close_range(START_LISTEN_FD + 1, ~0U, 0) == 0 && chdir("/") == 0;
}

/* In the child, which has the parent's memory until it is the daemon. Never returns. */
static void
start_become(struct start_child *child)
{
	setsid();
	snprintf(child->pid, sizeof(child->pid), "LISTEN_PID=%ld", (long)getpid());
	if (start_arrange(child))
		execvpe(child->program, (char *[]){child->name, NULL}, child->environment);
	child->failure = errno;
	_exit(127);
}

/* Returns when the program runs, or with what kept it from that in child->failure. */
static pid_t
start_run(struct start_child *child)
{
	/*
	 * fork() would copy the tables of our pages, and then every page that is written to. POSIX
	 * allows no calls after vfork(), Linux those that take no lock and leave nothing behind;
	 * posix_spawn() cannot write the child's own id.
	 */
	const pid_t pid = vfork();

	if (pid == 0)
		start_become(child); /* NOLINT(clang-analyzer-unix.Vfork) */
	return pid;
}

static enum err_code
start_spawn(struct arena *arena, int listen_fd, struct err *err)
{
	struct start_child child = {.program = start_find_program(arena),
	    .name = "roadmapd",
	    .listen_fd = listen_fd};
	START_FD log_fd = -1;
	pid_t pid;

	if (start_open_log(arena, &log_fd, err) != ERR_OK)
		return err->code;
	child.log_fd = log_fd;
	child.environment = start_environment(arena, child.pid);
	pid = start_run(&child);
	if (pid < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot start the daemon: %s",
		    strerror(errno));
	if (child.failure != 0) {
		waitpid(pid, NULL, 0);
		return err_set(err, ERR_UNAVAILABLE,
		    "cannot start the daemon %s: %s (set ROADMAPD to where it is)", child.program,
		    strerror(child.failure));
	}
	return ERR_OK;
}

/* With the lock held: listens and starts a daemon that is passed the socket. */
static enum err_code
start_anew(struct arena *arena, const struct endpoint *endpoint, struct err *err)
{
	START_FD listen_fd = -1;
	enum err_code code;

	code = endpoint_listen(endpoint, &listen_fd, err);
	if (code != ERR_OK)
		return code;
	code = start_spawn(arena, listen_fd, err);
	if (code != ERR_OK)
		unlink(endpoint->address.sun_path);
	return code;
}

/*
 * Twice: systemd that gives the service up hangs up on us first and removes its socket's file then,
 * which may be ours by now. That daemon ends when it finds its file gone.
 */
static enum err_code
start_and_connect(struct arena *arena, const struct endpoint *endpoint, int *ret_fd,
    struct err *err)
{
	for (int i = 0; i < 2; i++) {
		enum err_code code = start_anew(arena, endpoint, err);

		if (code != ERR_OK)
			return code;
		code = endpoint_connect(endpoint, ret_fd, err);
		if (code != ERR_UNAVAILABLE)
			return code;
	}
	return start_fail(arena, err);
}

enum err_code
start_daemon(const struct endpoint *endpoint, int *ret_fd, struct err *err)
{
	START_FD lock_fd = -1;
	struct arena *arena;
	enum err_code code;

	code = endpoint_lock(endpoint, START_LOCK_WAIT_MS, &lock_fd, err);
	if (code != ERR_OK)
		return code;
	code = endpoint_connect(endpoint, ret_fd, err);
	if (code != ERR_UNAVAILABLE)
		return code;
	arena = arena_new();
	code = start_and_connect(arena, endpoint, ret_fd, err);
	arena_free(arena);
	return code;
}
