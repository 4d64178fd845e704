#include "shim_vfs.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "shim.h"
#include "shim_power.h"

struct shim_vfs_file {
	sqlite3_file base;
	struct shim_power_file *power;
	sqlite3_file real[]; /* of the size that the real VFS wants */
};

static sqlite3_vfs *shim_vfs_real;

static bool
shim_vfs_fails(enum shim_kind kind)
{
	if (shim.is_full && kind != SHIM_WRITE)
		return false;
	if (!shim_strike(&shim.io))
		return false;
	shim.kinds[kind]++;
	return true;
}

static sqlite3_file *
shim_vfs_of(sqlite3_file *file)
{
	return ((struct shim_vfs_file *)file)->real;
}

static int
shim_vfs_close(sqlite3_file *file)
{
	return shim_vfs_of(file)->pMethods->xClose(shim_vfs_of(file));
}

static int
shim_vfs_read(sqlite3_file *file, void *data, int size, sqlite3_int64 at)
{
	if (shim_vfs_fails(SHIM_READ))
		return SQLITE_IOERR_READ;
	return shim_vfs_of(file)->pMethods->xRead(shim_vfs_of(file), data, size, at);
}

/* A write that fails has written something. */
static int
shim_vfs_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
	sqlite3_file *real = shim_vfs_of(file);

	shim_power_write(((struct shim_vfs_file *)file)->power, data, (size_t)size, at);
	if (!shim_vfs_fails(SHIM_WRITE))
		return real->pMethods->xWrite(real, data, size, at);
	(void)real->pMethods->xWrite(real, data, size / 2, at);
	return shim.is_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
shim_vfs_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	shim_power_truncate(((struct shim_vfs_file *)file)->power, size);
	if (shim_vfs_fails(SHIM_TRUNCATE))
		return SQLITE_IOERR_TRUNCATE;
	return shim_vfs_of(file)->pMethods->xTruncate(shim_vfs_of(file), size);
}

static void
shim_vfs_hang(void)
{
	int fd = shim.hang != NULL ? open(shim.hang, O_RDONLY | O_CLOEXEC) : -1;
	char byte;
	ssize_t n = 0;

	if (fd < 0)
		return;
	n = read(fd, &byte, 1);
	(void)n;
	close(fd);
}

/* The machine lives on: what a loss of power would take is known to shim_power. */
static int
shim_vfs_sync(sqlite3_file *file, int flags)
{
	(void)flags;
	shim_vfs_hang();
	if (shim_vfs_fails(SHIM_SYNC))
		return SQLITE_IOERR_FSYNC;
	shim_power_sync(((struct shim_vfs_file *)file)->power);
	return SQLITE_OK;
}

static int
shim_vfs_size(sqlite3_file *file, sqlite3_int64 *ret_size)
{
	if (shim_vfs_fails(SHIM_SIZE))
		return SQLITE_IOERR_FSTAT;
	return shim_vfs_of(file)->pMethods->xFileSize(shim_vfs_of(file), ret_size);
}

static int
shim_vfs_lock(sqlite3_file *file, int level)
{
	if (shim_vfs_fails(SHIM_LOCK))
		return SQLITE_IOERR_LOCK;
	return shim_vfs_of(file)->pMethods->xLock(shim_vfs_of(file), level);
}

/* Unlocking does not fail, here and below: then a lock would stay, which no disk does. */
static int
shim_vfs_unlock(sqlite3_file *file, int level)
{
	return shim_vfs_of(file)->pMethods->xUnlock(shim_vfs_of(file), level);
}

static int
shim_vfs_is_reserved(sqlite3_file *file, int *ret_is)
{
	if (shim_vfs_fails(SHIM_LOCK))
		return SQLITE_IOERR_CHECKRESERVEDLOCK;
	return shim_vfs_of(file)->pMethods->xCheckReservedLock(shim_vfs_of(file), ret_is);
}

static int
shim_vfs_control(sqlite3_file *file, int op, void *arg)
{
	return shim_vfs_of(file)->pMethods->xFileControl(shim_vfs_of(file), op, arg);
}

