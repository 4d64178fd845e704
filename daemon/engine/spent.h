/*
 * Time spent on steps: the total of a step, and the dated pieces of work that it is made of.
 *
 * The pieces of a step never sum up to more than its total. What they do not cover was told
 * without a date.
 */
#ifndef ENGINE_SPENT_H
#define ENGINE_SPENT_H

#include "engine/op.h"
#include "engine/settings.h"
#include "roadmap/v1/time.pb-c.h"

enum {
	SPENT_PIECE_MAX_MIN = 24 * 60,
};

/*
 * Records a piece of work and adds it to the step's total, which stays within
 * ROADMAP_STEP_MINUTES_MAX: *minutes is cut to what fits, and nothing is written if that is 0. A
 * step without a row becomes active. *ret_id is the id of the piece, or "".
 */
enum err_code spent_add(struct op *op, const struct store_time *piece, bool locked,
    uint32_t *minutes, const char **ret_id, struct err *err);

/* Cuts the latest pieces of a step so that they sum up to at most so many minutes. */
enum err_code spent_trim(struct op *op, const char *roadmap_id, const char *step_id,
    uint32_t minutes, struct err *err);

/* Takes a piece away, and its minutes from the step's total. */
enum err_code spent_remove(struct op *op, const struct store_time *piece, struct err *err);

/* The row of a step; false in *ret_found if it has none. */
enum err_code spent_row(struct op *op, const char *roadmap_id, const char *step_id,
    struct store_step *ret_row, bool *ret_found, struct err *err);

/* The title of a step as far as it can be told, else its id. */
const char *spent_title(struct op *op, const char *roadmap_id, const char *step_id);

/* Pieces newest first, of a list by date: at most `limit`. */
Pb__TimeEntry **spent_view(struct op *op, const struct settings *settings,
    const struct store_time *list, size_t n, size_t limit, size_t *ret_n);
Pb__TimeEntry *spent_view_one(struct op *op, const struct settings *settings,
    const struct store_time *piece);

#endif
