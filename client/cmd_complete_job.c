#include "client/cmd_complete.h"

#include <string.h>

#include "core/job.h"
#include "core/work.h"
#include "roadmap/v1/job.pb-c.h"
#include "roadmap/v1/portfolio.pb-c.h"

/* A case study by its step, which is easier to read than its id. */
static void
cmd_complete_job_studies(struct cli *cli)
{
	Pb__PortfolioListRequest request = PB__PORTFOLIO_LIST_REQUEST__INIT;
	Pb__PortfolioListReply *reply;
	struct err err;

	if (cli_try(cli, "Portfolio", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_studies; i++) {
		const Pb__CaseStudy *study = reply->studies[i]->study;

		cmd_complete_put(cli,
		    study->step_id[0] ? study->step_id
				      : arena_printf(cli->arena, "%.8s", study->id),
		    study->title);
	}
}

void
cmd_complete_job_portfolio(struct cli *cli, const struct cmd_complete *line)
{
	const char *word = line->n_operands > 0 ? line->operands[0] : "";

	if (strcmp(word, "add") == 0)
		cmd_complete_steps(cli);
	else if (strcmp(word, "export") == 0)
		cmd_complete_put(cli, CMD_COMPLETE_FILES, "");
	else if (word[0] && strcmp(word, "list") != 0)
		cmd_complete_job_studies(cli);
}

/* Companies are easier to read than ids; what has a blank in it is found by its id. */
static void
cmd_complete_job_applications(struct cli *cli)
{
	Pb__JobListRequest request = PB__JOB_LIST_REQUEST__INIT;
	Pb__JobListReply *reply;
	struct err err;

	if (cli_try(cli, "Job", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_applications; i++) {
		const Pb__Application *application = reply->applications[i]->application;

		cmd_complete_put(cli,
		    strchr(application->company, ' ')
			? arena_printf(cli->arena, "%.8s", application->id)
			: application->company,
		    strchr(application->company, ' ') ? application->company : application->role);
	}
}

static void
cmd_complete_job_stages(struct cli *cli)
{
	for (uint32_t stage = 1; stage <= JOB_STAGES; stage++)
		cmd_complete_put(cli, job_stage_id(stage), "");
}

void
cmd_complete_job(struct cli *cli, const struct cmd_complete *line)
{
	const char *word = line->n_operands > 0 ? line->operands[0] : "";

	if (strcmp(word, "import") == 0 || strcmp(word, "export") == 0)
		cmd_complete_put(cli, CMD_COMPLETE_FILES, "");
	else if (strcmp(word, "move") == 0 && line->n_operands > 1)
		cmd_complete_job_stages(cli);
	else if (line->n_operands == 1 && strcmp(word, "list") != 0 && strcmp(word, "add") != 0)
		cmd_complete_job_applications(cli);
}

void
cmd_complete_job_value(struct cli *cli, const char *option)
{
	if (strcmp(option, "stage") == 0)
		cmd_complete_job_stages(cli);
	for (uint32_t i = 1; strcmp(option, "channel") == 0 && i <= JOB_CHANNELS; i++)
		cmd_complete_put(cli, job_channel_id(i), job_channel_title(i));
	for (uint32_t i = 1; strcmp(option, "workplace") == 0 && i <= JOB_WORKPLACES; i++)
		cmd_complete_put(cli, job_workplace_id(i), "");
}
