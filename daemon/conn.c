#include "conn.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "conn_private.h"
#include "conn_queue.h"
#include "conn_wait.h"
#include "conn_write.h"
#include "log.h"
#include "proto/clock.h"
#include "proto/frame.h"
#include "writer.h"

enum {
	CONN_READ_SIZE = 16 << 10, /* at least, at once */
};

void
conn_free(struct conn *conn)
{
	struct conn_group *group = conn->group;

	conn_write_forget(conn);
	LIST_REMOVE(conn, link);
	group->n_conns--;
	group->n_watches -= conn->n_watches;
	event_free(conn->readable);
	event_free(conn->writable);
	event_free(conn->resumed);
	event_free(conn->half);
	event_free(conn->unread);
	conn_buffer_clear(&conn->in);
	conn_buffer_clear(&conn->out);
	close(conn->fd);
	free(conn);
	group->changed(group->changed_arg);
}

void
conn_fault(struct conn *conn, const char *reason)
{
	log_line(LOG_LEVEL_NOTICE, "client %d: connection ended: %s", (int)conn->pid, reason);
	conn->state = CONN_DRAINING;
}

/* False if there is no room yet. */
static bool
conn_request_write(struct conn *conn, const struct frame *frame, struct bytes request, bool is_read)
{
	arena_reset(conn->group->arena);
	conn->is_behind = !conn_write_put(conn, frame, request, is_read);
	return !conn->is_behind;
}

/* All that is asked in one turn of the loop is asked at the same moment. */
static int64_t
conn_now_us(struct conn_group *group)
{
	if (group->now_us == 0) {
		group->now_us = clock_now_us();
		event_active(group->turn, EV_TIMEOUT, 0);
	}
	return group->now_us;
}

/* False if it has to be tried again later. */
static bool
conn_request(struct conn *conn, const struct frame *frame, struct bytes request)
{
	struct conn_group *group = conn->group;
	const int64_t now_us = conn_now_us(group);
	struct dispatch_reply reply;

	if (conn->n_writes > 0)
		return conn_request_write(conn, frame, request,
		    !engine_is_write(group->arena, request));
	reply = dispatch_read(group->engine, now_us, group->arena, request);
	if (reply.is_write)
		return conn_request_write(conn, frame, request, false);
	if (reply.is_held && !group->is_stopping && ++conn->n_tries < CONN_TRIES_MAX) {
		arena_reset(group->arena);
		return false;
	}
	conn->n_tries = 0;
	conn_queue_log(conn->pid, &reply);
	conn_queue_reply(conn, frame, &reply);
	arena_reset(group->arena);
	return true;
}

static struct conn_watch *
conn_find_open_watch(struct conn *conn, uint32_t stream_id)
{
	for (unsigned i = 0; i < conn->n_watches; i++)
		if (conn->watches[i].stream_id == stream_id && conn->watches[i].remote_open)
			return &conn->watches[i];
	return NULL;
}

static const char *
conn_frame_fault(struct conn *conn, const struct frame *frame)
{
	const char *fault = frame_fault(frame);

	if (fault != NULL)
		return fault;
	if (frame->type == FRAME_REQUEST)
		return frame->stream_id > conn->last_id ? NULL : "a stream id that does not rise";
	if (conn_find_open_watch(conn, frame->stream_id) == NULL)
		return "data on a stream that is not open for it";
	return frame_is_too_long(frame) ? "data over 4 MiB" : NULL;
}

/* Drops what came of a refused frame. False if more of it is to come. */
static bool
conn_discard(struct conn *conn)
{
	size_t here = conn_buffer_size(&conn->in);

	if (here > conn->discard_bytes)
		here = conn->discard_bytes;
	if (here == 0)
		return conn->discard_bytes == 0;
	conn_buffer_drop(&conn->in, here);
	conn->discard_bytes -= (uint32_t)here;
	if (conn->discard_bytes == 0)
		evtimer_del(conn->half);
	return conn->discard_bytes == 0;
}

/* The header of the next frame. False if it is not all there. */
static bool
conn_peek(struct conn *conn, struct frame *ret_frame)
{
	if (conn_buffer_size(&conn->in) < FRAME_HEADER_SIZE)
		return false;
	frame_read(ret_frame, conn_buffer_data(&conn->in));
	return true;
}

static bool
conn_is_whole(struct conn *conn, const struct frame *frame)
{
	/* of a frame that is too long the header is enough */
	return frame_is_too_long(frame) ||
	       conn_buffer_size(&conn->in) >= FRAME_HEADER_SIZE + (size_t)frame->length_bytes;
}

