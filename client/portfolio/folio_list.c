#include <string.h>

#include "client/view.h"
#include "core/match.h"
#include "folio.h"

static const char *
folio_list_gaps(struct arena *arena, const Pb__CaseStudyView *view)
{
	const char *gaps = "";

	for (size_t i = 0; i < view->n_gaps; i++)
		gaps = arena_printf(arena, "%s%s%s", gaps, i > 0 ? ", " : "", view->gaps[i]->text);
	return gaps;
}

static void
folio_list_studies(const struct cli *cli, const Pb__PortfolioListReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "llsr", 2);

	for (size_t i = 0; i < reply->n_studies; i++) {
		const Pb__CaseStudyView *view = reply->studies[i];
		enum view_mark mark = view->complete ? VIEW_DONE : VIEW_ACTIVE;
		const char *kinds =
		    folio_kinds(cli->arena, view->study->kinds, view->study->n_kinds);

		out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(&cli->out, mark));
		out_table_cell(table, OUT_NAME, "%.8s", view->study->id);
		out_table_cell(table, OUT_PLAIN, "%s%s%s%s%s", view->study->title,
		    kinds[0] ? ": " : "", kinds, view->complete ? "" : "; ",
		    folio_list_gaps(cli->arena, view));
		out_table_cell(table, OUT_DIM, "%u of %u", view->parts_there, view->parts_total);
	}
	out_table_print(table, &cli->out);
}

static void
folio_list_work(const struct cli *cli, const char *heading, const Pb__Work *kinds, size_t n)
{
	if (n == 0)
		return;
	out_text(&cli->out, OUT_BOLD, heading);
	out_wrap(&cli->out, OUT_PLAIN, 7, 7, folio_kinds(cli->arena, kinds, n));
}

/* Those that are not done: what the roadmap still wants. */
static void
folio_list_steps(const struct cli *cli, const Pb__PortfolioListReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lls", 2);
	const char *missing = NULL;
	size_t n = 0;

	for (size_t i = 0; i < reply->n_steps; i++) {
		const Pb__StepView *step = reply->steps[i]->step;
		enum view_mark mark = view_mark(step);

		if (step->status == PB__STATUS__STATUS_DONE ||
		    step->status == PB__STATUS__STATUS_KNOWN)
			continue;
		if (step->evidence->have == 0 && !missing && reply->steps[i]->n_shows > 0)
			missing = step->id;
		out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(&cli->out, mark));
		out_table_cell(table, OUT_NAME, "%s", step->id);
		out_table_cell(table, OUT_PLAIN, "%s", step->evidence->text);
		n++;
	}
	if (n == 0)
		return;
	out_newline(&cli->out);
	out_text(&cli->out, OUT_BOLD, "Your roadmap asks for");
	out_newline(&cli->out);
	out_table_print(table, &cli->out);
	if (missing) {
		out_printf(&cli->out, OUT_NAME, "roadmap portfolio add %s", missing);
		out_text(&cli->out, OUT_DIM, " begins one");
		out_newline(&cli->out);
	}
}

int
folio_list(struct cli *cli)
{
	int status = CLI_DONE;
	const Pb__PortfolioListReply *reply = folio_ask_list(cli, &status);
	size_t n_complete = 0;

	if (!reply || cli_is_json(cli, &reply->base))
		return status;
	for (size_t i = 0; i < reply->n_studies; i++)
		n_complete += reply->studies[i]->complete;
	if (reply->n_studies == 0) {
		out_wrap(&cli->out, OUT_PLAIN, 0, 0,
		    "No case study yet. One tells of a thing you made: the problem, what you did, "
		    "what came of it.");
		if (reply->n_steps == 0) {
			out_text(&cli->out, OUT_NAME, "roadmap portfolio add");
			out_text(&cli->out, OUT_DIM, " begins one");
			out_newline(&cli->out);
		}
	} else {
		out_text(&cli->out, OUT_BOLD, "Portfolio");
		out_printf(&cli->out, OUT_DIM, "  %zu of %zu complete", n_complete,
		    reply->n_studies);
		out_newline(&cli->out);
		folio_list_studies(cli, reply);
		folio_list_work(cli, "Shows  ", reply->shows, reply->n_shows);
		folio_list_work(cli, "Lacks  ", reply->lacks, reply->n_lacks);
	}
	folio_list_steps(cli, reply);
	return CLI_DONE;
}

/* How many belong to a step that begins so: the daemon looks there first. */
static unsigned
folio_list_of_step(const Pb__PortfolioListReply *reply, const char *text)
{
	unsigned n = 0;

	for (size_t i = 0; i < reply->n_studies; i++)
		n += strncmp(reply->studies[i]->study->step_id, text, strlen(text)) == 0;
	return n;
}

/* Its step or its title, which are easier to read than its id, if the daemon takes it for this. */
static const char *
folio_list_name(struct cli *cli, const Pb__PortfolioListReply *reply, size_t index)
{
	const Pb__CaseStudy *study = reply->studies[index]->study;
	struct match_thing *things = arena_array(cli->arena, reply->n_studies, sizeof(*things));
	struct match match;
	struct err err;

	if (study->step_id[0] && folio_list_of_step(reply, study->step_id) == 1)
		return study->step_id;
	for (size_t i = 0; i < reply->n_studies; i++)
		things[i] = (struct match_thing){reply->studies[i]->study->id,
		    reply->studies[i]->study->title};
	if (study->title[0] != '-' && study->title[0] != ':' &&
	    folio_list_of_step(reply, study->title) == 0 &&
	    match_find("case study", things, (uint32_t)reply->n_studies, study->title, &match,
		&err) == ERR_OK &&
	    match.found == index)
		return study->title;
	return arena_printf(cli->arena, "%.8s", study->id);
}

void
folio_list_complete(struct cli *cli)
{
	Pb__PortfolioListRequest request = PB__PORTFOLIO_LIST_REQUEST__INIT;
	Pb__PortfolioListReply *reply;
	struct err err;

	if (cli_try(cli, "Portfolio", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return;
	for (size_t i = 0; i < reply->n_studies; i++)
		cli_candidate(cli, folio_list_name(cli, reply, i), reply->studies[i]->study->title);
}
