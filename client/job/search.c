#include "search.h"

#include <string.h>

#include "client/when.h"
#include "proto/clock.h"

bool
search_past(struct cli *cli, const char *option, const char **ret_day, int *ret_status)
{
	const char *text = group_value(cli, option);
	struct err err;
	int64_t at;

	*ret_day = "";
	if (!text[0])
		return true;
	if (when_parse(text, clock_now_s(), &at, &err) != ERR_OK) {
		*ret_status = cli_usage(cli, "--%s: %s", option, err.text);
		return false;
	}
	*ret_day = when_day(cli->arena, at);
	return true;
}

bool
search_ahead(struct cli *cli, const char *text, const char **ret_day, int *ret_status)
{
	struct err err;
	int64_t at;

	*ret_day = "";
	if (!text[0] || when_parse_day(text, clock_now_s(), cli->arena, ret_day, &err) == ERR_OK)
		return true;
	/* "yesterday" is due at once. */
	if (when_parse(text, clock_now_s(), &at, &(struct err)ERR_NONE) == ERR_OK) {
		*ret_day = when_day(cli->arena, at);
		return true;
	}
	*ret_status = cli_usage(cli, "%s", err.text);
	return false;
}

bool
search_stage(struct cli *cli, const char *text, uint32_t *ret_stage, int *ret_status)
{
	*ret_stage = job_stage_find(text);
	if (*ret_stage != 0 || !text[0])
		return true;
	*ret_status = cli_usage(cli, "no stage '%s': it is %s", text, job_stage_ids);
	return false;
}

bool
search_channel(struct cli *cli, const char *text, uint32_t *ret_channel, int *ret_status)
{
	*ret_channel = job_channel_find(text);
	if (*ret_channel != 0 || !text[0])
		return true;
	*ret_status = cli_usage(cli, "no channel '%s': it is %s", text, job_channel_ids);
	return false;
}

bool
search_workplace(struct cli *cli, const char *text, uint32_t *ret_workplace, int *ret_status)
{
	*ret_workplace = job_workplace_find(text);
	if (*ret_workplace != 0 || !text[0])
		return true;
	*ret_status = cli_usage(cli, "no workplace '%s': it is %s", text, job_workplace_ids);
	return false;
}

const Pb__ApplicationView *
search_ask(struct cli *cli, const char *name, int *ret_status)
{
	Pb__JobGetRequest request = PB__JOB_GET_REQUEST__INIT;
	Pb__JobGetReply *reply;
	struct rpc_details details;
	struct err err;

	request.application = name;
	if (cli_try(cli, "Job", "Get", &request.base, &reply, &details, &err) == ERR_OK)
		return reply->application;
	*ret_status = cli_refuse(cli, &err, &details);
	return NULL;
}

static void
search_join(struct arena *arena, Pb__JobListReply *all, const Pb__JobListReply *page)
{
	size_t n = all->n_applications + page->n_applications;
	Pb__ApplicationView **both = arena_array(arena, n, sizeof(*both));

	for (size_t i = 0; i < n; i++)
		both[i] = i < all->n_applications ? all->applications[i]
						  : page->applications[i - all->n_applications];
	all->applications = both;
	all->n_applications = n;
}

Pb__JobListReply *
search_ask_list(struct cli *cli, Pb__JobListRequest *request, int *ret_status)
{
	Pb__JobListReply *all = NULL, *page;
	struct rpc_details details;
	struct err err;

	do {
		if (cli_try(cli, "Job", "List", &request->base, &page, &details, &err) != ERR_OK) {
			*ret_status = cli_refuse(cli, &err, &details);
			return NULL;
		}
		if (all)
			search_join(cli->arena, all, page);
		else
			all = page;
		request->page_token = page->next_page_token;
	} while (request->page_token[0]);
	all->next_page_token = "";
	return all;
}

int
search_put(struct cli *cli, const Pb__JobPutRequest *request, bool *ret_kept)
{
	const char *word = request->application->id[0] ? "Kept" : "Added";
	Pb__JobPutReply *reply;
	struct rpc_details details;
	struct err err;

	*ret_kept = false;
	if (cli_try(cli, "Job", "Put", &request->base, &reply, &details, &err) != ERR_OK) {
		/* The first is told already. */
		if (details.faults && details.faults->n_faults == 1)
			details.faults = NULL;
		return cli_refuse(cli, &err, &details);
	}
	*ret_kept = true;
	if (!cli_is_json(cli, &reply->base))
		search_told(cli, reply->unchanged ? "Unchanged" : word, reply->application);
	return CLI_DONE;
}

const char *
search_title(struct arena *arena, const Pb__Application *application)
{
	return application->role[0]
		   ? arena_printf(arena, "%s, %s", application->company, application->role)
		   : application->company;
}

const char *
search_channel_text(struct arena *arena, const Pb__Application *application)
{
	const char *channel = job_channel_title((uint32_t)application->channel);

	if (!channel)
		return application->platform;
	return application->platform[0]
		   ? arena_printf(arena, "%s %s", channel, application->platform)
		   : channel;
}

enum view_mark
search_mark(const Pb__ApplicationView *view)
{
	if (view->stage == PB__STAGE__STAGE_ACCEPTED)
		return VIEW_DONE;
	if (!view->open)
		return VIEW_SKIPPED;
	return view->stage == PB__STAGE__STAGE_SAVED ? VIEW_READY : VIEW_ACTIVE;
}

void
search_told(struct cli *cli, const char *word, const Pb__ApplicationView *view)
{
	enum view_mark mark = search_mark(view);

	out_printf(&cli->out, view_mark_style(mark), "%s %s", view_mark_text(&cli->out, mark),
	    word);
	out_printf(&cli->out, OUT_PLAIN, ": %s", search_title(cli->arena, view->application));
	out_printf(&cli->out, OUT_DIM, "  %.8s  %s since %s", view->application->id,
	    job_stage_title(cli->arena, (uint32_t)view->stage, view->round), view->since);
	out_newline(&cli->out);
	if (view->application->follow_up[0]) {
		out_printf(&cli->out, view->due ? OUT_BUSY : OUT_DIM, "  follow up on %s",
		    view->application->follow_up);
		out_newline(&cli->out);
	}
}
