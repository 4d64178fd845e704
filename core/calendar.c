#include "core/calendar.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CALENDAR_ERA_YEARS = 400,
	CALENDAR_ERA_DAYS = 146097,
	CALENDAR_EPOCH_SHIFT = 719468, /* from 0000-03-01 to 1970-01-01 */
	CALENDAR_EPOCH_WEEKDAY = 4,    /* 1970-01-01 was a Thursday */
	CALENDAR_FEBRUARY = 2,
};

/* Rounds toward the past also before 1970. */
static int64_t
calendar_floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int32_t
calendar_day_of(struct calendar_date date)
{
	/* Years begin in March, so that the leap day is the last of its year. */
	int32_t year = date.year - (date.month <= CALENDAR_FEBRUARY);
	int32_t era = (int32_t)calendar_floor_div(year, CALENDAR_ERA_YEARS);
	uint32_t year_of_era = (uint32_t)(year - era * CALENDAR_ERA_YEARS);
	uint32_t month = date.month > CALENDAR_FEBRUARY ? date.month - 3 : date.month + 9;
	uint32_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
	uint32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * CALENDAR_ERA_DAYS + (int32_t)day_of_era - CALENDAR_EPOCH_SHIFT;
}

struct calendar_date
calendar_date_of(int32_t day)
{
	int32_t shifted = day + CALENDAR_EPOCH_SHIFT;
	int32_t era = (int32_t)calendar_floor_div(shifted, CALENDAR_ERA_DAYS);
	uint32_t day_of_era = (uint32_t)(shifted - era * CALENDAR_ERA_DAYS);
	uint32_t year_of_era =
	    (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	uint32_t day_of_year =
	    day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	uint32_t month = (5 * day_of_year + 2) / 153;
	struct calendar_date date = {
	    .year = (int32_t)year_of_era + era * CALENDAR_ERA_YEARS,
	    .month = month < 10 ? month + 3 : month - 9,
	    .day = day_of_year - (153 * month + 2) / 5 + 1,
	};

	date.year += date.month <= CALENDAR_FEBRUARY;
	return date;
}

bool
calendar_is_date(struct calendar_date date)
{
	struct calendar_date same;

	if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12 ||
	    date.day < 1 || date.day > 31)
		return false;
	/* The 30th of February comes back as a day of March. */
	same = calendar_date_of(calendar_day_of(date));
	return same.month == date.month && same.day == date.day;
}

bool
calendar_parse(const char *text, int32_t *ret_day)
{
	static const char form[] = "dddd-dd-dd";
	struct calendar_date date;

	for (size_t i = 0; i < sizeof(form); i++) /* with the NUL */
		if (form[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != form[i])
			return false;
	date.year = (int32_t)strtol(text, NULL, 10);
	date.month = (uint32_t)strtoul(text + 5, NULL, 10);
	date.day = (uint32_t)strtoul(text + 8, NULL, 10);
	if (!calendar_is_date(date))
		return false;
	*ret_day = calendar_day_of(date);
	return true;
}

const char *
calendar_format(char *dst, int32_t day)
{
	struct calendar_date date = calendar_date_of(day);

	snprintf(dst, CALENDAR_DATE_SIZE, "%04d-%02u-%02u", date.year, date.month, date.day);
	return dst;
}

uint32_t
calendar_weekday(int32_t day)
{
	int64_t since_monday = (int64_t)day + CALENDAR_EPOCH_WEEKDAY - 1;

	return (uint32_t)(since_monday - calendar_floor_div(since_monday, CALENDAR_WEEK_DAYS) *
					     CALENDAR_WEEK_DAYS) +
	       1;
}

int32_t
calendar_monday(int32_t day)
{
	return day - (int32_t)calendar_weekday(day) + 1;
}

uint32_t
calendar_iso_week(int32_t day, int32_t *ret_year)
{
	int32_t thursday = calendar_monday(day) + 3;
	struct calendar_date date = calendar_date_of(thursday);
	int32_t new_year = calendar_day_of((struct calendar_date){date.year, 1, 1});

	*ret_year = date.year;
	return (uint32_t)((thursday - new_year) / CALENDAR_WEEK_DAYS) + 1;
}

/* How many changes lie at or before a moment. */
static uint32_t
calendar_changes_until(const struct calendar *calendar, int64_t at_s)
{
	uint32_t low = 0, high = calendar->n_changes;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (calendar->changes[middle].from_s <= at_s)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int32_t
calendar_offset(const struct calendar *calendar, int64_t at_s)
{
	uint32_t n = calendar_changes_until(calendar, at_s);

	if (calendar->n_changes == 0)
		return 0;
	return calendar->changes[n > 0 ? n - 1 : 0].offset_s;
}

int32_t
calendar_local_day(const struct calendar *calendar, int64_t at_s)
{
	int64_t local_s =
	    at_s + calendar_offset(calendar, at_s) - (int64_t)calendar->day_start_min * 60;

	return (int32_t)calendar_floor_div(local_s, CALENDAR_DAY_S);
}

int64_t
calendar_day_begin(const struct calendar *calendar, int32_t day)
{
	int64_t local_s = (int64_t)day * CALENDAR_DAY_S + (int64_t)calendar->day_start_min * 60;
	/* No offset is that large: what holds before this is over when the day begins. */
	int64_t early_s = local_s - CALENDAR_OFFSET_MAX_S;
	uint32_t next = calendar_changes_until(calendar, early_s);
	int64_t from_s = early_s;

	for (;; next++) {
		int64_t begin_s = local_s - calendar_offset(calendar, from_s);

		if (begin_s < from_s)
			begin_s = from_s;
		if (next >= calendar->n_changes || begin_s < calendar->changes[next].from_s)
			return begin_s;
		from_s = calendar->changes[next].from_s;
	}
}
