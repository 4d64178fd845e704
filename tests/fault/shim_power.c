#include "shim_power.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shim.h"

enum {
	SHIM_POWER_SECTOR = 512,
};

/* A write, or (data NULL) a truncation to `at`. */
struct shim_power_op {
	struct shim_power_op *before;
	char *data, *old; /* `old` was at `at` until then, up to the end of the file */
	size_t size, old_size;
	long long at, old_end;
};

struct shim_power_file {
	struct shim_power_file *next;
	char *path;
	struct shim_power_op *last;
	size_t n_ops;
	bool is_new;   /* its name has not been synced */
	char *deleted; /* what it held when it was deleted, while that is not synced */
	size_t n_deleted;
};

static struct shim_power_file *files;

static unsigned
shim_power_random(unsigned below)
{
	return (unsigned)rand_r(&shim.power_seed) % below;
}

static char *
shim_power_read(int fd, long long at, size_t size, size_t *ret_size)
{
	char *data = malloc(size + 1);
	ssize_t n = pread(fd, data, size, at);

	*ret_size = n > 0 ? (size_t)n : 0;
	return data;
}

static void
shim_power_put(int fd, const void *data, size_t size, long long at)
{
	if (pwrite(fd, data, size, at) != (ssize_t)size)
		abort();
}

/* Of a torn write either a beginning is on the disk, or some sectors. */
static void
shim_power_tear(int fd, const struct shim_power_op *op)
{
	const bool sectors = shim_power_random(2) != 0;
	size_t most = op->size > 0 ? shim_power_random((unsigned)op->size) : 0;

	if (!sectors) {
		shim_power_put(fd, op->data, most, op->at);
		return;
	}
	for (size_t i = 0; i < op->size; i += SHIM_POWER_SECTOR) {
		most = op->size - i < SHIM_POWER_SECTOR ? op->size - i : SHIM_POWER_SECTOR;
		if (shim_power_random(2) != 0)
			shim_power_put(fd, op->data + i, most, op->at + (long long)i);
	}
}

static void
shim_power_redo(int fd, const struct shim_power_op *op, bool torn)
{
	if (op->data == NULL && ftruncate(fd, op->at) != 0)
		abort();
	if (op->data != NULL && torn)
		shim_power_tear(fd, op);
	else if (op->data != NULL)
		shim_power_put(fd, op->data, op->size, op->at);
}

static void
shim_power_undo(int fd, const struct shim_power_op *op)
{
	shim_power_put(fd, op->old, op->old_size, op->at);
	if (ftruncate(fd, op->old_end) != 0)
		abort();
}

/* Back to what was synced; then none of the writes, the first few, or any of them. */
static void
shim_power_lose_file(const struct shim_power_file *file)
{
	const unsigned way = shim_power_random(3);
	const struct shim_power_op **ops = calloc(file->n_ops + 1, sizeof(struct shim_power_op *));
	const size_t first = shim_power_random((unsigned)file->n_ops + 1);
	size_t i = file->n_ops;
	int fd = open(file->path, O_RDWR);

	if (fd < 0)
		return;
	for (const struct shim_power_op *op = file->last; op != NULL; op = op->before) {
		shim_power_undo(fd, op);
		ops[--i] = op;
	}
	for (i = 0; i < file->n_ops; i++)
		if ((way == 1 && i <= first) || (way == 2 && shim_power_random(2) != 0))
			shim_power_redo(fd, ops[i],
			    way == 1 ? i == first : shim_power_random(4) == 0);
	close(fd);
	if (file->is_new && shim_power_random(2) != 0)
		(void)unlink(file->path);
}

static void
shim_power_lose(void)
{
	for (const struct shim_power_file *file = files; file != NULL; file = file->next) {
		if (file->deleted == NULL) {
			shim_power_lose_file(file);
			continue;
		}
		if (shim_power_random(2) != 0)
			continue;
		int fd = open(file->path, O_RDWR | O_CREAT | O_EXCL, 0600);
		if (fd >= 0)
			shim_power_put(fd, file->deleted, file->n_deleted, 0);
	}
	kill(getpid(), SIGKILL);
}

static void
shim_power_count(void)
{
	if (shim.power_at != 0 && ++shim.power_calls == shim.power_at)
		shim_power_lose();
}

static struct shim_power_file *
shim_power_find(const char *path)
{
	struct shim_power_file *file = files;

	while (file != NULL && strcmp(file->path, path) != 0)
		file = file->next;
	return file;
}

static struct shim_power_file *
shim_power_open(const char *path, bool is_new)
{
	struct shim_power_file *file = shim_power_find(path);

	if (file == NULL) {
		file = calloc(1, sizeof(*file));
		file->path = strdup(path);
		file->next = files;
		files = file;
	}
	if (is_new) {
		free(file->deleted);
		file->deleted = NULL;
		file->is_new = true;
	}
	return file;
}

struct shim_power_file *
shim_power_opened(const char *path)
{
	struct shim_power_file *file;
	const bool is_new = access(path, F_OK) != 0;

	if (shim.power_at == 0 || path == NULL)
		return NULL;
	shim_lock();
	file = shim_power_open(path, is_new);
	shim_unlock();
	return file;
}

static void
shim_power_forget(struct shim_power_file *file)
{
	struct shim_power_op *op;

	while ((op = file->last) != NULL) {
		file->last = op->before;
		free(op->data);
		free(op->old);
		free(op);
	}
	file->n_ops = 0;
}

static void
shim_power_remember(struct shim_power_file *file, const void *data, size_t size, long long at)
{
	struct shim_power_op *op = calloc(1, sizeof(*op));
	int fd = open(file->path, O_RDONLY);
	struct stat info = {0};

	if (fd < 0 || fstat(fd, &info) != 0)
		abort();
	op->at = at;
	op->old_end = info.st_size;
	op->size = size;
	if (data != NULL)
		op->data = memcpy(malloc(size + 1), data, size);
	else if (info.st_size > at)
		size = (size_t)(info.st_size - at);
	op->old = shim_power_read(fd, at, size, &op->old_size);
	close(fd);
	op->before = file->last;
	file->last = op;
	file->n_ops++;
}

void
shim_power_write(struct shim_power_file *file, const void *data, size_t size, long long at)
{
	if (file == NULL)
		return;
	shim_lock();
	shim_power_remember(file, data, size, at);
	shim_power_count();
	shim_unlock();
}

void
shim_power_truncate(struct shim_power_file *file, long long size)
{
	if (file == NULL)
		return;
	shim_lock();
	shim_power_remember(file, NULL, 0, size);
	shim_power_count();
	shim_unlock();
}

void
shim_power_sync(struct shim_power_file *file)
{
	if (file == NULL)
		return;
	shim_lock();
	shim_power_count();
	shim_power_forget(file);
	file->is_new = false;
	shim_unlock();
}

static void
shim_power_drop(struct shim_power_file *file, bool sync)
{
	struct stat info;
	int fd;

	shim_power_count();
	fd = open(file->path, O_RDONLY);
	if (fd >= 0 && !sync && fstat(fd, &info) == 0)
		file->deleted = shim_power_read(fd, 0, (size_t)info.st_size, &file->n_deleted);
	if (fd >= 0)
		close(fd);
	shim_power_forget(file);
}

void
shim_power_delete(const char *path, bool sync)
{
	struct shim_power_file *file;

	shim_lock();
	file = shim_power_find(path);
	if (file != NULL)
		shim_power_drop(file, sync);
	shim_unlock();
}
