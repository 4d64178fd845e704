/*
 * The learner's pauses, as days.
 */
#ifndef ENGINE_PAUSES_H
#define ENGINE_PAUSES_H

#include "core/goal.h"
#include "engine/op.h"

/* By date; a row that names no days is left out. */
enum err_code pauses_read(struct op *op, struct goal_pause **ret_list, size_t *ret_n,
    struct err *err);

/* The pause that `day` is in, or NULL. */
const struct goal_pause *pauses_at(const struct goal_pause *list, size_t n, int32_t day);

/* "2026-03-01", in the request's arena. */
const char *pauses_day(struct op *op, int32_t day);

#endif
