/*
 * What goes out on a connection.
 */
#ifndef DAEMON_CONN_QUEUE_H
#define DAEMON_CONN_QUEUE_H

#include "conn_private.h"
#include "proto/frame.h"

/* The log line of a request that failed. */
void conn_queue_log(pid_t pid, const struct dispatch_reply *reply);
/* A request's answer, or the beginning of its watch. */
void conn_queue_reply(struct conn *conn, const struct frame *request,
    const struct dispatch_reply *reply);
/* For the watchers of all connections. Of an event without data there is nothing to tell. */
void conn_queue_event(struct conn_group *group, struct bytes event);
void conn_queue_refusal(struct conn *conn, uint32_t stream_id, enum err_code code,
    const char *text);
void conn_queue_end_watches(struct conn *conn, enum err_code code, const char *text);

#endif
