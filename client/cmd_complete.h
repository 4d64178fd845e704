/*
 * What can stand next on a command line: between the files of cmd_complete().
 */
#ifndef CLIENT_CMD_COMPLETE_H
#define CLIENT_CMD_COMPLETE_H

#include "client/cli.h"
#include "client/command.h"

/* A command line as far as it is typed. */
struct cmd_complete {
	const struct command *command;    /* NULL before there is one */
	const struct args_option *option; /* whose value comes next, or NULL */
	const char **operands;            /* of the command, before the word at the cursor */
	unsigned n_operands;
};

/* The shell is to offer files: no id begins so. */
#define CMD_COMPLETE_FILES ":files"

/* Words that say what they mean, with spaces between. */
void cmd_complete_words(struct cli *cli, const char *words);
void cmd_complete_steps(struct cli *cli);

/* cmd_complete_job.c */
/* After a word of `job` or `portfolio`: what its usage names. */
void cmd_complete_job(struct cli *cli, const struct cmd_complete *line);
void cmd_complete_job_value(struct cli *cli, const char *option);

#endif
