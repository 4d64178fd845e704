#include <string.h>

#include "client/command.h"
#include "client/timing.h"
#include "client/view.h"
#include "client/when.h"
#include "core/duration.h"
#include "core/explain.h"
#include "proto/clock.h"
#include "proto/message.h"
#include "roadmap/v1/time.pb-c.h"

enum {
	CMD_TIME_LIST_MOST = 1000,
};

/* --at, as a message; absent if it was not given. False: told. */
static bool
cmd_time_at(struct cli *cli, Google__Protobuf__Timestamp **ret_at)
{
	const char *at = args_value(&cli->args, "at");
	int64_t seconds;
	struct err err;

	if (!at)
		return true;
	if (when_parse(at, clock_now_s(), &seconds, &err) != ERR_OK) {
		cli->status = cli_usage(cli, "%s", err.text);
		return false;
	}
	*ret_at = message_new(&google__protobuf__timestamp__descriptor, cli->arena);
	(*ret_at)->seconds = seconds;
	return true;
}

static void
cmd_time_total(struct cli *cli, const Pb__StepView *step)
{
	if (!step)
		return;
	out_printf(&cli->out, OUT_DIM, "%s: %s in all, %s planned", step->title,
	    step->minutes_spent > 0 ? explain_minutes(cli->arena, step->minutes_spent) : "nothing",
	    view_step_hours(cli->arena, step));
	out_newline(&cli->out);
}

int
cmd_stop(struct cli *cli)
{
	Pb__TimeStopRequest request = PB__TIME_STOP_REQUEST__INIT;
	const char *hours = args_value(&cli->args, "hours");
	Pb__TimeStopReply *reply;
	struct err err;

	request.discard = args_has(&cli->args, "discard");
	if (hours && duration_parse(hours, &request.minutes, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (!cmd_time_at(cli, &request.at))
		return cli->status;
	if (!hours && !request.at && !request.discard && timing_settle_first(cli))
		return CLI_DONE;
	if (!cli_ask(cli, "Time", "Stop", &request.base, &reply))
		return cli->status;
	timing_ended(cli, reply->end);
	if (reply->end->minutes == 0) {
		out_printf(&cli->out, OUT_PLAIN, "Timer on %s stopped: %s", reply->end->title,
		    request.discard ? "nothing counts" : "under half a minute, nothing counts");
		out_newline(&cli->out);
	}
	cmd_time_total(cli, reply->step);
	return CLI_DONE;
}

/* The words between the first and the last are the step. */
static const char *
cmd_time_step(struct cli *cli)
{
	const struct args *args = &cli->args;
	const char *words = args->operands[1];

	for (unsigned i = 2; i + 1 < args->n_operands; i++)
		words = arena_printf(cli->arena, "%s %s", words, args->operands[i]);
	return words;
}

static int
cmd_time_add(struct cli *cli)
{
	Pb__TimeAddRequest request = PB__TIME_ADD_REQUEST__INIT;
	const struct args *args = &cli->args;
	Pb__TimeAddReply *reply;
	struct err err;

	if (args->n_operands < 3)
		return cli_usage(cli, "time add wants a step and how long: roadmap time add "
				      "git-basics 1h30");
	if (duration_parse(args->operands[args->n_operands - 1], &request.minutes, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (!cmd_time_at(cli, &request.at))
		return cli->status;
	request.roadmap_id = cli->roadmap_id;
	request.step = cmd_time_step(cli);
	if (!cli_ask(cli, "Time", "Add", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_GOOD, "+ %s", explain_minutes(cli->arena, reply->entry->minutes));
	out_printf(&cli->out, OUT_PLAIN, " on %s", reply->entry->day);
	out_printf(&cli->out, OUT_DIM, "  %.8s", reply->entry->id);
	out_newline(&cli->out);
	cmd_time_total(cli, reply->step);
	return CLI_DONE;
}

static int
cmd_time_remove(struct cli *cli)
{
	Pb__TimeRemoveRequest request = PB__TIME_REMOVE_REQUEST__INIT;
	Pb__TimeRemoveReply *reply;

	if (cli->args.n_operands != 2)
		return cli_usage(cli, "time remove wants an id: roadmap time list shows them");
	request.roadmap_id = cli->roadmap_id;
	request.entry_id = cli->args.operands[1];
	if (!cli_ask(cli, "Time", "Remove", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_BAD, "- %s", explain_minutes(cli->arena, reply->entry->minutes));
	out_printf(&cli->out, OUT_PLAIN, " on %s", reply->entry->day);
	out_newline(&cli->out);
	cmd_time_total(cli, reply->step);
	return CLI_DONE;
}

static void
cmd_time_sum(struct cli *cli, const Pb__TimeListReply *reply)
{
	bool dated = reply->total_entries > 0 || reply->undated_minutes == 0;
	struct arena *arena = cli->arena;

	if (dated)
		out_printf(&cli->out, OUT_BOLD, "%s in %u piece%s",
		    explain_sum(arena, reply->total_minutes), reply->total_entries,
		    reply->total_entries == 1 ? "" : "s");
	if (reply->n_entries < reply->total_entries)
		out_printf(&cli->out, OUT_DIM, ", the last %zu shown: -n shows more",
		    reply->n_entries);
	if (reply->undated_minutes > 0)
		out_printf(&cli->out, OUT_DIM, "%s%s told without a date", dated ? ", and " : "",
		    explain_sum(arena, reply->undated_minutes));
	out_newline(&cli->out);
}

static int
cmd_time_list(struct cli *cli)
{
	Pb__TimeListRequest request = PB__TIME_LIST_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "lrsll", 0);
	Pb__TimeListReply *reply;
	struct err err;
	long limit;

	if (args_number(&cli->args, "number", 1, CMD_TIME_LIST_MOST, 20, &limit, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	request.roadmap_id = cli->roadmap_id;
	request.limit = (uint32_t)limit;
	if (cli->args.n_operands > 1)
		request.step = args_words(&cli->args, 1, cli->arena);
	if (!cli_ask(cli, "Time", "List", &request.base, &reply))
		return cli->status;
	timing_rows(table, cli->arena, reply->entries, reply->n_entries, true);
	out_table_print(table, &cli->out);
	if (reply->total_entries > 0 || reply->undated_minutes > 0) {
		cmd_time_sum(cli, reply);
	} else {
		out_text(&cli->out, OUT_PLAIN, "No time told yet. ");
		out_text(&cli->out, OUT_NAME, "roadmap start STEP");
		out_text(&cli->out, OUT_PLAIN, " begins a timer, ");
		out_text(&cli->out, OUT_NAME, "roadmap time add STEP 1h30");
		out_text(&cli->out, OUT_PLAIN, " tells it.");
		out_newline(&cli->out);
	}
	timing_running(cli, reply->timer);
	return CLI_DONE;
}

int
cmd_time(struct cli *cli)
{
	static const struct {
		const char *name;
		int (*run)(struct cli *cli);
	} verbs[] = {{"add", cmd_time_add}, {"list", cmd_time_list}, {"remove", cmd_time_remove}};
	const char *verb = cli->args.n_operands > 0 ? cli->args.operands[0] : "list";

	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, verb) == 0)
			return verbs[i].run(cli);
	return cli_usage(cli, "time has no '%s': add, list or remove", verb);
}
