#include <string.h>

#include "client/command.h"
#include "client/json.h"

static void
cmd_help_options(const struct out *out, struct arena *arena, const struct args_option *options,
    const char *title)
{
	struct out_table *table = out_table_new(arena, "ls", 2);

	if (!options)
		return;
	out_newline(out);
	out_text(out, OUT_BOLD, title);
	out_newline(out);
	for (const struct args_option *o = options; o->name; o++) {
		char letter[5] = "    ";

		if (o->letter)
			memcpy(letter, (char[]){'-', o->letter, ',', ' '}, 4);
		out_table_cell(table, OUT_NAME, "%s--%s%s%s", letter, o->name, o->value ? " " : "",
		    o->value ? o->value : "");
		out_table_cell(table, OUT_PLAIN, "%s", o->summary);
	}
	out_table_print(table, out);
}

static void
cmd_help_example(const struct out *out, const char *example)
{
	out_newline(out);
	out_text(out, OUT_BOLD, strchr(example, '\n') ? "Examples" : "Example");
	out_newline(out);
	while (*example) {
		size_t n = strcspn(example, "\n");

		out_printf(out, OUT_NAME, "  %.*s", (int)n, example);
		out_newline(out);
		example += n + (example[n] == '\n');
	}
}

static json_t *
cmd_help_json(const struct command *command)
{
	json_t *options = json_array();

	for (const struct args_option *o = command->options; o && o->name; o++)
		json_array_append_new(options,
		    json_pack("{s:s, s:s, s:s}", "name", o->name, "value", o->value ? o->value : "",
			"summary", o->summary));
	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:o}", "name", command->name, "usage",
	    command->usage, "summary", command->summary, "text", command->text, "example",
	    command->example, "reply", command->reply, "options", options);
}

void
cmd_help_show(const struct cli *cli, const struct command *command)
{
	const struct out *out = &cli->out;

	if (cli->json) {
		json_print(cmd_help_json(command), true, out->file);
		return;
	}
	out_printf(out, OUT_BOLD, "roadmap %s", command->name);
	if (command->options)
		out_text(out, OUT_PLAIN, " [options]");
	if (command->usage[0])
		out_printf(out, OUT_PLAIN, " %s", command->usage);
	out_newline(out);
	out_newline(out);
	out_printf(out, OUT_PLAIN, "%s%s", command->summary,
	    strchr("?!", command->summary[strlen(command->summary) - 1]) ? "" : ".");
	out_newline(out);
	if (command->text[0])
		out_wrap(out, OUT_PLAIN, 0, 0, command->text);
	cmd_help_options(out, cli->arena, command->options, "Options");
	cmd_help_options(out, cli->arena, command_options, "Options of every command");
	cmd_help_example(out, command->example);
	out_newline(out);
	out_wrap(out, OUT_DIM, 0, 0, arena_printf(cli->arena, "--json prints %s.", command->reply));
}

static void
cmd_help_group(struct out_table *table, enum command_group group)
{
	out_table_span(table, OUT_PLAIN, "", OUT_PLAIN, "");
	out_table_span(table, OUT_BOLD, command_group_titles[group], OUT_PLAIN, "");
	for (const struct command *command = command_table; command->name; command++)
		if (command->group == group) {
			out_table_cell(table, OUT_NAME, "  %s %s", command->name, command->usage);
			out_table_cell(table, OUT_PLAIN, "%s", command->summary);
		}
}

static int
cmd_help_all(const struct cli *cli)
{
	struct out_table *table = out_table_new(cli->arena, "ls", 0);
	const struct out *out = &cli->out;

	if (cli->json) {
		json_t *all = json_array();

		for (const struct command *command = command_table; command->name; command++)
			json_array_append_new(all, cmd_help_json(command));
		json_print(json_pack("{s:s, s:o}", "version", ROADMAP_VERSION, "commands", all),
		    true, out->file);
		return CLI_DONE;
	}
	out_text(out, OUT_BOLD, "roadmap");
	out_text(out, OUT_PLAIN, " answers one question: what should I do next?");
	out_newline(out);
	out_text(out, OUT_PLAIN, "Type it alone to see where you stand.");
	out_newline(out);
	for (enum command_group group = 0; group < COMMAND_GROUPS; group++)
		cmd_help_group(table, group);
	out_table_print(table, out);
	out_newline(out);
	out_text(out, OUT_NAME, "roadmap COMMAND --help");
	out_text(out, OUT_PLAIN, " tells more of each, with an example.");
	out_newline(out);
	return CLI_DONE;
}

int
cmd_help(struct cli *cli)
{
	const struct command *near[1];
	const char *name;

	if (cli->args.n_operands == 0)
		return cmd_help_all(cli);
	name = cli->args.operands[0];
	if (command_find(name)) {
		cmd_help_show(cli, command_find(name));
		return CLI_DONE;
	}
	if (command_near(name, near, 1) > 0)
		return cli_usage(cli, "no command '%s': did you mean %s?", name, near[0]->name);
	return cli_usage(cli, "no command '%s'", name);
}
