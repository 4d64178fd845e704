#include <stdio.h>
#include <time.h>

#include "client/command.h"
#include "client/json.h"
#include "client/when.h"
#include "roadmap/v1/event.pb-c.h"
#include "roadmap/v1/history.pb-c.h"

enum {
	CMD_LOG_MOST = 1000,
	CMD_LOG_USUAL = 20,
	CMD_WATCH_PAUSE_NS = 200000000,
};

int
cmd_log(struct cli *cli)
{
	Pb__HistoryListRequest request = PB__HISTORY_LIST_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "llsl", 0);
	Pb__HistoryListReply *reply;
	struct err err;
	long limit;

	if (args_number(&cli->args, "number", 1, CMD_LOG_MOST, CMD_LOG_USUAL, &limit, &err) !=
	    ERR_OK)
		return cli_usage(cli, "%s", err.text);
	/* one more tells whether there are more */
	request.limit = (uint32_t)limit + (!cli->json && limit < CMD_LOG_MOST);
	if (!cli_ask(cli, "History", "List", &request.base, &reply))
		return cli->status;
	for (size_t i = 0; i < reply->n_actions && i < (size_t)limit; i++) {
		const Pb__ActionView *action = reply->actions[i];

		out_table_cell(table, OUT_NAME, "%.8s", action->id);
		out_table_cell(table, OUT_DIM, "%s",
		    action->at ? when_text(cli->arena, action->at->seconds) : "");
		out_table_cell(table, action->undone ? OUT_DIM : OUT_PLAIN, "%s", action->summary);
		out_table_cell(table, OUT_BUSY, "%s", action->undone ? "undone" : "");
	}
	out_table_print(table, &cli->out);
	if (reply->n_actions == 0) {
		out_text(&cli->out, OUT_PLAIN, "Nothing yet.");
		out_newline(&cli->out);
	}
	if (reply->n_actions > (size_t)limit) {
		out_printf(&cli->notes, OUT_DIM, "There are older ones: roadmap log -n %ld",
		    limit * 5 < CMD_LOG_MOST ? limit * 5 : CMD_LOG_MOST);
		out_newline(&cli->notes);
	}
	return CLI_DONE;
}

static int
cmd_log_told(struct cli *cli, const char *what, const Pb__ActionView *action)
{
	const char *text = arena_printf(cli->arena, "%s: %s", what, action ? action->summary : "");

	if (action && action->at)
		text = arena_printf(cli->arena, "%s, from %s", text,
		    when_text(cli->arena, action->at->seconds));
	out_wrap(&cli->out, OUT_PLAIN, 0, 2, text);
	return CLI_DONE;
}

int
cmd_undo(struct cli *cli)
{
	Pb__HistoryUndoRequest request = PB__HISTORY_UNDO_REQUEST__INIT;
	Pb__HistoryUndoReply *reply;

	request.action_id = args_words(&cli->args, 0, cli->arena);
	if (!cli_ask(cli, "History", "Undo", &request.base, &reply))
		return cli->status;
	return cmd_log_told(cli, "Took back", reply->undone);
}

int
cmd_redo(struct cli *cli)
{
	Pb__HistoryRedoRequest request = PB__HISTORY_REDO_REQUEST__INIT;
	Pb__HistoryRedoReply *reply;

	request.action_id = args_words(&cli->args, 0, cli->arena);
	if (!cli_ask(cli, "History", "Redo", &request.base, &reply))
		return cli->status;
	return cmd_log_told(cli, "Did again", reply->redone);
}

static void
cmd_watch_show(struct cli *cli, struct arena *arena, const Pb__EventNotice *notice)
{
	if (cli->json) {
		json_print(&notice->base, false, cli->out.file);
		return;
	}
	out_printf(&cli->out, OUT_DIM, "%s  ",
	    notice->at ? when_text(arena, notice->at->seconds) : "");
	out_text(&cli->out, OUT_PLAIN, notice->summary);
	out_newline(&cli->out);
}

/* Tells of events until there are no more to come. False if nobody reads what is printed. */
static bool
cmd_watch_events(struct cli *cli, struct arena *arena, struct err *err)
{
	Pb__EventWatchRequest request = PB__EVENT_WATCH_REQUEST__INIT;
	const Pb__EventNotice *notice = NULL;

	if (rpc_watch(cli->rpc, "Event", "Watch", &request.base, err) != ERR_OK)
		return true;
	while (rpc_watch_next(cli->rpc, arena, &notice, err) == ERR_OK && notice) {
		cmd_watch_show(cli, arena, notice);
		/* a reader of the pipe wants each line as it comes */
		if (fflush(cli->out.file) != 0)
			return false;
		arena_reset(arena);
	}
	return true;
}

/* Waits for the next daemon without starting one: whoever stopped it may not want another. */
static enum err_code
cmd_watch_again(struct cli *cli, struct err *err)
{
	const struct timespec pause = {.tv_nsec = CMD_WATCH_PAUSE_NS};

	do {
		rpc_close(cli->rpc);
		(void)nanosleep(&pause, NULL);
		cli->rpc = rpc_open(false, err);
	} while (!cli->rpc && err->code == ERR_UNAVAILABLE);
	return cli->rpc ? ERR_OK : err->code;
}

int
cmd_watch(struct cli *cli)
{
	struct arena *arena = arena_new();
	struct err err = ERR_NONE;
	bool read = true;

	cli->rpc = rpc_open(true, &err);
	if (cli->rpc && cli->notes.terminal) {
		out_text(&cli->notes, OUT_DIM, "waiting for changes, Ctrl-C ends");
		out_newline(&cli->notes);
	}
	while (cli->rpc && read) {
		err = (struct err)ERR_NONE;
		read = cmd_watch_events(cli, arena, &err);
		if (!read || (err.code != ERR_OK && !rpc_is_lost(cli->rpc)) ||
		    cmd_watch_again(cli, &err) != ERR_OK)
			break;
	}
	arena_free(arena);
	return !read || err.code == ERR_OK ? CLI_DONE : cli_refuse(cli, &err, NULL);
}
