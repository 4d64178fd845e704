#include <string.h>

#include "client/bundle.h"
#include "client/command.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

static void
cmd_complete_put(struct cli *cli, const char *id, const char *title)
{
	out_text(&cli->out, OUT_PLAIN, id);
	fputc('\t', cli->out.file);
	out_text(&cli->out, OUT_PLAIN, title);
	out_newline(&cli->out);
}

static void
cmd_complete_steps(struct cli *cli)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepListReply *reply;
	struct err err;

	if (cli_try(cli, "Step", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_steps; i++)
		cmd_complete_put(cli, reply->steps[i]->id, reply->steps[i]->title);
}

static void
cmd_complete_roadmaps(struct cli *cli, bool versions)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	Pb__Roadmap **bundled;
	size_t n = versions ? 0 : bundle_list(cli->arena, &bundled);
	struct err err;

	for (size_t i = 0; i < n; i++)
		cmd_complete_put(cli, bundled[i]->id, bundled[i]->title);
	if (cli_try(cli, "Catalog", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_roadmaps; i++) {
		const Pb__CatalogEntry *entry = reply->roadmaps[i];

		if (versions)
			cmd_complete_put(cli,
			    arena_printf(cli->arena, "%s@%u", entry->id, entry->version),
			    entry->title);
		else if (!bundle_load(entry->id, cli->arena))
			cmd_complete_put(cli, entry->id, entry->title);
	}
}

/* Choices and all their options: there are few. */
static void
cmd_complete_choices(struct cli *cli)
{
	Pb__EnrollmentListRequest request = PB__ENROLLMENT_LIST_REQUEST__INIT;
	Pb__EnrollmentListReply *reply;
	struct err err;

	if (cli_try(cli, "Enrollment", "List", &request.base, &reply, NULL, &err) != ERR_OK ||
	    reply->n_enrollments == 0)
		return;
	for (size_t i = 0; i < reply->enrollments[0]->n_choices; i++) {
		const Pb__ChoiceView *choice = reply->enrollments[0]->choices[i];

		cmd_complete_put(cli, choice->id, choice->title);
		for (size_t j = 0; j < choice->n_options; j++)
			cmd_complete_put(cli, choice->options[j]->id, choice->options[j]->title);
	}
}

static void
cmd_complete_actions(struct cli *cli)
{
	Pb__HistoryListRequest request = PB__HISTORY_LIST_REQUEST__INIT;
	Pb__HistoryListReply *reply;
	struct err err;

	if (cli_try(cli, "History", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_actions; i++)
		cmd_complete_put(cli, arena_printf(cli->arena, "%.8s", reply->actions[i]->id),
		    reply->actions[i]->summary);
}

static void
cmd_complete_options(struct cli *cli, const char *name)
{
	const struct command *command = command_find(name);

	for (const struct args_option *o = command ? command->options : NULL; o && o->name; o++)
		cmd_complete_put(cli, arena_printf(cli->arena, "--%s", o->name), o->summary);
	for (const struct args_option *o = command_options; o->name; o++)
		cmd_complete_put(cli, arena_printf(cli->arena, "--%s", o->name), o->summary);
}

static void
cmd_complete_commands(struct cli *cli)
{
	for (const struct command *command = command_table; command->name; command++)
		cmd_complete_put(cli, command->name, command->summary);
}

/* What the operands of a command are: the shell asks for "command:done". */
static void
cmd_complete_operands(struct cli *cli, const char *name)
{
	const struct command *command = command_find(name);

	switch (command ? command->operand : COMMAND_NOTHING) {
	case COMMAND_STEPS:
		cmd_complete_steps(cli);
		break;
	case COMMAND_ROADMAPS:
		cmd_complete_roadmaps(cli, false);
		break;
	case COMMAND_VERSIONS:
		cmd_complete_roadmaps(cli, true);
		break;
	case COMMAND_CHOICES:
		cmd_complete_choices(cli);
		break;
	case COMMAND_ACTIONS:
		cmd_complete_actions(cli);
		break;
	case COMMAND_SHELLS:
		cmd_complete_put(cli, "bash", "");
		cmd_complete_put(cli, "zsh", "");
		cmd_complete_put(cli, "fish", "");
		break;
	case COMMAND_COMMANDS:
		cmd_complete_commands(cli);
		break;
	case COMMAND_FILES:
	case COMMAND_NOTHING:
		break;
	}
}

int
cmd_complete(struct cli *cli, const char *what)
{
	const char *name = cli->args.n_operands > 2 ? cli->args.operands[2] : "";

	cli->quiet = true;
	if (strcmp(what, "commands") == 0)
		cmd_complete_commands(cli);
	else if (strcmp(what, "options") == 0)
		cmd_complete_options(cli, name);
	else if (strcmp(what, "operands") == 0)
		cmd_complete_operands(cli, name);
	else if (strcmp(what, "steps") == 0)
		cmd_complete_steps(cli);
	else if (strcmp(what, "roadmaps") == 0)
		cmd_complete_roadmaps(cli, false);
	return CLI_DONE;
}
