/*
 * Hours as people write them: "3 h", "~2-4 h", "1 h 30 m", "45 min".
 */
#ifndef IMPORT_HOURS_H
#define IMPORT_HOURS_H

#include <stdbool.h>
#include <stdint.h>

struct import_hours {
	uint32_t low_min, high_min; /* 0 if there are none */
	bool guessed;               /* there was a ~ */
};

/* False, with *ret_hours as it was, if the text is anything else, or more than a step may have. */
bool import_hours_parse(const char *text, struct import_hours *ret_hours);

#endif
