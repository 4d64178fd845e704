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

bool
engine_is_pending(const struct engine *engine)
{
	return store_transaction_is_pending(engine->store);
}

enum err_code
engine_commit(struct engine *engine, struct err *err)
{
	enum err_code code;

	if (!engine_is_pending(engine))
		return ERR_OK;
	code = store_transaction_commit(engine->store, err);
	engine_ended(engine, code, code == ERR_OK ? "" : err->text);
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
