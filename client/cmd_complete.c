#include "client/cmd_complete.h"

#include <string.h>

#include "client/bundle.h"
#include "core/narrow.h"
#include "core/setting.h"
#include "core/work.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/goal.pb-c.h"
#include "roadmap/v1/history.pb-c.h"
#include "roadmap/v1/plan.pb-c.h"
#include "roadmap/v1/step.pb-c.h"
#include "roadmap/v1/time.pb-c.h"

void
cmd_complete_words(struct cli *cli, const char *words)
{
	while (*words) {
		int n = (int)strcspn(words, " ");

		cli_candidate(cli, arena_printf(cli->arena, "%.*s", n, words), "");
		words += n + (words[n] == ' ');
	}
}

void
cmd_complete_steps(struct cli *cli)
{
	Pb__StepListRequest request = PB__STEP_LIST_REQUEST__INIT;
	Pb__StepListReply *reply;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try_steps(cli, &request, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_steps; i++)
		cli_candidate(cli, reply->steps[i]->id, reply->steps[i]->title);
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
		cli_candidate(cli, bundled[i]->id, bundled[i]->title);
	if (cli_try(cli, "Catalog", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_roadmaps; i++) {
		const Pb__CatalogEntry *entry = reply->roadmaps[i];

		if (versions)
			cli_candidate(cli,
			    arena_printf(cli->arena, "%s@%u", entry->id, entry->version),
			    entry->title);
		else if (!bundle_load(entry->id, cli->arena))
			cli_candidate(cli, entry->id, entry->title);
	}
}

/* Those that the learner is in. */
static void
cmd_complete_enrolled(struct cli *cli)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	struct err err;

	if (cli_try(cli, "Catalog", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_roadmaps; i++)
		if (reply->roadmaps[i]->enrolled)
			cli_candidate(cli, reply->roadmaps[i]->id, reply->roadmaps[i]->title);
}

static bool
cmd_complete_is_typed(const struct cmd_complete *line, const char *id)
{
	for (unsigned i = 0; i < line->n_operands; i++)
		if (strcmp(line->operands[i], id) == 0)
			return true;
	return false;
}

/* The choices; after one, its options. */
static void
cmd_complete_choices(struct cli *cli, const struct cmd_complete *line)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Plan", "Next", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->enrollment->n_choices; i++) {
		const Pb__ChoiceView *choice = reply->enrollment->choices[i];

		if (line->n_operands == 0)
			cli_candidate(cli, choice->id, choice->title);
		else if (strcmp(choice->id, line->operands[0]) != 0)
			continue;
		for (size_t j = 0; j < choice->n_options && line->n_operands > 0; j++)
			if (!cmd_complete_is_typed(line, choice->options[j]->id))
				cli_candidate(cli, choice->options[j]->id,
				    choice->options[j]->title);
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
		cli_candidate(cli, arena_printf(cli->arena, "%.8s", reply->actions[i]->id),
		    reply->actions[i]->summary);
}

/* Those of the command; of one with words, those that the word has a use for. */
static void
cmd_complete_options(struct cli *cli, const struct cmd_complete *line)
{
	const struct command *command = line->command;
	const struct command_word *word =
	    command && line->n_operands > 0 ? command_words_find(command->words, line->operands[0])
					    : NULL;

	for (const struct args_option *o = command ? command->options : NULL; o && o->name; o++)
		if (!word || command_words_has_option(word, o->name))
			cli_candidate(cli, arena_printf(cli->arena, "--%s", o->name), o->summary);
	for (const struct args_option *o = command_options; o->name; o++)
		cli_candidate(cli, arena_printf(cli->arena, "--%s", o->name), o->summary);
}

static void
cmd_complete_commands(struct cli *cli)
{
	for (const struct command *command = command_first(); command;
	     command = command_next(command))
		cli_candidate(cli, command->name, command->summary);
}

/* "add STEP", "list STEP", "remove ID". */
static void
cmd_complete_times(struct cli *cli, const struct cmd_complete *line)
{
	Pb__TimeListRequest request = PB__TIME_LIST_REQUEST__INIT;
	Pb__TimeListReply *reply;
	struct err err;

	if (line->n_operands == 0) {
		cli_candidate(cli, "add", "a piece of work");
		cli_candidate(cli, "list", "what was told");
		cli_candidate(cli, "remove", "a piece of work");
		return;
	}
	if (line->n_operands > 1)
		return;
	if (strcmp(line->operands[0], "remove") != 0) {
		cmd_complete_steps(cli);
		return;
	}
	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Time", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_entries; i++)
		cli_candidate(cli, arena_printf(cli->arena, "%.8s", reply->entries[i]->id),
		    arena_printf(cli->arena, "%s %s", reply->entries[i]->day,
			reply->entries[i]->title));
}

