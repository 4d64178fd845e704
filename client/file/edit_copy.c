#include "file/edit_copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
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

static const char edit_copy_suffix[] = ".yaml";

static const char *
edit_copy_dir(struct arena *arena)
{
	const char *state = start_state_dir(arena);

	return arena_printf(arena, "%s/edit", state != NULL ? state : "/tmp/roadmap");
}

/*
 * Whether no other editor is open. The lock is on the folder, and the editor inherits it: while it
 * runs it is held, whatever becomes of this program.
 */
static bool
edit_copy_is_alone(const char *dir)
{
	int fd = open(dir, O_RDONLY | O_DIRECTORY);
	bool alone;

	if (fd < 0)
		return false;
	alone = flock(fd, LOCK_EX | LOCK_NB) == 0;
	(void)flock(fd, LOCK_SH | LOCK_NB);
	return alone;
}

static bool
edit_copy_is_name(const char *name)
{
	size_t length = strlen(name), end = strlen(edit_copy_suffix);

	return name[0] != '.' && length > end && strcmp(name + length - end, edit_copy_suffix) == 0;
}

/* What stores it: NAME.XXXXXX.yaml is of a roadmap, NAME.job.XXXXXX.yaml a form of that command. */
static const char *
edit_copy_way(const char *name, struct arena *arena)
{
	const char *word = strchr(name, '.') + 1;
	const int length = (int)strcspn(word, ".");

	if (strcmp(word + length, edit_copy_suffix) == 0)
		return "roadmap add FILE";
	return arena_printf(arena, "roadmap %.*s add --form FILE (or edit NAME)", length, word);
}

void
edit_copy_tell_left(struct arena *arena)
{
	const char *path = edit_copy_dir(arena);
	DIR *dir =
	    edit_copy_make_dir(path, arena) && edit_copy_is_alone(path) ? opendir(path) : NULL;
	const struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (edit_copy_is_name(entry->d_name))
			fprintf(stderr,
			    "An earlier edit was left here:\n  %s/%s\n"
			    "To store it: %s. To be rid of it: rm FILE\n",
			    path, entry->d_name, edit_copy_way(entry->d_name, arena));
	if (dir != NULL)
		(void)closedir(dir);
}

const char *
edit_copy_make(const char *id, const char *text, struct arena *arena)
{
	const char *dir = edit_copy_dir(arena);
	char *path = arena_printf(arena, "%s/%s.XXXXXX%s", dir, id, edit_copy_suffix);
	int fd =
	    edit_copy_make_dir(dir, arena) ? mkstemps(path, (int)strlen(edit_copy_suffix)) : -1;

	if (fd >= 0 && edit_copy_write(fd, text))
		return path;
	fprintf(stderr, "roadmap: cannot write %s: %s\n", path, strerror(errno));
	if (fd >= 0)
		(void)unlink(path);
	return NULL;
}

/* NULL: none was named, and there is no terminal to show another on. */
static const char *
edit_copy_editor(void)
{
	static const char *const names[] = {"VISUAL", "EDITOR"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *editor = getenv(names[i]);

		if (editor != NULL && editor[0] != '\0')
			return editor;
	}
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return NULL;
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
	pid_t pid;
	int status;

	if (editor == NULL) {
		fputs("roadmap: there is no terminal for an editor: set EDITOR to one that needs "
		      "none\n",
		    stderr);
		return false;
	}
	pid = fork();
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

bool
edit_copy_again(void)
{
	char answer[16];

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return false;
	fputs("Edit again? [Y/n] ", stderr);
	return fgets(answer, sizeof(answer), stdin) != NULL && answer[0] != 'n' && answer[0] != 'N';
}
