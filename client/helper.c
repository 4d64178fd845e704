#include "client/helper.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/start.h"
#include "core/text.h"

static int
helper_try(struct arena *arena, const char *dirs, char **argv)
{
	int worst = ENOENT;

	while (dirs && *dirs) {
		size_t n = strcspn(dirs, ":");

		if (n > 0) {
			execv(arena_printf(arena, "%.*s/%s", (int)n, dirs, argv[0]), argv);
			if (errno != ENOENT && errno != ENOTDIR)
				worst = errno;
		}
		dirs += n + (dirs[n] == ':');
	}
	return worst;
}

int
helper_run(struct arena *arena, const char *name, int argc, char **argv)
{
	const char *places[] = {getenv("ROADMAP_EXEC_PATH"), start_own_dir(arena),
	    ROADMAP_LIBEXECDIR, getenv("PATH")};
	char **helper = arena_array(arena, (size_t)argc + 1, sizeof(*helper));
	int worst = ENOENT;

	/* A name with a slash or dots would leave the folders. */
	if (!text_is_id(name))
		return 0;
	memcpy(helper, argv, (size_t)argc * sizeof(*helper));
	helper[0] = arena_printf(arena, "roadmap-%s", name);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) && worst == ENOENT; i++)
		worst = helper_try(arena, places[i], helper);
	return worst == ENOENT ? 0 : worst;
}
