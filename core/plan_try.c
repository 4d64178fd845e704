#include "core/plan_try.h"

#include <string.h>

enum {
	PLAN_TRY_WORK = 40000, /* no new way is tried after this, see plan_flow.h */
	PLAN_TRY_WALK = 400,   /* jobs that are looked at to weigh an alternative */
};

enum plan_try_rule {
	/* of alternatives the one that adds the least time to what the job needs anyhow */
	PLAN_TRY_SHORTEST,
	/* that makes the most value per hour with it */
	PLAN_TRY_WORTH,
	/* that comes first in an order of all jobs */
	PLAN_TRY_IN_FILE,
	PLAN_TRY_SHORT_FIRST,
	PLAN_TRY_BLOCKING_FIRST,
	PLAN_TRY_RULES,
};

struct plan_try {
	const struct plan_jobs *jobs;
	uint32_t *before;
	const struct plan_try_entry *entries;
	uint32_t n_entries;
	struct arena *arena;
	uint64_t work;
	uint64_t least;  /* the cost of the best order found */
	uint32_t *best;  /* what the entries wait for in it */
	uint32_t *queue; /* of a walk */
	uint32_t *place; /* of each job in an order */
	uint32_t *blocks;
	bool *marks;
};

/* A walk over what must come before: its jobs are in the queue up to n. */
struct plan_try_walk {
	uint32_t n;
	uint64_t value, minutes;
};

static void
plan_try_visit(struct plan_try *try, struct plan_try_walk *walk, uint32_t job)
{
	if (try->marks[job])
		return;
	try->marks[job] = true;
	try->queue[walk->n++] = job;
	walk->value += try->jobs->value[job];
	walk->minutes += try->jobs->minutes[job];
}

/* Goes on from the jobs from `done` on, but not for ever. */
static void
plan_try_walk(struct plan_try *try, struct plan_try_walk *walk, uint32_t done)
{
	uint32_t end = done + PLAN_TRY_WALK, k;

	for (; done < walk->n && done < end; done++) {
		uint32_t job = try->queue[done];

		for (k = try->jobs->first_before[job]; k < try->jobs->first_before[job + 1]; k++)
			plan_try_visit(try, walk, try->before[k]);
	}
	try->work += walk->n;
}

static void
plan_try_unwind(struct plan_try *try, struct plan_try_walk *walk, const struct plan_try_walk *to)
{
	while (walk->n > to->n)
		try->marks[try->queue[--walk->n]] = false;
	*walk = *to;
}

/* The alternative to wait for, given what the job needs anyhow. */
static uint32_t
plan_try_choose(struct plan_try *try, const struct plan_try_entry *entry, enum plan_try_rule rule,
    struct plan_try_walk *walk)
{
	struct plan_try_walk base = *walk, best = base;
	uint32_t chosen = UINT32_MAX, i;

	for (i = 0; i < entry->n; i++)
		if (try->marks[entry->others[i]])
			return entry->others[i];
	for (i = 0; i < entry->n; i++) {
		bool better = chosen == UINT32_MAX;

		plan_try_visit(try, walk, entry->others[i]);
		plan_try_walk(try, walk, base.n);
		if (!better && rule == PLAN_TRY_SHORTEST)
			better = walk->minutes < best.minutes;
		else if (!better)
			better = plan_cut_compare(walk->value, walk->minutes, best.value,
				     best.minutes) > 0;
		if (better) {
			best = *walk;
			chosen = entry->others[i];
		}
		plan_try_unwind(try, walk, &base);
	}
	return chosen;
}

