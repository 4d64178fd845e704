/*
 * The learner's job search, read from the store, and what it looks like in messages.
 */
#ifndef ENGINE_JOBS_H
#define ENGINE_JOBS_H

#include "core/job.h"
#include "core/job_funnel.h"
#include "engine/op.h"
#include "roadmap/v1/job.pb-c.h"
#include "store/store_job.h"

/* In the order they were added; the lists go together. */
struct jobs {
	struct job *list;
	const struct store_job *rows;
	size_t n;
	int32_t today; /* of the calendar, in the zone of the request */
};

enum err_code jobs_read(struct op *op, struct jobs *ret_jobs, struct err *err);

/* All that are stored are as the service Job would have them: an export may have been edited. */
enum err_code jobs_check(struct op *op, struct err *err);

/*
 * By what was typed: the company, the beginning of it, that of an id, words of company and role.
 * Candidates go into the details.
 */
enum err_code jobs_find(struct op *op, const struct jobs *jobs, const char *text, size_t *ret_index,
    struct err *err);
/* By the whole id. */
enum err_code jobs_find_id(const struct jobs *jobs, const char *id, size_t *ret_index,
    struct err *err);

/* A day of a request; "" is `otherwise`. INVALID_ARGUMENT for what is none. */
enum err_code jobs_day(const char *text, int32_t otherwise, int32_t *ret_day, struct err *err);
/* "2026-03-01" in the arena, "" for JOB_NO_DAY. */
const char *jobs_day_text(struct arena *arena, int32_t day);

/* The days of the setting ghost-after; 0: never. */
enum err_code jobs_ghost_days(struct op *op, uint32_t *ret_days, struct err *err);

/* Without contacts and notes. ghost_days as above. */
Pb__ApplicationView *jobs_view(struct op *op, const struct jobs *jobs, size_t index,
    uint32_t ghost_days);
/* With them; NULL on failure. */
Pb__ApplicationView *jobs_view_full(struct op *op, const struct jobs *jobs, size_t index,
    struct err *err);
/* Of the one with this id, read anew: what a write answers. NULL on failure. */
Pb__ApplicationView *jobs_view_now(struct op *op, const char *id, struct err *err);

/* What is due; NULL in *ret_reminder if nothing is. Reads little where no application is. */
enum err_code jobs_view_reminder(struct op *op, Pb__JobReminder **ret_reminder, struct err *err);

/* What an action and its event are about: "application applied: ACME, back-end developer". */
void jobs_about(struct op *op, const struct job *job, const char *verb);

#endif
