#include "client/command.h"

#include <string.h>

#include "core/text.h"

const char *const command_group_titles[COMMAND_GROUPS] = {
    [COMMAND_BEGIN] = "Begin",
    [COMMAND_DAILY] = "Day by day",
    [COMMAND_LOOK] = "See where you stand",
    [COMMAND_BACK] = "Change your mind",
    [COMMAND_MORE] = "More",
};

const struct args_option command_options[] = {
    {"roadmap", 'r', "ROADMAP", "another of your roadmaps than the current one"},
    {"json", 0, NULL, "one JSON document on standard output"},
    {"ascii", 0, NULL, "no characters beyond ASCII in marks and bars"},
    {"color", 0, "WHEN", "auto, always or never"},
    {"help", 'h', NULL, "what the command does"},
    {NULL, 0, NULL, NULL},
};

#define COMMAND_NOTE                                            \
	{                                                       \
		"note", 0, "TEXT", "keep a note with each step" \
	}
#define COMMAND_AT                                                                    \
	{                                                                             \
		"at", 0, "DATE", "when it was: 2026-03-01, yesterday, \"3 days ago\"" \
	}
#define COMMAND_FORCE                                            \
	{                                                        \
		"force", 'f', NULL, "even if the step is locked" \
	}
#define COMMAND_END                 \
	{                           \
		NULL, 0, NULL, NULL \
	}

static const struct args_option command_enroll[] = {{"choose", 'c', "CHOICE=OPTION",
							"choose now; several options with commas"},
    COMMAND_END};
static const struct args_option command_next[] = {{"number", 'n', "N",
						      "show the first N steps of the plan"},
    {"why", 'w', NULL, "show how the score adds up"}, COMMAND_END};
static const struct args_option command_mark[] = {COMMAND_NOTE, COMMAND_AT, COMMAND_END};
static const struct args_option command_start[] = {COMMAND_NOTE, COMMAND_AT, COMMAND_FORCE,
    COMMAND_END};
static const struct args_option command_done[] = {COMMAND_NOTE,
    {"link", 0, "URL", "tie a link to each step, such as your repository"},
    {"hours", 0, "H", "time it took: 1.5, 1h30 or 45m"}, COMMAND_AT, COMMAND_FORCE, COMMAND_END};
static const struct args_option command_check[] = {{"uncheck", 'u', NULL, "take the check away"},
    COMMAND_END};
static const struct args_option command_note[] = {{"remove", 0, "ID",
						      "remove the note with this id instead"},
    COMMAND_END};
static const struct args_option command_link[] = {{"title", 't', "TEXT", "what the link is"},
    {"remove", 0, NULL, "remove the link instead"}, COMMAND_END};
static const struct args_option command_log[] = {{"number", 'n', "N",
						     "show the last N actions (20)"},
    COMMAND_END};

#define COMMAND_STEP_HELP "STEP is an id, the beginning of one, or words of its title in quotes. "

