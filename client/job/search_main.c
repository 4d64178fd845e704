/*
 * `roadmap job`: the job search.
 */
#include "client/command_job.h"
#include "search.h"

#define SEARCH_FIELDS                                                                    \
	"company role channel platform url location workplace salary resume case-study " \
	"follow-up step form "

static const struct group_command search_commands[] = {
    {"list", search_list, 0, 0, "", "open stage channel "},
    {"show", search_show, 1, COMMAND_MANY, "NAME", ""},
    {"add", search_edit_add, 0, COMMAND_MANY, "[COMPANY [ROLE]]", SEARCH_FIELDS "stage at note "},
    {"edit", search_edit, 1, COMMAND_MANY, "NAME", SEARCH_FIELDS},
    {"move", search_move, 2, COMMAND_MANY, "NAME STAGE", "at round note follow-up remove "},
    {"note", search_move_note, 1, COMMAND_MANY, "NAME TEXT", "remove-note "},
    {"contact", search_move_contact, 2, COMMAND_MANY, "NAME PERSON", "role reach remove "},
    {"due", search_due, 0, COMMAND_MANY, "[NAME DAY]", "until "},
    {"remove", search_move_remove, 1, COMMAND_MANY, "NAME", ""},
    {"funnel", search_funnel, 0, 0, "", "from to "},
    {"report", search_report, 0, 1, "[FILE]", "from to format "},
    {"import", search_import, 1, 1, "FILE", "dry-run "},
    {"export", search_export, 0, 1, "[FILE]", "format "},
};

static const struct command search_entry = COMMAND_JOB_ENTRY;

int
main(int argc, char **argv)
{
	static const struct group group = {&search_entry, search_commands,
	    sizeof(search_commands) / sizeof(search_commands[0])};

	return group_main(&group, argc, argv);
}
