#include "core/order.h"

#include <string.h>

enum {
	ORDER_POINTS = 1000, /* of a score: a value of 1 in an hour */
};

uint32_t *
order_ranks(const struct standing *standing, const struct plan *plan, struct arena *arena)
{
	uint32_t n = standing->roadmap->n_steps, i;
	uint32_t *ranks = arena_array(arena, n, sizeof(*ranks));

	for (i = 0; i < n; i++)
		ranks[i] = ROADMAP_NONE;
	for (i = 0; i < plan->n_entries; i++)
		ranks[plan->entries[i].step] = i;
	return ranks;
}

/* Each unmet entry of `requires` is met by the first of its steps; the last of them decides. */
uint32_t
order_opener(const struct standing *standing, const uint32_t *ranks, uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	uint32_t opener = ROADMAP_NONE, i, k;

	if (standing->effective[step] == STANDING_ACTIVE)
		return ROADMAP_NONE;
	for (i = 0; i < at->n_needs; i++) {
		const struct roadmap_need *need = &at->needs[i];
		uint32_t first = ROADMAP_NONE;

		if (standing_is_met(standing, step, need))
			continue;
		for (k = 0; k < need->n_any; k++)
			first = ranks[need->any[k]] < first ? ranks[need->any[k]] : first;
		if (opener == ROADMAP_NONE || first > opener)
			opener = first;
	}
	return opener;
}

/* "2", "2.5", "2.67": the value per hour that a score stands for. */
static const char *
order_rate(struct arena *arena, uint32_t score)
{
	uint32_t hundredths = (score % ORDER_POINTS + 5) / 10;
	uint32_t whole = score / ORDER_POINTS + hundredths / 100;

	hundredths %= 100;
	if (hundredths == 0)
		return arena_printf(arena, "%u", whole);
	if (hundredths % 10 == 0)
		return arena_printf(arena, "%u.%u", whole, hundredths / 10);
	return arena_printf(arena, "%u.%02u", whole, hundredths);
}

/* By value per hour, exactly: a score is rounded. */
static bool
order_is_better(const struct plan_entry *a, const struct plan_entry *b)
{
	return a->block_value * b->block_minutes > b->block_value * a->block_minutes;
}

/* P3: what decided is that one repeats and the other does not. */
static bool
order_is_varied(const struct standing *standing, const struct plan_entry *before,
    const struct plan_entry *entry)
{
	const struct roadmap_step *a = &standing->roadmap->steps[before->step];
	const struct roadmap_step *b = &standing->roadmap->steps[entry->step];

	return standing->repeats[entry->step] && !standing->repeats[before->step] &&
	       a->evidence.kind == ROADMAP_EVIDENCE_CASE_STUDY && a->phase == b->phase &&
	       a->value * roadmap_step_minutes(b) == b->value * roadmap_step_minutes(a);
}

static const char *
order_by_score(struct arena *arena, const struct standing *standing,
    const struct plan_entry *before, const struct plan_entry *entry)
{
	const struct roadmap *roadmap = standing->roadmap;
	const char *title = roadmap->steps[before->step].title;
	const char *rate = order_rate(arena, entry->score);
	const char *other = order_rate(arena, before->score);

	if (order_is_better(before, entry) && strcmp(rate, other) != 0)
		return arena_printf(arena, "after %s: less value per hour, %s against %s", title,
		    rate, other);
	if (order_is_better(before, entry))
		return arena_printf(arena, "after %s: a little less value per hour", title);
	if (order_is_varied(standing, before, entry))
		return arena_printf(arena,
		    "after %s: as much value per hour, but of a kind that your portfolio shows "
		    "already",
		    title);
	if (entry->goal == before->goal && entry->goal != entry->step)
		return arena_printf(arena, "after %s: both lead to %s", title,
		    roadmap->steps[entry->goal].title);
	if (!order_is_better(entry, before) && entry->step > before->step)
		return arena_printf(arena,
		    "after %s: as much value per hour, and later in the roadmap", title);
	return "";
}

const char *
order_reason(struct arena *arena, const struct standing *standing, const struct plan *plan,
    const uint32_t *ranks, uint32_t before, uint32_t entry)
{
	const struct roadmap *roadmap = standing->roadmap;
	const struct plan_entry *a = &plan->entries[before], *b = &plan->entries[entry];
	uint32_t opener = order_opener(standing, ranks, b->step);

	if (opener != ROADMAP_NONE)
		return arena_printf(arena, "opened by %s",
		    roadmap->steps[plan->entries[opener].step].title);
	if (standing->effective[b->step] == STANDING_ACTIVE)
		return "";
	if (standing->effective[a->step] == STANDING_ACTIVE)
		return arena_printf(arena, "after %s, which is in progress",
		    roadmap->steps[a->step].title);
	return order_by_score(arena, standing, a, b);
}

const char *
order_compared(struct arena *arena, const struct plan *plan, const uint32_t *head, uint32_t n_head,
    const struct plan_entry *entry)
{
	uint32_t n_better = 0, i;
	bool found = false;

	for (i = 0; i < n_head; i++) {
		n_better += order_is_better(&plan->entries[head[i]], entry);
		found = found || plan->entries[head[i]].step == entry->step;
	}
	if (!found)
		return "";
	if (n_head == 1)
		return "the only step that can be begun now";
	if (n_better == 0)
		return arena_printf(arena,
		    "the most value per hour of the %u steps that can be begun now", n_head);
	return arena_printf(arena,
	    "%u of the %u steps that can be begun now %s more value per hour", n_better, n_head,
	    n_better == 1 ? "brings" : "bring");
}
