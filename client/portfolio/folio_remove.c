#include "folio.h"

int
folio_remove(struct cli *cli)
{
	Pb__PortfolioRemoveRequest request = PB__PORTFOLIO_REMOVE_REQUEST__INIT;
	Pb__PortfolioRemoveReply *reply;

	request.case_study = folio_operand(cli);
	if (!cli_ask(cli, "Portfolio", "Remove", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_PLAIN, "Removed: %s", reply->study->study->title);
	out_text(&cli->out, OUT_DIM, "  roadmap undo brings it back");
	out_newline(&cli->out);
	return CLI_DONE;
}
