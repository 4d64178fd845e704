/*
 * A backup that comes back. Outside of transactions.
 */
#ifndef STORE_STORE_INCOMING_H
#define STORE_STORE_INCOMING_H

#include "store/store.h"

/*
 * The next piece of a database's file, kept in "PATH.incoming". ABORTED unless it begins where the
 * one before ended; 0 begins anew.
 */
enum err_code store_incoming_add(struct store *store, uint64_t offset, struct store_blob piece,
    struct err *err);
/*
 * Checks what came, brings it up to date, and copies it over the database in one transaction. With
 * keep_aside the database is copied first, to *ret_aside in the arena: as it is, if it is damaged.
 * INVALID_ARGUMENT if what came is no sound database of ours, FAILED_PRECONDITION if it is newer.
 */
enum err_code store_incoming_take(struct store *store, struct arena *arena, bool keep_aside,
    int64_t now_s, const char **ret_aside, struct err *err);

#endif
