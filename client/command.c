#include "client/command.h"

#include <string.h>

#include "core/text.h"

const char *const command_group_titles[COMMAND_GROUPS] = {
    [COMMAND_BEGIN] = "Begin",
    [COMMAND_DAILY] = "Day by day",
    [COMMAND_TIME] = "Your time",
    [COMMAND_LOOK] = "See where you stand",
    [COMMAND_BACK] = "Change your mind",
    [COMMAND_MORE] = "More",
};

static const struct command *const command_tables[] = {command_table, command_table_time,
    command_table_keep, NULL};

const struct command *
command_first(void)
{
	return command_tables[0];
}

static const struct command *
command_end(const struct command *table)
{
	while (table->name)
		table++;
	return table;
}

const struct command *
command_next(const struct command *command)
{
	command++;
	for (size_t i = 0; command_tables[i]; i++)
		if (command == command_end(command_tables[i]))
			return command_tables[i + 1];
	return command;
}

const struct command *
command_find(const char *name)
{
	for (const struct command *command = command_first(); command;
	     command = command_next(command))
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

/* What other tools call these things: all that it may mean, and no more. */
static unsigned
command_other_names(const char *name, const struct command **ret_list, unsigned room)
{
	static const char *const names[][2] = {{"begin", "start"}, {"complete", "done"},
	    {"finish", "done"}, {"progress", "status"}, {"history", "log"}, {"list", "roadmaps"},
	    {"list", "tree"}, {"ls", "roadmaps"}, {"ls", "tree"}, {"all", "tree"},
	    {"todo", "missing"}, {"left", "missing"}, {"info", "show"}, {"join", "enroll"},
	    {"init", "enroll"}, {"leave", "unenroll"}, {"switch", "use"}, {"pick", "choose"},
	    {"delete", "remove"}, {"explain", "why"}, {"eta", "forecast"}, {"streak", "stats"},
	    {"chart", "burnup"}, {"validate", "lint"}, {"create", "new"}, {"change", "edit"},
	    {"convert", "import"}, {"timer", "time"}, {"track", "time"}, {"log-time", "time"},
	    {"config", "set"}, {"settings", "set"}, {"target", "goal"}, {"vacation", "pause"}};
	unsigned n = 0;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && n < room; i++)
		if (strcmp(names[i][0], name) == 0)
			ret_list[n++] = command_find(names[i][1]);
	return n;
}

unsigned
command_near(const char *name, const struct command **ret_list, unsigned room)
{
	unsigned most = (unsigned)strlen(name) / 3;
	unsigned n = command_other_names(name, ret_list, room);

	if (n > 0)
		return n;
	for (unsigned distance = 1; distance <= most; distance++)
		for (const struct command *c = command_first(); c && n < room;
		     c = command_next(c)) {
			/* what takes back is no guess for a far word */
			if (c->group == COMMAND_BACK && distance > 1)
				continue;
			if (text_distance(name, c->name, most) == distance)
				ret_list[n++] = c;
		}
	return n;
}
