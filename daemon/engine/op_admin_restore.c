/*
 * Admin.Restore: an export into an empty database. The parts, laid aside until all are there, fill
 * a scratch database of the schema they come from; that is brought up to date, and its rows are
 * checked and copied.
 */
#include "engine/op_table.h"

#include <string.h>

#include "engine/jobs.h"
#include "engine/model.h"
#include "engine/restore_check.h"
#include "engine/studies.h"
#include "store/store_archive.h"

enum {
	OP_ADMIN_PART_BYTES = 1 << 20,
};

static struct store_value
op_admin_restore_value(const Pb__ExportValue *value)
{
	struct store_value stored = {STORE_NULL, 0, {NULL, 0}};

	switch (value->value_case) {
	case PB__EXPORT_VALUE__VALUE_INTEGER:
		stored.type = STORE_INTEGER;
		stored.integer = value->integer;
		break;
	case PB__EXPORT_VALUE__VALUE_TEXT:
		stored.type = STORE_TEXT;
		stored.bytes = (struct store_blob){value->text, strlen(value->text)};
		break;
	case PB__EXPORT_VALUE__VALUE_BLOB:
		stored.type = STORE_BLOB;
		stored.bytes = (struct store_blob){value->blob.data, value->blob.len};
		break;
	default:
		break;
	}
	return stored;
}

static enum err_code
op_admin_restore_part(struct store_scratch *scratch, struct arena *arena, struct store_blob blob,
    struct err *err)
{
	const Pb__ExportTable *part = message_unpack(&pb__export_table__descriptor, arena,
	    (struct bytes){blob.data, blob.size});
	enum err_code code = ERR_OK;

	if (part == NULL)
		return err_set(err, ERR_DATA_LOSS, "a part of the export cannot be read again");
	code = store_scratch_table(scratch, part->name, part->columns, part->n_columns, err);
	for (size_t i = 0; code == ERR_OK && i < part->n_rows; i++) {
		const Pb__ExportRow *row = part->rows[i];
		struct store_value *values = arena_array(arena, row->n_values, sizeof(*values));

		for (size_t k = 0; k < row->n_values; k++)
			values[k] = op_admin_restore_value(row->values[k]);
		code = store_scratch_row(scratch, values, (uint32_t)row->n_values, err);
	}
	return code;
}

/* All parts laid aside, into a database of the schema they come from. */
static enum err_code
op_admin_restore_parts(struct op *op, struct store_scratch *scratch, struct err *err)
{
	int64_t number = 0;
	enum err_code code = ERR_OK;
	bool more = true;

	while (code == ERR_OK && more) {
		struct arena *arena = arena_new();
		struct store_blob part;

		code = store_restore_part_next(op->store, arena, &number, &part, err);
		more = code == ERR_OK && part.data != NULL;
		if (more)
			code = op_admin_restore_part(scratch, arena, part, err);
		arena_free(arena);
	}
	return code;
}

/* Two restores at once take parts away from each other, and so does a start of the daemon. */
static enum err_code
op_admin_restore_count(struct op *op, uint32_t n_sent, struct err *err)
{
	uint32_t n = 0;
	enum err_code code = store_restore_part_count(op->store, &n, err);

	if (code == ERR_OK && n != n_sent)
		return err_set(err, ERR_ABORTED,
		    "%u parts were sent and %u are here: another restore is in the way, begin "
		    "again",
		    n_sent, n);
	return code;
}

/* From `begin` on; ret_next is 0 when that was all. */
static enum err_code
op_admin_restore_rows(struct op *op, struct store *from, uint32_t table, uint64_t begin,
    uint64_t *ret_next, uint32_t *n_rows, struct err *err)
{
	struct arena *arena = arena_new();
	struct store_rows rows = {.n_rows = 0};
	enum err_code code =
	    store_export(from, arena, table, begin, OP_ADMIN_PART_BYTES, &rows, err);

	if (code == ERR_OK)
		code = restore_check_rows(&rows, arena, err);
	for (size_t i = 0; code == ERR_OK && i < rows.n_rows; i++)
		code = store_restore_row(op->store, rows.table, &rows.values[i * rows.n_columns],
		    rows.n_columns, err);
	*n_rows += (uint32_t)rows.n_rows;
	*ret_next = rows.next;
	arena_free(arena);
	return code;
}

static enum err_code
op_admin_restore_tables(struct op *op, struct store_scratch *scratch, uint32_t *n_rows,
    struct err *err)
{
	struct store *from = store_scratch_finish(scratch, err);
	enum err_code code = from != NULL ? ERR_OK : err->code;

	for (uint32_t table = 0; code == ERR_OK && table < STORE_TABLES; table++) {
		uint64_t next = 0;

		do
			code = op_admin_restore_rows(op, from, table, next, &next, n_rows, err);
		while (code == ERR_OK && next != 0);
	}
	return code;
}

static enum err_code
op_admin_restore_commit(struct op *op, const Pb__AdminRestoreRequest *request, uint32_t *n_rows,
    struct err *err)
{
	struct store_scratch *scratch;
	enum err_code code = op_admin_restore_count(op, request->parts, err);

	if (code != ERR_OK)
		return code;
	scratch = store_scratch_open(request->schema, err);
	code = scratch != NULL ? op_admin_restore_parts(op, scratch, err) : err->code;
	if (code == ERR_OK)
		code = op_admin_restore_tables(op, scratch, n_rows, err);
	store_scratch_close(scratch);
	if (code == ERR_OK)
		code = studies_check(op, err);
	if (code == ERR_OK)
		code = jobs_check(op, err);
	if (code == ERR_OK)
		code = store_restore_part_clear(op->store, err);
	/* Roadmaps may have been replaced. */
	model_trim(op->engine, 0);
	/* The history comes with the export: this is no action in it. */
	store_change_drop(op->store);
	return code;
}

/* Before anything is laid aside. */
static enum err_code
op_admin_restore_allowed(struct op *op, const Pb__AdminRestoreRequest *request, struct err *err)
{
	bool empty = false;
	enum err_code code = store_export_is_empty(op->store, &empty, err);

	if (code != ERR_OK)
		return code;
	if (!empty)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "there is progress here already: a restore goes into an empty database only");
	if (request->schema > store_schema())
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "the export is of a newer version (schema %u, this roadmapd knows %u): update "
		    "roadmapd",
		    request->schema, store_schema());
	if (request->schema == 0)
		return err_set(err, ERR_INVALID_ARGUMENT, "the export does not tell its schema");
	return ERR_OK;
}

enum err_code
op_admin_restore(struct op *op, const Pb__AdminRestoreRequest *request,
    Pb__AdminRestoreReply *reply, struct err *err)
{
	struct bytes packed;
	enum err_code code = op_admin_restore_allowed(op, request, err);

	if (code == ERR_OK && request->begin)
		code = store_restore_part_clear(op->store, err);
	if (code == ERR_OK && request->part != NULL) {
		packed = message_pack(op->arena, &request->part->base);
		code = store_restore_part_add(op->store,
		    (struct store_blob){packed.data, packed.size}, err);
	}
	if (code == ERR_OK && request->commit)
		code = op_admin_restore_commit(op, request, &reply->rows, err);
	return code;
}