const struct command command_table[] = {
    {"roadmaps", cmd_roadmaps, COMMAND_BEGIN, "", "List the roadmaps you can learn",
	"The current one and those you are enrolled in are marked. Bundled ones are stored when "
	"you enroll.",
	"roadmap roadmaps", "roadmap.v1.CatalogListReply", COMMAND_NOTHING, 0, 0, NULL},
    {"enroll", cmd_enroll, COMMAND_BEGIN, "ROADMAP", "Begin a roadmap",
	"It becomes your current one. Choices can be made now or later.",
	"roadmap enroll backend-developer\n"
	"roadmap enroll backend-developer --choose language=python",
	"roadmap.v1.EnrollmentEnrollReply", COMMAND_ROADMAPS, 1, 1, command_enroll},
    {"choose", cmd_choose, COMMAND_BEGIN, "[CHOICE OPTION...]", "Choose, as a language to learn",
	"Without arguments it lists your choices. You may choose anew at any time: what you did "
	"is kept.",
	"roadmap choose\nroadmap choose language python",
	"roadmap.v1.EnrollmentChooseReply, without arguments EnrollmentListReply", COMMAND_CHOICES,
	0, COMMAND_MANY, NULL},
    {"next", cmd_next, COMMAND_DAILY, "", "What should I do next?",
	"Steps in progress come first, then what brings the most value per hour.",
	"roadmap next\nroadmap next -n 5 --why", "roadmap.v1.PlanNextReply", COMMAND_NOTHING, 0, 0,
	command_next},
    {"start", cmd_start, COMMAND_DAILY, "STEP...", "Begin steps", COMMAND_STEP_HELP,
	"roadmap start git-basics", "roadmap.v1.StepSetReply", COMMAND_STEPS, 1, COMMAND_MANY,
	command_start},
    {"done", cmd_done, COMMAND_DAILY, "[STEP...]", "Mark steps complete",
	COMMAND_STEP_HELP "Without one, the step you are working on is meant.",
	"roadmap done git-basics --hours 5 --note \"rebase took a while\"\n"
	"roadmap done http-basics sql-basics --at yesterday",
	"roadmap.v1.StepSetReply", COMMAND_STEPS, 0, COMMAND_MANY, command_done},
    {"check", cmd_check, COMMAND_DAILY, "STEP [ITEM...]", "Tick items of a step's checklist",
	"ITEM is its number, or words of it in quotes. Without one, the checklist is shown.",
	"roadmap check portfolio-site 1 3\nroadmap check portfolio-site 3 --uncheck",
	"roadmap.v1.StepCheckReply, without items StepGetReply", COMMAND_STEPS, 1, COMMAND_MANY,
	command_check},
    {"note", cmd_note, COMMAND_DAILY, "STEP TEXT...", "Keep a note with a step",
	"`roadmap show STEP` shows the notes and their ids.",
	"roadmap note git-basics commit early, commit often", "roadmap.v1.StepNoteReply",
	COMMAND_STEPS, 1, COMMAND_MANY, command_note},
    {"link", cmd_link, COMMAND_DAILY, "STEP URL", "Tie a link to a step",
	"Such as your repository or a live demo.",
	"roadmap link first-api https://example.org/me/api --title \"my first API\"",
	"roadmap.v1.StepLinkReply", COMMAND_STEPS, 2, 2, command_link},
    {"skip", cmd_skip, COMMAND_DAILY, "STEP...", "Leave steps out",
	"They count no longer, and steps that require them open. `roadmap reset` brings them back.",
	"roadmap skip graphql", "roadmap.v1.StepSetReply", COMMAND_STEPS, 1, COMMAND_MANY,
	command_mark},
    {"known", cmd_known, COMMAND_DAILY, "STEP...", "Mark steps that you know already",
	"They count as complete.", "roadmap known terminal-basics git-basics",
	"roadmap.v1.StepSetReply", COMMAND_STEPS, 1, COMMAND_MANY, command_mark},
    {"reset", cmd_reset, COMMAND_DAILY, "STEP...", "Set steps back to untouched",
	"Notes, links and checks stay.", "roadmap reset git-basics", "roadmap.v1.StepSetReply",
	COMMAND_STEPS, 1, COMMAND_MANY, NULL},
    {"show", cmd_show, COMMAND_LOOK, "[STEP]", "Everything about a step",
	"Without one: about the step to do now.", "roadmap show git-basics\nroadmap show",
	"roadmap.v1.StepGetReply", COMMAND_STEPS, 0, COMMAND_MANY, NULL},
    {"tree", cmd_tree, COMMAND_LOOK, "", "The whole roadmap", "", "roadmap tree",
	"roadmap.v1.StepListReply", COMMAND_NOTHING, 0, 0, NULL},
    {"status", cmd_status, COMMAND_LOOK, "", "Progress by phase, and your choices", "",
	"roadmap status", "roadmap.v1.PlanNextReply", COMMAND_NOTHING, 0, 0, NULL},
    {"missing", cmd_missing, COMMAND_LOOK, "", "What is left, with hours", "", "roadmap missing",
	"roadmap.v1.StepListReply", COMMAND_NOTHING, 0, 0, NULL},
    {"why", cmd_why, COMMAND_LOOK, "STEP", "Why a step stands where it does",
	"For a locked step: what opens it in the fewest hours.", "roadmap why first-api",
	"roadmap.v1.PlanWhyReply", COMMAND_STEPS, 1, COMMAND_MANY, NULL},
    {"undo", cmd_undo, COMMAND_BACK, "[ACTION]", "Take back the last action",
	"Or the one with this id: `roadmap log` shows them.", "roadmap undo",
	"roadmap.v1.HistoryUndoReply", COMMAND_ACTIONS, 0, 1, NULL},
    {"redo", cmd_redo, COMMAND_BACK, "[ACTION]", "Do again what was undone", "", "roadmap redo",
	"roadmap.v1.HistoryRedoReply", COMMAND_ACTIONS, 0, 1, NULL},
    {"log", cmd_log, COMMAND_BACK, "", "What you did, newest first", "", "roadmap log -n 5",
	"roadmap.v1.HistoryListReply", COMMAND_NOTHING, 0, 0, command_log},
    {"use", cmd_use, COMMAND_MORE, "ROADMAP", "Switch to another of your roadmaps",
	"For one command only, --roadmap does the same.", "roadmap use devops",
	"roadmap.v1.EnrollmentUseReply", COMMAND_ROADMAPS, 1, 1, NULL},
    {"unenroll", cmd_unenroll, COMMAND_MORE, "ROADMAP", "Leave a roadmap",
	"Your progress is kept and is back when you enroll again.",
	"roadmap unenroll backend-developer", "roadmap.v1.EnrollmentUnenrollReply",
	COMMAND_ROADMAPS, 1, 1, NULL},
    {"add", NULL, COMMAND_MORE, "FILE", "Store a roadmap file",
	"roadmap-format(5) tells how to write one.", "roadmap add my-roadmap.yaml",
	"roadmap.v1.CatalogPutReply", COMMAND_FILES, 1, 1, NULL},
    {"lint", NULL, COMMAND_MORE, "FILE", "Check a roadmap file",
	"Every fault is told with its line and column.", "roadmap lint my-roadmap.yaml",
	"a list of faults", COMMAND_FILES, 1, 1, NULL},
    {"remove", cmd_remove, COMMAND_MORE, "ROADMAP@VERSION", "Remove a stored roadmap",
	"Not while you are enrolled in this version. Your progress is kept.",
	"roadmap remove my-roadmap@1", "roadmap.v1.CatalogDeleteReply", COMMAND_VERSIONS, 1, 1,
	NULL},
    {"watch", cmd_watch, COMMAND_MORE, "", "Print what changes as it changes",
	"Until interrupted with Ctrl-C.", "roadmap watch",
	"a line with a roadmap.v1.EventNotice for each event", COMMAND_NOTHING, 0, 0, NULL},
    {"doctor", cmd_doctor, COMMAND_MORE, "", "Check that all is well",
	"The exit status is 1 if something is not.", "roadmap doctor",
	"roadmap.v1.AdminCheckReply with findings of the client before the daemon's",
	COMMAND_NOTHING, 0, 0, NULL},
    {"completion", cmd_completion, COMMAND_MORE, "bash|zsh|fish",
	"Print a script that completes commands and steps",
	"For bash put the example into ~/.bashrc.", "eval \"$(roadmap completion bash)\"",
	"the script in an object", COMMAND_SHELLS, 1, 1, NULL},
    {"help", cmd_help, COMMAND_MORE, "[COMMAND]", "This list, or help for a command", "",
	"roadmap help done", "the commands with their usage", COMMAND_COMMANDS, 0, 1, NULL},
    {0},
};

