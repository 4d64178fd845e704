#include "core/plan_ways.h"

#include <string.h>

#include "core/plan_rank.h"
#include "core/plan_try.h"

enum {
	PLAN_WAYS_PART = 200,   /* jobs of a part that is decided by trying */
	PLAN_WAYS_ENTRIES = 64, /* room for them at first */
};

/* Of a step, since the past. */
enum plan_ways_mark {
	PLAN_WAYS_CHANGED = 1, /* its flags, or those of one that it names */
	PLAN_WAYS_NEAR = 2,    /* or it is named by such a step: all that it hung together with */
	PLAN_WAYS_BEHIND = 4,  /* it changed, or one it may wait for, however far */
};

struct plan_ways_maker {
	const struct standing *standing;
	const struct roadmap *roadmap;
	const struct plan_ways *past;
	struct plan_rank rank;
	struct plan_scope scope;
	struct arena *arena;
	uint8_t *marks; /* of each step: enum plan_ways_mark */
	uint32_t *job;  /* of each step, or ROADMAP_NONE */
	uint32_t n;
	uint32_t *step, *ranks, *value, *minutes, *first_before, *before; /* of each job */
	struct plan_try_entry *entries;
	uint32_t n_entries, most_entries;
	uint32_t *first_entry;            /* of each job, and their number */
	struct plan_ways_choice *choices; /* of each entry */
	uint32_t *part; /* of each job: the next on the way to the first of its connected part */
	uint32_t *size; /* of the first job of a part: how many jobs, and whether they are near */
	bool *near;
};

static void
plan_ways_mark(struct plan_ways_maker *maker, uint32_t step)
{
	const struct roadmap_step *at = &maker->roadmap->steps[step];
	uint32_t i, k;

	maker->marks[step] |= PLAN_WAYS_CHANGED | PLAN_WAYS_NEAR | PLAN_WAYS_BEHIND;
	for (i = 0; i < at->n_needs; i++)
		for (k = 0; k < at->needs[i].n_any; k++)
			maker->marks[at->needs[i].any[k]] |= PLAN_WAYS_NEAR;
}

static void
plan_ways_compare(struct plan_ways_maker *maker)
{
	uint32_t n = maker->roadmap->n_steps, i, k;

	if (maker->past == NULL) {
		memset(maker->marks, PLAN_WAYS_CHANGED | PLAN_WAYS_NEAR | PLAN_WAYS_BEHIND, n);
		return;
	}
	for (i = 0; i < n; i++) {
		const struct roadmap_step *step = &maker->roadmap->steps[i];

		if (maker->scope.flags[i] == maker->past->scope.flags[i])
			continue;
		plan_ways_mark(maker, i);
		for (k = 0; k < step->n_opens; k++)
			plan_ways_mark(maker, step->opens[k]);
	}
}

/* What repeats comes last: of alternatives that are as good the first is taken. */
static void
plan_ways_sort(const struct plan_ways_maker *maker, uint32_t *others, uint32_t n)
{
	const bool *repeats = maker->standing->repeats;
	uint32_t i, k;

	for (i = 1; i < n; i++) {
		uint32_t other = others[i];

		for (k = i;
		     k > 0 && repeats[maker->step[others[k - 1]]] > repeats[maker->step[other]];
		     k--)
			others[k] = others[k - 1];
		others[k] = other;
	}
}

static void
plan_ways_enter(struct plan_ways_maker *maker, uint32_t need, uint32_t at, const uint32_t *others,
    uint32_t n)
{
	const struct plan_try_entry *entries = maker->entries;
	const struct plan_ways_choice *choices = maker->choices;
	uint32_t job = maker->n, room;

	if (maker->n_entries == maker->most_entries) {
		room = maker->n_entries > 0 ? 2 * maker->n_entries : PLAN_WAYS_ENTRIES;
		maker->entries = arena_array(maker->arena, room, sizeof(*entries));
		maker->choices = arena_array(maker->arena, room, sizeof(*choices));
		maker->most_entries = room;
		if (maker->n_entries > 0) {
			memcpy(maker->entries, entries, maker->n_entries * sizeof(*entries));
			memcpy(maker->choices, choices, maker->n_entries * sizeof(*choices));
		}
	}
	maker->choices[maker->n_entries] =
	    (struct plan_ways_choice){.step = maker->step[job], .need = need};
	maker->entries[maker->n_entries++] =
	    (struct plan_try_entry){.job = job, .at = at, .others = others, .n = n};
}

/* Adds an entry of the last job with its alternatives, of which one in progress meets it. Returns
 * whether one of them is behind what changed. */
