#include "core/opening.h"

#include <string.h>

#include "core/way.h"

enum opening_state {
	OPENING_FREE,
	OPENING_IN,
	OPENING_OUT,
};

enum {
	OPENING_SHARES = 1 << 20, /* of a minute: shares are rounded down */
};

#define OPENING_NEVER UINT64_MAX

/* The least that a step costs from here: with all before it, and its share of that. */
struct opening_bound {
	uint64_t whole, share;
};

struct opening_maker {
	const struct standing *standing;
	uint64_t effort; /* left */
	/* the steps that matter, every step after all it may need; the wanted one is the last */
	uint32_t *steps;
	uint32_t n;
	uint32_t *place; /* of each step of the roadmap: where it is in `steps` */
	/* the unmet entries of each, and their alternatives, as places */
	uint32_t *first_entry, *first_alternative, *alternatives;
	uint32_t *named; /* how many entries name it */
	/* as decided so far */
	uint8_t *state; /* enum opening_state */
	uint64_t minutes;
	uint32_t *trail; /* what was decided, in this order */
	uint32_t n_trail;
	struct opening_bound *bounds;
	/* the best so far */
	bool *best;
	uint64_t best_minutes;
};

/* Adds what an entry may be met with to the steps that matter. */
static void
opening_collect_need(struct opening_maker *maker, uint32_t step, const struct roadmap_need *need,
    bool *marks)
{
	if (standing_is_met(maker->standing, step, need))
		return;
	for (uint32_t i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		if (marks[other] || !standing_concerns(maker->standing, step, other))
			continue;
		marks[other] = true;
		maker->steps[maker->n++] = other;
	}
}

/* Finds the steps that matter and sorts them. */
static void
opening_collect(struct opening_maker *maker, uint32_t wanted, struct arena *arena)
{
	const struct roadmap *roadmap = maker->standing->roadmap;
	bool *marks = arena_array(arena, roadmap->n_steps, sizeof(*marks));
	uint32_t done, i;

	marks[wanted] = true;
	maker->steps[maker->n++] = wanted;
	for (done = 0; done < maker->n; done++) {
		uint32_t at = maker->steps[done];

		for (i = 0; i < roadmap->steps[at].n_needs; i++)
			opening_collect_need(maker, at, &roadmap->steps[at].needs[i], marks);
	}
	maker->n = 0;
	for (i = 0; i < roadmap->n_steps; i++) {
		uint32_t step = roadmap->topo_order[i];

		maker->place[step] = marks[step] ? maker->n : ROADMAP_NONE;
		if (marks[step])
			maker->steps[maker->n++] = step;
	}
}

static void
opening_link_step(struct opening_maker *maker, uint32_t at, uint32_t *n_entries, uint32_t *n_all)
{
	const struct roadmap_step *step = &maker->standing->roadmap->steps[maker->steps[at]];

	for (uint32_t i = 0; i < step->n_needs; i++) {
		const struct roadmap_need *need = &step->needs[i];

		if (standing_is_met(maker->standing, maker->steps[at], need))
			continue;
		for (uint32_t k = 0; k < need->n_any; k++) {
			uint32_t other = maker->place[need->any[k]];

			if (other == ROADMAP_NONE)
				continue;
			maker->alternatives[(*n_all)++] = other;
			maker->named[other]++;
		}
		maker->first_alternative[++*n_entries] = *n_all;
	}
	maker->first_entry[at + 1] = *n_entries;
}

static void
opening_link(struct opening_maker *maker, struct arena *arena)
{
	const struct roadmap *roadmap = maker->standing->roadmap;
	uint32_t n_entries = 0, n_all = 0, i, k;

	for (i = 0; i < maker->n; i++) {
		const struct roadmap_step *step = &roadmap->steps[maker->steps[i]];

		n_entries += step->n_needs;
		for (k = 0; k < step->n_needs; k++)
			n_all += step->needs[k].n_any;
	}
	maker->first_entry = arena_array(arena, (size_t)maker->n + 1, sizeof(uint32_t));
	maker->first_alternative = arena_array(arena, (size_t)n_entries + 1, sizeof(uint32_t));
	maker->alternatives = arena_array(arena, n_all, sizeof(uint32_t));
	maker->named = arena_array(arena, maker->n, sizeof(uint32_t));
	n_entries = n_all = 0;
	for (i = 0; i < maker->n; i++)
		opening_link_step(maker, i, &n_entries, &n_all);
}

static uint64_t
opening_minutes(const struct opening_maker *maker, uint32_t at)
{
	/* Only what comes before the wanted step is counted. */
	return at + 1 == maker->n
		   ? 0
		   : roadmap_step_minutes(&maker->standing->roadmap->steps[maker->steps[at]]);
}

