/*
 * Having hooks run soon after something was done.
 */
#ifndef CLIENT_KICK_H
#define CLIENT_KICK_H

#include "core/arena.h"

/* $XDG_CONFIG_HOME/roadmap/hooks or ~/.config/roadmap/hooks; NULL without a home. */
const char *kick_hook_dir(struct arena *arena);

/*
 * Where the learner has a hook for what is done: starts `roadmap-remind check` beside this
 * process, which does not wait for it. What goes wrong is in hooks.log of the state folder.
 */
void kick_hooks(struct arena *arena);

#endif