static bool
plan_ways_add(struct plan_ways_maker *maker, uint32_t number, uint32_t *n_before)
{
	const struct roadmap_need *need =
	    &maker->roadmap->steps[maker->step[maker->n]].needs[number];
	uint32_t one = ROADMAP_NONE, n = 0, i, *others;
	uint8_t marks = 0;

	for (i = 0; i < need->n_any; i++) {
		uint8_t flags = maker->scope.flags[need->any[i]];

		if ((flags & PLAN_SCOPE_ACTIVE) != 0)
			return false;
		if ((flags & PLAN_SCOPE_PLANNED) == 0)
			continue;
		one = n++ > 0 ? one : maker->job[need->any[i]];
		marks |= maker->marks[need->any[i]];
	}
	if (n > 1) {
		others = arena_array(maker->arena, n, sizeof(*others));
		for (i = n = 0; i < need->n_any; i++)
			if ((maker->scope.flags[need->any[i]] & PLAN_SCOPE_PLANNED) != 0)
				others[n++] = maker->job[need->any[i]];
		plan_ways_sort(maker, others, n);
		plan_ways_enter(maker, number, *n_before, others, n);
		one = others[0];
	}
	maker->before[(*n_before)++] = one;
	return (marks & PLAN_WAYS_BEHIND) != 0;
}

/* Numbers the jobs, and links each to what it waits for, which has a number already. */
static void
plan_ways_number(struct plan_ways_maker *maker)
{
	const struct roadmap *roadmap = maker->roadmap;
	uint32_t n_needs = 0, n_before = 0, i, k;

	for (i = 0; i < roadmap->n_steps; i++)
		n_needs += roadmap->steps[i].n_needs;
	maker->before = arena_array(maker->arena, n_needs, sizeof(uint32_t));
	memset(maker->job, 0xff, roadmap->n_steps * sizeof(*maker->job));
	for (i = 0; i < roadmap->n_steps; i++) {
		uint32_t step = maker->rank.order[i], job = maker->n;
		const struct roadmap_step *at = &roadmap->steps[step];
		uint8_t flags = maker->scope.flags[step];
		bool behind = false;

		if ((flags & PLAN_SCOPE_PLANNED) == 0 || (flags & PLAN_SCOPE_ACTIVE) != 0)
			continue;
		maker->job[step] = job;
		maker->step[job] = step;
		maker->ranks[job] = maker->rank.of_step[step];
		maker->value[job] = at->value;
		maker->minutes[job] = roadmap_step_minutes(at);
		maker->first_before[job] = n_before;
		maker->first_entry[job] = maker->n_entries;
		for (k = 0; k < at->n_needs; k++)
			if (!standing_is_met(maker->standing, step, &at->needs[k]))
				behind = plan_ways_add(maker, k, &n_before) || behind;
		if (behind)
			maker->marks[step] |= PLAN_WAYS_BEHIND;
		maker->n++;
	}
	maker->first_before[maker->n] = n_before;
	maker->first_entry[maker->n] = maker->n_entries;
}

static uint32_t
plan_ways_part(uint32_t *part, uint32_t job)
{
	while (part[job] != job) {
		part[job] = part[part[job]];
		job = part[job];
	}
	return job;
}

static void
plan_ways_join(uint32_t *part, uint32_t a, uint32_t b)
{
	a = plan_ways_part(part, a);
	b = plan_ways_part(part, b);
	if (a < b)
		part[b] = a;
	else
		part[a] = b;
}

/* Which jobs hang together, by whatever they may wait for. */
static void
plan_ways_connect(struct plan_ways_maker *maker)
{
	uint32_t i, k;

	for (i = 0; i < maker->n; i++)
		maker->part[i] = i;
	for (i = 0; i < maker->n; i++)
		for (k = maker->first_before[i]; k < maker->first_before[i + 1]; k++)
			plan_ways_join(maker->part, i, maker->before[k]);
	for (i = 0; i < maker->n_entries; i++)
		for (k = 0; k < maker->entries[i].n; k++)
			plan_ways_join(maker->part, maker->entries[i].job,
			    maker->entries[i].others[k]);
	for (i = 0; i < maker->n; i++) {
		uint32_t part = maker->part[i] = plan_ways_part(maker->part, i);

		maker->size[part]++;
		if ((maker->marks[maker->step[i]] & PLAN_WAYS_NEAR) != 0)
			maker->near[part] = true;
	}
}

/* The jobs of one part under numbers of their own, in the same order. */
struct plan_ways_view {
	struct plan_jobs jobs;
	uint32_t *ranks, *value, *minutes, *first_before, *before;
	struct plan_try_entry *entries;
	uint32_t n_entries;
	uint32_t *local; /* of each job of all */
};

