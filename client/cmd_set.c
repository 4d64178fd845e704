#include <string.h>

#include "client/command.h"
#include "roadmap/v1/setting.pb-c.h"

static void
cmd_set_row(struct cli *cli, struct out_table *table, const Pb__SettingView *setting)
{
	bool changed = strcmp(setting->value, setting->otherwise) != 0;

	out_table_cell(table, OUT_NAME, "%s", setting->name);
	out_table_cell(table, changed ? OUT_BOLD : OUT_PLAIN, "%s", setting->value);
	out_table_cell(table, OUT_PLAIN, "%s", setting->meaning);
	out_table_cell(table, OUT_PLAIN, "%s", "");
	out_table_cell(table, OUT_PLAIN, "%s", "");
	out_table_cell(table, OUT_DIM, "%s%s", setting->allowed,
	    changed ? arena_printf(cli->arena, "; %s if not set", setting->otherwise) : "");
}

/* All of them, or the one of a name. */
static int
cmd_set_list(struct cli *cli, const char *name)
{
	Pb__SettingListRequest request = PB__SETTING_LIST_REQUEST__INIT;
	struct out_table *table = out_table_new(cli->arena, "lls", 0);
	Pb__SettingListReply *reply;
	bool found = false;

	if (!cli_ask(cli, "Setting", "List", &request.base, &reply))
		return cli->status;
	for (size_t i = 0; i < reply->n_settings; i++) {
		if (name && strcmp(reply->settings[i]->name, name) != 0)
			continue;
		found = true;
		cmd_set_row(cli, table, reply->settings[i]);
	}
	out_table_print(table, &cli->out);
	if (!found)
		return cli_usage(cli, "no setting '%s': roadmap set lists them", name);
	return CLI_DONE;
}

int
cmd_set(struct cli *cli)
{
	Pb__SettingSetRequest request = PB__SETTING_SET_REQUEST__INIT;
	const struct args *args = &cli->args;
	bool unset = args_has(args, "unset");
	Pb__SettingSetReply *reply;

	if (unset && args->n_operands != 1)
		return cli_usage(cli, "--unset wants one name");
	if (args->n_operands < 2 && !unset)
		return cmd_set_list(cli, args->n_operands == 1 ? args->operands[0] : NULL);
	request.name = args->operands[0];
	request.value = unset ? "" : args_words(args, 1, cli->arena);
	if (!cli_ask(cli, "Setting", "Set", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_NAME, "%s", reply->setting->name);
	out_printf(&cli->out, OUT_BOLD, " %s", reply->setting->value);
	out_newline(&cli->out);
	return CLI_DONE;
}
