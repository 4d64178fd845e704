/*
 * What every command of `roadmap` has at hand: its arguments, the terminal, the daemon.
 */
#ifndef CLIENT_CLI_H
#define CLIENT_CLI_H

#include <stdbool.h>

#include "client/args.h"
#include "client/out.h"
#include "client/rpc.h"
#include "core/arena.h"
#include "core/err.h"
#include "roadmap/v1/step.pb-c.h"

/* Exit statuses, promised in roadmap(1). */
enum cli_status {
	CLI_DONE = 0,
	CLI_REFUSED = 1,   /* by the daemon */
	CLI_USAGE = 2,     /* wrong command line */
	CLI_NO_DAEMON = 3, /* none to be had */
	CLI_FAILED = 4,    /* the daemon failed, or went away */
};

struct command;

struct cli {
	const struct command *command;
	struct args args;
	struct arena *arena;    /* lives as long as the process */
	struct out out;         /* data */
	struct out notes;       /* stderr: all else */
	const char *roadmap_id; /* --roadmap, or "" for the current one */
	bool json;
	bool quiet; /* completion: no daemon is started, nothing is said */
	int status;
	struct rpc *rpc; /* made by the first call */
};

/* Of a program: what there is before its arguments are read. */
void cli_begin(struct cli *ret_cli);
/* The other end of it; the exit status, which is another if the output could not be written. */
int cli_finish(struct cli *cli, int status);

/* Takes the options that every command has from cli->args; the exit status. */
int cli_set_up(struct cli *cli);

/*
 * The usual way to ask: true if there is a reply to show. Else the answer is in cli->status: the
 * refusal was told, or --json was given and the reply is printed.
 */
bool cli_ask(struct cli *cli, const char *service, const char *method,
    const ProtobufCMessage *request, void *ret_reply);
/* The same of several at once, see rpc_call_all(); with --json of the first alone. */
bool cli_ask_all(struct cli *cli, struct rpc_question *questions, unsigned n);
/* The same without telling or printing anything; ret_details may be NULL. */
enum err_code cli_try(struct cli *cli, const char *service, const char *method,
    const ProtobufCMessage *request, void *ret_reply, struct rpc_details *ret_details,
    struct err *err);
enum err_code cli_try_all(struct cli *cli, struct rpc_question *questions, unsigned n,
    struct rpc_details *ret_details, struct err *err);
/* Step.List, of all pages. */
enum err_code cli_try_steps(struct cli *cli, const Pb__StepListRequest *request,
    Pb__StepListReply **ret_reply, struct rpc_details *ret_details, struct err *err);
bool cli_ask_steps(struct cli *cli, const Pb__StepListRequest *request,
    Pb__StepListReply **ret_reply);
/* Joins the other pages to the first, a reply of cli_ask_all(), or NULL. False if one is missing.
 */
bool cli_more_steps(struct cli *cli, const Pb__StepListRequest *request, Pb__StepListReply *reply);
/* Connects, for what asks by itself: cli->rpc is there then. */
enum err_code cli_connect(struct cli *cli, struct err *err);
/* Tells a refusal with what is known about it; returns the exit status. details may be NULL. */
int cli_refuse(const struct cli *cli, const struct err *err, const struct rpc_details *details);
/* One thing that can stand next on a command line, and what it is. */
void cli_candidate(const struct cli *cli, const char *id, const char *title);
/* Prints the reply if --json was given. */
bool cli_is_json(struct cli *cli, const ProtobufCMessage *reply);

/* "roadmap: text" on stderr. */
void cli_error(const struct cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A wrong command line: the error, and where to look. Returns CLI_USAGE. */
int cli_usage(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
