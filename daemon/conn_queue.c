#include "conn_queue.h"

#include <string.h>

#include "log.h"

static void
conn_queue_frame(struct conn *conn, uint32_t stream_id, enum frame_type type, struct bytes data)
{
	const struct frame frame = {
	    .length_bytes = (uint32_t)data.size,
	    .stream_id = stream_id,
	    .type = (uint8_t)type,
	};
	const size_t size = FRAME_HEADER_SIZE + data.size;
	size_t ignored;
	uint8_t *bytes = conn_buffer_reserve(&conn->out, size, &ignored);

	frame_write(bytes, &frame);
	if (data.size > 0)
		memcpy(bytes + FRAME_HEADER_SIZE, data.data, data.size);
	conn_buffer_add(&conn->out, size);
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
	if (conn->event_bytes > conn_buffer_size(&conn->out))
		conn->event_bytes = conn_buffer_size(&conn->out);
	return conn->event_bytes > bounds.events;
}

static void
conn_queue_event_of(struct conn *conn, struct bytes event)
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
	event_active(conn->writable, EV_WRITE, 0);
}

void
conn_queue_event(struct conn_group *group, struct bytes event)
{
	struct conn *conn;

	if (event.data != NULL && group->n_watches > 0)
		LIST_FOREACH (conn, &group->list, link)
			conn_queue_event_of(conn, event);
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

void
conn_queue_log(pid_t pid, const struct dispatch_reply *reply)
{
	enum log_level level = LOG_LEVEL_INFO;

	if (reply->code == ERR_OK)
		return;
	if (reply->code == ERR_INTERNAL || reply->code == ERR_UNAVAILABLE ||
	    reply->code == ERR_DATA_LOSS)
		level = LOG_LEVEL_ERROR;
	/* What a disk says is not the learner's; of other texts that is not certain. */
	if (level == LOG_LEVEL_ERROR) {
		log_line(level, "client %d: %s: %s: %s", (int)pid, reply->method,
		    err_name(reply->code), reply->text);
		return;
	}
	log_line(level, "client %d: %s: %s", (int)pid, reply->method, err_name(reply->code));
	log_line(LOG_LEVEL_DEBUG, "client %d: %s: %s", (int)pid, reply->method,
	    reply->text != NULL ? reply->text : "");
}

void
conn_queue_reply(struct conn *conn, const struct frame *request, const struct dispatch_reply *reply)
{
	if (reply->watch)
		conn_queue_watch(conn, request);
	else
		conn_queue_frame(conn, request->stream_id, FRAME_RESPONSE, reply->response);
}
