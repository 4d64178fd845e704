#include "client/when.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "core/calendar.h"
#include "core/text.h"

enum {
	WHEN_AGO_MAX = 100000,
};

static int64_t
when_noon(int64_t now, int days_ago)
{
	time_t seconds = (time_t)now;
	struct tm tm;
	int64_t noon;

	localtime_r(&seconds, &tm);
	tm.tm_mday -= days_ago;
	tm.tm_hour = 12;
	tm.tm_min = tm.tm_sec = 0;
	tm.tm_isdst = -1;
	noon = (int64_t)mktime(&tm);
	return noon < now ? noon : now;
}

/* "3 days ago", "a week ago", "2 hours ago". */
static bool
when_parse_ago(const char *text, int64_t now, int64_t *ret_seconds)
{
	static const struct {
		const char *unit;
		int days, seconds;
	} units[] = {{"minute", 0, 60}, {"hour", 0, 3600}, {"day", 1, 0}, {"week", 7, 0}};
	char unit[16], ago[16], rest;
	long n = 1;
	size_t length;

	if (sscanf(text, "%ld %15s %15s %c", &n, unit, ago, &rest) != 3 &&
	    sscanf(text, "a %15s %15s %c", unit, ago, &rest) != 2 &&
	    sscanf(text, "an %15s %15s %c", unit, ago, &rest) != 2)
		return false;
	if (strcasecmp(ago, "ago") != 0 || n < 0 || n > WHEN_AGO_MAX)
		return false;
	length = strlen(unit);
	length -= length > 1 && unit[length - 1] == 's';
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strlen(units[i].unit) != length ||
		    strncasecmp(units[i].unit, unit, length) != 0)
			continue;
		*ret_seconds = units[i].days ? when_noon(now, (int)n * units[i].days)
					     : now - n * units[i].seconds;
		return true;
	}
	return false;
}

/* Refuses what mktime() would put right: the 30th of February. */
static bool
when_make(struct tm *tm, bool utc, int64_t *ret_seconds)
{
	struct tm asked = *tm;
	time_t seconds;

	tm->tm_isdst = -1;
	seconds = utc ? timegm(tm) : mktime(tm);
	if (tm->tm_mday != asked.tm_mday || tm->tm_mon != asked.tm_mon || asked.tm_hour > 23 ||
	    asked.tm_min > 59 || asked.tm_sec > 59)
		return false;
	*ret_seconds = (int64_t)seconds;
	return true;
}

static bool
when_is_today(const struct tm *day, int64_t now)
{
	time_t seconds = (time_t)now;
	struct tm tm;

	localtime_r(&seconds, &tm);
	return tm.tm_year == day->tm_year && tm.tm_yday == day->tm_yday;
}

/* "14:00", "14:00:30", "14:00Z"; *ret_utc is told of the Z. */
static bool
when_parse_clock(const char *text, struct tm *tm, bool *ret_utc)
{
	int used = 0;

	if (strspn(text, "0123456789:Z") != strlen(text) ||
	    sscanf(text, "%2d:%2d%n", &tm->tm_hour, &tm->tm_min, &used) != 2)
		return false;
	text += used;
	if (*text == ':' && sscanf(text, ":%2d%n", &tm->tm_sec, &used) == 1)
		text += used;
	*ret_utc = strcmp(text, "Z") == 0;
	return *text == '\0' || *ret_utc;
}

static bool
when_parse_date(const char *text, int64_t now, int64_t *ret_seconds)
{
	struct tm tm = {0};
	bool utc = false;
	int used = 0;

	if (strspn(text, "0123456789-") < 10 ||
	    sscanf(text, "%4d-%2d-%2d%n", &tm.tm_year, &tm.tm_mon, &tm.tm_mday, &used) != 3 ||
	    used != 10)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	text += used;
	if (*text == '\0') {
		tm.tm_hour = 12;
		if (!when_make(&tm, false, ret_seconds))
			return false;
		if (when_is_today(&tm, now))
			*ret_seconds = when_noon(now, 0);
		return true;
	}
	return (*text == 'T' || *text == ' ') && when_parse_clock(text + 1, &tm, &utc) &&
	       when_make(&tm, utc, ret_seconds);
}

/* "14:00", "today 14:00", "yesterday 14:00". */
static bool
when_parse_time(const char *text, int64_t now, int64_t *ret_seconds)
{
	static const char yesterday[] = "yesterday ", today[] = "today ";
	time_t seconds = (time_t)now;
	struct tm day, tm = {0};
	bool utc = false;

	localtime_r(&seconds, &day);
	tm.tm_year = day.tm_year;
	tm.tm_mon = day.tm_mon;
	tm.tm_mday = day.tm_mday;
	tm.tm_hour = 12;
	if (strncasecmp(text, yesterday, sizeof(yesterday) - 1) == 0) {
		tm.tm_mday--;
		tm.tm_isdst = -1;
		(void)mktime(&tm); /* the day before the first of a month */
		text += sizeof(yesterday) - 1;
	} else if (strncasecmp(text, today, sizeof(today) - 1) == 0) {
		text += sizeof(today) - 1;
	}
	tm.tm_sec = 0;
	return when_parse_clock(text, &tm, &utc) && !utc && when_make(&tm, false, ret_seconds);
}

