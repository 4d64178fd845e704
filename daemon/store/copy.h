/*
 * A copy of a database in a file of its own.
 */
#ifndef STORE_COPY_H
#define STORE_COPY_H

#include <sqlite3.h>

#include "core/err.h"

/*
 * Copies by SQLite's backup into "PATH.part", checks the copy, and puts it in place of PATH.
 * UNAVAILABLE if it cannot be written, DATA_LOSS if the copy is not sound; then PATH is as before.
 */
enum err_code copy_database(sqlite3 *db, const char *path, struct err *err);

#endif
