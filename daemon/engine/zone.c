#include "engine/zone.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/text.h"

enum {
	ZONE_STEP_S = 3 * CALENDAR_DAY_S, /* no zone changes twice in so short a time */
};

static const int64_t zone_last_s = INT64_C(4102444800); /* 2100-01-01 */

/* Of the request that this thread serves; "" is the daemon's own. */
static _Thread_local char zone_name[TEXT_ID_MAX + 1];

/*
 * The C library knows one zone, that of TZ, and the environment is one to a process. While a
 * calendar is made, both are under this lock. TZ is always there once zone_open() was called: to
 * add or to take away a variable would move those that another thread may be looking at.
 */
static pthread_mutex_t zone_lock = PTHREAD_MUTEX_INITIALIZER;
static bool zone_is_open;
static char *zone_own; /* what TZ was then; NULL if it was not there */

static void
zone_set(const char *name)
{
	/* Without memory for a variable of the environment nothing else goes on either. */
	if (setenv("TZ", name, 1) != 0)
		abort();
}

/* Where the C library looks without TZ. It looks again, and whether the file is another, only if
 * the name is. */
static const char *
zone_system(void)
{
	static const char *const names[] = {"/etc/localtime", "/etc//localtime"};
	static unsigned turn;

	turn ^= 1;
	return names[turn];
}

void
zone_open(void)
{
	const char *own;

	(void)pthread_mutex_lock(&zone_lock);
	own = getenv("TZ");
	if (!zone_is_open && own != NULL && (zone_own = strdup(own)) == NULL)
		abort();
	if (own == NULL)
		zone_set(zone_system());
	zone_is_open = true;
	(void)pthread_mutex_unlock(&zone_lock);
}

enum err_code
zone_use(const char *name, struct err *err)
{
	/* No file but those of the zones: the C library would read any that a path names. */
	if (name[0] != '\0' && !text_is_zone(name))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.64s' is no time zone: give one such as Asia/Kolkata", name);
	(void)snprintf(zone_name, sizeof(zone_name), "%s", name);
	return ERR_OK;
}

static int32_t
zone_offset(int64_t at_s)
{
	time_t moment = (time_t)at_s;
	struct tm tm;

	/* A year beyond what a struct tm holds: no zone is known for it. */
	return localtime_r(&moment, &tm) != NULL ? (int32_t)tm.tm_gmtoff : 0;
}

/* The first moment in (before, after] with another offset than that of `before`. */
static int64_t
zone_change(int64_t before, int64_t after)
{
	const int32_t offset = zone_offset(before);

	while (after - before > 1) {
		int64_t middle = before + (after - before) / 2;

		if (zone_offset(middle) == offset)
			before = middle;
		else
			after = middle;
	}
	return after;
}

static int64_t
zone_clamp(int64_t at_s)
{
	if (at_s < 0)
		return 0;
	return at_s < zone_last_s ? at_s : zone_last_s;
}

static uint32_t
zone_changes(int64_t begin, int64_t end, struct calendar_change *changes)
{
	uint32_t n = 0;

	changes[n++] = (struct calendar_change){begin, zone_offset(begin)};
	for (int64_t at = begin; at < end; at += ZONE_STEP_S) {
		int64_t change;

		if (zone_offset(at + ZONE_STEP_S) == zone_offset(at))
			continue;
		change = zone_change(at, at + ZONE_STEP_S);
		changes[n++] = (struct calendar_change){change, zone_offset(change)};
	}
	return n;
}

struct calendar
zone_calendar(struct arena *arena, int64_t from_s, int64_t until_s, uint32_t day_start_min)
{
	const int64_t begin = zone_clamp(from_s) - ZONE_STEP_S, end = zone_clamp(until_s);
	const size_t room = end > begin ? (size_t)((end - begin) / ZONE_STEP_S) : 0;
	struct calendar_change *changes = arena_array(arena, room + 2, sizeof(*changes));
	uint32_t n;

	(void)pthread_mutex_lock(&zone_lock);
	if (zone_name[0] != '\0')
		zone_set(zone_name);
	else
		zone_set(zone_own != NULL ? zone_own : zone_system());
	tzset(); /* localtime_r() alone would not look whether it has changed */
	n = zone_changes(begin, end, changes);
	(void)pthread_mutex_unlock(&zone_lock);
	return (struct calendar){changes, n, day_start_min};
}
