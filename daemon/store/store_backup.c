#include "store/store.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/copy.h"
#include "store/store_private.h"

static const char *
store_backup_place(struct store *store, struct arena *arena)
{
	const char *slash = strrchr(store->path, '/');
	int length = slash != NULL ? (int)(slash - store->path) : 1;

	return arena_printf(arena, "%.*s/backups", length, slash != NULL ? store->path : ".");
}

enum err_code
store_backup_dir(struct store *store, struct arena *arena, const char **ret_dir, struct err *err)
{
	const char *dir = store_backup_place(store, arena);

	if (mkdir(dir, 0700) != 0 && errno != EEXIST)
		return err_set(err, ERR_UNAVAILABLE, "cannot make the folder %s: %s", dir,
		    strerror(errno));
	*ret_dir = dir;
	return ERR_OK;
}

#define STORE_BACKUP_TWO "[0-9][0-9]"

#define STORE_BACKUP_SHAPE                                                             \
	"roadmap-" STORE_BACKUP_TWO STORE_BACKUP_TWO STORE_BACKUP_TWO STORE_BACKUP_TWO \
	"T" STORE_BACKUP_TWO STORE_BACKUP_TWO STORE_BACKUP_TWO "Z.db"

/* "roadmap-20260101T120000Z.db", just so: other files in the folder are somebody else's. */
static int
store_backup_is_ours(const struct dirent *entry)
{
	return fnmatch(STORE_BACKUP_SHAPE, entry->d_name, 0) == 0;
}

/* What a daemon left that was killed while it made one. */
static int
store_backup_is_half(const struct dirent *entry)
{
	return fnmatch(STORE_BACKUP_SHAPE ".part*", entry->d_name, 0) == 0;
}

static void
store_backup_prune_halves(struct arena *arena, const char *dir)
{
	struct dirent **list;
	int n = scandir(dir, &list, store_backup_is_half, alphasort);

	for (int i = 0; i < n; i++) {
		(void)unlink(arena_printf(arena, "%s/%s", dir, list[i]->d_name));
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

/* The names sort by date. What cannot be deleted does no harm; `kept` was just made. */
static void
store_backup_prune(struct arena *arena, const char *dir, const char *kept)
{
	struct dirent **list;
	int n = scandir(dir, &list, store_backup_is_ours, alphasort);

	for (int i = 0; i < n; i++) {
		const char *path = arena_printf(arena, "%s/%s", dir, list[i]->d_name);

		if (i < n - STORE_BACKUPS && strcmp(path, kept) != 0)
			(void)unlink(path);
		free(list[i]);
	}
	if (n >= 0)
		free(list);
}

/* By a connection of its own, which sees what was committed last. */
static enum err_code
store_backup_copy(struct store *store, const char *path, struct err *err)
{
	sqlite3 *db = NULL;
	enum err_code code;
	int rc = sqlite3_open_v2(store->path, &db, SQLITE_OPEN_READONLY, NULL);

	code = rc == SQLITE_OK ? copy_database(db, path, err) : store_fail(db, rc, err);
	(void)sqlite3_close(db);
	return code;
}

void
store_backup_rescue(struct store *store, struct arena *arena, int64_t now_s)
{
	struct err ignored = ERR_NONE;
	uint32_t version;
	const char *dir;

	if (store->is_second || strcmp(store->path, ":memory:") == 0)
		return;
	if (access(store->path, F_OK) == 0) {
		store->is_rescued = false;
		return;
	}
	/* What had begun before the file went may be committed after it was saved. */
	version = store_data_version(store);
	if ((store->is_rescued && store->rescued_version == version) ||
	    store_backup_dir(store, arena, &dir, &ignored) != ERR_OK)
		return;
	store->rescued_version = version;
	store->is_rescued =
	    copy_database(store->db,
		arena_printf(arena, "%s/roadmap-%s.db", dir, store_backup_date(arena, now_s)),
		&ignored) == ERR_OK;
}

const char *
store_backup_date(struct arena *arena, int64_t now_s)
{
	time_t now = (time_t)now_s;
	char date[32];
	struct tm utc;

	if (gmtime_r(&now, &utc) == NULL ||
	    strftime(date, sizeof(date), "%Y%m%dT%H%M%SZ", &utc) == 0)
		abort();
	return arena_strdup(arena, date);
}

const char *
store_backup_newest(struct store *store, struct arena *arena, uint32_t *ret_n, int64_t *ret_at_s)
{
	const char *dir = store_backup_place(store, arena), *path = NULL;
	struct dirent **list;
	struct tm utc = {0};
	int n;

	*ret_n = 0;
	*ret_at_s = 0;
	n = scandir(dir, &list, store_backup_is_ours, alphasort);
	if (n > 0 && strptime(list[n - 1]->d_name, "roadmap-%Y%m%dT%H%M%SZ.db", &utc) != NULL) {
		*ret_n = (uint32_t)n;
		*ret_at_s = timegm(&utc);
		path = arena_printf(arena, "%s/%s", dir, list[n - 1]->d_name);
	}
	for (int i = 0; i < n; i++)
		free(list[i]);
	if (n >= 0)
		free(list);
	return path;
}

enum err_code
store_backup(struct store *store, struct arena *arena, int64_t now_s, const char **ret_path,
    struct err *err)
{
	const char *dir, *path;
	enum err_code code;

	*ret_path = "";
	if (strcmp(store->path, ":memory:") == 0)
		return ERR_OK;
	code = store_backup_dir(store, arena, &dir, err);
	if (code != ERR_OK)
		return code;
	path = arena_printf(arena, "%s/roadmap-%s.db", dir, store_backup_date(arena, now_s));
	code = store_backup_copy(store, path, err);
	if (code != ERR_OK)
		return code;
	store_backup_prune(arena, dir, path);
	store_backup_prune_halves(arena, dir);
	*ret_path = path;
	return ERR_OK;
}
