#include "import/import_hours.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/roadmap.h"

static const char *
import_hours_skip(const char *p)
{
	return p + strspn(p, " ");
}

/* A number with up to two places, in hundredths. NULL if there is none. */
static const char *
import_hours_number(const char *p, uint32_t *ret_hundredths)
{
	uint32_t whole = 0, part = 0, scale = 100;

	if (!isdigit((unsigned char)*p))
		return NULL;
	for (; isdigit((unsigned char)*p); p++)
		whole =
		    whole < ROADMAP_STEP_MINUTES_MAX ? whole * 10 + (uint32_t)(*p - '0') : whole;
	if (*p == '.' && isdigit((unsigned char)p[1]))
		for (p++; isdigit((unsigned char)*p); p++) {
			scale /= 10;
			part += scale * (uint32_t)(*p - '0');
		}
	*ret_hundredths = whole * 100 + part;
	return import_hours_skip(p);
}

/* The minutes of a unit, or 0. */
static uint32_t
import_hours_unit(const char **p)
{
	static const struct {
		const char *name;
		uint32_t minutes;
	} units[] = {{"h", 60}, {"hr", 60}, {"hrs", 60}, {"hour", 60}, {"hours", 60}, {"m", 1},
	    {"min", 1}, {"mins", 1}, {"minutes", 1}};
	size_t length = 0;

	while (isalpha((unsigned char)(*p)[length]))
		length++;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strlen(units[i].name) != length || strncasecmp(units[i].name, *p, length) != 0)
			continue;
		*p = import_hours_skip(*p + length);
		return units[i].minutes;
	}
	return 0;
}

/* "3", "2-4" or "1 h 30" and a unit, up to the end. */
bool
import_hours_parse(const char *text, struct import_hours *ret_hours)
{
	struct import_hours hours = {.guessed = text[0] == '~'};
	uint32_t low, high, unit, more;
	const char *p = import_hours_number(import_hours_skip(text + hours.guessed), &low);

	if (p == NULL)
		return false;
	high = low;
	if (*p == '-') {
		p = import_hours_number(import_hours_skip(p + 1), &high);
		if (p == NULL)
			return false;
	}
	unit = import_hours_unit(&p);
	hours.low_min = (low * unit + 50) / 100;
	hours.high_min = (high * unit + 50) / 100;
	if (unit == 60 && low == high && isdigit((unsigned char)*p)) {
		p = import_hours_number(p, &more);
		if (import_hours_unit(&p) != 1)
			return false;
		hours.low_min = hours.high_min = hours.low_min + more / 100;
	}
	if (*p != '\0' || hours.low_min == 0 || hours.low_min > hours.high_min ||
	    hours.high_min > ROADMAP_STEP_MINUTES_MAX)
		return false;
	*ret_hours = hours;
	return true;
}
