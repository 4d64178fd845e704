/*
 * `roadmap job`: the job search.
 */
#include "client/command_job.h"
#include "search.h"

static const struct group_command search_commands[] = {
    {"list", search_list},
    {"show", search_show},
    {"add", search_edit_add},
    {"edit", search_edit},
    {"move", search_move},
    {"note", search_move_note},
    {"contact", search_move_contact},
    {"due", search_due},
    {"remove", search_move_remove},
    {"funnel", search_funnel},
    {"report", search_report},
    {"import", search_import},
    {"export", search_export},
};

static const struct command search_entry = COMMAND_JOB_ENTRY;

int
main(int argc, char **argv)
{
	static const struct group group = {&search_entry, search_commands,
	    sizeof(search_commands) / sizeof(search_commands[0]), &pb__job__descriptor,
	    search_list_complete};

	return group_main(&group, argc, argv);
}
