#include "client/command_options.h"

/* What takes all that is kept elsewhere, and back. */
const struct command command_table_keep[] = {
    {
	.name = "export",
	.group = COMMAND_MORE,
	.summary = "Write everything, or your roadmap for another program",
	.text = "Without --format it is everything you ever did, for roadmap restore on another "
		"machine. Else it is for a spreadsheet, a Markdown checklist, Taskwarrior, "
		"Graphviz or Mermaid, or the "
		"roadmap file itself: see roadmap-export(1).",
	.usage = "",
	.example = "roadmap export -o mine.json\n"
		   "roadmap export --format csv -o steps.csv\n"
		   "roadmap export --format taskwarrior | task import",
	.reply = "what is written without --format",
	.options = command_options_export,
    },
    {
	.name = "restore",
	.group = COMMAND_MORE,
	.usage = "FILE",
	.summary = "Read what roadmap export or roadmap backup wrote",
	.text =
	    "All of it or nothing. A backup takes the place of your progress with --replace only, "
	    "and that is copied first. What an older roadmapd wrote is brought up to date.",
	.example = "roadmap restore mine.json\nroadmap restore --replace ~/roadmap.db",
	.reply = "roadmap.v1.AdminRestoreReply, of a backup AdminReplaceReply",
	.operand = COMMAND_FILES,
	.operands_least = 1,
	.operands_most = 1,
	.options = command_options_restore,
    },
    {
	.name = "backup",
	.run = cmd_backup,
	.group = COMMAND_MORE,
	.usage = "[FILE]",
	.summary = "Copy all that is kept into one file",
	.text = "One is made by itself each day, and before each upgrade; seven are kept.",
	.example = "roadmap backup\nroadmap backup ~/roadmap.db",
	.reply = "roadmap.v1.AdminBackupReply",
	.operand = COMMAND_FILES,
	.operands_most = 1,
    },
    {0},
};
