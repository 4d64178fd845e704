#include "client/remind/remind_hook.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/json.h"
#include "client/remind/remind_log.h"

const char *const remind_hook_events[] = {"step-done", "phase-done", "goal-at-risk", "step-stale",
    "timer-forgotten", "follow-up-due", "application-silent", "test", NULL};

const char *
remind_hook_dir(struct arena *arena)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *home = getenv("HOME");

	/* relative paths are to be ignored, says the XDG base directory specification */
	if (config && config[0] == '/')
		return arena_printf(arena, "%s/roadmap/hooks", config);
	return home && home[0] == '/' ? arena_printf(arena, "%s/.config/roadmap/hooks", home)
				      : NULL;
}

static bool
remind_hook_is_ours(const struct stat *info)
{
	return info->st_uid == geteuid() && (info->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

const char *
remind_hook_find(struct arena *arena, const char *event, const char **ret_fault)
{
	const char *dir = remind_hook_dir(arena), *path;
	struct stat folder, file;

	*ret_fault = NULL;
	if (!dir || stat(dir, &folder) < 0)
		return NULL;
	path = arena_printf(arena, "%s/%s", dir, event);
	if (stat(path, &file) < 0)
		return NULL;
	if (!remind_hook_is_ours(&folder))
		*ret_fault = "others may write its folder";
	else if (!remind_hook_is_ours(&file))
		*ret_fault = "others may write it";
	else if (!S_ISREG(file.st_mode) || access(path, X_OK) < 0)
		*ret_fault = "not executable";
	return *ret_fault ? NULL : path;
}

/* In memory, not in a pipe: a hook that does not read it must not make us wait. */
static int
remind_hook_input(const Pb__RemindEvent *event)
{
	int fd = memfd_create("event", MFD_CLOEXEC);
	int copy = fd >= 0 ? dup(fd) : -1;
	FILE *file = copy >= 0 ? fdopen(copy, "w") : NULL;

	if (!file)
		abort();
	json_print(&event->base, false, file);
	if (fclose(file) != 0 || lseek(fd, 0, SEEK_SET) < 0)
		abort();
	return fd;
}

/* In the child: never returns. */
static void
remind_hook_become(const char *path, const char *event, int input_fd)
{
	const char *home = getenv("HOME");

	/* a group of its own, to be killed whole, and no terminal to meddle with */
	setsid();
	if (dup2(input_fd, STDIN_FILENO) == STDIN_FILENO &&
	    dup2(STDERR_FILENO, STDOUT_FILENO) == STDOUT_FILENO &&
	    setenv("ROADMAP_EVENT", event, 1) == 0 && (!home || chdir(home) == 0) &&
	    close_range(STDERR_FILENO + 1, ~0U, 0) == 0)
		execl(path, path, (char *)NULL);
	_exit(126);
}

/* True when the process has ended within the time. */
static bool
remind_hook_wait(int pid_fd, int limit_s)
{
	struct pollfd ended = {.fd = pid_fd, .events = POLLIN};
	int n;

	do
		n = poll(&ended, 1, limit_s * 1000);
	while (n < 0 && errno == EINTR);
	return n > 0;
}

static int
remind_hook_limit_s(void)
{
	const char *text = getenv("ROADMAP_HOOK_LIMIT");
	int limit_s = text ? atoi(text) : 0;

	return limit_s > 0 && limit_s < REMIND_HOOK_LIMIT_S ? limit_s : REMIND_HOOK_LIMIT_S;
}

static void
remind_hook_end(pid_t pid, const char *event)
{
	const int limit_s = remind_hook_limit_s();
	int pid_fd = (int)syscall(SYS_pidfd_open, pid, 0), status = 0;
	bool late = pid_fd < 0 || !remind_hook_wait(pid_fd, limit_s);

	if (late) {
		remind_log(REMIND_LOG_WARNING, "hook %s: killed after %d seconds", event, limit_s);
		kill(-pid, SIGTERM);
		if (pid_fd >= 0)
			remind_hook_wait(pid_fd, REMIND_HOOK_GRACE_S);
		/* it is not waited for yet, so that the number is still its group's */
		kill(-pid, SIGKILL);
	}
	if (pid_fd >= 0)
		close(pid_fd);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!late && WIFSIGNALED(status))
		remind_log(REMIND_LOG_WARNING, "hook %s: ended by signal %d", event,
		    WTERMSIG(status));
	else if (!late && WEXITSTATUS(status) != 0)
		remind_log(REMIND_LOG_WARNING, "hook %s: exit status %d", event,
		    WEXITSTATUS(status));
}

void
remind_hook_run(const char *path, const Pb__RemindEvent *event)
{
	int input_fd = remind_hook_input(event);
	pid_t pid = fork();

	if (pid == 0)
		remind_hook_become(path, event->event, input_fd);
	close(input_fd);
	if (pid < 0)
		remind_log(REMIND_LOG_WARNING, "hook %s: cannot be run: %s", event->event,
		    strerror(errno));
	else
		remind_hook_end(pid, event->event);
}
