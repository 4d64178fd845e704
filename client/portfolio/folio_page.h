/*
 * A portfolio as it is shown to others, and the formats it is written in. The same state gives the
 * same bytes. A file that cannot be written to shows in ferror().
 */
#ifndef CLIENT_PORTFOLIO_FOLIO_PAGE_H
#define CLIENT_PORTFOLIO_FOLIO_PAGE_H

#include <stdio.h>

#include "core/arena.h"
#include "export_data.h"
#include "roadmap/v1/portfolio.pb-c.h"

/* Lines of text, "" for what was not said; the site is an URL of the web. */
struct folio_person {
	const char *name, *label, *email, *site;
};

struct folio_page {
	struct arena *arena;
	struct folio_person person;
	const Pb__CaseStudyView **studies; /* those to be shown */
	size_t n_studies;
	const struct export_data *roadmap; /* whose finished steps are skills; NULL: none */
};

/* One HTML document that needs nothing else. Every text in it is escaped. */
void folio_html(const struct folio_page *page, FILE *file);
void folio_markdown(const struct folio_page *page, FILE *file);
/* JSON Resume, version 1.0.0: basics, projects, skills. */
void folio_resume(const struct folio_page *page, FILE *file);

/* The style sheet of the HTML. */
extern const char folio_style[];

/* "March to May 2026", "March 2025 to May 2026", "since March 2026", "" without dates. */
const char *folio_page_dates(struct arena *arena, const Pb__CaseStudy *study);

#endif
