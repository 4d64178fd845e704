/*
 * What systemd has to do with the daemon, for the doctor: asked of the user's own manager.
 */
#ifndef CLIENT_UNIT_H
#define CLIENT_UNIT_H

#include <stdbool.h>

#include "core/arena.h"

/* Where the socket's unit is installed, or NULL. */
const char *unit_find(struct arena *arena);

/*
 * "active", "inactive", "failed" and so on, as `systemctl --user is-active` says; "" where no
 * manager answers within five seconds.
 */
const char *unit_state(struct arena *arena, const char *unit);

/* A process that the service's unit started. */
bool unit_has_process(struct arena *arena, const char *service, unsigned pid);

#endif
