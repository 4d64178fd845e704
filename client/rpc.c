#include "client/rpc.h"

#include <errno.h>
#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "client/rpc_service.h"
#include "client/start.h"
#include "client/when.h"
#include "proto/endpoint.h"
#include "proto/frame.h"
#include "proto/message.h"
#include "roadmap/v1/admin.pb-c.h"
#include "ttrpc/ttrpc.pb-c.h"

enum {
	RPC_PATIENCE_S = 60, /* a daemon that is silent for so long is taken for hung */
	RPC_TRIES = 2,       /* of a question whose connection ends before its answer */
	RPC_BUFFER = 16384,  /* most answers come in one read */
};

struct rpc {
	struct endpoint endpoint;
	int fd;              /* -1 while not connected */
	uint32_t stream_id;  /* of the last request */
	uint32_t awaited_id; /* of the next answer */
	uint64_t key[2];     /* random; the second changes with each call */
	bool start;
	bool lost;
	const ProtobufCMessageDescriptor *watched;
	/* what was read and not taken yet */
	size_t begin, end;
	uint8_t buffer[RPC_BUFFER];
};

static const char rpc_closed[] = "closed the connection before it answered: see roadmap doctor";

/* Before it is asked for the first time: its key stays the same when it is asked again. */
static void
rpc_prepare(struct rpc *rpc, struct rpc_question *question)
{
	question->to = rpc_service_find(question->service);
	question->type =
	    protobuf_c_service_descriptor_get_method_by_name(question->to, question->method);
	if (!question->type || question->type->input != question->request->descriptor)
		abort();
	question->key = ++rpc->key[1];
	question->reply = NULL;
	question->is_unsure = false;
}

static void
rpc_disconnect(struct rpc *rpc)
{
	if (rpc->fd >= 0)
		close(rpc->fd);
	rpc->fd = -1;
	rpc->stream_id = 0;
	rpc->begin = rpc->end = 0;
}

/* A daemon just started has not shown yet that it can serve: ask, and tell its last words. */
static enum err_code
rpc_greet(struct rpc *rpc, struct err *err)
{
	Pb__AdminHelloRequest request = PB__ADMIN_HELLO_REQUEST__INIT;
	Pb__AdminHelloReply *reply;
	struct arena *arena = arena_new();
	struct err why;
	enum err_code code;

	rpc->start = false;
	code = rpc_call(rpc, "Admin", "Hello", &request.base, arena, &reply, NULL, &why);
	rpc->start = true;
	if (code != ERR_OK && rpc->lost)
		code = start_fail(arena, err);
	else if (code != ERR_OK)
		*err = why;
	arena_free(arena);
	return code;
}

