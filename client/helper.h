/*
 * Commands that are programs of their own: `roadmap foo` runs `roadmap-foo`, as git does.
 */
#ifndef CLIENT_HELPER_H
#define CLIENT_HELPER_H

#include "core/arena.h"

/*
 * Becomes roadmap-NAME with argv[1..], found in $ROADMAP_EXEC_PATH, else beside the running
 * executable or where helpers are installed, else in PATH. Returns only if there is none: 0, or
 * the errno of one that cannot be run.
 */
int helper_run(struct arena *arena, const char *name, int argc, char **argv);

#endif
