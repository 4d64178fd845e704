/* The file of a database and its folder, as others may have left them. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store_private.h"

static void
store_place_look_at_folder(const char *path, struct err *err)
{
	char folder[PATH_MAX];
	char *slash;

	(void)snprintf(folder, sizeof(folder), "%s", path);
	slash = strrchr(folder, '/');
	if (slash == NULL)
		return;
	*slash = '\0';
	if (folder[0] == '\0' || access(folder, R_OK | W_OK | X_OK) == 0)
		return;
	if (errno == EROFS)
		(void)err_set(err, ERR_UNAVAILABLE,
		    "the disk of %.90s is read-only: make it writable", folder);
	else
		(void)err_set(err, ERR_UNAVAILABLE,
		    "the folder %.90s cannot be used (%s): chmod 700 it", folder, strerror(errno));
}

void
store_place_look(const char *path, struct err *err)
{
	struct stat info, target;

	if (lstat(path, &info) != 0)
		store_place_look_at_folder(path, err);
	else if (S_ISLNK(info.st_mode) && stat(path, &target) != 0)
		(void)err_set(err, ERR_UNAVAILABLE,
		    "%.90s is a link to a file that is not there: remove the link", path);
	else if (!S_ISLNK(info.st_mode) && !S_ISREG(info.st_mode))
		(void)err_set(err, ERR_UNAVAILABLE, "%.90s is no file: move it away", path);
	else if (access(path, R_OK | W_OK) != 0 && errno != EROFS)
		(void)err_set(err, ERR_UNAVAILABLE, "%.90s cannot be written (%s): chmod 600 it",
		    path, strerror(errno));
	else
		store_place_look_at_folder(path, err);
}
