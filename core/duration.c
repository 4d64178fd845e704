#include "core/duration.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	DURATION_HUGE = 9999999,
};

/* Digits; *text moves past them. -1 if there are none; what is too large stays too large. */
static long
duration_number(const char **text)
{
	size_t n = strspn(*text, "0123456789");
	long value = n == 0 ? -1 : n <= 6 ? strtol(*text, NULL, 10) : DURATION_HUGE;

	*text += n;
	return value;
}

/* What follows a '.' or ',' as minutes of an hour, rounded. */
static long
duration_fraction(const char **text)
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
duration_rest(const char *text)
{
	char mark = *text;
	long minutes = 0;

	if (mark == '\0')
		return 0;
	text++;
	if (mark == '.' || mark == ',') {
		minutes = duration_fraction(&text);
		text += *text == 'h';
	} else if (mark == ':' || (mark == 'h' && *text)) {
		minutes = duration_number(&text);
		text += mark == 'h' && *text == 'm';
	} else if (mark != 'h') {
		return -1;
	}
	return *text == '\0' && minutes <= 60 ? minutes : -1;
}

static long
duration_minutes(const char *text)
{
	long hours = duration_number(&text);
	long minutes;

	if (hours < 0 || strcmp(text, "m") == 0 || strcmp(text, "min") == 0)
		return hours;
	minutes = duration_rest(text);
	return minutes < 0 ? -1 : hours * 60 + minutes;
}

enum err_code
duration_parse(const char *text, uint32_t *ret_minutes, struct err *err)
{
	char plain[24];
	size_t n = 0;
	long minutes;

	for (const char *at = text; *at && n < sizeof(plain) - 1; at++)
		if (*at != ' ')
			plain[n++] = (char)tolower((unsigned char)*at);
	plain[n] = '\0';
	minutes = duration_minutes(plain);
	if (minutes < 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "'%s' is no time: write 1.5, 1h30 or 45m",
		    text);
	if (minutes < 1)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%s' is too little time: at least a minute, or leave it out", text);
	if (minutes > DURATION_MAX_MIN)
		return err_set(err, ERR_INVALID_ARGUMENT, "'%s' is too much time: at most %d hours",
		    text, DURATION_MAX_MIN / 60);
	*ret_minutes = (uint32_t)minutes;
	return ERR_OK;
}

const char *
duration_format(struct arena *arena, uint32_t minutes)
{
	if (minutes < 60)
		return arena_printf(arena, "%um", minutes);
	if (minutes % 60 == 0)
		return arena_printf(arena, "%uh", minutes / 60);
	return arena_printf(arena, "%uh%02u", minutes / 60, minutes % 60);
}
