#include "client/cmd_complete.h"

#include <string.h>

#include "client/group.h"
#include "client/helper.h"
#include "core/job.h"
#include "core/work.h"

/* What the program of a command knows: it takes our place. */
static void
cmd_complete_job_run(struct cli *cli, const char *name)
{
	char *argv[] = {arena_strdup(cli->arena, name), arena_strdup(cli->arena, GROUP_COMPLETE),
	    NULL};

	if (fflush(cli->out.file) == 0)
		(void)helper_run(cli->arena, name, 2, argv);
}

static void
cmd_complete_job_stages(struct cli *cli)
{
	for (uint32_t stage = 1; stage <= JOB_STAGES; stage++)
		cli_candidate(cli, job_stage_id(stage), "");
}

void
cmd_complete_job(struct cli *cli, const struct cmd_complete *line)
{
	const char *name = line->n_operands > 0 ? line->operands[0] : "";
	const struct command_word *word = command_words_find(line->command->words, name);
	const char *usage = word ? word->usage : "";

	if (line->n_operands == 2 && strstr(usage, "STAGE"))
		cmd_complete_job_stages(cli);
	else if (line->n_operands != 1)
		return;
	else if (strstr(usage, "FILE"))
		cli_candidate(cli, CMD_COMPLETE_FILES, "");
	else if (strstr(usage, "STEP"))
		cmd_complete_steps(cli);
	else if (strstr(usage, "NAME") || strstr(usage, "CASE"))
		cmd_complete_job_run(cli, line->command->name);
}

void
cmd_complete_job_value(struct cli *cli, const char *option)
{
	if (strcmp(option, "stage") == 0)
		cmd_complete_job_stages(cli);
	for (uint32_t i = 1; strcmp(option, "channel") == 0 && i <= JOB_CHANNELS; i++)
		cli_candidate(cli, job_channel_id(i), job_channel_title(i));
	for (uint32_t i = 1; strcmp(option, "workplace") == 0 && i <= JOB_WORKPLACES; i++)
		cli_candidate(cli, job_workplace_id(i), "");
}
