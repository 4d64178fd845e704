#include "server.h"

#include <errno.h>
#include <event2/event.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "bounds.h"
#include "conn.h"
#include "engine/dispatch.h"
#include "listen.h"
#include "log.h"
#include "notify.h"

enum {
	SERVER_TURN_ACCEPTS = 64,
	SERVER_SPARE_FDS = 32, /* the database, the log, the loop */
	SERVER_STATUS_S = 1,
	SERVER_REST_S = 1,
	SERVER_LOOK_S = 30,
	SERVER_BACKUP_FIRST_S = 2, /* whoever started the daemon is answered first */
	SERVER_BACKUP_S = 3600,
	SERVER_US_PER_MS = 1000,
};

struct server {
	struct conn_group group;
	struct listen *listen;
	unsigned conns_max, idle_exit_s;
	unsigned n_full; /* connections, when there was no room for another */
	bool is_stopping, is_full;
	bool is_busy; /* something came since the last look for rest */
	bool is_told; /* a service manager wants our status */
	struct event *acceptable;
	struct event *accept_retry; /* after running out of descriptors or connections */
	struct event *idle, *rest, *status, *look, *alive, *backup, *stop_limit;
	struct event *sigterm, *sigint, *sighup;
};

static void
server_after(struct event *timer, unsigned seconds)
{
	const struct timeval delay = {.tv_sec = seconds};

	evtimer_add(timer, &delay);
}

static void
server_stop(struct server *server, const char *reason)
{
	const struct timeval limit = {.tv_usec = SERVER_STOP_MS * 1000};

	if (server->is_stopping)
		return;
	server->is_stopping = true;
	log_line(LOG_LEVEL_INFO, "stopping: %s", reason);
	notify_stopping();
	event_del(server->acceptable);
	event_del(server->accept_retry);
	event_del(server->backup);
	listen_close(server->listen);
	evtimer_add(server->stop_limit, &limit);
	conn_group_stop(&server->group);
	if (server->group.n_conns == 0)
		event_base_loopbreak(server->group.base);
}

/* A connection came or went, or requests were taken. */
static void
server_changed(void *arg)
{
	struct server *server = arg;

	if (server->is_stopping) {
		if (server->group.n_conns == 0)
			event_base_loopbreak(server->group.base);
		return;
	}
	if (server->is_full && server->group.n_conns < server->n_full)
		event_active(server->accept_retry, EV_TIMEOUT, 0);
	if (server->idle_exit_s > 0 && server->group.n_conns > 0)
		evtimer_del(server->idle);
	else if (server->idle_exit_s > 0)
		server_after(server->idle, server->idle_exit_s);
	server->is_busy = true;
	if (!evtimer_pending(server->rest, NULL))
		server_after(server->rest, SERVER_REST_S);
	if (server->is_told && !evtimer_pending(server->status, NULL))
		server_after(server->status, SERVER_STATUS_S);
}

static bool
server_has_waiting(const struct server *server)
{
	struct pollfd waiting = {.fd = server->listen->fd, .events = POLLIN};

	return poll(&waiting, 1, 0) > 0;
}

static void
server_accept_later(struct server *server, const char *reason)
{
	const struct timeval delay = {
	    .tv_sec = bounds.retry_ms / 1000,
	    .tv_usec = (suseconds_t)(bounds.retry_ms % 1000) * 1000,
	};

	if (!server_has_waiting(server))
		return;
	if (!server->is_full)
		log_line(LOG_LEVEL_WARNING, "no more connections for now: %s", reason);
	server->is_full = true;
	server->n_full = server->group.n_conns;
	event_del(server->acceptable);
	evtimer_add(server->accept_retry, &delay);
	(void)conn_group_end_silent(&server->group);
}

