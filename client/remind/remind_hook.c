#include "client/remind/remind_hook.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "client/json.h"
#include "client/kick.h"
#include "client/remind/remind_log.h"
#include "proto/user.h"

/* One that runs. */
struct remind_hook {
	const char *event;
	pid_t pid;
	int pid_fd, output_fd;
	ssize_t left_bytes; /* that it may print; below 0, it tried more */
};

const char *const remind_hook_events[] = {"step-done", "phase-done", "goal-at-risk", "step-stale",
    "timer-forgotten", "follow-up-due", "application-silent", "test", NULL};

/* With an access control list the group's bits are a mask of what others may do. */
static bool
remind_hook_has_list(const char *path)
{
	return getxattr(path, "system.posix_acl_access", NULL, 0) > 0;
}

/* Why what is in it is not the learner's, or NULL. */
static const char *
remind_hook_danger(const char *path, const struct stat *info)
{
	if (info->st_uid != geteuid() && info->st_uid != 0)
		return "it belongs to another user";
	if (info->st_mode & S_IWOTH ||
	    (info->st_mode & S_IWGRP &&
		(remind_hook_has_list(path) || !user_owns_group(info->st_gid))))
		return "others may write it, chmod go-w";
	return NULL;
}

const char *
remind_hook_dir_fault(struct arena *arena)
{
	const char *dir = kick_hook_dir(arena);
	struct stat folder;

	if (!dir || (stat(dir, &folder) < 0 && errno == ENOENT))
		return NULL;
	if (stat(dir, &folder) < 0 || access(arena_printf(arena, "%s/.", dir), X_OK) < 0)
		return strerror(errno);
	return remind_hook_danger(dir, &folder);
}

