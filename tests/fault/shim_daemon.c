/*
 * Linked into a roadmapd of the tests: ROADMAP_FAULT_POWER="CALL SEED" makes it lose power at that
 * call.
 */
#include <stdio.h>
#include <stdlib.h>

#include "shim.h"

__attribute__((constructor)) static void
shim_daemon_begin(void)
{
	const char *power = getenv("ROADMAP_FAULT_POWER");

	shim_install();
	shim_be_tight();
	if (power != NULL && sscanf(power, "%u %u", &shim.power_at, &shim.power_seed) != 2)
		abort();
}
