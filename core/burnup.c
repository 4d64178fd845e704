#include "core/burnup.h"

#include <string.h>

/* The standing at the end of a day. */
static void
burnup_go_to(const struct standing *standing, const struct burnup_times *times, int32_t day,
    struct standing *then)
{
	const struct roadmap *roadmap = standing->roadmap;

	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		then->status[i] = STANDING_TODO;
		if (standing->status[i] != STANDING_TODO && times->finished[i] <= day)
			then->status[i] = standing->status[i];
		else if (times->begun[i] <= day)
			then->status[i] = STANDING_ACTIVE;
	}
	for (uint32_t i = 0; i < roadmap->n_choices; i++) {
		const struct roadmap_choice *choice = &roadmap->choices[i];

		then->chosen[i] = false;
		for (uint32_t k = 0; k < choice->n_options; k++) {
			uint32_t flag = choice->first_flag + k;

			then->picked[flag] = standing->picked[flag] && times->picked[flag] <= day;
			then->chosen[i] = then->chosen[i] || then->picked[flag];
		}
	}
	standing_derive(then);
}

uint32_t
burnup_make(const struct standing *standing, const struct burnup_times *times, int32_t first_day,
    int32_t last_day, uint32_t n, struct arena *arena, struct burnup_point *ret_points)
{
	struct standing *then = standing_new(standing->roadmap, arena);
	int64_t span = last_day - first_day;
	uint32_t n_made = 0;

	/* what was learned elsewhere has no date here: it was known all along */
	memcpy(then->learned, standing->learned, standing->roadmap->n_steps);
	for (uint32_t i = 0; i < n; i++) {
		int32_t day = n > 1 ? first_day + (int32_t)(span * i / (n - 1)) : last_day;

		if (n_made > 0 && ret_points[n_made - 1].day == day)
			continue;
		burnup_go_to(standing, times, day, then);
		ret_points[n_made++] =
		    (struct burnup_point){day, standing_progress(then, ROADMAP_NONE)};
	}
	return n_made;
}