/* The entries of one job, from `first` on; returns where those of the next begin. */
static uint32_t
plan_try_choose_all(struct plan_try *try, uint32_t first, enum plan_try_rule rule)
{
	uint32_t job = try->entries[first].job, end = first, i, k;
	const struct plan_try_walk none = {0, 0, 0};
	struct plan_try_walk walk = none;

	plan_try_visit(try, &walk, job);
	for (k = try->jobs->first_before[job]; k < try->jobs->first_before[job + 1]; k++) {
		if (end < try->n_entries && try->entries[end].at == k)
			end++;
		else
			plan_try_visit(try, &walk, try->before[k]);
	}
	plan_try_walk(try, &walk, 1);
	for (i = first; i < end; i++) {
		uint32_t done = walk.n, other;

		other = plan_try_choose(try, &try->entries[i], rule, &walk);
		try->before[try->entries[i].at] = other;
		plan_try_visit(try, &walk, other);
		plan_try_walk(try, &walk, done);
	}
	plan_try_unwind(try, &walk, &none);
	return end;
}

static void
plan_try_choose_each(struct plan_try *try, enum plan_try_rule rule)
{
	uint32_t i = 0;

	while (i < try->n_entries)
		i = try->entries[i].settled ? i + 1 : plan_try_choose_all(try, i, rule);
}

/* Every entry waits for the alternative that comes first. Returns whether that changes any. */
static bool
plan_try_follow(struct plan_try *try)
{
	bool changed = false;
	uint32_t i, k;

	for (i = 0; i < try->n_entries; i++) {
		const struct plan_try_entry *entry = &try->entries[i];
		uint32_t first = entry->others[0];

		for (k = 1; k < entry->n; k++)
			if (try->place[entry->others[k]] < try->place[first])
				first = entry->others[k];
		changed = changed || try->before[entry->at] != first;
		try->before[entry->at] = first;
	}
	return changed;
}

static bool
plan_try_is_ready(const struct plan_try *try, uint32_t job, uint32_t *entry)
{
	bool ready = true;
	uint32_t i, k;

	for (k = try->jobs->first_before[job]; k < try->jobs->first_before[job + 1]; k++) {
		bool met = try->place[try->before[k]] != UINT32_MAX;

		if (*entry < try->n_entries && try->entries[*entry].at == k) {
			for (i = 0; i < try->entries[*entry].n && !met; i++)
				met = try->place[try->entries[*entry].others[i]] != UINT32_MAX;
			(*entry)++;
		}
		ready = ready && met;
	}
	return ready;
}

/* By the rule, and then by rank. */
static bool
plan_try_is_before(const struct plan_try *try, uint32_t a, uint32_t b, enum plan_try_rule rule)
{
	const struct plan_jobs *jobs = try->jobs;

	if (rule == PLAN_TRY_SHORT_FIRST && jobs->minutes[a] != jobs->minutes[b])
		return jobs->minutes[a] < jobs->minutes[b];
	if (rule == PLAN_TRY_BLOCKING_FIRST && try->blocks[a] != try->blocks[b])
		return try->blocks[a] > try->blocks[b];
	return jobs->rank[a] < jobs->rank[b];
}

/* Places all jobs, always the first by the rule of those that can come. */
static void
plan_try_list(struct plan_try *try, enum plan_try_rule rule)
{
	uint32_t n = try->jobs->n, placed, job, best, entry;

	memset(try->place, 0xff, n * sizeof(*try->place));
	for (placed = 0; placed < n; placed++) {
		best = UINT32_MAX;
		entry = 0;
		for (job = 0; job < n; job++) {
			bool ready = plan_try_is_ready(try, job, &entry);

			if (!ready || try->place[job] != UINT32_MAX)
				continue;
			if (best == UINT32_MAX || plan_try_is_before(try, job, best, rule))
				best = job;
		}
		try->place[best] = placed;
	}
	try->work += (uint64_t)n * n;
}

/* How many jobs wait for each, as things are decided. */
static void
plan_try_count(struct plan_try *try)
{
	const struct plan_try_walk none = {0, 0, 0};
	uint32_t job, i;

	memset(try->blocks, 0, try->jobs->n * sizeof(*try->blocks));
	for (job = 0; job < try->jobs->n; job++) {
		struct plan_try_walk walk = none;

		plan_try_visit(try, &walk, job);
		plan_try_walk(try, &walk, 0);
		for (i = 1; i < walk.n; i++)
			try->blocks[try->queue[i]]++;
		plan_try_unwind(try, &walk, &none);
	}
}

