/*
 * Bringing a database's schema up to date: append-only steps, no way down.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <sqlite3.h>
#include <stdint.h>

#include "core/err.h"
#include "sql.h"

/* FAILED_PRECONDITION if the database is newer than that many steps, or another program's. */
enum err_code migrate_examine(sqlite3 *db, const char *path, uint32_t n_steps, struct err *err);

/*
 * Runs the steps the database has not seen, each in a transaction of its own; step i leaves
 * user_version i + 1. A database that holds an older schema is first copied to "PATH.schema-N",
 * unless the path is empty, as that of one that is gone when it is closed. FAILED_PRECONDITION if
 * it is newer than the steps or another program's.
 */
enum err_code migrate_run(sqlite3 *db, const char *path, const struct sql_text *steps,
    uint32_t n_steps, struct err *err);

#endif
