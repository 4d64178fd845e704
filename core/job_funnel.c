#include "core/job_funnel.h"

#include <stdlib.h>

bool
job_funnel_percent(struct job_share share, uint32_t *ret_percent)
{
	if (share.of < JOB_PERCENT_LEAST)
		return false;
	*ret_percent =
	    (uint32_t)(((uint64_t)share.have * 200 + share.of) / ((uint64_t)share.of * 2));
	return true;
}

static int
job_funnel_order(const void *a, const void *b)
{
	const int32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static struct job_span
job_funnel_median(int32_t *days, uint32_t n)
{
	if (n == 0)
		return (struct job_span){0};
	qsort(days, n, sizeof(*days), job_funnel_order);
	return (struct job_span){(uint32_t)(days[(n - 1) / 2] + days[n / 2]), n};
}

/* N3: from the open stage before to this one; -1 if there is none. */
static int32_t
job_funnel_days(const struct job *job, uint32_t stage)
{
	int32_t before = JOB_NO_DAY;

	for (uint32_t i = 0; i < job->n_events; i++) {
		if (job->events[i].stage == stage)
			return before == JOB_NO_DAY ? -1 : job->events[i].day - before;
		if (job->events[i].stage <= JOB_ACCEPTED)
			before = job->events[i].day;
	}
	return -1;
}

static int32_t
job_funnel_answer_days(const struct job *job)
{
	int32_t answered = job_history_answered_day(job);

	for (uint32_t i = 0; i < job->n_events && answered != JOB_NO_DAY; i++)
		if (job->events[i].stage == JOB_APPLIED)
			return answered - job->events[i].day;
	return -1;
}

/* N5 */
static bool
job_funnel_counts(const struct job *job, int32_t from, int32_t to)
{
	int32_t sent = job_history_sent_day(job);

	if (from == JOB_NO_DAY && to == JOB_NO_DAY)
		return true;
	return sent != JOB_NO_DAY && sent >= from && (to == JOB_NO_DAY || sent <= to);
}

static void
job_funnel_add(struct job_funnel *funnel, const struct job *job)
{
	struct job_funnel_channel *channel = &funnel->channels[job->channel];

	funnel->applications++;
	for (uint32_t stage = JOB_SAVED; stage <= JOB_ACCEPTED; stage++)
		funnel->stages[stage].reached += job_history_reached(job, stage);
	if (job_history_sent_day(job) == JOB_NO_DAY)
		return;
	funnel->sent++;
	funnel->answered += job_history_answered_day(job) != JOB_NO_DAY;
	funnel->now[job_history_now(job).stage]++;
	channel->sent++;
	channel->answered += job_history_answered_day(job) != JOB_NO_DAY;
	channel->interviewed += job_history_reached(job, JOB_INTERVIEW);
	channel->offered += job_history_reached(job, JOB_OFFER);
	channel->accepted += job_history_reached(job, JOB_ACCEPTED);
}

struct job_funnel
job_funnel(struct arena *arena, const struct job *jobs, size_t n, int32_t from, int32_t to)
{
	struct job_funnel funnel = {0};
	int32_t *days = arena_array(arena, n, sizeof(*days));
	int32_t span;
	uint32_t n_days = 0;

	for (size_t i = 0; i < n; i++)
		if (job_funnel_counts(&jobs[i], from, to))
			job_funnel_add(&funnel, &jobs[i]);
	for (uint32_t stage = JOB_APPLIED; stage <= JOB_ACCEPTED; stage++) {
		n_days = 0;
		for (size_t i = 0; i < n; i++) {
			span = job_funnel_days(&jobs[i], stage);
			if (span >= 0 && job_funnel_counts(&jobs[i], from, to))
				days[n_days++] = span;
		}
		funnel.stages[stage].days = job_funnel_median(days, n_days);
	}
	n_days = 0;
	for (size_t i = 0; i < n; i++) {
		span = job_funnel_answer_days(&jobs[i]);
		if (span >= 0 && job_funnel_counts(&jobs[i], from, to))
			days[n_days++] = span;
	}
	funnel.answer_days = job_funnel_median(days, n_days);
	return funnel;
}
