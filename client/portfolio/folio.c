#include "folio.h"

#include "client/view.h"
#include "core/work.h"
#include "roadmap/v1/step.pb-c.h"

const char *
folio_operand(const struct cli *cli)
{
	return group_words(cli, 0, group_operands(cli));
}

const Pb__PortfolioListReply *
folio_ask_list(struct cli *cli, int *ret_status)
{
	Pb__PortfolioListRequest request = PB__PORTFOLIO_LIST_REQUEST__INIT;
	Pb__PortfolioListReply *reply;
	struct rpc_details details;
	struct err err;

	request.roadmap_id = cli->roadmap_id;
	if (cli_try(cli, "Portfolio", "List", &request.base, &reply, &details, &err) == ERR_OK)
		return reply;
	*ret_status = cli_refuse(cli, &err, &details);
	return NULL;
}

const Pb__CaseStudyView *
folio_ask(struct cli *cli, const char *text, int *ret_status)
{
	Pb__PortfolioGetRequest request = PB__PORTFOLIO_GET_REQUEST__INIT;
	Pb__PortfolioGetReply *reply;
	struct rpc_details details;
	struct err err;

	request.case_study = text;
	if (cli_try(cli, "Portfolio", "Get", &request.base, &reply, &details, &err) == ERR_OK)
		return reply->study;
	*ret_status = cli_refuse(cli, &err, &details);
	return NULL;
}

const char *
folio_kinds(struct arena *arena, const Pb__Work *kinds, size_t n)
{
	uint32_t set = 0;

	for (size_t i = 0; i < n; i++)
		if (work_id((uint32_t)kinds[i]))
			set |= WORK_BIT((uint32_t)kinds[i]);
	return work_titles(arena, set);
}

void
folio_show_gaps(const struct cli *cli, const Pb__CaseStudyView *view)
{
	for (size_t i = 0; i < view->n_gaps; i++) {
		out_printf(&cli->out, OUT_BUSY, "  %s %s", view_mark_text(&cli->out, VIEW_READY),
		    view->gaps[i]->text);
		out_newline(&cli->out);
	}
}

/* What to do now: go on with it, or mark its step done. */
static void
folio_put_next(const struct cli *cli, const Pb__PortfolioPutReply *reply)
{
	const Pb__StepView *step = reply->step;
	const Pb__CaseStudy *study = reply->study->study;
	const char *name =
	    study->step_id[0] ? study->step_id : arena_printf(cli->arena, "%.8s", study->id);

	if (!reply->study->complete) {
		out_text(&cli->out, OUT_PLAIN, "To go on: ");
		out_printf(&cli->out, OUT_NAME, "roadmap portfolio edit %s", name);
	} else if (!step || !step->evidence || step->status == PB__STATUS__STATUS_DONE) {
		out_text(&cli->out, OUT_PLAIN, "To show it: ");
		out_text(&cli->out, OUT_NAME, "roadmap portfolio export portfolio.html");
	} else if (step->evidence->met) {
		out_text(&cli->out, OUT_PLAIN, "Its step can be marked: ");
		out_printf(&cli->out, OUT_NAME, "roadmap done %s", step->id);
	} else {
		out_printf(&cli->out, OUT_PLAIN, "Its step: %s", step->evidence->text);
	}
	out_newline(&cli->out);
}

static void
folio_put_show(const struct cli *cli, const Pb__PortfolioPutReply *reply)
{
	const Pb__CaseStudyView *view = reply->study;
	enum view_mark mark = view->complete ? VIEW_DONE : VIEW_ACTIVE;

	out_printf(&cli->out, view_mark_style(mark), "%s %s", view_mark_text(&cli->out, mark),
	    reply->unchanged ? "Unchanged" : "Kept");
	out_printf(&cli->out, OUT_PLAIN, ": %s", view->study->title);
	out_printf(&cli->out, OUT_DIM, "  %.8s  %u of %u", view->study->id, view->parts_there,
	    view->parts_total);
	out_newline(&cli->out);
	folio_show_gaps(cli, view);
	folio_put_next(cli, reply);
}

int
folio_put(struct cli *cli, Pb__CaseStudy *study, const char *revision, bool *ret_kept)
{
	Pb__PortfolioPutRequest request = PB__PORTFOLIO_PUT_REQUEST__INIT;
	Pb__PortfolioPutReply *reply;
	struct rpc_details details;
	struct err err;

	request.study = study;
	request.revision = revision;
	if (study->step_id[0] && !study->roadmap_id[0])
		study->roadmap_id = cli->roadmap_id;
	*ret_kept = false;
	if (cli_try(cli, "Portfolio", "Put", &request.base, &reply, &details, &err) != ERR_OK) {
		/* The first is told already. */
		if (details.faults && details.faults->n_faults == 1)
			details.faults = NULL;
		return cli_refuse(cli, &err, &details);
	}
	*ret_kept = true;
	if (!cli_is_json(cli, &reply->base))
		folio_put_show(cli, reply);
	return CLI_DONE;
}
