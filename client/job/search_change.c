/* `job add` and `job edit`: the fields of an application by options. */
#include <string.h>

#include "search.h"

/* The options that are texts, and the fields they set. */
static const struct {
	const char *option;
	size_t field;
} search_change_texts[] = {
    {"company", offsetof(Pb__Application, company)},
    {"role", offsetof(Pb__Application, role)},
    {"platform", offsetof(Pb__Application, platform)},
    {"url", offsetof(Pb__Application, url)},
    {"location", offsetof(Pb__Application, location)},
    {"salary", offsetof(Pb__Application, salary)},
    {"resume", offsetof(Pb__Application, resume)},
    {"step", offsetof(Pb__Application, step_id)},
};

#define SEARCH_CHANGE_TEXTS (sizeof(search_change_texts) / sizeof(search_change_texts[0]))

/* All that were given, in place of those that were there; an empty one takes them away. */
static void
search_change_studies(const struct cli *cli, Pb__Application *application)
{
	application->case_studies =
	    arena_array(cli->arena, cli->args.n_given, sizeof(*application->case_studies));
	application->n_case_studies = 0;
	for (unsigned i = 0; i < cli->args.n_given; i++)
		if (strcmp(cli->args.given[i].option->name, "case-study") == 0 &&
		    cli->args.given[i].value[0])
			application->case_studies[application->n_case_studies++] =
			    cli->args.given[i].value;
}

static bool
search_change(struct cli *cli, Pb__Application *application, int *ret_status)
{
	const char *follow_up = args_value(&cli->args, "follow-up");
	uint32_t number;

	for (size_t i = 0; i < SEARCH_CHANGE_TEXTS; i++) {
		const char *text = args_value(&cli->args, search_change_texts[i].option);

		if (text)
			memcpy((char *)application + search_change_texts[i].field, &text,
			    sizeof(text));
	}
	/* Another step may be of another roadmap: the current one, or that of --roadmap. */
	if (args_has(&cli->args, "step"))
		application->roadmap_id = cli->roadmap_id;
	if (args_has(&cli->args, "case-study"))
		search_change_studies(cli, application);
	if (follow_up && !search_ahead(cli, follow_up, &application->follow_up, ret_status))
		return false;
	if (!search_channel(cli, group_value(cli, "channel"), &number, ret_status))
		return false;
	if (args_has(&cli->args, "channel"))
		application->channel = (Pb__Channel)number;
	else if (application->platform[0] && application->channel == 0)
		application->channel = PB__CHANNEL__CHANNEL_PLATFORM;
	if (!search_workplace(cli, group_value(cli, "workplace"), &number, ret_status))
		return false;
	if (args_has(&cli->args, "workplace"))
		application->workplace = (Pb__Workplace)number;
	return true;
}

static int
search_change_put(struct cli *cli, Pb__JobPutRequest *request, const char *word)
{
	Pb__JobPutReply *reply;
	struct rpc_details details;
	struct err err;

	if (cli_try(cli, "Job", "Put", &request->base, &reply, &details, &err) != ERR_OK) {
		/* The first is told already. */
		if (details.faults && details.faults->n_faults == 1)
			details.faults = NULL;
		return cli_refuse(cli, &err, &details);
	}
	if (!cli_is_json(cli, &reply->base))
		search_told(cli, reply->unchanged ? "Unchanged" : word, reply->application);
	return CLI_DONE;
}

int
search_change_add(struct cli *cli)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	Pb__Application application = PB__APPLICATION__INIT;
	int status = CLI_DONE;
	uint32_t stage;

	application.company = group_operand(cli, 0);
	application.role = group_words(cli, 1, group_operands(cli));
	request.application = &application;
	request.note = group_value(cli, "note");
	if (!search_change(cli, &application, &status) ||
	    !search_stage(cli, group_value(cli, "stage"), &stage, &status) ||
	    !search_past(cli, "at", &request.day, &status))
		return status;
	request.stage = (Pb__Stage)stage;
	return search_change_put(cli, &request, "Added");
}

int
search_change_edit(struct cli *cli)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	int status = CLI_DONE;
	const Pb__ApplicationView *view =
	    search_ask(cli, group_words(cli, 0, group_operands(cli)), &status);

	if (!view)
		return status;
	if (args_has(&cli->args, "stage") || args_has(&cli->args, "at"))
		return cli_usage(cli, "a stage is told with: roadmap job move NAME STAGE");
	request.application = view->application;
	request.revision = view->revision;
	if (!search_change(cli, request.application, &status))
		return status;
	return search_change_put(cli, &request, "Kept");
}

/* `job due NAME DAY`. */
static int
search_change_due_set(struct cli *cli)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	unsigned n = group_operands(cli);
	const char *day = group_operand(cli, n - 1);
	int status = CLI_DONE;
	const Pb__ApplicationView *view;

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
	return search_change_put(cli, &request, "Kept");
}

static void
search_change_due_rows(const struct cli *cli, Pb__ApplicationView **views, size_t n, bool silent)
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
search_change_due(struct cli *cli)
{
	Pb__JobDueRequest request = PB__JOB_DUE_REQUEST__INIT;
	Pb__JobDueReply *reply;
	int status = CLI_DONE;

	if (group_operands(cli) == 1)
		return cli_usage(cli,
		    "job due wants a day too: roadmap job due NAME \"in 1 week\"");
	if (group_operands(cli) > 1)
		return search_change_due_set(cli);
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
		search_change_due_rows(cli, reply->due, reply->n_due, false);
	}
	if (reply->n_silent > 0) {
		out_printf(&cli->out, OUT_BOLD, "Silent for more than %u days",
		    reply->silent_after_days);
		out_newline(&cli->out);
		search_change_due_rows(cli, reply->silent, reply->n_silent, true);
		out_printf(&cli->out, OUT_NAME, "roadmap job move %.8s ghosted",
		    reply->silent[0]->application->id);
		out_text(&cli->out, OUT_DIM, " closes one; a later word opens it again");
		out_newline(&cli->out);
	}
	return CLI_DONE;
}
