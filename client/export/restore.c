/*
 * `roadmap restore`: the JSON document of `roadmap export`, into an empty database, or a backup.
 */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "client/args.h"
#include "client/base64.h"
#include "client/cli.h"
#include "client/json.h"
#include "client/json_budget.h"
#include "client/progress.h"
#include "client/rpc.h"
#include "export_archive.h"
#include "proto/message.h"
#include "restore_backup.h"
#include "roadmap/v1/admin.pb-c.h"

enum {
	RESTORE_PART_BYTES = 1 << 20,
	RESTORE_MEMORY = 1 << 30, /* of all values; no file is larger */
};

static const char restore_help[] =
    "usage: roadmap restore [--replace] [--json] FILE\n"
    "\n"
    "Reads what roadmap export or roadmap backup wrote, on this machine or another: roadmaps,\n"
    "progress, notes, links and history; all of it or nothing. What an older roadmapd wrote is\n"
    "brought up to date. An export goes into an empty database only; so does a backup, unless\n"
    "you say --replace: then what is there is copied to a file that is named, and replaced.\n"
    "\n"
    "      --replace  put a backup in place of the progress that is there\n"
    "      --json     print the reply as JSON\n"
    "  -h, --help     show this\n"
    "\n"
    "example: roadmap export -o mine.json, and elsewhere: roadmap restore mine.json\n";

static const struct args_option restore_options[] = {
    {"help", 'h', NULL, "show this"},
    {"replace", 0, NULL, "put a backup in place of the progress that is there"},
    {"json", 0, NULL, "print the reply as JSON"},
    {"ascii", 0, NULL, "no matter"},
    {"color", 0, "WHEN", "no matter"},
    {NULL, 0, NULL, NULL},
};

struct restore {
	const char *path;
	struct rpc *rpc;
	struct arena *arena;
	struct arena *scratch; /* for one part, and the reply to it */
	Pb__AdminRestoreRequest request;
	bool json;
	const Pb__AdminRestoreReply *reply; /* to the last part that was sent */
	struct progress *progress;
	uint32_t rows_sent, rows_all;
};

static int
restore_usage(const char *why)
{
	fprintf(stderr, "roadmap restore: %s\nTry 'roadmap restore --help'.\n", why);
	return CLI_USAGE;
}

static enum err_code
restore_bad(struct restore *restore, const char *what, struct err *err)
{
	return err_set(err, ERR_INVALID_ARGUMENT, "%.90s is not what roadmap export writes: %s",
	    restore->path, what);
}

static json_t *
restore_load(struct restore *restore, struct err *err)
{
	json_error_t fault;
	struct stat info;
	json_t *root;

	if (stat(restore->path, &info) != 0) {
		(void)err_set(err, ERR_NOT_FOUND, "cannot read %.100s: %s", restore->path,
		    strerror(errno));
		return NULL;
	}
	if (!S_ISREG(info.st_mode) || info.st_size > RESTORE_MEMORY) {
		(void)err_set(err, ERR_INVALID_ARGUMENT, "%.100s is no file of up to 1 GiB",
		    restore->path);
		return NULL;
	}
	json_budget_begin(RESTORE_MEMORY);
	root = json_load_file(restore->path, JSON_REJECT_DUPLICATES, &fault);
	if (json_budget_end())
		(void)err_set(err, ERR_RESOURCE_EXHAUSTED,
		    "%.100s holds more values than fit into 1 GiB of memory", restore->path);
	else if (root == NULL)
		(void)err_set(err, ERR_INVALID_ARGUMENT,
		    "%.70s is neither a backup nor an export: line %d: %.50s", restore->path,
		    fault.line, fault.text);
	return root;
}

static enum err_code
restore_value(struct restore *restore, const json_t *json, Pb__ExportValue *value, struct err *err)
{
	const char *text = json_string_value(json_object_get(json, "base64"));
	struct bytes bytes;

	if (json_is_integer(json)) {
		value->value_case = PB__EXPORT_VALUE__VALUE_INTEGER;
		value->integer = json_integer_value(json);
	} else if (json_is_string(json)) {
		value->value_case = PB__EXPORT_VALUE__VALUE_TEXT;
		value->text = json_string_value(json);
	} else if (text != NULL && base64_decode(restore->scratch, text, &bytes)) {
		value->value_case = PB__EXPORT_VALUE__VALUE_BLOB;
		value->blob = (ProtobufCBinaryData){bytes.size, (uint8_t *)bytes.data};
	} else if (!json_is_null(json)) {
		return restore_bad(restore, "there is a value of another kind", err);
	}
	return ERR_OK;
}

static enum err_code
restore_row(struct restore *restore, const json_t *json, Pb__ExportRow **ret_row, struct err *err)
{
	Pb__ExportRow *row = message_new(&pb__export_row__descriptor, restore->scratch);
	enum err_code code = ERR_OK;

	if (!json_is_array(json))
		return restore_bad(restore, "a row is no list", err);
	row->values = arena_array(restore->scratch, json_array_size(json), sizeof(*row->values));
	for (size_t i = 0; code == ERR_OK && i < json_array_size(json); i++) {
		Pb__ExportValue *value =
		    message_new(&pb__export_value__descriptor, restore->scratch);

		code = restore_value(restore, json_array_get(json, i), value, err);
		row->values[row->n_values++] = value;
	}
	*ret_row = row;
	return code;
}

