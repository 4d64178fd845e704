/*
 * A loss of power: of what was written since the last sync of a file, some is there afterwards and
 * some is not, and the last write may be torn.
 */
#ifndef FAULT_SHIM_POWER_H
#define FAULT_SHIM_POWER_H

#include <stdbool.h>
#include <stddef.h>

/* A file is about to be opened. Its log, which lives as long as the process. */
struct shim_power_file *shim_power_opened(const char *path);
/* Before each: remembers what it takes to forget it. The power may be lost there. */
void shim_power_write(struct shim_power_file *file, const void *data, size_t size, long long at);
void shim_power_truncate(struct shim_power_file *file, long long size);
void shim_power_sync(struct shim_power_file *file);
/* A file is about to be deleted; with `sync` its folder is synced after that. */
void shim_power_delete(const char *path, bool sync);

#endif
