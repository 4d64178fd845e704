/*
 * Sidney's decomposition of jobs, mended where they changed instead of made anew.
 *
 * Blocks are those of the decomposition if and only if
 *  (a) no initial part of a block is worth more per hour than the block;
 *  (b) no job waits for one in a block worth less per hour than its own;
 *  (c) none divides further what is worth the same per hour, and such blocks come by their first
 *      ranks, each after those it waits for.
 * Why (a) and (b) are enough: any initial set, cut by a block, gives an initial part of it, so at
 * every price of time the blocks worth more than that bring most, each by itself and hence all
 * together; by (b) they are an initial set.
 * So we begin with pieces that keep (a), old blocks and new ones, and join those that break (b):
 * their jobs are cut into blocks again, until none is left (as dual methods of isotonic regression
 * do: what every job would pay for an hour, the ratio of its piece, comes nearer to what it must
 * with each join, so that never the same pieces come again). At last what is worth the same per
 * hour is cut at once for (c), unless it is as it was.
 */
#ifndef CORE_PLAN_MEND_H
#define CORE_PLAN_MEND_H

#include "core/plan_order.h"

/* An old block, or one made again. */
struct plan_mend_piece {
	struct plan_block block; /* its place in the list of struct plan_mend */
	bool gone;               /* others are made of its jobs */
	bool loose;              /* what it waits for, or who, is not as it was */
	bool wrong;              /* breaks (b) */
};

struct plan_mend {
	const struct plan_jobs *jobs;
	struct arena *arena;
	struct plan_mend_piece *pieces; /* the old ones first, in their order */
	uint32_t n_old, n_pieces, most_pieces;
	uint32_t *list; /* their jobs, or PLAN_MEND_NONE: in rising order but for old ones */
	uint32_t n_first, n_list; /* of the old ones, of all */
	uint32_t *piece;          /* of each job */
	bool *marks;              /* jobs that are to be cut into pieces, or of the next view */
	uint32_t *line;           /* the pieces that stand, in order */
	uint32_t n_line;
	uint32_t *local; /* of each job in the last view: its number there */
};

static const uint32_t PLAN_MEND_NONE = UINT32_MAX;

/*
 * With n_old pieces of n_listed jobs, which the caller fills in, and `piece` of each job in them.
 * The arena owns all of it, and the jobs must outlive it.
 */
struct plan_mend *plan_mend_new(const struct plan_jobs *jobs, uint32_t n_old, uint32_t n_listed,
    struct arena *arena);

/* An old piece is no more: marks its jobs. */
void plan_mend_break(struct plan_mend *mend, uint32_t piece);

/* After that, and with all jobs marked that are in no piece: fills in the line. */
void plan_mend_run(struct plan_mend *mend);

/* The marked jobs under numbers of their own, in the same order. */
struct plan_mend_view {
	struct plan_jobs jobs;
	uint32_t *list; /* the jobs as they are known outside */
};

/* Takes the marks away. */
struct plan_mend_view plan_mend_view(struct plan_mend *mend);

#endif
