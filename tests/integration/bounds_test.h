/*
 * What the tests of the daemon's bounds share.
 */
#ifndef BOUNDS_TEST_H
#define BOUNDS_TEST_H

#include "harness.h"

/* Starts the daemon with these bounds: "conns=3 frame_ms=50". Its stderr is a pipe. */
void bounds_test_start(struct harness *harness, const char *bounds);
/* Reads stderr until a line has the text in it. */
void bounds_test_await_line(struct harness *harness, const char *text);
/* A connection on which Hello was answered on stream 1. */
int bounds_test_connect(struct harness *harness);
/* Hello on the stream must be answered. */
void bounds_test_hello(struct harness *harness, int fd, uint32_t stream_id);

/* Asks n times for all steps of "many", on streams from `stream_id` on, and reads nothing. */
void bounds_test_ask(struct harness *harness, int fd, uint32_t stream_id, unsigned n);
/* Bytes of an answer to that, with its header. */
size_t bounds_test_size(struct harness *harness);
/* What is still to be had from the connection, until it has ended. */
size_t bounds_test_drain(int fd);

#endif
