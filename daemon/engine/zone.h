/*
 * The learner's time zone, and their days in it.
 *
 * A client that runs in another zone than the daemon sends its TZ as the metadata `time-zone` of a
 * request; else the zone is that of the daemon: TZ of its environment, or /etc/localtime.
 */
#ifndef ENGINE_ZONE_H
#define ENGINE_ZONE_H

#include <stdint.h>

#include "core/arena.h"
#include "core/calendar.h"
#include "core/err.h"

/* Once before another thread is there, and again as often as one likes. From then on TZ of the
 * environment is this module's. */
void zone_open(void);

/*
 * The zone of what follows in this thread: a value of TZ such as "Asia/Kolkata" or
 * "EST5EDT,M3.2.0,M11.1.0", or "" for the daemon's own. INVALID_ARGUMENT for a path, or for more
 * than 64 bytes; as the C library has it, an unknown name is UTC.
 */
enum err_code zone_use(const char *name, struct err *err);

/*
 * The days of the zone in use, right for moments from from_s to until_s as far as they are from
 * 1970 to 2100; beyond, the offset of the edge holds. Lives in the arena.
 */
struct calendar zone_calendar(struct arena *arena, int64_t from_s, int64_t until_s,
    uint32_t day_start_min);

#endif
