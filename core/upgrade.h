/*
 * From one version of a roadmap to a newer one: what becomes of each step.
 *
 * Rules (each has a test that cites it; U5 to U8 are in upgrade_record.h):
 *  U1 a step without a word in `changes` is the step with the same id.
 *  U2 changes apply in the order of their versions, those after the old version up to the new one.
 *  U3 a step that the new version does not have, by U1 or U2, is gone; if anything was done on it,
 *     it is kept.
 *  U4 a kept step whose id the new version has again comes back, unless another step became that
 *     one, or the old version has the id as well and says what becomes of it.
 *  U5 what several steps became is done when all of them are finished and one was done, else known
 *     if one was, else skipped; it is active when only some of them are finished or begun. Skipping
 *     a part begins nothing. Hours add up, and what has hours is begun.
 *  U6 it began when the first of those begun did, and was finished when the last of those was that
 *     have its status: a part that was skipped gives no date to what is done.
 *  U7 what was finished or skipped and became something that is neither is kept as well, as it was;
 *     its hours, notes and links go along.
 *  U8 what was said before of the same step, in a version the learner had been in already, is never
 *     overwritten: of two statuses the further one stays, with its dates (done, known, active,
 *     skipped, todo), and hours add up.
 *  U9 of a step that was split, hours, notes and links go to the first part; a checked item goes to
 *     the first part that has an item of its id, and one that no part has stays with a kept step.
 */
#ifndef CORE_UPGRADE_H
#define CORE_UPGRADE_H

#include "core/roadmap.h"

/* The numbers of roadmap.v1.StepMove.Fate; 0 is a step that stays as it is. */
enum upgrade_fate {
	UPGRADE_SAME = 0,
	UPGRADE_MOVED = 1,
	UPGRADE_SPLIT = 2,
	UPGRADE_MERGED = 3,
	UPGRADE_NEW = 4,
	UPGRADE_GONE = 5,
	UPGRADE_KEPT = 6,
	UPGRADE_BACK = 7,
};

/* "In this version, `from` became `to`": a rename is one edge, a split or merge several. */
struct upgrade_edge {
	uint32_t version;
	const char *from;
	const char *to; /* NULL: removed */
};

/* A step kept from an older version. */
struct upgrade_kept {
	const char *id; /* as it was in the roadmap */
	const char *title;
};

struct upgrade_input {
	const struct roadmap *from, *to; /* checked; from->version < to->version */
	const struct upgrade_edge *edges;
	size_t n_edges;
	const bool *touched; /* one for each step of `from`: there is something to lose */
	const struct upgrade_kept *kept;
	size_t n_kept;
};

struct upgrade_move {
	enum upgrade_fate fate;
	uint32_t from; /* index of a step; of a kept one if the fate is BACK; ROADMAP_NONE if NEW */
	uint32_t *to;  /* indexes of steps of the new version */
	uint32_t n_to;
};

/*
 * One move for each step of `from` in file order, then the kept ones that come back, then the new
 * ones. The arena owns the list.
 */
struct upgrade_move *upgrade_moves(const struct upgrade_input *input, struct arena *arena,
    size_t *ret_n);

/* The first of the steps a move goes to that has an item of this id, or ROADMAP_NONE. U9 */
uint32_t upgrade_item_step(const struct roadmap *to, const struct upgrade_move *move,
    const char *item_id);

#endif
