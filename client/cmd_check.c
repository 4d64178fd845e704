#include "client/command.h"
#include "client/view.h"
#include "roadmap/v1/step.pb-c.h"

static void
cmd_check_show(struct cli *cli, const Pb__StepView *step, Pb__ItemView **items, size_t n)
{
	struct out_table *table = out_table_new(cli->arena, "lrs", 2);

	out_text(&cli->out, OUT_BOLD, step->title);
	out_printf(&cli->out, OUT_DIM, "  %s, %u of %u", step->id, step->items_checked,
	    step->items_total);
	out_newline(&cli->out);
	for (size_t i = 0; i < n; i++) {
		enum view_mark mark = items[i]->checked ? VIEW_DONE : VIEW_READY;

		out_table_cell(table, view_mark_style(mark), "%s", view_mark_text(&cli->out, mark));
		out_table_cell(table, OUT_NAME, "%zu", i + 1);
		out_table_cell(table, items[i]->checked ? OUT_DIM : OUT_PLAIN, "%s",
		    items[i]->title);
	}
	out_table_print(table, &cli->out);
	if (n == 0) {
		out_text(&cli->out, OUT_PLAIN, "  It has no checklist.");
		out_newline(&cli->out);
	} else if (step->items_checked == step->items_total &&
		   step->status != PB__STATUS__STATUS_DONE) {
		out_printf(&cli->out, OUT_NAME, "  roadmap done %s", step->id);
		out_newline(&cli->out);
	}
}

static int
cmd_check_list(struct cli *cli)
{
	Pb__StepGetRequest request = PB__STEP_GET_REQUEST__INIT;
	Pb__StepGetReply *reply;

	request.roadmap_id = cli->roadmap_id;
	request.step = cli->args.operands[0];
	if (!cli_ask(cli, "Step", "Get", &request.base, &reply))
		return cli->status;
	cmd_check_show(cli, reply->step, reply->checklist, reply->n_checklist);
	return CLI_DONE;
}

int
cmd_check(struct cli *cli)
{
	Pb__StepCheckRequest request = PB__STEP_CHECK_REQUEST__INIT;
	Pb__StepCheckReply *reply;

	if (cli->args.n_operands == 1)
		return cmd_check_list(cli);
	request.roadmap_id = cli->roadmap_id;
	request.step = cli->args.operands[0];
	request.items = cli->args.operands + 1;
	request.n_items = cli->args.n_operands - 1;
	request.uncheck = args_has(&cli->args, "uncheck");
	if (!cli_ask(cli, "Step", "Check", &request.base, &reply))
		return cli->status;
	cmd_check_show(cli, reply->step, reply->checklist, reply->n_checklist);
	return CLI_DONE;
}

int
cmd_note(struct cli *cli)
{
	Pb__StepNoteRequest request = PB__STEP_NOTE_REQUEST__INIT;
	const char *remove_id = args_value(&cli->args, "remove");
	Pb__StepNoteReply *reply;

	if (remove_id ? cli->args.n_operands > 1 : cli->args.n_operands < 2)
		return cli_usage(cli, remove_id ? "--remove takes no text" : "what is the note?");
	request.roadmap_id = cli->roadmap_id;
	request.step = cli->args.operands[0];
	request.text = args_words(&cli->args, 1, cli->arena);
	request.remove_id = remove_id ? remove_id : "";
	if (!cli_ask(cli, "Step", "Note", &request.base, &reply))
		return cli->status;
	out_text(&cli->out, OUT_PLAIN, remove_id ? "Removed the note from " : "Noted with ");
	out_text(&cli->out, OUT_BOLD, reply->step->title);
	out_printf(&cli->out, OUT_DIM, "  %s", reply->step->id);
	out_newline(&cli->out);
	return CLI_DONE;
}

int
cmd_link(struct cli *cli)
{
	Pb__StepLinkRequest request = PB__STEP_LINK_REQUEST__INIT;
	const char *title = args_value(&cli->args, "title");
	Pb__StepLinkReply *reply;

	request.roadmap_id = cli->roadmap_id;
	request.step = cli->args.operands[0];
	request.url = cli->args.operands[1];
	request.title = title ? title : "";
	request.remove = args_has(&cli->args, "remove");
	if (!cli_ask(cli, "Step", "Link", &request.base, &reply))
		return cli->status;
	out_text(&cli->out, OUT_PLAIN, request.remove ? "Removed the link from " : "Linked with ");
	out_text(&cli->out, OUT_BOLD, reply->step->title);
	out_printf(&cli->out, OUT_DIM, "  %s", reply->step->id);
	out_newline(&cli->out);
	return CLI_DONE;
}
