/*
 * Hours at the end of a title: "(3 h)", "(~2-4 h)", "(1 h 30 m)", "(45 min)".
 */
#ifndef IMPORT_HOURS_H
#define IMPORT_HOURS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"

struct import_hours {
	uint32_t low_min, high_min; /* 0 if there are none */
	bool guessed;               /* there was a ~ */
	const char *rest;           /* the title without them */
};

/* False, with all of it zero, if the title does not end in hours. */
bool import_hours_find(const char *title, struct arena *arena, struct import_hours *ret_hours);

#endif
