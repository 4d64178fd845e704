/*
 * The commands of `roadmap`, in one table: what runs, what is typed, what --help says, what is
 * completed.
 */
#ifndef CLIENT_COMMAND_H
#define CLIENT_COMMAND_H

#include "client/args.h"
#include "client/cli.h"
#include "client/command_words.h"

enum command_group {
	COMMAND_BEGIN,
	COMMAND_DAILY,
	COMMAND_TIME,
	COMMAND_LOOK,
	COMMAND_BACK,
	COMMAND_MORE,
	COMMAND_GROUPS, /* how many there are */
};

/* What an operand is, for completion. */
enum command_operand {
	COMMAND_NOTHING,
	COMMAND_STEPS,
	COMMAND_ROADMAPS,
	COMMAND_ENROLLED,
	COMMAND_VERSIONS,
	COMMAND_CHOICES,
	COMMAND_ACTIONS,
	COMMAND_FILES,
	COMMAND_SHELLS,
	COMMAND_COMMANDS,
	COMMAND_PORTFOLIO, /* what to do, then a step, a case study or a file */
	COMMAND_JOB,       /* what to do, then an application or a file */
	COMMAND_TIMES,     /* add, list or remove, then a step or a piece of work */
	COMMAND_PATHWAYS,
	COMMAND_PAUSES,
	COMMAND_SETTINGS, /* then a value */
	COMMAND_REMINDERS,
};

struct command {
	const char *name;
	int (*run)(struct cli *cli); /* returns the exit status; NULL: a helper program */
	enum command_group group;
	const char *usage;   /* what stands after the name: "STEP..." */
	const char *summary; /* one line */
	const char *text;    /* what else there is to say, "" for nothing */
	const char *example; /* lines to type */
	const char *reply;   /* what --json prints */
	enum command_operand operand;
	unsigned operands_least, operands_most;
	const struct args_option *options; /* may be NULL */
	const struct command_word *words;  /* its commands, the first if none is named; or NULL */
};

enum {
	COMMAND_MANY = 1000,
};

/* All commands: the first, and the one after another; NULL after the last. */
const struct command *command_first(void);
const struct command *command_next(const struct command *command);
/* The tables of them, each ended by one without a name. */
extern const struct command command_table[], command_table_time[], command_table_keep[];
/* Those of every command. */
extern const struct args_option command_options[];
extern const char *const command_group_titles[COMMAND_GROUPS];

/* NULL if there is none of this name. */
const struct command *command_find(const char *name);
/* Names that nearly are this one, best first; returns how many were written. */
unsigned command_near(const char *name, const struct command **ret_list, unsigned room);

/* Without a command. */
int cmd_home(struct cli *cli);

int cmd_roadmaps(struct cli *cli);
int cmd_remove(struct cli *cli);
int cmd_about(struct cli *cli);
int cmd_enroll(struct cli *cli);
int cmd_unenroll(struct cli *cli);
int cmd_use(struct cli *cli);
int cmd_choose(struct cli *cli);
int cmd_placement(struct cli *cli);
int cmd_upgrade(struct cli *cli);
int cmd_next(struct cli *cli);
int cmd_why(struct cli *cli);
int cmd_plan(struct cli *cli);
int cmd_start(struct cli *cli);
int cmd_burnup(struct cli *cli);
int cmd_forecast(struct cli *cli);
int cmd_stats(struct cli *cli);
int cmd_stop(struct cli *cli);
int cmd_done(struct cli *cli);
int cmd_skip(struct cli *cli);
int cmd_known(struct cli *cli);
int cmd_reset(struct cli *cli);
int cmd_check(struct cli *cli);
int cmd_note(struct cli *cli);
int cmd_link(struct cli *cli);
int cmd_show(struct cli *cli);
int cmd_tree(struct cli *cli);
int cmd_status(struct cli *cli);
int cmd_missing(struct cli *cli);
int cmd_time(struct cli *cli);
int cmd_goal(struct cli *cli);
int cmd_pathway(struct cli *cli);
int cmd_pause(struct cli *cli);
int cmd_resume(struct cli *cli);
int cmd_prompt(struct cli *cli);
int cmd_set(struct cli *cli);
int cmd_log(struct cli *cli);
int cmd_undo(struct cli *cli);
int cmd_redo(struct cli *cli);
int cmd_watch(struct cli *cli);
int cmd_backup(struct cli *cli);
int cmd_doctor(struct cli *cli);
int cmd_completion(struct cli *cli);
int cmd_help(struct cli *cli);
int cmd_version(struct cli *cli);

/* Asks what is known of a roadmap the learner is enrolled in. Returns the exit status. */
int cmd_placement_ask(struct cli *cli, const char *roadmap_id);
/* The next step, after an empty line; nothing of NULL. `reply` is one of Plan.Next. */
void cmd_next_told(struct cli *cli, const ProtobufCMessage *reply);
/* What to say when the plan is empty. */
void cmd_next_nothing(struct cli *cli);
/* "roadmap COMMAND --help". */
void cmd_help_show(const struct cli *cli, const struct command *command);
/* The hidden `__complete WHAT`: "id<TAB>title" lines, silently none without a daemon. */
int cmd_complete(struct cli *cli, const char *what);

#endif
