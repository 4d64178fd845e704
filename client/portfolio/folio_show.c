#include <string.h>

#include "client/view.h"
#include "folio.h"

static void
folio_show_line(const struct cli *cli, const char *name, const char *text)
{
	if (!text[0])
		return;
	out_printf(&cli->out, OUT_DIM, "%-13s", name);
	out_wrap(&cli->out, OUT_PLAIN, 13, 13, text);
}

/* Never wrapped: a terminal makes a link of it. */
static void
folio_show_url(const struct cli *cli, const char *name, const char *url)
{
	if (!url[0])
		return;
	out_printf(&cli->out, OUT_DIM, "%-13s", name);
	out_text(&cli->out, OUT_NAME, url);
	out_newline(&cli->out);
}

static void
folio_show_body(const struct cli *cli, const char *heading, const char *text)
{
	if (!text[0])
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, heading);
	out_newline(&cli->out);
	out_spaces(&cli->out, 2);
	out_wrap(&cli->out, OUT_PLAIN, 2, 2, text);
}

static const char *
folio_show_list(struct arena *arena, const char *const *texts, size_t n, const char *between)
{
	const char *list = "";

	for (size_t i = 0; i < n; i++)
		list = arena_printf(arena, "%s%s%s", list, i > 0 ? between : "", texts[i]);
	return list;
}

static void
folio_show_head(const struct cli *cli, const Pb__CaseStudyView *view)
{
	const Pb__CaseStudy *study = view->study;
	const char *dates = study->to[0] && strcmp(study->from, study->to) != 0
				? arena_printf(cli->arena, "%s to %s", study->from, study->to)
				: study->from;
	const char *step = view->step_title[0] ? arena_printf(cli->arena, "%s (%s)",
						     view->step_title, study->step_id)
					       : study->step_id;

	out_text(&cli->out, OUT_BOLD, study->title);
	out_printf(&cli->out, OUT_NAME, "  %.8s", study->id);
	out_printf(&cli->out, view->complete ? OUT_GOOD : OUT_BUSY, "  %u of %u", view->parts_there,
	    view->parts_total);
	out_newline(&cli->out);
	folio_show_line(cli, "step", step);
	folio_show_line(cli, "shows", folio_kinds(cli->arena, study->kinds, study->n_kinds));
	folio_show_line(cli, "role", study->role);
	folio_show_line(cli, "when", dates);
	folio_show_line(cli, "technologies",
	    folio_show_list(cli->arena, study->technologies, study->n_technologies, ", "));
	folio_show_url(cli, "live", study->live_url);
	folio_show_url(cli, "repository", study->repository_url);
}

int
folio_show(struct cli *cli)
{
	Pb__PortfolioGetReply reply = PB__PORTFOLIO_GET_REPLY__INIT;
	int status = CLI_DONE;
	const Pb__CaseStudyView *view = folio_ask(cli, folio_operand(cli), &status);
	const Pb__CaseStudy *study;

	if (!view)
		return status;
	reply.study = (Pb__CaseStudyView *)view; /* it is only printed */
	if (cli_is_json(cli, &reply.base))
		return CLI_DONE;
	study = view->study;
	folio_show_head(cli, view);
	folio_show_body(cli, "Problem", study->problem);
	folio_show_body(cli, "Approach", study->approach);
	folio_show_body(cli, "Challenges", study->challenges);
	folio_show_body(cli, "Lessons", study->lessons);
	folio_show_body(cli, "Outcomes",
	    folio_show_list(cli->arena, study->outcomes, study->n_outcomes, "\n"));
	if (view->n_gaps > 0) {
		out_newline(&cli->out);
		out_text(&cli->out, OUT_BOLD, "What a reader would miss");
		out_newline(&cli->out);
	}
	folio_show_gaps(cli, view);
	return CLI_DONE;
}
