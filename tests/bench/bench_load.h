/*
 * The load program: one process, many connections to a Unix socket, each with so many requests
 * under way. It is the same for redis and for the daemon but for how an answer's end is known.
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bench_load {
	const char *socket_path;
	unsigned n_conns, depth;
	unsigned n_requests; /* in all; a multiple of n_conns x depth */
	/*
	 * Writes the next request of a connection; at most BENCH_LOAD_REQUEST_MAX bytes. number
	 * counts those of the connection, from 0.
	 */
	size_t (*request)(uint8_t *data, unsigned conn, unsigned number);
	size_t answer_bytes; /* of redis, where all are alike; 0: frames of ttRPC, of code 0 */
};

enum {
	BENCH_LOAD_REQUEST_MAX = 4096,
	BENCH_LOAD_CONNS_MAX = 64,
	BENCH_LOAD_DEPTH_MAX = 32,
};

/* How many seconds it takes. */
double bench_load_run(const struct bench_load *load);

/* One connection, one at a time: how many seconds each of n_requests took. */
void bench_load_latency(const struct bench_load *load, double *ret_seconds);

/* A Unix socket's other end. */
int bench_load_connect(const char *path);

#endif
