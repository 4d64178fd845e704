#include "core/explain.h"

#include <inttypes.h>

enum {
	EXPLAIN_QUARTERS_MINUTES = 120,
	EXPLAIN_EXACT_MINUTES = 600, /* longer sums are told in whole hours */
};

const char *
explain_minutes(struct arena *arena, uint64_t minutes)
{
	uint64_t hours = minutes / 60, hundredths = (minutes % 60 * 100 + 30) / 60;

	if (minutes > 0 && minutes < 60)
		return arena_printf(arena, "%" PRIu64 " min", minutes);
	if (hundredths == 0)
		return arena_printf(arena, "%" PRIu64 " h", hours);
	if (hundredths % 10 == 0)
		return arena_printf(arena, "%" PRIu64 ".%" PRIu64 " h", hours, hundredths / 10);
	return arena_printf(arena, "%" PRIu64 ".%02" PRIu64 " h", hours, hundredths);
}

const char *
explain_about(struct arena *arena, uint64_t minutes)
{
	uint64_t unit = minutes < EXPLAIN_QUARTERS_MINUTES ? 15
			: minutes < EXPLAIN_EXACT_MINUTES  ? 30
							   : 60;
	uint64_t units = (minutes + unit / 2) / unit;

	return explain_minutes(arena, (units > 0 ? units : 1) * unit);
}

const char *
explain_sum(struct arena *arena, uint64_t minutes)
{
	return explain_minutes(arena,
	    minutes < EXPLAIN_EXACT_MINUTES ? minutes : (minutes + 30) / 60 * 60);
}

/* "A", "A and B", "A, B and C", "A, B and 2 others": at least one step. */
static const char *
explain_titles(struct arena *arena, const struct roadmap *roadmap, const uint32_t *steps,
    uint32_t n)
{
	const char *first = roadmap->steps[steps[0]].title, *second;

	if (n == 1)
		return first;
	second = roadmap->steps[steps[1]].title;
	if (n == 2)
		return arena_printf(arena, "%s and %s", first, second);
	if (n == 3)
		return arena_printf(arena, "%s, %s and %s", first, second,
		    roadmap->steps[steps[2]].title);
	return arena_printf(arena, "%s, %s and %u others", first, second, n - 2);
}

/* The milestone that `step` leads to: the first in the file, of those still open. */
static uint32_t
explain_milestone(struct arena *arena, const struct standing *standing, uint32_t step)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t *queue = arena_array(arena, roadmap->n_steps, sizeof(*queue));
	bool *seen = arena_array(arena, roadmap->n_steps, sizeof(*seen));
	uint32_t n = 0, done, milestone = ROADMAP_NONE, i;

	queue[n++] = step;
	for (done = 0; done < n; done++) {
		const struct roadmap_step *at = &roadmap->steps[queue[done]];

		for (i = 0; i < at->n_opens; i++) {
			uint32_t other = at->opens[i];

			if (seen[other] || !standing_is_open(standing, other))
				continue;
			seen[other] = true;
			queue[n++] = other;
			if (roadmap->steps[other].milestone && other < milestone)
				milestone = other;
		}
	}
	return milestone;
}

/* "worth 14 in 31 h" and what else the block is. */
static const char *
explain_worth(struct arena *arena, const struct plan_entry *entry)
{
	const char *minutes = explain_minutes(arena, entry->block_minutes);
	uint32_t others = entry->block_steps - 1;
	const char *worth =
	    arena_printf(arena, "worth %" PRIu64 " in %s", entry->block_value, minutes);

	if (entry->goal != entry->step)
		return arena_printf(arena, "%u steps %s", entry->block_steps, worth);
	if (others > 1)
		return arena_printf(arena, "%s, with the %u steps before it", worth, others);
	if (others == 1)
		return arena_printf(arena, "%s, with the step before it", worth);
	if (entry->is_best)
		return arena_printf(arena, "%s, the most value per hour of what is open", worth);
	return worth;
}

static const char *
explain_active(struct arena *arena, const struct roadmap *roadmap, uint32_t step,
    uint32_t milestone)
{
	if (roadmap->steps[step].milestone)
		return "in progress, a milestone";
	if (milestone == ROADMAP_NONE)
		return "in progress";
	return arena_printf(arena, "in progress, on the way to %s",
	    roadmap->steps[milestone].title);
}

