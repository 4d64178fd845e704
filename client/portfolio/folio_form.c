#include "folio_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/out.h"
#include "core/work.h"
#include "file/file_quote.h"

enum {
	FOLIO_FORM_WIDTH = 76, /* columns of a remark */
	FOLIO_FORM_INDENT = 2,
};

/* A text of any lines as remarks, wrapped and moved in. */
static void
folio_form_remark(FILE *out, const char *indent, const char *text)
{
	while (*text) {
		size_t line = strcspn(text, "\n"), n = out_fit(text, FOLIO_FORM_WIDTH);

		n = n < line ? n : line;
		fprintf(out, "# %s%.*s\n", indent, (int)n, text);
		text += n;
		text += strspn(text, " \n");
	}
}

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
		folio_form_remark(out, "  ", hints->title);
		folio_form_remark(out, "  ", hints->summary);
	}
	if (hints->done_when[0]) {
		fputs("# Done when:\n", out);
		folio_form_remark(out, "  ", hints->done_when);
	}
	if (hints->n_links > 0)
		fputs("# Links you kept on the way:\n", out);
	for (size_t i = 0; i < hints->n_links; i++)
		fprintf(out, "#   %s\n", hints->links[i]);
}

static void
folio_form_line(FILE *out, const char *remark, const char *key, const char *text)
{
	(void)fputc('\n', out);
	folio_form_remark(out, "", remark);
	fprintf(out, "%s:", key);
	if (text[0]) {
		(void)fputc(' ', out);
		file_quote_line(out, text);
	}
	(void)fputc('\n', out);
}

/* An empty one has its place below it already. */
static void
folio_form_body(FILE *out, const char *remark, const char *key, const char *text)
{
	(void)fputc('\n', out);
	folio_form_remark(out, "", remark);
	fprintf(out, "%s: ", key);
	if (text[0])
		file_quote_body(out, text, FOLIO_FORM_INDENT);
	else
		fputs("|\n  ", out);
	(void)fputc('\n', out);
}

static void
folio_form_list(FILE *out, const char *remark, const char *key, const char *const *texts, size_t n)
{
	(void)fputc('\n', out);
	folio_form_remark(out, "", remark);
	fprintf(out, "%s:\n", key);
	for (size_t i = 0; i < n; i++) {
		fputs("  - ", out);
		file_quote_line(out, texts[i]);
		(void)fputc('\n', out);
	}
	if (n == 0)
		fputs("  -\n", out);
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
	folio_form_line(out, "What you made, as a title.", "title", study->title);
	folio_form_line(out, "The step of your roadmap that it belongs to, if any.", "step",
	    study->step_id);
	folio_form_kinds(out, study);
	folio_form_line(out, "What of it was yours: sole developer, one of three, ...", "role",
	    study->role);
	fprintf(out, "\n# When, as 2026-03 or 2026-03-17.\nfrom:%s%s\nto:%s%s\n",
	    study->from[0] ? " " : "", study->from, study->to[0] ? " " : "", study->to);
	folio_form_line(out, "Where it runs, to be tried without an account.", "live",
	    study->live_url);
	folio_form_line(out, "Where its code is.", "repository", study->repository_url);
	folio_form_body(out, "The problem, and whose problem it was.", "problem", study->problem);
	folio_form_body(out, "What you did about it, and what else you considered.", "approach",
	    study->approach);
	folio_form_list(out, "The technologies, those that matter first.", "technologies",
	    study->technologies, study->n_technologies);
	folio_form_body(out, "What was hard, told honestly.", "challenges", study->challenges);
	folio_form_body(out, "What you learned, and what you would do otherwise.", "lessons",
	    study->lessons);
	folio_form_list(out,
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
