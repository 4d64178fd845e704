#include "client/unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	UNIT_PATIENCE_S = 5,
	UNIT_STATE_MAX = 32,
	UNIT_LINE_MAX = 4096,
};

const char *
unit_find(struct arena *arena)
{
	const char *config = getenv("XDG_CONFIG_HOME");
	const char *data = getenv("XDG_DATA_HOME");
	const char *home = getenv("HOME");
	const char *places[] = {
	    config ? arena_printf(arena, "%s/systemd/user", config) : "",
	    home ? arena_printf(arena, "%s/.config/systemd/user", home) : "",
	    "/etc/systemd/user",
	    data ? arena_printf(arena, "%s/systemd/user", data) : "",
	    home ? arena_printf(arena, "%s/.local/share/systemd/user", home) : "",
	    "/usr/local/lib/systemd/user",
	    "/usr/lib/systemd/user",
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const char *path = arena_printf(arena, "%s/roadmapd.socket", places[i]);

		if (access(path, R_OK) == 0)
			return path;
	}
	return NULL;
}

/* In the child: never returns. */
static void
unit_become_systemctl(const char *unit, int output_fd)
{
	int null_fd = open("/dev/null", O_RDWR);

	if (null_fd >= 0 && dup2(null_fd, 0) == 0 && dup2(output_fd, 1) == 1 &&
	    dup2(null_fd, 2) == 2) {
		alarm(UNIT_PATIENCE_S); /* outlives exec */
		execlp("systemctl", "systemctl", "--user", "is-active", unit, (char *)NULL);
	}
	_exit(127);
}

const char *
unit_state(struct arena *arena, const char *unit)
{
	char state[UNIT_STATE_MAX];
	size_t size = 0;
	ssize_t n;
	int pipes[2];
	pid_t pid;

	if (pipe2(pipes, O_CLOEXEC) < 0)
		return "";
	pid = fork();
	if (pid == 0)
		unit_become_systemctl(unit, pipes[1]);
	close(pipes[1]);
	while (pid > 0 && (n = read(pipes[0], state + size, sizeof(state) - 1 - size)) > 0)
		size += (size_t)n;
	close(pipes[0]);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	state[size] = '\0';
	state[strcspn(state, "\n")] = '\0';
	return arena_strdup(arena, state);
}

bool
unit_has_process(struct arena *arena, const char *service, unsigned pid)
{
	FILE *file = fopen(arena_printf(arena, "/proc/%u/cgroup", pid), "re");
	char line[UNIT_LINE_MAX];
	bool has = false;

	while (file && !has && fgets(line, sizeof(line), file)) {
		const char *last = strrchr(line, '/');

		line[strcspn(line, "\n")] = '\0';
		has = last && strcmp(last + 1, service) == 0;
	}
	if (file)
		fclose(file);
	return has;
}
