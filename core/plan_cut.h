/*
 * Sidney's decomposition: the blocks into which an optimal order of jobs can be cut.
 *
 * The initial set with the most value per hour comes first in an optimal order, whole, and so on
 * with what is left (Sidney 1975; Lawler 1978). We begin with the price of time at which all jobs
 * together bring nothing: either no initial set brings more (plan_piece.h), and all are worth the
 * same per hour, or the best one is cut off and both parts are looked at again. What is worth the
 * same per hour is divided as far as it goes, so that a block holds no smaller initial set as good
 * as itself.
 */
#ifndef CORE_PLAN_CUT_H
#define CORE_PLAN_CUT_H

#include "core/plan_small.h"

struct plan_block {
	uint32_t begin, end; /* its place in the list */
	uint32_t first_rank; /* the least of its jobs */
	bool connected;      /* it hangs together */
	bool whole;          /* it cannot be cut further */
	uint64_t value, minutes;
};

struct plan_cut {
	struct plan_piece *piece;
	struct plan_small *small;
	struct plan_block *pieces; /* to be looked at */
	struct plan_block *spare_blocks;
	uint32_t *spare;
	/* of blocks worth the same: whose job each one is, who waits for whom */
	uint32_t *owner, *waits, *first_waiting, *waiting, *heap;
};

/* The arena owns it, and the jobs must outlive it. */
struct plan_cut *plan_cut_new(const struct plan_jobs *jobs, struct arena *arena);

/*
 * Brings list[begin] up to list[end], jobs in rising order, into the order of their blocks, each
 * again in rising order. What is not in the list counts as done. Of blocks worth the same per hour
 * the one with the first rank comes first, as far as what must come before allows. Writes the
 * blocks to ret_blocks (room for end - begin) and returns how many there are.
 */
uint32_t plan_cut_blocks(struct plan_cut *cut, uint32_t *list, uint32_t begin, uint32_t end,
    struct plan_block *ret_blocks);

/* More value per minute: above 0 if a has, below if b has. */
int plan_cut_compare(uint64_t a_value, uint64_t a_minutes, uint64_t b_value, uint64_t b_minutes);

/* By value per minute, then by the first rank. */
void plan_cut_sort(struct plan_cut *cut, struct plan_block *blocks, uint32_t n);

/* A heap of n numbers, the least on top: puts one in, takes the least out. */
void plan_cut_push(uint32_t *heap, uint32_t n, uint32_t number);
uint32_t plan_cut_pop(uint32_t *heap, uint32_t n);

#endif