static void
plan_ways_view_add(struct plan_ways_view *view, const struct plan_ways_maker *maker, uint32_t job)
{
	uint32_t at = view->jobs.n++, n = view->first_before[at], first = maker->first_before[job];
	uint32_t i, k;

	view->local[job] = at;
	view->ranks[at] = maker->ranks[job];
	view->value[at] = maker->value[job];
	view->minutes[at] = maker->minutes[job];
	for (k = first; k < maker->first_before[job + 1]; k++)
		view->before[n + k - first] = view->local[maker->before[k]];
	view->first_before[at + 1] = n + k - first;
	for (i = maker->first_entry[job]; i < maker->first_entry[job + 1]; i++) {
		const struct plan_try_entry *entry = &maker->entries[i];
		uint32_t *others = arena_array(maker->arena, entry->n, sizeof(*others));

		for (k = 0; k < entry->n; k++)
			others[k] = view->local[entry->others[k]];
		view->entries[view->n_entries++] = (struct plan_try_entry){.job = at,
		    .at = n + entry->at - first,
		    .others = others,
		    .n = entry->n};
	}
}

static struct plan_ways_view
plan_ways_view_new(const struct plan_ways_maker *maker)
{
	struct arena *arena = maker->arena;
	uint32_t n = maker->n < PLAN_WAYS_PART ? maker->n : PLAN_WAYS_PART;
	struct plan_ways_view view = {
	    .ranks = arena_array(arena, n, sizeof(uint32_t)),
	    .value = arena_array(arena, n, sizeof(uint32_t)),
	    .minutes = arena_array(arena, n, sizeof(uint32_t)),
	    .first_before = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .before = arena_array(arena, maker->first_before[maker->n], sizeof(uint32_t)),
	    .entries = arena_array(arena, maker->n_entries, sizeof(struct plan_try_entry)),
	    .local = arena_array(arena, maker->n, sizeof(uint32_t)),
	};

	view.jobs.rank = view.ranks;
	view.jobs.value = view.value;
	view.jobs.minutes = view.minutes;
	view.jobs.first_before = view.first_before;
	view.jobs.before = view.before;
	return view;
}

/* Decides the entries of a part, which is `n` jobs of a list. */
static void
plan_ways_try(struct plan_ways_maker *maker, struct plan_ways_view *view, const uint32_t *list,
    uint32_t n)
{
	uint32_t i, k;

	view->jobs.n = view->n_entries = 0;
	for (i = 0; i < n; i++)
		plan_ways_view_add(view, maker, list[i]);
	plan_try_decide(&view->jobs, view->before, view->entries, view->n_entries, maker->arena);
	for (i = 0; i < n; i++) {
		uint32_t first = maker->first_before[list[i]];

		for (k = view->first_before[i]; k < view->first_before[i + 1]; k++)
			maker->before[first + k - view->first_before[i]] = list[view->before[k]];
	}
}

/* Of those parts with an entry that is not settled. */
static void
plan_ways_try_all(struct plan_ways_maker *maker)
{
	uint32_t n = maker->n, *ends = arena_array(maker->arena, (size_t)n + 1, sizeof(*ends));
	uint32_t *list = arena_array(maker->arena, n, sizeof(*list)), i, part;
	struct plan_ways_view view = plan_ways_view_new(maker);

	/* The first job of a part stands for it. */
	for (i = 0; i < n; i++)
		ends[i + 1] = ends[i] + maker->size[i];
	for (i = 0; i < n; i++)
		list[ends[maker->part[i]]++] = i;
	for (i = 0; i < maker->n_entries; i++) {
		part = maker->part[maker->entries[i].job];
		if (maker->entries[i].settled || maker->size[part] == 0)
			continue;
		plan_ways_try(maker, &view, list + ends[part] - maker->size[part],
		    maker->size[part]);
		maker->size[part] = 0;
	}
}

/* What was chosen in the past for an entry, where it is the same and nothing that tells what to
 * choose has changed; else NULL. `ret_at` is how far we are among the choices of the past. */
static const struct plan_ways_choice *
plan_ways_recall(const struct plan_ways_maker *maker, uint32_t number, uint32_t *at)
{
	const struct plan_ways_choice *choice = &maker->choices[number], *old;
	uint32_t job = maker->entries[number].job, part = maker->part[job];

	if (maker->past == NULL)
		return NULL;
	for (; *at < maker->past->n_choices; (*at)++) {
		uint32_t other;

		old = &maker->past->choices[*at];
		other = maker->job[old->step];
		if (other == ROADMAP_NONE || other < job ||
		    (other == job && old->need < choice->need))
			continue;
		if (other != job || old->need != choice->need || old->tried != choice->tried)
			return NULL;
		if (old->tried ? maker->near[part]
			       : (maker->marks[choice->step] & PLAN_WAYS_BEHIND) != 0)
			return NULL;
		return old;
	}
	return NULL;
}

