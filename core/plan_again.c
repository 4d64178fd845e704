#include "core/plan_again.h"

#include <string.h>

#include "core/plan_mend.h"

struct plan_again {
	const struct plan_jobs *jobs;
	const struct plan_past *past;
	struct arena *arena;
	uint32_t *now;   /* of each job of the past: its number, or none */
	uint32_t *then;  /* of each job: its number in the past, or none */
	uint32_t *block; /* of each job of the past */
	bool *altered;   /* old blocks that lost a job or have others before others */
	struct plan_mend *mend;
	struct plan_order order;
};

static void *
plan_again_copy(struct arena *arena, const void *data, size_t n, size_t size_bytes)
{
	void *copy = arena_array(arena, n, size_bytes);

	if (n > 0)
		memcpy(copy, data, n * size_bytes);
	return copy;
}

struct plan_past *
plan_again_keep(const struct plan_ways *ways, const struct plan_order *order, uint32_t n_steps,
    struct arena *arena)
{
	struct plan_past *past = arena_alloc(arena, sizeof(*past));
	uint32_t n = ways->jobs.n;

	past->ways = plan_ways_keep(ways, n_steps, arena);
	past->order = (struct plan_order){
	    .list = plan_again_copy(arena, order->list, n, sizeof(*order->list)),
	    .blocks =
		plan_again_copy(arena, order->blocks, order->n_blocks, sizeof(*order->blocks)),
	    .n_blocks = order->n_blocks,
	};
	return past;
}

/* --- what changed */

/* Which job is which. */
static void
plan_again_match(struct plan_again *again, const struct plan_ways *ways)
{
	const struct plan_ways *past = &again->past->ways;
	uint32_t i;

	for (i = 0; i < past->jobs.n; i++)
		again->now[i] = ways->job[past->step[i]];
	for (i = 0; i < ways->jobs.n; i++)
		again->then[i] = past->job[ways->step[i]];
}

static bool
plan_again_waits_as_then(const struct plan_again *again, uint32_t job)
{
	const struct plan_jobs *jobs = again->jobs;
	const struct plan_jobs *past = &again->past->ways.jobs;
	uint32_t then = again->then[job], first = past->first_before[then];
	uint32_t n = jobs->first_before[job + 1] - jobs->first_before[job], k;

	if (past->first_before[then + 1] - first != n)
		return false;
	for (k = 0; k < n; k++)
		if (again->now[past->before[first + k]] !=
		    jobs->before[jobs->first_before[job] + k])
			return false;
	return true;
}

/* The same of those in its own block. */
static bool
plan_again_is_same_inside(const struct plan_again *again, uint32_t job)
{
	const struct plan_jobs *jobs = again->jobs;
	const struct plan_jobs *past = &again->past->ways.jobs;
	uint32_t then = again->then[job], block = again->block[then];
	uint32_t i = past->first_before[then], k = jobs->first_before[job];

	for (;;) {
		uint32_t before = PLAN_MEND_NONE, after = PLAN_MEND_NONE;

		while (i < past->first_before[then + 1] && before == PLAN_MEND_NONE) {
			if (again->block[past->before[i]] == block)
				before = past->before[i];
			i++;
		}
		while (k < jobs->first_before[job + 1] && after == PLAN_MEND_NONE) {
			after = again->then[jobs->before[k++]];
			if (after != PLAN_MEND_NONE && again->block[after] != block)
				after = PLAN_MEND_NONE;
		}
		if (before != after)
			return false;
		if (before == PLAN_MEND_NONE)
			return true;
	}
}

/* Old blocks become pieces; returns whether all of its jobs are left. */
static bool
plan_again_enter(struct plan_again *again, uint32_t b)
{
	const struct plan_order *old = &again->past->order;
	bool whole = true;

	again->mend->pieces[b].block = old->blocks[b];
	for (uint32_t i = old->blocks[b].begin; i < old->blocks[b].end; i++) {
		uint32_t job = again->now[old->list[i]];

		again->block[old->list[i]] = b;
		again->mend->list[i] = job;
		if (job != PLAN_MEND_NONE)
			again->mend->piece[job] = b;
		whole = whole && job != PLAN_MEND_NONE;
	}
	return whole;
}

