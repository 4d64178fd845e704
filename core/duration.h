/*
 * Spans of time as people type them.
 */
#ifndef CORE_DURATION_H
#define CORE_DURATION_H

#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

enum {
	DURATION_MAX_MIN = 60000, /* 1,000 hours */
};

/*
 * "1.5", "2h", "1.5h", "1h30", "1h30m", "1:30", "45m": minutes, 1 to DURATION_MAX_MIN; else
 * INVALID_ARGUMENT. A number alone is hours.
 */
enum err_code duration_parse(const char *text, uint32_t *ret_minutes, struct err *err);

/* The shortest of these that duration_parse() reads: "2h", "1h30", "45m". */
const char *duration_format(struct arena *arena, uint32_t minutes);

#endif
