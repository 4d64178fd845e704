#include "store/store.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "store/migrate.h"
#include "store/store_private.h"
#include "store/store_record.h"

enum {
	STORE_RETRY_MS = 10,
	STORE_BUSY_MS = 2000, /* while opening, another process may hold the lock that long */
};

/* SQLite tells of a full disk as an error of its own only where it writes pages. */
static int
store_fail_kind(sqlite3 *db, int rc)
{
	const int error = sqlite3_system_errno(db);

	if ((rc & 0xff) == SQLITE_IOERR && (error == ENOSPC || error == EDQUOT))
		return SQLITE_FULL;
	return rc & 0xff;
}

/* A database in memory has no file. */
static enum err_code
store_fail_as_no_database(sqlite3 *db, struct err *err)
{
	const char *path = sqlite3_db_filename(db, "main");

	return err_set(err, ERR_FAILED_PRECONDITION,
	    "%.80s is no database: move it away, then restore a backup",
	    path != NULL && path[0] != '\0' ? path : "the file");
}

enum err_code
store_fail(sqlite3 *db, int rc, struct err *err)
{
	switch (store_fail_kind(db, rc)) {
	case SQLITE_NOTADB:
		return store_fail_as_no_database(db, err);
	case SQLITE_CORRUPT:
		return err_set(err, ERR_DATA_LOSS, "the database is damaged: restore a backup (%s)",
		    sqlite3_errmsg(db));
	case SQLITE_FULL:
		return err_set(err, ERR_UNAVAILABLE, "the disk is full: free some space");
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return err_set(err, ERR_UNAVAILABLE,
		    "the database cannot be written: see roadmap doctor, or its permissions (%s)",
		    sqlite3_errmsg(db));
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(err, ERR_UNAVAILABLE,
		    "another program holds the database: close it and try again");
	case SQLITE_CONSTRAINT:
		return err_set(err, ERR_ABORTED, "that does not fit what is stored (%s)",
		    sqlite3_errmsg(db));
	case SQLITE_NOMEM:
		return err_set(err, ERR_UNAVAILABLE,
		    "there is no memory left: close other programs and try again");
	case SQLITE_IOERR:
		return err_set(err, ERR_UNAVAILABLE,
		    "the disk fails (%s): try again, and look at it with roadmap doctor",
		    sqlite3_errmsg(db));
	case SQLITE_SCHEMA:
		return err_set(err, ERR_UNAVAILABLE,
		    "a newer roadmapd has changed the database: restart this one");
	case SQLITE_MISUSE:
		abort();
	default:
		return err_set(err, ERR_UNAVAILABLE, "the database failed: %s", sqlite3_errmsg(db));
	}
}

/* Most processes need a few of the queries, and each takes memory. */
static sqlite3_stmt *
store_prepare(struct store *store, enum sql_query query)
{
	sqlite3_stmt **statement = &store->statements[query];
	int rc = SQLITE_OK;

	if (*statement == NULL)
		rc = sqlite3_prepare_v3(store->db, sql_queries[query].text, -1,
		    SQLITE_PREPARE_PERSISTENT, statement, NULL);
	if (rc != SQLITE_OK)
		(void)store_fail(store->db, rc, &store->failed);
	return *statement;
}

static enum err_code
store_connect(struct store *store, bool is_copy, struct err *err)
{
	int waited = 0;
	int rc;

	/* Otherwise each allocation takes a lock to be counted. Once SQLite is in use this is
	 * refused, and was done. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	rc = sqlite3_open_v2(store->path, &store->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
	if (rc != SQLITE_OK)
		return store_fail(store->db, rc, err);
	/* Before anything is written: what is not ours stays as it is. */
	if (migrate_examine(store->db, store->path, SQL_MIGRATIONS, err) != ERR_OK)
		return err->code;
	/* The change to WAL does not wait for another process that is just making it. */
	do
		rc = sqlite3_exec(store->db, sql_connection, NULL, NULL, NULL);
	while (rc == SQLITE_BUSY && waited++ < STORE_BUSY_MS / STORE_RETRY_MS &&
	       sqlite3_sleep(STORE_RETRY_MS) > 0);
	if (rc != SQLITE_OK)
		return store_fail(store->db, rc, err);
	(void)sqlite3_extended_result_codes(store->db, 1);
	return migrate_run(store->db, is_copy ? "" : store->path, sql_migrations, SQL_MIGRATIONS,
	    err);
}

