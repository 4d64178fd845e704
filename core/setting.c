#include "core/setting.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/calendar.h"
#include "core/duration.h"

enum {
	SETTING_WEEK_MIN = 7 * 24 * 60,
	SETTING_LIMIT_LEAST_MIN = 15,
	SETTING_LIMIT_MOST_MIN = 24 * 60,
	SETTING_STALE_MOST_DAYS = 365,
	SETTING_DAY_MIN = 24 * 60,
	SETTING_ALL_DAYS = (1 << CALENDAR_WEEK_DAYS) - 1,
	SETTING_GHOST_MOST_DAYS = 366,
	SETTING_TEXT_SIZE = 64,
};

const struct setting setting_table[SETTINGS] = {
    [SETTING_DAY_START] = {"day-start", "00:00", "a time from 00:00 to 12:00, such as 04:00",
	"when your day begins: what you do before that counts for the day before"},
    [SETTING_GOAL] = {"goal", "none", "hours a week such as 8h/week, or none",
	"how much you want to learn in a week"},
    [SETTING_REST_DAYS] = {"rest-days", "none",
	"mon, tue, wed, thu, fri, sat, sun with commas between, not all of them, or none",
	"days of the week on which you do not learn"},
    [SETTING_TIMER] = {"timer", "on", "on or off", "whether roadmap start begins a timer"},
    [SETTING_TIMER_LIMIT] = {"timer-limit", "4h", "a time from 15m to 24h",
	"a timer that runs longer is taken for forgotten: no more of it counts unless you say so"},
    [SETTING_REMINDERS] = {"reminders", "auto", "on, off or auto",
	"whether you are reminded; auto: where a desktop shows notifications, so not on a server"},
    [SETTING_REMIND_GOAL] = {"remind-goal", "on", "on or off",
	"whether you are reminded of the goal of a week that is at risk"},
    [SETTING_REMIND_STALE] = {"remind-stale", "14d", "days from 1d to 365d, or none",
	"after how many days without progress you are reminded of a step in progress"},
    [SETTING_QUIET_HOURS] = {"quiet-hours", "21:00-08:00", "two times such as 21:00-08:00, or none",
	"when you are not reminded of anything"},
    [SETTING_GHOST_AFTER] = {"ghost-after", "30d", "days or weeks such as 30d or 6w, or none",
	"how long an application is silent before it is offered to be ghosted"},
};

static const char *const setting_days[CALENDAR_WEEK_DAYS] = {"mon", "tue", "wed", "thu", "fri",
    "sat", "sun"};

/* By enum setting_reminders. */
static const char *const setting_reminders[] = {"off", "on", "auto"};

enum setting_id
setting_find(const char *name)
{
	enum setting_id id = 0;

	while (id < SETTINGS && strcmp(setting_table[id].name, name) != 0)
		id++;
	return id;
}

/* In lower case and without spaces; what is too long for any setting is cut. */
static void
setting_plain(char *dst, const char *text)
{
	size_t n = 0;

	for (; *text && n < SETTING_TEXT_SIZE - 1; text++)
		if (*text != ' ')
			dst[n++] = (char)tolower((unsigned char)*text);
	dst[n] = '\0';
}

static bool
setting_parse_clock(const char *text, uint32_t most_minutes, uint32_t *ret_minutes)
{
	unsigned hour, minute;
	int used = 0;

	if (strspn(text, "0123456789:") != strlen(text) ||
	    sscanf(text, "%2u:%2u%n", &hour, &minute, &used) != 2 || text[used] != '\0' ||
	    minute > 59 || hour * 60 + minute > most_minutes)
		return false;
	*ret_minutes = hour * 60 + minute;
	return true;
}

