#include "file/edit_copy.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "client/start.h"

/* Makes a folder with all above it. */
static bool
edit_copy_make_dir(const char *path, struct arena *arena)
{
	char *part = arena_strdup(arena, path);

	for (char *slash = strchr(part + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(part, 0700);
		*slash = '/';
	}
	return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static bool
edit_copy_write(int fd, const char *text)
{
	FILE *out = fdopen(fd, "w");
	bool written;

	if (out == NULL)
		return close(fd) != 0 && false;
	written = fputs(text, out) >= 0;
	return fclose(out) == 0 && written;
}

const char *
edit_copy_make(const char *id, const char *text, struct arena *arena)
{
	static const char suffix[] = ".yaml";
	const char *state = start_state_dir(arena);
	const char *dir = arena_printf(arena, "%s/edit", state != NULL ? state : "/tmp/roadmap");
	char *path = arena_printf(arena, "%s/%s.XXXXXX%s", dir, id, suffix);
	int fd = edit_copy_make_dir(dir, arena) ? mkstemps(path, (int)strlen(suffix)) : -1;

	if (fd >= 0 && edit_copy_write(fd, text))
		return path;
	fprintf(stderr, "roadmap: cannot write %s: %s\n", path, strerror(errno));
	if (fd >= 0)
		(void)unlink(path);
	return NULL;
}

static const char *
edit_copy_editor(void)
{
	static const char *const names[] = {"VISUAL", "EDITOR"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *editor = getenv(names[i]);

		if (editor != NULL && editor[0] != '\0')
			return editor;
	}
	return access("/usr/bin/editor", X_OK) == 0 ? "editor" : "vi";
}

/* In the child. The shell takes an editor with options apart, as other programs let it. */
static void
edit_copy_become(const char *editor, const char *path)
{
	char command[4096];
	int n = snprintf(command, sizeof(command), "%s \"$@\"", editor);

	if (n > 0 && (size_t)n < sizeof(command))
		execl("/bin/sh", "sh", "-c", command, editor, path, (char *)NULL);
	_exit(127);
}

/* As system() does: Ctrl-C on the keyboard is for the editor. */
static int
edit_copy_wait(pid_t pid)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
	int status = -1;

	(void)sigaction(SIGINT, &ignore, &interrupt);
	(void)sigaction(SIGQUIT, &ignore, &quit);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	(void)sigaction(SIGINT, &interrupt, NULL);
	(void)sigaction(SIGQUIT, &quit, NULL);
	return status;
}

bool
edit_copy_open(const char *path)
{
	const char *editor = edit_copy_editor();
	pid_t pid = fork();
	int status;

	if (pid == 0)
		edit_copy_become(editor, path);
	status = pid < 0 ? -1 : edit_copy_wait(pid);
	if (status == 0)
		return true;
	if (status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 127)
		fprintf(stderr, "roadmap: cannot run '%s': set EDITOR to your editor\n", editor);
	else
		fprintf(stderr, "roadmap: '%s' failed\n", editor);
	return false;
}

bool
edit_copy_is(const char *path, const char *text)
{
	FILE *in = fopen(path, "r");
	size_t left = strlen(text), n = 1;
	char block[4096];

	if (in == NULL)
		return false;
	while (n > 0) {
		n = fread(block, 1, sizeof(block), in);
		if (n > left || memcmp(block, text, n) != 0)
			break;
		text += n;
		left -= n;
	}
	(void)fclose(in);
	return n == 0 && left == 0;
}