const struct command *
command_find(const char *name)
{
	for (const struct command *command = command_table; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

/* What other tools call these things. */
static const char *
command_other_name(const char *name)
{
	static const char *const names[][2] = {{"begin", "start"}, {"complete", "done"},
	    {"finish", "done"}, {"progress", "status"}, {"history", "log"}, {"list", "tree"},
	    {"ls", "tree"}, {"all", "tree"}, {"todo", "missing"}, {"left", "missing"},
	    {"info", "show"}, {"join", "enroll"}, {"init", "enroll"}, {"leave", "unenroll"},
	    {"switch", "use"}, {"pick", "choose"}, {"delete", "remove"}, {"explain", "why"},
	    {"validate", "lint"}, {"import", "add"}, {"version", "help"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i][0], name) == 0)
			return names[i][1];
	return "";
}

unsigned
command_near(const char *name, const struct command **ret_list, unsigned room)
{
	const struct command *other = command_find(command_other_name(name));
	unsigned most = (unsigned)strlen(name) / 3 + 1;
	unsigned n = 0;

	if (other && n < room)
		ret_list[n++] = other;
	for (unsigned distance = 1; distance <= most && distance <= 3; distance++)
		for (const struct command *c = command_table; c->name && n < room; c++)
			if (c != other && text_distance(name, c->name, most) == distance)
				ret_list[n++] = c;
	return n;
}
