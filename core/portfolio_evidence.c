#include "core/portfolio.h"

#include <string.h>

static uint32_t
portfolio_evidence_asked(const struct roadmap_evidence *evidence)
{
	uint32_t set = 0;

	for (uint32_t i = 0; i < evidence->n_shows; i++)
		set |= WORK_BIT(evidence->shows[i]);
	return set;
}

static uint32_t
portfolio_evidence_count(uint32_t set)
{
	uint32_t n = 0;

	for (; set != 0; set &= set - 1)
		n++;
	return n;
}

/* "case study 7 of 9: lessons missing, not marked as performance" */
static const char *
portfolio_evidence_told(struct arena *arena, const struct portfolio_evidence *evidence)
{
	const char *gaps = portfolio_gaps(arena, evidence->study, 3);
	const char *text =
	    arena_printf(arena, "case study %u of %u", evidence->have, evidence->want);

	if (evidence->met)
		return "case study complete";
	if (gaps[0] != '\0')
		text = arena_printf(arena, "%s: %s", text, gaps);
	if (evidence->lacks != 0)
		text = arena_printf(arena, "%s%s not marked as %s", text,
		    gaps[0] != '\0' ? "," : ":", work_titles(arena, evidence->lacks));
	return text;
}

static bool
portfolio_evidence_is_of(const struct portfolio_study *study, const struct roadmap *roadmap,
    uint32_t step)
{
	return strcmp(study->roadmap_id, roadmap->id) == 0 &&
	       strcmp(study->step_id, roadmap->steps[step].id) == 0;
}

/* F2, F4. A kind that is asked for and not shown is one more part that is missing. */
static struct portfolio_evidence
portfolio_evidence_own(struct arena *arena, const struct roadmap *roadmap, uint32_t step,
    const struct portfolio_study *studies, size_t n)
{
	const struct roadmap_step *def = &roadmap->steps[step];
	uint32_t asked = portfolio_evidence_asked(&def->evidence);
	struct portfolio_evidence found = {.want = PORTFOLIO_PARTS, .lacks = asked};

	for (size_t i = 0; i < n; i++) {
		uint32_t lacks = asked & ~portfolio_study_shows(&studies[i]);
		uint32_t have = portfolio_parts(&studies[i]);
		uint32_t want = PORTFOLIO_PARTS + portfolio_evidence_count(lacks);

		if (!portfolio_evidence_is_of(&studies[i], roadmap, step) ||
		    (found.study != NULL && want - have >= found.want - found.have))
			continue;
		found.study = &studies[i];
		found.have = have;
		found.want = want;
		found.lacks = lacks;
	}
	found.met = found.have == found.want;
	found.text =
	    found.study != NULL ? portfolio_evidence_told(arena, &found) : "no case study yet";
	return found;
}

/* F3 */
static struct portfolio_evidence
portfolio_evidence_several(struct arena *arena, const struct roadmap_evidence *evidence,
    const struct portfolio_study *studies, size_t n)
{
	uint32_t shows = portfolio_shows(studies, n);
	uint32_t n_kinds = portfolio_evidence_count(shows);
	struct portfolio_evidence found = {.want = evidence->count};

	for (size_t i = 0; i < n; i++)
		found.have += portfolio_is_complete(&studies[i]);
	found.met = found.have >= found.want && n_kinds >= evidence->over;
	if (n_kinds < evidence->over)
		found.lacks = WORK_ALL & ~shows;
	found.text = arena_printf(arena, "%u of %u complete case stud%s", found.have, found.want,
	    found.want == 1 ? "y" : "ies");
	if (evidence->over > 0)
		found.text = arena_printf(arena, "%s, %u of %u kinds of work", found.text, n_kinds,
		    evidence->over);
	return found;
}

struct portfolio_evidence
portfolio_evidence(struct arena *arena, const struct roadmap *roadmap, uint32_t step,
    const struct portfolio_study *studies, size_t n)
{
	const struct roadmap_evidence *evidence = &roadmap->steps[step].evidence;

	if (evidence->kind == ROADMAP_EVIDENCE_CASE_STUDY)
		return portfolio_evidence_own(arena, roadmap, step, studies, n);
	return portfolio_evidence_several(arena, evidence, studies, n);
}

bool
portfolio_evidence_repeats(const struct roadmap *roadmap, uint32_t step,
    const struct portfolio_study *studies, size_t n)
{
	const struct roadmap_evidence *evidence = &roadmap->steps[step].evidence;
	uint32_t asked = portfolio_evidence_asked(evidence);

	if (evidence->kind != ROADMAP_EVIDENCE_CASE_STUDY || asked == 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (portfolio_evidence_is_of(&studies[i], roadmap, step))
			return false;
	return (asked & ~portfolio_shows(studies, n)) == 0;
}

const char *
portfolio_evidence_reason(struct arena *arena, const struct roadmap *roadmap, uint32_t step,
    const struct portfolio_study *studies, size_t n)
{
	const struct portfolio_evidence evidence =
	    portfolio_evidence(arena, roadmap, step, studies, n);
	uint32_t lacks = WORK_ALL & ~portfolio_shows(studies, n);
	uint32_t asked = portfolio_evidence_asked(&roadmap->steps[step].evidence);

	if (evidence.met)
		return arena_printf(arena, "%s, so it can be marked done", evidence.text);
	if (evidence.study != NULL)
		return evidence.text;
	if ((asked & lacks) != 0)
		return arena_printf(arena, "your portfolio lacks %s",
		    work_titles(arena, asked & lacks));
	if (asked != 0)
		return arena_printf(arena, "your portfolio shows %s already",
		    work_titles(arena, asked));
	return roadmap->steps[step].evidence.kind == ROADMAP_EVIDENCE_CASE_STUDIES ? evidence.text
										   : "";
}
