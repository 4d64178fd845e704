#include "engine/evidence.h"

#include "core/job_evidence.h"

enum err_code
evidence_read_studies(struct op *op, struct place *place, struct err *err)
{
	return place->roadmap->has_evidence ? studies_read(op, &place->studies, err) : ERR_OK;
}

enum err_code
evidence_read_jobs(struct op *op, struct place *place, struct err *err)
{
	return place->roadmap->has_job_evidence ? jobs_read(op, &place->jobs, err) : ERR_OK;
}

static struct portfolio_evidence
evidence_portfolio(struct op *op, const struct place *place, uint32_t step)
{
	return portfolio_evidence(op->arena, place->roadmap, step, place->studies.list,
	    place->studies.n);
}

static bool
evidence_is_job(const struct place *place, uint32_t step)
{
	return job_evidence_is_kind(place->roadmap->steps[step].evidence.kind);
}

struct evidence
evidence_of(struct op *op, const struct place *place, uint32_t step)
{
	struct portfolio_evidence portfolio;
	struct job_evidence job;

	if (evidence_is_job(place, step)) {
		job = job_evidence(op->arena, &place->roadmap->steps[step].evidence,
		    place->jobs.list, place->jobs.n);
		return (struct evidence){job.have, job.want, job.met, job.text};
	}
	portfolio = evidence_portfolio(op, place, step);
	return (struct evidence){portfolio.have, portfolio.want, portfolio.met, portfolio.text};
}

const struct portfolio_study *
evidence_study(struct op *op, const struct place *place, uint32_t step)
{
	return evidence_portfolio(op, place, step).study;
}

bool
evidence_repeats(const struct place *place, uint32_t step)
{
	return portfolio_evidence_repeats(place->roadmap, step, place->studies.list,
	    place->studies.n);
}

const char *
evidence_reason(struct arena *arena, const struct place *place, uint32_t step)
{
	const struct roadmap_evidence *evidence = &place->roadmap->steps[step].evidence;

	if (evidence->kind == ROADMAP_EVIDENCE_NONE)
		return "";
	if (evidence_is_job(place, step))
		return job_evidence_reason(arena, evidence, place->jobs.list, place->jobs.n);
	return portfolio_evidence_reason(arena, place->roadmap, step, place->studies.list,
	    place->studies.n);
}

/* One gap is named: a refusal is a line. */
enum err_code
evidence_refuse(struct op *op, const struct place *place, uint32_t step, struct err *err)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	const struct portfolio_study *study;
	const char *gaps, *text = evidence_of(op, place, step).text;

	if (def->evidence.kind != ROADMAP_EVIDENCE_CASE_STUDY)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "'%.50s' wants more: %s. See 'roadmap %s', or use --force", def->id, text,
		    evidence_is_job(place, step) ? "job" : "portfolio");
	study = evidence_study(op, place, step);
	if (study == NULL)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "'%.40s' wants a case study: 'roadmap portfolio add %.40s', or use --force",
		    def->id, def->id);
	gaps = portfolio_gaps(op->arena, study, 1);
	if (gaps[0] != '\0')
		text = arena_printf(op->arena, "case study %u of %u: %s",
		    evidence_of(op, place, step).have, evidence_of(op, place, step).want, gaps);
	return err_set(err, ERR_FAILED_PRECONDITION,
	    "%s. 'roadmap portfolio edit %.40s' goes on, or use --force", text, def->id);
}
