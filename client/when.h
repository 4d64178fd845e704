/*
 * Moments and spans of time as people type and read them.
 */
#ifndef CLIENT_WHEN_H
#define CLIENT_WHEN_H

#include <stdint.h>

#include "core/arena.h"
#include "core/err.h"

/*
 * "2026-03-01", "2026-03-01T14:00" (or with a space, seconds, Z), "now", "today", "yesterday",
 * "3 days ago", "a week ago", in the local time zone. A day without a time is its noon, or now if
 * that is still to come. INVALID_ARGUMENT for anything else, and for what is after `now`.
 */
enum err_code when_parse(const char *text, int64_t now, int64_t *ret_seconds, struct err *err);

/* "2026-03-01 14:00", local. */
const char *when_text(struct arena *arena, int64_t seconds);
const char *when_day(struct arena *arena, int64_t seconds);

#endif
