#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/store_private.h"

enum {
	COPY_BYTES = 16 << 10,
};

static int
copy_finding(void *data, int n, char **values, char **names)
{
	(void)n;
	(void)names;
	if (values[0] == NULL)
		*(int *)data = SQLITE_NOMEM;
	else if (strcmp(values[0], "ok") != 0)
		*(int *)data = SQLITE_CORRUPT;
	return 0;
}

int
copy_pages(sqlite3 *from, sqlite3 *to)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");

	if (backup == NULL)
		return sqlite3_errcode(to);
	(void)sqlite3_backup_step(backup, -1);
	return sqlite3_backup_finish(backup);
}

/* ret_errno: what the system said to the copy, or 0. */
static int
copy_to(sqlite3 *db, const char *path, int *ret_errno)
{
	sqlite3 *copy = NULL;
	int found = SQLITE_OK;
	int rc = sqlite3_open(path, &copy);

	if (rc == SQLITE_OK)
		rc = copy_pages(db, copy);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(copy, sql_backup, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(copy, sql_queries[SQL_CHECK_INTEGRITY].text, copy_finding, &found,
		    NULL);
	*ret_errno = copy != NULL ? sqlite3_system_errno(copy) : 0;
	if (sqlite3_close(copy) != SQLITE_OK && rc == SQLITE_OK)
		rc = SQLITE_BUSY;
	return rc != SQLITE_OK ? rc : found;
}

static enum err_code
copy_fail(const char *path, int rc, int error, struct err *err)
{
	if (rc == SQLITE_CORRUPT)
		return err_set(err, ERR_DATA_LOSS,
		    "the copy for %s is damaged, as the database may be: see roadmap doctor", path);
	if ((rc & 0xff) == SQLITE_FULL || error == ENOSPC || error == EDQUOT)
		return err_set(err, ERR_UNAVAILABLE,
		    "the disk is full, there is no room for %.80s: free some space", path);
	(void)err_set(err, ERR_UNAVAILABLE, "cannot write the backup %.90s: %s", path,
	    sqlite3_errstr(rc));
	if ((rc & 0xff) == SQLITE_CANTOPEN)
		store_place_look(path, err);
	return err->code;
}

/* The name is on the disk only when its folder is. */
static int
copy_rename(const char *from, const char *to)
{
	char dir[PATH_MAX];
	char *slash;
	int fd, rc;

	if (rename(from, to) != 0)
		return -1;
	(void)snprintf(dir, sizeof(dir), "%s", to);
	slash = strrchr(dir, '/');
	if (slash == NULL)
		return 0;
	slash[1] = '\0';
	fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	rc = fsync(fd);
	close(fd);
	return rc;
}

enum err_code
copy_database(sqlite3 *db, const char *path, struct err *err)
{
	char part[PATH_MAX];
	enum err_code code = ERR_OK;
	int rc, error = 0;

	if (snprintf(part, sizeof(part), "%s.part", path) >= (int)sizeof(part))
		return err_set(err, ERR_UNAVAILABLE, "the path of the backup %s is too long", path);
	(void)unlink(part);
	rc = copy_to(db, part, &error);
	if (rc != SQLITE_OK)
		code = copy_fail(path, rc, error, err);
	else if (copy_rename(part, path) != 0)
		code = err_set(err, ERR_UNAVAILABLE, "cannot write the backup %s: %s", path,
		    strerror(errno));
	if (code != ERR_OK)
		(void)unlink(part);
	return code;
}

static int
copy_write(int to, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t n = write(to, bytes, size);

		if (n <= 0)
			return -1;
		bytes += n;
		size -= (size_t)n;
	}
	return 0;
}

static int
copy_all(sqlite3_file *from, int to)
{
	char bytes[COPY_BYTES];
	sqlite3_int64 size = 0;
	int n;

	if (from->pMethods->xFileSize(from, &size) != SQLITE_OK) {
		errno = EIO;
		return -1;
	}
	for (sqlite3_int64 at = 0; at < size; at += n) {
		n = size - at < COPY_BYTES ? (int)(size - at) : COPY_BYTES;
		if (from->pMethods->xRead(from, bytes, n, at) != SQLITE_OK) {
			errno = EIO;
			return -1;
		}
		if (copy_write(to, bytes, (size_t)n) != 0)
			return -1;
	}
	return fsync(to);
}

/* By SQLite's own descriptor: closing another one would give up the locks that it holds. */
enum err_code
copy_bytes(sqlite3 *from, const char *to, struct err *err)
{
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err_code code = ERR_OK;
	sqlite3_file *file = NULL;

	(void)sqlite3_file_control(from, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	if (out < 0 || file == NULL || file->pMethods == NULL || copy_all(file, out) != 0)
		code = err_set(err, ERR_UNAVAILABLE, "cannot write the copy %s: %s", to,
		    strerror(errno));
	if (out >= 0)
		close(out);
	if (out >= 0 && code != ERR_OK)
		(void)unlink(to);
	return code;
}
