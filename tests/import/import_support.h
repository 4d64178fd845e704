/*
 * Importing a text in a test, and looking at what comes of it.
 */
#ifndef IMPORT_SUPPORT_H
#define IMPORT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "import/import.h"

/* What was imported in a test, until its end. */
struct imported {
	struct arena *arena;
	struct import_draft *draft;
	const struct import_format *format;
	const Pb__Roadmap *roadmap; /* NULL if it was refused */
	struct err err;
	char *notes; /* every line that was told, without the name of the file */
	size_t notes_size;
};

/* A struct imported as the state of a test. */
int import_setup(void **state);
int import_teardown(void **state);

#define import_test(name) cmocka_unit_test_setup_teardown(name, import_setup, import_teardown)

/* Imports bytes, by what they look like or as `format`. `options` may be NULL. */
struct imported *import_bytes(void **state, const char *bytes, size_t size, const char *format,
    const struct import_options *options);
/* Imports a text that must be taken as `format`. */
struct imported *import_good(void **state, const char *format, const char *text);
/* The text must be refused with these words. */
void import_bad(void **state, const char *text, const char *expected);
/* Imports a sample of tests/import/data. */
struct imported *import_sample(void **state, const char *name,
    const struct import_options *options);
const char *import_sample_path(void **state, const char *name);

/* A step that must be there. */
const Pb__StepDef *import_step(const struct imported *imported, const char *id);
enum import_mark import_mark_of(const struct imported *imported, const char *id);
/* "soil: soil sand clay; tools: tools spade" */
const char *import_outline(const struct imported *imported);
/* "a|b c": what a step requires. */
const char *import_needs(const struct imported *imported, const char *id);

#endif
