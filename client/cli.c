#include "client/cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "client/command.h"
#include "client/json.h"
#include "client/step_list.h"

enum {
	CLI_FAULTS_SHOWN = 10,
};

void
cli_begin(struct cli *ret_cli)
{
	*ret_cli = (struct cli){.arena = arena_new(), .roadmap_id = ""};
	out_init(&ret_cli->out, stdout);
	out_init(&ret_cli->notes, stderr);
}

/* A full disk must not pass for success; a reader that has seen enough is no fault. */
int
cli_finish(struct cli *cli, int status)
{
	bool failed = ferror(stdout) != 0;

	if (fflush(stdout) != 0)
		failed = true;
	if (failed && errno != EPIPE && status == CLI_DONE) {
		cli_error(cli, "cannot write the output: %s", strerror(errno));
		status = CLI_REFUSED;
	}
	rpc_close(cli->rpc);
	arena_free(cli->arena);
	return status;
}

int
cli_set_up(struct cli *cli)
{
	const char *when = args_value(&cli->args, "color");
	const char *roadmap = args_value(&cli->args, "roadmap");
	enum out_color color = OUT_COLOR_AUTO;
	bool ascii = args_has(&cli->args, "ascii");

	cli->json = args_has(&cli->args, "json");
	cli->roadmap_id = roadmap ? roadmap : "";
	if (when && strcmp(when, "always") == 0)
		color = OUT_COLOR_ALWAYS;
	else if (when && strcmp(when, "never") == 0)
		color = OUT_COLOR_NEVER;
	else if (when && strcmp(when, "auto") != 0)
		return cli_usage(cli, "--color is auto, always or never");
	out_set(&cli->out, color, ascii);
	out_set(&cli->notes, color, ascii);
	return CLI_DONE;
}

enum err_code
cli_connect(struct cli *cli, struct err *err)
{
	if (!cli->rpc)
		cli->rpc = rpc_open(!cli->quiet, err);
	return cli->rpc ? ERR_OK : err->code;
}

enum err_code
cli_try_all(struct cli *cli, struct rpc_question *questions, unsigned n,
    struct rpc_details *ret_details, struct err *err)
{
	if (ret_details)
		*ret_details = (struct rpc_details){0};
	if (cli_connect(cli, err) != ERR_OK)
		return err->code;
	return rpc_call_all(cli->rpc, questions, cli->json ? 1 : n, cli->arena, ret_details, err);
}

enum err_code
cli_try(struct cli *cli, const char *service, const char *method, const ProtobufCMessage *request,
    void *ret_reply, struct rpc_details *ret_details, struct err *err)
{
	struct rpc_question question = {.service = service, .method = method, .request = request};
	enum err_code code = cli_try_all(cli, &question, 1, ret_details, err);

	if (code == ERR_OK)
		memcpy(ret_reply, &question.reply, sizeof(question.reply));
	return code;
}

bool
cli_is_json(struct cli *cli, const ProtobufCMessage *reply)
{
	if (!cli->json)
		return false;
	json_print(reply, true, cli->out.file);
	cli->status = CLI_DONE;
	return true;
}

bool
cli_ask_all(struct cli *cli, struct rpc_question *questions, unsigned n)
{
	struct rpc_details details;
	struct err err;

	if (cli_try_all(cli, questions, n, &details, &err) != ERR_OK) {
		cli->status = cli_refuse(cli, &err, &details);
		return false;
	}
	return !cli_is_json(cli, questions[0].reply);
}

bool
cli_ask(struct cli *cli, const char *service, const char *method, const ProtobufCMessage *request,
    void *ret_reply)
{
	struct rpc_question question = {.service = service, .method = method, .request = request};

	if (!cli_ask_all(cli, &question, 1))
		return false;
	memcpy(ret_reply, &question.reply, sizeof(question.reply));
	return true;
}

enum err_code
cli_try_steps(struct cli *cli, const Pb__StepListRequest *request, Pb__StepListReply **ret_reply,
    struct rpc_details *ret_details, struct err *err)
{
	if (ret_details)
		*ret_details = (struct rpc_details){0};
	if (cli_connect(cli, err) != ERR_OK)
		return err->code;
	return step_list(cli->rpc, request, cli->arena, ret_reply, ret_details, err);
}

