/*
 * What goes out on a connection. While something waits for its commit (engine_is_pending()), all
 * frames are held back; the commit sends them, or turns every answer among them into its failure.
 */
#ifndef DAEMON_CONN_QUEUE_H
#define DAEMON_CONN_QUEUE_H

#include "conn_private.h"
#include "proto/frame.h"

/* A request's answer, its event for the watchers of all connections, and the log line. */
void conn_queue_reply(struct conn *conn, const struct frame *request,
    const struct dispatch_reply *reply);
void conn_queue_refusal(struct conn *conn, uint32_t stream_id, enum err_code code,
    const char *text);
void conn_queue_end_watches(struct conn *conn, enum err_code code, const char *text);

/* For engine_on_commit(); arg is a struct conn_group. Uses the group's arena. */
void conn_queue_committed(void *arg, enum err_code code, const char *text);

#endif
