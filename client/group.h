/*
 * A program with several commands of its own, named by the first word: `roadmap job add`.
 */
#ifndef CLIENT_GROUP_H
#define CLIENT_GROUP_H

#include "client/command.h"

struct group_command {
	const char *name; /* one of the entry's words */
	int (*run)(struct cli *cli);
};

struct group {
	const struct command *entry;
	const struct group_command *commands;
	size_t n;
	const ProtobufCServiceDescriptor *service; /* that it asks, beside those of `roadmap` */
	void (*complete)(struct cli *cli);         /* candidates for what its commands are about */
};

/* The hidden word for those, which `roadmap` runs on behalf of a shell. No daemon is started. */
#define GROUP_COMPLETE "__complete"

/* All of main(): returns the exit status. */
int group_main(const struct group *group, int argc, char **argv);

/* How many operands stand after the name, and the one of a number, or "". */
unsigned group_operands(const struct cli *cli);
const char *group_operand(const struct cli *cli, unsigned index);
/* Those from number `first` to the one before `end`, with a space between. */
const char *group_words(const struct cli *cli, unsigned first, unsigned end);

/* The value of an option, or "". */
const char *group_value(const struct cli *cli, const char *option);

#endif