/* Before a byte of it is read: the socket's mode does not help where root passed us the socket. */
static void
server_admit(struct server *server, int fd)
{
	struct ucred peer;
	socklen_t size = sizeof(peer);

	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 || peer.uid != geteuid()) {
		log_line(LOG_LEVEL_WARNING, "refused a client of another user");
		close(fd);
		return;
	}
	conn_open(&server->group, fd, peer.pid);
}

/* Takes one waiting connection. False if there is none to take now. */
static bool
server_accept(struct server *server)
{
	int fd;

	if (server->group.n_conns >= server->conns_max) {
		server_accept_later(server, "the limit is reached");
		return false;
	}
	fd = accept4(server->listen->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
	if (fd >= 0) {
		server->is_full = false;
		server_admit(server, fd);
		return true;
	}
	if (errno == EINTR || errno == ECONNABORTED)
		return true;
	if (errno != EAGAIN)
		server_accept_later(server, strerror(errno));
	else
		server->is_full = false;
	return false;
}

static void
server_acceptable(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	for (int i = 0; i < SERVER_TURN_ACCEPTS && server_accept(arg); i++)
		;
}

static void
server_accept_again(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	event_add(server->acceptable, NULL);
}

/* A client may be waiting to be accepted: it is served first. */
static void
server_idle(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	if (server_has_waiting(server) || conn_group_is_writing(&server->group))
		server_after(server->idle, server->idle_exit_s);
	else
		server_stop(server, "idle");
}

/* After some quiet, what the last requests took goes back to the system. */
static void
server_rest(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	if (server->is_busy)
		server_after(server->rest, SERVER_REST_S);
	else
		(void)malloc_trim(0);
	server->is_busy = false;
}

static void
server_status(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;
	struct conn_group *group = &server->group;
	const char *where = engine_status(group->engine, group->arena);

	(void)fd;
	(void)what;
	notify_status(arena_printf(group->arena, "%u connection%s%s%s", group->n_conns,
	    group->n_conns == 1 ? "" : "s", where[0] != '\0' ? ", current: " : "", where));
	arena_reset(group->arena);
}

/* Said only by a loop that turns, of a database that answers: else a new process is worth a try. */
static void
server_alive(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;
	const int64_t busy_ms = conn_group_busy_ms(&server->group);
	struct err err = ERR_NONE;

	(void)fd;
	(void)what;
	if (busy_ms * SERVER_US_PER_MS > (int64_t)notify_watchdog_us())
		log_line(LOG_LEVEL_ERROR, "the disk does not answer: one write takes %lld ms",
		    (long long)busy_ms);
	else if (engine_check(server->group.engine, &err) != ERR_OK)
		log_line(LOG_LEVEL_ERROR, "the database does not answer: %s", err.text);
	else
		notify_alive();
}

/* A backup a day, where something was done. */
static void
server_backup(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	conn_group_backup(&server->group);
	server_after(server->backup, SERVER_BACKUP_S);
}

/* /run/user/UID goes at logout, and nobody could reach us again or start another in our place. */
static void
server_look(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	if (!server->is_stopping && !listen_is_reachable(server->listen))
		server_stop(server, "the socket's file is gone");
}

static void
server_stop_limit(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;

	(void)fd;
	(void)what;
	log_line(LOG_LEVEL_NOTICE, "%u clients did not take their answers", server->group.n_conns);
	event_base_loopbreak(server->group.base);
}

static void
server_signalled(evutil_socket_t number, short what, void *arg)
{
	(void)what;
	server_stop(arg, number == SIGINT ? "SIGINT" : "SIGTERM");
}

static void
server_hangup(evutil_socket_t number, short what, void *arg)
{
	(void)number;
	(void)what;
	(void)arg;
	log_line(LOG_LEVEL_DEBUG, "SIGHUP: nothing to reopen");
}

static unsigned
server_raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		return bounds.conns;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_NOFILE, &limit);
	getrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur >= bounds.conns + SERVER_SPARE_FDS)
		return bounds.conns;
	return limit.rlim_cur > SERVER_SPARE_FDS ? (unsigned)limit.rlim_cur - SERVER_SPARE_FDS : 1;
}

