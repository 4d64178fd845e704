#include <string.h>

#include "client/command.h"
#include "client/view.h"
#include "client/when.h"

static int
cmd_choose_list(struct cli *cli)
{
	Pb__EnrollmentListRequest request = PB__ENROLLMENT_LIST_REQUEST__INIT;
	Pb__EnrollmentListReply *reply;
	const Pb__EnrollmentView *found = NULL;

	if (!cli_ask(cli, "Enrollment", "List", &request.base, &reply))
		return cli->status;
	for (size_t i = 0; i < reply->n_enrollments && !found; i++)
		if (cli->roadmap_id[0]
			? strcmp(reply->enrollments[i]->roadmap_id, cli->roadmap_id) == 0
			: reply->enrollments[i]->current)
			found = reply->enrollments[i];
	if (!found && cli->roadmap_id[0])
		cli_error(cli, "not enrolled in '%s': 'roadmap roadmaps' shows what there is",
		    cli->roadmap_id);
	else if (!found)
		cli_error(cli,
		    "not enrolled yet: see 'roadmap roadmaps', then 'roadmap enroll NAME'");
	if (!found)
		return CLI_REFUSED;
	if (found->n_choices == 0) {
		out_printf(&cli->out, OUT_PLAIN, "%s leaves nothing to choose.", found->title);
		out_newline(&cli->out);
	}
	view_choices(&cli->out, cli->arena, found);
	return CLI_DONE;
}

static void
cmd_choose_show(struct cli *cli, const Pb__EnrollmentView *enrollment, const char *choice_id)
{
	for (size_t i = 0; i < enrollment->n_choices; i++) {
		const Pb__ChoiceView *choice = enrollment->choices[i];

		if (strcmp(choice->id, choice_id) != 0)
			continue;
		out_printf(&cli->out, OUT_PLAIN, "%s: ", choice->title);
		out_text(&cli->out, OUT_BOLD, view_options(cli->arena, choice, true));
		out_newline(&cli->out);
	}
	out_printf(&cli->out, OUT_DIM, "%s: %u steps, %s", enrollment->title,
	    enrollment->progress->steps_total, view_hours_left(cli->arena, enrollment->progress));
	out_newline(&cli->out);
}

/* "language go", "language=go", "topics a b", "topics=a,b": people type all of them. */
static void
cmd_choose_read(struct cli *cli, Pb__Pick *pick)
{
	char *text = arena_strdup(cli->arena, args_words(&cli->args, 0, cli->arena));
	size_t n_choice = strcspn(text, " =,");
	char *rest = text + n_choice, *option;

	pick->choice_id = arena_printf(cli->arena, "%.*s", (int)n_choice, text);
	pick->option_ids = arena_array(cli->arena, strlen(rest) + 1, sizeof(char *));
	while ((option = strsep(&rest, " =,")) != NULL)
		if (*option)
			pick->option_ids[pick->n_option_ids++] = option;
}

int
cmd_choose(struct cli *cli)
{
	Pb__EnrollmentChooseRequest request = PB__ENROLLMENT_CHOOSE_REQUEST__INIT;
	Pb__Pick pick = PB__PICK__INIT;
	Pb__EnrollmentChooseReply *reply;

	if (cli->args.n_operands == 0)
		return cmd_choose_list(cli);
	cmd_choose_read(cli, &pick);
	if (pick.n_option_ids == 0)
		return cli_usage(cli, "which option? roadmap choose lists them");
	request.roadmap_id = cli->roadmap_id;
	request.pick = &pick;
	if (!cli_ask(cli, "Enrollment", "Choose", &request.base, &reply)) {
		if (cli->status == CLI_REFUSED) {
			out_text(&cli->notes, OUT_PLAIN, "  roadmap choose lists what there is");
			out_newline(&cli->notes);
		}
		return cli->status;
	}
	cmd_choose_show(cli, reply->enrollment, pick.choice_id);
	return CLI_DONE;
}
