/* `job due`: what wants a follow-up, and what was silent for long. */
#include <string.h>

#include "search.h"

/* `job due NAME DAY`. */
static int
search_due_set(struct cli *cli)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	unsigned n = group_operands(cli);
	const char *day = group_operand(cli, n - 1);
	int status = CLI_DONE;
	const Pb__ApplicationView *view;
	bool kept;

	if (strcmp(day, "never") == 0)
		day = "";
	if (!search_ahead(cli, day, &day, &status))
		return status;
	view = search_ask(cli, group_words(cli, 0, n - 1), &status);
	if (!view)
		return status;
	request.application = view->application;
	request.revision = view->revision;
	request.application->follow_up = day;
	return search_put(cli, &request, &kept);
}

static void
search_due_rows(const struct cli *cli, Pb__ApplicationView **views, size_t n, bool silent)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	for (size_t i = 0; i < n; i++) {
		const Pb__ApplicationView *view = views[i];

		out_table_cell(table, silent ? OUT_DIM : OUT_BUSY, "%s",
		    silent ? arena_printf(cli->arena, "%u days", view->quiet_days)
			   : view->application->follow_up);
		out_table_cell(table, OUT_NAME, "%.8s", view->application->id);
		out_table_cell(table, OUT_PLAIN, "%s", search_title(cli->arena, view->application));
		out_table_cell(table, OUT_DIM, "%s",
		    job_stage_title(cli->arena, (uint32_t)view->stage, view->round));
	}
	out_table_print(table, &cli->out);
}

int
search_due(struct cli *cli)
{
	Pb__JobDueRequest request = PB__JOB_DUE_REQUEST__INIT;
	Pb__JobDueReply *reply;
	int status = CLI_DONE;

	if (group_operands(cli) == 1)
		return cli_usage(cli,
		    "job due wants a day too: roadmap job due NAME \"in 1 week\"");
	if (group_operands(cli) > 1)
		return search_due_set(cli);
	if (!search_ahead(cli, group_value(cli, "until"), &request.until, &status))
		return status;
	if (!cli_ask(cli, "Job", "Due", &request.base, &reply))
		return cli->status;
	if (reply->n_due + reply->n_silent == 0) {
		out_text(&cli->out, OUT_PLAIN, "Nothing is due.");
		out_newline(&cli->out);
	}
	if (reply->n_due > 0) {
		out_text(&cli->out, OUT_BOLD, "Follow up");
		out_newline(&cli->out);
		search_due_rows(cli, reply->due, reply->n_due, false);
	}
	if (reply->n_silent > 0) {
		out_printf(&cli->out, OUT_BOLD, "Silent for more than %u days",
		    reply->silent_after_days);
		out_newline(&cli->out);
		search_due_rows(cli, reply->silent, reply->n_silent, true);
		out_printf(&cli->out, OUT_NAME, "roadmap job move %.8s ghosted",
		    reply->silent[0]->application->id);
		out_text(&cli->out, OUT_DIM, " closes one; a later word opens it again");
		out_newline(&cli->out);
	}
	return CLI_DONE;
}
