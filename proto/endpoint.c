#include "proto/endpoint.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
	ENDPOINT_LOCK_RETRY_MS = 10,
};

static void
endpoint_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

/* Gives the fd to the caller; its cleanup then has nothing to close. */
static int
endpoint_take(int *fd)
{
	int taken = *fd;

	*fd = -1;
	return taken;
}

static enum err_code
endpoint_fill(struct endpoint *ret_endpoint, const char *path, struct err *err)
{
	struct endpoint endpoint = {.address.sun_family = AF_UNIX};
	size_t length = strlen(path);

	if (path[0] != '/' || path[length - 1] == '/')
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "the socket must be the absolute path of a file, not '%s'", path);
	if (length >= sizeof(endpoint.address.sun_path))
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "a socket's path has at most %zu bytes: set ROADMAP_SOCKET to a shorter one",
		    sizeof(endpoint.address.sun_path) - 1);
	memcpy(endpoint.address.sun_path, path, length + 1);
	size_t dir_length = (size_t)(strrchr(path, '/') - path);
	memcpy(endpoint.dir, path, dir_length > 0 ? dir_length : 1);
	*ret_endpoint = endpoint;
	return ERR_OK;
}

enum err_code
endpoint_find(struct endpoint *ret_endpoint, struct err *err)
{
	const char *path = getenv("ROADMAP_SOCKET");
	const char *runtime_dir = getenv("XDG_RUNTIME_DIR");
	char text[PATH_MAX];

	if (path != NULL && path[0] != '\0')
		return endpoint_fill(ret_endpoint, path, err);
	if (runtime_dir != NULL && runtime_dir[0] != '\0')
		snprintf(text, sizeof(text), "%s/roadmap/roadmapd.sock", runtime_dir);
	else
		snprintf(text, sizeof(text), "/tmp/roadmap-%u/roadmapd.sock", geteuid());
	return endpoint_fill(ret_endpoint, text, err);
}

enum err_code
endpoint_secure(const struct endpoint *endpoint, struct err *err)
{
	__attribute__((cleanup(endpoint_close))) int fd = -1;
	const char *dir = endpoint->dir;
	struct stat stat;

	if (mkdir(dir, 0700) < 0 && errno != EEXIST)
		return err_set(err, ERR_UNAVAILABLE, "cannot make %s: %s", dir, strerror(errno));
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_PERMISSION_DENIED, "%s must be a directory of your own: %s",
		    dir, errno == ENOTDIR || errno == ELOOP ? "it is none" : strerror(errno));
	if (fstat(fd, &stat) < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot check %s: %s", dir, strerror(errno));
	if (stat.st_uid != geteuid())
		return err_set(err, ERR_PERMISSION_DENIED,
		    "%s belongs to user %u: use ROADMAP_SOCKET", dir, stat.st_uid);
	if (stat.st_mode & (S_IRWXG | S_IRWXO))
		return err_set(err, ERR_PERMISSION_DENIED,
		    "%s is open to others: use another, or chmod 700 it", dir);
	return ERR_OK;
}

enum err_code
endpoint_connect(const struct endpoint *endpoint, int *ret_fd, struct err *err)
{
	__attribute__((cleanup(endpoint_close))) int fd = -1;
	const char *path = endpoint->address.sun_path;
	struct ucred peer;
	socklen_t size = sizeof(peer);
	int result;

	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return err_set(err, ERR_UNAVAILABLE, "no socket: %s", strerror(errno));
	do
		result = connect(fd, (const struct sockaddr *)&endpoint->address,
		    sizeof(endpoint->address));
	while (result < 0 && errno == EINTR);
	if (result < 0 && (errno == EACCES || errno == EPERM))
		return err_set(err, ERR_PERMISSION_DENIED, "%s is not yours to use: %s", path,
		    strerror(errno));
	if (result < 0)
		return err_set(err, ERR_UNAVAILABLE, "no daemon listens at %s: %s", path,
		    strerror(errno));
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot tell who listens at %s: %s", path,
		    strerror(errno));
	if (peer.uid != geteuid())
		return err_set(err, ERR_PERMISSION_DENIED, "user %u listens at %s, not you",
		    peer.uid, path);
	*ret_fd = endpoint_take(&fd);
	return ERR_OK;
}

