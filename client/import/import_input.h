/*
 * The file that is imported, whole in memory, and as JSON if it is that.
 */
#ifndef IMPORT_INPUT_H
#define IMPORT_INPUT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/err.h"

enum {
	IMPORT_INPUT_MAX = 64 << 20, /* bytes */
};

struct import_input {
	const char *name; /* for messages */
	const char *text; /* NUL-terminated, without a byte order mark */
	size_t size;
};

/* Reads a file, or standard input for "-". INVALID_ARGUMENT over IMPORT_INPUT_MAX. */
enum err_code import_input_read(const char *path, struct arena *arena,
    struct import_input *ret_input, struct err *err);

/* The same from memory, which is borrowed and need not end in a NUL. */
enum err_code import_input_make(const char *name, const char *bytes, size_t size,
    struct arena *arena, struct import_input *ret_input, struct err *err);

/*
 * Parses JSON: one value, or objects one after the other, which become an array. NULL with a reason
 * if it is none, is nested too deep or would take too much memory. The caller has the reference.
 */
json_t *import_input_json(const struct import_input *input, struct err *err);

/* A member of an object: its text, or "". The value has it as long as it lives. */
const char *import_input_text(const json_t *object, const char *key);
/* The same, a number, cut to what can be drawn and never NaN, or `otherwise`. */
double import_input_number(const json_t *object, const char *key, double otherwise);

/* For __attribute__((cleanup)). */
void import_input_free_json(json_t **value);

#endif
