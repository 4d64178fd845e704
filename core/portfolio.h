/*
 * A portfolio: case studies, what a reader would miss in them, and what they are evidence of.
 *
 * Rules (each has a test that cites it):
 *  F1 a case study is complete when it has all of its parts: the problem, the approach, the
 *     technologies, the challenges, the lessons, an outcome with a number in it, a live demo and a
 *     repository.
 *  F2 the evidence CASE_STUDY of a step is there when a case study that belongs to the step is
 *     complete and shows the kinds of work that the step asks for.
 *  F3 the evidence CASE_STUDIES is there when the portfolio has so many complete ones, whatever
 *     they belong to, and these show so many kinds.
 *  F4 of several case studies of a step the one that lacks least counts, the first of equals.
 *  F5 a portfolio shows what its complete case studies show, and lacks the other kinds.
 *  F6 a step with CASE_STUDY repeats when it asks for kinds of work that the portfolio shows
 * already, and none it lacks; but one whose case study was begun does not.
 */
#ifndef CORE_PORTFOLIO_H
#define CORE_PORTFOLIO_H

#include "core/roadmap.h"
#include "core/work.h"

enum {
	PORTFOLIO_MAX = 100, /* case studies: all of them fit into one answer */
	PORTFOLIO_TECHNOLOGIES_MAX = 30,
	PORTFOLIO_TECHNOLOGY_MAX = 60, /* bytes */
	PORTFOLIO_OUTCOMES_MAX = 20,
	PORTFOLIO_OUTCOME_MAX = 500, /* bytes */
};

/* Texts that are not written are "". */
struct portfolio_study {
	const char *id;
	const char *roadmap_id, *step_id; /* both "" if it belongs to no step */
	const char *title, *role, *from_date, *to_date, *live_url, *repository_url;
	const char *problem, *approach, *challenges, *lessons;
	const char **technologies;
	uint32_t n_technologies;
	const char **outcomes;
	uint32_t n_outcomes;
	const uint32_t *kinds; /* of work */
	uint32_t n_kinds;
};

/* In the order a reader meets them. */
enum portfolio_part {
	PORTFOLIO_PROBLEM,
	PORTFOLIO_APPROACH,
	PORTFOLIO_TECHNOLOGIES,
	PORTFOLIO_CHALLENGES,
	PORTFOLIO_LESSONS,
	PORTFOLIO_OUTCOMES,
	PORTFOLIO_LIVE_DEMO,
	PORTFOLIO_REPOSITORY,
	PORTFOLIO_PARTS, /* how many there are */
};

/* "live-demo": an item of a checklist with this id is ticked off by the case study. */
const char *portfolio_part_id(enum portfolio_part part);
/* PORTFOLIO_PARTS if there is none of this id. */
enum portfolio_part portfolio_part_find(const char *id);

/* F1: NULL, or what a reader would miss: "lessons missing". */
const char *portfolio_gap(const struct portfolio_study *study, enum portfolio_part part);
/* How many parts are there. */
uint32_t portfolio_parts(const struct portfolio_study *study);
bool portfolio_is_complete(const struct portfolio_study *study);
/* "lessons missing, repository missing and 2 more": the first `most` are named; "" if complete. */
const char *portfolio_gaps(struct arena *arena, const struct portfolio_study *study, uint32_t most);

/* The kinds of work a case study shows; F5: what all complete ones of a portfolio show. */
uint32_t portfolio_study_shows(const struct portfolio_study *study);
uint32_t portfolio_shows(const struct portfolio_study *studies, size_t n);

/*
 * Adds a fault for each text that may not be kept: too long, control characters, no title, a URL
 * that is none, a date that is none or before the other, an unknown kind, lists too long or with
 * empty or double entries. Paths are the keys of the form: /title, /technologies/2, /to.
 */
void portfolio_check(const struct portfolio_study *study, struct roadmap_faults *faults);

/* --- evidence (portfolio_evidence.c) --- */

struct portfolio_evidence {
	uint32_t have, want; /* parts of the case study, or complete case studies */
	bool met;
	const struct portfolio_study *study; /* of CASE_STUDY: the one that counts; may be NULL */
	uint32_t lacks;                      /* kinds of work asked for and not shown */
	const char *text; /* "case study 6 of 8: lessons missing", "no case study yet" */
};

/* F2 to F4, for a step with evidence. */
struct portfolio_evidence portfolio_evidence(struct arena *arena, const struct roadmap *roadmap,
    uint32_t step, const struct portfolio_study *studies, size_t n);

/* F6 */
bool portfolio_evidence_repeats(const struct roadmap *roadmap, uint32_t step,
    const struct portfolio_study *studies, size_t n);

/*
 * What of it makes a step worth doing now, or later: "your portfolio lacks performance", "case
 * study 6 of 8: lessons missing", "your portfolio shows performance already"; "" if there is
 * nothing to say.
 */
const char *portfolio_evidence_reason(struct arena *arena, const struct roadmap *roadmap,
    uint32_t step, const struct portfolio_study *studies, size_t n);

#endif