static int
endpoint_open_up(const char *path, int flags)
{
	char name[sizeof(((struct sockaddr_un *)0)->sun_path) + sizeof(".up")];

	snprintf(name, sizeof(name), "%s.up", path);
	return open(name, flags | O_NOFOLLOW | O_CLOEXEC, 0600);
}

bool
endpoint_is_up(const struct endpoint *endpoint)
{
	__attribute__((cleanup(endpoint_close))) int fd = -1;
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	fd = endpoint_open_up(endpoint->address.sun_path, O_RDWR);
	return fd >= 0 && fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/* Shared, since a daemon that stops may still hold it when the next begins. */
bool
endpoint_set_up(const char *path)
{
	struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
	int fd = endpoint_open_up(path, O_RDWR | O_CREAT);

	if (fd >= 0 && fcntl(fd, F_OFD_SETLK, &lock) == 0)
		return true;
	endpoint_close(&fd);
	return false;
}

static int64_t
endpoint_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

enum err_code
endpoint_lock(const struct endpoint *endpoint, int wait_ms, int *ret_fd, struct err *err)
{
	__attribute__((cleanup(endpoint_close))) int fd = -1;
	const struct timespec pause = {.tv_nsec = ENDPOINT_LOCK_RETRY_MS * 1000000L};
	const int64_t end_ms = endpoint_now_ms() + wait_ms;
	char path[sizeof(endpoint->dir) + sizeof("/roadmapd.lock")];

	snprintf(path, sizeof(path), "%s/roadmapd.lock", endpoint->dir);
	fd = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot open %s: %s", path, strerror(errno));
	while (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno != EWOULDBLOCK && errno != EINTR)
			return err_set(err, ERR_UNAVAILABLE, "cannot lock %s: %s", path,
			    strerror(errno));
		if (endpoint_now_ms() >= end_ms)
			return err_set(err, ERR_UNAVAILABLE, "%s is held by another daemon", path);
		nanosleep(&pause, NULL);
	}
	*ret_fd = endpoint_take(&fd);
	return ERR_OK;
}

/* Only a socket is ever removed: a file that stands in its place is not ours to judge. */
static enum err_code
endpoint_remove_stale(const char *path, struct err *err)
{
	struct stat stat;

	if (lstat(path, &stat) < 0) {
		if (errno == ENOENT)
			return ERR_OK;
		return err_set(err, ERR_UNAVAILABLE, "cannot look at %s: %s", path,
		    strerror(errno));
	}
	if (!S_ISSOCK(stat.st_mode))
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "%s is in the way and no socket: move it", path);
	if (unlink(path) < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot remove the stale %s: %s", path,
		    strerror(errno));
	return ERR_OK;
}

enum err_code
endpoint_listen(const struct endpoint *endpoint, int *ret_fd, struct err *err)
{
	__attribute__((cleanup(endpoint_close))) int fd = -1;
	const char *path = endpoint->address.sun_path;

	if (endpoint_remove_stale(path, err) != ERR_OK)
		return err->code;
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	/* The mode of the unbound socket is that of the file bind() makes: never wider for a moment
	 */
	if (fd < 0 || fchmod(fd, 0600) < 0 ||
	    bind(fd, (const struct sockaddr *)&endpoint->address, sizeof(endpoint->address)) < 0)
		return err_set(err, ERR_UNAVAILABLE, "cannot listen at %s: %s", path,
		    strerror(errno));
	if (listen(fd, SOMAXCONN) < 0) {
		(void)err_set(err, ERR_UNAVAILABLE, "cannot listen at %s: %s", path,
		    strerror(errno));
		unlink(path);
		return err->code;
	}
	*ret_fd = endpoint_take(&fd);
	return ERR_OK;
}
