#include "core/plan_cut.h"

#include <string.h>

struct plan_cut *
plan_cut_new(const struct plan_jobs *jobs, struct arena *arena)
{
	struct plan_cut *cut = arena_alloc(arena, sizeof(*cut));
	uint32_t n = jobs->n;

	*cut = (struct plan_cut){
	    .piece = plan_piece_new(jobs, arena),
	    .pieces = arena_array(arena, n, sizeof(struct plan_block)),
	    .spare_blocks = arena_array(arena, n, sizeof(struct plan_block)),
	    .spare = arena_array(arena, n, sizeof(uint32_t)),
	    .owner = arena_array(arena, n, sizeof(uint32_t)),
	    .waits = arena_array(arena, n, sizeof(uint32_t)),
	    .first_waiting = arena_array(arena, (size_t)n + 2, sizeof(uint32_t)),
	    .waiting = arena_array(arena, jobs->first_before[n], sizeof(uint32_t)),
	    .heap = arena_array(arena, n, sizeof(uint32_t)),
	};
	cut->small = plan_small_new(jobs, cut->piece->flow, arena);
	return cut;
}

int
plan_cut_compare(uint64_t a_value, uint64_t a_minutes, uint64_t b_value, uint64_t b_minutes)
{
	uint64_t left = a_value * b_minutes, right = b_value * a_minutes;

	return (left > right) - (left < right);
}

static void
plan_cut_weigh(const struct plan_jobs *jobs, const uint32_t *list, struct plan_block *block)
{
	uint32_t i;

	block->value = block->minutes = 0;
	block->first_rank = UINT32_MAX;
	for (i = block->begin; i < block->end; i++) {
		block->value += jobs->value[list[i]];
		block->minutes += jobs->minutes[list[i]];
		if (jobs->rank[list[i]] < block->first_rank)
			block->first_rank = jobs->rank[list[i]];
	}
}

/* Sorts the piece by parts, each in rising order, and adds them to the pieces. */
static uint32_t
plan_cut_divide(struct plan_cut *cut, uint32_t *list, struct plan_block piece, uint32_t n_parts,
    uint32_t n_pieces)
{
	uint32_t *ends = cut->waits, n = piece.end - piece.begin, i;
	const uint32_t *part = cut->piece->part;

	memset(ends, 0, n_parts * sizeof(*ends));
	for (i = 0; i < n; i++)
		ends[part[i]]++;
	for (i = 0; i < n_parts; i++) {
		ends[i] += i > 0 ? ends[i - 1] : 0;
		cut->pieces[n_pieces + i] = (struct plan_block){
		    .begin = piece.begin + (i > 0 ? ends[i - 1] : 0),
		    .end = piece.begin + ends[i],
		    .connected = piece.connected,
		    .whole = piece.whole,
		};
	}
	memcpy(cut->spare, list + piece.begin, n * sizeof(*list));
	for (i = n; i-- > 0;)
		list[piece.begin + --ends[part[i]]] = cut->spare[i];
	return n_pieces + n_parts;
}

/* Writes the blocks of a short piece; returns how many there are. */
static uint32_t
plan_cut_short(struct plan_cut *cut, uint32_t *list, struct plan_block piece,
    struct plan_block *ret_blocks)
{
	uint32_t n = piece.end - piece.begin, at = piece.begin, n_blocks, i;
	uint64_t masks[PLAN_SMALL_MAX], mask;

	n_blocks = plan_small_cut(cut->small, list + at, n, cut->piece->place, masks);
	cut->piece->work += cut->small->work;
	cut->small->work = 0;
	memcpy(cut->spare, list + at, n * sizeof(*list));
	for (i = 0; i < n_blocks; i++) {
		ret_blocks[i] = (struct plan_block){.begin = at};
		for (mask = masks[i]; mask != 0; mask &= mask - 1)
			list[at++] = cut->spare[__builtin_ctzll(mask)];
		ret_blocks[i].end = at;
		plan_cut_weigh(cut->piece->jobs, list, &ret_blocks[i]);
	}
	return n_blocks;
}

