#include "core/roadmap_needless.h"

#include <stdio.h>
#include <string.h>

#include "core/roadmap_doubts.h"

enum {
	ROADMAP_NEEDLESS_WORDS = 8, /* entries looked at in one pass, 64 to a word */
	ROADMAP_NEEDLESS_PASS = ROADMAP_NEEDLESS_WORDS * 64,
};

/* Entries that name the same single step are one target; one of several steps is its own. */
struct roadmap_needless_target {
	const uint32_t *any;
	uint32_t n_any;
};

struct roadmap_needless {
	const struct roadmap *roadmap;
	struct arena *scratch;
	struct roadmap_faults *doubts; /* or NULL: */
	bool *marks;                   /* of each entry */
	uint32_t *first_need;          /* of each step, in the lists that have one for each entry */
	bool *binds;                   /* of each entry: no learner can find it waived */
	uint32_t *target_of; /* of each entry: the number of its target, or ROADMAP_NONE */
	struct roadmap_needless_target *targets;
	uint32_t n_targets;
	/* for each step, a bit for each target of this pass: who does the step, meets it */
	uint64_t (*meets)[ROADMAP_NEEDLESS_WORDS];
	uint64_t work;
};

/* Two entries of a step. */
struct roadmap_needless_pair {
	uint32_t step;
	uint32_t a, b; /* their numbers; a is doubted because of b */
};

static const struct roadmap_need *
roadmap_needless_need(const struct roadmap_needless *search, uint32_t step, uint32_t need)
{
	return &search->roadmap->steps[step].needs[need];
}

static bool
roadmap_needless_is_waivable(const struct roadmap_step *step, const struct roadmap_step *other)
{
	return other->choice != ROADMAP_NONE &&
	       (other->choice != step->choice || other->option != step->option);
}

/*
 * An entry binds if it names a step for everybody or of the asker's own option, or so many
 * options of a choice that one of them is picked. `seen` is stamped for each option.
 */
static bool
roadmap_needless_binds(const struct roadmap *roadmap, const struct roadmap_step *step,
    const struct roadmap_need *need, uint32_t *seen, uint32_t *counts, uint32_t stamp)
{
	uint32_t i;

	for (i = 0; i < need->n_any; i++) {
		const struct roadmap_step *other = &roadmap->steps[need->any[i]];

		if (!roadmap_needless_is_waivable(step, other))
			return true;
		counts[other->choice] = 0;
	}
	for (i = 0; i < need->n_any; i++) {
		const struct roadmap_step *other = &roadmap->steps[need->any[i]];
		const struct roadmap_choice *choice = &roadmap->choices[other->choice];
		uint32_t flag = choice->first_flag + other->option;

		if (seen[flag] == stamp)
			continue;
		seen[flag] = stamp;
		if (++counts[other->choice] > choice->n_options - choice->pick)
			return true;
	}
	return false;
}

static void
roadmap_needless_bind(struct roadmap_needless *search)
{
	const struct roadmap *roadmap = search->roadmap;
	uint32_t *seen = arena_array(search->scratch, roadmap->n_options, sizeof(*seen));
	uint32_t *counts = arena_array(search->scratch, roadmap->n_choices, sizeof(*counts));
	uint32_t n = 0, i, k;

	search->first_need =
	    arena_array(search->scratch, roadmap->n_steps, sizeof(*search->first_need));
	for (i = 0; i < roadmap->n_steps; i++) {
		search->first_need[i] = n;
		n += roadmap->steps[i].n_needs;
	}
	search->binds = arena_array(search->scratch, n, sizeof(*search->binds));
	search->target_of = arena_array(search->scratch, n, sizeof(*search->target_of));
	search->targets = arena_array(search->scratch, n, sizeof(*search->targets));
	n = 0;
	for (i = 0; i < roadmap->n_steps; i++)
		for (k = 0; k < roadmap->steps[i].n_needs; k++, n++)
			search->binds[n] = roadmap_needless_binds(roadmap, &roadmap->steps[i],
			    roadmap_needless_need(search, i, k), seen, counts, n + 1);
}

/* Numbers the targets of one step. Where it has one entry only, that cannot be needless. */
static void
roadmap_needless_take(struct roadmap_needless *search, uint32_t step, bool several,
    uint32_t *target_of_step)
{
	uint32_t n_needs = search->roadmap->steps[step].n_needs, k;

	for (k = 0; k < n_needs; k++) {
		const struct roadmap_need *need = roadmap_needless_need(search, step, k);
		uint32_t *number = &search->target_of[search->first_need[step] + k];

		if ((need->n_any > 1) != several)
			continue;
		*number = several ? ROADMAP_NONE : target_of_step[need->any[0]];
		if (n_needs < 2 || *number != ROADMAP_NONE)
			continue;
		*number = search->n_targets++;
		search->targets[*number] = (struct roadmap_needless_target){need->any, need->n_any};
		if (!several)
			target_of_step[need->any[0]] = *number;
	}
}

