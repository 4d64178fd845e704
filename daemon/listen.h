/*
 * The listening socket: passed to us (LISTEN_FDS), or our own.
 */
#ifndef DAEMON_LISTEN_H
#define DAEMON_LISTEN_H

#include <stdbool.h>
#include <sys/types.h>
#include <sys/un.h>

#include "core/err.h"

struct listen {
	int fd;         /* non-blocking, close-on-exec; -1 when closed */
	int lock_fd;    /* of an own socket: the lock, held until the process ends; else -1 */
	bool inherited; /* whoever passed it looks after its file */
	char path[sizeof(((struct sockaddr_un *)0)->sun_path)]; /* "" if it has no file */
	dev_t device;
	ino_t inode;
};

/*
 * Takes the socket that was passed, or makes one at the endpoint. FAILED_PRECONDITION if what was
 * passed is not exactly one listening AF_UNIX stream socket; ALREADY_EXISTS if a daemon answers at
 * the endpoint; else what endpoint.h says.
 */
enum err_code listen_open(struct listen *ret_listen, struct err *err);

/* The socket's file is still the one we listen at; true if it never had one. */
bool listen_is_reachable(const struct listen *listen);

/*
 * Closes the socket and removes the file of an own one, if it is still ours. The lock stays held:
 * the next daemon must not begin before this process is gone. May be called twice.
 */
void listen_close(struct listen *listen);

#endif
