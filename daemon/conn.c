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
	CONN_READ_SIZE = 16 << 10,
	CONN_READ_MAX = 256 << 10, /* at once, of a long frame */
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
	group->bytes -= evbuffer_get_length(conn->in) + conn_unsent(conn);
	evbuffer_free(conn->in);
	evbuffer_free(conn->out);
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
	if (!conn->is_behind)
		event_active(conn->group->turn, EV_TIMEOUT, 0);
	return !conn->is_behind;
}

/* False if it has to be tried again later. */
static bool
conn_request(struct conn *conn, const struct frame *frame, struct bytes request)
{
	struct conn_group *group = conn->group;
	struct dispatch_reply reply;

	if (conn->n_writes > 0)
		return conn_request_write(conn, frame, request,
		    !engine_is_write(group->arena, request));
	reply = dispatch_read(group->engine, clock_now_us(), group->arena, request);
	conn_write_saw(group);
	if (reply.is_write)
		return conn_request_write(conn, frame, request, false);
	if (reply.is_held && !group->is_stopping && ++conn->n_tries < CONN_TRIES_MAX) {
		arena_reset(group->arena);
		return false;
	}
	conn->n_tries = 0;
	conn_queue_log(conn->pid, &reply);
	conn_queue_reply(conn, frame, &reply);
	if (engine_is_in_turn(group->engine))
		event_active(group->turn, EV_TIMEOUT, 0);
	arena_reset(group->arena);
	group->changed(group->changed_arg);
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
	size_t here = evbuffer_get_length(conn->in);

	if (here > conn->discard_bytes)
		here = conn->discard_bytes;
	if (here == 0)
		return conn->discard_bytes == 0;
	evbuffer_drain(conn->in, here);
	conn->discard_bytes -= (uint32_t)here;
	if (conn->discard_bytes == 0)
		evtimer_del(conn->half);
	return conn->discard_bytes == 0;
}

/* The header of the next frame. False if it is not all there. */
static bool
conn_peek(struct conn *conn, struct frame *ret_frame)
{
	uint8_t header[FRAME_HEADER_SIZE];

	if (evbuffer_copyout(conn->in, header, sizeof(header)) < (ssize_t)sizeof(header))
		return false;
	frame_read(ret_frame, header);
	return true;
}

static bool
conn_is_whole(struct conn *conn, const struct frame *frame)
{
	/* of a frame that is too long the header is enough */
	return frame_is_too_long(frame) ||
	       evbuffer_get_length(conn->in) >= FRAME_HEADER_SIZE + (size_t)frame->length_bytes;
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
		evbuffer_drain(conn->in, size);
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
		evbuffer_drain(conn->in, FRAME_HEADER_SIZE);
		conn->discard_bytes = frame->length_bytes;
		return true;
	}
	const uint8_t *bytes = evbuffer_pullup(conn->in, (ssize_t)size);
	if (bytes == NULL)
		abort(); /* no memory */
	if (!conn_request(conn, frame,
		(struct bytes){.data = bytes + FRAME_HEADER_SIZE, .size = frame->length_bytes}))
		return false;
	conn->last_id = frame->stream_id;
	evbuffer_drain(conn->in, size);
	return true;
}

size_t
conn_unsent(const struct conn *conn)
{
	return evbuffer_get_length(conn->out);
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
	struct evbuffer_iovec space;
	struct frame frame;
	size_t size = CONN_READ_SIZE;
	ssize_t n;

	if (conn->discard_bytes > 0 || (conn_peek(conn, &frame) && frame.length_bytes > size))
		size = CONN_READ_MAX;
	if (evbuffer_reserve_space(conn->in, (ssize_t)size, &space, 1) < 1)
		abort(); /* no memory */
	do
		n = recv(conn->fd, space.iov_base, space.iov_len, 0);
	while (n < 0 && errno == EINTR);
	if (n > 0) {
		space.iov_len = (size_t)n;
		evbuffer_commit_space(conn->in, &space, 1);
		conn->has_spoken = true;
	} else if (n == 0 || errno != EAGAIN) {
		conn->state = CONN_EOF;
	}
}

/* What is one piece, as most answers are, takes the kernel less than evbuffer_write()'s writev().
 */
static ssize_t
conn_send(struct conn *conn)
{
	struct evbuffer_iovec piece;
	ssize_t n;

	if (evbuffer_peek(conn->out, -1, NULL, &piece, 1) > 1)
		return evbuffer_write(conn->out, conn->fd);
	n = send(conn->fd, piece.iov_base, piece.iov_len, MSG_NOSIGNAL);
	if (n > 0)
		evbuffer_drain(conn->out, (size_t)n);
	return n;
}

bool
conn_flush(struct conn *conn)
{
	const ssize_t n = evbuffer_get_length(conn->out) > 0 ? conn_send(conn) : 0;

	if (n < 0 && errno != EAGAIN && errno != EINTR)
		return false;
	conn->taken_bytes += n > 0 ? (size_t)n : 0;
	if (conn_unsent(conn) == 0)
		conn->event_bytes = 0;
	return true;
}

/* After each turn: writes, then waits for what is next. May free the connection. */
static void
conn_settle(struct conn *conn)
{
	struct frame frame;

	if (!conn_flush(conn)) {
		conn_free(conn);
		return;
	}
	const bool more = conn->state != CONN_DRAINING && conn->discard_bytes == 0 &&
			  conn_peek(conn, &frame) && conn_is_whole(conn, &frame);
	if (conn_unsent(conn) == 0 && conn->n_writes == 0 && !more &&
	    (conn->state == CONN_EOF || conn->state == CONN_DRAINING)) {
		conn_free(conn);
		return;
	}
	conn_wait_write(conn);
	conn_wait_read(conn, more);
}

static void
conn_turn(struct conn *conn)
{
	struct conn_group *group = conn->group;
	unsigned n = 0;

	while (n < bounds.turn_requests && conn_take(conn))
		n++;
	if (n > 0)
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
	if (evtimer_pending(conn->resumed, NULL))
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
	/* answers of the writer come without a turn */
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
	conn->in = conn_wait_buffer(group);
	conn->out = conn_wait_buffer(group);
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
	(void)engine_commit(group->engine, &err);
	conn_write_flush(group);
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
}
