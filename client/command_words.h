/*
 * The commands of a command, named by the first word after it: `roadmap job add`.
 */
#ifndef CLIENT_COMMAND_WORDS_H
#define CLIENT_COMMAND_WORDS_H

#include "client/args.h"

struct command_word {
	const char *name;                       /* first, for core/names; NULL ends a table */
	const char *usage;                      /* what stands after it: "NAME STAGE" */
	const char *summary;                    /* half a line */
	unsigned operands_least, operands_most; /* after the name */
	const char *options; /* names of those it has a use for, with a blank after each */
};

extern const struct command_word command_words_portfolio[];
extern const struct command_word command_words_job[];

/* NULL if there is none of this name, or no table. */
const struct command_word *command_words_find(const struct command_word *words, const char *name);
bool command_words_has_option(const struct command_word *word, const char *option);

#endif