/* "21:00-08:00" */
static bool
setting_parse_quiet(char *text, uint32_t *ret_value)
{
	char *dash = strchr(text, '-');
	uint32_t from, until;

	if (dash == NULL)
		return false;
	*dash = '\0';
	if (!setting_parse_clock(text, SETTING_DAY_MIN - 1, &from) ||
	    !setting_parse_clock(dash + 1, SETTING_DAY_MIN - 1, &until) || from == until)
		return false;
	*ret_value = from * SETTING_DAY_MIN + until;
	return true;
}

uint32_t
setting_quiet_from(uint32_t value)
{
	return value / SETTING_DAY_MIN;
}

uint32_t
setting_quiet_until(uint32_t value)
{
	return value % SETTING_DAY_MIN;
}

/* "14d", "14days", "14" */
static bool
setting_parse_stale(const char *text, uint32_t *ret_days)
{
	int used = 0;

	if (text[0] < '0' || text[0] > '9' || sscanf(text, "%3u%n", ret_days, &used) != 1)
		return false;
	text += used;
	return (*text == '\0' || strcmp(text, "d") == 0 || strcmp(text, "day") == 0 ||
		   strcmp(text, "days") == 0) &&
	       *ret_days >= 1 && *ret_days <= SETTING_STALE_MOST_DAYS;
}

static bool
setting_parse_reminders(const char *text, uint32_t *ret_value)
{
	for (uint32_t i = 0; i < sizeof(setting_reminders) / sizeof(setting_reminders[0]); i++)
		if (strcmp(text, setting_reminders[i]) == 0) {
			*ret_value = i;
			return true;
		}
	return false;
}

/* "8h/week", "8h", "8haweek", "8hperweek". */
static bool
setting_parse_goal(char *text, uint32_t *ret_minutes)
{
	static const char *const ends[] = {"/week", "aweek", "perweek", "/w"};
	struct err ignored;
	size_t length = strlen(text);

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t end = strlen(ends[i]);

		if (length <= end || strcmp(text + length - end, ends[i]) != 0)
			continue;
		text[length - end] = '\0';
		break;
	}
	return duration_parse(text, ret_minutes, &ignored) == ERR_OK &&
	       *ret_minutes <= SETTING_WEEK_MIN;
}

/* By the first three letters or more: "sat", "saturday". */
static bool
setting_parse_day(const char *text, size_t length, uint32_t *days)
{
	static const char *const names[CALENDAR_WEEK_DAYS] = {"monday", "tuesday", "wednesday",
	    "thursday", "friday", "saturday", "sunday"};

	for (unsigned i = 0; i < CALENDAR_WEEK_DAYS; i++) {
		if (length < 3 || length > strlen(names[i]) || strncmp(names[i], text, length) != 0)
			continue;
		*days |= 1U << i;
		return true;
	}
	return false;
}

static bool
setting_parse_days(const char *text, uint32_t *ret_days)
{
	uint32_t days = 0;

	while (*text) {
		size_t length = strcspn(text, ",");

		if (!setting_parse_day(text, length, &days))
			return false;
		text += length;
		text += *text == ',';
	}
	*ret_days = days;
	return days != 0 && days != SETTING_ALL_DAYS;
}

static bool
setting_parse_limit(const char *text, uint32_t *ret_minutes)
{
	struct err ignored;

	return duration_parse(text, ret_minutes, &ignored) == ERR_OK &&
	       *ret_minutes >= SETTING_LIMIT_LEAST_MIN && *ret_minutes <= SETTING_LIMIT_MOST_MIN;
}

/* "30d", "30days", "30", "6w", "6weeks": days, to a year. */
static bool
setting_parse_days_long(const char *text, uint32_t *ret_days)
{
	static const char *const units[] = {"", "d", "day", "days", "w", "week", "weeks"};
	unsigned n;
	int used = 0;

	if (strspn(text, "0123456789") > 3 || sscanf(text, "%3u%n", &n, &used) != 1)
		return false;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcmp(text + used, units[i]) != 0)
			continue;
		*ret_days = n * (units[i][0] == 'w' ? CALENDAR_WEEK_DAYS : 1);
		return *ret_days >= 1 && *ret_days <= SETTING_GHOST_MOST_DAYS;
	}
	return false;
}

