/*
 * What the numbers of a job search say.
 *
 * Rules (each has a test that cites it):
 *  N1 a share of fewer than JOB_PERCENT_LEAST has no percentage: of three applications none is
 *     told, for one more answer would change it by a third.
 *  N2 a stage counts those that reached it (J8), of those sent (J7) and of those that reached the
 *     stage before.
 *  N3 the days of a stage are those since the open stage before in the same history, the first
 *     interview for all rounds; those of an answer are from `applied` to the first word (J7). The
 *     median is told.
 *  N4 a channel counts what was sent through it.
 *  N5 asked for a span of days, applications count by the day they were sent on.
 */
#ifndef CORE_JOB_FUNNEL_H
#define CORE_JOB_FUNNEL_H

#include "core/job.h"

enum {
	JOB_PERCENT_LEAST = 10,
};

struct job_share {
	uint32_t have, of;
};

struct job_span {
	uint32_t half_days; /* the median, times two */
	uint32_t of;        /* of so many */
};

struct job_funnel_stage {
	uint32_t reached;
	struct job_span days;
};

struct job_funnel_channel {
	uint32_t sent, answered, interviewed, offered, accepted;
};

struct job_funnel {
	uint32_t applications, sent, answered;
	struct job_span answer_days;
	struct job_funnel_stage stages[JOB_ACCEPTED + 1];     /* by stage; 0 is not used */
	struct job_funnel_channel channels[JOB_CHANNELS + 1]; /* by channel; 0 is not told */
	uint32_t now[JOB_STAGES + 1];                         /* where they stand, of those sent */
};

/* N1: false if there is none; rounded to the nearest. */
bool job_funnel_percent(struct job_share share, uint32_t *ret_percent);

/* N2 to N5. from and to JOB_NO_DAY: of any day. */
struct job_funnel job_funnel(struct arena *arena, const struct job *jobs, size_t n, int32_t from,
    int32_t to);

#endif