/* Settles what is as it was; the others by trying, or in large parts by the first way. */
static void
plan_ways_decide(struct plan_ways_maker *maker)
{
	const struct plan_jobs jobs = {maker->n, maker->ranks, maker->value, maker->minutes,
	    maker->first_before, maker->before};
	bool *tried = arena_array(maker->arena, maker->n_entries, sizeof(*tried)), any = false;
	uint32_t at = 0, i;

	for (i = 0; i < maker->n_entries; i++) {
		struct plan_try_entry *entry = &maker->entries[i];
		const struct plan_ways_choice *old;

		maker->choices[i].tried = maker->size[maker->part[entry->job]] <= PLAN_WAYS_PART;
		old = plan_ways_recall(maker, i, &at);
		if (old != NULL)
			maker->before[entry->at] = maker->job[old->other];
		tried[i] = old == NULL && maker->choices[i].tried;
		any = any || tried[i];
		entry->settled = old != NULL || tried[i];
	}
	plan_try_first(&jobs, maker->before, maker->entries, maker->n_entries, maker->arena);
	for (i = 0; i < maker->n_entries; i++)
		maker->entries[i].settled = !tried[i];
	if (any)
		plan_ways_try_all(maker);
	for (i = 0; i < maker->n_entries; i++)
		maker->choices[i].other = maker->step[maker->before[maker->entries[i].at]];
}

static struct plan_ways_maker
plan_ways_maker_new(const struct standing *standing, const struct plan_ways *past,
    struct arena *arena)
{
	uint32_t n = standing->roadmap->n_steps;

	return (struct plan_ways_maker){
	    .standing = standing,
	    .roadmap = standing->roadmap,
	    .past = past,
	    .rank = plan_rank_make(standing, arena),
	    .scope = plan_scope_make(standing, past != NULL ? &past->scope : NULL, arena),
	    .arena = arena,
	    .marks = arena_array(arena, n, sizeof(uint8_t)),
	    .job = arena_array(arena, n, sizeof(uint32_t)),
	    .step = arena_array(arena, n, sizeof(uint32_t)),
	    .ranks = arena_array(arena, n, sizeof(uint32_t)),
	    .value = arena_array(arena, n, sizeof(uint32_t)),
	    .minutes = arena_array(arena, n, sizeof(uint32_t)),
	    .first_before = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .first_entry = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .part = arena_array(arena, n, sizeof(uint32_t)),
	    .size = arena_array(arena, n, sizeof(uint32_t)),
	    .near = arena_array(arena, n, sizeof(bool)),
	};
}

struct plan_ways
plan_ways_make(const struct standing *standing, const struct plan_ways *past, struct arena *arena)
{
	struct plan_ways_maker maker = plan_ways_maker_new(standing, past, arena);
	uint32_t n = standing->roadmap->n_steps, n_active = 0, i;
	uint32_t *active = arena_array(arena, n, sizeof(*active));

	for (i = 0; i < n; i++)
		if ((maker.scope.flags[i] & PLAN_SCOPE_ACTIVE) != 0)
			active[n_active++] = i;
	plan_ways_compare(&maker);
	plan_ways_number(&maker);
	if (maker.n_entries > 0) {
		plan_ways_connect(&maker);
		plan_ways_decide(&maker);
	}
	return (struct plan_ways){
	    .jobs = {maker.n, maker.ranks, maker.value, maker.minutes, maker.first_before,
		maker.before},
	    .step = maker.step,
	    .job = maker.job,
	    .active = active,
	    .n_active = n_active,
	    .scope = maker.scope,
	    .choices = maker.choices,
	    .n_choices = maker.n_entries,
	};
}

static const void *
plan_ways_copy(struct arena *arena, const void *data, size_t n, size_t size_bytes)
{
	void *copy = arena_array(arena, n, size_bytes);

	if (n > 0)
		memcpy(copy, data, n * size_bytes);
	return copy;
}

struct plan_ways
plan_ways_keep(const struct plan_ways *ways, uint32_t n_steps, struct arena *arena)
{
	const struct plan_jobs *jobs = &ways->jobs;
	uint32_t n = jobs->n, n_before = jobs->first_before[n];

	return (struct plan_ways){
	    .jobs = {.n = n,
		.first_before =
		    plan_ways_copy(arena, jobs->first_before, (size_t)n + 1, sizeof(uint32_t)),
		.before = plan_ways_copy(arena, jobs->before, n_before, sizeof(uint32_t))},
	    .step = plan_ways_copy(arena, ways->step, n, sizeof(uint32_t)),
	    .job = plan_ways_copy(arena, ways->job, n_steps, sizeof(uint32_t)),
	    .scope = {plan_ways_copy(arena, ways->scope.flags, n_steps, 1), ways->scope.plain},
	    .choices =
		plan_ways_copy(arena, ways->choices, ways->n_choices, sizeof(*ways->choices)),
	    .n_choices = ways->n_choices,
	};
}
