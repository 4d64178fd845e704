/* `job report [FILE]`: what was done, by date, for an employment office. */
#include <string.h>

#include "export_out.h"
#include "search.h"
#include "search_table.h"

static const char *const search_report_heads[] = {"date", "activity", "company", "role", "location",
    "through", "contact", "stands at", "url"};

enum {
	SEARCH_REPORT_COLUMNS = sizeof(search_report_heads) / sizeof(search_report_heads[0]),
};

static const char *
search_report_through(struct arena *arena, const Pb__JobActivity *activity)
{
	Pb__Application application = PB__APPLICATION__INIT;

	application.channel = activity->channel;
	application.platform = activity->platform;
	return search_channel_text(arena, &application);
}

static void
search_report_cells(struct arena *arena, const Pb__JobActivity *activity,
    const char *cells[SEARCH_REPORT_COLUMNS])
{
	const char *now = job_stage_id((uint32_t)activity->now);

	cells[0] = activity->day;
	cells[1] = job_stage_title(arena, (uint32_t)activity->stage, activity->round);
	cells[2] = activity->company;
	cells[3] = activity->role;
	cells[4] = activity->location;
	cells[5] = search_report_through(arena, activity);
	cells[6] = activity->contact;
	cells[7] = now ? now : "";
	cells[8] = activity->url;
}

static void
search_report_csv(struct arena *arena, const Pb__JobReportReply *reply, FILE *file)
{
	const char *cells[SEARCH_REPORT_COLUMNS];

	for (size_t k = 0; k < SEARCH_REPORT_COLUMNS; k++)
		search_table_cell(file, search_report_heads[k], k == 0);
	search_table_end(file);
	for (size_t i = 0; i < reply->n_activities; i++) {
		search_report_cells(arena, reply->activities[i], cells);
		for (size_t k = 0; k < SEARCH_REPORT_COLUMNS; k++)
			search_table_cell(file, cells[k], k == 0);
		search_table_end(file);
	}
}

/* A cell of a table in Markdown: what would end it or mean something is escaped. */
static void
search_report_markdown_cell(const char *text, FILE *file)
{
	fputs("| ", file);
	for (; *text; text++) {
		if (strchr("\\`*_[]<>|#~&", *text) != NULL)
			fputc('\\', file);
		fputc(*text, file);
	}
	fputc(' ', file);
}

static void
search_report_markdown(struct arena *arena, const Pb__JobReportReply *reply, FILE *file)
{
	const char *cells[SEARCH_REPORT_COLUMNS];

	if (reply->from[0])
		fprintf(file, "# Job search, %s to %s\n\n", reply->from, reply->to);
	else
		fprintf(file, "# Job search until %s\n\n", reply->to);
	fprintf(file, "%u application%s sent, %u interview%s.\n", reply->sent,
	    reply->sent == 1 ? "" : "s", reply->interviews, reply->interviews == 1 ? "" : "s");
	if (reply->n_activities == 0)
		return;
	fputc('\n', file);
	for (size_t k = 0; k < SEARCH_REPORT_COLUMNS; k++)
		search_report_markdown_cell(search_report_heads[k], file);
	fputs("|\n", file);
	for (size_t k = 0; k < SEARCH_REPORT_COLUMNS; k++)
		fputs("|---", file);
	fputs("|\n", file);
	for (size_t i = 0; i < reply->n_activities; i++) {
		search_report_cells(arena, reply->activities[i], cells);
		for (size_t k = 0; k < SEARCH_REPORT_COLUMNS; k++)
			search_report_markdown_cell(cells[k], file);
		fputs("|\n", file);
	}
}

int
search_report(struct cli *cli)
{
	static const struct export_format_name formats[] = {{"markdown", ".md"}, {"csv", ".csv"}};
	Pb__JobReportRequest request = PB__JOB_REPORT_REQUEST__INIT;
	const char *path = group_operand(cli, 0);
	struct rpc_details details;
	Pb__JobReportReply *reply;
	struct export_out out;
	int status = CLI_DONE;
	struct err err;
	size_t format;

	if (!export_out_format(cli, formats, 2, path, &format))
		return cli->status;
	if (!search_past(cli, "from", &request.from, &status) ||
	    !search_ahead(cli, group_value(cli, "to"), &request.to, &status))
		return status;
	if (cli_try(cli, "Job", "Report", &request.base, &reply, &details, &err) != ERR_OK)
		return cli_refuse(cli, &err, &details);
	if (!path[0] && cli_is_json(cli, &reply->base))
		return CLI_DONE;
	export_out_begin(&out);
	if (format == 1)
		search_report_csv(cli->arena, reply, out.file);
	else
		search_report_markdown(cli->arena, reply, out.file);
	return export_out_end(&out, cli, path, formats[format].name,
	    arena_printf(cli->arena, "%zu activit%s", reply->n_activities,
		reply->n_activities == 1 ? "y" : "ies"));
}
