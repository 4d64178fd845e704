#include "core/plan_order.h"

#include <string.h>

#include "core/plan_knot.h"

enum {
	/* spent on the inside of a block: for each pair of its jobs up to so much in all, and more
	   for each job */
	PLAN_ORDER_PAIR_WORK = 10,
	PLAN_ORDER_WORK = 20000,
	PLAN_ORDER_JOB_WORK = 60,
};

/* A part of the list still to be put in order. */
struct plan_order_part {
	uint32_t begin, end;
	bool is_block;
};

struct plan_order_maker {
	const struct plan_jobs *jobs;
	struct plan_cut *cut;
	struct plan_knot *knot;
	uint32_t *list;
	uint64_t work_most;
	struct plan_order_part *parts;
	uint32_t n_parts;
	struct plan_block *blocks;
	uint32_t *place, *spare;
	/* of a long block: how many jobs each waits for, what it leads to and its rank by that */
	uint32_t *places, *waits, *rank, *heap;
	uint8_t *marks;           /* enum plan_order_mark */
	struct plan_block *leads; /* sorted */
};

static void
plan_order_push(struct plan_order_maker *maker, uint32_t begin, uint32_t end, bool is_block)
{
	if (end - begin > 1)
		maker->parts[maker->n_parts++] = (struct plan_order_part){begin, end, is_block};
}

/* Cuts a part into blocks, which come next. */
static void
plan_order_cut(struct plan_order_maker *maker, uint32_t begin, uint32_t end)
{
	uint32_t n = plan_cut_blocks(maker->cut, maker->list, begin, end, maker->blocks), i;

	for (i = 0; i < n; i++)
		plan_order_push(maker, maker->blocks[i].begin, maker->blocks[i].end, true);
}

/* Writes the jobs of a mask and returns how many there are. */
static uint32_t
plan_order_write(const uint32_t *block, uint64_t mask, uint32_t *ret_list)
{
	uint32_t n = 0;

	for (; mask != 0; mask &= mask - 1)
		ret_list[n++] = block[__builtin_ctzll(mask)];
	return n;
}

static void
plan_order_knot(struct plan_order_maker *maker, uint32_t begin, uint32_t end)
{
	uint8_t before[PLAN_KNOT_MAX], after[PLAN_KNOT_MAX];
	uint32_t *block = maker->list + begin, *spare = maker->spare;
	uint32_t n = end - begin, n_before = 0, n_after = 0, first, i;
	uint64_t left;

	plan_knot_load(maker->knot, maker->jobs, block, n, maker->place);
	left = plan_knot_peel(maker->knot, before, &n_before, after, &n_after);
	maker->cut->piece->work += n;
	if (n_before + n_after == 0) {
		first = plan_knot_first(maker->knot);
		before[n_before++] = (uint8_t)first;
		left &= ~((uint64_t)1 << first);
		maker->cut->piece->work += (uint64_t)n * n;
	}
	for (i = 0; i < n_before; i++)
		spare[i] = block[before[i]];
	i += plan_order_write(block, left, spare + i);
	plan_order_push(maker, begin + n_before, begin + i, false);
	for (; i < n; i++)
		spare[i] = block[after[i - (n - n_after)]];
	memcpy(block, spare, n * sizeof(*block));
}

/* What each job leads to: of itself and a chain that waits for it, the most value per minute. */
static void
plan_order_lead(struct plan_order_maker *maker)
{
	const struct plan_piece *piece = maker->cut->piece;
	struct plan_block *leads = maker->leads;
	uint32_t i, k;

	for (i = 0; i < piece->n; i++) {
		uint32_t job = piece->list[i];

		leads[i] = (struct plan_block){
		    .begin = i,
		    .first_rank = maker->jobs->rank[job],
		    .value = maker->jobs->value[job],
		    .minutes = maker->jobs->minutes[job],
		};
	}
	for (i = piece->n; i-- > 0;) {
		for (k = piece->out.first[i]; k < piece->out.first[i + 1]; k++) {
			struct plan_block *lead = &leads[piece->out.end[k]];
			uint32_t job = piece->list[piece->out.end[k]];
			uint64_t value = leads[i].value + maker->jobs->value[job];
			uint64_t minutes = leads[i].minutes + maker->jobs->minutes[job];

			if (plan_cut_compare(value, minutes, lead->value, lead->minutes) <= 0)
				continue;
			lead->value = value;
			lead->minutes = minutes;
		}
	}
	plan_cut_sort(maker->cut, leads, piece->n);
	for (i = 0; i < piece->n; i++)
		maker->rank[leads[i].begin] = i;
}

