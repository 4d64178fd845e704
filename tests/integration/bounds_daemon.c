/*
 * Before main(): bounds from the environment variable ROADMAP_TEST_BOUNDS, "conns=3 frame_ms=50".
 */
#include "bounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
bounds_daemon_set(const char *name, size_t value)
{
	const struct {
		const char *name;
		unsigned *value;
	} numbers[] = {{"conns", &bounds.conns}, {"watches", &bounds.watches},
	    {"turn_requests", &bounds.turn_requests}, {"frame_ms", &bounds.frame_ms},
	    {"unread_ms", &bounds.unread_ms}, {"silent_ms", &bounds.silent_ms}};
	const struct {
		const char *name;
		size_t *value;
	} sizes[] = {{"pause", &bounds.pause}, {"events", &bounds.events}, {"held", &bounds.held},
	    {"all", &bounds.all}, {"taken", &bounds.taken}, {"writes", &bounds.writes}};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (strcmp(numbers[i].name, name) == 0) {
			*numbers[i].value = (unsigned)value;
			return;
		}
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		if (strcmp(sizes[i].name, name) == 0) {
			*sizes[i].value = value;
			return;
		}
	abort();
}

static void __attribute__((constructor)) bounds_daemon_read(void)
{
	const char *next = getenv("ROADMAP_TEST_BOUNDS");
	char name[32];
	size_t value;
	int length;

	while (next != NULL && sscanf(next, " %31[a-z_]=%zu%n", name, &value, &length) == 2) {
		bounds_daemon_set(name, value);
		next += length;
	}
}