static bool
setting_parse_plain(enum setting_id id, char *text, uint32_t *ret_value)
{
	const bool none = strcmp(text, "none") == 0;

	*ret_value = 0;
	switch (id) {
	case SETTING_DAY_START:
		return setting_parse_clock(text, CALENDAR_DAY_START_MAX_MIN, ret_value);
	case SETTING_GOAL:
		return none || setting_parse_goal(text, ret_value);
	case SETTING_REST_DAYS:
		return none || setting_parse_days(text, ret_value);
	case SETTING_TIMER:
	case SETTING_REMIND_GOAL:
		*ret_value = strcmp(text, "on") == 0;
		return *ret_value || strcmp(text, "off") == 0;
	case SETTING_TIMER_LIMIT:
		return setting_parse_limit(text, ret_value);
	case SETTING_REMINDERS:
		return setting_parse_reminders(text, ret_value);
	case SETTING_REMIND_STALE:
		return none || setting_parse_stale(text, ret_value);
	case SETTING_QUIET_HOURS:
		return none || setting_parse_quiet(text, ret_value);
	case SETTING_GHOST_AFTER:
		return none || setting_parse_days_long(text, ret_value);
	default:
		return false;
	}
}

enum err_code
setting_parse(enum setting_id id, const char *text, uint32_t *ret_value, struct err *err)
{
	char plain[SETTING_TEXT_SIZE];
	uint32_t value;

	setting_plain(plain, text);
	if (!setting_parse_plain(id, plain, &value))
		return err_set(err, ERR_INVALID_ARGUMENT, "'%.40s' is no %s: give %s", text,
		    setting_table[id].name, setting_table[id].allowed);
	*ret_value = value;
	return ERR_OK;
}

static const char *
setting_format_days(struct arena *arena, uint32_t days)
{
	const char *text = "";

	for (unsigned i = 0; i < CALENDAR_WEEK_DAYS; i++)
		if (days & 1U << i)
			text =
			    arena_printf(arena, "%s%s%s", text, *text ? "," : "", setting_days[i]);
	return text;
}

static const char *
setting_format_quiet(struct arena *arena, uint32_t value)
{
	uint32_t from = setting_quiet_from(value), until = setting_quiet_until(value);

	return arena_printf(arena, "%02u:%02u-%02u:%02u", from / 60, from % 60, until / 60,
	    until % 60);
}

const char *
setting_format(struct arena *arena, enum setting_id id, uint32_t value)
{
	switch (id) {
	case SETTING_DAY_START:
		return arena_printf(arena, "%02u:%02u", value / 60, value % 60);
	case SETTING_GOAL:
		return value == 0 ? "none"
				  : arena_printf(arena, "%s/week", duration_format(arena, value));
	case SETTING_REST_DAYS:
		return value == 0 ? "none" : setting_format_days(arena, value);
	case SETTING_REMINDERS:
		return setting_reminders[value];
	case SETTING_REMIND_STALE:
		return value == 0 ? "none" : arena_printf(arena, "%ud", value);
	case SETTING_QUIET_HOURS:
		return value == 0 ? "none" : setting_format_quiet(arena, value);
	case SETTING_TIMER:
	case SETTING_REMIND_GOAL:
		return value ? "on" : "off";
	case SETTING_GHOST_AFTER:
		return value == 0 ? "none" : arena_printf(arena, "%ud", value);
	default:
		return duration_format(arena, value);
	}
}

uint32_t
setting_value(enum setting_id id, const char *stored)
{
	struct err ignored;
	uint32_t value = 0;

	if (stored == NULL || setting_parse(id, stored, &value, &ignored) != ERR_OK)
		(void)setting_parse(id, setting_table[id].otherwise, &value, &ignored);
	return value;
}