/* False if it has to be tried again later. */
static bool
conn_frame(struct conn *conn, const struct frame *frame)
{
	const size_t size = FRAME_HEADER_SIZE + (size_t)frame->length_bytes;

	if (frame->type == FRAME_DATA) {
		struct conn_watch *watch = conn_find_open_watch(conn, frame->stream_id);

		if (watch != NULL && (frame->flags & FRAME_REMOTE_CLOSED))
			watch->remote_open = false;
		conn_buffer_drop(&conn->in, size);
		return true;
	}
	if (frame_is_too_long(frame) && conn->n_writes > 0) {
		conn->is_behind = true;
		return false;
	}
	if (frame_is_too_long(frame)) {
		conn->last_id = frame->stream_id;
		conn_queue_refusal(conn, frame->stream_id, ERR_RESOURCE_EXHAUSTED,
		    "a request has at most 4 MiB");
		arena_reset(conn->group->arena);
		conn_buffer_drop(&conn->in, FRAME_HEADER_SIZE);
		conn->discard_bytes = frame->length_bytes;
		return true;
	}
	const struct bytes request = {
	    .data = conn_buffer_data(&conn->in) + FRAME_HEADER_SIZE,
	    .size = frame->length_bytes,
	};
	if (!conn_request(conn, frame, request))
		return false;
	conn->last_id = frame->stream_id;
	conn_buffer_drop(&conn->in, size);
	return true;
}

/* Takes the next frame. False if there is none to take now. */
static bool
conn_take(struct conn *conn)
{
	struct frame frame;
	const char *fault;

	if (conn->state == CONN_DRAINING || conn_wait_is_paused(conn) || !conn_discard(conn) ||
	    !conn_peek(conn, &frame))
		return false;
	fault = conn_frame_fault(conn, &frame);
	if (fault != NULL) {
		conn_fault(conn, fault);
		return false;
	}
	return conn_is_whole(conn, &frame) && conn_frame(conn, &frame);
}

/* Once: a loop until EAGAIN would cost a system call a request, and epoll tells of the rest. */
static void
conn_fill(struct conn *conn)
{
	size_t room;
	uint8_t *bytes = conn_buffer_reserve(&conn->in, CONN_READ_SIZE, &room);
	ssize_t n;

	do
		n = recv(conn->fd, bytes, room, 0);
	while (n < 0 && errno == EINTR);
	conn_buffer_add(&conn->in, n > 0 ? (size_t)n : 0);
	if (n > 0)
		conn->has_spoken = true;
	else if (n == 0 || errno != EAGAIN)
		conn->state = CONN_EOF;
}

bool
conn_flush(struct conn *conn)
{
	struct conn_buffer *out = &conn->out;
	ssize_t n = 0;

	if (conn_buffer_size(out) > 0)
		n = send(conn->fd, conn_buffer_data(out), conn_buffer_size(out), MSG_NOSIGNAL);
	if (n < 0 && errno != EAGAIN && errno != EINTR)
		return false;
	if (n > 0) {
		conn_buffer_drop(out, (size_t)n);
		conn->taken_bytes += (size_t)n;
	}
	if (conn_buffer_size(out) == 0)
		conn->event_bytes = conn->taken_bytes = 0;
	return true;
}

void
conn_settle(struct conn *conn)
{
	struct frame frame;

	if (!conn_flush(conn)) {
		conn_free(conn);
		return;
	}
	const bool more = conn->state != CONN_DRAINING && conn->discard_bytes == 0 &&
			  conn_peek(conn, &frame) && conn_is_whole(conn, &frame);
	if (conn_buffer_size(&conn->out) == 0 && conn->n_writes == 0 && !more &&
	    (conn->state == CONN_EOF || conn->state == CONN_DRAINING)) {
		conn_free(conn);
		return;
	}
	conn_wait(conn, more);
}

static void
conn_turn(struct conn *conn)
{
	struct conn_group *group = conn->group;
	unsigned n = 0;

	while (n < bounds.turn_requests && conn_take(conn))
		n++;
	if (n > 0 && !conn->is_at_rest)
		evtimer_del(conn->half); /* what follows is another frame */
	conn_settle(conn);
	conn_wait_relieve(group);
}

static void
conn_resumed(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	conn_turn(arg);
}

static void
conn_readable(evutil_socket_t fd, short what, void *arg)
{
	struct conn *conn = arg;

	(void)fd;
	(void)what;
	if (!conn->is_at_rest && evtimer_pending(conn->resumed, NULL))
		return;
	conn_fill(conn);
	conn_turn(conn);
}

static void
conn_half(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	conn_fault(arg, "a frame that does not come to its end");
	conn_settle(arg);
}

static void
conn_writable(evutil_socket_t fd, short what, void *arg)
{
	struct conn_group *group = ((struct conn *)arg)->group;

	(void)fd;
	(void)what;
	conn_settle(arg);
	/* events come without a turn */
	conn_wait_relieve(group);
}

