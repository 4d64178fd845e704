#include "core/roadmap.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
roadmap_fault(struct roadmap_faults *faults, const char *path, const char *format, ...)
{
	struct roadmap_fault *fault;
	va_list list;

	if (faults->n == ROADMAP_FAULTS_MAX) {
		faults->more = true;
		return;
	}
	fault = &faults->list[faults->n++];
	snprintf(fault->path, sizeof(fault->path), "%s", path);
	va_start(list, format);
	vsnprintf(fault->text, sizeof(fault->text), format, list);
	va_end(list);
}

uint32_t
roadmap_step_index(const struct roadmap *roadmap, const char *id)
{
	uint32_t low = 0, high = roadmap->n_steps;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(roadmap->steps[roadmap->by_id[middle]].id, id);

		if (order == 0)
			return roadmap->by_id[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return ROADMAP_NONE;
}

uint32_t
roadmap_choice_index(const struct roadmap *roadmap, const char *id)
{
	uint32_t i;

	for (i = 0; i < roadmap->n_choices; i++)
		if (strcmp(roadmap->choices[i].id, id) == 0)
			return i;
	return ROADMAP_NONE;
}

uint32_t
roadmap_option_index(const struct roadmap_choice *choice, const char *id)
{
	uint32_t i;

	for (i = 0; i < choice->n_options; i++)
		if (strcmp(choice->options[i].id, id) == 0)
			return i;
	return ROADMAP_NONE;
}

uint32_t
roadmap_step_minutes(const struct roadmap_step *step)
{
	uint32_t minutes = (uint32_t)(((uint64_t)step->minutes_low + step->minutes_high + 1) / 2);

	return minutes > 0 ? minutes : 1;
}
