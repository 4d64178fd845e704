/*
 * What is restored passes the same limits as what is said: nothing gets in by an export that could
 * not get in otherwise.
 */
#ifndef ENGINE_RESTORE_CHECK_H
#define ENGINE_RESTORE_CHECK_H

#include "core/arena.h"
#include "store/store_archive.h"

/*
 * INVALID_ARGUMENT, naming table and column, unless each row of a table, of today's schema, holds
 * what its columns may hold. `arena` is for what is read on the way.
 */
enum err_code restore_check_rows(const struct store_rows *rows, struct arena *arena,
    struct err *err);

/* Whether there is a rule for a column: a test asks it of all that are exported. */
bool restore_check_knows(const char *table, const char *column);

#endif
