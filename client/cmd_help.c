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
cmd_help_words(const struct out *out, struct arena *arena, const struct command_word *words)
{
	struct out_table *table = out_table_new(arena, "ls", 2);

	out_newline(out);
	for (; words->name; words++) {
		out_table_cell(table, OUT_NAME, "%s%s%s", words->name, words->usage[0] ? " " : "",
		    words->usage);
		out_table_cell(table, OUT_PLAIN, "%s", words->summary);
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

static void
cmd_help_json(struct json_writer *writer, const struct command *command)
{
	json_write_begin(writer, NULL, '{');
	json_write_text(writer, "name", command->name);
	json_write_text(writer, "usage", command->usage);
	json_write_text(writer, "summary", command->summary);
	json_write_text(writer, "text", command->text);
	json_write_text(writer, "example", command->example);
	json_write_text(writer, "reply", command->reply);
	json_write_begin(writer, "options", '[');
	for (const struct args_option *o = command->options; o && o->name; o++) {
		json_write_begin(writer, NULL, '{');
		json_write_text(writer, "name", o->name);
		json_write_text(writer, "value", o->value);
		json_write_text(writer, "summary", o->summary);
		json_write_end(writer, '}');
	}
	json_write_end(writer, ']');
	json_write_begin(writer, "words", '[');
	for (const struct command_word *word = command->words; word && word->name; word++) {
		json_write_begin(writer, NULL, '{');
		json_write_text(writer, "name", word->name);
		json_write_text(writer, "usage", word->usage);
		json_write_text(writer, "summary", word->summary);
		json_write_end(writer, '}');
	}
	json_write_end(writer, ']');
	json_write_end(writer, '}');
}

void
cmd_help_show(const struct cli *cli, const struct command *command)
{
	const struct out *out = &cli->out;
	struct json_writer writer = {.file = out->file, .indented = true};

	if (cli->json) {
		cmd_help_json(&writer, command);
		fputc('\n', out->file);
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
	if (command->words)
		cmd_help_words(out, cli->arena, command->words);
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
	for (const struct command *command = command_first(); command;
	     command = command_next(command))
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
	struct json_writer writer = {.file = out->file, .indented = true};

	if (cli->json) {
		json_write_begin(&writer, NULL, '{');
		json_write_text(&writer, "version", ROADMAP_VERSION);
		json_write_begin(&writer, "commands", '[');
		for (const struct command *command = command_first(); command;
		     command = command_next(command))
			cmd_help_json(&writer, command);
		json_write_end(&writer, ']');
		json_write_end(&writer, '}');
		fputc('\n', out->file);
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
