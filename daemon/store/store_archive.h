/*
 * The database as rows of its tables: for an export, and for one that comes back. As in store.h.
 */
#ifndef STORE_STORE_ARCHIVE_H
#define STORE_STORE_ARCHIVE_H

#include "store/store.h"

/* --- everything, for export and restore (store_export.c) --- */

enum {
	STORE_TABLES = 20, /* those that hold what is the learner's, and the catalogue */
};

struct store_value {
	enum { STORE_NULL, STORE_INTEGER, STORE_TEXT, STORE_BLOB } type;
	int64_t integer;
	struct store_blob bytes; /* of text and blobs */
};

struct store_rows {
	const char *table;
	const char **columns;
	uint32_t n_columns;
	struct store_value *values; /* n_rows times n_columns */
	size_t n_rows;
	uint64_t next; /* where the rest of the table begins; 0: there is none */
};

/*
 * Rows of table number `table` from `begin` (0, or `next` of the part before) on, until they take
 * limit_bytes or the table ends: at least one if there is any.
 */
enum err_code store_export(struct store *store, struct arena *arena, uint32_t table, uint64_t begin,
    size_t limit_bytes, struct store_rows *ret_rows, struct err *err);
enum err_code store_export_last_seq(struct store *store, uint32_t *ret_seq, struct err *err);
/* No enrollment, no progress, no history. */
enum err_code store_export_is_empty(struct store *store, bool *ret_empty, struct err *err);

/* INVALID_ARGUMENT for an unknown table, a wrong number of values, or what the schema refuses. */
enum err_code store_restore_row(struct store *store, const char *table,
    const struct store_value *values, uint32_t n_values, struct err *err);
/* Parts laid aside. */
enum err_code store_restore_part_add(struct store *store, struct store_blob part, struct err *err);
/* The first part after *number (0 to begin), which becomes its number; data NULL: no more. */
enum err_code store_restore_part_next(struct store *store, struct arena *arena, int64_t *number,
    struct store_blob *ret_part, struct err *err);
enum err_code store_restore_part_count(struct store *store, uint32_t *ret_n, struct err *err);
enum err_code store_restore_part_clear(struct store *store, struct err *err);

/* --- a database of an older schema, brought up to date (store_scratch.c) --- */

struct store_scratch;

/*
 * An empty, nameless database of schema number `schema`. FAILED_PRECONDITION if it is newer than
 * this program. NULL on failure.
 */
struct store_scratch *store_scratch_open(uint32_t schema, struct err *err);
/* Takes NULL. */
void store_scratch_close(struct store_scratch *scratch);
/* Says where the next rows go: INVALID_ARGUMENT unless the table has just these columns. */
enum err_code store_scratch_table(struct store_scratch *scratch, const char *table,
    const char **columns, size_t n_columns, struct err *err);
/* INVALID_ARGUMENT for a wrong number of values, or what the schema refuses. */
enum err_code store_scratch_row(struct store_scratch *scratch, const struct store_value *values,
    uint32_t n_values, struct err *err);
/* Runs the migrations it has not seen. For store_export(), until it is closed. NULL on failure. */
struct store *store_scratch_finish(struct store_scratch *scratch, struct err *err);

#endif
