#include "client/when.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
	WHEN_MINUTES_MAX = 60000,
	WHEN_HUGE = 9999999,
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

enum err_code
when_parse(const char *text, int64_t now, int64_t *ret_seconds, struct err *err)
{
	int64_t seconds;

	if (strcasecmp(text, "now") == 0 || strcasecmp(text, "today") == 0)
		seconds = now;
	else if (strcasecmp(text, "yesterday") == 0)
		seconds = when_noon(now, 1);
	else if (!when_parse_ago(text, now, &seconds) && !when_parse_date(text, now, &seconds))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%s' is no date: write 2026-03-01, 2026-03-01T14:00, yesterday or "
		    "\"3 days ago\"",
		    text);
	if (seconds > now)
		return err_set(err, ERR_INVALID_ARGUMENT, "'%s' is still to come", text);
	*ret_seconds = seconds;
	return ERR_OK;
}

/* Digits; *text moves past them. -1 if there are none; what is too large stays too large. */
static long
when_number(const char **text)
{
	size_t n = strspn(*text, "0123456789");
	long value = n == 0 ? -1 : n <= 6 ? strtol(*text, NULL, 10) : WHEN_HUGE;

	*text += n;
	return value;
}

/* What follows a '.' or ',' as minutes of an hour, rounded. */
static long
when_fraction(const char **text)
{
	size_t n = strspn(*text, "0123456789");
	double value = 0, digit = 1;

	for (size_t i = 0; i < n; i++)
		value += ((*text)[i] - '0') * (digit /= 10);
	*text += n;
	return n > 0 ? (long)(value * 60 + 0.5) : -1;
}

/* What follows the hours: ".5", ":30", "h", "h30", "h30m"; as minutes. */
static long
when_rest(const char *text)
{
	char mark = *text;
	long minutes = 0;

	if (mark == '\0')
		return 0;
	text++;
	if (mark == '.' || mark == ',') {
		minutes = when_fraction(&text);
		text += *text == 'h';
	} else if (mark == ':' || (mark == 'h' && *text)) {
		minutes = when_number(&text);
		text += mark == 'h' && *text == 'm';
	} else if (mark != 'h') {
		return -1;
	}
	return *text == '\0' && minutes <= 60 ? minutes : -1;
}

static long
when_minutes(const char *text)
{
	long hours = when_number(&text);
	long minutes;

	if (hours < 0 || strcmp(text, "m") == 0 || strcmp(text, "min") == 0)
		return hours;
	minutes = when_rest(text);
	return minutes < 0 ? -1 : hours * 60 + minutes;
}

enum err_code
when_parse_hours(const char *text, uint32_t *ret_minutes, struct err *err)
{
	char plain[24];
	size_t n = 0;
	long minutes;

	for (const char *at = text; *at && n < sizeof(plain) - 1; at++)
		if (*at != ' ')
			plain[n++] = (char)tolower((unsigned char)*at);
	plain[n] = '\0';
	minutes = when_minutes(plain);
	if (minutes < 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "'%s' is no time: write 1.5, 1h30 or 45m",
		    text);
	if (minutes < 1)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%s' is too little time: at least a minute, or leave it out", text);
	if (minutes > WHEN_MINUTES_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "'%s' is too much time: at most %d hours",
		    text, WHEN_MINUTES_MAX / 60);
	*ret_minutes = (uint32_t)minutes;
	return ERR_OK;
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
