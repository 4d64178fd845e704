/* `job move`, `note`, `contact`, `remove`: what happened to an application. */
#include "search.h"

int
search_move(struct cli *cli)
{
	Pb__JobMoveRequest request = PB__JOB_MOVE_REQUEST__INIT;
	unsigned n = group_operands(cli);
	Pb__JobMoveReply *reply;
	int status = CLI_DONE;
	uint32_t stage;
	struct err err;
	long round;

	if (args_has(&cli->args, "follow-up") && !group_value(cli, "follow-up")[0])
		return cli_usage(cli, "no follow-up is told with: roadmap job due NAME never");
	if (args_number(&cli->args, "round", 1, JOB_ROUND_MAX, 0, &round, &err) != ERR_OK)
		return cli_usage(cli, "%s", err.text);
	if (!search_stage(cli, group_operand(cli, n - 1), &stage, &status) ||
	    !search_past(cli, "at", &request.day, &status) ||
	    !search_ahead(cli, group_value(cli, "follow-up"), &request.follow_up, &status))
		return status;
	request.application = group_words(cli, 0, n - 1);
	request.stage = (Pb__Stage)stage;
	request.round = (uint32_t)round;
	request.remove = args_has(&cli->args, "remove");
	request.note = group_value(cli, "note");
	if (!cli_ask(cli, "Job", "Move", &request.base, &reply))
		return cli->status;
	search_told(cli,
	    reply->unchanged ? "Unchanged"
	    : request.remove ? "Taken out"
			     : "Moved",
	    reply->application);
	return CLI_DONE;
}

int
search_move_note(struct cli *cli)
{
	Pb__JobNoteRequest request = PB__JOB_NOTE_REQUEST__INIT;
	const char *remove = args_value(&cli->args, "remove-note");
	Pb__JobNoteReply *reply;

	request.application = group_operand(cli, 0);
	request.text = group_words(cli, 1, group_operands(cli));
	if (remove)
		request.remove_id = remove;
	else if (!request.text[0])
		return cli_usage(cli, "job note wants NAME TEXT");
	if (!cli_ask(cli, "Job", "Note", &request.base, &reply))
		return cli->status;
	search_told(cli, remove ? "Removed a note" : "Noted", reply->application);
	return CLI_DONE;
}

int
search_move_contact(struct cli *cli)
{
	Pb__JobContactRequest request = PB__JOB_CONTACT_REQUEST__INIT;
	Pb__JobContact contact = PB__JOB_CONTACT__INIT;
	Pb__JobContactReply *reply;

	request.application = group_operand(cli, 0);
	request.contact = &contact;
	request.remove = args_has(&cli->args, "remove");
	contact.name = group_words(cli, 1, group_operands(cli));
	contact.role = group_value(cli, "role");
	contact.reach = group_value(cli, "reach");
	if (!cli_ask(cli, "Job", "Contact", &request.base, &reply))
		return cli->status;
	search_told(cli,
	    arena_printf(cli->arena, "%s %s", request.remove ? "Removed" : "Kept", contact.name),
	    reply->application);
	return CLI_DONE;
}

int
search_move_remove(struct cli *cli)
{
	Pb__JobRemoveRequest request = PB__JOB_REMOVE_REQUEST__INIT;
	Pb__JobRemoveReply *reply;

	request.application = group_words(cli, 0, group_operands(cli));
	if (!cli_ask(cli, "Job", "Remove", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_PLAIN, "Removed: %s",
	    search_title(cli->arena, reply->application->application));
	out_text(&cli->out, OUT_DIM, "  roadmap undo brings it back");
	out_newline(&cli->out);
	return CLI_DONE;
}
