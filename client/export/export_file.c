#include "export_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err_code
export_file_fail(const char *path, struct err *err)
{
	return err_set(err, ERR_UNAVAILABLE, "cannot write '%s': %s", path, strerror(errno));
}

static bool
export_file_put(int fd, struct bytes bytes)
{
	while (bytes.size > 0) {
		ssize_t n = write(fd, bytes.data, bytes.size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes.data += n;
		bytes.size -= (size_t)n;
	}
	return true;
}

static enum err_code
export_file_write_pipe(const char *path, struct bytes bytes, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	enum err_code code = ERR_OK;

	if (fd < 0)
		return export_file_fail(path, err);
	if (!export_file_put(fd, bytes))
		code = export_file_fail(path, err);
	close(fd);
	return code;
}

/* As open() would make it: umask(2) tells only while it is changed. */
static mode_t
export_file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* errno tells what failed. */
static bool
export_file_fill(int fd, mode_t mode, struct bytes bytes)
{
	return export_file_put(fd, bytes) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
}

static enum err_code
export_file_replace(const char *path, mode_t mode, struct bytes bytes, struct arena *arena,
    struct err *err)
{
	char *beside = arena_printf(arena, "%s.XXXXXX", path);
	int fd = mkostemp(beside, O_CLOEXEC);
	bool filled;

	if (fd < 0)
		return export_file_fail(path, err);
	filled = export_file_fill(fd, mode, bytes);
	if (close(fd) == 0 && filled && rename(beside, path) == 0)
		return ERR_OK;
	export_file_fail(path, err);
	(void)unlink(beside);
	return err->code;
}

enum err_code
export_file_write(const char *path, struct bytes bytes, struct arena *arena, struct err *err)
{
	struct stat status;
	char *real = realpath(path, NULL);
	enum err_code code;

	if (!real && errno == ENOENT)
		return export_file_replace(path, export_file_mode(), bytes, arena, err);
	/* Through a link: the file it leads to is replaced, not the link. */
	if (!real || stat(real, &status) != 0)
		code = export_file_fail(path, err);
	else if (S_ISREG(status.st_mode))
		code = export_file_replace(real, status.st_mode & 07777, bytes, arena, err);
	else
		code = export_file_write_pipe(real, bytes, err);
	free(real);
	return code;
}