static bool
server_make_events(struct server *server)
{
	struct event_base *base = event_base_new();
	const short lasting = EV_PERSIST;

	if (base == NULL)
		return false;
	server->group.base = base;
	if (!conn_group_open(&server->group))
		return false;
	server->acceptable =
	    event_new(base, server->listen->fd, EV_READ | lasting, server_acceptable, server);
	server->accept_retry = evtimer_new(base, server_accept_again, server);
	server->idle = evtimer_new(base, server_idle, server);
	server->rest = evtimer_new(base, server_rest, server);
	server->status = evtimer_new(base, server_status, server);
	server->backup = evtimer_new(base, server_backup, server);
	server->stop_limit = evtimer_new(base, server_stop_limit, server);
	server->look = event_new(base, -1, lasting, server_look, server);
	server->alive = event_new(base, -1, lasting, server_alive, server);
	server->sigterm = evsignal_new(base, SIGTERM, server_signalled, server);
	server->sigint = evsignal_new(base, SIGINT, server_signalled, server);
	server->sighup = evsignal_new(base, SIGHUP, server_hangup, server);
	return server->acceptable && server->accept_retry && server->idle && server->rest &&
	       server->status && server->backup && server->stop_limit && server->look &&
	       server->alive && server->sigterm && server->sigint && server->sighup;
}

static bool
server_add_events(struct server *server)
{
	const uint64_t alive_us = notify_watchdog_us();
	const struct timeval alive = {
	    .tv_sec = (time_t)(alive_us / 1000000),
	    .tv_usec = (suseconds_t)(alive_us % 1000000),
	};

	/* a service manager that passed us the socket looks after its file */
	if (!(server->listen->inherited && notify_is_wanted()))
		server_after(server->look, SERVER_LOOK_S);
	server_after(server->backup, SERVER_BACKUP_FIRST_S);
	if (alive_us > 0)
		event_add(server->alive, &alive);
	return event_add(server->sigterm, NULL) == 0 && event_add(server->sigint, NULL) == 0 &&
	       event_add(server->sighup, NULL) == 0 && event_add(server->acceptable, NULL) == 0;
}

struct server *
server_new(struct engine *engine, struct listen *listen, unsigned idle_exit_s, struct err *err)
{
	struct server *server = calloc(1, sizeof(*server));

	if (server == NULL)
		abort();
	server->listen = listen;
	server->idle_exit_s = idle_exit_s;
	server->is_told = notify_is_wanted();
	server->conns_max = server_raise_limit();
	server->group.engine = engine;
	server->group.arena = arena_new();
	server->group.changed = server_changed;
	server->group.changed_arg = server;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is a disk that is full */
	if (!server_make_events(server) || !server_add_events(server)) {
		(void)err_set(err, ERR_UNAVAILABLE, "cannot make the event loop: %s",
		    strerror(errno));
		server_free(server);
		return NULL;
	}
	return server;
}

static void
server_free_event(struct event *event)
{
	if (event != NULL)
		event_free(event);
}

void
server_free(struct server *server)
{
	if (server == NULL)
		return;
	server->is_stopping = true;
	conn_group_close(&server->group);
	server_free_event(server->acceptable);
	server_free_event(server->accept_retry);
	server_free_event(server->idle);
	server_free_event(server->rest);
	server_free_event(server->status);
	server_free_event(server->look);
	server_free_event(server->alive);
	server_free_event(server->backup);
	server_free_event(server->stop_limit);
	server_free_event(server->sigterm);
	server_free_event(server->sigint);
	server_free_event(server->sighup);
	if (server->group.base != NULL)
		event_base_free(server->group.base);
	arena_free(server->group.arena);
	free(server);
}

void
server_run(struct server *server)
{
	server_changed(server);
	notify_ready();
	event_base_dispatch(server->group.base);
}
