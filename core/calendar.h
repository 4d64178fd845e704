/*
 * Days and weeks: civil dates as day numbers, and the local day of a moment.
 *
 * A day number counts days since 1970-01-01 in the proleptic Gregorian calendar. The conversions
 * are Howard Hinnant's days_from_civil and civil_from_days ("chrono-compatible low-level date
 * algorithms", 2013), exact for every day here. Weeks are those of ISO 8601: they begin on Monday
 * and belong to the year of their Thursday.
 *
 * core has no clock and no time zones: whoever asks passes the offsets that hold, as a table.
 */
#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum {
	CALENDAR_DAY_S = 86400,
	CALENDAR_WEEK_DAYS = 7,
	CALENDAR_DATE_SIZE = 16, /* "9999-12-31" and the NUL, with room */
	CALENDAR_OFFSET_MAX_S = 26 * 3600,
	CALENDAR_DAY_START_MAX_MIN = 12 * 60,
	/* 0001-01-01 and 9999-12-31: what calendar_parse() gives. */
	CALENDAR_DAY_MIN = -719162,
	CALENDAR_DAY_MAX = 2932896,
};

struct calendar_date {
	int32_t year;
	uint32_t month, day; /* from 1 */
};

/* From this moment on, the local clock shows UTC + offset_s. */
struct calendar_change {
	int64_t from_s;
	int32_t offset_s;
};

/*
 * A learner's days. `changes` rise; before the first its offset holds, and none at all is UTC.
 * A day begins when the local clock shows day_start_min minutes past midnight: what is done at
 * 01:30 belongs to the day before if days begin at 04:00.
 */
struct calendar {
	const struct calendar_change *changes;
	uint32_t n_changes;
	uint32_t day_start_min;
};

/* Day numbers of dates and back. The date must exist: calendar_is_date(). */
int32_t calendar_day_of(struct calendar_date date);
struct calendar_date calendar_date_of(int32_t day);
bool calendar_is_date(struct calendar_date date);

/* "2026-03-01", the years 0001 to 9999, nothing before or after it. False for anything else. */
bool calendar_parse(const char *text, int32_t *ret_day);
/* Writes "2026-03-01" to dst of CALENDAR_DATE_SIZE bytes, which is also returned. */
const char *calendar_format(char *dst, int32_t day);

/* 1 is Monday, 7 is Sunday. */
uint32_t calendar_weekday(int32_t day);
/* The Monday of its week. */
int32_t calendar_monday(int32_t day);
/* The ISO week, 1 to 53, and the year it belongs to. */
uint32_t calendar_iso_week(int32_t day, int32_t *ret_year);

/* What the local clock is ahead of UTC at a moment, in seconds. */
int32_t calendar_offset(const struct calendar *calendar, int64_t at_s);
/*
 * The local day of a moment: what the clock on the wall says, moved by the start of the day. Where
 * the clock is set back over that start, a day may come twice for the time it is set back.
 */
int32_t calendar_local_day(const struct calendar *calendar, int64_t at_s);
/*
 * The first moment that belongs to this day or a later one. Of a day that never was (Apia,
 * 2011-12-30) that is the beginning of the next.
 */
int64_t calendar_day_begin(const struct calendar *calendar, int32_t day);

#endif
