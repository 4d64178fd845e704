/*
 * A client that is broken: it sends garbage and halves, does not read, leaves.
 */
#ifndef SOAK_CHAOS_H
#define SOAK_CHAOS_H

#include "harness.h"

enum soak_chaos_kind {
	SOAK_GARBAGE,
	SOAK_HALF_FRAME,
	SOAK_NO_MESSAGE,
	SOAK_TOO_LONG,
	SOAK_UNREAD,
	SOAK_UNREAD_WATCH,
	SOAK_LEAVES,
	SOAK_SILENT,
	SOAK_CHAOS_KINDS,
};

struct soak_chaos {
	int fd;            /* -1: not connected */
	unsigned patience; /* steps until it leaves */
};

/* Connects and does something bad, or goes on doing nothing, or leaves. Never waits. */
void soak_chaos_step(struct soak_chaos *chaos, struct harness *harness, unsigned *seed);
void soak_chaos_close(struct soak_chaos *chaos);

/* How often each was done. */
extern unsigned long soak_chaos_done[SOAK_CHAOS_KINDS];

#endif
