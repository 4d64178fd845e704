/*
 * What is changed in the learner tables, as a changeset of SQLite's session extension.
 *
 * The extension's own recorder prepares statements for every table of every write: more than half
 * of what a small write took. This one listens to the same hook and writes the same format (it is
 * told at the head of SQLite's sqlite3session.c); test_store_record.c compares the two.
 */
#ifndef STORE_STORE_RECORD_H
#define STORE_STORE_RECORD_H

#include <sqlite3.h>

#include "store/store.h"

struct store_record;

enum {
	STORE_RECORD_TABLES = 18,
};

/* A table and its columns: a digit each, 0 or the place in the primary key. No key is NULL. */
struct store_record_table {
	const char *name, *columns;
};

extern const struct store_record_table store_record_tables[STORE_RECORD_TABLES];

struct store_record *store_record_new(void);
/* Takes NULL. */
void store_record_free(struct store_record *record);

/* Records from now on, and nothing of before. */
void store_record_begin(struct store_record *record, sqlite3 *db);
/*
 * The net changes since then, in the arena. No statement may have failed in between, for the hook
 * is not told what that took back. Returns SQLite's code for a row that could not be read;
 * SQLITE_SCHEMA if a table is not as store_record_tables has it.
 */
int store_record_take(struct store_record *record, struct arena *arena,
    struct store_blob *ret_changeset);
void store_record_end(struct store_record *record, sqlite3 *db);

#endif
