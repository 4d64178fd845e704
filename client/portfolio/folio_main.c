/*
 * `roadmap portfolio`: the case studies of what was made, and the pages that show them.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "client/command.h"
#include "client/command_portfolio.h"
#include "core/names.h"
#include "folio.h"

struct folio_command {
	const char *name; /* first, for core/names */
	int (*run)(struct cli *cli);
	unsigned operands_least, operands_most;
	const char *usage;
};

static const struct folio_command folio_commands[] = {
    {"list", folio_list, 0, 0, ""},
    {"show", folio_show, 1, COMMAND_MANY, "CASE"},
    {"add", folio_edit_add, 0, 1, "[STEP]"},
    {"edit", folio_edit, 1, COMMAND_MANY, "CASE"},
    {"remove", folio_remove, 1, COMMAND_MANY, "CASE"},
    {"check", folio_check, 0, COMMAND_MANY, "[CASE]"},
    {"export", folio_export, 0, 1, "[FILE]"},
};

enum {
	FOLIO_COMMANDS = sizeof(folio_commands) / sizeof(folio_commands[0]),
};

static const struct command folio_entry = COMMAND_PORTFOLIO_ENTRY;

/* The options of every command, which `roadmap` hands on. */
static const struct args_option folio_options[] = {
    {"roadmap", 'r', "ROADMAP", "another of your roadmaps than the current one"},
    {"json", 0, NULL, "one JSON document on standard output"},
    {"ascii", 0, NULL, "print no characters beyond ASCII"},
    {"color", 0, "WHEN", "auto, always or never"},
    {"help", 'h', NULL, "what the command does"},
    {0},
};

static void
folio_main_free(struct cli *cli)
{
	rpc_close(cli->rpc);
	arena_free(cli->arena);
}

static int
folio_main_unknown(struct cli *cli, const char *name)
{
	struct names names =
	    names_make(folio_commands, FOLIO_COMMANDS, sizeof(folio_commands[0]), cli->arena);
	const char *near = names_near(&names, name);

	if (near)
		return cli_usage(cli, "portfolio has no '%s': did you mean '%s'?", name, near);
	return cli_usage(cli,
	    "portfolio has no '%s', but list, show, add, edit, remove, check and export", name);
}

static int
folio_main_run(struct cli *cli)
{
	const char *name = cli->args.n_operands > 0 ? cli->args.operands[0] : "list";
	unsigned n = cli->args.n_operands > 0 ? cli->args.n_operands - 1 : 0;

	for (size_t i = 0; i < FOLIO_COMMANDS; i++) {
		const struct folio_command *command = &folio_commands[i];

		if (strcmp(command->name, name) != 0)
			continue;
		if (n < command->operands_least)
			return cli_usage(cli, "portfolio %s wants %s", name, command->usage);
		if (n > command->operands_most)
			return cli_usage(cli, "portfolio %s has no use for '%s'", name,
			    cli->args.operands[1 + command->operands_most]);
		return command->run(cli);
	}
	return folio_main_unknown(cli, name);
}

static int
folio_main_finish(struct cli *cli, int status)
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
	__attribute__((cleanup(folio_main_free))) struct cli cli = {.arena = arena_new(),
	    .roadmap_id = "",
	    .command = &folio_entry};
	struct err err;

	out_init(&cli.out, stdout);
	out_init(&cli.notes, stderr);
	if (args_parse(command_options_portfolio, folio_options, argc - 1, argv + 1, false,
		cli.arena, &cli.args, &err) != ERR_OK)
		return cli_usage(&cli, "%s", err.text);
	if (cli_set_up(&cli) != CLI_DONE)
		return CLI_USAGE;
	if (args_has(&cli.args, "help")) {
		puts("usage: roadmap portfolio [options] [list|show|add|edit|remove|check|export]\n"
		     "roadmap help portfolio tells more.");
		return folio_main_finish(&cli, CLI_DONE);
	}
	return folio_main_finish(&cli, folio_main_run(&cli));
}