/* The first way to compare with. */
static void
opening_begin(struct opening_maker *maker, uint32_t wanted, struct arena *arena)
{
	uint32_t n_steps = maker->standing->roadmap->n_steps, n, i;
	struct way way = way_make(maker->standing, arena);
	bool *marks = arena_array(arena, n_steps, sizeof(*marks));
	uint32_t *queue = arena_array(arena, n_steps, sizeof(*queue));

	n = way_collect(&way, wanted, marks, queue);
	for (i = 0; i < n; i++) {
		maker->best[maker->place[queue[i]]] = true;
		maker->best_minutes += opening_minutes(maker, maker->place[queue[i]]);
	}
}

/* The cheapest alternative of an entry; how many there are at all goes to ret_n. */
static struct opening_bound
opening_bound_entry(struct opening_maker *maker, uint32_t entry, uint32_t *ret_n)
{
	struct opening_bound least = {OPENING_NEVER, OPENING_NEVER};

	*ret_n = 0;
	for (uint32_t i = maker->first_alternative[entry]; i < maker->first_alternative[entry + 1];
	     i++) {
		const struct opening_bound *bound = &maker->bounds[maker->alternatives[i]];

		*ret_n += bound->whole != OPENING_NEVER;
		least.whole = bound->whole < least.whole ? bound->whole : least.whole;
		least.share = bound->share < least.share ? bound->share : least.share;
	}
	return least;
}

/* Finds the bounds of all steps, each after those it may need. */
static void
opening_bound(struct opening_maker *maker)
{
	uint64_t looked = maker->n + maker->first_alternative[maker->first_entry[maker->n]];

	maker->effort -= looked < maker->effort ? looked : maker->effort;
	for (uint32_t at = 0; at < maker->n; at++) {
		uint64_t minutes = opening_minutes(maker, at), dearest = 0;
		uint64_t shares = minutes * OPENING_SHARES;
		struct opening_bound *bound = &maker->bounds[at];
		uint32_t n, i;

		if (maker->state[at] == OPENING_IN) {
			*bound = (struct opening_bound){0, 0};
			continue;
		}
		*bound = (struct opening_bound){OPENING_NEVER, OPENING_NEVER};
		if (maker->state[at] == OPENING_OUT)
			continue;
		for (i = maker->first_entry[at]; i < maker->first_entry[at + 1]; i++) {
			struct opening_bound entry = opening_bound_entry(maker, i, &n);

			if (n == 0)
				break;
			dearest = entry.whole > dearest ? entry.whole : dearest;
			shares += entry.share;
		}
		if (i == maker->first_entry[at + 1])
			*bound =
			    (struct opening_bound){minutes + dearest, shares / maker->named[at]};
	}
}

static void
opening_set(struct opening_maker *maker, uint32_t at, enum opening_state state)
{
	maker->state[at] = (uint8_t)state;
	if (state == OPENING_IN)
		maker->minutes += opening_minutes(maker, at);
	maker->trail[maker->n_trail++] = at;
}

/* Takes back all but the first decisions. */
static void
opening_drop(struct opening_maker *maker, uint32_t n_trail)
{
	while (maker->n_trail > n_trail) {
		uint32_t at = maker->trail[--maker->n_trail];

		if (maker->state[at] == OPENING_IN)
			maker->minutes -= opening_minutes(maker, at);
		maker->state[at] = OPENING_FREE;
	}
}

static bool
opening_is_decided(const struct opening_maker *maker, uint32_t entry)
{
	for (uint32_t i = maker->first_alternative[entry]; i < maker->first_alternative[entry + 1];
	     i++)
		if (maker->state[maker->alternatives[i]] == OPENING_IN)
			return true;
	return false;
}

/* Takes in what an entry cannot do without; false if there is nothing left for it. */
static bool
opening_force_entry(struct opening_maker *maker, uint32_t entry)
{
	uint32_t n;

	if (opening_is_decided(maker, entry))
		return true;
	opening_bound_entry(maker, entry, &n);
	for (uint32_t i = maker->first_alternative[entry];
	     n == 1 && i < maker->first_alternative[entry + 1]; i++)
		if (maker->bounds[maker->alternatives[i]].whole != OPENING_NEVER) {
			opening_set(maker, maker->alternatives[i], OPENING_IN);
			break;
		}
	return n > 0;
}

/* The same for all entries of what is in, until nothing more follows. */
static bool
opening_force(struct opening_maker *maker)
{
	opening_bound(maker);
	/* What is taken in stands before what needs it, so that it is looked at as well. */
	for (uint32_t at = maker->n; at-- > 0;) {
		if (maker->state[at] != OPENING_IN)
			continue;
		for (uint32_t i = maker->first_entry[at]; i < maker->first_entry[at + 1]; i++)
			if (!opening_force_entry(maker, i))
				return false;
	}
	return true;
}

