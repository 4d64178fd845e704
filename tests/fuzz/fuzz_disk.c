#include "fuzz_disk.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	FUZZ_DISK_PIECE = 1 << 16,
	FUZZ_DISK_HEADER = 100,
	FUZZ_DISK_COUNTER = 24, /* four bytes of the header, big-endian: one more for each commit */
	FUZZ_DISK_VALID_FOR = 92, /* the counter for which the header's size is right */
};

struct fuzz_disk_bytes {
	char *data;
	size_t size, room;
};

struct fuzz_disk_file {
	sqlite3_file base;
	struct fuzz_disk_bytes *bytes;
};

static sqlite3_vfs *fuzz_disk_real;
static const char *fuzz_disk_path;
static struct fuzz_disk_bytes fuzz_disk_database, fuzz_disk_journal, fuzz_disk_kept[FUZZ_DISK_KEPT];

static void
fuzz_disk_resize(struct fuzz_disk_bytes *bytes, size_t size)
{
	if (size > bytes->room) {
		bytes->room = (size / FUZZ_DISK_PIECE + 1) * FUZZ_DISK_PIECE;
		bytes->data = realloc(bytes->data, bytes->room);
		if (bytes->data == NULL)
			abort();
	}
	if (size > bytes->size)
		memset(bytes->data + bytes->size, 0, size - bytes->size);
	bytes->size = size;
}

static void
fuzz_disk_copy(struct fuzz_disk_bytes *to, const struct fuzz_disk_bytes *from)
{
	fuzz_disk_resize(to, from->size);
	memcpy(to->data, from->data, from->size);
}

/* NULL if it is one of the disk's. */
static struct fuzz_disk_bytes *
fuzz_disk_find(const char *path)
{
	const size_t length = strlen(fuzz_disk_path);

	if (path == NULL || strncmp(path, fuzz_disk_path, length) != 0)
		return NULL;
	if (path[length] == '\0')
		return &fuzz_disk_database;
	return strcmp(path + length, "-journal") == 0 ? &fuzz_disk_journal : NULL;
}

static struct fuzz_disk_bytes *
fuzz_disk_of(sqlite3_file *file)
{
	return ((struct fuzz_disk_file *)file)->bytes;
}

static int
fuzz_disk_close(sqlite3_file *file)
{
	(void)file;
	return SQLITE_OK;
}

static int
fuzz_disk_read(sqlite3_file *file, void *data, int size, sqlite3_int64 at)
{
	const struct fuzz_disk_bytes *bytes = fuzz_disk_of(file);
	const size_t wanted = (size_t)size;
	size_t there = (size_t)at < bytes->size ? bytes->size - (size_t)at : 0;

	if (there > wanted)
		there = wanted;
	if (there > 0)
		memcpy(data, bytes->data + at, there);
	memset((char *)data + there, 0, wanted - there);
	return there == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
fuzz_disk_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
	struct fuzz_disk_bytes *bytes = fuzz_disk_of(file);

	if ((size_t)(at + size) > bytes->size)
		fuzz_disk_resize(bytes, (size_t)(at + size));
	memcpy(bytes->data + at, data, (size_t)size);
	return SQLITE_OK;
}

static int
fuzz_disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	fuzz_disk_resize(fuzz_disk_of(file), (size_t)size);
	return SQLITE_OK;
}

static int
fuzz_disk_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
	*ret_size = (sqlite3_int64)fuzz_disk_of(file)->size;
	return SQLITE_OK;
}

/* Nobody else is there: what is locked or synced needs nothing. */
static int
fuzz_disk_pass(sqlite3_file *file, int how)
{
	(void)file;
	(void)how;
	return SQLITE_OK;
}

static int
fuzz_disk_is_reserved(sqlite3_file *file, int *ret_is)
{
	(void)file;
	*ret_is = 0;
	return SQLITE_OK;
}

static int
fuzz_disk_control(sqlite3_file *file, int op, void *arg)
{
	(void)file;
	(void)op;
	(void)arg;
	return SQLITE_NOTFOUND;
}

static int
fuzz_disk_number(sqlite3_file *file)
{
	(void)file;
	return 0;
}

static const sqlite3_io_methods fuzz_disk_methods = {
    .iVersion = 1, /* without a write-ahead log */
    .xClose = fuzz_disk_close,
    .xRead = fuzz_disk_read,
    .xWrite = fuzz_disk_write,
    .xTruncate = fuzz_disk_truncate,
    .xSync = fuzz_disk_pass,
    .xFileSize = fuzz_disk_size,
    .xLock = fuzz_disk_pass,
    .xUnlock = fuzz_disk_pass,
    .xCheckReservedLock = fuzz_disk_is_reserved,
    .xFileControl = fuzz_disk_control,
    .xSectorSize = fuzz_disk_number,
    .xDeviceCharacteristics = fuzz_disk_number,
};

static int
fuzz_disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
	struct fuzz_disk_file *file = (struct fuzz_disk_file *)base;
	struct fuzz_disk_bytes *bytes = fuzz_disk_find(path);

	(void)vfs;
	if (bytes == NULL)
		return fuzz_disk_real->xOpen(fuzz_disk_real, path, base, flags, ret_flags);
	file->bytes = bytes;
	file->base.pMethods = &fuzz_disk_methods;
	if (ret_flags != NULL)
		*ret_flags = flags;
	return SQLITE_OK;
}

static int
fuzz_disk_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	struct fuzz_disk_bytes *bytes = fuzz_disk_find(path);

	(void)vfs;
	if (bytes == NULL)
		return fuzz_disk_real->xDelete(fuzz_disk_real, path, sync);
	bytes->size = 0;
	return SQLITE_OK;
}

static int
fuzz_disk_access(sqlite3_vfs *vfs, const char *path, int flags, int *ret_is)
{
	const struct fuzz_disk_bytes *bytes = fuzz_disk_find(path);

	(void)vfs;
	if (bytes == NULL)
		return fuzz_disk_real->xAccess(fuzz_disk_real, path, flags, ret_is);
	*ret_is = bytes->size > 0;
	return SQLITE_OK;
}

void
fuzz_disk_install(const char *path)
{
	static sqlite3_vfs vfs;

	fuzz_disk_path = path;
	fuzz_disk_real = sqlite3_vfs_find(NULL);
	vfs = *fuzz_disk_real;
	vfs.zName = "fuzz";
	if (vfs.szOsFile < (int)sizeof(struct fuzz_disk_file))
		abort();
	vfs.xOpen = fuzz_disk_open;
	vfs.xDelete = fuzz_disk_delete;
	vfs.xAccess = fuzz_disk_access;
	if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
		abort();
}

/* Every write raises the change counter in the header, by which a connection knows whether what it
 * has in its cache still holds; so a kept database counts from a number that no other one reaches.
 */
void
fuzz_disk_keep(unsigned number)
{
	struct fuzz_disk_bytes *kept = &fuzz_disk_kept[number];

	fuzz_disk_copy(kept, &fuzz_disk_database);
	if (kept->size < FUZZ_DISK_HEADER)
		abort();
	kept->data[FUZZ_DISK_COUNTER] = (char)(number + 1);
	kept->data[FUZZ_DISK_VALID_FOR] = (char)(number + 1);
}

void
fuzz_disk_restore(unsigned number)
{
	fuzz_disk_journal.size = 0;
	fuzz_disk_copy(&fuzz_disk_database, &fuzz_disk_kept[number]);
}
