/*
 * How long a connection may take, and what all of them may hold: bounds.h.
 */
#ifndef DAEMON_CONN_WAIT_H
#define DAEMON_CONN_WAIT_H

#include "conn_private.h"

/* Of it no more requests are taken before some are answered, and the answers read. */
bool conn_wait_is_paused(const struct conn *conn);
/*
 * Waits for the client: for its next bytes, and to take what is queued; if there is `more` here
 * already, for the next turn. It is cheap for one that rests and did before.
 */
void conn_wait(struct conn *conn, bool more);

/* An event: the client had its time to take something. */
void conn_wait_unread(evutil_socket_t fd, short what, void *arg);

/* Ends the connections that hold the most, until all hold no more than they may. */
void conn_wait_relieve(struct conn_group *group);

#endif
