#include "client/group.h"

#include <stdlib.h>
#include <string.h>

#include "client/rpc_service.h"
#include "core/names.h"

unsigned
group_operands(const struct cli *cli)
{
	return cli->args.n_operands > 0 ? cli->args.n_operands - 1 : 0;
}

const char *
group_operand(const struct cli *cli, unsigned index)
{
	return index < group_operands(cli) ? cli->args.operands[index + 1] : "";
}

const char *
group_words(const struct cli *cli, unsigned first, unsigned end)
{
	const char *words = "";

	for (unsigned i = first; i < end && i < group_operands(cli); i++)
		words = arena_printf(cli->arena, "%s%s%s", words, i > first ? " " : "",
		    group_operand(cli, i));
	return words;
}

const char *
group_value(const struct cli *cli, const char *option)
{
	const char *value = args_value(&cli->args, option);

	return value ? value : "";
}

/* "list, show and add" */
static const char *
group_list(const struct command_word *words, struct arena *arena)
{
	const char *list = words->name;

	while ((++words)->name)
		list = arena_printf(arena, "%s%s%s", list, words[1].name ? ", " : " and ",
		    words->name);
	return list;
}

static int
group_unknown(const struct command *entry, struct cli *cli, const char *name)
{
	struct names names;
	const char *near;
	uint32_t n = 0;

	while (entry->words[n].name)
		n++;
	names = names_make(entry->words, n, sizeof(entry->words[0]), cli->arena);
	near = names_near(&names, name);
	if (near)
		return cli_usage(cli, "%s has no '%s': did you mean '%s'?", entry->name, name,
		    near);
	return cli_usage(cli, "%s has no '%s', but %s", entry->name, name,
	    group_list(entry->words, cli->arena));
}

/* An option of another word, or NULL. */
static const char *
group_needless(const struct command *entry, const struct command_word *word, const struct cli *cli)
{
	for (unsigned i = 0; i < cli->args.n_given; i++) {
		const struct args_option *given = cli->args.given[i].option;

		for (const struct args_option *own = entry->options; own->name; own++)
			if (own == given && !command_words_has_option(word, own->name))
				return own->name;
	}
	return NULL;
}

static int
group_check(const struct command *entry, const struct command_word *word, struct cli *cli)
{
	const char *needless = group_needless(entry, word, cli);

	if (group_operands(cli) < word->operands_least)
		return cli_usage(cli, "%s %s wants %s", entry->name, word->name, word->usage);
	if (group_operands(cli) > word->operands_most)
		return cli_usage(cli, "%s %s has no use for '%s'", entry->name, word->name,
		    group_operand(cli, word->operands_most));
	if (needless)
		return cli_usage(cli, "%s %s has no use for --%s", entry->name, word->name,
		    needless);
	return CLI_DONE;
}

static int
group_run(const struct group *group, struct cli *cli)
{
	const struct command *entry = group->entry;
	const char *name = cli->args.n_operands > 0 ? cli->args.operands[0] : entry->words[0].name;
	const struct command_word *word = command_words_find(entry->words, name);
	int status = word ? group_check(entry, word, cli) : group_unknown(entry, cli, name);

	if (status != CLI_DONE)
		return status;
	for (size_t i = 0; i < group->n; i++)
		if (strcmp(group->commands[i].name, name) == 0)
			return group->commands[i].run(cli);
	abort(); /* a word without its function */
}

/* `roadmap` has told all that there is to tell before it comes to this. */
static int
group_help(const struct group *group, struct cli *cli)
{
	out_printf(&cli->out, OUT_PLAIN, "usage: roadmap %s [options] %s", group->entry->name,
	    group->entry->usage);
	out_newline(&cli->out);
	out_printf(&cli->out, OUT_PLAIN, "WHAT is %s. roadmap help %s tells more.",
	    group_list(group->entry->words, cli->arena), group->entry->name);
	out_newline(&cli->out);
	return CLI_DONE;
}

static int
group_start(const struct group *group, struct cli *cli, int argc, char **argv)
{
	struct err err;

	if (args_parse(group->entry->options, command_options, argc - 1, argv + 1, false,
		cli->arena, &cli->args, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (cli_set_up(cli) != CLI_DONE)
		return CLI_USAGE;
	if (args_has(&cli->args, "help"))
		return group_help(group, cli);
	cli->quiet = cli->args.n_operands > 0 && strcmp(cli->args.operands[0], GROUP_COMPLETE) == 0;
	if (cli->quiet) {
		group->complete(cli);
		return CLI_DONE;
	}
	return group_run(group, cli);
}

int
group_main(const struct group *group, int argc, char **argv)
{
	struct cli cli;

	rpc_service_add(group->service);
	cli_begin(&cli);
	cli.command = group->entry;
	return cli_finish(&cli, group_start(group, &cli, argc > 0 ? argc : 1, argv));
}
