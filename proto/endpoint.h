/*
 * Where the daemon listens, and the checks that make the place safe. Used by both sides.
 *
 * $ROADMAP_SOCKET if set (a path; for tests and odd set-ups), else
 * $XDG_RUNTIME_DIR/roadmap/roadmapd.sock, else /tmp/roadmap-<uid>/roadmapd.sock.
 * The directory is 0700, owned by this user, no symlink; the socket 0600.
 */
#ifndef PROTO_ENDPOINT_H
#define PROTO_ENDPOINT_H

#include <stdbool.h>
#include <sys/un.h>

#include "core/err.h"

struct endpoint {
	char dir[sizeof(((struct sockaddr_un *)0)->sun_path)];
	struct sockaddr_un address;
};

/* From the environment. FAILED_PRECONDITION if the path is relative or too long for a socket. */
enum err_code endpoint_find(struct endpoint *ret_endpoint, struct err *err);

/*
 * Creates the directory if need be and checks it: PERMISSION_DENIED if it is a symlink, not a
 * directory, owned by somebody else, or open to the group or others; UNAVAILABLE if it cannot be
 * made.
 */
enum err_code endpoint_secure(const struct endpoint *endpoint, struct err *err);

/*
 * Connects and checks that the peer has our uid. UNAVAILABLE if nobody listens (no socket, or a
 * stale one), PERMISSION_DENIED for a foreign peer. ret_fd is blocking and close-on-exec.
 */
enum err_code endpoint_connect(const struct endpoint *endpoint, int *ret_fd, struct err *err);

/*
 * Whether a daemon is there to answer, told without connecting: that would start one where systemd
 * listens. A running daemon holds a lock on the file "SOCKET.up", which the kernel takes away with
 * the process.
 */
bool endpoint_is_up(const struct endpoint *endpoint);
/* Of the daemon: holds that lock until the process ends. path is the socket's. False if it cannot.
 */
bool endpoint_set_up(const char *path);

/*
 * Takes the lock "<dir>/roadmapd.lock" that guards making the socket; waits up to wait_ms. The fd
 * holds the lock until it is closed. UNAVAILABLE when the time is over.
 */
enum err_code endpoint_lock(const struct endpoint *endpoint, int wait_ms, int *ret_fd,
    struct err *err);

/*
 * Removes a stale socket and listens. Call endpoint_secure(), hold the lock, and have seen
 * endpoint_connect() fail with UNAVAILABLE before. ret_fd is blocking and close-on-exec.
 */
enum err_code endpoint_listen(const struct endpoint *endpoint, int *ret_fd, struct err *err);

#endif