void
conn_open(struct conn_group *group, int fd, pid_t pid)
{
	struct conn *conn = calloc(1, sizeof(*conn));

	if (conn == NULL)
		abort();
	conn->group = group;
	conn->fd = fd;
	conn->pid = pid;
	conn->readable = event_new(group->base, fd, EV_READ | EV_PERSIST, conn_readable, conn);
	conn->writable = event_new(group->base, fd, EV_WRITE | EV_PERSIST, conn_writable, conn);
	conn->resumed = evtimer_new(group->base, conn_resumed, conn);
	conn->half = evtimer_new(group->base, conn_half, conn);
	conn->unread = evtimer_new(group->base, conn_wait_unread, conn);
	conn->in.all = conn->out.all = &group->buffers;
	conn->is_at_rest = true;
	LIST_INIT(&conn->writes);
	if (conn->readable == NULL || conn->writable == NULL || conn->resumed == NULL ||
	    conn->half == NULL || conn->unread == NULL)
		abort();
	conn->opened_ms = clock_steady_ms();
	LIST_INSERT_HEAD(&group->list, conn, link);
	group->n_conns++;
	if (event_add(conn->readable, NULL) < 0)
		conn_free(conn);
	else
		group->changed(group->changed_arg);
}

/* What was asked in one turn of the loop shares a commit, and a look for what others wrote. */
static void
conn_group_turned(evutil_socket_t fd, short what, void *arg)
{
	struct conn_group *group = arg;
	struct err err = ERR_NONE;

	(void)fd;
	(void)what;
	group->now_us = 0;
	(void)engine_commit(group->engine, &err);
	conn_write_flush(group);
	group->changed(group->changed_arg);
}

bool
conn_group_open(struct conn_group *group)
{
	LIST_INIT(&group->list);
	group->turn = evtimer_new(group->base, conn_group_turned, group);
	return group->turn != NULL && conn_write_open(group);
}

unsigned
conn_group_end_silent(struct conn_group *group)
{
	const int64_t before_ms = clock_steady_ms() - bounds.silent_ms;
	struct conn *conn, *next;
	unsigned n = 0;

	for (conn = LIST_FIRST(&group->list); conn != NULL; conn = next) {
		next = LIST_NEXT(conn, link);
		if (conn->has_spoken || conn->opened_ms > before_ms)
			continue;
		log_line(LOG_LEVEL_NOTICE, "client %d: connection ended: silent, and others wait",
		    (int)conn->pid);
		conn_free(conn);
		n++;
	}
	return n;
}

static void
conn_group_end(struct conn_group *group)
{
	struct conn *conn, *next;

	for (conn = LIST_FIRST(&group->list); conn != NULL; conn = next) {
		next = LIST_NEXT(conn, link);
		conn_queue_end_watches(conn, ERR_UNAVAILABLE, "the daemon is stopping");
		conn->state = CONN_DRAINING;
		conn_settle(conn);
	}
	arena_reset(group->arena);
}

void
conn_group_go_on(struct conn_group *group)
{
	struct conn *conn;

	LIST_FOREACH (conn, &group->list, link)
		while (clock_steady_ms() < group->stop_ms && conn_take(conn))
			;
	conn_group_turned(-1, 0, group);
	/* watchers are told of all that was written, so their end waits for it */
	if (!conn_group_is_writing(group) || clock_steady_ms() >= group->stop_ms)
		conn_group_end(group);
}

void
conn_group_stop(struct conn_group *group)
{
	struct conn *conn;

	group->is_stopping = true;
	group->stop_ms = clock_steady_ms() + CONN_STOP_MS;
	LIST_FOREACH (conn, &group->list, link) {
		if (conn->state == CONN_OPEN)
			conn_fill(conn);
		if (conn->state == CONN_OPEN)
			conn->state = CONN_STOPPING;
	}
	writer_hurry(group->writer);
	conn_group_go_on(group);
}

bool
conn_group_is_writing(const struct conn_group *group)
{
	return group->write_bytes > 0;
}

int64_t
conn_group_busy_ms(const struct conn_group *group)
{
	return writer_busy_ms(group->writer);
}

void
conn_group_backup(struct conn_group *group)
{
	struct err err = ERR_NONE;
	bool is_due = false;

	if (engine_backup_is_due(group->engine, group->arena, clock_now_s(), &is_due, &err) !=
	    ERR_OK)
		log_line(LOG_LEVEL_WARNING, "no backup: %s", err.text);
	if (is_due)
		conn_write_put_backup(group);
	arena_reset(group->arena);
}

void
conn_group_close(struct conn_group *group)
{
	struct conn *conn, *next;

	for (conn = LIST_FIRST(&group->list); conn != NULL; conn = next) {
		next = LIST_NEXT(conn, link);
		conn_free(conn);
	}
	conn_write_close(group);
	if (group->turn != NULL)
		event_free(group->turn);
	conn_buffer_free_spares(&group->buffers);
}
