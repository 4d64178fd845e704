#include "client/kick.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/helper.h"
#include "client/start.h"

enum {
	KICK_LOG_MAX = 1 << 18,
};

const char *
kick_hook_dir(struct arena *arena)
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
kick_has_hook(struct arena *arena, const char *event)
{
	const char *dir = kick_hook_dir(arena);

	return dir && access(arena_printf(arena, "%s/%s", dir, event), X_OK) == 0;
}

/* In the child: never returns. A file that grew is begun anew. */
static void
kick_become(struct arena *arena)
{
	const char *dir = start_state_dir(arena);
	char *argv[] = {arena_strdup(arena, "remind"), arena_strdup(arena, "check"), NULL};
	int null_fd = open("/dev/null", O_RDONLY), log_fd = -1;
	struct stat info;

	setsid();
	if (dir)
		log_fd = open(arena_printf(arena, "%s/hooks.log", dir),
		    O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0600);
	if (log_fd >= 0 && fstat(log_fd, &info) == 0 && info.st_size > KICK_LOG_MAX &&
	    ftruncate(log_fd, 0) < 0)
		_exit(1);
	if (null_fd >= 0 && log_fd >= 0 && dup2(null_fd, 0) == 0 && dup2(log_fd, 1) == 1 &&
	    dup2(log_fd, 2) == 2 && close_range(3, ~0U, 0) == 0)
		(void)helper_run(arena, argv[0], 2, argv);
	_exit(1);
}

void
kick_hooks(struct arena *arena)
{
	if (!kick_has_hook(arena, "step-done") && !kick_has_hook(arena, "phase-done"))
		return;
	if (fork() == 0)
		kick_become(arena);
}