/* Single steps first: they are the likely ones, should there be too much work. */
static void
roadmap_needless_number(struct roadmap_needless *search)
{
	uint32_t n_steps = search->roadmap->n_steps, i;
	uint32_t *target_of_step = arena_array(search->scratch, n_steps, sizeof(uint32_t));

	memset(target_of_step, 0xff, n_steps * sizeof(uint32_t));
	for (i = 0; i < n_steps; i++)
		roadmap_needless_take(search, i, false, target_of_step);
	for (i = 0; i < n_steps; i++)
		roadmap_needless_take(search, i, true, target_of_step);
}

/* What follows from a step for the targets of this pass, when what it needs is known. */
static void
roadmap_needless_follow(struct roadmap_needless *search, uint32_t step)
{
	uint32_t n_needs = search->roadmap->steps[step].n_needs, k, i, w;

	for (k = 0; k < n_needs; k++) {
		const struct roadmap_need *need = roadmap_needless_need(search, step, k);
		uint64_t all[ROADMAP_NEEDLESS_WORDS];

		if (!search->binds[search->first_need[step] + k])
			continue;
		memcpy(all, search->meets[need->any[0]], sizeof(all));
		for (i = 1; i < need->n_any; i++)
			for (w = 0; w < ROADMAP_NEEDLESS_WORDS; w++)
				all[w] &= search->meets[need->any[i]][w];
		for (w = 0; w < ROADMAP_NEEDLESS_WORDS; w++)
			search->meets[step][w] |= all[w];
		search->work += (uint64_t)need->n_any * ROADMAP_NEEDLESS_WORDS;
	}
}

static void
roadmap_needless_seed(struct roadmap_needless *search, uint32_t base, uint32_t bit)
{
	const struct roadmap_needless_target *target = &search->targets[base + bit];
	uint32_t i;

	for (i = 0; i < target->n_any; i++)
		search->meets[target->any[i]][bit / 64] |= UINT64_C(1) << bit % 64;
}

static void
roadmap_needless_pass(struct roadmap_needless *search, uint32_t base)
{
	const struct roadmap *roadmap = search->roadmap;
	uint32_t i;

	memset(search->meets, 0, roadmap->n_steps * sizeof(*search->meets));
	for (i = 0; i < ROADMAP_NEEDLESS_PASS && base + i < search->n_targets; i++)
		roadmap_needless_seed(search, base, i);
	for (i = 0; i < roadmap->n_steps; i++)
		roadmap_needless_follow(search, roadmap->topo_order[i]);
	search->work += roadmap->n_steps * UINT64_C(2) * ROADMAP_NEEDLESS_WORDS;
}

static bool
roadmap_needless_names(const struct roadmap_need *need, uint32_t step)
{
	uint32_t i;

	for (i = 0; i < need->n_any; i++)
		if (need->any[i] == step)
			return true;
	return false;
}

/* How many of the steps of `a` are in `b`. */
static uint32_t
roadmap_needless_shared(const struct roadmap_need *a, const struct roadmap_need *b)
{
	uint32_t n = 0, i;

	for (i = 0; i < a->n_any; i++)
		n += roadmap_needless_names(b, a->any[i]);
	return n;
}

/*
 * Entries that imply each other share a step. Then the larger one is doubted, or the later one.
 */
static bool
roadmap_needless_yields(const struct roadmap_needless *search,
    const struct roadmap_needless_pair *pair)
{
	const struct roadmap_need *a = roadmap_needless_need(search, pair->step, pair->a);
	const struct roadmap_need *b = roadmap_needless_need(search, pair->step, pair->b);
	bool a_in_b = roadmap_needless_shared(a, b) == a->n_any;
	uint32_t shared = roadmap_needless_shared(b, a);

	if (shared == 0)
		return true;
	if (a_in_b != (shared == b->n_any))
		return !a_in_b;
	return pair->b < pair->a;
}

static bool
roadmap_needless_has_option(const struct roadmap *roadmap, const struct roadmap_need *need,
    const struct roadmap_step *step)
{
	uint32_t i;

	for (i = 0; i < need->n_any; i++)
		if (roadmap->steps[need->any[i]].choice == step->choice &&
		    roadmap->steps[need->any[i]].option == step->option)
			return true;
	return false;
}

/* Whether `a` is waived for every learner for whom `b` is. */
static bool
roadmap_needless_is_waived_too(const struct roadmap_needless *search,
    const struct roadmap_needless_pair *pair)
{
	const struct roadmap *roadmap = search->roadmap;
	const struct roadmap_need *a = roadmap_needless_need(search, pair->step, pair->a);
	const struct roadmap_need *b = roadmap_needless_need(search, pair->step, pair->b);
	uint32_t i;

	if (search->binds[search->first_need[pair->step] + pair->b])
		return true;
	for (i = 0; i < a->n_any; i++) {
		const struct roadmap_step *other = &roadmap->steps[a->any[i]];

		if (!roadmap_needless_is_waivable(&roadmap->steps[pair->step], other) ||
		    !roadmap_needless_has_option(roadmap, b, other))
			return false;
	}
	return true;
}