static int
shim_vfs_sector(sqlite3_file *file)
{
	return shim_vfs_of(file)->pMethods->xSectorSize(shim_vfs_of(file));
}

static int
shim_vfs_traits(sqlite3_file *file)
{
	return shim_vfs_of(file)->pMethods->xDeviceCharacteristics(shim_vfs_of(file));
}

static int
shim_vfs_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **ret_map)
{
	if (shim_vfs_fails(SHIM_SHM))
		return SQLITE_IOERR_SHMMAP;
	return shim_vfs_of(file)->pMethods->xShmMap(shim_vfs_of(file), region, size, extend,
	    ret_map);
}

static int
shim_vfs_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	if ((flags & SQLITE_SHM_LOCK) != 0 && shim_vfs_fails(SHIM_SHM))
		return SQLITE_IOERR_SHMLOCK;
	return shim_vfs_of(file)->pMethods->xShmLock(shim_vfs_of(file), offset, n, flags);
}

static void
shim_vfs_shm_barrier(sqlite3_file *file)
{
	shim_vfs_of(file)->pMethods->xShmBarrier(shim_vfs_of(file));
}

static int
shim_vfs_shm_unmap(sqlite3_file *file, int del)
{
	return shim_vfs_of(file)->pMethods->xShmUnmap(shim_vfs_of(file), del);
}

static const sqlite3_io_methods shim_vfs_methods = {
    .iVersion = 2, /* without mmap */
    .xClose = shim_vfs_close,
    .xRead = shim_vfs_read,
    .xWrite = shim_vfs_write,
    .xTruncate = shim_vfs_truncate,
    .xSync = shim_vfs_sync,
    .xFileSize = shim_vfs_size,
    .xLock = shim_vfs_lock,
    .xUnlock = shim_vfs_unlock,
    .xCheckReservedLock = shim_vfs_is_reserved,
    .xFileControl = shim_vfs_control,
    .xSectorSize = shim_vfs_sector,
    .xDeviceCharacteristics = shim_vfs_traits,
    .xShmMap = shim_vfs_shm_map,
    .xShmLock = shim_vfs_shm_lock,
    .xShmBarrier = shim_vfs_shm_barrier,
    .xShmUnmap = shim_vfs_shm_unmap,
};

static int
shim_vfs_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
	struct shim_vfs_file *file = (struct shim_vfs_file *)base;
	int rc;

	(void)vfs;
	file->base.pMethods = NULL;
	if (shim_vfs_fails(SHIM_OPEN))
		return SQLITE_CANTOPEN;
	file->power = path != NULL ? shim_power_opened(path) : NULL;
	rc = shim_vfs_real->xOpen(shim_vfs_real, path, file->real, flags, ret_flags);
	if (rc == SQLITE_OK)
		file->base.pMethods = &shim_vfs_methods;
	return rc;
}

static int
shim_vfs_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	(void)vfs;
	if (shim_vfs_fails(SHIM_DELETE))
		return SQLITE_IOERR_DELETE;
	shim_power_delete(path, sync != 0);
	return shim_vfs_real->xDelete(shim_vfs_real, path, sync);
}

static int
shim_vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *ret_is)
{
	(void)vfs;
	if (shim_vfs_fails(SHIM_ACCESS))
		return SQLITE_IOERR_ACCESS;
	return shim_vfs_real->xAccess(shim_vfs_real, path, flags, ret_is);
}

void
shim_vfs_register(void)
{
	static sqlite3_vfs vfs;

	shim_vfs_real = sqlite3_vfs_find(NULL);
	vfs = *shim_vfs_real;
	vfs.zName = "shim";
	vfs.szOsFile = (int)sizeof(struct shim_vfs_file) + shim_vfs_real->szOsFile;
	vfs.xOpen = shim_vfs_open;
	vfs.xDelete = shim_vfs_delete;
	vfs.xAccess = shim_vfs_access;
	if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
		abort();
}