static enum err_code
rpc_connect(struct rpc *rpc, struct err *err)
{
	struct timeval patience = {.tv_sec = RPC_PATIENCE_S};
	enum err_code code;
	bool started = false;

	code = endpoint_connect(&rpc->endpoint, &rpc->fd, err);
	if (code == ERR_UNAVAILABLE && rpc->start) {
		started = true;
		code = endpoint_secure(&rpc->endpoint, err);
		if (code == ERR_OK)
			code = start_daemon(&rpc->endpoint, &rpc->fd, err);
	}
	if (code != ERR_OK)
		return code;
	rpc->lost = false;
	setsockopt(rpc->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return started ? rpc_greet(rpc, err) : ERR_OK;
}

struct rpc *
rpc_open(bool start, struct err *err)
{
	struct rpc *rpc = malloc(sizeof(*rpc));

	if (!rpc)
		abort();
	/* The buffer is not touched: most of its pages never are. */
	memset(rpc, 0, offsetof(struct rpc, buffer));
	if (getrandom(rpc->key, sizeof(rpc->key), 0) != (ssize_t)sizeof(rpc->key))
		abort();
	rpc->fd = -1;
	rpc->start = start;
	if (endpoint_find(&rpc->endpoint, err) == ERR_OK && rpc_connect(rpc, err) == ERR_OK)
		return rpc;
	rpc_close(rpc);
	return NULL;
}

void
rpc_close(struct rpc *rpc)
{
	if (!rpc)
		return;
	rpc_disconnect(rpc);
	free(rpc);
}

bool
rpc_is_lost(const struct rpc *rpc)
{
	return rpc->lost;
}

bool
rpc_has_failed(const struct rpc *rpc, enum err_code code)
{
	switch (code) {
	case ERR_UNKNOWN:
	case ERR_INTERNAL:
	case ERR_UNAVAILABLE:
	case ERR_DATA_LOSS:
	case ERR_DEADLINE_EXCEEDED:
		return true;
	default:
		return rpc != NULL && rpc_is_lost(rpc);
	}
}

static enum err_code
rpc_lose(struct rpc *rpc, struct err *err, const char *how)
{
	rpc_disconnect(rpc);
	rpc->lost = true;
	return err_set(err, ERR_UNAVAILABLE, "the daemon %s", how);
}

static enum err_code
rpc_write(struct rpc *rpc, const uint8_t *data, size_t size, struct err *err)
{
	while (size > 0) {
		ssize_t n = send(rpc->fd, data, size, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return rpc_lose(rpc, err, rpc_closed);
		data += n;
		size -= (size_t)n;
	}
	return ERR_OK;
}

/* Waits for bytes, with the buffer empty. */
static enum err_code
rpc_fill(struct rpc *rpc, struct err *err)
{
	ssize_t n;

	do
		n = recv(rpc->fd, rpc->buffer, sizeof(rpc->buffer), 0);
	while (n < 0 && errno == EINTR);
	if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
		return rpc_lose(rpc, err, "does not answer: is it stopped?");
	if (n <= 0)
		return rpc_lose(rpc, err, rpc_closed);
	rpc->begin = 0;
	rpc->end = (size_t)n;
	return ERR_OK;
}

static enum err_code
rpc_read(struct rpc *rpc, uint8_t *data, size_t size, struct err *err)
{
	while (size > 0) {
		size_t n = rpc->end - rpc->begin;

		if (n == 0 && rpc_fill(rpc, err) != ERR_OK)
			return err->code;
		n = rpc->end - rpc->begin;
		if (n > size)
			n = size;
		memcpy(data, rpc->buffer + rpc->begin, n);
		rpc->begin += n;
		data += n;
		size -= n;
	}
	return ERR_OK;
}

static void
rpc_put(Ttrpc__Request *request, const char *key, const char *value, struct arena *arena)
{
	Ttrpc__KeyValue *pair = message_new(&ttrpc__key_value__descriptor, arena);

	pair->key = key;
	pair->value = value;
	request->metadata[request->n_metadata++] = pair;
}

/*
 * The key by which a request that is sent again is known; and the learner's zone, where it is
 * another than the daemon's may be: it is to know their days.
 */
static void
rpc_put_metadata(const struct rpc *rpc, const struct rpc_question *question,
    Ttrpc__Request *request, struct arena *arena)
{
	const char *zone = when_zone();

	request->metadata = arena_array(arena, 2, sizeof(*request->metadata));
	if (rpc_service_may_write(question->to))
		rpc_put(request, "idempotency-key",
		    arena_printf(arena, "%016" PRIx64 "%016" PRIx64, rpc->key[0], question->key),
		    arena);
	if (zone != NULL)
		rpc_put(request, "time-zone", zone, arena);
}

/* Puts the question's frame behind the `bytes`. */
static enum err_code
rpc_frame(struct rpc *rpc, const struct rpc_question *question, uint8_t flags, struct arena *arena,
    struct bytes *bytes, struct err *err)
{
	Ttrpc__Request request = TTRPC__REQUEST__INIT;
	struct bytes payload = message_pack(arena, question->request);
	struct frame frame = {.type = FRAME_REQUEST, .flags = flags};
	uint8_t *data;
	size_t size;

	request.service = question->to->name;
	request.method = question->type->name;
	request.payload = (ProtobufCBinaryData){payload.size, (uint8_t *)payload.data};
	rpc_put_metadata(rpc, question, &request, arena);
	size = ttrpc__request__get_packed_size(&request);
	if (size > FRAME_DATA_MAX)
		return err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "that is more than the %d MiB of a "
		    "request",
		    FRAME_DATA_MAX >> 20);
	rpc->stream_id += rpc->stream_id ? 2 : 1;
	frame.length_bytes = (uint32_t)size;
	frame.stream_id = rpc->stream_id;
	data = arena_alloc(arena, bytes->size + FRAME_HEADER_SIZE + size);
	if (bytes->size > 0)
		memcpy(data, bytes->data, bytes->size);
	frame_write(data + bytes->size, &frame);
	ttrpc__request__pack(&request, data + bytes->size + FRAME_HEADER_SIZE);
	*bytes = (struct bytes){data, bytes->size + FRAME_HEADER_SIZE + size};
	return ERR_OK;
}

/* In one write, so that the daemon finds them all when it looks. */
static enum err_code
rpc_send(struct rpc *rpc, const struct rpc_question *questions, unsigned n, uint8_t flags,
    struct arena *arena, struct err *err)
{
	struct bytes bytes = {0};

	rpc->awaited_id = rpc->stream_id + (rpc->stream_id ? 2 : 1);
	for (unsigned i = 0; i < n; i++)
		if (rpc_frame(rpc, &questions[i], flags, arena, &bytes, err) != ERR_OK)
			return err->code;
	return rpc_write(rpc, bytes.data, bytes.size, err);
}

/* The next frame of the stream awaited; answers come in the order of the questions. */
static enum err_code
rpc_receive(struct rpc *rpc, struct frame *ret_frame, struct bytes *ret_data, struct arena *arena,
    struct err *err)
{
	uint8_t header[FRAME_HEADER_SIZE];
	uint8_t *data;

	if (rpc_read(rpc, header, sizeof(header), err) != ERR_OK)
		return err->code;
	frame_read(ret_frame, header);
	if (frame_is_too_long(ret_frame) || ret_frame->stream_id != rpc->awaited_id ||
	    ret_frame->type == FRAME_REQUEST)
		return rpc_lose(rpc, err, "sent something that is no answer");
	data = arena_alloc(arena, ret_frame->length_bytes);
	if (rpc_read(rpc, data, ret_frame->length_bytes, err) != ERR_OK)
		return err->code;
	*ret_data = (struct bytes){data, ret_frame->length_bytes};
	return ERR_OK;
}

static const void *
rpc_read_detail(const Rpc__Status *status, const ProtobufCMessageDescriptor *descriptor,
    struct arena *arena)
{
	for (size_t i = 0; i < status->n_details; i++) {
		const Google__Protobuf__Any *any = status->details[i];
		const char *name = strrchr(any->type_url, '/');

		if (name && strcmp(name + 1, descriptor->name) == 0)
			return message_unpack(descriptor, arena,
			    (struct bytes){any->value.data, any->value.len});
	}
	return NULL;
}

/* Reads the response that ends a stream. */
static enum err_code
rpc_read_response(struct rpc *rpc, struct bytes data, const ProtobufCMessageDescriptor *output,
    struct arena *arena, ProtobufCMessage **ret_reply, struct rpc_details *ret_details,
    struct err *err)
{
	const Ttrpc__Response *response = message_unpack(&ttrpc__response__descriptor, arena, data);

	if (!response)
		return rpc_lose(rpc, err, "sent something that is no answer");
	if (response->status && response->status->code != ERR_OK) {
		const Rpc__Status *status = response->status;

		if (ret_details) {
			ret_details->candidates =
			    rpc_read_detail(status, &pb__candidates__descriptor, arena);
			ret_details->faults =
			    rpc_read_detail(status, &pb__faults__descriptor, arena);
		}
		return err_set(err, (enum err_code)status->code, "%s", status->message);
	}
	*ret_reply = message_unpack(output, arena,
	    (struct bytes){response->payload.data, response->payload.len});
	return *ret_reply ? ERR_OK : rpc_lose(rpc, err, "sent an answer that cannot be read");
}

static enum err_code
rpc_answer(struct rpc *rpc, struct rpc_question *question, struct arena *arena,
    struct rpc_details *ret_details, struct err *err)
{
	struct frame frame;
	struct bytes data;
	enum err_code code = rpc_receive(rpc, &frame, &data, arena, err);

	if (code != ERR_OK)
		return code;
	if (frame.type != FRAME_RESPONSE)
		return rpc_lose(rpc, err, "sent something that is no answer");
	rpc->awaited_id += 2;
	return rpc_read_response(rpc, data, question->type->output, arena, &question->reply,
	    ret_details, err);
}

/* The reason is what may be cut. */
static void
rpc_tell_unsure(struct err *err)
{
	static const char unsure[] = "; what you asked may have been done: see roadmap log";
	const struct err why = *err;

	err_set(err, why.code, "%.*s%s", (int)(sizeof(why.text) - sizeof(unsure)), why.text,
	    unsure);
}

/* Those from `turn` on, which is then the first without an answer. Only the first may fail. */
static enum err_code
rpc_ask(struct rpc *rpc, struct rpc_question *questions, unsigned n, unsigned *turn,
    struct arena *arena, struct rpc_details *ret_details, struct err *err)
{
	enum err_code code = rpc->fd < 0 ? rpc_connect(rpc, err) : ERR_OK;

	if (code == ERR_OK)
		code = rpc_send(rpc, questions + *turn, n - *turn, 0, arena, err);
	while (code == ERR_OK && *turn < n) {
		bool first = *turn == 0;

		code = rpc_answer(rpc, &questions[*turn], arena, first ? ret_details : NULL, err);
		questions[*turn].is_unsure = rpc->lost;
		if (!first && !rpc->lost)
			code = ERR_OK;
		*turn += code == ERR_OK;
	}
	return code;
}

enum err_code
rpc_call_all(struct rpc *rpc, struct rpc_question *questions, unsigned n, struct arena *arena,
    struct rpc_details *ret_details, struct err *err)
{
	unsigned turn = 0, before, tries = 0;
	enum err_code code;

	if (ret_details)
		*ret_details = (struct rpc_details){0};
	for (unsigned i = 0; i < n; i++)
		rpc_prepare(rpc, &questions[i]);
	/* A daemon that restarts drops its connections. It knows by the key what was done already.
	 */
	do {
		before = turn;
		code = rpc_ask(rpc, questions, n, &turn, arena, ret_details, err);
		tries = turn > before ? 1 : tries + 1;
	} while (code != ERR_OK && rpc->lost && tries < RPC_TRIES);
	if (turn > 0)
		return ERR_OK;
	if (questions[0].is_unsure && rpc_service_writes(questions[0].to, questions[0].method))
		rpc_tell_unsure(err);
	/* Nobody waits for the other answers. */
	if (n > 1)
		rpc_disconnect(rpc);
	return code;
}

enum err_code
rpc_call(struct rpc *rpc, const char *service, const char *method, const ProtobufCMessage *request,
    struct arena *arena, void *ret_reply, struct rpc_details *ret_details, struct err *err)
{
	struct rpc_question question = {.service = service, .method = method, .request = request};
	enum err_code code = rpc_call_all(rpc, &question, 1, arena, ret_details, err);

	if (code == ERR_OK)
		memcpy(ret_reply, &question.reply, sizeof(question.reply));
	return code;
}

enum err_code
rpc_watch(struct rpc *rpc, const char *service, const char *method, const ProtobufCMessage *request,
    struct err *err)
{
	struct rpc_question question = {.service = service, .method = method, .request = request};
	struct timeval for_ever = {0};
	struct arena *arena;
	enum err_code code;

	if (rpc->fd < 0 && rpc_connect(rpc, err) != ERR_OK)
		return err->code;
	rpc_prepare(rpc, &question);
	rpc->watched = question.type->output;
	setsockopt(rpc->fd, SOL_SOCKET, SO_RCVTIMEO, &for_ever, sizeof(for_ever));
	arena = arena_new();
	code = rpc_send(rpc, &question, 1, FRAME_REMOTE_CLOSED, arena, err);
	arena_free(arena);
	return code;
}

enum err_code
rpc_watch_next(struct rpc *rpc, struct arena *arena, void *ret_message, struct err *err)
{
	ProtobufCMessage *message = NULL;
	struct frame frame;
	struct bytes data;
	enum err_code code;

	code = rpc_receive(rpc, &frame, &data, arena, err);
	if (code != ERR_OK)
		return code;
	if (frame.type == FRAME_RESPONSE) {
		code = rpc_read_response(rpc, data, rpc->watched, arena, &message, NULL, err);
		message = NULL;
	} else if (!(frame.flags & FRAME_NO_DATA)) {
		message = message_unpack(rpc->watched, arena, data);
		if (!message)
			return rpc_lose(rpc, err, "sent something that is no answer");
	}
	if (code == ERR_OK)
		memcpy(ret_message, &message, sizeof(message));
	return code;
}
