#include "listen.h"

#include <errno.h>
#include <event2/util.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proto/endpoint.h"

enum {
	LISTEN_PASSED_FD = 3,
	LISTEN_LOCK_WAIT_MS = 5000, /* a client that starts a daemon holds the lock meanwhile */
};

/* 0 if no socket was passed to this very process. */
static long
listen_count_passed(void)
{
	const char *pid = getenv("LISTEN_PID");
	const char *n_fds = getenv("LISTEN_FDS");
	long count = 0;

	if (pid != NULL && n_fds != NULL && strtol(pid, NULL, 10) == getpid())
		count = strtol(n_fds, NULL, 10);
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	unsetenv("LISTEN_FDNAMES");
	return count;
}

static bool
listen_has_option(int fd, int option, int wanted)
{
	int value = -1;
	socklen_t size = sizeof(value);

	return getsockopt(fd, SOL_SOCKET, option, &value, &size) == 0 && value == wanted;
}

static void
listen_identify(struct listen *listen)
{
	struct stat stat;

	if (lstat(listen->path, &stat) == 0) {
		listen->device = stat.st_dev;
		listen->inode = stat.st_ino;
	}
}

static enum err_code
listen_inherit(struct listen *listen, struct err *err)
{
	const int fd = LISTEN_PASSED_FD;
	struct sockaddr_un address = {0};
	socklen_t size = sizeof(address);

	if (!listen_has_option(fd, SO_DOMAIN, AF_UNIX) ||
	    !listen_has_option(fd, SO_TYPE, SOCK_STREAM) ||
	    !listen_has_option(fd, SO_ACCEPTCONN, 1))
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "descriptor %d is no listening unix stream socket", fd);
	listen->fd = fd;
	listen->inherited = true;
	/* an abstract address begins with a NUL and so reads as "": it has no file */
	if (getsockname(fd, (struct sockaddr *)&address, &size) == 0)
		memcpy(listen->path, address.sun_path, sizeof(listen->path) - 1);
	listen_identify(listen);
	return ERR_OK;
}

/* ALREADY_EXISTS if a daemon answers, OK if none does. */
static enum err_code
listen_check_free(const struct endpoint *endpoint, struct err *err)
{
	struct err failure = ERR_NONE;
	int fd;

	switch (endpoint_connect(endpoint, &fd, &failure)) {
	case ERR_OK:
		close(fd);
		return err_set(err, ERR_ALREADY_EXISTS, "already running at %s",
		    endpoint->address.sun_path);
	case ERR_UNAVAILABLE:
		return ERR_OK;
	default:
		*err = failure;
		return err->code;
	}
}

static enum err_code
listen_own(struct listen *listen, struct err *err)
{
	struct endpoint endpoint;
	struct err held = ERR_NONE;

	if (endpoint_find(&endpoint, err) != ERR_OK || endpoint_secure(&endpoint, err) != ERR_OK ||
	    listen_check_free(&endpoint, err) != ERR_OK)
		return err->code;
	endpoint_lock(&endpoint, LISTEN_LOCK_WAIT_MS, &listen->lock_fd, &held);
	/* whoever held the lock may have started a daemon meanwhile: look again */
	if (listen_check_free(&endpoint, err) != ERR_OK)
		return err->code;
	if (held.code != ERR_OK) {
		*err = held;
		return err->code;
	}
	if (endpoint_listen(&endpoint, &listen->fd, err) != ERR_OK)
		return err->code;
	memcpy(listen->path, endpoint.address.sun_path, sizeof(listen->path));
	listen_identify(listen);
	return ERR_OK;
}

enum err_code
listen_open(struct listen *ret_listen, struct err *err)
{
	struct listen listen = {.fd = -1, .lock_fd = -1};
	const long n_passed = listen_count_passed();

	if (n_passed > 1)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "one listening socket is wanted, %ld were passed", n_passed);
	if ((n_passed == 1 ? listen_inherit(&listen, err) : listen_own(&listen, err)) != ERR_OK)
		return err->code;
	/* systemd passes it blocking, and without close-on-exec */
	if (evutil_make_socket_nonblocking(listen.fd) < 0 ||
	    evutil_make_socket_closeonexec(listen.fd) < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot set up the socket: %s",
		    strerror(errno));
	/* without it prompts stay silent, that is all */
	if (listen.path[0] != '\0')
		(void)endpoint_set_up(listen.path);
	*ret_listen = listen;
	return ERR_OK;
}

bool
listen_is_reachable(const struct listen *listen)
{
	struct stat stat;

	if (listen->path[0] == '\0')
		return true;
	return lstat(listen->path, &stat) == 0 && stat.st_dev == listen->device &&
	       stat.st_ino == listen->inode;
}

void
listen_close(struct listen *listen)
{
	if (listen->fd < 0)
		return;
	if (!listen->inherited && listen_is_reachable(listen))
		unlink(listen->path);
	close(listen->fd);
	listen->fd = -1;
}
