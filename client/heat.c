#include "client/heat.h"

#include <string.h>

#include "client/daytext.h"
#include "core/calendar.h"

enum {
	HEAT_LABEL = 4,  /* "Mon " */
	HEAT_LEVELS = 5, /* with that of nothing */
	HEAT_MONTH_GAP = 4,
};

struct heat {
	const struct out *out;
	struct arena *arena;
	int32_t first, last, today; /* days */
	uint8_t *levels;            /* of each day from first on */
};

static const enum out_style heat_styles[HEAT_LEVELS] = {OUT_DIM, OUT_HEAT_1, OUT_HEAT_2, OUT_HEAT_3,
    OUT_HEAT_4};

static const char *
heat_sign(const struct out *out, unsigned level)
{
	static const char *const signs[][HEAT_LEVELS] = {{".", "1", "2", "3", "4"},
	    {"·", "░", "▒", "▓", "█"}};

	return signs[out->unicode][level];
}

/* Names of months above the weeks in which they begin. */
static void
heat_months(const struct heat *heat, int32_t monday, unsigned n_weeks)
{
	char *line = arena_alloc(heat->arena, n_weeks + HEAT_MONTH_GAP + 1);
	unsigned free_from = 0;

	memset(line, ' ', n_weeks);
	for (unsigned week = 0; week < n_weeks; week++) {
		struct calendar_date end = calendar_date_of(
		    monday + (int32_t)week * CALENDAR_WEEK_DAYS + CALENDAR_WEEK_DAYS - 1);

		/* one that began just before the first column is named there */
		if (end.day > CALENDAR_WEEK_DAYS + (week == 0 ? 2U : 0U) || week < free_from ||
		    week + HEAT_MONTH_GAP - 1 > n_weeks)
			continue;
		memcpy(line + week, daytext_month(end.month), HEAT_MONTH_GAP - 1);
		free_from = week + HEAT_MONTH_GAP;
	}
	while (n_weeks > 0 && line[n_weeks - 1] == ' ')
		n_weeks--;
	line[n_weeks] = '\0';
	if (n_weeks == 0)
		return;
	out_printf(heat->out, OUT_DIM, "%*s%s", HEAT_LABEL, "", line);
	out_newline(heat->out);
}

/* A weekday of the weeks from a Monday on. */
static void
heat_row(const struct heat *heat, int32_t monday, unsigned n_weeks, int weekday)
{
	static const char *const names[] = {"Mon", "", "Wed", "", "Fri", "", "Sun"};
	unsigned owed =
	    HEAT_LABEL - (unsigned)strlen(names[weekday]); /* none at the end of a line */

	out_text(heat->out, OUT_DIM, names[weekday]);
	for (unsigned week = 0; week < n_weeks; week++) {
		int32_t day = monday + (int32_t)week * CALENDAR_WEEK_DAYS + weekday;
		unsigned level;

		if (day < heat->first || day > heat->last || day > heat->today) {
			owed++;
			continue;
		}
		level = heat->levels[day - heat->first];
		out_spaces(heat->out, owed);
		owed = 0;
		out_text(heat->out, heat_styles[level], heat_sign(heat->out, level));
	}
	out_newline(heat->out);
}

static void
heat_legend(const struct heat *heat)
{
	out_printf(heat->out, OUT_DIM, "%*sless ", HEAT_LABEL, "");
	for (unsigned level = 0; level < HEAT_LEVELS; level++)
		out_text(heat->out, heat_styles[level], heat_sign(heat->out, level));
	out_text(heat->out, OUT_DIM, " more");
}

static void
heat_read(struct heat *heat, const Pb__ReviewStatsReply *reply)
{
	heat->levels = arena_alloc(heat->arena, (size_t)heat->last - (size_t)heat->first + 1);
	for (size_t i = 0; i < reply->n_days; i++) {
		uint32_t level = reply->days[i]->level;
		int32_t day;

		if (calendar_parse(reply->days[i]->day, &day) && day >= heat->first &&
		    day <= heat->last)
			heat->levels[day - heat->first] =
			    (uint8_t)(level < HEAT_LEVELS ? level : HEAT_LEVELS - 1);
	}
}

void
heat_print(const struct out *out, struct arena *arena, const Pb__ReviewStatsReply *reply)
{
	struct heat heat = {.out = out, .arena = arena};
	unsigned room = out->width - HEAT_LABEL, n_weeks, n_bands;
	int32_t monday;

	if (!calendar_parse(reply->first_day, &heat.first) ||
	    !calendar_parse(reply->last_day, &heat.last) ||
	    !calendar_parse(reply->today, &heat.today) || heat.last < heat.first)
		return;
	heat_read(&heat, reply);
	monday = calendar_monday(heat.first);
	n_weeks = (unsigned)((calendar_monday(heat.last) - monday) / CALENDAR_WEEK_DAYS) + 1;
	n_bands = (n_weeks + room - 1) / room;
	room = (n_weeks + n_bands - 1) / n_bands;
	for (unsigned begin = 0; begin < n_weeks; begin += room) {
		unsigned n = n_weeks - begin < room ? n_weeks - begin : room;
		int32_t from = monday + (int32_t)begin * CALENDAR_WEEK_DAYS;

		heat_months(&heat, from, n);
		for (int weekday = 0; weekday < CALENDAR_WEEK_DAYS; weekday++)
			heat_row(&heat, from, n, weekday);
	}
	heat_legend(&heat);
}
