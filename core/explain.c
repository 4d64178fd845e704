#include "core/explain.h"

#include <inttypes.h>

enum {
	EXPLAIN_QUARTERS_MINUTES = 120,
	EXPLAIN_EXACT_MINUTES = 600, /* longer sums are told in whole hours */
	EXPLAIN_TITLES = 6,          /* named of a block */
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
	if (others > 0 && entry->block_ends > 1)
		return arena_printf(arena, "%s, together with %u other%s", worth, others,
		    others > 1 ? "s" : "");
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

static const char *
explain_rank(struct arena *arena, const struct standing *standing, const struct plan_entry *entry)
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

/* S2: the choice is not made yet. */
static const char *
explain_assumed(struct arena *arena, const struct standing *standing, uint32_t step)
{
	const struct roadmap *roadmap = standing->roadmap;
	const struct roadmap_step *at = &roadmap->steps[step];
	const struct roadmap_choice *choice;

	if (at->choice == ROADMAP_NONE || standing->chosen[at->choice] || !standing->offered[step])
		return "";
	choice = &roadmap->choices[at->choice];
	return arena_printf(arena, "; assumes %s of %s: best value per hour",
	    choice->options[at->option].title, choice->title);
}

const char *
explain_entry(struct arena *arena, const struct standing *standing, const struct plan_entry *entry)
{
	return arena_printf(arena, "%s%s", explain_rank(arena, standing, entry),
	    explain_assumed(arena, standing, entry->step));
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
	uint64_t value = entry->block_value - standing->roadmap->steps[entry->step].value;

	if (entry->block_steps == 1)
		return "no other step adds to it";
	if (entry->block_steps == 2)
		return arena_printf(arena, "%" PRIu64 " more from the other step", value);
	return arena_printf(arena, "%" PRIu64 " more from the %u other steps", value,
	    entry->block_steps - 1);
}

/* It can be begun, so it can be the first of its block. */
static bool
explain_is_open(const struct standing *standing, uint32_t step)
{
	return standing->ready[step] || standing->effective[step] == STANDING_ACTIVE;
}

void
explain_block(const struct standing *standing, const struct plan_entry *entry, uint32_t *ret_steps)
{
	bool first = explain_is_open(standing, entry->step);
	uint32_t n = 0, i;

	if (first)
		ret_steps[n++] = entry->step;
	for (i = 0; i < entry->block_steps; i++)
		if (!first || entry->block[i] != entry->step)
			ret_steps[n++] = entry->block[i];
}

const char *
explain_first_of(struct arena *arena, const struct standing *standing,
    const struct plan_entry *entry, const uint32_t *block)
{
	const struct roadmap_step *steps = standing->roadmap->steps;
	uint32_t n = entry->block_steps, i;
	const char *list = "first of: ";

	if (n <= 1 || !explain_is_open(standing, entry->step))
		return "";
	for (i = 0; i < n && (i < EXPLAIN_TITLES || n == EXPLAIN_TITLES + 1); i++)
		list =
		    arena_printf(arena, "%s%s%s", list, i > 0 ? ", " : "", steps[block[i]].title);
	return i < n ? arena_printf(arena, "%s and %u others", list, n - i) : list;
}

const char *
explain_opening(struct arena *arena, const struct opening *opening)
{
	return arena_printf(arena, "%s%s", opening->is_exact ? "" : "about ",
	    explain_minutes(arena, opening->minutes));
}

static const char *
explain_unoffered(struct arena *arena, const struct roadmap *roadmap, uint32_t step)
{
	const struct roadmap_step *at = &roadmap->steps[step];
	const struct roadmap_choice *choice = &roadmap->choices[at->choice];

	return arena_printf(arena, "out of scope: it belongs to %s, which is not picked in %s",
	    choice->options[at->option].title, choice->title);
}

static const char *
explain_todo(struct arena *arena, const struct standing *standing, uint32_t step,
    const struct opening *opening)
{
	bool ready = standing->ready[step];
	const char *locked = "";

	if (!ready)
		locked = arena_printf(arena, "do %s first, %s",
		    explain_titles(arena, standing->roadmap, opening->steps, opening->n_steps),
		    explain_opening(arena, opening));
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

uint32_t
explain_opened_steps(const struct standing *standing, uint32_t step, uint32_t *ret_steps)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	uint32_t n = 0;

	for (uint32_t i = 0; i < at->n_opens; i++)
		if (standing->offered[at->opens[i]] && standing->ready[at->opens[i]])
			ret_steps[n++] = at->opens[i];
	return n;
}

static const char *
explain_finished(struct arena *arena, const struct standing *standing, uint32_t step)
{
	uint32_t *opened = arena_array(arena, standing->roadmap->n_steps, sizeof(*opened));
	uint32_t n = explain_opened_steps(standing, step, opened);
	const char *how = "done";

	if (standing->effective[step] == STANDING_KNOWN)
		how = standing->status[step] == STANDING_KNOWN
			  ? "known, which counts as done"
			  : "known: its skills were learned in another roadmap";
	return n == 0 ? how
		      : arena_printf(arena, "%s; it opened %s", how,
			    explain_titles(arena, standing->roadmap, opened, n));
}

const char *
explain_step(struct arena *arena, const struct standing *standing, uint32_t step,
    const struct opening *opening)
{
	uint8_t status = standing->effective[step];

	if (status == STANDING_DONE || status == STANDING_KNOWN)
		return explain_finished(arena, standing, step);
	if (status == STANDING_SKIPPED)
		return "skipped, so it does not count";
	if (!standing->offered[step])
		return explain_unoffered(arena, standing->roadmap, step);
	return explain_todo(arena, standing, step, opening);
}

/* With the option of the step, of those picked the first that still go in beside it. */
static const char *
explain_choose(struct arena *arena, const struct standing *standing, uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	const struct roadmap_choice *choice = &standing->roadmap->choices[at->choice];
	const char *text = arena_printf(arena, "roadmap choose %s %s", choice->id, at->option_id);
	uint32_t left = choice->pick - 1;

	for (uint32_t i = 0; i < choice->n_options && left > 0; i++) {
		if (!standing->picked[choice->first_flag + i])
			continue;
		text = arena_printf(arena, "%s %s", text, choice->options[i].id);
		left--;
	}
	return text;
}

uint32_t
explain_commands(struct arena *arena, const struct standing *standing, uint32_t step,
    const char *ret_commands[EXPLAIN_COMMANDS])
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	uint8_t status = standing->status[step];
	bool finished = status == STANDING_DONE || status == STANDING_KNOWN;
	/* Untouched, it would still not be there to do. */
	bool start = at->optional || standing->learned[step];
	uint32_t n = 0;

	if (!standing->offered[step])
		ret_commands[n++] = explain_choose(arena, standing, step);
	if (finished || (status == STANDING_SKIPPED && !start))
		ret_commands[n++] = arena_printf(arena, "roadmap reset %s", at->id);
	if (start && status != STANDING_ACTIVE)
		ret_commands[n++] = arena_printf(arena, "roadmap start %s", at->id);
	return n;
}
