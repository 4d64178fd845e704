#include <string.h>
#include <unistd.h>

#include "client/bundle.h"
#include "client/command.h"
#include "client/view.h"
#include "roadmap/v1/enrollment.pb-c.h"

/* A newer version may have come with the program: it is stored first. */
static bool
cmd_upgrade_store(struct cli *cli, const Pb__EnrollmentPreviewReply *told)
{
	Pb__CatalogPutRequest request = PB__CATALOG_PUT_REQUEST__INIT;
	Pb__CatalogPutReply *reply;
	struct err err;

	request.roadmap = bundle_load(told->roadmap_id, cli->arena);
	return request.roadmap && request.roadmap->version > told->to_version &&
	       cli_try(cli, "Catalog", "Put", &request.base, &reply, NULL, &err) == ERR_OK;
}

static bool
cmd_upgrade_preview(struct cli *cli, Pb__EnrollmentPreviewReply **ret_told)
{
	Pb__EnrollmentPreviewRequest request = PB__ENROLLMENT_PREVIEW_REQUEST__INIT;
	struct rpc_details details;
	struct err err;
	enum err_code code;

	request.roadmap_id = cli->roadmap_id;
	if (cli->args.n_operands > 0)
		request.roadmap_id = cli->args.operands[0];
	code = cli_try(cli, "Enrollment", "Preview", &request.base, ret_told, &details, &err);
	if (code == ERR_OK && cmd_upgrade_store(cli, *ret_told))
		code =
		    cli_try(cli, "Enrollment", "Preview", &request.base, ret_told, &details, &err);
	if (code != ERR_OK)
		cli->status = cli_refuse(cli, &err, &details);
	return code == ERR_OK;
}

static const char *
cmd_upgrade_fate(struct cli *cli, const Pb__StepMove *move, uint32_t version)
{
	const char *to = "";

	for (size_t i = 0; i < move->n_to_ids; i++)
		to = arena_printf(cli->arena, "%s%s%s", to, i > 0 ? ", " : "", move->to_ids[i]);
	switch (move->fate) {
	case PB__STEP_MOVE__FATE__FATE_MOVED:
		return arena_printf(cli->arena, "now %s", to);
	case PB__STEP_MOVE__FATE__FATE_SPLIT:
		return arena_printf(cli->arena, "split into %s", to);
	case PB__STEP_MOVE__FATE__FATE_MERGED:
		return arena_printf(cli->arena, "part of %s", to);
	case PB__STEP_MOVE__FATE__FATE_NEW:
		return arena_printf(cli->arena, "new: %s", move->to_title);
	case PB__STEP_MOVE__FATE__FATE_GONE:
		return arena_printf(cli->arena, "gone: %s", move->from_title);
	case PB__STEP_MOVE__FATE__FATE_KEPT:
		return arena_printf(cli->arena, "gone, your work is kept from version %u", version);
	case PB__STEP_MOVE__FATE__FATE_BACK:
		return arena_printf(cli->arena, "back, as %s", to);
	default:
		return "changed";
	}
}

static void
cmd_upgrade_moves(struct cli *cli, Pb__StepMove **moves, size_t n, uint32_t unchanged,
    uint32_t version)
{
	struct out_table *table = out_table_new(cli->arena, "lls", 2);

	for (size_t i = 0; i < n; i++) {
		bool is_new = moves[i]->fate == PB__STEP_MOVE__FATE__FATE_NEW;
		Pb__StepView step = PB__STEP_VIEW__INIT;
		enum view_mark mark;

		step.status = moves[i]->status;
		step.availability = PB__AVAILABILITY__AVAILABILITY_READY;
		mark = view_mark(&step);
		out_table_cell(table, view_mark_style(mark), "%s",
		    is_new ? "+" : view_mark_text(&cli->out, mark));
		out_table_cell(table, OUT_NAME, "%s",
		    is_new ? moves[i]->to_ids[0] : moves[i]->from_id);
		out_table_cell(table, OUT_PLAIN, "%s", cmd_upgrade_fate(cli, moves[i], version));
	}
	out_table_print(table, &cli->out);
	out_printf(&cli->out, OUT_DIM, "  %u step%s as %s", unchanged,
	    unchanged == 1 ? " stays" : "s stay", unchanged == 1 ? "it is" : "they are");
	out_newline(&cli->out);
}

/* On a terminal one is asked; elsewhere --yes says it. */
static bool
cmd_upgrade_confirm(struct cli *cli)
{
	char answer[16];

	if (args_has(&cli->args, "yes"))
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		out_text(&cli->notes, OUT_PLAIN, "Nothing was changed: --yes does it.");
		out_newline(&cli->notes);
		return false;
	}
	out_text(&cli->notes, OUT_PLAIN, "Upgrade now? roadmap undo takes it back. [y/N] ");
	return fgets(answer, sizeof(answer), stdin) != NULL &&
	       (answer[0] == 'y' || answer[0] == 'Y');
}

static int
cmd_upgrade_apply(struct cli *cli, const Pb__EnrollmentPreviewReply *told)
{
	Pb__EnrollmentUpgradeRequest request = PB__ENROLLMENT_UPGRADE_REQUEST__INIT;
	Pb__EnrollmentUpgradeReply *reply;

	request.roadmap_id = told->roadmap_id;
	request.version = told->to_version;
	if (!cli_ask(cli, "Enrollment", "Upgrade", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_PLAIN, "Upgraded %s to version %u: %s", reply->enrollment->title,
	    reply->enrollment->version, view_percent(cli->arena, reply->enrollment->progress));
	out_newline(&cli->out);
	out_printf(&cli->out, OUT_DIM, "A backup from before is %s", reply->backup);
	out_newline(&cli->out);
	return CLI_DONE;
}

int
cmd_upgrade(struct cli *cli)
{
	Pb__EnrollmentPreviewReply *told;

	if (!cmd_upgrade_preview(cli, &told))
		return cli->status;
	if (told->to_version == told->from_version) {
		if (cli_is_json(cli, &told->base))
			return CLI_DONE;
		out_printf(&cli->out, OUT_PLAIN, "%s is at version %u, the newest there is.",
		    told->roadmap_id, told->from_version);
		out_newline(&cli->out);
		return CLI_DONE;
	}
	if (cli->json && args_has(&cli->args, "yes"))
		return cmd_upgrade_apply(cli, told);
	if (cli_is_json(cli, &told->base))
		return CLI_DONE;
	out_printf(&cli->out, OUT_BOLD, "%s from version %u to %u", told->roadmap_id,
	    told->from_version, told->to_version);
	out_newline(&cli->out);
	cmd_upgrade_moves(cli, told->moves, told->n_moves, told->unchanged, told->from_version);
	return cmd_upgrade_confirm(cli) ? cmd_upgrade_apply(cli, told) : CLI_DONE;
}