static void
cmd_complete_pathways(struct cli *cli)
{
	Pb__GoalPathwaysRequest request = PB__GOAL_PATHWAYS_REQUEST__INIT;
	Pb__GoalPathwaysReply *reply;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Goal", "Pathways", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_pathways; i++)
		cli_candidate(cli, reply->pathways[i]->id, reply->pathways[i]->title);
}

static void
cmd_complete_pauses(struct cli *cli)
{
	Pb__GoalPausesRequest request = PB__GOAL_PAUSES_REQUEST__INIT;
	Pb__GoalPausesReply *reply;
	struct err err;

	if (cli_try(cli, "Goal", "Pauses", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_pauses; i++)
		cli_candidate(cli, reply->pauses[i]->from_day,
		    arena_printf(cli->arena, "until %s", reply->pauses[i]->until_day));
}

/* Names; after one, what it may be as far as that is a word. */
static void
cmd_complete_settings(struct cli *cli, const struct cmd_complete *line)
{
	static const struct {
		enum setting_id id;
		const char *value;
	} values[] = {{SETTING_TIMER, "on"}, {SETTING_TIMER, "off"}, {SETTING_REST_DAYS, "none"},
	    {SETTING_REST_DAYS, "sun"}, {SETTING_REST_DAYS, "sat,sun"}, {SETTING_GOAL, "none"},
	    {SETTING_REMINDERS, "on"}, {SETTING_REMINDERS, "off"}, {SETTING_REMINDERS, "auto"},
	    {SETTING_REMIND_GOAL, "on"}, {SETTING_REMIND_GOAL, "off"},
	    {SETTING_REMIND_STALE, "none"}, {SETTING_QUIET_HOURS, "none"},
	    {SETTING_GHOST_AFTER, "none"}};

	for (enum setting_id id = 0; id < SETTINGS && line->n_operands == 0; id++)
		cli_candidate(cli, setting_table[id].name, setting_table[id].meaning);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]) && line->n_operands == 1; i++)
		if (setting_find(line->operands[0]) == values[i].id)
			cli_candidate(cli, values[i].value, "");
}

/* Whether the operand at the cursor is of the kind that the first one is. */
static bool
cmd_complete_goes_on(const struct cmd_complete *line)
{
	if (line->command->operand == COMMAND_PORTFOLIO)
		return line->n_operands < 2;
	if (line->command->operand == COMMAND_JOB)
		return line->n_operands < 3;
	return line->n_operands == 0 || line->command->operand == COMMAND_CHOICES ||
	       line->command->operand == COMMAND_TIMES ||
	       line->command->operand == COMMAND_SETTINGS ||
	       strstr(line->command->usage, "STEP...") || strstr(line->command->usage, "FILE...");
}

static void
cmd_complete_operands(struct cli *cli, const struct cmd_complete *line)
{
	const struct command_word *word = line->n_operands == 0 ? line->command->words : NULL;
	const enum command_operand operand = line->command->operand;

	for (; word && word->name; word++)
		cli_candidate(cli, word->name, word->summary);
	switch (operand) {
	case COMMAND_STEPS:
		cmd_complete_steps(cli);
		break;
	case COMMAND_ENROLLED:
		cmd_complete_enrolled(cli);
		break;
	case COMMAND_ROADMAPS:
	case COMMAND_VERSIONS:
		cmd_complete_roadmaps(cli, operand == COMMAND_VERSIONS);
		break;
	case COMMAND_CHOICES:
		cmd_complete_choices(cli, line);
		break;
	case COMMAND_ACTIONS:
		cmd_complete_actions(cli);
		break;
	case COMMAND_COMMANDS:
		cmd_complete_commands(cli);
		break;
	case COMMAND_FILES:
		cli_candidate(cli, CMD_COMPLETE_FILES, "");
		break;
	case COMMAND_PORTFOLIO:
	case COMMAND_JOB:
		cmd_complete_job(cli, line);
		break;
	case COMMAND_TIMES:
		cmd_complete_times(cli, line);
		break;
	case COMMAND_PATHWAYS:
		cmd_complete_pathways(cli);
		break;
	case COMMAND_PAUSES:
		cmd_complete_pauses(cli);
		break;
	case COMMAND_SHELLS:
	case COMMAND_REMINDERS:
		cmd_complete_words(cli,
		    operand == COMMAND_SHELLS ? "bash zsh fish" : "on off auto check test");
		break;
	case COMMAND_SETTINGS:
		cmd_complete_settings(cli, line);
		break;
	case COMMAND_NOTHING:
		break;
	}
}

static void
cmd_complete_phases(struct cli *cli)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Plan", "Next", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->enrollment->n_phases; i++)
		cli_candidate(cli, reply->enrollment->phases[i]->id,
		    reply->enrollment->phases[i]->title);
}

