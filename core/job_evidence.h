/*
 * What a job search is evidence of.
 *
 * Rules (each has a test that cites it):
 *  E1 the evidence APPLICATIONS is there when so many applications were sent (J7), through so many
 *     channels that differ.
 *  E2 the evidence INTERVIEWS counts interviews, each round.
 *  E3 the evidence OFFER_ACCEPTED is there when an application stands at accepted.
 */
#ifndef CORE_JOB_EVIDENCE_H
#define CORE_JOB_EVIDENCE_H

#include "core/job.h"

struct job_evidence {
	uint32_t have, want;
	bool met;
	const char *text; /* "6 of 10 applications, through 2 of 3 channels" */
};

/* Evidence of one of these kinds. */
bool job_evidence_is_kind(uint32_t kind);

/* E1 to E3 */
struct job_evidence job_evidence(struct arena *arena, const struct roadmap_evidence *evidence,
    const struct job *jobs, size_t n);

/* What makes its step worth doing now, in words; "" if there is nothing to say. */
const char *job_evidence_reason(struct arena *arena, const struct roadmap_evidence *evidence,
    const struct job *jobs, size_t n);

#endif
