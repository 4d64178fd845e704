#include "store/migrate.h"

#include <limits.h>
#include <stdlib.h>

#include "store/copy.h"
#include "store/store_private.h"

enum {
	MIGRATE_APPLICATION_ID = 0x52644d70, /* "RdMp" */
};

struct migrate_state {
	uint32_t application_id, version, objects;
};

static int
migrate_state_row(void *data, int n, char **values, char **names)
{
	struct migrate_state *state = data;

	(void)names;
	for (int i = 0; i < n; i++)
		if (values[i] == NULL)
			return 1; /* no memory */
	state->application_id = (uint32_t)strtoul(values[0], NULL, 10);
	state->version = (uint32_t)strtoul(values[1], NULL, 10);
	state->objects = (uint32_t)strtoul(values[2], NULL, 10);
	return 0;
}

static enum err_code
migrate_state_read(sqlite3 *db, struct migrate_state *ret_state, struct err *err)
{
	int rc = sqlite3_exec(db, sql_queries[SQL_SCHEMA_VERSION].text, migrate_state_row,
	    ret_state, NULL);

	if (rc == SQLITE_ABORT)
		rc = SQLITE_NOMEM;
	return rc == SQLITE_OK ? ERR_OK : store_fail(db, rc, err);
}

static enum err_code
migrate_check(const struct migrate_state *state, const char *path, uint32_t n_steps,
    struct err *err)
{
	if (state->application_id != MIGRATE_APPLICATION_ID &&
	    (state->application_id != 0 || state->objects != 0))
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "%s belongs to another program: move it away or choose another --database",
		    path);
	if (state->version > n_steps)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "%s is of a newer version (schema %u, this program knows %u): update roadmapd",
		    path, state->version, n_steps);
	return ERR_OK;
}

static enum err_code
migrate_backup(sqlite3 *db, const char *path, uint32_t version, struct err *err)
{
	char copy[PATH_MAX];

	if (snprintf(copy, sizeof(copy), "%s.schema-%u", path, version) >= (int)sizeof(copy))
		return err_set(err, ERR_UNAVAILABLE, "the path of the backup %s is too long", path);
	return copy_database(db, copy, err);
}

/* Another process may have done the step meanwhile: asked again under the lock. */
static int
migrate_step_locked(sqlite3 *db, const struct sql_text *step, uint32_t number, struct err *err)
{
	struct migrate_state state = {0};

	if (migrate_state_read(db, &state, err) != ERR_OK)
		return sqlite3_errcode(db);
	if (state.version >= number)
		return SQLITE_OK;
	return sqlite3_exec(db, step->text, NULL, NULL, NULL);
}

static enum err_code
migrate_step(sqlite3 *db, const struct sql_text *step, uint32_t number, struct err *err)
{
	const enum sql_query begin = SQL_TRANSACTION_WRITE, commit = SQL_TRANSACTION_COMMIT;
	int rc = sqlite3_exec(db, sql_queries[begin].text, NULL, NULL, NULL);

	if (rc == SQLITE_OK)
		rc = migrate_step_locked(db, step, number, err);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, sql_queries[commit].text, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		return ERR_OK;
	(void)store_fail(db, rc, err);
	if (!sqlite3_get_autocommit(db))
		(void)sqlite3_exec(db, sql_queries[SQL_TRANSACTION_ROLLBACK].text, NULL, NULL,
		    NULL);
	return err->code;
}

enum err_code
migrate_examine(sqlite3 *db, const char *path, uint32_t n_steps, struct err *err)
{
	struct migrate_state state = {0};
	enum err_code code = migrate_state_read(db, &state, err);

	return code == ERR_OK ? migrate_check(&state, path, n_steps, err) : code;
}

enum err_code
migrate_run(sqlite3 *db, const char *path, const struct sql_text *steps, uint32_t n_steps,
    struct err *err)
{
	struct migrate_state state = {0};
	enum err_code code = migrate_examine(db, path, n_steps, err);

	if (code == ERR_OK)
		code = migrate_state_read(db, &state, err);
	if (code == ERR_OK && path[0] != '\0' && state.version > 0 && state.version < n_steps)
		code = migrate_backup(db, path, state.version, err);
	for (uint32_t i = state.version; code == ERR_OK && i < n_steps; i++)
		code = migrate_step(db, &steps[i], i + 1, err);
	return code;
}
