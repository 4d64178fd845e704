#include "export_archive.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "client/base64.h"
#include "client/progress.h"
#include "roadmap/v1/admin.pb-c.h"

enum {
	EXPORT_ARCHIVE_TRIES = 5,
};

static json_t *
export_archive_value(struct arena *arena, const Pb__ExportValue *value)
{
	switch (value->value_case) {
	case PB__EXPORT_VALUE__VALUE_INTEGER:
		return json_integer(value->integer);
	case PB__EXPORT_VALUE__VALUE_TEXT:
		return json_string(value->text);
	case PB__EXPORT_VALUE__VALUE_BLOB:
		return json_pack("{ss}", "base64",
		    base64_encode(arena, (struct bytes){value->blob.data, value->blob.len}));
	default:
		return json_null();
	}
}

static void
export_archive_print(json_t *json, FILE *file)
{
	if (json == NULL || json_dumpf(json, file, JSON_ENCODE_ANY) != 0)
		abort();
	json_decref(json);
}

/* Rows go out one by one: a long history is not held as JSON. */
static void
export_archive_rows(struct arena *arena, const Pb__ExportTable *part, bool first, FILE *file)
{
	for (size_t i = 0; i < part->n_rows; i++) {
		json_t *row = json_array();

		for (size_t k = 0; k < part->rows[i]->n_values; k++)
			(void)json_array_append_new(row,
			    export_archive_value(arena, part->rows[i]->values[k]));
		fputs(first && i == 0 ? "\n" : ",\n", file);
		export_archive_print(row, file);
	}
}

static void
export_archive_head(const Pb__ExportTable *part, bool first, FILE *file)
{
	json_t *columns = json_array();

	for (size_t i = 0; i < part->n_columns; i++)
		(void)json_array_append_new(columns, json_string(part->columns[i]));
	fputs(first ? "{\"name\": " : "]},\n{\"name\": ", file);
	export_archive_print(json_string(part->name), file);
	fputs(", \"columns\": ", file);
	export_archive_print(columns, file);
	fputs(", \"rows\": [", file);
}

static enum err_code
export_archive_once(struct rpc *rpc, struct arena *arena, FILE *file, struct err *err)
{
	Pb__AdminExportRequest request = PB__ADMIN_EXPORT_REQUEST__INIT;
	struct progress *progress = progress_new(arena, "rows");
	const char *table = "";
	uint32_t n_rows = 0;

	for (bool done = false, fresh = true; !done; fresh = false) {
		Pb__AdminExportReply *reply;
		bool head;
		enum err_code code =
		    rpc_call(rpc, "Admin", "Export", &request.base, arena, &reply, NULL, err);

		if (code != ERR_OK) {
			progress_end(progress);
			return code;
		}
		if (fresh)
			fprintf(file, "{\"format\": \"%s\", \"schema\": %u, \"tables\": [\n",
			    EXPORT_ARCHIVE_FORMAT, reply->schema);
		head = strcmp(table, reply->part->name) != 0;
		if (head)
			export_archive_head(reply->part, fresh, file);
		export_archive_rows(arena, reply->part, head, file);
		table = reply->part->name;
		request.next = reply->next;
		request.state = reply->state;
		done = reply->done;
		n_rows += (uint32_t)reply->part->n_rows;
		progress_show(progress, n_rows, 0);
	}
	progress_end(progress);
	fputs("]}\n]}\n", file);
	return ERR_OK;
}

enum err_code
export_archive(struct rpc *rpc, struct arena *arena, FILE *file, struct err *err)
{
	enum err_code code = ERR_ABORTED;

	for (int i = 0; code == ERR_ABORTED && i < EXPORT_ARCHIVE_TRIES; i++) {
		rewind(file);
		code = export_archive_once(rpc, arena, file, err);
	}
	return code;
}
