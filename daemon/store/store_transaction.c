#include "store/store.h"

#include <stdlib.h>
#include <unistd.h>

#include "store/store_private.h"

static enum err_code
store_transaction_run(struct store *store, enum sql_query query, struct err *err)
{
	return store_finish(store, store_start(store, query, ""), err);
}

enum err_code
store_transaction_moved(const struct store *store, struct err *err)
{
	if (access(store->path, F_OK) == 0)
		return err_set(err, ERR_UNAVAILABLE,
		    "%.80s was replaced: put the old one back, or restart roadmapd: see roadmap "
		    "doctor",
		    store->path);
	return err_set(err, ERR_UNAVAILABLE,
	    "%.80s is gone: put it back, or restore a backup: see roadmap doctor", store->path);
}

/* What is written into a file that has lost its name is gone when we end. */
static enum err_code
store_transaction_check_file(struct store *store, struct err *err)
{
	int moved = 0;

	(void)sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (moved == 0) {
		store->is_rescued = false;
		return ERR_OK;
	}
	return store_transaction_moved(store, err);
}

static enum err_code
store_transaction_begin(struct store *store, enum sql_query query, struct err *err)
{
	enum err_code code =
	    store->n_pending == 0 ? store_transaction_check_file(store, err) : ERR_OK;

	store->writing = false;
	store->is_held = false;
	store->failed.code = ERR_OK;
	store->changes_before = sqlite3_total_changes64(store->db);
	if (code != ERR_OK || store->n_pending > 0)
		return code;
	/* Even a rollback may find no memory. */
	if (!sqlite3_get_autocommit(store->db))
		code = store_transaction_run(store, SQL_TRANSACTION_ROLLBACK, err);
	if (code == ERR_OK)
		code = store_transaction_run(store, query, err);
	store->is_held = code != ERR_OK && (sqlite3_errcode(store->db) & 0xff) == SQLITE_BUSY;
	return code;
}

enum err_code
store_transaction_read(struct store *store, struct err *err)
{
	return store_transaction_begin(store, SQL_TRANSACTION_READ, err);
}

enum err_code
store_transaction_write(struct store *store, struct err *err)
{
	enum err_code code = store_transaction_begin(store, SQL_TRANSACTION_WRITE, err);

	if (code == ERR_OK)
		code = store_transaction_run(store, SQL_TRANSACTION_SAVEPOINT, err);
	store->writing = code == ERR_OK;
	return code;
}

bool
store_transaction_is_held(const struct store *store)
{
	return store->is_held;
}

bool
store_transaction_is_pending(const struct store *store)
{
	return store->n_pending > 0;
}

static void
store_transaction_check_read(struct store *store)
{
	if (!store->writing && sqlite3_total_changes64(store->db) != store->changes_before)
		abort();
}

/* Otherwise the commit would find out, and refuse all that share it. */
static enum err_code
store_transaction_check_references(struct store *store, struct err *err)
{
	int broken = 0, highest = 0;

	(void)sqlite3_db_status(store->db, SQLITE_DBSTATUS_DEFERRED_FKS, &broken, &highest, 0);
	return broken == 0
		   ? ERR_OK
		   : err_set(err, ERR_ABORTED,
			 "that does not fit what is stored: it refers to what is not there");
}

enum err_code
store_transaction_keep(struct store *store, struct err *err)
{
	enum err_code code = store_failed(store, err);

	store_transaction_check_read(store);
	if (code != ERR_OK)
		return code;
	if (!store->writing)
		return store->n_pending > 0
			   ? ERR_OK
			   : store_transaction_run(store, SQL_TRANSACTION_COMMIT, err);
	code = store_transaction_check_references(store, err);
	if (code == ERR_OK)
		code = store_transaction_run(store, SQL_TRANSACTION_RELEASE, err);
	if (code != ERR_OK)
		return code;
	store_answer_keep(store);
	store->writing = false;
	store->n_pending++;
	return ERR_OK;
}

/* Back to the savepoint. False if the whole transaction is lost. */
static bool
store_transaction_back(struct store *store)
{
	struct err ignored = ERR_NONE;

	if (sqlite3_get_autocommit(store->db))
		return false;
	if (!store->writing)
		return store->n_pending > 0;
	return store_transaction_run(store, SQL_TRANSACTION_BACK, &ignored) == ERR_OK &&
	       store_transaction_run(store, SQL_TRANSACTION_RELEASE, &ignored) == ERR_OK;
}

void
store_transaction_drop(struct store *store)
{
	struct err ignored = ERR_NONE;
	bool keeps;

	store_transaction_check_read(store);
	store_change_drop(store);
	store->failed.code = ERR_OK;
	keeps = store_transaction_back(store) && store->n_pending > 0;
	store->writing = false;
	store_answer_drop(store, !keeps);
	if (keeps)
		return;
	store->n_pending = 0;
	/* Some errors have rolled it back already. */
	if (!sqlite3_get_autocommit(store->db))
		(void)store_transaction_run(store, SQL_TRANSACTION_ROLLBACK, &ignored);
}

/* Nothing that is asked for depends on the answers: the age of the database is as it was. */
static enum err_code
store_transaction_answers(struct store *store, struct err *err)
{
	const sqlite3_int64 before = sqlite3_total_changes64(store->db);
	enum err_code code = store_answer_write(store, err);

	store->changes_apart += sqlite3_total_changes64(store->db) - before;
	return code;
}

enum err_code
store_transaction_commit(struct store *store, struct err *err)
{
	enum err_code code;

	if (store->n_pending == 0)
		return ERR_OK;
	store->failed.code = ERR_OK;
	code = store_transaction_answers(store, err);
	store->n_pending = 0;
	store->changes_before = sqlite3_total_changes64(store->db);
	if (code == ERR_OK)
		code = store_transaction_run(store, SQL_TRANSACTION_COMMIT, err);
	if (code != ERR_OK) {
		store_answer_forget(store);
		store_transaction_drop(store);
	}
	store_answer_drop(store, true);
	return code;
}
