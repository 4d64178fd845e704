#include "core/plan_again.h"

#include <string.h>

enum {
	PLAN_AGAIN_TRIES = 3, /* to find where the old blocks begin to hold */
};

static const uint32_t plan_again_none = UINT32_MAX;

struct plan_again {
	const struct plan_jobs *jobs;
	const struct plan_past *past;
	uint32_t *now;   /* of each job of the past: its number, or none */
	uint32_t *then;  /* of each job: its number in the past, or none */
	uint32_t *block; /* of each job of the past */
	bool *changed;   /* of each job: it is new, or waits for others than it did */
	struct plan_order_maker *maker;
	struct plan_order order;
};

static const void *
plan_again_copy(struct arena *arena, const void *data, size_t n, size_t size_bytes)
{
	void *copy = arena_array(arena, n, size_bytes);

	if (n > 0)
		memcpy(copy, data, n * size_bytes);
	return copy;
}

struct plan_past *
plan_again_keep(const struct plan_jobs *jobs, const struct plan_order *order, struct arena *arena)
{
	struct plan_past *past = arena_alloc(arena, sizeof(*past));
	uint32_t n = jobs->n;
	size_t blocks = order->n_blocks;

	*past = (struct plan_past){
	    .n = n,
	    .rank = plan_again_copy(arena, jobs->rank, n, sizeof(uint32_t)),
	    .first_before =
		plan_again_copy(arena, jobs->first_before, (size_t)n + 1, sizeof(uint32_t)),
	    .before = plan_again_copy(arena, jobs->before, jobs->first_before[n], sizeof(uint32_t)),
	    .order = {.n_blocks = order->n_blocks},
	};
	past->order.list = (uint32_t *)plan_again_copy(arena, order->list, n, sizeof(uint32_t));
	past->order.blocks = (struct plan_block *)plan_again_copy(arena, order->blocks, blocks,
	    sizeof(*order->blocks));
	return past;
}

static uint32_t
plan_again_most(const uint32_t *numbers, uint32_t n, uint32_t most)
{
	for (uint32_t i = 0; i < n; i++)
		most = numbers[i] > most ? numbers[i] : most;
	return most;
}

/* Which job is which. */
static void
plan_again_match(struct plan_again *again, struct arena *arena)
{
	const struct plan_past *past = again->past;
	const struct plan_jobs *jobs = again->jobs;
	uint32_t most = plan_again_most(jobs->rank, jobs->n, 0), i;
	uint32_t *job;

	most = plan_again_most(past->rank, past->n, most);
	job = arena_array(arena, (size_t)most + 1, sizeof(*job));
	memset(job, 0xff, ((size_t)most + 1) * sizeof(*job));
	for (i = 0; i < jobs->n; i++)
		job[jobs->rank[i]] = i;
	memset(again->then, 0xff, jobs->n * sizeof(*again->then));
	for (i = 0; i < past->n; i++) {
		again->now[i] = job[past->rank[i]];
		if (again->now[i] != plan_again_none)
			again->then[again->now[i]] = i;
	}
}

/* Whether it waits for the same, but for what is gone. */
static bool
plan_again_waits_as_then(const struct plan_again *again, uint32_t job)
{
	const struct plan_jobs *jobs = again->jobs;
	const struct plan_past *past = again->past;
	uint32_t then = again->then[job], k = jobs->first_before[job], i;

	for (i = past->first_before[then]; i < past->first_before[then + 1]; i++) {
		uint32_t other = again->now[past->before[i]];

		if (other == plan_again_none)
			continue;
		if (k == jobs->first_before[job + 1] || jobs->before[k] != other)
			return false;
		k++;
	}
	return k == jobs->first_before[job + 1];
}

static void
plan_again_compare(struct plan_again *again)
{
	const struct plan_order *old = &again->past->order;
	uint32_t b, i;

	for (b = 0; b < old->n_blocks; b++)
		for (i = old->blocks[b].begin; i < old->blocks[b].end; i++)
			again->block[old->list[i]] = b;
	for (i = 0; i < again->jobs->n; i++)
		again->changed[i] =
		    again->then[i] == plan_again_none || !plan_again_waits_as_then(again, i);
}

/* How many of the old blocks are to be made again, with this job of the past among them. */
static uint32_t
plan_again_reach(const struct plan_again *again, uint32_t then, uint32_t n_first)
{
	if (then == plan_again_none || again->block[then] < n_first)
		return n_first;
	return again->block[then] + 1;
}

/* Those with a job that is gone or changed, and with what a changed one waits for. */
static uint32_t
plan_again_first(const struct plan_again *again)
{
	const struct plan_jobs *jobs = again->jobs;
	uint32_t n_first = 0, i, k;

	for (i = 0; i < again->past->n; i++)
		if (again->now[i] == plan_again_none)
			n_first = plan_again_reach(again, i, n_first);
	for (i = 0; i < jobs->n; i++) {
		if (!again->changed[i])
			continue;
		n_first = plan_again_reach(again, again->then[i], n_first);
		for (k = jobs->first_before[i]; k < jobs->first_before[i + 1]; k++)
			n_first = plan_again_reach(again, again->then[jobs->before[k]], n_first);
	}
	return n_first;
}