const char *
explain_entry(struct arena *arena, const struct standing *standing, const struct plan_entry *entry)
{
	const struct roadmap *roadmap = standing->roadmap;
	const struct roadmap_step *step = &roadmap->steps[entry->step];
	const struct roadmap_step *goal = &roadmap->steps[entry->goal];
	uint32_t milestone = entry->goal;
	const char *worth = explain_worth(arena, entry);

	if (!goal->milestone || goal == step)
		milestone = explain_milestone(arena, standing, entry->step);
	if (standing->effective[entry->step] == STANDING_ACTIVE)
		return explain_active(arena, roadmap, entry->step, milestone);
	if (step->milestone && goal != step)
		return arena_printf(arena, "a milestone that leads to %s: %s", goal->title, worth);
	if (step->milestone)
		return arena_printf(arena, "a milestone %s", worth);
	if (goal != step && !goal->milestone)
		return arena_printf(arena, "leads to %s: %s", goal->title, worth);
	if (milestone == ROADMAP_NONE)
		return worth;
	return arena_printf(arena, "on the way to %s: %s", roadmap->steps[milestone].title, worth);
}

const char *
explain_own(struct arena *arena, const struct standing *standing, const struct plan_entry *entry)
{
	const char *minutes = explain_minutes(arena, entry->block_minutes);
	uint32_t own = standing->roadmap->steps[entry->step].value;

	if (entry->block_steps == 1)
		return arena_printf(arena, "its own value %u in %s", own, minutes);
	return arena_printf(arena, "its own value %u of %" PRIu64 " in %s", own, entry->block_value,
	    minutes);
}

const char *
explain_opened(struct arena *arena, const struct standing *standing, const struct plan_entry *entry)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint64_t value = entry->block_value - roadmap->steps[entry->step].value;
	uint32_t *block, *others, n, place = 0, i;

	if (entry->block_steps == 1)
		return "no other step adds to it";
	block = arena_array(arena, roadmap->n_steps, sizeof(*block));
	others = arena_array(arena, roadmap->n_steps, sizeof(*others));
	n = plan_block(standing, entry, arena, block);
	while (block[place] != entry->step)
		place++;
	/* What comes after the step says more than what comes before it. */
	for (i = 1; i < n; i++)
		others[i - 1] = block[(place + i) % n];
	return arena_printf(arena, "%" PRIu64 " more from %s", value,
	    explain_titles(arena, roadmap, others, n - 1));
}

static const char *
explain_locked(struct arena *arena, const struct standing *standing, uint32_t step)
{
	const struct roadmap *roadmap = standing->roadmap;
	uint32_t *steps = arena_array(arena, roadmap->n_steps, sizeof(*steps));
	uint64_t minutes = 0;
	uint32_t n = standing_way(standing, step, arena, steps, &minutes);

	return arena_printf(arena, "do %s first, %s", explain_titles(arena, roadmap, steps, n),
	    explain_minutes(arena, minutes));
}

static const char *
explain_unoffered(struct arena *arena, const struct roadmap *roadmap, uint32_t step)
{
	const struct roadmap_step *at = &roadmap->steps[step];
	const struct roadmap_choice *choice = &roadmap->choices[at->choice];
	const char *option = choice->options[at->option].title;

	return arena_printf(arena,
	    "out of scope: it belongs to %s, which is not picked; pick %s in %s "
	    "to bring it in",
	    option, option, choice->title);
}

static const char *
explain_todo(struct arena *arena, const struct standing *standing, uint32_t step)
{
	bool ready = standing->ready[step];
	const char *locked = ready ? NULL : explain_locked(arena, standing, step);

	if (standing->effective[step] == STANDING_ACTIVE && ready)
		return "in progress";
	if (standing->effective[step] == STANDING_ACTIVE)
		return arena_printf(arena, "in progress, but to finish it: %s", locked);
	if (standing->in_scope[step])
		return ready ? "ready" : arena_printf(arena, "locked: %s", locked);
	if (ready)
		return "optional: it counts once it is started";
	return arena_printf(arena, "optional, and locked: %s", locked);
}

const char *
explain_step(struct arena *arena, const struct standing *standing, uint32_t step)
{
	switch (standing->effective[step]) {
	case STANDING_DONE:
		return "done; reset it to do it again";
	case STANDING_KNOWN:
		if (standing->status[step] == STANDING_KNOWN)
			return "known, which counts as done; reset it to do it after all";
		return "known: its skills were learned in another roadmap";
	case STANDING_SKIPPED:
		return "skipped, so it does not count; reset it to bring it back";
	default:
		break;
	}
	if (!standing->offered[step])
		return explain_unoffered(arena, standing->roadmap, step);
	return explain_todo(arena, standing, step);
}
