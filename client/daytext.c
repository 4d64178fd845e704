#include "client/daytext.h"

#include "core/calendar.h"

enum {
	DAYTEXT_SHORT = 3,
};

static const char *const daytext_months[] = {"January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"};

static const char *
daytext_make(struct arena *arena, const char *day, const char *today, int month_length)
{
	int32_t number, today_number;
	struct calendar_date date;
	const char *text;

	if (!calendar_parse(day, &number))
		return day;
	date = calendar_date_of(number);
	text =
	    arena_printf(arena, "%u %.*s", date.day, month_length, daytext_months[date.month - 1]);
	if (calendar_parse(today, &today_number) &&
	    calendar_date_of(today_number).year == date.year)
		return text;
	return arena_printf(arena, "%s %d", text, date.year);
}

const char *
daytext_long(struct arena *arena, const char *day, const char *today)
{
	return daytext_make(arena, day, today, sizeof("September"));
}

const char *
daytext_short(struct arena *arena, const char *day, const char *today)
{
	return daytext_make(arena, day, today, DAYTEXT_SHORT);
}

const char *
daytext_month(unsigned month)
{
	static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	    "Sep", "Oct", "Nov", "Dec"};

	return names[(month - 1) % 12];
}
