/*
 * `roadmap portfolio`: the case studies of what was made, and the pages that show them.
 */
#include "client/command_portfolio.h"
#include "folio.h"

static const struct group_command folio_commands[] = {
    {"list", folio_list},
    {"show", folio_show},
    {"add", folio_edit_add},
    {"edit", folio_edit},
    {"remove", folio_remove},
    {"check", folio_check},
    {"export", folio_export},
};

static const struct command folio_entry = COMMAND_PORTFOLIO_ENTRY;

int
main(int argc, char **argv)
{
	static const struct group group = {&folio_entry, folio_commands,
	    sizeof(folio_commands) / sizeof(folio_commands[0]), &pb__portfolio__descriptor,
	    folio_list_complete};

	return group_main(&group, argc, argv);
}
