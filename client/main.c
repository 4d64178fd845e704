#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "client/cli.h"
#include "client/command.h"
#include "client/helper.h"

enum {
	MAIN_NEAR = 3,
};

static const struct args_option main_options[] = {{"version", 'V', NULL, "the version"},
    {NULL, 0, NULL, NULL}};

/* An empty word is a variable of a script that was not set: it must not mean "the last one". */
static bool
main_has_empty(const struct cli *cli)
{
	for (unsigned i = 0; i < cli->args.n_operands; i++)
		if (cli->args.operands[i][strspn(cli->args.operands[i], " \t\n")] == '\0')
			return true;
	return false;
}

static int
main_check(struct cli *cli)
{
	const struct command *command = cli->command;
	unsigned n = cli->args.n_operands;

	if (n < command->operands_least)
		return cli_usage(cli, "%s wants %s", command->name, command->usage);
	if (n > command->operands_most)
		return cli_usage(cli, "%s has no use for '%s'", command->name,
		    cli->args.operands[command->operands_most]);
	if (main_has_empty(cli))
		return cli_usage(cli, "an argument is empty: name what you mean, or leave it out");
	return CLI_DONE;
}

static int
main_unknown(struct cli *cli, const char *name, int failure)
{
	const struct command *near[MAIN_NEAR];
	struct out_table *table = out_table_new(cli->arena, "ls", 2);
	unsigned n;

	if (failure != 0) {
		cli_error(cli, "cannot run roadmap-%s: %s", name, strerror(failure));
		return CLI_USAGE;
	}
	if (command_find(name))
		return cli_usage(cli, "roadmap-%s is not installed", name);
	n = command_near(name, near, MAIN_NEAR);
	if (n == 0)
		return cli_usage(cli, "no command '%s'", name);
	cli_error(cli, "no command '%s', did you mean", name);
	for (unsigned i = 0; i < n; i++) {
		out_table_cell(table, OUT_NAME, "roadmap %s", near[i]->name);
		out_table_cell(table, OUT_PLAIN, "%s", near[i]->summary);
	}
	out_table_print(table, &cli->notes);
	return CLI_USAGE;
}

/* Options before a helper's name are the helper's to read: they are put after it. */
static int
main_helper(struct cli *cli, int argc, char **argv)
{
	unsigned n = cli->args.n_operands;
	int n_before = argc - 1 - (int)n;
	char **moved = arena_array(cli->arena, (size_t)argc + 1, sizeof(*moved));
	int n_moved = 0;
	int failure;

	moved[n_moved++] = argv[argc - (int)n];
	for (int i = 1; i <= n_before; i++)
		if (strcmp(argv[i], "--") != 0)
			moved[n_moved++] = argv[i];
	for (int i = argc - (int)n + 1; i < argc; i++)
		moved[n_moved++] = argv[i];
	failure = helper_run(cli->arena, moved[0], n_moved, moved);
	return main_unknown(cli, argv[argc - (int)n], failure);
}

/* What a helper of ours has no use for: files and reminders are of no single enrollment. */
static bool
main_is_ours(const struct cli *cli, const char *option)
{
	const enum command_operand operand = cli->command->operand;

	if (operand == COMMAND_PORTFOLIO || operand == COMMAND_JOB)
		return false;
	if (strcmp(option, "roadmap") == 0)
		return operand == COMMAND_FILES || operand == COMMAND_REMINDERS;
	return strcmp(option, "color") == 0 ||
	       (strcmp(option, "ascii") == 0 && operand != COMMAND_REMINDERS);
}

/* Becomes the program of a command of the table, whose arguments were found good. */
static int
main_program(struct cli *cli)
{
	const struct args *args = &cli->args;
	size_t room = (size_t)args->n_given + args->n_operands + 3;
	char **argv = arena_array(cli->arena, room, sizeof(*argv));
	const char *name = cli->command->name;
	int argc = 0, failure;

	argv[argc++] = arena_strdup(cli->arena, name);
	for (unsigned i = 0; i < args->n_given; i++) {
		const struct args_option *option = args->given[i].option;

		if (!main_is_ours(cli, option->name))
			argv[argc++] = arena_printf(cli->arena, "--%s%s%s", option->name,
			    option->value ? "=" : "", args->given[i].value);
	}
	argv[argc++] = arena_strdup(cli->arena, "--");
	for (unsigned i = 0; i < args->n_operands; i++)
		argv[argc++] = arena_strdup(cli->arena, args->operands[i]);
	failure = helper_run(cli->arena, name, argc, argv);
	cli->command = NULL;
	return main_unknown(cli, name, failure);
}

/* `argv` holds everything after the program's name. */
static int
main_command(struct cli *cli, int argc, char **argv)
{
	char **all = arena_array(cli->arena, (size_t)argc + 1, sizeof(*all));
	unsigned n = cli->args.n_operands;
	int n_all = 0, status;
	struct err err;

	/* The command's own name goes, options stand before and after it. */
	for (int i = 0; i < argc; i++)
		if (i != argc - (int)n)
			all[n_all++] = argv[i];
	if (args_parse(cli->command->options, command_options, n_all, all, false, cli->arena,
		&cli->args, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	status = cli_set_up(cli);
	if (status != CLI_DONE)
		return status;
	if (args_has(&cli->args, "help")) {
		cmd_help_show(cli, cli->command);
		return CLI_DONE;
	}
	status = main_check(cli);
	if (status != CLI_DONE)
		return status;
	return cli->command->run ? cli->command->run(cli) : main_program(cli);
}

static int
main_start(struct cli *cli, int argc, char **argv)
{
	struct err err;

	if (args_parse(main_options, command_options, argc - 1, argv + 1, true, cli->arena,
		&cli->args, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (cli_set_up(cli) != CLI_DONE)
		return CLI_USAGE;
	if (args_has(&cli->args, "version"))
		return cmd_version(cli);
	if (cli->args.n_operands == 0 && args_has(&cli->args, "help"))
		return cmd_help(cli);
	if (cli->args.n_operands == 0)
		return cmd_home(cli);
	if (strcmp(cli->args.operands[0], "__complete") == 0)
		return cmd_complete(cli, cli->args.n_operands > 1 ? cli->args.operands[1] : "");
	cli->command = command_find(cli->args.operands[0]);
	if (!cli->command)
		return main_helper(cli, argc, argv);
	return main_command(cli, argc - 1, argv + 1);
}

/* Whoever closed these would else find the socket there, and the output in it. */
static void
main_guard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd >= 0)
		close(fd);
}

int
main(int argc, char **argv)
{
	struct cli cli;

	main_guard_descriptors();
	cli_begin(&cli);
	return cli_finish(&cli, main_start(&cli, argc > 0 ? argc : 1, argv));
}
