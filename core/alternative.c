#include "core/alternative.h"

enum {
	ALTERNATIVE_NAMED = 3, /* more are counted */
};

/* The entry's step that comes first in the plan, or ROADMAP_NONE: there is nothing to decide. */
static uint32_t
alternative_first(const struct standing *standing, const uint32_t *ranks, uint32_t step,
    const struct roadmap_need *need)
{
	uint32_t first = ROADMAP_NONE, n = 0, i;

	if (standing_is_met(standing, step, need))
		return ROADMAP_NONE;
	for (i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		if (!standing_concerns(standing, step, other))
			continue;
		n++;
		if (ranks[other] != ROADMAP_NONE &&
		    (first == ROADMAP_NONE || ranks[other] < ranks[first]))
			first = other;
	}
	if (n < 2 || first == ROADMAP_NONE || standing->effective[first] == STANDING_ACTIVE)
		return ROADMAP_NONE;
	return first;
}

/* Worth the same, but that it repeats: see plan.h, P3. */
static bool
alternative_repeats(const struct standing *standing, uint32_t first, uint32_t other)
{
	const struct roadmap_step *a = &standing->roadmap->steps[first];
	const struct roadmap_step *b = &standing->roadmap->steps[other];

	return standing->repeats[other] && !standing->repeats[first] && a->value == b->value &&
	       roadmap_step_minutes(a) == roadmap_step_minutes(b);
}

static const char *
alternative_reason(const struct standing *standing, const uint32_t *ranks, uint32_t first,
    const struct roadmap_need *need)
{
	bool planned = false, new = false;

	for (uint32_t i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		planned = planned || (other != first && ranks[other] != ROADMAP_NONE);
		new = new || alternative_repeats(standing, first, other);
	}
	if (planned)
		return new ? "new to your portfolio" : "best value per hour";
	return standing->in_scope[first] ? "in scope anyhow" : "the least time";
}

/* "HTTP basics (or SQL): best value per hour" */
static const char *
alternative_words(struct arena *arena, const struct standing *standing, const uint32_t *ranks,
    uint32_t step, const struct roadmap_need *need, uint32_t first)
{
	const struct roadmap_step *steps = standing->roadmap->steps;
	const char *others = "";
	uint32_t n = 0;

	for (uint32_t i = 0; i < need->n_any; i++) {
		if (need->any[i] == first || !standing_concerns(standing, step, need->any[i]))
			continue;
		others = arena_printf(arena, "%s%s%s", others, n > 0 ? ", " : "",
		    steps[need->any[i]].title);
		n++;
	}
	if (n > ALTERNATIVE_NAMED)
		others = arena_printf(arena, "one of %u others", n);
	return arena_printf(arena, "%s (or %s): %s", steps[first].title, others,
	    alternative_reason(standing, ranks, first, need));
}

const char *
alternative_needed(struct arena *arena, const struct standing *standing, const uint32_t *ranks,
    uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];

	for (uint32_t i = 0; i < at->n_needs; i++) {
		uint32_t first = alternative_first(standing, ranks, step, &at->needs[i]);

		if (first != ROADMAP_NONE)
			return arena_printf(arena, "by way of %s",
			    alternative_words(arena, standing, ranks, step, &at->needs[i], first));
	}
	return "";
}

/* The entry of `needer` for which the plan goes by `step`, or NULL. */
static const struct roadmap_need *
alternative_entry(const struct standing *standing, const uint32_t *ranks, uint32_t needer,
    uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[needer];

	for (uint32_t i = 0; i < at->n_needs; i++)
		if (alternative_first(standing, ranks, needer, &at->needs[i]) == step)
			return &at->needs[i];
	return NULL;
}

const char *
alternative_taken(struct arena *arena, const struct standing *standing, const uint32_t *ranks,
    uint32_t step)
{
	const struct roadmap_step *steps = standing->roadmap->steps;
	const struct roadmap_need *need = NULL;
	uint32_t needer = ROADMAP_NONE;

	for (uint32_t i = 0; i < steps[step].n_opens; i++) {
		uint32_t other = steps[step].opens[i];
		const struct roadmap_need *entry;

		if (ranks[other] == ROADMAP_NONE ||
		    (needer != ROADMAP_NONE && ranks[other] >= ranks[needer]))
			continue;
		entry = alternative_entry(standing, ranks, other, step);
		if (entry == NULL)
			continue;
		needer = other;
		need = entry;
	}
	if (need == NULL)
		return "";
	return arena_printf(arena, "the way to %s, by %s", steps[needer].title,
	    alternative_words(arena, standing, ranks, needer, need, step));
}
