#include "store/copy.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sql.h"

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

static int
copy_to(sqlite3 *db, const char *path)
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
	if (sqlite3_close(copy) != SQLITE_OK && rc == SQLITE_OK)
		rc = SQLITE_BUSY;
	return rc != SQLITE_OK ? rc : found;
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
	int rc;

	if (snprintf(part, sizeof(part), "%s.part", path) >= (int)sizeof(part))
		return err_set(err, ERR_UNAVAILABLE, "the path of the backup %s is too long", path);
	(void)unlink(part);
	rc = copy_to(db, part);
	if (rc == SQLITE_CORRUPT)
		code = err_set(err, ERR_DATA_LOSS,
		    "the copy for %s is damaged, as the database may be: see roadmap doctor", path);
	else if (rc != SQLITE_OK)
		code = err_set(err, ERR_UNAVAILABLE, "cannot write the backup %s: %s", path,
		    sqlite3_errstr(rc));
	else if (copy_rename(part, path) != 0)
		code = err_set(err, ERR_UNAVAILABLE, "cannot write the backup %s: %s", path,
		    strerror(errno));
	if (code != ERR_OK)
		(void)unlink(part);
	return code;
}

static int
copy_all(int from, int to)
{
	struct stat info;
	ssize_t n = 1;

	if (fstat(from, &info) != 0)
		return -1;
	for (off_t left = info.st_size; left > 0 && n > 0; left -= n)
		n = sendfile(to, from, NULL, (size_t)left);
	return n > 0 ? fsync(to) : -1;
}

enum err_code
copy_bytes(const char *from, const char *to, struct err *err)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	enum err_code code = ERR_OK;

	if (in < 0 || out < 0 || copy_all(in, out) != 0)
		code = err_set(err, ERR_UNAVAILABLE, "cannot write the copy %s: %s", to,
		    strerror(errno));
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	return code;
}
