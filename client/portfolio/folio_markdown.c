#include "export_prose.h"
#include "folio.h"
#include "folio_page.h"

static void
folio_markdown_heading(FILE *file, const char *marks, const char *title)
{
	fprintf(file, "%s ", marks);
	export_prose_text(file, title);
	fputs("\n\n", file);
}

static void
folio_markdown_section(FILE *file, struct arena *arena, const char *title, const char *text)
{
	if (!text[0])
		return;
	folio_markdown_heading(file, "###", title);
	export_prose_body(file, arena, text);
}

static void
folio_markdown_item(FILE *file, const char *name, const char *text)
{
	if (!text[0])
		return;
	fprintf(file, "- %s: ", name);
	export_prose_text(file, text);
	fputc('\n', file);
}

/* Between pointed brackets nothing of a URL is markup. */
static void
folio_markdown_url(FILE *file, const char *name, const char *url)
{
	if (url[0])
		fprintf(file, "- %s: <%s>\n", name, url);
}

static void
folio_markdown_technologies(FILE *file, const Pb__CaseStudy *study)
{
	for (size_t i = 0; i < study->n_technologies; i++) {
		fputs(i == 0 ? "- Technologies: " : ", ", file);
		export_prose_text(file, study->technologies[i]);
	}
	if (study->n_technologies > 0)
		fputc('\n', file);
}

static void
folio_markdown_study(FILE *file, struct arena *arena, const Pb__CaseStudy *study)
{
	folio_markdown_heading(file, "##", study->title);
	folio_markdown_item(file, "Shows", folio_kinds(arena, study->kinds, study->n_kinds));
	folio_markdown_item(file, "Role", study->role);
	folio_markdown_item(file, "When", folio_page_dates(arena, study));
	folio_markdown_technologies(file, study);
	folio_markdown_url(file, "Live demo", study->live_url);
	folio_markdown_url(file, "Source code", study->repository_url);
	fputc('\n', file);
	for (size_t i = 0; i < study->n_outcomes; i++) {
		if (i == 0)
			folio_markdown_heading(file, "###", "Outcomes");
		fputs("- ", file);
		export_prose_text(file, study->outcomes[i]);
		fputs(i + 1 == study->n_outcomes ? "\n\n" : "\n", file);
	}
	folio_markdown_section(file, arena, "Problem", study->problem);
	folio_markdown_section(file, arena, "Approach", study->approach);
	folio_markdown_section(file, arena, "Challenges", study->challenges);
	folio_markdown_section(file, arena, "Lessons", study->lessons);
}

void
folio_markdown(const struct folio_page *page, FILE *file)
{
	const struct folio_person *person = &page->person;

	folio_markdown_heading(file, "#", person->name[0] ? person->name : "Portfolio");
	if (person->label[0])
		export_prose_body(file, page->arena, person->label);
	if (person->email[0])
		fprintf(file, "- Mail: <%s>\n", person->email);
	folio_markdown_url(file, "Site", person->site);
	if (person->email[0] || person->site[0])
		fputc('\n', file);
	for (size_t i = 0; i < page->n_studies; i++)
		folio_markdown_study(file, page->arena, page->studies[i]->study);
}
