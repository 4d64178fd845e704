/*
 * Starting the daemon where none listens, as tmux and gpg-agent do.
 */
#ifndef CLIENT_START_H
#define CLIENT_START_H

#include "core/arena.h"
#include "core/err.h"
#include "proto/endpoint.h"

/*
 * Makes the socket, gives it to a new roadmapd on fd 3 and connects to it, all under the
 * endpoint's lock, so that of several callers one starts it and the others connect. The program is
 * $ROADMAPD, else roadmapd beside the running executable, where it was installed, or in PATH.
 * UNAVAILABLE if it cannot be; that the daemon answers is for the caller to see.
 */
enum err_code start_daemon(const struct endpoint *endpoint, int *ret_fd, struct err *err);

/* $XDG_STATE_HOME/roadmap, or ~/.local/state/roadmap; NULL without a home. Not made here. */
const char *start_state_dir(struct arena *arena);

/* The file that a daemon started so writes to; NULL without a home. */
const char *start_log_path(struct arena *arena);

/*
 * The last line that the daemon wrote which this program started last; "" if there is none, or if
 * it only told that it listens.
 */
const char *start_last_words(struct arena *arena);

/* UNAVAILABLE, with those words, of a daemon that was started and ended at once. */
enum err_code start_fail(struct arena *arena, struct err *err);

/* The folder of the running executable, NULL if it is not known. */
const char *start_own_dir(struct arena *arena);

#endif
