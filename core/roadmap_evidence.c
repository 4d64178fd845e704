#include "core/job_evidence.h"
#include "core/roadmap_check.h"
#include "core/work.h"

static void
roadmap_evidence_check_shows(struct roadmap_check *check, uint32_t step)
{
	const struct roadmap_evidence *evidence = &check->roadmap->steps[step].evidence;
	uint32_t seen = 0;

	for (uint32_t i = 0; i < evidence->n_shows; i++) {
		const char *path = roadmap_check_path(check, step, "evidence/case-study/%u", i);
		uint32_t kind = evidence->shows[i];

		if (work_id(kind) == NULL) {
			roadmap_fault(check->faults, path, "unknown kind of work: it is %s",
			    work_ids);
			return;
		}
		if ((seen & WORK_BIT(kind)) != 0) {
			roadmap_fault(check->faults, path, "'%s' is there twice: once is enough",
			    work_id(kind));
			return;
		}
		seen |= WORK_BIT(kind);
	}
}

static void
roadmap_evidence_check_case_study(struct roadmap_check *check, uint32_t step)
{
	const struct roadmap_evidence *evidence = &check->roadmap->steps[step].evidence;

	if (evidence->count != 1 || evidence->over != 0)
		roadmap_fault(check->faults, roadmap_check_path(check, step, "evidence"),
		    "one case study of the step is meant: for several write 'case-studies: 4'");
	roadmap_evidence_check_shows(check, step);
}

static void
roadmap_evidence_check_case_studies(struct roadmap_check *check, uint32_t step)
{
	const struct roadmap_evidence *evidence = &check->roadmap->steps[step].evidence;

	if (evidence->count == 0 || evidence->count > ROADMAP_EVIDENCE_MAX)
		roadmap_fault(check->faults,
		    roadmap_check_path(check, step, "evidence/case-studies"),
		    "%u case studies are out of range: ask for 1 to %d", evidence->count,
		    ROADMAP_EVIDENCE_MAX);
	if (evidence->over > WORK_KINDS)
		roadmap_fault(check->faults, roadmap_check_path(check, step, "evidence/kinds"),
		    "there are %d kinds of work: ask for at most as many", WORK_KINDS);
	if (evidence->n_shows > 0)
		roadmap_fault(check->faults, roadmap_check_path(check, step, "evidence"),
		    "a kind is asked of one case study only: 'case-study: performance'");
}

static void
roadmap_evidence_check_job(struct roadmap_check *check, uint32_t step)
{
	const struct roadmap_evidence *evidence = &check->roadmap->steps[step].evidence;
	const char *path = roadmap_check_path(check, step, "evidence");
	bool counted = evidence->kind != ROADMAP_EVIDENCE_OFFER_ACCEPTED;

	check->roadmap->has_job_evidence = true;
	if (check->roadmap->steps[step].kind != ROADMAP_KIND_JOB)
		roadmap_fault(check->faults, path,
		    "what a job search counts is evidence of steps of the kind job: set 'kind'");
	if (evidence->count == 0 || evidence->count > (counted ? ROADMAP_EVIDENCE_MAX : 1))
		roadmap_fault(check->faults, path, "%u are out of range: ask for 1 to %d",
		    evidence->count, counted ? ROADMAP_EVIDENCE_MAX : 1);
	if (evidence->over > (evidence->kind == ROADMAP_EVIDENCE_APPLICATIONS ? JOB_CHANNELS : 0))
		roadmap_fault(check->faults, roadmap_check_path(check, step, "evidence/channels"),
		    "applications go through at most %d channels, and nothing else does",
		    JOB_CHANNELS);
	if (evidence->n_shows > 0)
		roadmap_fault(check->faults, path,
		    "a kind is asked of one case study only: 'case-study: performance'");
}

void
roadmap_evidence_check(struct roadmap_check *check, uint32_t step)
{
	const struct roadmap_step *def = &check->roadmap->steps[step];

	if (def->evidence.kind == ROADMAP_EVIDENCE_NONE)
		return;
	if (job_evidence_is_kind(def->evidence.kind)) {
		roadmap_evidence_check_job(check, step);
		return;
	}
	check->roadmap->has_evidence = true;
	if (def->kind != ROADMAP_KIND_PORTFOLIO)
		roadmap_fault(check->faults, roadmap_check_path(check, step, "evidence"),
		    "case studies are evidence of steps of the kind portfolio: set 'kind'");
	if (def->evidence.kind == ROADMAP_EVIDENCE_CASE_STUDY)
		roadmap_evidence_check_case_study(check, step);
	else if (def->evidence.kind == ROADMAP_EVIDENCE_CASE_STUDIES)
		roadmap_evidence_check_case_studies(check, step);
	else
		roadmap_fault(check->faults, roadmap_check_path(check, step, "evidence"),
		    "unknown evidence: it is case-study, case-studies, applications, interviews or "
		    "offer-accepted");
}