/* Breaks the blocks that changed inside, and marks the jobs that are new. */
static void
plan_again_compare(struct plan_again *again)
{
	struct plan_mend *mend = again->mend;
	uint32_t b, i;

	for (b = 0; b < mend->n_old; b++)
		again->altered[b] = !plan_again_enter(again, b);
	for (i = 0; i < again->jobs->n; i++) {
		if (again->then[i] == PLAN_MEND_NONE) {
			mend->marks[i] = true;
			continue;
		}
		if (plan_again_waits_as_then(again, i))
			continue;
		b = mend->piece[i];
		mend->pieces[b].loose = true;
		again->altered[b] = again->altered[b] || !plan_again_is_same_inside(again, i);
	}
	for (b = 0; b < mend->n_old; b++)
		if (again->altered[b])
			plan_mend_break(mend, b);
}

/* --- insides */

/* The old block with the same inside, or none. */
static uint32_t
plan_again_find(const struct plan_again *again, uint32_t piece)
{
	const struct plan_mend *mend = again->mend;
	const struct plan_block *block = &mend->pieces[piece].block, *old;
	uint32_t found = PLAN_MEND_NONE, i;

	if (piece < mend->n_old)
		return piece;
	for (i = block->begin; i < block->end; i++) {
		uint32_t then = again->then[mend->list[i]];

		if (then == PLAN_MEND_NONE || again->altered[again->block[then]])
			return PLAN_MEND_NONE;
		if (i > block->begin && again->block[then] != found)
			return PLAN_MEND_NONE;
		found = again->block[then];
	}
	old = &mend->pieces[found].block;
	return old->end - old->begin == block->end - block->begin ? found : PLAN_MEND_NONE;
}

/* Writes the blocks; marks the jobs of those whose inside is not known, and writes which. */
static uint32_t
plan_again_fill(struct plan_again *again, uint32_t *ret_unknown)
{
	struct plan_mend *mend = again->mend;
	struct plan_order *order = &again->order;
	uint32_t n_unknown = 0, at = 0, i, k;

	for (i = 0; i < mend->n_line; i++) {
		uint32_t number = mend->line[i], found = plan_again_find(again, number);
		struct plan_block *block = &order->blocks[order->n_blocks++];
		uint32_t *list = order->list + at;

		*block = mend->pieces[number].block;
		if (found == PLAN_MEND_NONE)
			ret_unknown[n_unknown++] = i;
		else
			number = found;
		for (k = 0; k < block->end - block->begin; k++) {
			list[k] = mend->list[mend->pieces[number].block.begin + k];
			mend->marks[list[k]] = found == PLAN_MEND_NONE;
		}
		block->begin = at;
		block->end = at += k;
	}
	return n_unknown;
}

/* Puts the insides that are not known in order. */
static void
plan_again_inside(struct plan_again *again)
{
	struct plan_mend *mend = again->mend;
	uint32_t *unknown = arena_array(again->arena, mend->n_line, sizeof(*unknown));
	uint32_t n_unknown = plan_again_fill(again, unknown), i, k;
	struct plan_mend_view view = plan_mend_view(mend);
	uint32_t *inside = arena_array(again->arena, view.jobs.n, sizeof(*inside));
	struct plan_order_maker *maker = plan_order_maker_new(&view.jobs, inside, again->arena);
	struct plan_block at = {0};

	for (i = 0; i < n_unknown; i++) {
		const struct plan_block *block = &again->order.blocks[unknown[i]];
		uint32_t *list = again->order.list + block->begin;

		at.begin = at.end;
		at.end += block->end - block->begin;
		for (k = at.begin; k < at.end; k++)
			inside[k] = mend->local[list[k - at.begin]];
		plan_order_inside(maker, &at);
		for (k = at.begin; k < at.end; k++)
			list[k - at.begin] = view.list[inside[k]];
	}
}

struct plan_order
plan_again_make(const struct plan_ways *ways, const struct plan_past *past, struct arena *arena)
{
	uint32_t n = ways->jobs.n, n_then = past->ways.jobs.n;
	struct plan_again again = {
	    .jobs = &ways->jobs,
	    .past = past,
	    .arena = arena,
	    .now = arena_array(arena, n_then, sizeof(*again.now)),
	    .then = arena_array(arena, n, sizeof(*again.then)),
	    .block = arena_array(arena, n_then, sizeof(*again.block)),
	    .altered = arena_array(arena, past->order.n_blocks, sizeof(*again.altered)),
	    .mend = plan_mend_new(&ways->jobs, past->order.n_blocks, n_then, arena),
	    .order = {.list = arena_array(arena, n, sizeof(uint32_t)),
		.blocks = arena_array(arena, n, sizeof(struct plan_block))},
	};

	plan_again_match(&again, ways);
	plan_again_compare(&again);
	plan_mend_run(again.mend);
	plan_again_inside(&again);
	return again.order;
}
