/* `job add` and `job edit`: by options, or in a form. */
#include <string.h>

#include "core/text.h"
#include "proto/message.h"
#include "search_change.h"
#include "search_form.h"

/* `thing` is the request, whose application is as it was. */
static int
search_edit_store(const struct form_edit *form, void *message, bool *ret_kept)
{
	Pb__JobPutRequest request = *(const Pb__JobPutRequest *)form->thing;
	const Pb__Application *old = request.application;
	Pb__Application *application = message;

	application->id = old->id;
	/* One that is not moved stays where it is; another step may be of another roadmap. */
	application->roadmap_id = strcmp(application->step_id, old->step_id) == 0
				      ? old->roadmap_id
				      : form->cli->roadmap_id;
	request.application = application;
	return search_put(form->cli, &request, ret_kept);
}

/* In an editor, or from --form FILE, which knows nothing of a revision. */
static int
search_edit_form(struct cli *cli, Pb__JobPutRequest *request, const Pb__ApplicationView *view)
{
	Pb__JobPutReply unchanged = PB__JOB_PUT_REPLY__INIT;
	const char *path = args_value(&cli->args, "form"), *id = view->application->id;
	const struct form_edit form = {
	    .cli = cli,
	    .kind = &search_form_kind,
	    .command = id[0] ? arena_printf(cli->arena, "job edit %.8s", id) : "job add",
	    .store = search_edit_store,
	    .thing = request,
	};
	char slug[TEXT_ID_MAX + 1];

	if (path && search_change_is_given(cli))
		return cli_usage(cli, "--form has all fields: take the others away");
	if (path) {
		request->revision = "";
		return form_edit_file(&form, path);
	}
	unchanged.unchanged = true;
	text_slug(slug, view->application->company[0] ? view->application->company : "application");
	return form_edit(&form, slug, search_form_write(view, cli->arena), &unchanged.base);
}

int
search_edit_add(struct cli *cli)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	Pb__ApplicationView *view = message_new(&pb__application_view__descriptor, cli->arena);
	bool named = group_operands(cli) > 0, kept;
	int status = CLI_DONE;
	uint32_t stage;

	view->application = message_new(&pb__application__descriptor, cli->arena);
	request.application = view->application;
	request.application->company = group_operand(cli, 0);
	request.application->role = group_words(cli, 1, group_operands(cli));
	request.note = group_value(cli, "note");
	if (named && args_has(&cli->args, "form"))
		return cli_usage(cli, "the form names the company: leave it out here");
	if (!search_change(cli, request.application, &status) ||
	    !search_stage(cli, group_value(cli, "stage"), &stage, &status) ||
	    !search_past(cli, "at", &request.day, &status))
		return status;
	request.stage = (Pb__Stage)stage;
	return named ? search_put(cli, &request, &kept) : search_edit_form(cli, &request, view);
}

int
search_edit(struct cli *cli)
{
	Pb__JobPutRequest request = PB__JOB_PUT_REQUEST__INIT;
	int status = CLI_DONE;
	const Pb__ApplicationView *view =
	    search_ask(cli, group_words(cli, 0, group_operands(cli)), &status);
	bool kept;

	if (!view)
		return status;
	request.application = view->application;
	request.revision = view->revision;
	if (args_has(&cli->args, "form") || !search_change_is_given(cli))
		return search_edit_form(cli, &request, view);
	if (!search_change(cli, request.application, &status))
		return status;
	return search_put(cli, &request, &kept);
}