static void
roadmap_needless_tell(struct roadmap_needless *search, const struct roadmap_needless_pair *pair)
{
	const struct roadmap *roadmap = search->roadmap;
	const struct roadmap_need *a = roadmap_needless_need(search, pair->step, pair->a);
	const struct roadmap_need *b = roadmap_needless_need(search, pair->step, pair->b);
	const char *a_id = roadmap->steps[a->any[0]].id, *b_id = roadmap->steps[b->any[0]].id;
	char path[sizeof(search->doubts->list[0].path)];

	if (search->doubts == NULL) {
		search->marks[search->first_need[pair->step] + pair->a] = true;
		return;
	}
	roadmap_doubts_path(roadmap, pair->step, "requires", pair->a, path, sizeof(path));
	if (b->n_any == 1 && a->n_any == 1 && a->any[0] == b->any[0])
		roadmap_fault(search->doubts, path, "'%s' is required twice: take one away", a_id);
	else if (b->n_any == 1 && roadmap_needless_names(a, b->any[0]))
		roadmap_fault(search->doubts, path, "'%s' is required anyway: take this entry away",
		    b_id);
	else if (a->n_any == 1)
		roadmap_fault(search->doubts, path, "'%s' comes before '%s'%s anyway: take it away",
		    a_id, b_id, b->n_any > 1 ? " and its alternatives" : "");
	else
		roadmap_fault(search->doubts, path,
		    "one of these comes before '%s'%s anyway: take this entry away", b_id,
		    b->n_any > 1 ? " and its alternatives" : "");
}

/* Whether each step of the entry meets the target. */
static bool
roadmap_needless_implies(struct roadmap_needless *search, const struct roadmap_need *need,
    uint32_t bit)
{
	uint32_t i;

	for (i = 0; i < need->n_any; i++)
		if ((search->meets[need->any[i]][bit / 64] >> bit % 64 & 1) == 0)
			break;
	search->work += i + 1;
	return i == need->n_any;
}

static void
roadmap_needless_judge(struct roadmap_needless *search, uint32_t step, uint32_t need, uint32_t bit)
{
	struct roadmap_needless_pair pair = {.step = step, .a = need};

	for (; pair.b < search->roadmap->steps[step].n_needs; pair.b++) {
		const struct roadmap_need *other = roadmap_needless_need(search, step, pair.b);

		if (pair.b == need || !roadmap_needless_implies(search, other, bit))
			continue;
		search->work +=
		    (uint64_t)other->n_any * roadmap_needless_need(search, step, need)->n_any;
		if (roadmap_needless_yields(search, &pair) &&
		    roadmap_needless_is_waived_too(search, &pair)) {
			roadmap_needless_tell(search, &pair);
			return;
		}
	}
}

static bool
roadmap_needless_goes_on(const struct roadmap_needless *search)
{
	return search->work < ROADMAP_NEEDLESS_WORK_MAX &&
	       (search->doubts == NULL || !search->doubts->more);
}

/* All entries whose target is in this pass. */
static void
roadmap_needless_judge_all(struct roadmap_needless *search, uint32_t base)
{
	const struct roadmap *roadmap = search->roadmap;
	uint32_t i, k;

	for (i = 0; i < roadmap->n_steps && roadmap_needless_goes_on(search); i++) {
		const uint32_t *targets = search->target_of + search->first_need[i];
		uint32_t n_needs = roadmap->steps[i].n_needs;

		search->work += n_needs + 1;
		for (k = 0; k < n_needs && n_needs > 1; k++)
			if (targets[k] - base < ROADMAP_NEEDLESS_PASS && targets[k] >= base)
				roadmap_needless_judge(search, i, k, targets[k] - base);
	}
}

static void
roadmap_needless_run(struct roadmap_needless *search)
{
	uint32_t base;

	roadmap_needless_bind(search);
	roadmap_needless_number(search);
	search->meets =
	    arena_array(search->scratch, search->roadmap->n_steps, sizeof(*search->meets));
	for (base = 0; base < search->n_targets && roadmap_needless_goes_on(search);
	     base += ROADMAP_NEEDLESS_PASS) {
		roadmap_needless_pass(search, base);
		roadmap_needless_judge_all(search, base);
	}
}

void
roadmap_needless(const struct roadmap *roadmap, struct roadmap_faults *doubts)
{
	struct arena *scratch = arena_new();
	struct roadmap_needless search = {.roadmap = roadmap, .scratch = scratch, .doubts = doubts};

	roadmap_needless_run(&search);
	arena_free(scratch);
}

const bool *
roadmap_needless_entries(const struct roadmap *roadmap, struct arena *arena)
{
	struct arena *scratch = arena_new();
	struct roadmap_needless search = {.roadmap = roadmap, .scratch = scratch};
	size_t n = 0;
	uint32_t i;

	for (i = 0; i < roadmap->n_steps; i++)
		n += roadmap->steps[i].n_needs;
	search.marks = arena_array(arena, n, sizeof(*search.marks));
	roadmap_needless_run(&search);
	arena_free(scratch);
	return search.marks;
}