static int
plan_again_rank(const struct plan_block *a, const struct plan_block *b)
{
	return plan_cut_compare(a->value, a->minutes, b->value, b->minutes);
}

/* The list begins with the jobs of the first blocks, and those that are new; returns how many. */
static uint32_t
plan_again_gather(struct plan_again *again, uint32_t n_first)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < again->jobs->n; i++)
		if (again->then[i] == plan_again_none || again->block[again->then[i]] < n_first)
			again->order.list[n++] = i;
	return n;
}

/* Makes the first blocks, as many as it takes. Returns how many of the old ones they stand for. */
static uint32_t
plan_again_cut(struct plan_again *again, uint32_t *ret_n)
{
	const struct plan_order *old = &again->past->order;
	struct plan_order *order = &again->order;
	uint32_t n_first = plan_again_first(again), tries = 0, next;

	for (;;) {
		const struct plan_block *last;

		*ret_n = plan_again_gather(again, n_first);
		order->n_blocks = plan_order_cut_first(again->maker, *ret_n, order->blocks);
		if (n_first == old->n_blocks || *ret_n == 0)
			return n_first;
		last = &order->blocks[order->n_blocks - 1];
		if (plan_again_rank(last, &old->blocks[n_first]) > 0)
			return n_first;
		next = n_first;
		while (next < old->n_blocks && plan_again_rank(last, &old->blocks[next]) <= 0)
			next++;
		n_first = ++tries < PLAN_AGAIN_TRIES ? next : old->n_blocks;
	}
}

/* Puts the old blocks from a number on behind the others: they stand. */
static void
plan_again_append(struct plan_again *again, uint32_t n_first, uint32_t n)
{
	const struct plan_order *old = &again->past->order;
	struct plan_order *order = &again->order;

	for (uint32_t b = n_first; b < old->n_blocks; b++) {
		struct plan_block *block = &order->blocks[order->n_blocks++];

		*block = old->blocks[b];
		block->begin = n;
		for (uint32_t i = old->blocks[b].begin; i < old->blocks[b].end; i++)
			order->list[n++] = again->now[old->list[i]];
		block->end = n;
	}
}

/* The old block with the same jobs, waiting for the same; or none. */
static uint32_t
plan_again_find(const struct plan_again *again, const struct plan_block *block)
{
	const uint32_t *list = again->order.list;
	const struct plan_block *old = again->past->order.blocks;
	uint32_t found = plan_again_none;

	for (uint32_t i = block->begin; i < block->end; i++) {
		if (again->changed[list[i]])
			return plan_again_none;
		if (i == block->begin)
			found = again->block[again->then[list[i]]];
		else if (again->block[again->then[list[i]]] != found)
			return plan_again_none;
	}
	return old[found].end - old[found].begin == block->end - block->begin ? found
									      : plan_again_none;
}

static void
plan_again_inside(struct plan_again *again, const struct plan_block *block)
{
	const struct plan_order *old = &again->past->order;
	uint32_t *list = again->order.list + block->begin, n = block->end - block->begin;
	uint32_t found = plan_again_find(again, block), i;

	if (found == plan_again_none) {
		plan_order_inside(again->maker, block);
		return;
	}
	for (i = 0; i < n; i++)
		list[i] = again->now[old->list[old->blocks[found].begin + i]];
}

struct plan_order
plan_again_make(const struct plan_jobs *jobs, const struct plan_past *past, struct arena *arena)
{
	uint32_t n = jobs->n, n_first, n_made, n_blocks, b;
	struct plan_again again = {
	    .jobs = jobs,
	    .past = past,
	    .now = arena_array(arena, past->n, sizeof(*again.now)),
	    .then = arena_array(arena, n, sizeof(*again.then)),
	    .block = arena_array(arena, past->n, sizeof(*again.block)),
	    .changed = arena_array(arena, n, sizeof(*again.changed)),
	    .order = {.list = arena_array(arena, n, sizeof(uint32_t)),
		.blocks = arena_array(arena, (size_t)n + 1, sizeof(struct plan_block))},
	};

	again.maker = plan_order_maker_new(jobs, again.order.list, arena);
	plan_again_match(&again, arena);
	plan_again_compare(&again);
	n_first = plan_again_cut(&again, &n_made);
	n_blocks = again.order.n_blocks;
	for (b = 0; b < n_blocks; b++)
		plan_again_inside(&again, &again.order.blocks[b]);
	plan_again_append(&again, n_first, n_made);
	return again.order;
}
