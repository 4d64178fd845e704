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
	    {"validate", "lint"}, {"create", "new"}, {"change", "edit"}, {"convert", "import"}};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i][0], name) == 0)
			return names[i][1];
	return "";
}

unsigned
command_near(const char *name, const struct command **ret_list, unsigned room)
{
	const struct command *other = command_find(command_other_name(name));
	unsigned most = (unsigned)strlen(name) / 3;
	unsigned n = 0;

	if (other && n < room)
		ret_list[n++] = other;
	for (unsigned distance = 1; distance <= most; distance++)
		for (const struct command *c = command_table; c->name && n < room; c++) {
			/* what takes back is no guess for a far word */
			if (c->group == COMMAND_BACK && distance > 1)
				continue;
			if (c != other && text_distance(name, c->name, most) == distance)
				ret_list[n++] = c;
		}
	return n;
}
