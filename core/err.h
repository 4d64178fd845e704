/*
 * What went wrong: a code with google.rpc.Code's number and one line for the user.
 *
 * A function that can fail returns the code, or a pointer with NULL for failure, and fills *err
 * where the fault is known; its callers pass both up unchanged. The text is one line, lower case,
 * in the user's words, and says what to do.
 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include <stdio.h>

enum err_code {
	ERR_OK = 0,
	ERR_CANCELLED = 1,
	ERR_UNKNOWN = 2,
	ERR_INVALID_ARGUMENT = 3,
	ERR_DEADLINE_EXCEEDED = 4,
	ERR_NOT_FOUND = 5,
	ERR_ALREADY_EXISTS = 6,
	ERR_PERMISSION_DENIED = 7,
	ERR_RESOURCE_EXHAUSTED = 8,
	ERR_FAILED_PRECONDITION = 9,
	ERR_ABORTED = 10,
	ERR_OUT_OF_RANGE = 11,
	ERR_UNIMPLEMENTED = 12,
	ERR_INTERNAL = 13,
	ERR_UNAVAILABLE = 14,
	ERR_DATA_LOSS = 15,
};

struct err {
	enum err_code code;
	char text[160];
};

#define ERR_NONE           \
	{                  \
		ERR_OK, "" \
	}

/*
 * Fills *err and has the value `code`: return err_set(err, ERR_NOT_FOUND, "no step '%s'", id);
 * Text that does not fit is cut. A macro, because clang's analyser follows the constant.
 */
#define err_set(err, code_, ...)                                                               \
	((void)snprintf((err)->text, sizeof((err)->text), __VA_ARGS__), (err)->code = (code_), \
	    (code_))

/* The name of a code as google.rpc.Code spells it: "NOT_FOUND". Never NULL. */
const char *err_name(enum err_code code);

#endif
