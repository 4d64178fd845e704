/*
 * A learner's place in one roadmap: the enrollment, the roadmap, and what was said of its steps.
 */
#ifndef ENGINE_PLACE_H
#define ENGINE_PLACE_H

#include "core/estimate.h"
#include "core/standing.h"
#include "engine/jobs.h"
#include "engine/model.h"
#include "engine/op.h"
#include "engine/studies.h"

struct place_kept;

struct place {
	struct place_kept *kept; /* owns what is below but for `jobs` */
	const struct model *model;
	const struct roadmap *roadmap;
	struct store_enrollment enrollment;
	const struct store_enrollment *all_enrollments; /* this one and the learner's others */
	size_t n_all_enrollments;
	bool current;
	struct standing *standing;
	struct standing_progress *progress; /* of each phase, and of all */
	struct estimate estimate;        /* of this learner, from the steps done with time told */
	struct estimate_sample *samples; /* room for it */
	/* one for each step */
	struct store_step **rows; /* NULL: never touched */
	const char **known_from;  /* "ROADMAP/STEP" where its skills were learned, or NULL */
	uint32_t *items_checked, *n_notes, *n_links;
	/* of each step: the case study that is its evidence so far, or NULL */
	const struct portfolio_study **shown;
	/* by id: the rows of steps that this version does not have */
	const struct store_step *other_rows;
	size_t n_other_rows;
	/* the checked items of all steps, by step id */
	const struct store_item *items;
	size_t n_items;
	struct studies studies; /* none where no step has case studies for evidence */
	struct jobs jobs;       /* none where no step has what a job search counts for evidence */
};

/*
 * As it is stored. roadmap_id "" means the current enrollment: FAILED_PRECONDITION if there is
 * none; NOT_FOUND if not enrolled in the one named. NULL on failure.
 */
struct place *place_open(struct op *op, const char *roadmap_id, struct err *err);

/* What an op has written about a step. */
struct place_change {
	const struct store_step *row; /* its row; NULL: there is none any more */
	uint32_t n_notes, n_links;    /* added */
};

/* Brings the place up to date after that was written, and nothing else it is made of. */
void place_change(struct op *op, struct place *place, uint32_t step,
    const struct place_change *change);

/* Finds a step by what was typed. */
enum err_code place_find(struct op *op, const struct place *place, const char *text,
    uint32_t *ret_step, struct err *err);

/* Both, and tells the history which step it is about. NULL on failure. */
struct place *place_open_step(struct op *op, const char *roadmap_id, const char *text,
    uint32_t *ret_step, struct err *err);

struct place_tie {
	const char *roadmap_id, *step_id; /* both "" for none */
};

/*
 * Finds the step that a thing is to belong to by what was typed, and completes the tie. One that
 * stays as it was is not looked for: its step may be gone by now.
 */
enum err_code place_find_tie(struct op *op, struct place_tie old, struct place_tie *tie,
    struct err *err);

/* The row of a step by its id, also of a kept one; NULL if it has none. */
const struct store_step *place_row(const struct place *place, const char *step_id);

/* A choice with more options picked than there are to pick, or NULL. */
const struct roadmap_choice *place_overpicked(const struct place *place);

/* The item names a part of the case study that the step has for evidence, which checks it. */
bool place_evidence_has_item(const struct place *place, uint32_t step, const char *item_id);
/* Fills `shown` and the standing's `repeats`, and counts the items that case studies check. */
void place_evidence_take(struct op *op, struct place *place);

/* The checked items of a step by its id, also of a kept one. */
const struct store_item *place_items_of(const struct place *place, const char *step_id,
    size_t *ret_n);

bool place_item_checked(const struct place *place, uint32_t step, const char *item_id);

#endif
