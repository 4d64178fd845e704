/*
 * From the message roadmap.v1.CaseStudy to the domain's struct portfolio_study. The daemon and the
 * client check a case study by the same code: this and core.
 */
#ifndef DOCUMENT_DOCUMENT_STUDY_H
#define DOCUMENT_DOCUMENT_STUDY_H

#include "core/portfolio.h"
#include "roadmap/v1/portfolio.pb-c.h"

/* Borrows the strings of the message, which must outlive it; the arena owns the rest. */
struct portfolio_study document_study(const Pb__CaseStudy *message, struct arena *arena);

/* Kinds of work, of any message. */
const uint32_t *document_study_kinds(const Pb__Work *kinds, size_t n, struct arena *arena);

#endif
