#include "engine/dispatch.h"

#include <string.h>

#include "core/text.h"
#include "engine/answers.h"
#include "engine/model.h"
#include "engine/op_table.h"
#include "engine/place_kept.h"
#include "engine/refusal.h"
#include "engine/uuid.h"
#include "engine/view.h"
#include "engine/wire.h"
#include "engine/zone.h"
#include "proto/frame.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	DISPATCH_US_PER_S = 1000000,
	DISPATCH_SUMMARY_MAX = 1000,
};

/* One request as it is served. */
struct dispatch_job {
	const struct op_entry *entry;
	struct op op;
	int64_t now_us;
	bool writes, is_held, reads_only;
	const char *key;    /* of a write, with its method; NULL if there is none */
	struct bytes bytes; /* as they came */
	ProtobufCMessage *request;
	ProtobufCMessage *reply; /* NULL for a watch */
	struct bytes response;
	struct store_action action; /* seq 0: nothing was written */
};

/* An undo marks the action it took back; a redo, which undoes an undo, frees that one's. */
static enum err_code
dispatch_mark(struct dispatch_job *job, struct err *err)
{
	struct store *store = job->op.store;
	struct store_action undone;
	enum err_code code;

	code = store_action_get(store, job->op.arena, job->action.undoes, &undone, err);
	if (code == ERR_OK)
		code = store_action_mark(store, undone.seq, job->action.seq, err);
	if (code == ERR_OK && undone.undoes != 0)
		code = store_action_mark_redone(store, undone.undoes, job->action.seq, err);
	return code;
}

/* Puts the action of a write into the history, if it changed something. */
static enum err_code
dispatch_record(struct dispatch_job *job, struct err *err)
{
	struct op *op = &job->op;
	struct store_blob changeset;
	enum err_code code = store_change_end(op->store, op->arena, &changeset, err);

	if (code == ERR_OK && changeset.size == 0 && op->undoes != 0)
		return err_set(err, ERR_ABORTED,
		    "nothing of it can be taken back: the database has changed its form since");
	if (code != ERR_OK || changeset.size == 0)
		return code;
	/* Whatever is in the history must fit into a frame when it is exported. */
	if (changeset.size > DISPATCH_VALUE_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "that is too much for one command: it changes over 4 MiB");
	if (strlen(op->summary) > DISPATCH_SUMMARY_MAX)
		op->summary = arena_printf(op->arena, "%.*s",
		    (int)text_fit(op->summary, DISPATCH_SUMMARY_MAX), op->summary);
	job->action = (struct store_action){
	    .id = op->action_id,
	    .at_us = job->now_us,
	    .command = job->entry->command,
	    .summary = op->summary,
	    .roadmap_id = op->roadmap_id,
	    .undoes = op->undoes,
	};
	code = store_action_add(op->store, &job->action, changeset, err);
	if (code == ERR_OK && op->undoes != 0)
		code = dispatch_mark(job, err);
	if (code != ERR_OK)
		return code;
	if (op->action != NULL)
		op->action->seq = job->action.seq;
	if (op->ret_action_id != NULL)
		*op->ret_action_id = job->action.id;
	return ERR_OK;
}

static enum err_code
dispatch_write(struct dispatch_job *job, struct err *err)
{
	struct op *op = &job->op;
	enum err_code code;

	if (!engine_is_pending(op->engine))
		uuid_begin(&op->engine->ids);
	op->action_id = uuid_new(&op->engine->ids, op->arena);
	code = store_change_begin(op->store, err);
	if (code == ERR_OK)
		code = job->entry->call(op, job->request, job->reply, err);
	place_kept_hold(op);
	if (code == ERR_OK)
		code = dispatch_record(job, err);
	return code;
}

static struct bytes
dispatch_response(struct arena *arena, const ProtobufCMessage *reply)
{
	Ttrpc__Response *response = message_new(&ttrpc__response__descriptor, arena);
	struct bytes payload = message_pack(arena, reply);

	response->payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	return message_pack(arena, &response->base);
}

/* Before the commit: what cannot be answered is not done. */
static enum err_code
dispatch_pack(struct dispatch_job *job, struct err *err)
{
	if (job->reply == NULL)
		return ERR_OK;
	job->response = dispatch_response(job->op.arena, job->reply);
	if (job->response.size > FRAME_DATA_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "the answer is over 4 MiB: ask for less at a time");
	return ERR_OK;
}

/* A client that lost the answer to a write asks again with the same key: it is answered the same.
 */
static enum err_code
dispatch_recall(struct dispatch_job *job, struct err *err)
{
	struct store_blob response = {NULL, 0};
	enum err_code code = ERR_OK;

	if (job->key != NULL)
		code = store_answer_get(job->op.store, job->op.arena, job->key, &response, err);
	job->response = (struct bytes){response.data, response.size};
	return code;
}

