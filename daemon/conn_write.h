/*
 * Requests that write: handed to the writer, and their answers and events, when they are given
 * back.
 */
#ifndef DAEMON_CONN_WRITE_H
#define DAEMON_CONN_WRITE_H

#include "conn_private.h"
#include "proto/frame.h"

enum {
	CONN_WRITE_COST =
	    1024, /* bytes that a request in the writer's hands counts for, and its own */
};

/* False if there is no memory or descriptor. */
bool conn_write_open(struct conn_group *group);
/* Once the connections are gone: waits for the writer. Takes a group that was not opened. */
void conn_write_close(struct conn_group *group);

/*
 * A request that writes, or one that reads and stands behind such. False if it has to wait until
 * some are done. The bytes are copied.
 */
bool conn_write_put(struct conn *conn, const struct frame *frame, struct bytes request,
    bool is_read);
/* Hands over what was put. */
void conn_write_flush(struct conn_group *group);
/* At once. What comes of it is told in the log. */
void conn_write_put_backup(struct conn_group *group);
/* The connection goes; what it asked for is done. */
void conn_write_forget(struct conn *conn);

#endif
