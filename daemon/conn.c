#include "conn.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "conn_private.h"
#include "conn_queue.h"
#include "conn_wait.h"
#include "log.h"
#include "proto/clock.h"
#include "proto/frame.h"

enum {
	CONN_READ_SIZE = 16 << 10,
	CONN_READ_MAX = 256 << 10, /* at once, of a long frame */
};

void
conn_free(struct conn *conn)
{
	struct conn_group *group = conn->group;

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
	evbuffer_free(conn->held);
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

static int64_t
conn_now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* False if it has to be tried again later. */
static bool
conn_request(struct conn *conn, const struct frame *frame, struct bytes request)
{
	struct conn_group *group = conn->group;
	struct dispatch_reply reply =
	    dispatch_shared(group->engine, clock_now_us(), group->arena, request);
	struct err err = ERR_NONE;

	if (reply.is_held && !group->is_stopping && ++conn->n_tries < CONN_TRIES_MAX) {
		arena_reset(group->arena);
		return false;
	}
	conn->n_tries = 0;
	conn_queue_reply(conn, frame, &reply);
	if (group->held_bytes > bounds.held)
		(void)engine_commit(group->engine, &err); /* told to conn_queue_committed() */
	else if (engine_is_in_turn(group->engine))
		event_active(group->commit, EV_TIMEOUT, 0);
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
	return evbuffer_get_length(conn->out) + evbuffer_get_length(conn->held);
}

/* Takes the next frame. False if there is none to take now. */
static bool
conn_take(struct conn *conn)
{
	struct frame frame;
	const char *fault;

	if (conn->state == CONN_DRAINING || conn_unsent(conn) > bounds.pause ||
	    !conn_discard(conn) || !conn_peek(conn, &frame))
		return false;
	fault = conn_frame_fault(conn, &frame);
	if (fault != NULL) {
		conn_fault(conn, fault);
		return false;
	}
	return conn_is_whole(conn, &frame) && conn_frame(conn, &frame);
}

/* One read: a loop until EAGAIN would cost a system call a request, and epoll tells of the rest. */
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
		n = read(conn->fd, space.iov_base, space.iov_len);
	while (n < 0 && errno == EINTR);
	if (n > 0) {
		space.iov_len = (size_t)n;
		evbuffer_commit_space(conn->in, &space, 1);
		conn->has_spoken = true;
	} else if (n == 0 || errno != EAGAIN) {
		conn->state = CONN_EOF;
	}
}

bool
conn_flush(struct conn *conn)
{
	const int n = evbuffer_get_length(conn->out) > 0 ? evbuffer_write(conn->out, conn->fd) : 0;

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
	if (conn_unsent(conn) == 0 && !more && conn->state != CONN_OPEN) {
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
	(void)fd;
	(void)what;
	conn_settle(arg);
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
	conn->held = conn_wait_buffer(group);
	if (conn->readable == NULL || conn->writable == NULL || conn->resumed == NULL ||
	    conn->half == NULL || conn->unread == NULL)
		abort();
	conn->opened_ms = conn_wait_now_ms();
	LIST_INSERT_HEAD(&group->list, conn, link);
	group->n_conns++;
	if (event_add(conn->readable, NULL) < 0)
		conn_free(conn);
	else
		group->changed(group->changed_arg);
}

static void
conn_group_commit(evutil_socket_t fd, short what, void *arg)
{
	struct conn_group *group = arg;
	struct err err = ERR_NONE;

	(void)fd;
	(void)what;
	(void)engine_commit(group->engine, &err); /* told to conn_queue_committed() */
	arena_reset(group->arena);
}

bool
conn_group_open(struct conn_group *group)
{
	LIST_INIT(&group->list);
	engine_on_commit(group->engine, conn_queue_committed, group);
	group->commit = evtimer_new(group->base, conn_group_commit, group);
	return group->commit != NULL;
}

unsigned
conn_group_end_silent(struct conn_group *group)
{
	const int64_t before_ms = conn_wait_now_ms() - bounds.silent_ms;
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

void
conn_group_stop(struct conn_group *group)
{
	const int64_t deadline_us = conn_now_us() + CONN_STOP_MS * 1000;
	struct conn *conn, *next;

	group->is_stopping = true;
	LIST_FOREACH (conn, &group->list, link) {
		if (conn->state == CONN_OPEN)
			conn_fill(conn);
		while (conn_now_us() < deadline_us && conn_take(conn))
			;
	}
	conn_group_commit(-1, 0, group);
	for (conn = LIST_FIRST(&group->list); conn != NULL; conn = next) {
		next = LIST_NEXT(conn, link);
		conn_queue_end_watches(conn, ERR_UNAVAILABLE, "the daemon is stopping");
		conn->state = CONN_DRAINING;
		conn_settle(conn);
	}
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
	if (group->commit != NULL)
		event_free(group->commit);
}
