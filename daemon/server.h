/*
 * The daemon's loop: accepting, signals, timers, and an orderly end.
 */
#ifndef DAEMON_SERVER_H
#define DAEMON_SERVER_H

#include "core/err.h"

struct engine;
struct listen;
struct server;

enum {
	SERVER_STOP_MS = 800, /* answers not taken by then are dropped */
};

/*
 * Borrows the engine and the socket. With idle_exit_s > 0 it stops after that many seconds without
 * a connection. UNAVAILABLE if the system refuses.
 */
struct server *server_new(struct engine *engine, struct listen *listen, unsigned idle_exit_s,
    struct err *err);
/* Takes NULL. */
void server_free(struct server *server);

/*
 * Serves until SIGTERM or SIGINT, idleness, or the loss of the socket's file. Then the socket is
 * closed, what was read is answered, and it returns within SERVER_STOP_MS.
 */
void server_run(struct server *server);

#endif