/* Writes the places of the jobs, always the one that can come and leads to most. Returns how many
 * of the first are forced. */
static uint32_t
plan_order_lay(struct plan_order_maker *maker, uint32_t *ret_places)
{
	const struct plan_piece *piece = maker->cut->piece;
	uint32_t n_heap = 0, n = 0, n_forced = 0, i, k;

	for (i = 0; i < piece->n; i++) {
		maker->waits[i] = piece->out.first[i + 1] - piece->out.first[i];
		if (maker->waits[i] == 0)
			plan_cut_push(maker->heap, n_heap++, maker->rank[i]);
	}
	while (n_heap > 0) {
		n_forced += n_heap == 1 && n_forced == n;
		i = maker->leads[plan_cut_pop(maker->heap, n_heap--)].begin;
		ret_places[n++] = i;
		for (k = piece->in.first[i]; k < piece->in.first[i + 1]; k++) {
			uint32_t other = piece->in.end[k];

			if (--maker->waits[other] == 0)
				plan_cut_push(maker->heap, n_heap++, maker->rank[other]);
		}
	}
	return n_forced;
}

/* Writes the places of the jobs that are forced to come last, the very last first. */
static uint32_t
plan_order_last(struct plan_order_maker *maker, uint32_t *ret_places)
{
	const struct plan_piece *piece = maker->cut->piece;
	uint32_t *ends = maker->heap, n_ends = 0, n = 0, i, k;

	for (i = 0; i < piece->n; i++) {
		maker->waits[i] = piece->in.first[i + 1] - piece->in.first[i];
		if (maker->waits[i] == 0)
			ends[n_ends++] = i;
	}
	while (n_ends == 1) {
		i = ends[--n_ends];
		ret_places[n++] = i;
		for (k = piece->out.first[i]; k < piece->out.first[i + 1]; k++)
			if (--maker->waits[piece->out.end[k]] == 0)
				ends[n_ends++] = piece->out.end[k];
	}
	return n;
}

/* Writes the jobs of the block for which mark is `wanted`, in rising order. */
static uint32_t
plan_order_pick(const struct plan_order_maker *maker, uint8_t wanted, uint32_t *ret_list)
{
	const struct plan_piece *piece = maker->cut->piece;
	uint32_t n = 0, i;

	for (i = 0; i < piece->n; i++)
		if (maker->marks[i] == wanted)
			ret_list[n++] = piece->list[i];
	return n;
}

enum plan_order_mark { PLAN_ORDER_REST, PLAN_ORDER_FIRST, PLAN_ORDER_LAST };

/* A block too long for plan_knot.h, or any once the work is spent. */
static void
plan_order_long(struct plan_order_maker *maker, uint32_t begin, uint32_t end)
{
	uint32_t *block = maker->list + begin, *places = maker->places, *spare = maker->spare;
	uint32_t n = end - begin, n_first, n_last, n_half = n / 4, i;

	plan_piece_enter(maker->cut->piece, block, n);
	plan_order_lead(maker);
	memset(maker->marks, PLAN_ORDER_REST, n);
	n_last = plan_order_last(maker, places);
	for (i = 0; i < n_last; i++) {
		maker->marks[places[i]] = PLAN_ORDER_LAST;
		spare[n - 1 - i] = block[places[i]];
	}
	n_first = plan_order_lay(maker, places);
	if (n_first == n || maker->cut->piece->work > maker->work_most) {
		for (i = 0; i < n; i++)
			spare[i] = block[places[i]];
		memcpy(block, spare, n * sizeof(*block));
		return;
	}
	if (n_first + n_last == 0)
		n_half = n_half > PLAN_KNOT_MAX ? n_half : PLAN_KNOT_MAX;
	else
		n_half = 0;
	for (i = 0; i < n_first + n_half; i++) {
		maker->marks[places[i]] = PLAN_ORDER_FIRST;
		spare[i] = block[places[i]];
	}
	if (n_half > 0)
		plan_order_pick(maker, PLAN_ORDER_FIRST, spare);
	plan_order_push(maker, begin, begin + n_half, false);
	plan_order_push(maker, begin + n_first + n_half, end - n_last, false);
	plan_order_pick(maker, PLAN_ORDER_REST, spare + n_first + n_half);
	memcpy(block, spare, n * sizeof(*block));
}