/* The file is there, and has what a first connection left there. */
static enum err_code
store_connect_second(struct store *store, struct err *err)
{
	int rc = sqlite3_open_v2(store->path, &store->db,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_busy_timeout(store->db, STORE_BUSY_MS);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(store->db, sql_connection, NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		return store_fail(store->db, rc, err);
	(void)sqlite3_extended_result_codes(store->db, 1);
	return ERR_OK;
}

static struct store *
store_new(const char *path)
{
	struct store *store = calloc(1, sizeof(*store));

	if (store == NULL || (store->path = strdup(path)) == NULL)
		abort();
	return store;
}

static void
store_find_file(struct store *store)
{
	struct stat info;

	if (stat(store->path, &info) != 0)
		return;
	store->device = info.st_dev;
	store->inode = info.st_ino;
}

/* Opened, it is as store_transaction_check_file() finds it: that its name is still its own. */
static enum err_code
store_check_same(const struct store *first, struct store *store, struct err *err)
{
	store_find_file(store);
	if (store->inode == first->inode && store->device == first->device)
		return ERR_OK;
	return store_transaction_moved(store, err);
}

static struct store *
store_ready(struct store *store, enum err_code code, struct err *err)
{
	if (code == ERR_OK) {
		/* From now on others wait for us: a lock that is taken is the caller's to wait for.
		 */
		(void)sqlite3_busy_timeout(store->db, 0);
		store_find_file(store);
		return store;
	}
	if (code == ERR_UNAVAILABLE && !store->is_second)
		store_place_look(store->path, err);
	if (code == ERR_DATA_LOSS)
		(void)err_set(err, ERR_DATA_LOSS,
		    "the database is damaged: move %.80s away, then restore a backup", store->path);
	store_close(store);
	return NULL;
}

struct store *
store_open_second(const struct store *first, struct err *err)
{
	struct store *store = store_new(first->path);
	enum err_code code = store_check_same(first, store, err);

	store->is_second = true;
	if (code == ERR_OK)
		code = store_connect_second(store, err);
	if (code == ERR_OK)
		code = store_check_same(first, store, err);
	return store_ready(store, code, err);
}

static struct store *
store_open_as(const char *path, bool is_copy, struct err *err)
{
	struct store *store = store_new(path);

	return store_ready(store, store_connect(store, is_copy, err), err);
}

struct store *
store_open(const char *path, struct err *err)
{
	return store_open_as(path, false, err);
}

struct store *
store_open_copy(const char *path, struct err *err)
{
	return store_open_as(path, true, err);
}

void
store_close(struct store *store)
{
	if (store == NULL)
		return;
	store_change_drop(store);
	store_record_free(store->record);
	store_answer_free(store);
	for (size_t i = 0; i < SQL_QUERIES; i++)
		(void)sqlite3_finalize(store->statements[i]);
	(void)sqlite3_close(store->db);
	free(store->path);
	free(store);
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

uint32_t
store_schema(void)
{
	return SQL_MIGRATIONS;
}

static void
store_bind(sqlite3_stmt *statement, int index, char type, va_list *args)
{
	const struct store_blob *blob;
	sqlite3_int64 number;

	switch (type) {
	case 't':
		(void)sqlite3_bind_text(statement, index, va_arg(*args, const char *), -1,
		    SQLITE_STATIC);
		return;
	case 'b':
		blob = va_arg(*args, const struct store_blob *);
		(void)sqlite3_bind_blob64(statement, index, blob->data != NULL ? blob->data : "",
		    blob->size, SQLITE_STATIC);
		return;
	case 'i':
	case 'z':
		number = va_arg(*args, int64_t);
		break;
	default:
		number = va_arg(*args, uint32_t);
		break;
	}
	if ((type == 'n' || type == 'z') && number == 0)
		(void)sqlite3_bind_null(statement, index);
	else
		(void)sqlite3_bind_int64(statement, index, number);
}

sqlite3_stmt *
store_start(struct store *store, enum sql_query query, const char *types, ...)
{
	sqlite3_stmt *statement = store_prepare(store, query);
	va_list args;

	if (statement == NULL)
		return NULL;
	(void)sqlite3_reset(statement);
	va_start(args, types);
	for (int i = 0; types[i] != '\0'; i++)
		store_bind(statement, i + 1, types[i], &args);
	va_end(args);
	return statement;
}

enum err_code
store_failed(const struct store *store, struct err *err)
{
	if (store->failed.code != ERR_OK)
		*err = store->failed;
	return store->failed.code;
}

bool
store_next(struct store *store, sqlite3_stmt *statement, enum err_code *ret_code, struct err *err)
{
	int rc;

	*ret_code = store_failed(store, err);
	rc = *ret_code == ERR_OK ? sqlite3_step(statement) : SQLITE_DONE;
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		*ret_code = store_fail(store->db, rc, err);
	if (*ret_code != ERR_OK)
		store->spoiled = *err;
	if (*ret_code == ERR_UNAVAILABLE)
		store->failed = *err;
	store_stop(statement);
	return false;
}

void
store_stop(sqlite3_stmt *statement)
{
	if (statement == NULL)
		return;
	(void)sqlite3_reset(statement);
	/* Borrowed texts go with the request. */
	(void)sqlite3_clear_bindings(statement);
}

enum err_code
store_finish(struct store *store, sqlite3_stmt *statement, struct err *err)
{
	enum err_code code = ERR_OK;

	while (store_next(store, statement, &code, err))
		continue;
	return code;
}

const char *
store_column_text(sqlite3_stmt *statement, int column, struct arena *arena)
{
	const unsigned char *text = sqlite3_column_text(statement, column);

	if (text == NULL && sqlite3_column_type(statement, column) != SQLITE_NULL)
		text = (const unsigned char *)""; /* no memory: the next step says so */
	return text != NULL ? arena_strdup(arena, (const char *)text) : NULL;
}

struct store_blob
store_column_blob(sqlite3_stmt *statement, int column, struct arena *arena)
{
	const void *data = sqlite3_column_blob(statement, column);
	size_t size = data != NULL ? (size_t)sqlite3_column_bytes(statement, column) : 0;
	void *copy = arena_alloc(arena, size);

	if (size > 0)
		memcpy(copy, data, size);
	return (struct store_blob){copy, size};
}

uint32_t
store_column_u32(sqlite3_stmt *statement, int column)
{
	return (uint32_t)sqlite3_column_int64(statement, column);
}

/* Room for one more element: doubles when full, at 0, 8, 16, 32 ... */
static void *
store_grow(struct arena *arena, void *list, size_t n, size_t size_bytes)
{
	void *bigger;

	if (n != 0 && (n < 8 || (n & (n - 1)) != 0))
		return list;
	bigger = arena_array(arena, n == 0 ? 8 : n * 2, size_bytes);
	if (n > 0)
		memcpy(bigger, list, n * size_bytes);
	return bigger;
}

enum err_code
store_collect(struct store *store, sqlite3_stmt *statement, struct arena *arena, size_t size_bytes,
    void (*fill)(sqlite3_stmt *row, struct arena *arena, void *ret_row), void *ret_list,
    size_t *ret_n, struct err *err)
{
	enum err_code code = ERR_OK;
	char *list = NULL;
	size_t n = 0;

	while (store_next(store, statement, &code, err)) {
		list = store_grow(arena, list, n, size_bytes);
		fill(statement, arena, list + n * size_bytes);
		n++;
	}
	if (code != ERR_OK)
		return code;
	memcpy(ret_list, &list, sizeof(list));
	*ret_n = n;
	return ERR_OK;
}

void
store_count_row(sqlite3_stmt *row, struct arena *arena, void *ret_row)
{
	*(struct store_count *)ret_row = (struct store_count){
	    .step_id = store_column_text(row, 0, arena),
	    .n = store_column_u32(row, 1),
	};
}

enum err_code
store_move(struct store *store, enum sql_query move, enum sql_query drop, const char *roadmap_id,
    const char *from_id, const char *to_id, struct err *err)
{
	enum err_code code =
	    store_finish(store, store_start(store, move, "ttt", roadmap_id, from_id, to_id), err);

	if (code == ERR_OK)
		code =
		    store_finish(store, store_start(store, drop, "tt", roadmap_id, from_id), err);
	return code;
}

void
store_age(const struct store *store, int64_t *ret_own, uint32_t *ret_others)
{
	*ret_own = sqlite3_total_changes64(store->db) - store->changes_apart;
	*ret_others = store->data_version;
}

uint32_t
store_data_version(struct store *store)
{
	sqlite3_stmt *row = store_start(store, SQL_DATA_VERSION, "");
	uint32_t version = store->data_version;
	struct err ignored = ERR_NONE;
	enum err_code code;

	while (store_next(store, row, &code, &ignored))
		version = store_column_u32(row, 0);
	return version;
}

bool
store_was_changed(struct store *store)
{
	const uint32_t before = store->data_version;

	store->data_version = store_data_version(store);
	return store->data_version != before;
}
