/*
 * `roadmap job`: the job search.
 */
#include "client/command_job.h"
#include "search.h"

static const struct group_command search_commands[] = {
    {"list", search_list, 0, 0, ""},
    {"show", search_show, 1, COMMAND_MANY, "NAME"},
    {"add", search_change_add, 1, COMMAND_MANY, "COMPANY [ROLE]"},
    {"edit", search_change_edit, 1, COMMAND_MANY, "NAME and what to change"},
    {"move", search_move, 2, COMMAND_MANY, "NAME STAGE"},
    {"note", search_move_note, 1, COMMAND_MANY, "NAME TEXT"},
    {"contact", search_move_contact, 2, COMMAND_MANY, "NAME PERSON"},
    {"due", search_change_due, 0, COMMAND_MANY, "[NAME DAY]"},
    {"remove", search_move_remove, 1, COMMAND_MANY, "NAME"},
    {"funnel", search_funnel, 0, 0, ""},
    {"report", search_report, 0, 1, "[FILE]"},
    {"import", search_import, 1, 1, "FILE"},
    {"export", search_export, 0, 1, "[FILE]"},
};

static const struct command search_entry = COMMAND_JOB_ENTRY;

int
main(int argc, char **argv)
{
	static const struct group group = {&search_entry, search_commands,
	    sizeof(search_commands) / sizeof(search_commands[0])};

	return group_main(&group, argc, argv);
}
