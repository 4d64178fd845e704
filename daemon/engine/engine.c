#include "engine/engine.h"

#include <stdlib.h>

#include "engine/model.h"
#include "engine/place.h"
#include "proto/clock.h"

struct engine *
engine_open(const char *path, struct err *err)
{
	struct store *store = store_open(path, err);
	struct engine *engine;

	if (store == NULL)
		return NULL;
	engine = calloc(1, sizeof(*engine));
	if (engine == NULL)
		abort();
	engine->store = store;
	engine->started_at_s = clock_now_s();
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
