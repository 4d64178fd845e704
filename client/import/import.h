/*
 * Files of other programs as roadmaps.
 */
#ifndef IMPORT_IMPORT_H
#define IMPORT_IMPORT_H

#include <jansson.h>

#include "import/import_draft.h"
#include "import/import_input.h"

struct import_options {
	const char *content;  /* texts for the steps of a drawing: a folder or a file; or NULL */
	const char *progress; /* a file with a learner's progress; or NULL */
	bool chain;           /* order is a requirement */
};

struct import_format {
	const char *name;    /* for --format */
	const char *summary; /* one line */
	bool is_json;
	bool is_drawing; /* takes content, and has an order that may be a requirement */
	/* Whether a JSON value looks like it. */
	bool (*fits)(const json_t *root);
	/* Fills the draft. `root` is NULL if it is no JSON. */
	enum err_code (*read)(struct import_draft *draft, const struct import_input *input,
	    const json_t *root, const struct import_options *options, struct err *err);
};

/* All formats, ended by one without a name. */
extern const struct import_format import_formats[];

/* {"done": [...], "learning": [...], "skipped": [...]} and nothing that could be a roadmap. */
bool import_is_progress(const json_t *root);

/* NULL if there is none of that name. */
const struct import_format *import_format_find(const char *name);

/*
 * Reads a file into the draft and makes a roadmap of it that document_read() accepts. Without a
 * format the content tells it. NULL if it cannot be read; what was merely left out is noted in the
 * draft. *ret_format is filled on success.
 */
Pb__Roadmap *import_read(const struct import_input *input, const struct import_format *format,
    const struct import_options *options, struct import_draft *draft,
    const struct import_format **ret_format, struct err *err);

#endif
