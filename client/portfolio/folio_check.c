#include "client/view.h"
#include "folio.h"

static int
folio_check_one(const struct cli *cli, const Pb__CaseStudyView *view)
{
	enum view_mark mark = view->complete ? VIEW_DONE : VIEW_ACTIVE;

	out_printf(&cli->out, view_mark_style(mark), "%s ", view_mark_text(&cli->out, mark));
	out_text(&cli->out, OUT_BOLD, view->study->title);
	out_printf(&cli->out, OUT_DIM, "  %.8s  %u of %u", view->study->id, view->parts_there,
	    view->parts_total);
	out_newline(&cli->out);
	folio_show_gaps(cli, view);
	return view->complete ? CLI_DONE : CLI_REFUSED;
}

static int
folio_check_named(struct cli *cli, const char *name)
{
	Pb__PortfolioGetReply reply = PB__PORTFOLIO_GET_REPLY__INIT;
	int status = CLI_DONE;
	const Pb__CaseStudyView *view = folio_ask(cli, name, &status);

	if (!view)
		return status;
	reply.study = (Pb__CaseStudyView *)view; /* it is only printed */
	if (cli_is_json(cli, &reply.base))
		return view->complete ? CLI_DONE : CLI_REFUSED;
	return folio_check_one(cli, view);
}

/* The exit status says whether all is complete. */
int
folio_check(struct cli *cli)
{
	const Pb__PortfolioListReply *reply;
	int status = CLI_DONE;
	bool json;

	if (args_has(&cli->args, "urls"))
		return folio_urls(cli);
	if (folio_operand(cli)[0])
		return folio_check_named(cli, folio_operand(cli));
	reply = folio_ask_list(cli, &status);
	if (!reply)
		return status;
	json = cli_is_json(cli, &reply->base);
	if (reply->n_studies == 0 && !json) {
		out_text(&cli->out, OUT_PLAIN, "No case study yet.");
		out_newline(&cli->out);
	}
	for (size_t i = 0; i < reply->n_studies; i++) {
		if (!reply->studies[i]->complete)
			status = CLI_REFUSED;
		if (!json)
			(void)folio_check_one(cli, reply->studies[i]);
	}
	return status;
}