enum err_code
when_parse(const char *text, int64_t now, int64_t *ret_seconds, struct err *err)
{
	int64_t seconds;

	if (strcasecmp(text, "now") == 0 || strcasecmp(text, "today") == 0)
		seconds = now;
	else if (strcasecmp(text, "yesterday") == 0)
		seconds = when_noon(now, 1);
	else if (!when_parse_ago(text, now, &seconds) && !when_parse_date(text, now, &seconds) &&
		 !when_parse_time(text, now, &seconds))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%s' is no date: write 2026-03-01, 2026-03-01T14:00, 14:00, yesterday or "
		    "\"3 days ago\"",
		    text);
	if (seconds > now)
		return err_set(err, ERR_INVALID_ARGUMENT, "'%s' is still to come", text);
	*ret_seconds = seconds;
	return ERR_OK;
}

static int32_t
when_local_day(int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct tm tm;

	localtime_r(&moment, &tm);
	return calendar_day_of((struct calendar_date){tm.tm_year + 1900, (uint32_t)tm.tm_mon + 1,
	    (uint32_t)tm.tm_mday});
}

/* A month has no 31st? Its last day then. */
static int32_t
when_add_months(int32_t day, unsigned months)
{
	struct calendar_date date = calendar_date_of(day);
	const unsigned month = date.month - 1 + months;

	date.year += (int32_t)(month / 12);
	date.month = month % 12 + 1;
	while (!calendar_is_date(date))
		date.day--;
	return calendar_day_of(date);
}

/* "in 3 weeks", "3 weeks", "in a month". */
static bool
when_parse_ahead(const char *text, int32_t today, int32_t *ret_day)
{
	char unit[16], rest;
	unsigned n = 1;
	size_t length;

	text += strncasecmp(text, "in ", 3) == 0 ? 3 : 0;
	if (sscanf(text, "%4u %15s %c", &n, unit, &rest) != 2 &&
	    sscanf(text, "a %15s %c", unit, &rest) != 1)
		return false;
	length = strlen(unit);
	if (length > 1 && unit[length - 1] == 's')
		unit[length - 1] = '\0';
	if (strcasecmp(unit, "day") == 0)
		*ret_day = today + (int32_t)n;
	else if (strcasecmp(unit, "week") == 0)
		*ret_day = today + (int32_t)n * CALENDAR_WEEK_DAYS;
	else if (strcasecmp(unit, "month") == 0)
		*ret_day = when_add_months(today, n);
	else
		return false;
	return true;
}

enum err_code
when_parse_day(const char *text, int64_t now, struct arena *arena, const char **ret_day,
    struct err *err)
{
	const int32_t today = when_local_day(now);
	int32_t day = today;

	if (strcasecmp(text, "tomorrow") == 0)
		day++;
	else if (strcasecmp(text, "today") != 0 && !calendar_parse(text, &day) &&
		 !when_parse_ahead(text, today, &day))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.64s' is no day: write 2026-12-01, tomorrow or \"in 3 weeks\"", text);
	*ret_day = calendar_format(arena_alloc(arena, CALENDAR_DATE_SIZE), day);
	return ERR_OK;
}

const char *
when_zone(void)
{
	static const char folder[] = "/zoneinfo/";
	const char *zone = getenv("TZ");
	const char *found;

	if (zone == NULL)
		return NULL;
	if (zone[0] == '\0')
		return "UTC0"; /* what the C library makes of it */
	zone += zone[0] == ':';
	found = strstr(zone, folder);
	if (zone[0] == '/' && found != NULL)
		zone = found + sizeof(folder) - 1;
	return text_is_zone(zone) ? zone : NULL;
}

const char *
when_since(struct arena *arena, int64_t seconds, int64_t now)
{
	const char *text = when_text(arena, seconds);
	const int32_t ago = when_local_day(now) - when_local_day(seconds);

	if (ago == 0)
		return text + strcspn(text, " ") + 1;
	if (ago == 1)
		return arena_printf(arena, "yesterday%s", text + strcspn(text, " "));
	return text;
}

const char *
when_text(struct arena *arena, int64_t seconds)
{
	time_t moment = (time_t)seconds;
	struct tm tm;

	if (!localtime_r(&moment, &tm))
		return "?";
	return arena_printf(arena, "%04d-%02d-%02d %02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1,
	    tm.tm_mday, tm.tm_hour, tm.tm_min);
}

const char *
when_day(struct arena *arena, int64_t seconds)
{
	const char *text = when_text(arena, seconds);

	return arena_printf(arena, "%.*s", (int)strcspn(text, " "), text);
}
