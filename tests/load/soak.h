/*
 * A real daemon under many clients at once, good and bad.
 */
#ifndef SOAK_H
#define SOAK_H

#include "harness.h"
#include "soak_chaos.h"
#include "soak_client.h"

enum {
	SOAK_CLIENTS = 48,
	SOAK_CHAOS = 16,
	SOAK_WAVES = 6,
	SOAK_WARM_UP = 2, /* waves */
	/* after them: SQLite keeps up to 2,000 KiB of pages, and the heap is given back at rest */
	SOAK_GROWTH_MAX_KB = 3072,
	SOAK_FILES_TRIES = 100000, /* answers, until the daemon has closed what its clients left */
};

#endif
