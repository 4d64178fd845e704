#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/text.h"
#include "file/edit_copy.h"
#include "folio.h"
#include "folio_change.h"
#include "folio_form.h"
#include "folio_hints.h"
#include "proto/message.h"

/* A case study that is being written. The text is lost only when it is stored. */
struct folio_editing {
	struct cli *cli;
	const char *id, *roadmap_id, *step_id, *revision; /* as it was; "" for a new one */
	const char *text;                                 /* as it is given to the editor */
	const char *path;                                 /* the copy that is edited */
	struct folio_form *form;
};

enum folio_outcome {
	FOLIO_CHANGED,
	FOLIO_UNCHANGED,
	FOLIO_FAULTY,
};

static int
folio_edit_keep(const struct folio_editing *editing, int status)
{
	const char *way =
	    editing->id[0] ? arena_printf(editing->cli->arena, "edit %.8s", editing->id) : "add";

	fprintf(stderr,
	    "Your text is kept in\n  %s\nTo store it later:\n"
	    "  roadmap portfolio %s --form %s\n",
	    editing->path, way, editing->path);
	return status;
}

static enum folio_outcome
folio_edit_read(struct folio_editing *editing)
{
	editing->form = arena_alloc(editing->cli->arena, sizeof(*editing->form));
	if (edit_copy_is(editing->path, editing->text))
		return FOLIO_UNCHANGED;
	if (folio_form_read(editing->path, editing->cli->arena, editing->form))
		return editing->form->empty ? FOLIO_UNCHANGED : FOLIO_CHANGED;
	file_fault_print(stderr, &editing->form->faults, &editing->form->source);
	return FOLIO_FAULTY;
}

static bool
folio_edit_again(void)
{
	char answer[16];

	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return false;
	fputs("Edit again? [Y/n] ", stderr);
	return fgets(answer, sizeof(answer), stdin) && answer[0] != 'n' && answer[0] != 'N';
}

static int
folio_edit_unchanged(const struct folio_editing *editing)
{
	Pb__PortfolioPutReply reply = PB__PORTFOLIO_PUT_REPLY__INIT;

	(void)unlink(editing->path);
	reply.unchanged = 1;
	if (cli_is_json(editing->cli, &reply.base))
		return CLI_DONE;
	out_text(&editing->cli->out, OUT_PLAIN, "Nothing changed.");
	out_newline(&editing->cli->out);
	return CLI_DONE;
}

static Pb__CaseStudy *
folio_edit_study(const struct folio_editing *editing)
{
	Pb__CaseStudy *study = editing->form->study;

	study->id = editing->id;
	/* One that is not moved stays where it is, even if its roadmap was left. */
	if (strcmp(study->step_id, editing->step_id) == 0)
		study->roadmap_id = editing->roadmap_id;
	return study;
}

static int
folio_edit_store(const struct folio_editing *editing)
{
	bool kept;
	int status = folio_put(editing->cli, folio_edit_study(editing), editing->revision, &kept);

	if (!kept)
		return folio_edit_keep(editing, status);
	(void)unlink(editing->path);
	return status;
}

static int
folio_edit_copy(struct folio_editing *editing)
{
	enum folio_outcome outcome;

	do {
		if (!edit_copy_open(editing->path)) {
			if (!edit_copy_is(editing->path, editing->text))
				return folio_edit_keep(editing, CLI_REFUSED);
			(void)unlink(editing->path);
			return CLI_REFUSED;
		}
		outcome = folio_edit_read(editing);
		if (outcome == FOLIO_UNCHANGED)
			return folio_edit_unchanged(editing);
	} while (outcome == FOLIO_FAULTY && folio_edit_again());
	return outcome == FOLIO_FAULTY ? folio_edit_keep(editing, CLI_REFUSED)
				       : folio_edit_store(editing);
}

/* The daemon is left alone meanwhile: an editor may be open for days. */
static int
folio_edit_in_editor(struct cli *cli, const Pb__CaseStudy *study, const char *revision,
    const struct folio_hints *hints)
{
	struct folio_editing editing = {
	    .cli = cli,
	    .id = study->id,
	    .roadmap_id = study->roadmap_id,
	    .step_id = study->step_id,
	    .revision = revision,
	    .text = folio_form_write(study, hints, cli->arena),
	};
	char slug[TEXT_ID_MAX + 1];

	rpc_close(cli->rpc);
	cli->rpc = NULL;
	text_slug(slug, study->title[0] ? study->title : "case-study");
	editing.path = edit_copy_make(slug, editing.text, cli->arena);
	return editing.path ? folio_edit_copy(&editing) : CLI_FAILED;
}

/* From --form FILE. */
static int
folio_edit_from_form(struct cli *cli, const Pb__CaseStudy *old)
{
	struct folio_editing editing = {.cli = cli,
	    .id = old->id,
	    .roadmap_id = old->roadmap_id,
	    .step_id = old->step_id};
	struct folio_form *form = arena_alloc(cli->arena, sizeof(*form));
	bool kept;

	editing.form = form;
	if (!folio_form_read(args_value(&cli->args, "form"), cli->arena, form)) {
		file_fault_print(stderr, &form->faults, &form->source);
		return CLI_REFUSED;
	}
	if (form->empty)
		return cli_usage(cli, "the form is empty");
	/* `add STEP --form FILE`: the form need not name the step. */
	if (!form->study->step_id[0] && !old->id[0])
		form->study->step_id = folio_operand(cli);
	return folio_put(cli, folio_edit_study(&editing), "", &kept);
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
		return folio_edit_from_form(cli, study);
	if (step[0] && !folio_hints(cli, step, study, &hints, &status))
		return status;
	if (step[0])
		folio_edit_warn(cli, study->step_id);
	/* A new one has no revision. */
	if (folio_change_is_given(cli))
		return folio_edit_by_options(cli, study, "");
	return folio_edit_in_editor(cli, study, "", &hints);
}

int
folio_edit(struct cli *cli)
{
	int status = CLI_DONE;
	const Pb__CaseStudyView *view = folio_ask(cli, folio_operand(cli), &status);

	if (!view)
		return status;
	if (args_has(&cli->args, "form"))
		return folio_edit_from_form(cli, view->study);
	if (folio_change_is_given(cli))
		return folio_edit_by_options(cli, view->study, view->revision);
	return folio_edit_in_editor(cli, view->study, view->revision, NULL);
}
