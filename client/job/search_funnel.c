#include "search.h"

/* "4 of 12, 33 %"; of a few there is no percentage. */
static const char *
search_funnel_share(struct arena *arena, const Pb__JobShare *share)
{
	if (!share || share->of == 0)
		return "";
	return share->few
		   ? arena_printf(arena, "%u of %u", share->have, share->of)
		   : arena_printf(arena, "%u of %u, %u %%", share->have, share->of, share->percent);
}

/* "9.5 days (of 2)" */
static const char *
search_funnel_days(struct arena *arena, const Pb__JobSpan *span)
{
	if (!span || span->of == 0)
		return "";
	return arena_printf(arena, "%u%s day%s (of %u)", span->half_days / 2,
	    span->half_days % 2 ? ".5" : "", span->half_days == 2 ? "" : "s", span->of);
}

static void
search_funnel_stages(const struct cli *cli, const Pb__JobFunnelReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lrlll", 2);
	static const char *const heads[] = {"stage", "reached", "of those sent",
	    "of the one before", "median since"};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		out_table_cell(table, OUT_DIM, "%s", heads[i]);
	for (size_t i = 0; i < reply->n_stages; i++) {
		const Pb__JobFunnelStage *stage = reply->stages[i];

		out_table_cell(table, OUT_PLAIN, "%s", job_stage_id((uint32_t)stage->stage));
		out_table_cell(table, OUT_BOLD, "%u", stage->reached);
		out_table_cell(table, OUT_PLAIN, "%s",
		    search_funnel_share(cli->arena, stage->of_sent));
		out_table_cell(table, OUT_PLAIN, "%s",
		    search_funnel_share(cli->arena, stage->of_before));
		out_table_cell(table, OUT_DIM, "%s", search_funnel_days(cli->arena, stage->days));
	}
	out_table_print(table, &cli->out);
}

static void
search_funnel_channels(const struct cli *cli, const Pb__JobFunnelReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lrllll", 2);
	static const char *const heads[] = {"channel", "sent", "answered", "interviewed", "offered",
	    "accepted"};

	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		out_table_cell(table, OUT_DIM, "%s", heads[i]);
	for (size_t i = 0; i < reply->n_channels; i++) {
		const Pb__JobFunnelChannel *channel = reply->channels[i];
		const char *title = job_channel_title((uint32_t)channel->channel);

		out_table_cell(table, OUT_PLAIN, "%s", title ? title : "not told");
		out_table_cell(table, OUT_BOLD, "%u", channel->sent);
		out_table_cell(table, OUT_PLAIN, "%s",
		    search_funnel_share(cli->arena, channel->answered));
		out_table_cell(table, OUT_PLAIN, "%s",
		    search_funnel_share(cli->arena, channel->interviewed));
		out_table_cell(table, OUT_PLAIN, "%s",
		    search_funnel_share(cli->arena, channel->offered));
		out_table_cell(table, OUT_PLAIN, "%u", channel->accepted);
	}
	out_newline(&cli->out);
	out_table_print(table, &cli->out);
}

int
search_funnel(struct cli *cli)
{
	Pb__JobFunnelRequest request = PB__JOB_FUNNEL_REQUEST__INIT;
	Pb__JobFunnelReply *reply;
	const char *days;
	int status = CLI_DONE;

	if (!search_past(cli, "from", &request.from, &status) ||
	    !search_ahead(cli, group_value(cli, "to"), &request.to, &status))
		return status;
	if (!cli_ask(cli, "Job", "Funnel", &request.base, &reply))
		return cli->status;
	out_text(&cli->out, OUT_BOLD, "Funnel");
	out_printf(&cli->out, OUT_DIM, "  %u sent: %u open, %u rejected, %u withdrawn, %u ghosted",
	    reply->sent, reply->open, reply->rejected, reply->withdrawn, reply->ghosted);
	out_newline(&cli->out);
	search_funnel_stages(cli, reply);
	if (reply->sent == 0)
		return CLI_DONE;
	days = search_funnel_days(cli->arena, reply->answer_days);
	out_newline(&cli->out);
	out_printf(&cli->out, OUT_PLAIN, "Answered: %s%s%s",
	    search_funnel_share(cli->arena, reply->answered), days[0] ? ", after " : "", days);
	out_newline(&cli->out);
	search_funnel_channels(cli, reply);
	return CLI_DONE;
}
