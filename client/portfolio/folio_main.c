/*
 * `roadmap portfolio`: the case studies of what was made, and the pages that show them.
 */
#include "client/command_portfolio.h"
#include "folio.h"

#define FOLIO_PARTS                                                                    \
	"title step kinds role from to live repository problem approach technologies " \
	"challenges lessons outcome form "

static const struct group_command folio_commands[] = {
    {"list", folio_list, 0, 0, "", ""},
    {"show", folio_show, 1, COMMAND_MANY, "CASE", ""},
    {"add", folio_edit_add, 0, 1, "[STEP]", FOLIO_PARTS},
    {"edit", folio_edit, 1, COMMAND_MANY, "CASE", FOLIO_PARTS},
    {"remove", folio_remove, 1, COMMAND_MANY, "CASE", ""},
    {"check", folio_check, 0, COMMAND_MANY, "[CASE]", "urls "},
    {"export", folio_export, 0, 1, "[FILE]", "format all name label email site "},
};

static const struct command folio_entry = COMMAND_PORTFOLIO_ENTRY;

int
main(int argc, char **argv)
{
	static const struct group group = {&folio_entry, folio_commands,
	    sizeof(folio_commands) / sizeof(folio_commands[0])};

	return group_main(&group, argc, argv);
}