/* Into how many parts a piece falls; 1 if it is a block. */
static uint32_t
plan_cut_parts(struct plan_cut *cut, const uint32_t *list, struct plan_block *piece)
{
	uint32_t n = piece->end - piece->begin, n_parts;

	if (piece->whole || n == 1)
		return 1;
	plan_piece_enter(cut->piece, list + piece->begin, n);
	if (!piece->connected) {
		piece->connected = true;
		n_parts = plan_piece_connect(cut->piece);
		if (n_parts > 1)
			return n_parts;
	}
	if (plan_piece_best(cut->piece, piece->value, piece->minutes))
		return plan_piece_connect(cut->piece);
	piece->whole = true;
	return plan_piece_knots(cut->piece);
}

static bool
plan_cut_is_before(const struct plan_block *a, const struct plan_block *b)
{
	int order = plan_cut_compare(a->value, a->minutes, b->value, b->minutes);

	return order != 0 ? order > 0 : a->first_rank < b->first_rank;
}

/* Merge sort, bottom up. */
void
plan_cut_sort(struct plan_cut *cut, struct plan_block *blocks, uint32_t n)
{
	struct plan_block *from = blocks, *to = cut->spare_blocks, *swap;
	uint32_t width, i, k;

	for (width = 1; width < n; width *= 2) {
		for (i = 0; i < n; i += 2 * width) {
			uint32_t middle = i + width < n ? i + width : n;
			uint32_t end = middle + width < n ? middle + width : n;
			uint32_t left = i, right = middle;

			for (k = i; k < end; k++) {
				bool is_right =
				    left == middle ||
				    (right < end && plan_cut_is_before(&from[right], &from[left]));

				to[k] = from[is_right ? right++ : left++];
			}
		}
		swap = from;
		from = to;
		to = swap;
	}
	if (from != blocks)
		memcpy(blocks, from, n * sizeof(*blocks));
}

/* What a job of block b waits for, in other blocks: is counted two places on, or filled in. */
static void
plan_cut_link_job(struct plan_cut *cut, uint32_t b, uint32_t job, bool fill)
{
	const struct plan_jobs *jobs = cut->piece->jobs;
	uint32_t *first = cut->first_waiting, k;

	for (k = jobs->first_before[job]; k < jobs->first_before[job + 1]; k++) {
		uint32_t other = cut->owner[jobs->before[k]];

		if (other == 0 || other == b + 1)
			continue;
		if (!fill) {
			first[other + 1]++;
			continue;
		}
		cut->waiting[first[other]++] = b;
		cut->waits[b]++;
	}
}

/* Which of the blocks wait for which, by their numbers; returns whether any does. */
static bool
plan_cut_link(struct plan_cut *cut, const uint32_t *list, const struct plan_block *blocks,
    uint32_t n)
{
	uint32_t *first = cut->first_waiting, b, i;

	memset(first, 0, ((size_t)n + 2) * sizeof(*first));
	memset(cut->waits, 0, n * sizeof(*cut->waits));
	for (b = 0; b < n; b++)
		for (i = blocks[b].begin; i < blocks[b].end; i++)
			plan_cut_link_job(cut, b, list[i], false);
	for (b = 0; b < n; b++)
		first[b + 2] += first[b + 1];
	if (first[n + 1] == 0)
		return false;
	for (b = 0; b < n; b++)
		for (i = blocks[b].begin; i < blocks[b].end; i++)
			plan_cut_link_job(cut, b, list[i], true);
	return true;
}

/* The heap holds block numbers; the least ranks first, for blocks are sorted so. */
void
plan_cut_push(uint32_t *heap, uint32_t n, uint32_t block)
{
	while (n > 0 && heap[(n - 1) / 2] > block) {
		heap[n] = heap[(n - 1) / 2];
		n = (n - 1) / 2;
	}
	heap[n] = block;
}

