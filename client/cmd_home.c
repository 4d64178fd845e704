#include <string.h>

#include "client/bundle.h"
#include "client/command.h"
#include "client/timing.h"
#include "client/view.h"
#include "roadmap/v1/plan.pb-c.h"

enum {
	CMD_HOME_BAR = 30,
	CMD_HOME_NARROW = 64, /* too narrow for the bar and the counts in a line */
};

/* One row for each id, the newest version: what a newcomer can enroll in. */
static void
cmd_home_offer(struct cli *cli, struct out_table *table)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	Pb__Roadmap **bundled;
	size_t n = bundle_list(cli->arena, &bundled);
	struct err err;

	for (size_t i = 0; i < n; i++) {
		out_table_cell(table, OUT_NAME, "roadmap enroll %s", bundled[i]->id);
		out_table_cell(table, OUT_PLAIN, "%s", bundled[i]->title);
	}
	if (cli_try(cli, "Catalog", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_roadmaps; i++) {
		const Pb__CatalogEntry *entry = reply->roadmaps[i];
		bool last = i + 1 == reply->n_roadmaps ||
			    strcmp(entry->id, reply->roadmaps[i + 1]->id) != 0;

		if (!last || bundle_load(entry->id, cli->arena))
			continue;
		out_table_cell(table, OUT_NAME, "roadmap enroll %s", entry->id);
		out_table_cell(table, OUT_PLAIN, "%s", entry->title);
	}
}

static void
cmd_home_welcome(struct cli *cli)
{
	struct out_table *table = out_table_new(cli->arena, "ls", 2);

	out_text(&cli->out, OUT_BOLD, "Welcome to roadmap.");
	out_text(&cli->out, OUT_PLAIN, " It answers one question: what should I do next?");
	out_newline(&cli->out);
	out_newline(&cli->out);
	out_text(&cli->out, OUT_PLAIN, "Begin by typing");
	out_newline(&cli->out);
	cmd_home_offer(cli, table);
	out_table_cell(table, OUT_NAME, "roadmap add FILE");
	out_table_cell(table, OUT_PLAIN, "stores a roadmap file of your own");
	out_table_cell(table, OUT_NAME, "roadmap help");
	out_table_cell(table, OUT_PLAIN, "lists all commands");
	out_table_print(table, &cli->out);
}

static void
cmd_home_header(struct cli *cli, const Pb__EnrollmentView *enrollment)
{
	const Pb__Progress *progress = enrollment->progress;
	bool narrow = cli->out.width < CMD_HOME_NARROW;

	out_text(&cli->out, OUT_BOLD, enrollment->title);
	for (size_t i = 0; i < enrollment->n_phases; i++)
		if (strcmp(enrollment->phases[i]->id, enrollment->phase_id) == 0)
			out_printf(&cli->out, OUT_DIM, "  %s, phase %zu of %zu",
			    enrollment->phases[i]->title, i + 1, enrollment->n_phases);
	out_newline(&cli->out);
	out_text(&cli->out, OUT_GOOD,
	    out_bar(&cli->out, cli->arena, progress->permille,
		narrow ? CMD_HOME_BAR / 3 : CMD_HOME_BAR));
	out_printf(&cli->out, OUT_PLAIN, "  %s", view_percent(cli->arena, progress));
	if (narrow)
		out_newline(&cli->out);
	out_printf(&cli->out, OUT_DIM, "%s%u of %u steps, %s", narrow ? "" : "  ",
	    progress->steps_done, progress->steps_total, view_hours_left(cli->arena, progress));
	out_newline(&cli->out);
	out_newline(&cli->out);
}

static bool
cmd_home_is_enrolled(struct cli *cli)
{
	Pb__EnrollmentListRequest request = PB__ENROLLMENT_LIST_REQUEST__INIT;
	Pb__EnrollmentListReply *reply;
	struct err err;

	return cli_try(cli, "Enrollment", "List", &request.base, &reply, NULL, &err) != ERR_OK ||
	       reply->n_enrollments > 0;
}

int
cmd_home(struct cli *cli)
{
	Pb__PlanNextRequest request = PB__PLAN_NEXT_REQUEST__INIT;
	Pb__PlanNextReply *reply;
	struct rpc_details details;
	struct err err;
	enum err_code code;

	request.roadmap_id = cli->roadmap_id;
	do
		code = cli_try(cli, "Plan", "Next", &request.base, &reply, &details, &err);
	while (code == ERR_OK && timing_settle(cli, reply->timer));
	if (code == ERR_FAILED_PRECONDITION && !cli->json && !cmd_home_is_enrolled(cli)) {
		cmd_home_welcome(cli);
		return CLI_DONE;
	}
	if (code != ERR_OK)
		return cli_refuse(cli, &err, &details);
	if (cli_is_json(cli, &reply->base))
		return CLI_DONE;
	cmd_home_header(cli, reply->enrollment);
	if (reply->n_recommendations > 0)
		view_recommendation(&cli->out, cli->arena, reply->recommendations[0], false);
	else
		cmd_next_nothing(cli);
	timing_running(cli, reply->timer);
	return CLI_DONE;
}
