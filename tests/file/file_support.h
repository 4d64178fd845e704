/*
 * Reading a text in a test and saying what faults it has.
 */
#ifndef FILE_SUPPORT_H
#define FILE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "file/file_read.h"

/* The first seven lines of a roadmap: its steps may follow, indented by four. */
#define FILE_HEAD "roadmap: r\nversion: 1\ntitle: R\nphases:\n- id: p\n  title: P\n  steps:\n"
/* A whole one without faults, of ten lines. */
#define FILE_SOUND FILE_HEAD "  - id: a\n    title: A\n    hours: 1\n"

/* An arena as the state of a test. */
int file_setup(void **state);
int file_teardown(void **state);

#define file_test(name) cmocka_unit_test_setup_teardown(name, file_setup, file_teardown)

/* Reads a text that must have no fault. */
const Pb__Roadmap *file_good(void **state, const char *yaml);

/* The text must have just these faults, a line each: "LINE:COLUMN: TEXT\n". */
void file_bad(void **state, const char *yaml, const char *expected);
void file_bad_bytes(void **state, const char *bytes, size_t size, const char *expected);

/* The path of a sample. */
const char *file_sample(void **state, const char *name);

#endif
