#include "folio_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/work.h"
#include "document/document_study.h"
#include "file/file_evidence.h"

static void
folio_form_head(FILE *out, const struct folio_hints *hints)
{
	fputs("# Save and close to keep this case study. Close without a change, and nothing\n"
	      "# happens. What you leave empty can be written later: 'roadmap portfolio check'\n"
	      "# tells what a reader would miss. Longer texts stand below their key, moved in.\n",
	    out);
	if (!hints)
		return;
	if (hints->title[0]) {
		fputs("#\n# It is for this step:\n", out);
		form_write_remark(out, "  ", hints->title);
		form_write_remark(out, "  ", hints->summary);
	}
	if (hints->done_when[0]) {
		fputs("# Done when:\n", out);
		form_write_remark(out, "  ", hints->done_when);
	}
	if (hints->n_links > 0)
		fputs("# Links you kept on the way:\n", out);
	for (size_t i = 0; i < hints->n_links; i++)
		fprintf(out, "#   %s\n", hints->links[i]);
}

static void
folio_form_kinds(FILE *out, const Pb__CaseStudy *study)
{
	fprintf(out, "\n# What it shows, of %s.\nkinds: [", work_ids);
	for (size_t i = 0; i < study->n_kinds; i++)
		fprintf(out, "%s%s", i > 0 ? ", " : "", work_id((uint32_t)study->kinds[i]));
	fputs("]\n", out);
}

static void
folio_form_parts(FILE *out, const Pb__CaseStudy *study)
{
	form_write_line(out, "What you made, as a title.", "title", study->title);
	form_write_line(out, "The step of your roadmap that it belongs to, if any.", "step",
	    study->step_id);
	folio_form_kinds(out, study);
	form_write_line(out, "What of it was yours: sole developer, one of three, ...", "role",
	    study->role);
	fprintf(out, "\n# When, as 2026-03 or 2026-03-17.\nfrom:%s%s\nto:%s%s\n",
	    study->from[0] ? " " : "", study->from, study->to[0] ? " " : "", study->to);
	form_write_line(out, "Where it runs, to be tried without an account.", "live",
	    study->live_url);
	form_write_line(out, "Where its code is.", "repository", study->repository_url);
	form_write_body(out, "The problem, and whose problem it was.", "problem", study->problem);
	form_write_body(out, "What you did about it, and what else you considered.", "approach",
	    study->approach);
	form_write_list(out, "The technologies, those that matter first.", "technologies",
	    study->technologies, study->n_technologies);
	form_write_body(out, "What was hard, told honestly.", "challenges", study->challenges);
	form_write_body(out, "What you learned, and what you would do otherwise.", "lessons",
	    study->lessons);
	form_write_list(out,
	    "What came of it, with a number: \"p99 from 900 ms to 40 ms\", \"12 users a week\".",
	    "outcomes", study->outcomes, study->n_outcomes);
}

const char *
folio_form_write(const Pb__CaseStudy *study, const struct folio_hints *hints, struct arena *arena)
{
	char *text = NULL;
	const char *copy;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	folio_form_head(out, hints);
	folio_form_parts(out, study);
	if (fclose(out) != 0)
		abort();
	copy = arena_strdup(arena, text);
	free(text);
	return copy;
}

#define FOLIO_AT(member) offsetof(Pb__CaseStudy, member)
#define FOLIO_LIST_AT(member) FOLIO_AT(member), FOLIO_AT(n_##member)

static const struct file_key folio_form_keys[] = {
    {"title", file_value_text, FOLIO_AT(title), 0, false, NULL},
    {"step", file_value_text, FOLIO_AT(step_id), 0, false, NULL},
    {"kinds", file_evidence_kinds, FOLIO_LIST_AT(kinds), false, NULL},
    {"role", file_value_text, FOLIO_AT(role), 0, false, NULL},
    {"from", file_value_text, FOLIO_AT(from), 0, false, NULL},
    {"to", file_value_text, FOLIO_AT(to), 0, false, NULL},
    {"live", file_value_text, FOLIO_AT(live_url), 0, false, NULL},
    {"repository", file_value_text, FOLIO_AT(repository_url), 0, false, NULL},
    {"problem", file_value_text, FOLIO_AT(problem), 0, false, NULL},
    {"approach", file_value_text, FOLIO_AT(approach), 0, false, NULL},
    {"technologies", form_read_texts, FOLIO_LIST_AT(technologies), false, NULL},
    {"challenges", file_value_text, FOLIO_AT(challenges), 0, false, NULL},
    {"lessons", file_value_text, FOLIO_AT(lessons), 0, false, NULL},
    {"outcomes", form_read_texts, FOLIO_LIST_AT(outcomes), false, NULL},
};
static const struct file_map folio_form_map = {
    .what = "a case study",
    .descriptor = &pb__case_study__descriptor,
    .keys = folio_form_keys,
    .n_keys = sizeof(folio_form_keys) / sizeof(folio_form_keys[0]),
};

static void
folio_form_check(const void *message, struct arena *arena, struct roadmap_faults *faults)
{
	const struct portfolio_study study = document_study(message, arena);

	portfolio_check(&study, faults);
}

const struct form_kind folio_form_kind = {&folio_form_map, folio_form_check};
