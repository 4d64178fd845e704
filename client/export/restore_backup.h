/*
 * `roadmap restore` of what `roadmap backup` wrote: the file of a database.
 */
#ifndef EXPORT_RESTORE_BACKUP_H
#define EXPORT_RESTORE_BACKUP_H

#include <stdbool.h>

#include "core/arena.h"

/* By the first bytes of the file. */
bool restore_backup_is(const char *path);
/* Sends it to the daemon and tells what came of it. The exit status. */
int restore_backup(const char *path, bool replace, bool json, struct arena *arena);

#endif