const char *
remind_hook_find(struct arena *arena, const char *event, const char **ret_fault)
{
	const char *dir = kick_hook_dir(arena), *dir_fault = remind_hook_dir_fault(arena), *path;
	struct stat file;

	*ret_fault = NULL;
	if (!dir)
		return NULL;
	path = arena_printf(arena, "%s/%s", dir, event);
	if (lstat(path, &file) < 0)
		return NULL;
	if (dir_fault)
		*ret_fault = arena_printf(arena, "its folder: %s", dir_fault);
	else if (stat(path, &file) < 0)
		*ret_fault = "a link that leads nowhere";
	else if (!S_ISREG(file.st_mode))
		*ret_fault = "not a file";
	else if (access(path, X_OK) < 0)
		*ret_fault = "not executable, chmod +x";
	else
		*ret_fault = remind_hook_danger(path, &file);
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

/* Why one that was found and may be run is not: with exec's words nobody could help it. */
static const char *
remind_hook_why(int error)
{
	if (error == ENOEXEC)
		return "its first line is no #!/bin/sh or the like";
	return error == ENOENT ? "the program of its first line is not there" : strerror(error);
}

/* In the child: never returns. */
static void
remind_hook_become(const char *path, const char *event, int input_fd, int output_fd)
{
	const char *home = getenv("HOME");

	/* a group of its own, to be killed whole, and no terminal to meddle with */
	setsid();
	/* but not without anybody who looks at the time, after ^C */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	/* services ignore it, and so would the pipelines of a script */
	signal(SIGPIPE, SIG_DFL);
	if (!home || chdir(home) < 0)
		(void)!chdir("/");
	if (dup2(input_fd, STDIN_FILENO) == STDIN_FILENO &&
	    dup2(output_fd, STDOUT_FILENO) == STDOUT_FILENO &&
	    dup2(output_fd, STDERR_FILENO) == STDERR_FILENO &&
	    setenv("ROADMAP_EVENT", event, 1) == 0 && close_range(STDERR_FILENO + 1, ~0U, 0) == 0)
		execl(path, path, (char *)NULL);
	remind_log(REMIND_LOG_WARNING, "hook %s: cannot be run: %s", event, remind_hook_why(errno));
	_exit(126);
}

static int64_t
remind_hook_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Passes on what there is to read. False when there is nothing, or will be no more. */
static bool
remind_hook_pass(struct remind_hook *hook)
{
	char bytes[4096];
	const ssize_t n = read(hook->output_fd, bytes, sizeof(bytes));

	if (n <= 0)
		return false;
	if (hook->left_bytes < 0)
		return true;
	(void)!write(STDERR_FILENO, bytes, (size_t)(n < hook->left_bytes ? n : hook->left_bytes));
	hook->left_bytes -= n;
	if (hook->left_bytes < 0)
		remind_log(REMIND_LOG_WARNING, "hook %s: prints too much, the rest is left out",
		    hook->event);
	return true;
}

/* True when the process has ended within the time. */
static bool
remind_hook_wait(struct remind_hook *hook, int limit_s)
{
	const int64_t until_ms = remind_hook_now_ms() + (int64_t)limit_s * 1000;
	struct pollfd wait[] = {{.fd = hook->pid_fd, .events = POLLIN},
	    {.fd = hook->output_fd, .events = POLLIN}};

	for (;;) {
		int64_t left_ms = until_ms - remind_hook_now_ms();
		int n = left_ms > 0 ? poll(wait, 2, (int)left_ms) : 0;

		if (n == 0)
			return false;
		if (n < 0)
			continue;
		if (wait[1].revents != 0 && !remind_hook_pass(hook))
			wait[1].fd = -1;
		if (wait[0].revents != 0)
			return true;
	}
}

static int
remind_hook_limit_s(void)
{
	const char *text = getenv("ROADMAP_HOOK_LIMIT");
	int limit_s = text ? atoi(text) : 0;

	return limit_s > 0 && limit_s < REMIND_HOOK_LIMIT_S ? limit_s : REMIND_HOOK_LIMIT_S;
}

static void
remind_hook_tell(const struct remind_hook *hook, int status)
{
	if (WIFSIGNALED(status))
		remind_log(REMIND_LOG_WARNING, "hook %s: ended by signal %d", hook->event,
		    WTERMSIG(status));
	else if (WEXITSTATUS(status) != 0)
		remind_log(REMIND_LOG_WARNING, "hook %s: exit status %d", hook->event,
		    WEXITSTATUS(status));
}

static void
remind_hook_end(struct remind_hook *hook)
{
	const int limit_s = remind_hook_limit_s();
	bool late = !remind_hook_wait(hook, limit_s);
	int status = 0;

	if (late) {
		remind_log(REMIND_LOG_WARNING, "hook %s: killed after %d seconds", hook->event,
		    limit_s);
		kill(-hook->pid, SIGTERM);
		remind_hook_wait(hook, REMIND_HOOK_GRACE_S);
		/* it is not waited for yet, so that the number is still its group's */
		kill(-hook->pid, SIGKILL);
	}
	while (waitpid(hook->pid, &status, 0) < 0 && errno == EINTR)
		;
	/* what it printed at last; one that it left running may go on for ever */
	while (hook->left_bytes >= 0 && remind_hook_pass(hook))
		;
	if (!late)
		remind_hook_tell(hook, status);
}

void
remind_hook_run(const char *path, const Pb__RemindEvent *event)
{
	struct remind_hook hook = {.event = event->event, .left_bytes = REMIND_HOOK_PRINT_MAX};
	int input_fd = remind_hook_input(event), output[2];

	if (pipe2(output, O_CLOEXEC) < 0 || fcntl(output[0], F_SETFL, O_NONBLOCK) < 0)
		abort();
	hook.output_fd = output[0];
	hook.pid = fork();
	if (hook.pid == 0)
		remind_hook_become(path, event->event, input_fd, output[1]);
	close(input_fd);
	close(output[1]);
	hook.pid_fd = hook.pid > 0 ? (int)syscall(SYS_pidfd_open, hook.pid, 0) : -1;
	if (hook.pid < 0)
		remind_log(REMIND_LOG_WARNING, "hook %s: cannot be run: %s", event->event,
		    strerror(errno));
	else
		remind_hook_end(&hook);
	close(output[0]);
	if (hook.pid_fd >= 0)
		close(hook.pid_fd);
}
