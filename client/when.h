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
 * "14:00", "yesterday 14:00", "3 days ago", "a week ago", in the local time zone. A day without a
 * time is its noon, or now if that is still to come. INVALID_ARGUMENT for anything else, and for
 * what is after `now`.
 */
enum err_code when_parse(const char *text, int64_t now, int64_t *ret_seconds, struct err *err);

/*
 * A day in local time, also one to come: "2026-12-01", "today", "tomorrow", "in 3 weeks" (days,
 * weeks, months). *ret_day is "2026-12-01", in the arena. INVALID_ARGUMENT for anything else.
 */
enum err_code when_parse_day(const char *text, int64_t now, struct arena *arena,
    const char **ret_day, struct err *err);

/*
 * TZ of the environment in the form that the daemon takes, "Asia/Kolkata"; NULL if it is not set or
 * names a file that is no zone.
 */
const char *when_zone(void);

/* "14:00" if that is today, "yesterday 14:00", else when_text(). */
const char *when_since(struct arena *arena, int64_t seconds, int64_t now);

/* "2026-03-01 14:00", local. */
const char *when_text(struct arena *arena, int64_t seconds);
const char *when_day(struct arena *arena, int64_t seconds);

#endif
