/*
 * The evidence of a step, of whatever kind: looked for in what the learner keeps.
 */
#ifndef ENGINE_EVIDENCE_H
#define ENGINE_EVIDENCE_H

#include "engine/place.h"

struct evidence {
	uint32_t have, want;
	bool met;
	const char *text; /* "case study 6 of 8: lessons missing", "6 of 10 applications" */
};

/* Read what the steps of the place's roadmap ask for; applications are seen from the request's
 * day. */
enum err_code evidence_read_studies(struct op *op, struct place *place, struct err *err);
enum err_code evidence_read_jobs(struct op *op, struct place *place, struct err *err);

/* Of a step that has evidence. */
struct evidence evidence_of(struct op *op, const struct place *place, uint32_t step);

/* Of a step with a case study for evidence: the one that counts, or NULL. */
const struct portfolio_study *evidence_study(struct op *op, const struct place *place,
    uint32_t step);

/* Whether its case study would repeat what the portfolio shows already. */
bool evidence_repeats(const struct place *place, uint32_t step);

/* What of it makes the step worth doing now, in words, or "". */
const char *evidence_reason(struct arena *arena, const struct place *place, uint32_t step);

/* FAILED_PRECONDITION: what is missing, and how to go on. */
enum err_code evidence_refuse(struct op *op, const struct place *place, uint32_t step,
    struct err *err);

#endif
