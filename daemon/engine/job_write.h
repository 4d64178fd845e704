/*
 * Applications on their way into the store.
 */
#ifndef ENGINE_JOB_WRITE_H
#define ENGINE_JOB_WRITE_H

#include "engine/jobs.h"

/* The row with all that belongs to it but contacts and notes. `added_at` of a new one is now. */
enum err_code job_write(struct op *op, const struct job *job, int64_t added_at, struct err *err);
/* Its history, in place of the one before. */
enum err_code job_write_stages(struct op *op, const struct job *job, struct err *err);
/* Tells that something of it was written: the row is another one now. */
enum err_code job_write_touch(struct op *op, const struct jobs *jobs, size_t index,
    struct err *err);

/* The number-th id of an action that makes several: the action's own is number 0. */
const char *job_write_id(struct op *op, uint32_t number);

#endif
