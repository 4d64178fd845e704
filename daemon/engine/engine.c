#include "engine/engine.h"

#include <stdlib.h>

#include "engine/answers.h"
#include "engine/model.h"
#include "engine/op_table.h"
#include "engine/place.h"
#include "engine/wire.h"
#include "engine/zone.h"
#include "proto/clock.h"
#include "store/store_archive.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	ENGINE_DAY_S = 24 * 60 * 60,
};

/*
 * What a restore that was broken off left behind. The next one does it as well, if another process
 * holds the database just now.
 */
static void
engine_tidy(struct store *store)
{
	struct err ignored = ERR_NONE;
	uint32_t n = 0;
	enum err_code code = store_transaction_read(store, &ignored);

	if (code == ERR_OK)
		code = store_restore_part_count(store, &n, &ignored);
	store_transaction_drop(store);
	if (code != ERR_OK || n == 0)
		return;
	code = store_transaction_write(store, &ignored);
	if (code == ERR_OK)
		code = store_restore_part_clear(store, &ignored);
	if (code == ERR_OK)
		code = store_transaction_keep(store, &ignored);
	if (code == ERR_OK)
		(void)store_transaction_commit(store, &ignored);
	else
		store_transaction_drop(store);
}

static struct engine *
engine_new(struct store *store, int64_t started_at_s)
{
	struct engine *engine = calloc(1, sizeof(*engine));

	if (engine == NULL)
		abort();
	engine->store = store;
	engine->answers = answers_new();
	engine->started_at_s = started_at_s;
	return engine;
}

struct engine *
engine_open(const char *path, struct err *err)
{
	struct store *store = store_open(path, err);

	if (store == NULL)
		return NULL;
	engine_tidy(store);
	zone_open();
	return engine_new(store, clock_now_s());
}

struct engine *
engine_open_second(const struct engine *first, struct err *err)
{
	struct store *store = store_open_second(first->store, err);

	return store != NULL ? engine_new(store, first->started_at_s) : NULL;
}

void
engine_close(struct engine *engine)
{
	if (engine == NULL)
		return;
	model_trim(engine, 0);
	answers_free(engine->answers);
	arena_free(engine->second.arena);
	store_close(engine->store);
	free(engine);
}

void
engine_on_commit(struct engine *engine,
    void (*committed)(void *arg, enum err_code code, const char *text), void *arg)
{
	engine->committed = committed;
	engine->committed_arg = arg;
}

void
engine_ended(struct engine *engine, enum err_code code, const char *text)
{
	if (code != ERR_OK)
		model_trim(engine, 0);
	if (engine->committed != NULL)
		engine->committed(engine->committed_arg, code, text);
}

void
engine_drop(struct engine *engine, enum err_code code, const char *text)
{
	const bool was_pending = engine_is_pending(engine);

	store_transaction_drop(engine->store);
	if (was_pending && !engine_is_pending(engine))
		engine_ended(engine, code, text);
}

void
engine_notice(struct engine *engine)
{
	struct engine_second *second = &engine->second;

	if (!store_was_changed(engine->store))
		return;
	model_check(engine);
	/* not earlier: what is seen may have been committed just now */
	if (second->begun != NULL)
		second->seen = second->begun(second->begun_arg);
}

bool
engine_look(struct engine *engine)
{
	struct err err = ERR_NONE;
	enum err_code code = store_transaction_read(engine->store, &err);

	if (code == ERR_OK)
		engine_notice(engine);
	if (code == ERR_OK)
		code = store_transaction_keep(engine->store, &err);
	if (code != ERR_OK)
		engine_drop(engine, code, err.text);
	engine->has_looked = code == ERR_OK;
	return engine->has_looked;
}

bool
engine_is_pending(const struct engine *engine)
{
	return store_transaction_is_pending(engine->store);
}

enum err_code
engine_commit(struct engine *engine, struct err *err)
{
	enum err_code code;

	engine->has_looked = false;
	if (!engine_is_pending(engine))
		return ERR_OK;
	code = store_transaction_commit(engine->store, err);
	engine_ended(engine, code, code == ERR_OK ? "" : err->text);
	return code;
}

enum err_code
engine_backup_is_due(struct engine *engine, struct arena *arena, int64_t now_s, bool *ret_due,
    struct err *err)
{
	int64_t newest_s = 0, last_s = 0;
	enum err_code code;
	uint32_t n;

	store_backup_newest(engine->store, arena, &n, &newest_s);
	code = store_transaction_read(engine->store, err);
	if (code == ERR_OK)
		code = store_action_newest(engine->store, &last_s, err);
	if (code == ERR_OK)
		code = store_transaction_keep(engine->store, err);
	if (code != ERR_OK)
		store_transaction_drop(engine->store);
	/* A backup from the future is of a clock that was wrong, and does not count. */
	if (newest_s > now_s)
		newest_s = 0;
	if (code == ERR_OK)
		*ret_due = last_s > newest_s && now_s - newest_s >= ENGINE_DAY_S;
	return code;
}

enum err_code
engine_backup(const struct engine *engine, struct arena *arena, int64_t now_s,
    const char **ret_path, struct err *err)
{
	return store_backup(engine->store, arena, now_s, ret_path, err);
}

void
engine_rescue(struct engine *engine, struct arena *arena, int64_t now_s)
{
	store_backup_rescue(engine->store, arena, now_s);
}

bool
engine_is_write(struct arena *arena, struct bytes request)
{
	const Ttrpc__Request *envelope = NULL;
	const struct op_entry *entry = NULL;
	struct err ignored = ERR_NONE;

	if (wire_check(&ttrpc__request__descriptor, arena, request, &ignored) == ERR_OK)
		envelope = message_unpack(&ttrpc__request__descriptor, arena, request);
	if (envelope != NULL)
		entry = op_table_find(envelope->service, envelope->method);
	return entry != NULL && op_table_writes(entry);
}

enum err_code
engine_check(struct engine *engine, struct err *err)
{
	int64_t last_s;
	enum err_code code = engine_commit(engine, err);

	if (code == ERR_OK)
		code = store_transaction_read(engine->store, err);
	if (code != ERR_OK && store_transaction_is_held(engine->store))
		return ERR_OK;
	if (code == ERR_OK)
		code = store_action_newest(engine->store, &last_s, err);
	if (code == ERR_OK)
		code = store_transaction_keep(engine->store, err);
	if (code != ERR_OK)
		store_transaction_drop(engine->store);
	return code;
}

const char *
engine_status(struct engine *engine, struct arena *arena)
{
	struct op op = {.engine = engine, .store = engine->store, .arena = arena};
	struct err err = ERR_NONE;
	const char *status = "";
	struct place *place;

	/* It would tell what is not yet on the disk. */
	(void)engine_commit(engine, &err);
	if (store_transaction_read(engine->store, &err) != ERR_OK)
		return status;
	engine_notice(engine);
	place = place_open(&op, "", &err);
	if (place != NULL) {
		struct standing_progress progress =
		    standing_progress(place->standing, ROADMAP_NONE);

		status = arena_printf(arena, "%s %u %%", place->enrollment.roadmap_id,
		    (unsigned)progress.permille / 10);
	}
	if (store_transaction_keep(engine->store, &err) != ERR_OK)
		store_transaction_drop(engine->store);
	return status;
}
