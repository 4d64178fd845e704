/*
 * A case study as a form that people fill in: YAML with remarks.
 */
#ifndef CLIENT_PORTFOLIO_FOLIO_FORM_H
#define CLIENT_PORTFOLIO_FOLIO_FORM_H

#include "form.h"
#include "roadmap/v1/portfolio.pb-c.h"

/* What is told in remarks to who begins one. */
struct folio_hints {
	const char *title, *summary, *done_when; /* of the step; "" for none */
	const char **links;                      /* kept with it and with what it requires */
	size_t n_links;
};

/* What reads it, and checks it. The message is a Pb__CaseStudy without id and roadmap. */
extern const struct form_kind folio_form_kind;

/* The text of the form; hints may be NULL. The arena owns it. */
const char *folio_form_write(const Pb__CaseStudy *study, const struct folio_hints *hints,
    struct arena *arena);

#endif