/* Sets out from a rule. */
static void
plan_try_begin(struct plan_try *try, enum plan_try_rule rule)
{
	if (rule == PLAN_TRY_SHORTEST || rule == PLAN_TRY_WORTH) {
		plan_try_choose_each(try, rule);
		return;
	}
	if (rule == PLAN_TRY_BLOCKING_FIRST)
		plan_try_count(try);
	plan_try_list(try, rule);
	plan_try_follow(try);
}

static void
plan_try_keep(struct plan_try *try, uint64_t cost)
{
	uint32_t i;

	try->least = cost;
	for (i = 0; i < try->n_entries; i++)
		try->best[i] = try->before[try->entries[i].at];
}

/* Orders the jobs, follows that order, and so on as long as it gets better. */
static void
plan_try_improve(struct plan_try *try)
{
	uint64_t last = UINT64_MAX;
	uint32_t i;

	do {
		struct plan_order order = plan_order_make(try->jobs, try->arena);

		try->work += order.work;
		if (order.cost < try->least)
			plan_try_keep(try, order.cost);
		if (order.cost >= last)
			return;
		last = order.cost;
		for (i = 0; i < try->jobs->n; i++)
			try->place[order.list[i]] = i;
	} while (plan_try_follow(try) && try->work < PLAN_TRY_WORK);
}

static void
plan_try_restore(struct plan_try *try)
{
	uint32_t i;

	for (i = 0; i < try->n_entries; i++)
		try->before[try->entries[i].at] = try->best[i];
}

/* From the best order found, each entry is tried with each of its other alternatives. */
static void
plan_try_swap(struct plan_try *try)
{
	uint32_t i, k;

	for (i = 0; i < try->n_entries; i++) {
		const struct plan_try_entry *entry = &try->entries[i];

		for (k = 0; k < entry->n && try->work < PLAN_TRY_WORK; k++) {
			plan_try_restore(try);
			if (try->before[entry->at] == entry->others[k])
				continue;
			try->before[entry->at] = entry->others[k];
			plan_try_improve(try);
		}
	}
}

static struct plan_try
plan_try_new(const struct plan_jobs *jobs, uint32_t *before, const struct plan_try_entry *entries,
    uint32_t n_entries, struct arena *arena)
{
	return (struct plan_try){
	    .jobs = jobs,
	    .before = before,
	    .entries = entries,
	    .n_entries = n_entries,
	    .arena = arena,
	    .least = UINT64_MAX,
	    .queue = arena_array(arena, jobs->n, sizeof(uint32_t)),
	    .marks = arena_array(arena, jobs->n, sizeof(bool)),
	};
}

void
plan_try_first(const struct plan_jobs *jobs, uint32_t *before, const struct plan_try_entry *entries,
    uint32_t n_entries, struct arena *arena)
{
	struct plan_try try = plan_try_new(jobs, before, entries, n_entries, arena);

	plan_try_choose_each(&try, PLAN_TRY_SHORTEST);
}

void
plan_try_decide(const struct plan_jobs *jobs, uint32_t *before,
    const struct plan_try_entry *entries, uint32_t n_entries, struct arena *arena)
{
	struct plan_try try = plan_try_new(jobs, before, entries, n_entries, arena);
	uint32_t rule;

	try.best = arena_array(arena, n_entries, sizeof(uint32_t));
	try.place = arena_array(arena, jobs->n, sizeof(uint32_t));
	try.blocks = arena_array(arena, jobs->n, sizeof(uint32_t));
	for (rule = 0; rule < PLAN_TRY_RULES && try.work < PLAN_TRY_WORK; rule++) {
		plan_try_begin(&try, rule);
		plan_try_improve(&try);
	}
	plan_try_swap(&try);
	plan_try_restore(&try);
}