/* Of what is written; those of a prompt are for the learner to make. */
static void
cmd_complete_formats(struct cli *cli, const struct cmd_complete *line)
{
	const char *name = line->command ? line->command->name : "";
	bool report = line->n_operands > 0 && strcmp(line->operands[0], "report") == 0;

	if (strcmp(name, "export") == 0)
		cmd_complete_words(cli, "json csv markdown taskwarrior dot mermaid yaml");
	else if (strcmp(name, "portfolio") == 0)
		cmd_complete_words(cli, "html markdown json-resume");
	else if (strcmp(name, "job") == 0)
		cmd_complete_words(cli, report ? "markdown csv" : "csv json");
}

/* Values that can be known: the rest is for the learner to say. */
static void
cmd_complete_value(struct cli *cli, const struct cmd_complete *line)
{
	const struct args_option *option = line->option;

	cmd_complete_job_value(cli, option->name);
	if (strcmp(option->name, "roadmap") == 0) {
		cmd_complete_enrolled(cli);
	} else if (strcmp(option->name, "format") == 0) {
		cmd_complete_formats(cli, line);
	} else if (strcmp(option->name, "color") == 0) {
		cli_candidate(cli, "auto", "on a terminal");
		cmd_complete_words(cli, "always never");
	} else if (strcmp(option->name, "kinds") == 0) {
		for (uint32_t kind = 1; kind <= WORK_KINDS; kind++)
			cli_candidate(cli, work_id(kind), work_title(kind));
	} else if (strcmp(option->name, "step") == 0) {
		cmd_complete_steps(cli);
	} else if (strcmp(option->name, "kind") == 0) {
		for (uint32_t i = ROADMAP_KIND_LEARN; i <= ROADMAP_KIND_JOB; i++)
			cli_candidate(cli, narrow_kind_name(i), "");
	} else if (strcmp(option->name, "phase") == 0) {
		cmd_complete_phases(cli);
	} else if (strcmp(option->name, "at") == 0) {
		cmd_complete_words(cli, "today yesterday");
	} else if (strcmp(option->name, "until") == 0 || strcmp(option->name, "by") == 0) {
		cli_candidate(cli, "in 2 weeks", "");
		cli_candidate(cli, "in 3 months", "");
	} else if (strcmp(option->value, "FILE") == 0) {
		cli_candidate(cli, CMD_COMPLETE_FILES, "");
	}
}

/* The option a word is, if its value is the next word. */
static const struct args_option *
cmd_complete_option(const struct cmd_complete *line, const char *word)
{
	const struct args_option *tables[] = {line->command ? line->command->options : NULL,
	    command_options};
	bool is_long = word[1] == '-';

	for (int i = 0; i < 2; i++)
		for (const struct args_option *o = tables[i]; o && o->name; o++)
			if (o->value && (is_long ? strcmp(o->name, word + 2) == 0
						 : o->letter && strchr(word, o->letter) &&
						       word[strlen(word) - 1] == o->letter))
				return o;
	return NULL;
}

/* Takes in a word before the cursor. bash makes a word of its own of each "=". */
static void
cmd_complete_take(struct cli *cli, struct cmd_complete *line, const char *word)
{
	if (strcmp(word, "=") == 0)
		return;
	if (line->option) {
		if (strcmp(line->option->name, "roadmap") == 0)
			cli->roadmap_id = word;
		line->option = NULL;
	} else if (word[0] == '-' && word[1]) {
		line->option = cmd_complete_option(line, word);
	} else if (!line->command) {
		line->command = command_find(word);
	} else {
		line->operands[line->n_operands++] = word;
	}
}

/* What can stand at the end of `roadmap WORD...`, the last of which may be begun or empty. */
static void
cmd_complete_line(struct cli *cli, const char **words, unsigned n)
{
	struct cmd_complete line = {
	    .operands = arena_array(cli->arena, n + 1, sizeof(*line.operands))};

	for (unsigned i = 0; i + 1 < n; i++)
		cmd_complete_take(cli, &line, words[i]);
	if (line.option)
		cmd_complete_value(cli, &line);
	else if (n > 0 && words[n - 1][0] == '-')
		cmd_complete_options(cli, &line);
	else if (!line.command)
		cmd_complete_commands(cli);
	else if (cmd_complete_goes_on(&line))
		cmd_complete_operands(cli, &line);
}

int
cmd_complete(struct cli *cli, const char *what)
{
	cli->quiet = true;
	if (strcmp(what, "commands") == 0)
		cmd_complete_commands(cli);
	else if (strcmp(what, "steps") == 0)
		cmd_complete_steps(cli);
	else if (strcmp(what, "roadmaps") == 0)
		cmd_complete_roadmaps(cli, false);
	else if (strcmp(what, "line") == 0)
		cmd_complete_line(cli, cli->args.operands + 2, cli->args.n_operands - 2);
	return CLI_DONE;
}
