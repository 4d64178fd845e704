/*
 * The arguments of a command: options from a table, and operands.
 */
#ifndef CLIENT_ARGS_H
#define CLIENT_ARGS_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/err.h"

struct args_option {
	const char *name;    /* "note" for --note; NULL ends a table */
	char letter;         /* 'n' for -n, or 0 */
	const char *value;   /* what stands after it: "TEXT"; NULL for a flag */
	const char *summary; /* one line */
};

struct args_given {
	const struct args_option *option;
	const char *value; /* "" for a flag */
};

struct args {
	struct args_given *given;
	unsigned n_given;
	const char **operands;
	unsigned n_operands;
};

/*
 * Sorts argv[0..argc) into options of the two tables (either may be NULL) and operands: "--name
 * value", "--name=value", "-n 3", "-n3", "--" ends the options. With `until_operand` it stops at
 * the first operand, which is then operands[0] with all that follows it untouched. The strings
 * are argv's; the arena owns the rest. INVALID_ARGUMENT for an unknown option, with a near miss
 * suggested, and for a missing or needless value.
 */
enum err_code args_parse(const struct args_option *own, const struct args_option *common, int argc,
    char **argv, bool until_operand, struct arena *arena, struct args *ret_args, struct err *err);

bool args_has(const struct args *args, const char *name);
/* The last value given, or NULL. */
const char *args_value(const struct args *args, const char *name);
/* All operands from number `first` on, with a space between. */
const char *args_words(const struct args *args, unsigned first, struct arena *arena);
/* A whole number of [least, most] that the option was given, or `otherwise` without it. */
enum err_code args_number(const struct args *args, const char *name, long least, long most,
    long otherwise, long *ret_number, struct err *err);

#endif
