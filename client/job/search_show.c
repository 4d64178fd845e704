#include "client/when.h"
#include "search.h"

static void
search_show_line(const struct cli *cli, const char *name, const char *text)
{
	if (!text || !text[0])
		return;
	out_printf(&cli->out, OUT_DIM, "%-11s", name);
	out_wrap(&cli->out, OUT_PLAIN, 11, 11, text);
}

static void
search_show_heading(const struct cli *cli, const char *heading)
{
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, heading);
	out_newline(&cli->out);
}

static void
search_show_history(const struct cli *cli, const Pb__ApplicationView *view)
{
	search_show_heading(cli, "History");
	for (size_t i = 0; i < view->n_stages; i++) {
		const Pb__JobStage *stage = view->stages[i];

		out_printf(&cli->out, OUT_PLAIN, "  %s  %s", stage->day,
		    job_stage_title(cli->arena, (uint32_t)stage->stage, stage->round));
		out_newline(&cli->out);
	}
}

static void
search_show_people(const struct cli *cli, const Pb__ApplicationView *view)
{
	if (view->n_contacts > 0)
		search_show_heading(cli, "People");
	for (size_t i = 0; i < view->n_contacts; i++) {
		const Pb__JobContact *contact = view->contacts[i];

		out_printf(&cli->out, OUT_PLAIN, "  %s%s%s", contact->name,
		    contact->role[0] ? ", " : "", contact->role);
		out_printf(&cli->out, OUT_NAME, "%s%s", contact->reach[0] ? "  " : "",
		    contact->reach);
		out_newline(&cli->out);
	}
}

static void
search_show_notes(const struct cli *cli, const Pb__ApplicationView *view)
{
	if (view->n_notes > 0)
		search_show_heading(cli, "Notes");
	for (size_t i = 0; i < view->n_notes; i++) {
		const Pb__JobNote *note = view->notes[i];

		out_printf(&cli->out, OUT_DIM, "  %s  %.8s",
		    note->at ? when_text(cli->arena, note->at->seconds) : "", note->id);
		out_newline(&cli->out);
		out_spaces(&cli->out, 4);
		out_wrap(&cli->out, OUT_PLAIN, 4, 4, note->text);
	}
}

static void
search_show_head(const struct cli *cli, const Pb__ApplicationView *view)
{
	const Pb__Application *application = view->application;
	const char *studies = "";

	for (size_t i = 0; i < application->n_case_studies; i++)
		studies = arena_printf(cli->arena, "%s%s%s", studies, i > 0 ? ", " : "",
		    application->case_studies[i]);
	out_text(&cli->out, OUT_BOLD, search_title(cli->arena, application));
	out_printf(&cli->out, OUT_NAME, "  %.8s", application->id);
	out_printf(&cli->out, view_mark_style(search_mark(view)), "  %s",
	    job_stage_title(cli->arena, (uint32_t)view->stage, view->round));
	out_newline(&cli->out);
	search_show_line(cli, "through", search_channel_text(cli->arena, application));
	if (application->url[0]) {
		/* Never wrapped: a terminal makes a link of it. */
		out_printf(&cli->out, OUT_DIM, "%-11s", "at");
		out_text(&cli->out, OUT_NAME, application->url);
		out_newline(&cli->out);
	}
	search_show_line(cli, "location", application->location);
	search_show_line(cli, "workplace", job_workplace_title((uint32_t)application->workplace));
	search_show_line(cli, "salary", application->salary);
	search_show_line(cli, "resume", application->resume);
	search_show_line(cli, "sent", studies);
	search_show_line(cli, "step", application->step_id);
	search_show_line(cli, "follow up", application->follow_up);
	if (view->silent)
		search_show_line(cli, "silent",
		    arena_printf(cli->arena, "for %u days", view->quiet_days));
}

int
search_show(struct cli *cli)
{
	Pb__JobGetReply reply = PB__JOB_GET_REPLY__INIT;
	int status = CLI_DONE;
	const Pb__ApplicationView *view =
	    search_ask(cli, group_words(cli, 0, group_operands(cli)), &status);

	if (!view)
		return status;
	reply.application = (Pb__ApplicationView *)view; /* it is only printed */
	if (cli_is_json(cli, &reply.base))
		return CLI_DONE;
	search_show_head(cli, view);
	search_show_history(cli, view);
	search_show_people(cli, view);
	search_show_notes(cli, view);
	return CLI_DONE;
}
