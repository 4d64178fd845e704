/*
 * What SQLite stands on, made to fail: a VFS before the real one, and an allocator before malloc.
 * Of tests only; no program that is installed has it.
 *
 * The ideas are those of SQLite's own tests (test_vfs.c, test6.c, test_malloc.c): count the calls,
 * let the n-th fail, and keep what was not synced apart so that it can be lost.
 */
#ifndef FAULT_SHIM_H
#define FAULT_SHIM_H

#include <stdbool.h>

enum shim_kind {
	SHIM_OPEN,
	SHIM_READ,
	SHIM_WRITE,
	SHIM_SYNC,
	SHIM_TRUNCATE,
	SHIM_SIZE,
	SHIM_LOCK,
	SHIM_SHM,
	SHIM_DELETE,
	SHIM_ACCESS,
	SHIM_KINDS,
};

/* The calls numbered from `at` on, n of them, fail; at 0: none. Numbers begin with 1. */
struct shim_fault {
	unsigned calls;
	unsigned at, n;
	unsigned failed; /* how many did */
};

struct shim {
	struct shim_fault io, memory;
	bool is_full;               /* what fails is a write, and by a full disk */
	unsigned kinds[SHIM_KINDS]; /* what failed, by kind */
	/* the power is lost at this call that changes a file; 0: never */
	unsigned power_at, power_calls, power_seed;
};

extern struct shim shim;

/* Once, before the first use of SQLite in the process. */
void shim_install(void);
/* Few pages in memory, so that more goes to the disk, and checkpoints come often. */
void shim_be_tight(void);
/* No fault from now on, and counting from 1 again. */
void shim_heal(void);
/* Counts a call. True if it is to fail. */
bool shim_strike(struct shim_fault *fault);

#endif