static enum err_code
dispatch_serve(struct dispatch_job *job, struct err *err)
{
	enum err_code code = dispatch_recall(job, err);

	if (code != ERR_OK || job->response.data != NULL)
		return code;
	code = job->writes ? dispatch_write(job, err)
			   : job->entry->call(&job->op, job->request, job->reply, err);
	if (code == ERR_OK)
		code = dispatch_pack(job, err);
	if (code == ERR_OK && job->key != NULL && job->action.seq != 0)
		store_answer_put(job->op.store, job->key,
		    (struct store_blob){job->response.data, job->response.size});
	if (code == ERR_OK && job->writes)
		place_kept_carry(&job->op);
	return code;
}

static enum err_code
dispatch_begin(struct dispatch_job *job, struct err *err)
{
	struct engine *engine = job->op.engine;
	struct err ignored = ERR_NONE;
	enum err_code code;

	if (job->entry->mode == OP_APART)
		(void)engine_commit(engine, &ignored); /* told to those whom it concerns */
	code = job->writes ? store_transaction_write(job->op.store, err)
			   : store_transaction_read(job->op.store, err);
	job->is_held = code != ERR_OK && store_transaction_is_held(job->op.store);
	if (code != ERR_OK && !job->is_held)
		store_backup_rescue(job->op.store, job->op.arena, job->op.now_s);
	/* Another connection may have replaced a roadmap; not while we hold the lock. */
	if (code == ERR_OK && !engine_is_pending(engine))
		engine_notice(engine);
	return code;
}

static void
dispatch_remember(const struct dispatch_job *job)
{
	const struct answer answer = {job->entry->command, job->response, true};

	answers_put(job->op.engine->answers, job->op.store, job->op.now_s, job->bytes, &answer);
}

static enum err_code
dispatch_transaction(struct dispatch_job *job, struct err *err)
{
	enum err_code code;

	if (job->entry->mode == OP_BARE || job->entry->mode == OP_ALONE) {
		code = job->entry->call(&job->op, job->request, job->reply, err);
		return code == ERR_OK ? dispatch_pack(job, err) : code;
	}
	code = dispatch_begin(job, err);
	if (code == ERR_OK)
		code = dispatch_serve(job, err);
	if (code == ERR_OK && job->op.holds)
		dispatch_remember(job);
	if (code == ERR_OK)
		code = store_transaction_keep(job->op.store, err);
	if (code != ERR_OK)
		engine_drop(job->op.engine, code, err->text);
	return code;
}

/* Other keys of the metadata are for others: a stock client may send some. */
static enum err_code
dispatch_find_key(struct dispatch_job *job, const Ttrpc__Request *envelope, struct err *err)
{
	const char *key = NULL;

	for (size_t i = 0; i < envelope->n_metadata; i++)
		if (strcmp(envelope->metadata[i]->key, "idempotency-key") == 0)
			key = envelope->metadata[i]->value;
	if (!job->writes || key == NULL)
		return ERR_OK;
	if (key[0] == '\0' || strlen(key) > TEXT_ID_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "an idempotency-key has 1 to %d bytes",
		    TEXT_ID_MAX);
	job->key = arena_printf(job->op.arena, "%s %s", job->entry->command, key);
	return ERR_OK;
}

/* The zone the client says it is in; without one it is the daemon's. */
static enum err_code
dispatch_zone(const Ttrpc__Request *envelope, struct err *err)
{
	const char *zone = "";

	for (size_t i = 0; i < envelope->n_metadata; i++)
		if (strcmp(envelope->metadata[i]->key, "time-zone") == 0)
			zone = envelope->metadata[i]->value;
	return zone_use(zone, err);
}

/* The name of a method, and the message in its payload. */
static enum err_code
dispatch_unpack(struct dispatch_job *job, struct bytes bytes, struct dispatch_reply *reply,
    struct err *err)
{
	struct arena *arena = job->op.arena;
	const Ttrpc__Request *envelope;
	struct bytes payload;
	enum err_code code = wire_check(&ttrpc__request__descriptor, arena, bytes, err);

	if (code != ERR_OK)
		return code;
	envelope = message_unpack(&ttrpc__request__descriptor, arena, bytes);
	if (envelope == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "the request is not a ttrpc.Request");
	job->entry = op_table_find(envelope->service, envelope->method);
	if (job->entry == NULL)
		return err_set(err, ERR_UNIMPLEMENTED, "no method '%.60s/%.40s': update roadmapd",
		    envelope->service, envelope->method);
	job->writes = job->entry->mode == OP_WRITE || job->entry->mode == OP_APART;
	reply->method = job->entry->command;
	reply->is_write = job->reads_only && op_table_writes(job->entry);
	if (reply->is_write)
		return ERR_OK;
	code = dispatch_find_key(job, envelope, err);
	if (code == ERR_OK)
		code = dispatch_zone(envelope, err);
	if (code != ERR_OK)
		return code;
	payload = (struct bytes){envelope->payload.data, envelope->payload.len};
	code = wire_check(job->entry->input, arena, payload, err);
	if (code != ERR_OK)
		return code;
	job->request = message_unpack(job->entry->input, arena, payload);
	if (job->request == NULL)
		return err_set(err, ERR_INVALID_ARGUMENT, "the request is not a %s",
		    job->entry->input->name);
	if (job->entry->mode != OP_WATCH)
		job->reply = message_new(job->entry->output, arena);
	return ERR_OK;
}