uint32_t
plan_cut_pop(uint32_t *heap, uint32_t n)
{
	uint32_t least = heap[0], last = heap[n - 1], at = 0, next;

	n--;
	while ((next = 2 * at + 1) < n) {
		if (next + 1 < n && heap[next + 1] < heap[next])
			next++;
		if (heap[next] >= last)
			break;
		heap[at] = heap[next];
		at = next;
	}
	heap[at] = last;
	return least;
}

/* Blocks worth the same, by their first ranks: each moves behind those it waits for. */
static void
plan_cut_untie(struct plan_cut *cut, const uint32_t *list, struct plan_block *blocks, uint32_t n)
{
	uint32_t n_heap = 0, n_placed = 0, b, i;
	bool linked;

	for (b = 0; b < n; b++)
		for (i = blocks[b].begin; i < blocks[b].end; i++)
			cut->owner[list[i]] = b + 1;
	linked = plan_cut_link(cut, list, blocks, n);
	for (b = 0; b < n; b++)
		for (i = blocks[b].begin; i < blocks[b].end; i++)
			cut->owner[list[i]] = 0;
	if (!linked)
		return;
	memcpy(cut->spare_blocks, blocks, n * sizeof(*blocks));
	for (b = 0; b < n; b++)
		if (cut->waits[b] == 0)
			plan_cut_push(cut->heap, n_heap++, b);
	while (n_heap > 0) {
		b = plan_cut_pop(cut->heap, n_heap--);
		blocks[n_placed++] = cut->spare_blocks[b];
		for (i = cut->first_waiting[b]; i < cut->first_waiting[b + 1]; i++)
			if (--cut->waits[cut->waiting[i]] == 0)
				plan_cut_push(cut->heap, n_heap++, cut->waiting[i]);
	}
}

/* Puts the blocks one after the other into the list. */
static void
plan_cut_arrange(struct plan_cut *cut, uint32_t *list, uint32_t begin, struct plan_block *blocks,
    uint32_t n)
{
	uint32_t at = 0, i;

	for (i = 0; i < n; i++) {
		uint32_t size = blocks[i].end - blocks[i].begin;

		memcpy(cut->spare + at, list + blocks[i].begin, size * sizeof(*list));
		blocks[i].begin = begin + at;
		at += size;
		blocks[i].end = begin + at;
	}
	memcpy(list + begin, cut->spare, at * sizeof(*list));
}

uint32_t
plan_cut_blocks(struct plan_cut *cut, uint32_t *list, uint32_t begin, uint32_t end,
    struct plan_block *ret_blocks)
{
	uint32_t n_pieces = 0, n_blocks = 0, n_parts, i, k;

	if (begin < end)
		cut->pieces[n_pieces++] = (struct plan_block){.begin = begin, .end = end};
	while (n_pieces > 0) {
		struct plan_block piece = cut->pieces[--n_pieces];

		if (!piece.whole && piece.end - piece.begin <= PLAN_SMALL_MAX) {
			n_blocks += plan_cut_short(cut, list, piece, ret_blocks + n_blocks);
			continue;
		}
		plan_cut_weigh(cut->piece->jobs, list, &piece);
		n_parts = plan_cut_parts(cut, list, &piece);
		if (n_parts > 1)
			n_pieces = plan_cut_divide(cut, list, piece, n_parts, n_pieces);
		else
			ret_blocks[n_blocks++] = piece;
	}
	plan_cut_sort(cut, ret_blocks, n_blocks);
	for (i = 0; i < n_blocks; i = k) {
		for (k = i + 1; k < n_blocks; k++)
			if (plan_cut_compare(ret_blocks[i].value, ret_blocks[i].minutes,
				ret_blocks[k].value, ret_blocks[k].minutes) != 0)
				break;
		if (k - i > 1)
			plan_cut_untie(cut, list, ret_blocks + i, k - i);
	}
	plan_cut_arrange(cut, list, begin, ret_blocks, n_blocks);
	return n_blocks;
}