bool
cli_more_steps(struct cli *cli, const Pb__StepListRequest *request, Pb__StepListReply *reply)
{
	struct err err;

	return reply != NULL &&
	       step_list_rest(cli->rpc, request, cli->arena, reply, NULL, &err) == ERR_OK;
}

bool
cli_ask_steps(struct cli *cli, const Pb__StepListRequest *request, Pb__StepListReply **ret_reply)
{
	struct rpc_details details;
	struct err err;

	if (cli_try_steps(cli, request, ret_reply, &details, &err) != ERR_OK) {
		cli->status = cli_refuse(cli, &err, &details);
		return false;
	}
	return !cli_is_json(cli, &(*ret_reply)->base);
}

void
cli_candidate(const struct cli *cli, const char *id, const char *title)
{
	out_text(&cli->out, OUT_PLAIN, id);
	fputc('\t', cli->out.file);
	out_text(&cli->out, OUT_PLAIN, title);
	out_newline(&cli->out);
}

void
cli_error(const struct cli *cli, const char *format, ...)
{
	char *text;
	va_list list;

	va_start(list, format);
	if (vasprintf(&text, format, list) < 0)
		abort();
	va_end(list);
	out_text(&cli->notes, OUT_PLAIN, "roadmap: ");
	if (cli->notes.terminal) {
		out_wrap(&cli->notes, OUT_BAD, sizeof("roadmap: ") - 1, 2, text);
	} else {
		/* one line: scripts keep it */
		out_text(&cli->notes, OUT_BAD, text);
		out_newline(&cli->notes);
	}
	free(text);
}

/* Of the command, or of the one of its commands that was named. */
static void
cli_usage_line(const struct cli *cli, const struct command *command)
{
	const char *name = cli->args.n_operands > 0 ? cli->args.operands[0] : "";
	const struct command_word *word = command_words_find(command->words, name);
	const char *usage = word ? word->usage : command->usage;
	bool has_options = word ? word->options[0] != '\0' : command->options != NULL;

	out_printf(&cli->notes, OUT_PLAIN, "usage: roadmap %s%s%s%s%s%s", command->name,
	    word ? " " : "", word ? word->name : "", has_options ? " [options]" : "",
	    usage[0] ? " " : "", usage);
	out_newline(&cli->notes);
}

int
cli_usage(const struct cli *cli, const char *format, ...)
{
	const struct command *command = cli->command;
	char *text;
	va_list list;

	va_start(list, format);
	if (vasprintf(&text, format, list) < 0)
		abort();
	va_end(list);
	cli_error(cli, "%s", text);
	free(text);
	if (command) {
		cli_usage_line(cli, command);
		out_printf(&cli->notes, OUT_PLAIN, "       roadmap %s --help tells more",
		    command->name);
	} else {
		out_text(&cli->notes, OUT_PLAIN, "  roadmap help lists the commands");
	}
	out_newline(&cli->notes);
	return CLI_USAGE;
}

static void
cli_tell_details(const struct cli *cli, const struct rpc_details *details)
{
	struct out_table *table = out_table_new(cli->arena, "ls", 2);

	for (size_t i = 0; details->candidates && i < details->candidates->n_candidates; i++) {
		const Pb__Candidate *candidate = details->candidates->candidates[i];

		out_table_cell(table, OUT_NAME, "%s", candidate->id);
		out_table_cell(table, OUT_PLAIN, "%s", candidate->title);
	}
	for (size_t i = 0; details->faults && i < details->faults->n_faults; i++) {
		if (i == CLI_FAULTS_SHOWN) {
			out_table_cell(table, OUT_PLAIN, "and more");
			break;
		}
		out_table_cell(table, OUT_NAME, "%s", details->faults->faults[i]->path);
		out_table_cell(table, OUT_PLAIN, "%s", details->faults->faults[i]->text);
	}
	out_table_print(table, &cli->notes);
}

int
cli_refuse(const struct cli *cli, const struct err *err, const struct rpc_details *details)
{
	cli_error(cli, "%s", err->text);
	if (!cli->rpc)
		return CLI_NO_DAEMON;
	if (rpc_has_failed(cli->rpc, err->code))
		return CLI_FAILED;
	if (details)
		cli_tell_details(cli, details);
	return CLI_REFUSED;
}
