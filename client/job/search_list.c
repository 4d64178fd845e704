#include <string.h>
#include <strings.h>

#include "search.h"

static void
search_list_row(const struct cli *cli, struct out_table *table, const Pb__ApplicationView *view)
{
	enum view_mark mark = search_mark(view);
	const char *more = search_channel_text(cli->arena, view->application);

	if (view->due)
		more = arena_printf(cli->arena, "%s%sfollow-up due %s", more, more[0] ? "; " : "",
		    view->application->follow_up);
	else if (view->silent)
		more = arena_printf(cli->arena, "%s%ssilent for %u days", more, more[0] ? "; " : "",
		    view->quiet_days);
	out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(&cli->out, mark));
	out_table_cell(table, OUT_NAME, "%.8s", view->application->id);
	out_table_cell(table, view->open ? OUT_PLAIN : OUT_DIM, "%s%s%s",
	    search_title(cli->arena, view->application), more[0] ? "; " : "", more);
	out_table_cell(table, OUT_DIM, "%s",
	    job_stage_title(cli->arena, (uint32_t)view->stage, view->round));
	out_table_cell(table, OUT_DIM, "%s", view->since);
}

int
search_list(struct cli *cli)
{
	Pb__JobListRequest request = PB__JOB_LIST_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "llsll", 2);
	const Pb__JobListReply *reply;
	int status = CLI_DONE;
	uint32_t stage, channel;

	if (!search_stage(cli, group_value(cli, "stage"), &stage, &status) ||
	    !search_channel(cli, group_value(cli, "channel"), &channel, &status))
		return status;
	request.open_only = args_has(&cli->args, "open");
	request.stage = (Pb__Stage)stage;
	request.channel = (Pb__Channel)channel;
	reply = search_ask_list(cli, &request, &status);
	if (!reply || cli_is_json(cli, &reply->base))
		return status;
	if (reply->n_applications > 0) {
		out_text(&cli->out, OUT_BOLD, "Applications");
		out_printf(&cli->out, OUT_DIM, "  %zu", reply->n_applications);
		out_newline(&cli->out);
	} else if (request.open_only || stage != 0 || channel != 0) {
		out_text(&cli->out, OUT_PLAIN, "None of these.");
		out_newline(&cli->out);
	} else {
		out_text(&cli->out, OUT_PLAIN, "No application yet.");
		out_newline(&cli->out);
		out_text(&cli->out, OUT_NAME,
		    "roadmap job add COMPANY ROLE --channel network --stage applied");
		out_text(&cli->out, OUT_DIM, " keeps one");
		out_newline(&cli->out);
	}
	for (size_t i = 0; i < reply->n_applications; i++)
		search_list_row(cli, table, reply->applications[i]);
	out_table_print(table, &cli->out);
	return CLI_DONE;
}

/* A company is easier to read than an id, and to type; where it names two, they have their ids. */
static bool
search_list_is_name(const Pb__JobListReply *reply, const char *company)
{
	unsigned n = 0;

	for (size_t i = 0; i < reply->n_applications; i++)
		n += strcasecmp(reply->applications[i]->application->company, company) == 0;
	return n == 1 && company[0] != '-' && company[0] != ':';
}

void
search_list_complete(struct cli *cli)
{
	Pb__JobListRequest request = PB__JOB_LIST_REQUEST__INIT;
	Pb__JobListReply *reply;
	struct err err;

	if (cli_try(cli, "Job", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_applications; i++) {
		const Pb__Application *application = reply->applications[i]->application;
		const char *company = application->company, *role = application->role;

		if (search_list_is_name(reply, company))
			cli_candidate(cli, company, role);
		else
			cli_candidate(cli, arena_printf(cli->arena, "%.8s", application->id),
			    arena_printf(cli->arena, "%s%s%s", company, role[0] ? ": " : "", role));
	}
}
