#include <stdlib.h>
#include <string.h>

#include "client/bundle.h"
#include "client/command.h"
#include "client/view.h"
#include "core/explain.h"

static bool
cmd_roadmaps_has(const Pb__CatalogListReply *reply, const Pb__Roadmap *bundled)
{
	for (size_t i = 0; i < reply->n_roadmaps; i++)
		if (strcmp(reply->roadmaps[i]->id, bundled->id) == 0)
			return true;
	return false;
}

/* Bundled ones that are not stored yet are as good as stored: enroll stores them. */
static void
cmd_roadmaps_append(struct cli *cli, Pb__CatalogListReply *reply)
{
	Pb__Roadmap **bundled;
	size_t n = bundle_list(cli->arena, &bundled);
	size_t n_stored = reply->n_roadmaps;
	Pb__CatalogEntry **all = arena_array(cli->arena, n_stored + n + 1, sizeof(*all));

	for (size_t i = 0; i < n_stored; i++)
		all[i] = reply->roadmaps[i];
	reply->roadmaps = all;
	for (size_t i = 0; i < n; i++)
		if (!cmd_roadmaps_has(reply, bundled[i]))
			all[reply->n_roadmaps++] = bundle_entry(bundled[i], cli->arena);
}

static void
cmd_roadmaps_show(struct cli *cli, const Pb__CatalogListReply *reply)
{
	struct out_table *table = out_table_new(cli->arena, "lrsrrl", 0);

	for (size_t i = 0; i < reply->n_roadmaps; i++) {
		const Pb__CatalogEntry *entry = reply->roadmaps[i];

		out_table_cell(table, OUT_NAME, "%s", entry->id);
		out_table_cell(table, OUT_DIM, "%u", entry->version);
		out_table_cell(table, entry->current ? OUT_BOLD : OUT_PLAIN, "%s", entry->title);
		out_table_cell(table, OUT_PLAIN, "%u steps", entry->steps);
		out_table_cell(table, OUT_PLAIN, "%s", explain_sum(cli->arena, entry->minutes));
		out_table_cell(table, entry->current ? OUT_GOOD : OUT_DIM, "%s",
		    entry->current    ? "current"
		    : entry->enrolled ? "enrolled"
				      : "");
	}
	out_table_print(table, &cli->out);
	out_wrap(&cli->out, OUT_DIM, 0, 0,
	    "The hours are of one way: the options of most value per hour.");
}

int
cmd_roadmaps(struct cli *cli)
{
	Pb__CatalogListRequest request = PB__CATALOG_LIST_REQUEST__INIT;
	Pb__CatalogListReply *reply;
	struct err err;

	if (cli_try(cli, "Catalog", "List", &request.base, &reply, NULL, &err) != ERR_OK)
		return cli_refuse(cli, &err, NULL);
	cmd_roadmaps_append(cli, reply);
	if (cli_is_json(cli, &reply->base))
		return cli->status;
	if (reply->n_roadmaps == 0) {
		out_text(&cli->out, OUT_PLAIN, "No roadmaps yet. A file of your own is stored by ");
		out_text(&cli->out, OUT_NAME, "roadmap add FILE");
		out_newline(&cli->out);
		return CLI_DONE;
	}
	cmd_roadmaps_show(cli, reply);
	return CLI_DONE;
}

int
cmd_remove(struct cli *cli)
{
	Pb__CatalogDeleteRequest request = PB__CATALOG_DELETE_REQUEST__INIT;
	Pb__CatalogDeleteReply *reply;
	char *id = arena_strdup(cli->arena, cli->args.operands[0]);
	char *at = strchr(id, '@');
	char *end = id;
	unsigned long version = 0;

	if (at) {
		*at = '\0';
		version = strtoul(at + 1, &end, 10);
	}
	if (!at || at == id || at[1] < '0' || at[1] > '9' || end == id || *end || version == 0 ||
	    version > UINT32_MAX)
		return cli_usage(cli, "'%s' is no ROADMAP@VERSION", cli->args.operands[0]);
	request.roadmap_id = id;
	request.version = (uint32_t)version;
	if (!cli_ask(cli, "Catalog", "Delete", &request.base, &reply))
		return cli->status;
	out_printf(&cli->out, OUT_PLAIN, "Removed %s, version %lu.", id, version);
	out_newline(&cli->out);
	return CLI_DONE;
}
