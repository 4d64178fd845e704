/*
 * `roadmap job`: the job search.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "client/command.h"
#include "client/command_job.h"
#include "core/names.h"
#include "search.h"

struct search_command {
	const char *name; /* first, for core/names */
	int (*run)(struct cli *cli);
	unsigned operands_least, operands_most;
	const char *usage;
};

static const struct search_command search_commands[] = {
    {"list", search_list, 0, 0, ""},
    {"show", search_show, 1, COMMAND_MANY, "NAME"},
    {"add", search_change_add, 1, COMMAND_MANY, "COMPANY [ROLE]"},
    {"edit", search_change_edit, 1, COMMAND_MANY, "NAME and what to change"},
    {"move", search_move, 2, COMMAND_MANY, "NAME STAGE"},
    {"note", search_move_note, 1, COMMAND_MANY, "NAME TEXT"},
    {"contact", search_move_contact, 2, COMMAND_MANY, "NAME PERSON"},
    {"due", search_change_due, 0, COMMAND_MANY, "[NAME DAY]"},
    {"remove", search_move_remove, 1, COMMAND_MANY, "NAME"},
    {"funnel", search_funnel, 0, 0, ""},
    {"report", search_report, 0, 1, "[FILE]"},
    {"import", search_import, 1, 1, "FILE"},
    {"export", search_export, 0, 1, "[FILE]"},
};

enum {
	SEARCH_COMMANDS = sizeof(search_commands) / sizeof(search_commands[0]),
};

static const struct command search_entry = COMMAND_JOB_ENTRY;

/* The options of every command, which `roadmap` hands on. */
static const struct args_option search_options[] = {
    {"roadmap", 'r', "ROADMAP", "another of your roadmaps than the current one"},
    {"json", 0, NULL, "one JSON document on standard output"},
    {"ascii", 0, NULL, "print no characters beyond ASCII"},
    {"color", 0, "WHEN", "auto, always or never"},
    {"help", 'h', NULL, "what the command does"},
    {0},
};

static void
search_main_free(struct cli *cli)
{
	rpc_close(cli->rpc);
	arena_free(cli->arena);
}

static int
search_main_unknown(struct cli *cli, const char *name)
{
	struct names names =
	    names_make(search_commands, SEARCH_COMMANDS, sizeof(search_commands[0]), cli->arena);
	const char *near = names_near(&names, name);

	if (near)
		return cli_usage(cli, "job has no '%s': did you mean '%s'?", name, near);
	return cli_usage(cli,
	    "job has no '%s', but list, show, add, edit, move, note, contact, due, remove, funnel, "
	    "report, import and export",
	    name);
}

static int
search_main_run(struct cli *cli)
{
	const char *name = cli->args.n_operands > 0 ? cli->args.operands[0] : "list";

	for (size_t i = 0; i < SEARCH_COMMANDS; i++) {
		const struct search_command *command = &search_commands[i];

		if (strcmp(command->name, name) != 0)
			continue;
		if (search_operands(cli) < command->operands_least)
			return cli_usage(cli, "job %s wants %s", name, command->usage);
		if (search_operands(cli) > command->operands_most)
			return cli_usage(cli, "job %s has no use for '%s'", name,
			    search_operand(cli, command->operands_most));
		return command->run(cli);
	}
	return search_main_unknown(cli, name);
}

static int
search_main_finish(struct cli *cli, int status)
{
	bool failed = ferror(stdout) != 0;

	if (fflush(stdout) != 0)
		failed = true;
	if (failed && errno != EPIPE && status == CLI_DONE) {
		cli_error(cli, "cannot write the output: %s", strerror(errno));
		status = CLI_REFUSED;
	}
	return status;
}

int
main(int argc, char **argv)
{
	__attribute__((cleanup(search_main_free))) struct cli cli = {.arena = arena_new(),
	    .roadmap_id = "",
	    .command = &search_entry};
	struct err err;

	out_init(&cli.out, stdout);
	out_init(&cli.notes, stderr);
	if (args_parse(command_options_job, search_options, argc - 1, argv + 1, false, cli.arena,
		&cli.args, &err) != ERR_OK)
		return cli_usage(&cli, "%s", err.text);
	if (cli_set_up(&cli) != CLI_DONE)
		return CLI_USAGE;
	if (args_has(&cli.args, "help")) {
		puts(
		    "usage: roadmap job [options] [list|show|add|edit|move|note|contact|due|remove|"
		    "funnel|report|import|export]\n"
		    "roadmap help job tells more.");
		return search_main_finish(&cli, CLI_DONE);
	}
	return search_main_finish(&cli, search_main_run(&cli));
}
