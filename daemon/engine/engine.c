#include "engine/engine.h"

#include <stdlib.h>
#include <time.h>

#include "engine/model.h"
#include "engine/place.h"

/* What a restore that was broken off left behind. */
static enum err_code
engine_tidy(struct store *store, struct err *err)
{
	uint32_t n = 0;
	enum err_code code = store_begin_read(store, err);

	if (code == ERR_OK)
		code = store_restore_part_count(store, &n, err);
	store_rollback(store);
	if (code != ERR_OK || n == 0)
		return code;
	code = store_begin_write(store, err);
	if (code == ERR_OK)
		code = store_restore_part_clear(store, err);
	if (code == ERR_OK)
		code = store_commit(store, err);
	if (code != ERR_OK)
		store_rollback(store);
	return code;
}

struct engine *
engine_open(const char *path, struct err *err)
{
	struct store *store = store_open(path, err);
	struct engine *engine;

	if (store == NULL || engine_tidy(store, err) != ERR_OK) {
		store_close(store);
		return NULL;
	}
	engine = calloc(1, sizeof(*engine));
	if (engine == NULL)
		abort();
	engine->store = store;
	engine->started_at_s = time(NULL);
	return engine;
}

void
engine_close(struct engine *engine)
{
	if (engine == NULL)
		return;
	model_trim(engine, 0);
	store_close(engine->store);
	free(engine);
}

void
engine_hurry(struct engine *engine)
{
	store_hurry(engine->store);
}

const char *
engine_status(struct engine *engine, struct arena *arena)
{
	struct op op = {.engine = engine, .store = engine->store, .arena = arena};
	struct err err = ERR_NONE;
	const char *status = "";
	struct place *place;

	if (store_begin_read(engine->store, &err) != ERR_OK)
		return status;
	place = place_open(&op, "", &err);
	if (place != NULL) {
		struct standing_progress progress =
		    standing_progress(place->standing, ROADMAP_NONE);

		status = arena_printf(arena, "%s %u %%", place->enrollment.roadmap_id,
		    (unsigned)progress.permille / 10);
	}
	if (store_commit(engine->store, &err) != ERR_OK)
		store_rollback(engine->store);
	return status;
}
