#include "export_value.h"

#include <string.h>
#include <time.h>

const char *
export_value_hours(struct arena *arena, uint32_t minutes)
{
	uint32_t hundredths = (minutes * 100 + 30) / 60;

	if (hundredths % 100 == 0)
		return arena_printf(arena, "%u", hundredths / 100);
	if (hundredths % 10 == 0)
		return arena_printf(arena, "%u.%u", hundredths / 100, hundredths % 100 / 10);
	return arena_printf(arena, "%u.%02u", hundredths / 100, hundredths % 100);
}

const char *
export_value_estimate(struct arena *arena, const struct export_step *step)
{
	const char *low = export_value_hours(arena, step->view->minutes_low);

	if (step->view->minutes_low == step->view->minutes_high)
		return low;
	return arena_printf(arena, "%s-%s", low,
	    export_value_hours(arena, step->view->minutes_high));
}

const char *
export_value_time(struct arena *arena, const Google__Protobuf__Timestamp *at)
{
	char text[64];
	struct tm tm;
	time_t seconds;

	if (!at)
		return "";
	seconds = (time_t)at->seconds;
	if (!gmtime_r(&seconds, &tm) || !strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm))
		return "";
	return arena_strdup(arena, text);
}

const char *
export_value_stamp(struct arena *arena, const Google__Protobuf__Timestamp *at)
{
	char *text = arena_strdup(arena, export_value_time(arena, at));
	char *end = text;

	for (const char *c = text; *c; c++)
		if (*c != '-' && *c != ':')
			*end++ = *c;
	*end = '\0';
	return text;
}

const char *
export_value_status(const struct export_step *step)
{
	switch (step->view->status) {
	case PB__STATUS__STATUS_ACTIVE:
		return "active";
	case PB__STATUS__STATUS_DONE:
		return "done";
	case PB__STATUS__STATUS_SKIPPED:
		return "skipped";
	case PB__STATUS__STATUS_KNOWN:
		return "known";
	default:
		return "todo";
	}
}

bool
export_value_is_finished(const struct export_step *step)
{
	return step->view->status == PB__STATUS__STATUS_DONE ||
	       step->view->status == PB__STATUS__STATUS_KNOWN;
}

const char *
export_value_option(const struct export_data *data, const struct export_step *step)
{
	for (size_t i = 0; i < data->roadmap->n_choices; i++) {
		const Pb__Choice *choice = data->roadmap->choices[i];

		if (strcmp(choice->id, step->view->choice_id) != 0)
			continue;
		for (size_t k = 0; k < choice->n_options; k++)
			if (strcmp(choice->options[k]->id, step->view->option_id) == 0)
				return choice->options[k]->title;
	}
	return "";
}
