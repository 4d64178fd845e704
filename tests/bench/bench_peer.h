/*
 * What we are compared with: redis, SQLite in process, Taskwarrior.
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Begins a redis of our own on a Unix socket, with a value of the size of a Plan.Next's answer.
 * durable: it answers a SET once it is on the disk. False if it is not installed.
 */
bool bench_redis_start(bool durable);
void bench_redis_stop(void);
const char *bench_redis_socket(void);

/* Requests of the load program, and the size of their answers. */
size_t bench_redis_get(uint8_t *data, unsigned conn, unsigned number);
size_t bench_redis_set(uint8_t *data, unsigned conn, unsigned number);
size_t bench_redis_answer_bytes(bool durable);

/* Seconds of n updates of a row, each committed durably (WAL, synchronous=FULL). */
double bench_sqlite_commits_s(unsigned n);

#endif
