/*
 * Requests to the daemon as bytes, and one at a time.
 */
#ifndef BENCH_WIRE_H
#define BENCH_WIRE_H

#include "proto/message.h"

/* The frame of a request, whose header is still to be written. */
struct bytes bench_pack(struct arena *arena, const char *service, const char *method,
    const ProtobufCMessage *message);

/* Fails the bench if it is refused. */
void bench_ask(const char *service, const char *method, const ProtobufCMessage *request);

/* Of the daemon that answers. */
int bench_daemon_pid(void);

#endif