static void
plan_order_run(struct plan_order_maker *maker)
{
	while (maker->n_parts > 0) {
		struct plan_order_part part = maker->parts[--maker->n_parts];

		if (!part.is_block)
			plan_order_cut(maker, part.begin, part.end);
		else if (part.end - part.begin <= PLAN_KNOT_MAX &&
			 maker->cut->piece->work <= maker->work_most)
			plan_order_knot(maker, part.begin, part.end);
		else
			plan_order_long(maker, part.begin, part.end);
	}
}

struct plan_order_maker *
plan_order_maker_new(const struct plan_jobs *jobs, uint32_t *list, struct arena *arena)
{
	struct plan_order_maker *maker = arena_alloc(arena, sizeof(*maker));
	uint32_t n = jobs->n;

	*maker = (struct plan_order_maker){
	    .jobs = jobs,
	    .cut = plan_cut_new(jobs, arena),
	    .knot = arena_alloc(arena, sizeof(struct plan_knot)),
	    .list = list,
	    .parts = arena_array(arena, n, sizeof(struct plan_order_part)),
	    .blocks = arena_array(arena, n, sizeof(struct plan_block)),
	    .place = arena_array(arena, n, sizeof(uint32_t)),
	    .spare = arena_array(arena, n, sizeof(uint32_t)),
	    .places = arena_array(arena, n, sizeof(uint32_t)),
	    .waits = arena_array(arena, n, sizeof(uint32_t)),
	    .rank = arena_array(arena, n, sizeof(uint32_t)),
	    .heap = arena_array(arena, n, sizeof(uint32_t)),
	    .marks = arena_array(arena, n, sizeof(uint8_t)),
	    .leads = arena_array(arena, n, sizeof(struct plan_block)),
	};
	return maker;
}

uint32_t
plan_order_cut_first(struct plan_order_maker *maker, uint32_t n, struct plan_block *ret_blocks)
{
	return plan_cut_blocks(maker->cut, maker->list, 0, n, ret_blocks);
}

void
plan_order_inside(struct plan_order_maker *maker, const struct plan_block *block)
{
	uint64_t n = block->end - block->begin, most = n * n * PLAN_ORDER_PAIR_WORK;

	most = most < PLAN_ORDER_WORK ? most : PLAN_ORDER_WORK;
	maker->work_most = maker->cut->piece->work + most + n * PLAN_ORDER_JOB_WORK;
	plan_order_push(maker, block->begin, block->end, true);
	plan_order_run(maker);
}

struct plan_order
plan_order_make(const struct plan_jobs *jobs, struct arena *arena)
{
	uint32_t n = jobs->n, i;
	struct plan_order order = {
	    .list = arena_array(arena, n, sizeof(*order.list)),
	    .blocks = arena_array(arena, n, sizeof(*order.blocks)),
	};
	struct plan_order_maker *maker = plan_order_maker_new(jobs, order.list, arena);

	for (i = 0; i < n; i++)
		order.list[i] = i;
	order.n_blocks = plan_order_cut_first(maker, n, order.blocks);
	for (i = 0; i < order.n_blocks; i++)
		plan_order_inside(maker, &order.blocks[i]);
	return order;
}
