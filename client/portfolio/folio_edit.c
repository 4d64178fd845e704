#include <string.h>

#include "core/text.h"
#include "folio.h"
#include "folio_change.h"
#include "folio_form.h"
#include "folio_hints.h"
#include "proto/message.h"

/* What a form is written over: as it was, "" for a new one. */
struct folio_edit {
	const char *id, *roadmap_id, *step_id, *revision;
	const char *step_meant; /* of one that names none, "" for none */
};

static int
folio_edit_store(const struct form_edit *form, void *message, bool *ret_kept)
{
	const struct folio_edit *edit = form->thing;
	Pb__CaseStudy *study = message;

	study->id = edit->id;
	if (!study->step_id[0])
		study->step_id = edit->step_meant;
	/* One that is not moved stays where it is, even if its roadmap was left. */
	if (strcmp(study->step_id, edit->step_id) == 0)
		study->roadmap_id = edit->roadmap_id;
	return folio_put(form->cli, study, edit->revision, ret_kept);
}

/* In an editor, or from --form FILE, which knows nothing of a revision. */
static int
folio_edit_form(struct cli *cli, const Pb__CaseStudy *study, const char *revision,
    const struct folio_hints *hints)
{
	Pb__PortfolioPutReply unchanged = PB__PORTFOLIO_PUT_REPLY__INIT;
	const char *path = args_value(&cli->args, "form");
	const struct folio_edit edit = {study->id, study->roadmap_id, study->step_id,
	    path ? "" : revision, path && !study->id[0] ? folio_operand(cli) : ""};
	const struct form_edit form = {
	    .cli = cli,
	    .kind = &folio_form_kind,
	    .command = study->id[0] ? arena_printf(cli->arena, "portfolio edit %.8s", study->id)
				    : "portfolio add",
	    .store = folio_edit_store,
	    .thing = &edit,
	};
	char slug[TEXT_ID_MAX + 1];

	if (path && folio_change_is_given(cli))
		return cli_usage(cli, "--form has all parts: take the others away");
	if (path)
		return form_edit_file(&form, path);
	unchanged.unchanged = true;
	text_slug(slug, study->title[0] ? study->title : "case-study");
	return form_edit(&form, slug, folio_form_write(study, hints, cli->arena), &unchanged.base);
}

static int
folio_edit_by_options(struct cli *cli, Pb__CaseStudy *study, const char *revision)
{
	struct err err;
	bool kept;

	if (folio_change(cli, study, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	return folio_put(cli, study, revision, &kept);
}

/* A second one is fine, but more likely the first was meant. */
static void
folio_edit_warn(struct cli *cli, const char *step_id)
{
	Pb__PortfolioGetRequest request = PB__PORTFOLIO_GET_REQUEST__INIT;
	Pb__PortfolioGetReply *reply;
	struct err err;

	request.case_study = step_id;
	if (cli_try(cli, "Portfolio", "Get", &request.base, &reply, NULL, &err) != ERR_OK ||
	    strcmp(reply->study->study->step_id, step_id) != 0)
		return;
	out_printf(&cli->notes, OUT_PLAIN,
	    "%s has one already, '%s': 'roadmap portfolio edit %s' changes that", step_id,
	    reply->study->study->title, step_id);
	out_newline(&cli->notes);
}

int
folio_edit_add(struct cli *cli)
{
	Pb__CaseStudy *study = message_new(&pb__case_study__descriptor, cli->arena);
	struct folio_hints hints = {.title = "", .summary = "", .done_when = ""};
	const char *step = folio_operand(cli);
	int status = CLI_DONE;

	if (args_has(&cli->args, "form"))
		return folio_edit_form(cli, study, "", NULL);
	if (step[0] && !folio_hints(cli, step, study, &hints, &status))
		return status;
	if (step[0])
		folio_edit_warn(cli, study->step_id);
	/* A new one has no revision. */
	if (folio_change_is_given(cli))
		return folio_edit_by_options(cli, study, "");
	return folio_edit_form(cli, study, "", &hints);
}

int
folio_edit(struct cli *cli)
{
	int status = CLI_DONE;
	const Pb__CaseStudyView *view = folio_ask(cli, folio_operand(cli), &status);

	if (!view)
		return status;
	if (folio_change_is_given(cli) && !args_has(&cli->args, "form"))
		return folio_edit_by_options(cli, view->study, view->revision);
	return folio_edit_form(cli, view->study, view->revision, NULL);
}
