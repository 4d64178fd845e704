/*
 * What may stand in brackets at the end of a title: "(3 h)", "(~2-4 h, optional, milestone)",
 * "(active)". Words: optional, milestone, active, skipped, known.
 */
#ifndef IMPORT_REMARKS_H
#define IMPORT_REMARKS_H

#include "import/import_draft.h"
#include "import/import_hours.h"

struct import_remarks {
	struct import_hours hours;
	bool optional, milestone;
	enum import_mark mark; /* IMPORT_TODO if none is told */
	const char *rest;      /* the title without them */
};

/* Nothing but the title as the rest if there is a word in the brackets that is none of these. */
struct import_remarks import_remarks_find(const char *title, struct arena *arena);

#endif
