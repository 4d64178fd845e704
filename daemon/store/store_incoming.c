#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/copy.h"
#include "store/store_private.h"

enum {
	STORE_INCOMING_MIN = 512, /* the smallest page there is */
};

static const char *
store_incoming_path(struct store *store, struct arena *arena, const char *suffix)
{
	return arena_printf(arena, "%s.incoming%s", store->path, suffix);
}

static void
store_incoming_remove(struct store *store, struct arena *arena)
{
	static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++)
		(void)unlink(store_incoming_path(store, arena, suffixes[i]));
}

static enum err_code
store_incoming_write(int fd, uint64_t offset, struct store_blob piece, struct err *err)
{
	struct stat info;

	if (fstat(fd, &info) != 0 || info.st_size != (off_t)offset)
		return err_set(err, ERR_ABORTED,
		    "pieces of the backup are missing: is another restore under way?");
	for (size_t done = 0; done < piece.size;) {
		ssize_t n = write(fd, (const char *)piece.data + done, piece.size - done);

		if (n <= 0)
			return err_set(err, ERR_UNAVAILABLE, "cannot lay the backup aside: %s",
			    strerror(errno));
		done += (size_t)n;
	}
	return ERR_OK;
}

enum err_code
store_incoming_add(struct store *store, uint64_t offset, struct store_blob piece, struct err *err)
{
	struct arena *arena = arena_new();
	const char *path = store_incoming_path(store, arena, "");
	enum err_code code;
	int fd;

	if (strcmp(store->path, ":memory:") == 0) {
		arena_free(arena);
		return err_set(err, ERR_FAILED_PRECONDITION, "a database in memory has no file");
	}
	if (offset == 0)
		store_incoming_remove(store, arena);
	fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | (offset == 0 ? O_CREAT | O_EXCL : 0),
	    0600);
	if (fd < 0 && errno == ENOENT)
		code = err_set(err, ERR_ABORTED, "no restore has begun: send the whole backup");
	else if (fd < 0)
		code = err_set(err, ERR_UNAVAILABLE, "cannot lay the backup aside: %s",
		    strerror(errno));
	else
		code = store_incoming_write(fd, offset, piece, err);
	if (fd >= 0)
		close(fd);
	if (code == ERR_UNAVAILABLE)
		store_incoming_remove(store, arena);
	arena_free(arena);
	return code;
}

static bool
store_incoming_is_sound(struct store *incoming, struct arena *arena)
{
	const char *text = NULL;
	struct err ignored = ERR_NONE;
	uint32_t broken = 0;

	return store_check_integrity(incoming, arena, &text, &ignored) == ERR_OK && text != NULL &&
	       strcmp(text, "ok") == 0 &&
	       store_check_foreign_keys(incoming, &broken, &ignored) == ERR_OK && broken == 0;
}

/* SQLite would make a new database of a file that is empty, or a byte, and we bring up to date what
 * is ours. */
static struct store *
store_incoming_open(struct store *store, struct arena *arena, struct err *err)
{
	const char *path = store_incoming_path(store, arena, "");
	struct store *incoming;
	struct stat info;

	if (stat(path, &info) != 0 || info.st_size == 0) {
		(void)err_set(err, ERR_ABORTED, "no restore has begun: send the whole backup");
		return NULL;
	}
	incoming = info.st_size >= STORE_INCOMING_MIN ? store_open_copy(path, err) : NULL;
	if (info.st_size < STORE_INCOMING_MIN ||
	    (incoming == NULL && err->code == ERR_FAILED_PRECONDITION))
		(void)err_set(err, ERR_FAILED_PRECONDITION,
		    "that is no backup of roadmap, or one of a newer version: update roadmapd");
	else if (incoming == NULL ? err->code == ERR_DATA_LOSS
				  : !store_incoming_is_sound(incoming, arena)) {
		store_close(incoming);
		incoming = NULL;
		(void)err_set(err, ERR_INVALID_ARGUMENT, "the backup is damaged: take another");
	}
	return incoming;
}

/* What cannot be copied soundly is kept as it is: somebody may still read something out of it. */
static enum err_code
store_incoming_keep(struct store *store, struct arena *arena, int64_t now_s, const char **ret_aside,
    struct err *err)
{
	const char *dir, *date, *aside;
	enum err_code code = store_backup_dir(store, arena, &dir, err);

	if (code != ERR_OK)
		return code;
	date = store_backup_date(arena, now_s);
	aside = arena_printf(arena, "%s/replaced-%s.db", dir, date);
	for (int i = 2; access(aside, F_OK) == 0; i++) /* none is overwritten */
		aside = arena_printf(arena, "%s/replaced-%s-%d.db", dir, date, i);
	code = copy_database(store->db, aside, err);
	if (code == ERR_DATA_LOSS || (code == ERR_UNAVAILABLE && access(aside, F_OK) != 0)) {
		int rc = sqlite3_wal_checkpoint_v2(store->db, "main", SQLITE_CHECKPOINT_TRUNCATE,
		    NULL, NULL);

		/* what is in the log only would not be in the copy */
		code = rc == SQLITE_OK || (rc & 0xff) == SQLITE_CORRUPT
			   ? copy_bytes(store->db, aside, err)
			   : store_fail(store->db, rc, err);
	}
	if (code == ERR_OK)
		*ret_aside = aside;
	return code;
}

enum err_code
store_incoming_take(struct store *store, struct arena *arena, bool keep_aside, int64_t now_s,
    const char **ret_aside, struct err *err)
{
	struct store *incoming = store_incoming_open(store, arena, err);
	enum err_code code = incoming != NULL ? ERR_OK : err->code;
	int rc;

	*ret_aside = "";
	if (code == ERR_OK && keep_aside)
		code = store_incoming_keep(store, arena, now_s, ret_aside, err);
	if (code == ERR_OK)
		code = store_finish(incoming, store_start(incoming, SQL_ROADMAP_RENUMBER, ""), err);
	if (code == ERR_OK) {
		store_answer_forget(store);
		rc = copy_pages(incoming->db, store->db);
		code = rc == SQLITE_OK ? ERR_OK : store_fail(store->db, rc, err);
	}
	store_close(incoming);
	store_incoming_remove(store, arena);
	return code;
}
