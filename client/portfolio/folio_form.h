/*
 * A case study as a form that people fill in: YAML with remarks.
 */
#ifndef CLIENT_PORTFOLIO_FOLIO_FORM_H
#define CLIENT_PORTFOLIO_FOLIO_FORM_H

#include "file/file_fault.h"
#include "file/file_source.h"
#include "roadmap/v1/portfolio.pb-c.h"

/* What is told in remarks to who begins one. */
struct folio_hints {
	const char *title, *summary, *done_when; /* of the step; "" for none */
	const char **links;                      /* kept with it and with what it requires */
	size_t n_links;
};

/* The text of the form; hints may be NULL. The arena owns it. folio_form_read() reads it back. */
const char *folio_form_write(const Pb__CaseStudy *study, const struct folio_hints *hints,
    struct arena *arena);

struct folio_form {
	struct file_source source;
	struct file_faults faults; /* sorted */
	Pb__CaseStudy *study;      /* NULL if there are faults; without id and roadmap */
	bool empty;                /* nothing but remarks: whoever leaves that has given up */
};

/*
 * Reads a form ("-" is standard input) and checks what it says. True if it has no fault; also with
 * `empty`, where the study is NULL. It borrows the path and lives in the arena.
 */
bool folio_form_read(const char *path, struct arena *arena, struct folio_form *ret_form);

/* The same from memory. */
bool folio_form_read_bytes(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct folio_form *ret_form);

#endif