/*
 * The undecided entry that costs most, or ROADMAP_NONE. *ret_bound becomes what all of them cost at
 * least.
 */
static uint32_t
opening_dearest(struct opening_maker *maker, uint64_t *ret_bound)
{
	uint32_t dearest = ROADMAP_NONE, n;
	uint64_t whole = 0, shares = 0;

	for (uint32_t at = 0; at < maker->n; at++) {
		if (maker->state[at] != OPENING_IN)
			continue;
		for (uint32_t i = maker->first_entry[at]; i < maker->first_entry[at + 1]; i++) {
			struct opening_bound bound;

			if (opening_is_decided(maker, i))
				continue;
			bound = opening_bound_entry(maker, i, &n);
			shares += bound.share;
			if (dearest == ROADMAP_NONE || bound.whole > whole) {
				whole = bound.whole;
				dearest = i;
			}
		}
	}
	/* A share of a minute is a minute. */
	shares = (shares + OPENING_SHARES - 1) / OPENING_SHARES;
	*ret_bound = whole > shares ? whole : shares;
	return dearest;
}

/* The alternative of an entry to try next: of those not tried, the cheapest. */
static uint32_t
opening_alternative(const struct opening_maker *maker, uint32_t entry)
{
	uint32_t best = ROADMAP_NONE;

	for (uint32_t i = maker->first_alternative[entry]; i < maker->first_alternative[entry + 1];
	     i++) {
		uint32_t at = maker->alternatives[i];

		if (maker->state[at] != OPENING_FREE || maker->bounds[at].whole == OPENING_NEVER)
			continue;
		if (best == ROADMAP_NONE || maker->bounds[at].whole < maker->bounds[best].whole)
			best = at;
	}
	return best;
}

static void
opening_keep(struct opening_maker *maker)
{
	for (uint32_t at = 0; at < maker->n; at++)
		maker->best[at] = maker->state[at] == OPENING_IN;
	maker->best_minutes = maker->minutes;
}

/*
 * Tries all that is left to decide: an alternative, then everything without it, so that no set of
 * steps is looked at twice. Each turn takes as much effort as there are steps that matter, so the
 * levels are never more than a thousand or two.
 */
static void
opening_search(struct opening_maker *maker)
{
	uint32_t n_trail = maker->n_trail;

	while (maker->effort > 0 && opening_force(maker)) {
		uint32_t n_before = maker->n_trail, entry, at;
		uint64_t bound;

		opening_bound(maker);
		entry = opening_dearest(maker, &bound);
		if (maker->minutes + bound >= maker->best_minutes)
			break;
		if (entry == ROADMAP_NONE) {
			opening_keep(maker);
			break;
		}
		at = opening_alternative(maker, entry);
		opening_set(maker, at, OPENING_IN);
		opening_search(maker);
		opening_drop(maker, n_before);
		opening_set(maker, at, OPENING_OUT);
	}
	opening_drop(maker, n_trail);
}

static struct opening
opening_result(struct opening_maker *maker, struct arena *arena)
{
	struct opening opening = {
	    .steps = arena_array(arena, maker->n, sizeof(uint32_t)),
	    .minutes = maker->best_minutes,
	    .is_exact = maker->effort > 0,
	};

	for (uint32_t at = 0; at + 1 < maker->n; at++)
		if (maker->best[at])
			opening.steps[opening.n_steps++] = maker->steps[at];
	return opening;
}

struct opening
opening_find(const struct standing *standing, uint32_t step, uint64_t effort, struct arena *arena)
{
	uint32_t n_steps = standing->roadmap->n_steps;
	struct opening_maker maker = {
	    .standing = standing,
	    .effort = effort,
	    .steps = arena_array(arena, n_steps, sizeof(uint32_t)),
	    .place = arena_array(arena, n_steps, sizeof(uint32_t)),
	};

	opening_collect(&maker, step, arena);
	opening_link(&maker, arena);
	maker.state = arena_array(arena, maker.n, sizeof(*maker.state));
	maker.trail = arena_array(arena, maker.n, sizeof(*maker.trail));
	maker.bounds = arena_array(arena, maker.n, sizeof(*maker.bounds));
	maker.best = arena_array(arena, maker.n, sizeof(*maker.best));
	opening_begin(&maker, step, arena);
	opening_set(&maker, maker.n - 1, OPENING_IN);
	opening_search(&maker);
	return opening_result(&maker, arena);
}
