#include "conn_wait.h"

#include "log.h"

enum {
	CONN_WAIT_MS_PER_S = 1000,
	CONN_WAIT_US_PER_MS = 1000,
};

static void
conn_wait_after(struct event *timer, unsigned ms)
{
	const struct timeval delay = {
	    .tv_sec = (time_t)(ms / CONN_WAIT_MS_PER_S),
	    .tv_usec = (suseconds_t)(ms % CONN_WAIT_MS_PER_S) * CONN_WAIT_US_PER_MS,
	};

	if (!evtimer_pending(timer, NULL))
		evtimer_add(timer, &delay);
}

static size_t
conn_wait_holds(const struct conn *conn)
{
	return conn_buffer_size(&conn->in) + conn_buffer_size(&conn->out);
}

static void
conn_wait_write(struct conn *conn)
{
	if (conn_buffer_size(&conn->out) == 0) {
		event_del(conn->writable);
		evtimer_del(conn->unread);
		return;
	}
	event_add(conn->writable, NULL);
	conn_wait_after(conn->unread, bounds.unread_ms);
}

bool
conn_wait_is_paused(const struct conn *conn)
{
	return conn_buffer_size(&conn->out) + conn->write_bytes > bounds.pause;
}

static void
conn_wait_read(struct conn *conn, bool more)
{
	const bool half = conn->discard_bytes > 0 || conn_buffer_size(&conn->in) > 0;
	const bool paused = conn_wait_is_paused(conn) || conn->is_behind;

	if (more && !paused)
		conn_wait_after(conn->resumed, conn->n_tries > 0 ? CONN_RETRY_MS : 0);
	if (conn->state != CONN_OPEN || paused || conn->n_tries > 0)
		event_del(conn->readable);
	else
		event_add(conn->readable, NULL);
	/* the time that we do not read is not the client's */
	if (half && !more && !paused && conn->state == CONN_OPEN)
		conn_wait_after(conn->half, bounds.frame_ms);
	else
		evtimer_del(conn->half);
}

void
conn_wait(struct conn *conn, bool more)
{
	const bool is_at_rest = conn->state == CONN_OPEN && conn->discard_bytes == 0 &&
				conn_wait_holds(conn) == 0 && !conn_wait_is_paused(conn);

	if (is_at_rest && conn->is_at_rest)
		return;
	conn->is_at_rest = is_at_rest;
	conn_wait_write(conn);
	conn_wait_read(conn, more);
}

/* A client that takes little at a time may have an answer as long as it likes; one that takes
 * next to nothing holds it for nobody. */
void
conn_wait_unread(evutil_socket_t fd, short what, void *arg)
{
	struct conn *conn = arg;

	(void)fd;
	(void)what;
	if (conn->taken_bytes >= bounds.taken) {
		conn->taken_bytes = 0;
		conn_wait_after(conn->unread, bounds.unread_ms);
		return;
	}
	log_line(LOG_LEVEL_NOTICE, "client %d: connection ended: it does not take its answers",
	    (int)conn->pid);
	conn_free(conn);
}

void
conn_wait_relieve(struct conn_group *group)
{
	struct conn *conn, *largest;

	while (group->buffers.bytes > bounds.all) {
		const size_t before = group->buffers.bytes;

		largest = LIST_FIRST(&group->list);
		LIST_FOREACH (conn, &group->list, link)
			if (conn_wait_holds(conn) > conn_wait_holds(largest))
				largest = conn;
		/* what it was not offered yet is not its fault */
		if (conn_flush(largest) && group->buffers.bytes < before)
			continue;
		log_line(LOG_LEVEL_NOTICE,
		    "client %d: connection ended: of all that wait it holds the most",
		    (int)largest->pid);
		conn_free(largest);
	}
}
