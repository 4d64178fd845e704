#include "conn_queue.h"

#include <stdlib.h>

#include "log.h"

static void
conn_queue_frame(struct conn *conn, uint32_t stream_id, enum frame_type type, struct bytes data)
{
	const bool is_held = engine_is_pending(conn->group->engine);
	struct evbuffer *buffer = is_held ? conn->held : conn->out;
	const struct frame frame = {
	    .length_bytes = (uint32_t)data.size,
	    .stream_id = stream_id,
	    .type = (uint8_t)type,
	};
	uint8_t header[FRAME_HEADER_SIZE];

	frame_write(header, &frame);
	if (evbuffer_add(buffer, header, sizeof(header)) < 0 ||
	    evbuffer_add(buffer, data.data, data.size) < 0)
		abort(); /* no memory */
	if (is_held)
		conn->group->held_bytes += sizeof(header) + data.size;
}

void
conn_queue_refusal(struct conn *conn, uint32_t stream_id, enum err_code code, const char *text)
{
	log_line(LOG_LEVEL_INFO, "client %d: %s: %s", (int)conn->pid, err_name(code), text);
	conn_queue_frame(conn, stream_id, FRAME_RESPONSE,
	    dispatch_refusal(conn->group->arena, code, text));
}

void
conn_queue_end_watches(struct conn *conn, enum err_code code, const char *text)
{
	for (unsigned i = 0; i < conn->n_watches; i++)
		conn_queue_refusal(conn, conn->watches[i].stream_id, code, text);
	conn->group->n_watches -= conn->n_watches;
	conn->n_watches = 0;
}

/* A turn of many writes makes more events than a watcher may leave; those it was not offered yet
 * are not its fault. */
static bool
conn_queue_is_slow(struct conn *conn)
{
	if (conn->event_bytes <= bounds.events)
		return false;
	(void)conn_flush(conn); /* a client that is gone is found when it is settled */
	if (conn->event_bytes > conn_unsent(conn))
		conn->event_bytes = conn_unsent(conn);
	return conn->event_bytes > bounds.events;
}

static void
conn_queue_event(struct conn *conn, struct bytes event)
{
	if (conn->n_watches == 0 || conn->state == CONN_DRAINING)
		return;
	for (unsigned i = 0; i < conn->n_watches; i++)
		conn_queue_frame(conn, conn->watches[i].stream_id, FRAME_DATA, event);
	conn->event_bytes += conn->n_watches * (FRAME_HEADER_SIZE + event.size);
	if (conn_queue_is_slow(conn)) {
		conn_queue_end_watches(conn, ERR_RESOURCE_EXHAUSTED,
		    "too slow: events were piling up");
		conn->state = CONN_DRAINING;
	}
}

static void
conn_queue_watch(struct conn *conn, const struct frame *request)
{
	if (conn->n_watches == BOUNDS_WATCHES_OF_CONN) {
		conn_queue_refusal(conn, request->stream_id, ERR_RESOURCE_EXHAUSTED,
		    "a connection has at most 16 watches");
		return;
	}
	if (conn->group->n_watches == bounds.watches) {
		conn_queue_refusal(conn, request->stream_id, ERR_RESOURCE_EXHAUSTED,
		    "there are too many watches already: end some");
		return;
	}
	conn->group->n_watches++;
	conn->watches[conn->n_watches++] = (struct conn_watch){
	    .stream_id = request->stream_id,
	    .remote_open = (request->flags & FRAME_REMOTE_OPEN) != 0,
	};
}

static void
conn_queue_log(const struct conn *conn, const struct dispatch_reply *reply)
{
	enum log_level level = LOG_LEVEL_INFO;

	if (reply->code == ERR_OK)
		return;
	if (reply->code == ERR_INTERNAL || reply->code == ERR_UNAVAILABLE ||
	    reply->code == ERR_DATA_LOSS)
		level = LOG_LEVEL_ERROR;
	/* What a disk says is not the learner's; of other texts that is not certain. */
	if (level == LOG_LEVEL_ERROR) {
		log_line(level, "client %d: %s: %s: %s", (int)conn->pid, reply->method,
		    err_name(reply->code), reply->text);
		return;
	}
	log_line(level, "client %d: %s: %s", (int)conn->pid, reply->method, err_name(reply->code));
	log_line(LOG_LEVEL_DEBUG, "client %d: %s: %s", (int)conn->pid, reply->method,
	    reply->text != NULL ? reply->text : "");
}

void
conn_queue_reply(struct conn *conn, const struct frame *request, const struct dispatch_reply *reply)
{
	struct conn *other;

	conn_queue_log(conn, reply);
	if (reply->watch)
		conn_queue_watch(conn, request);
	else
		conn_queue_frame(conn, request->stream_id, FRAME_RESPONSE, reply->response);
	if (reply->event.data != NULL)
		LIST_FOREACH (other, &conn->group->list, link)
			conn_queue_event(other, reply->event);
}

/* Answers become the failure, and what they told of did not happen. How many there were. */
static unsigned
conn_queue_fail(struct conn *conn, enum err_code code, const char *text)
{
	const struct bytes refusal = dispatch_refusal(conn->group->arena, code, text);
	uint8_t header[FRAME_HEADER_SIZE];
	struct frame frame;
	unsigned n = 0;

	while (evbuffer_remove(conn->held, header, sizeof(header)) == FRAME_HEADER_SIZE) {
		frame_read(&frame, header);
		evbuffer_drain(conn->held, frame.length_bytes);
		if (frame.type != FRAME_RESPONSE)
			continue;
		conn_queue_frame(conn, frame.stream_id, FRAME_RESPONSE, refusal);
		n++;
	}
	return n;
}

void
conn_queue_committed(void *arg, enum err_code code, const char *text)
{
	struct conn_group *group = arg;
	struct conn *conn;
	unsigned n = 0;

	group->held_bytes = 0;
	LIST_FOREACH (conn, &group->list, link) {
		if (evbuffer_get_length(conn->held) == 0)
			continue;
		if (code != ERR_OK)
			n += conn_queue_fail(conn, code, text);
		else if (evbuffer_add_buffer(conn->out, conn->held) < 0)
			abort(); /* no memory */
		/* not at once: the connection may be in the midst of its turn */
		event_active(conn->writable, EV_WRITE, 0);
	}
	if (code != ERR_OK)
		log_line(LOG_LEVEL_ERROR, "commit failed, %u requests are refused: %s: %s", n,
		    err_name(code), text);
}
