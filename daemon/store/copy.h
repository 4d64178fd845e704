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

/* All pages of one database into another, in one transaction of that. The rc of SQLite. */
int copy_pages(sqlite3 *from, sqlite3 *to);
/*
 * The bytes of a database's file, sound or not, to one that is not there yet. What is in its log
 * only is not in them. UNAVAILABLE if it cannot be written.
 */
enum err_code copy_bytes(sqlite3 *from, const char *to, struct err *err);

#endif