struct bytes
dispatch_refusal(struct arena *arena, enum err_code code, const char *text)
{
	const char *line;

	return refusal_pack(arena, code, text, NULL, &line);
}

static struct bytes
dispatch_event(const struct dispatch_job *job)
{
	const struct op *op = &job->op;
	Pb__EventNotice *event = message_new(&pb__event_notice__descriptor, op->arena);

	event->seq = job->action.seq;
	event->action_id = job->action.id;
	event->at = view_timestamp(op->arena, job->action.at_us);
	event->command = job->action.command;
	event->summary = job->action.summary;
	event->roadmap_id = job->action.roadmap_id;
	event->step_ids = op->step_ids;
	event->n_step_ids = op->n_step_ids;
	return message_pack(op->arena, &event->base);
}

static void
dispatch_refuse(struct dispatch_job *job, struct dispatch_reply *reply, enum err_code code,
    const char *text)
{
	const struct op *op = &job->op;
	const ProtobufCMessage *details = NULL;

	if (op->candidates != NULL && op->candidates->n_candidates > 0)
		details = &op->candidates->base;
	if (op->faults != NULL)
		details = &op->faults->base;
	reply->code = code;
	reply->response = refusal_pack(op->arena, code, text, details, &reply->text);
}

static void
dispatch_answer(struct dispatch_job *job, struct dispatch_reply *reply)
{
	if (job->action.seq != 0)
		reply->event = dispatch_event(job);
	if (job->entry->mode == OP_WATCH) {
		reply->watch = true;
		return;
	}
	reply->response = job->response;
	reply->holds = job->op.holds;
}

/*
 * The answer that the same request had, if nothing was written since. What fails here is tried
 * again by the long way, which tells.
 */
static bool
dispatch_again(struct op *op, struct bytes request, struct dispatch_reply *reply)
{
	struct engine *engine = op->engine;
	const struct answer *answer;

	if (!answers_has(engine->answers, request))
		return false;
	if (!engine->has_looked && !engine->second.is_writing && !engine_look(engine))
		return false;
	answer = answers_get(engine->answers, op->store, op->now_s, request);
	if (answer == NULL)
		return false;
	reply->method = answer->method;
	reply->response = message_copy(op->arena, answer->response);
	reply->holds = true;
	return true;
}

static struct dispatch_reply
dispatch_one(struct engine *engine, int64_t now_us, struct arena *arena, struct bytes request,
    bool reads_only)
{
	struct dispatch_reply reply = {.method = "?", .text = ""};
	struct dispatch_job job = {
	    .op = {.engine = engine,
		.store = engine->store,
		.arena = arena,
		.now_s = now_us / DISPATCH_US_PER_S,
		.summary = "",
		.roadmap_id = ""},
	    .now_us = now_us,
	    .bytes = request,
	    .reads_only = reads_only,
	};
	struct err err = ERR_NONE;
	enum err_code code;

	if (dispatch_again(&job.op, request, &reply))
		return reply;
	code = dispatch_unpack(&job, request, &reply, &err);
	if (reply.is_write)
		return reply;
	if (code == ERR_OK)
		code = dispatch_transaction(&job, &err);
	if (code == ERR_OK)
		dispatch_answer(&job, &reply);
	else
		dispatch_refuse(&job, &reply, code, err.text);
	reply.is_held = job.is_held;
	/* What a write read before it failed may never have been stored. */
	model_trim(engine, code != ERR_OK && job.writes ? 0 : MODEL_KEEP);
	return reply;
}

struct dispatch_reply
dispatch_shared(struct engine *engine, int64_t now_us, struct arena *arena, struct bytes request)
{
	return dispatch_one(engine, now_us, arena, request, false);
}

struct dispatch_reply
dispatch_read(struct engine *engine, int64_t now_us, struct arena *arena, struct bytes request)
{
	return dispatch_one(engine, now_us, arena, request, true);
}

struct dispatch_reply
dispatch(struct engine *engine, int64_t now_us, struct arena *arena, struct bytes request)
{
	struct dispatch_reply reply = dispatch_shared(engine, now_us, arena, request);
	struct err err = ERR_NONE;

	if (engine_commit(engine, &err) == ERR_OK)
		return reply;
	reply.code = err.code;
	reply.event = (struct bytes){NULL, 0};
	reply.response = refusal_pack(arena, err.code, err.text, NULL, &reply.text);
	return reply;
}
