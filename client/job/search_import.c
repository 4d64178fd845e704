/* `job import FILE`: all of it or nothing. */
#include <stdlib.h>
#include <string.h>

#include "client/when.h"
#include "proto/clock.h"
#include "search.h"
#include "search_read.h"

enum {
	SEARCH_IMPORT_SHOWN = 20, /* faults */
};

static void
search_import_fault(const struct cli *cli, const char *name, size_t line, const char *text)
{
	if (line > 0)
		cli_error(cli, "%s:%zu: %s", name, line, text);
	else
		cli_error(cli, "%s: %s", name, text);
}

static int
search_import_refuse(const struct cli *cli, const char *name, const struct search_file *file)
{
	for (size_t i = 0; i < file->n_faults && i < SEARCH_IMPORT_SHOWN; i++)
		search_import_fault(cli, name, file->faults[i].line, file->faults[i].text);
	if (file->n_faults > SEARCH_IMPORT_SHOWN)
		cli_error(cli, "%s: and more", name);
	cli_error(cli, "nothing was imported");
	return CLI_REFUSED;
}

/* What the daemon found, by line: its paths begin with "/records/N". */
static int
search_import_refused(struct cli *cli, const char *name, const struct search_file *file,
    const struct rpc_details *details, const struct err *err)
{
	static const char prefix[] = "/records/";

	if (!details->faults && err->code == ERR_RESOURCE_EXHAUSTED)
		search_import_fault(cli, name, 0, err->text);
	else if (!details->faults)
		return cli_refuse(cli, err, NULL);
	for (size_t i = 0;
	     details->faults && i < details->faults->n_faults && i < SEARCH_IMPORT_SHOWN; i++) {
		const Pb__Fault *fault = details->faults->faults[i];
		size_t record = strncmp(fault->path, prefix, sizeof(prefix) - 1) == 0
				    ? strtoul(fault->path + sizeof(prefix) - 1, NULL, 10)
				    : file->n;

		search_import_fault(cli, name, record < file->n ? file->records[record]->line : 0,
		    fault->text);
	}
	cli_error(cli, "nothing was imported");
	return CLI_REFUSED;
}

static void
search_import_told(struct cli *cli, const Pb__JobImportReply *reply, bool dry_run)
{
	out_printf(&cli->out, OUT_PLAIN, "%s %u application%s",
	    dry_run ? "Would import" : "Imported", reply->added, reply->added == 1 ? "" : "s");
	if (reply->there > 0)
		out_printf(&cli->out, OUT_DIM, ", %u %s there already", reply->there,
		    reply->there == 1 ? "is" : "are");
	out_newline(&cli->out);
}

int
search_import(struct cli *cli)
{
	Pb__JobImportRequest request = PB__JOB_IMPORT_REQUEST__INIT;
	const char *name = group_operand(cli, 0);
	struct search_file *file = arena_alloc(cli->arena, sizeof(*file));
	struct import_input input;
	struct rpc_details details;
	Pb__JobImportReply *reply;
	struct err err;

	if (import_input_read(name, cli->arena, &input, &err) != ERR_OK) {
		cli_error(cli, "%s: %s", name, err.text);
		return CLI_REFUSED;
	}
	search_read(&input, when_day(cli->arena, clock_now_s()), cli->arena, file);
	if (file->left_out[0])
		cli_error(cli, "%s: left out: %s", name, file->left_out);
	if (file->n_faults > 0)
		return search_import_refuse(cli, name, file);
	request.records = arena_array(cli->arena, file->n, sizeof(*request.records));
	for (size_t i = 0; i < file->n; i++)
		request.records[request.n_records++] = file->records[i]->message;
	request.dry_run = args_has(&cli->args, "dry-run");
	if (cli_try(cli, "Job", "Import", &request.base, &reply, &details, &err) != ERR_OK)
		return search_import_refused(cli, name, file, &details, &err);
	if (!cli_is_json(cli, &reply->base))
		search_import_told(cli, reply, request.dry_run);
	return CLI_DONE;
}
