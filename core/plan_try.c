#include "core/plan_try.h"

#include <string.h>

#include "core/plan_again.h"

enum {
	/* how many orders are made: as many as have so many jobs in all, up to a number */
	PLAN_TRY_JOBS = 500,
	PLAN_TRY_ORDERS = 40,
	PLAN_TRY_WALK = 400, /* jobs that are looked at to weigh an alternative */
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
	uint32_t n_orders, most_orders;
	uint32_t *seen; /* what the entries waited for in each order */
	struct plan_ways ways;
	struct plan_past past; /* the last order */
	uint64_t least;        /* the cost of the best order found */
	uint32_t *best;        /* what the entries wait for in it */
	uint32_t *queue;       /* of a walk */
	uint32_t *place;       /* of each job in an order */
	uint32_t *blocks;
	bool *marks, *ready;
	uint32_t *first_entry; /* of each job */
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

/* Goes on from the jobs from `done` on, but not for ever, nor when it takes `most` minutes. */
static void
plan_try_walk(struct plan_try *try, struct plan_try_walk *walk, uint32_t done, uint64_t most)
{
	uint32_t end = done + PLAN_TRY_WALK, k;

	for (; done < walk->n && done < end && walk->minutes < most; done++) {
		uint32_t job = try->queue[done];

		for (k = try->jobs->first_before[job]; k < try->jobs->first_before[job + 1]; k++)
			plan_try_visit(try, walk, try->before[k]);
	}
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
		plan_try_walk(try, walk, base.n,
		    better || rule != PLAN_TRY_SHORTEST ? UINT64_MAX : best.minutes);
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
	plan_try_walk(try, &walk, 1, UINT64_MAX);
	for (i = first; i < end; i++) {
		uint32_t done = walk.n, other;

		other = plan_try_choose(try, &try->entries[i], rule, &walk);
		try->before[try->entries[i].at] = other;
		if (i + 1 == end)
			break;
		plan_try_visit(try, &walk, other);
		plan_try_walk(try, &walk, done, UINT64_MAX);
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

/* Every entry waits for the alternative that comes first. */
static void
plan_try_follow(struct plan_try *try)
{
	uint32_t i, k;

	for (i = 0; i < try->n_entries; i++) {
		const struct plan_try_entry *entry = &try->entries[i];
		uint32_t first = entry->others[0];

		for (k = 1; k < entry->n; k++)
			if (try->place[entry->others[k]] < try->place[first])
				first = entry->others[k];
		try->before[entry->at] = first;
	}
}

static bool
plan_try_is_ready(const struct plan_try *try, uint32_t job)
{
	uint32_t entry = try->first_entry[job], i, k;

	for (k = try->jobs->first_before[job]; k < try->jobs->first_before[job + 1]; k++) {
		bool met = try->place[try->before[k]] != UINT32_MAX;

		if (entry < try->n_entries && try->entries[entry].at == k) {
			for (i = 0; i < try->entries[entry].n && !met; i++)
				met = try->place[try->entries[entry].others[i]] != UINT32_MAX;
			entry++;
		}
		if (!met)
			return false;
	}
	return true;
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
	uint32_t n = try->jobs->n, placed, job, best;

	memset(try->place, 0xff, n * sizeof(*try->place));
	memset(try->ready, false, n * sizeof(*try->ready));
	for (placed = 0; placed < n; placed++) {
		best = UINT32_MAX;
		for (job = 0; job < n; job++) {
			if (try->place[job] != UINT32_MAX)
				continue;
			try->ready[job] = try->ready[job] || plan_try_is_ready(try, job);
			if (try->ready[job] &&
			    (best == UINT32_MAX || plan_try_is_before(try, job, best, rule)))
				best = job;
		}
		try->place[best] = placed;
	}
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
		plan_try_walk(try, &walk, 0, UINT64_MAX);
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

/* Whether an order can be made and was not; if so, it counts as made. */
static bool
plan_try_is_new(struct plan_try *try)
{
	uint32_t n = try->n_entries, *now = try->seen + (size_t)n * try->n_orders, i;

	if (try->n_orders == try->most_orders)
		return false;
	for (i = 0; i < n; i++)
		now[i] = try->before[try->entries[i].at];
	for (i = 0; i < try->n_orders; i++)
		if (memcmp(try->seen + (size_t)n * i, now, n * sizeof(*now)) == 0)
			return false;
	try->n_orders++;
	return true;
}

/* Little changes from order to order. */
static uint64_t
plan_try_order(struct plan_try *try)
{
	const struct plan_jobs *jobs = try->jobs;
	const struct plan_order order = try->n_orders == 1
					    ? plan_order_make(jobs, try->arena)
					    : plan_again_make(&try->ways, &try->past, try->arena);
	uint32_t *before = (uint32_t *)try->past.ways.jobs.before, i;
	uint64_t now = 0, cost = 0;

	try->past.order = order;
	memcpy(before, try->before, jobs->first_before[jobs->n] * sizeof(*before));
	for (i = 0; i < jobs->n; i++) {
		try->place[order.list[i]] = i;
		now += jobs->minutes[order.list[i]];
		cost += now * jobs->value[order.list[i]];
	}
	return cost;
}

/* Orders the jobs, follows that order, and so on until it has been there. */
static void
plan_try_improve(struct plan_try *try)
{
	while (plan_try_is_new(try)) {
		uint64_t cost = plan_try_order(try);

		if (cost < try->least)
			plan_try_keep(try, cost);
		plan_try_follow(try);
	}
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

		for (k = 0; k < entry->n && try->n_orders < try->most_orders; k++) {
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

/* The past of the orders: no job is new, but some wait for others than they did. */
static void
plan_try_set_out(struct plan_try *try)
{
	const struct plan_jobs *jobs = try->jobs;
	uint32_t *same = arena_array(try->arena, jobs->n, sizeof(*same)), entry = 0, i;

	for (i = 0; i < jobs->n; i++) {
		same[i] = i;
		while (entry < try->n_entries && try->entries[entry].job < i)
			entry++;
		try->first_entry[i] = entry;
	}
	try->ways = (struct plan_ways){.jobs = *jobs, .step = same, .job = same};
	try->past.ways = try->ways;
	try->past.ways.jobs.before =
	    arena_array(try->arena, jobs->first_before[jobs->n], sizeof(uint32_t));
}

void
plan_try_decide(const struct plan_jobs *jobs, uint32_t *before,
    const struct plan_try_entry *entries, uint32_t n_entries, struct arena *arena)
{
	struct plan_try try = plan_try_new(jobs, before, entries, n_entries, arena);
	uint32_t rule, most = PLAN_TRY_JOBS / jobs->n;
	uint64_t least;

	try.most_orders = most < PLAN_TRY_ORDERS ? most : PLAN_TRY_ORDERS;
	try.seen = arena_array(arena, (size_t)try.most_orders * n_entries, sizeof(uint32_t));
	try.best = arena_array(arena, n_entries, sizeof(uint32_t));
	try.place = arena_array(arena, jobs->n, sizeof(uint32_t));
	try.blocks = arena_array(arena, jobs->n, sizeof(uint32_t));
	try.ready = arena_array(arena, jobs->n, sizeof(bool));
	try.first_entry = arena_array(arena, jobs->n, sizeof(uint32_t));
	plan_try_set_out(&try);
	for (rule = 0; rule < PLAN_TRY_RULES && try.n_orders < try.most_orders; rule++) {
		plan_try_begin(&try, rule);
		plan_try_improve(&try);
	}
	do {
		least = try.least;
		plan_try_swap(&try);
	} while (try.least < least);
	plan_try_restore(&try);
}
