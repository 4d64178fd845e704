/*
 * What the files of the store share: the connection, its prepared statements, and running them.
 */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include <sqlite3.h>
#include <sys/types.h>

#include "sql.h"
#include "store/store_archive.h"

struct store {
	sqlite3 *db;
	char *path;
	dev_t device; /* and the number there of the file that was opened */
	ino_t inode;
	sqlite3_stmt *statements[SQL_QUERIES];
	struct store_record *record;   /* NULL until the first write */
	struct store_answers *answers; /* NULL until the first of them is asked for */
	bool is_recording;
	struct err
	    spoiled; /* a statement failed while it records: it does not know what was undone */
	uint32_t data_version;
	struct err failed; /* the disk or memory refused in this transaction: it will not be kept */
	/* store_transaction.c: */
	unsigned n_pending; /* writes in the open transaction that were kept */
	bool writing;       /* in a savepoint of its own */
	bool is_held;
	bool
	    is_rescued; /* what is in a file that lost its name was copied: store_backup_rescue() */
	uint32_t rescued_version;     /* store_data_version() then */
	bool is_second;               /* store_open_second() */
	sqlite3_int64 changes_before; /* of a read: total_changes64 when it began */
	sqlite3_int64 changes_apart;  /* those that are no part of store_age() */
};

/* The error of the last call on the connection. Misuse is our own mistake and aborts. */
enum err_code store_fail(sqlite3 *db, int rc, struct err *err);

/*
 * What SQLite refuses once, say for want of memory, may have ended the transaction, and what
 * follows would be written outside of it. Until it is dropped nothing more is run; this is the
 * failure.
 */
enum err_code store_failed(const struct store *store, struct err *err);

/*
 * A statement with its parameters bound, ready to step; prepared when it is first asked for, on a
 * connection whose schema is today's. NULL if it cannot be, and then store_failed() tells why, as
 * does stepping it. `types` has a letter a parameter:
 * t const char * (borrowed until the statement is stepped to its end; NULL is SQL NULL),
 * i int64_t, u uint32_t, n uint32_t with 0 as NULL, z int64_t with 0 as NULL,
 * b const struct store_blob *.
 */
sqlite3_stmt *store_start(struct store *store, enum sql_query query, const char *types, ...);

/* Another one after another connection has committed; the last one known if it cannot be read. */
uint32_t store_data_version(struct store *store);

/*
 * Of the answers that were put (store_answer.c): the request is kept; or it is not, or none of this
 * transaction is. Written before the commit, outside of savepoints. What is known of the table is
 * read again, once the database is another.
 */
void store_answer_keep(struct store *store);
void store_answer_drop(struct store *store, bool all);
enum err_code store_answer_write(struct store *store, struct err *err);
void store_answer_forget(struct store *store);
void store_answer_free(struct store *store);

/* UNAVAILABLE: the database's file lost its name. */
enum err_code store_transaction_moved(const struct store *store, struct err *err);

/*
 * What a look at a file that cannot be opened tells of it: an UNAVAILABLE that names it and says
 * what to do. Leaves *err alone if nothing is wrong with it.
 */
void store_place_look(const char *path, struct err *err);

/* store_open() of a file that is a copy itself: none is made before it is brought up to date. */
struct store *store_open_copy(const char *path, struct err *err);

/* Binds a value of a row, which is borrowed until the statement was stepped. */
void store_restore_bind(sqlite3_stmt *statement, int index, const struct store_value *value);

/* store_scratch_open() with migrations of its own: a test has others. */
struct store_scratch *store_scratch_open_steps(const struct sql_text *steps, uint32_t n_steps,
    uint32_t schema, struct err *err);

/*
 * Steps. True while there is a row; at the end resets the statement and leaves *code ERR_OK, or
 * the error with *err filled.
 */
bool store_next(struct store *store, sqlite3_stmt *statement, enum err_code *ret_code,
    struct err *err);

/* Ends a statement before its last row. */
void store_stop(sqlite3_stmt *statement);

/* Steps a statement that gives no rows. */
enum err_code store_finish(struct store *store, sqlite3_stmt *statement, struct err *err);

/* Column values; text and blobs are copied into the arena. NULL text stays NULL. */
const char *store_column_text(sqlite3_stmt *statement, int column, struct arena *arena);
struct store_blob store_column_blob(sqlite3_stmt *statement, int column, struct arena *arena);
uint32_t store_column_u32(sqlite3_stmt *statement, int column);

/*
 * Steps a statement to its end and makes an array of its rows in the arena: fill writes one
 * element of size_bytes. ret_list points to a pointer to such elements.
 */
enum err_code store_collect(struct store *store, sqlite3_stmt *statement, struct arena *arena,
    size_t size_bytes, void (*fill)(sqlite3_stmt *row, struct arena *arena, void *ret_row),
    void *ret_list, size_t *ret_n, struct err *err);

/* A struct store_count of the columns step_id and count, for store_collect(). */
void store_count_row(sqlite3_stmt *row, struct arena *arena, void *ret_row);

/* The folder of backups, made if need be; and "20260101T120000Z" of a file's name. */
enum err_code store_backup_dir(struct store *store, struct arena *arena, const char **ret_dir,
    struct err *err);
const char *store_backup_date(struct arena *arena, int64_t now_s);

/* Two statements: one moves rows from a step to another, one drops those that could not go. */
enum err_code store_move(struct store *store, enum sql_query move, enum sql_query drop,
    const char *roadmap_id, const char *from_id, const char *to_id, struct err *err);

#endif