static enum err_code
restore_send(struct restore *restore, Pb__ExportTable *part, struct err *err)
{
	Pb__AdminRestoreReply *reply;
	enum err_code code;

	restore->request.part = part;
	restore->request.parts += part != NULL;
	code = rpc_call(restore->rpc, "Admin", "Restore", &restore->request.base, restore->scratch,
	    &reply, NULL, err);
	restore->request.begin = false;
	if (code == ERR_OK)
		restore->reply = reply;
	if (part != NULL)
		restore->rows_sent += (uint32_t)part->n_rows;
	progress_show(restore->progress, restore->rows_sent, restore->rows_all);
	return code;
}

static enum err_code
restore_columns(struct restore *restore, const json_t *json, Pb__ExportTable *part, struct err *err)
{
	part->columns = arena_array(restore->arena, json_array_size(json), sizeof(char *));
	for (size_t i = 0; i < json_array_size(json); i++) {
		const char *name = json_string_value(json_array_get(json, i));

		if (name == NULL)
			return restore_bad(restore, "a column has no name", err);
		part->columns[part->n_columns++] = name;
	}
	return ERR_OK;
}

/* A table, in parts of which each fits into a frame. */
static enum err_code
restore_table(struct restore *restore, const json_t *table, struct err *err)
{
	Pb__ExportTable *part = message_new(&pb__export_table__descriptor, restore->arena);
	const json_t *rows = json_object_get(table, "rows");
	const char *name = json_string_value(json_object_get(table, "name"));
	size_t n = json_array_size(rows), size = 0, bytes;
	enum err_code code;

	if (name == NULL || !json_is_array(rows))
		return restore_bad(restore, "a table has no name or no rows", err);
	arena_reset(restore->scratch);
	part->name = name;
	part->rows = arena_array(restore->arena, n, sizeof(*part->rows));
	code = restore_columns(restore, json_object_get(table, "columns"), part, err);
	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		Pb__ExportRow *row;

		code = restore_row(restore, json_array_get(rows, i), &row, err);
		if (code != ERR_OK)
			return code;
		bytes = protobuf_c_message_get_packed_size(&row->base);
		if (part->n_rows > 0 && size + bytes > RESTORE_PART_BYTES) {
			code = restore_send(restore, part, err);
			part->n_rows = size = 0;
			arena_reset(restore->scratch);
			/* It went with the rest. */
			if (code == ERR_OK)
				code = restore_row(restore, json_array_get(rows, i), &row, err);
			if (code != ERR_OK)
				return code;
		}
		part->rows[part->n_rows++] = row;
		size += bytes;
	}
	return code == ERR_OK ? restore_send(restore, part, err) : code;
}

static enum err_code
restore_document(struct restore *restore, const json_t *root, struct err *err)
{
	const char *format = json_string_value(json_object_get(root, "format"));
	const json_t *tables = json_object_get(root, "tables");
	enum err_code code = ERR_OK;

	if (format == NULL || strcmp(format, EXPORT_ARCHIVE_FORMAT) != 0 || !json_is_array(tables))
		return restore_bad(restore, "its \"format\" or its tables are missing", err);
	pb__admin_restore_request__init(&restore->request);
	restore->request.schema = (uint32_t)json_integer_value(json_object_get(root, "schema"));
	restore->request.begin = true;
	restore->progress = progress_new(restore->arena, "rows");
	for (size_t i = 0; i < json_array_size(tables); i++)
		restore->rows_all +=
		    (uint32_t)json_array_size(json_object_get(json_array_get(tables, i), "rows"));
	for (size_t i = 0; code == ERR_OK && i < json_array_size(tables); i++)
		code = restore_table(restore, json_array_get(tables, i), err);
	restore->request.commit = true;
	return code == ERR_OK ? restore_send(restore, NULL, err) : code;
}

static int
restore_run(struct restore *restore)
{
	struct err err = ERR_NONE;
	json_t *root = restore_load(restore, &err);
	int status = CLI_DONE;

	if (root != NULL)
		restore->rpc = rpc_open(true, &err);
	if (root == NULL)
		status = CLI_REFUSED;
	else if (restore->rpc == NULL)
		status = CLI_NO_DAEMON;
	else if (restore_document(restore, root, &err) != ERR_OK)
		status = rpc_has_failed(restore->rpc, err.code) ? CLI_FAILED : CLI_REFUSED;
	progress_end(restore->progress);
	if (status != CLI_DONE)
		fprintf(stderr, "roadmap: %s\n", err.text);
	else if (restore->json)
		json_print(&restore->reply->base, true, stdout);
	else
		printf("Restored %u rows from %s\nroadmap status shows where you stand.\n",
		    restore->reply->rows, restore->path);
	rpc_close(restore->rpc);
	json_decref(root);
	return status;
}

int
main(int argc, char **argv)
{
	struct restore restore = {.arena = arena_new(), .scratch = arena_new()};
	struct args args;
	struct err err;
	int status;

	if (args_parse(restore_options, NULL, argc - 1, argv + 1, false, restore.arena, &args,
		&err) != ERR_OK) {
		status = restore_usage(err.text);
	} else if (args_has(&args, "help")) {
		fputs(restore_help, stdout);
		status = CLI_DONE;
	} else if (args.n_operands != 1) {
		status = restore_usage("name the one file to read");
	} else {
		restore.path = args.operands[0];
		restore.json = args_has(&args, "json");
		if (restore_backup_is(restore.path))
			status = restore_backup(restore.path, args_has(&args, "replace"),
			    restore.json, restore.arena);
		else if (args_has(&args, "replace") && access(restore.path, R_OK) == 0)
			status = restore_usage(arena_printf(restore.arena,
			    "--replace is for what roadmap backup wrote, not for %s",
			    restore.path));
		else
			status = restore_run(&restore);
	}
	arena_free(restore.scratch);
	arena_free(restore.arena);
	return status;
}
