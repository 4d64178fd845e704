/* Admin.Export and Admin.Restore: all that is kept, in parts. */
#include "engine/op_table.h"

#include <string.h>

#include "engine/model.h"
#include "engine/studies.h"

enum {
	OP_ADMIN_PART_BYTES = 1 << 20,
	OP_ADMIN_TABLE_SHIFT = 48, /* `next` is a table number and a place in it */
};

static Pb__ExportValue *
op_admin_value(struct op *op, const struct store_value *value)
{
	Pb__ExportValue *view = OP_NEW(op, export_value);

	switch (value->type) {
	case STORE_INTEGER:
		view->value_case = PB__EXPORT_VALUE__VALUE_INTEGER;
		view->integer = value->integer;
		break;
	case STORE_TEXT:
		view->value_case = PB__EXPORT_VALUE__VALUE_TEXT;
		view->text = value->bytes.data;
		break;
	case STORE_BLOB:
		view->value_case = PB__EXPORT_VALUE__VALUE_BLOB;
		view->blob = (ProtobufCBinaryData){value->bytes.size, (uint8_t *)value->bytes.data};
		break;
	default:
		break;
	}
	return view;
}

static Pb__ExportTable *
op_admin_part(struct op *op, const struct store_rows *rows)
{
	Pb__ExportTable *part = OP_NEW(op, export_table);

	part->name = rows->table;
	part->columns = rows->columns;
	part->n_columns = rows->n_columns;
	part->n_rows = rows->n_rows;
	part->rows = arena_array(op->arena, rows->n_rows, sizeof(*part->rows));
	for (size_t i = 0; i < rows->n_rows; i++) {
		Pb__ExportRow *row = OP_NEW(op, export_row);

		row->values = arena_array(op->arena, rows->n_columns, sizeof(*row->values));
		for (uint32_t k = 0; k < rows->n_columns; k++)
			row->values[row->n_values++] =
			    op_admin_value(op, &rows->values[i * rows->n_columns + k]);
		part->rows[i] = row;
	}
	return part;
}

enum err_code
op_admin_export(struct op *op, const Pb__AdminExportRequest *request, Pb__AdminExportReply *reply,
    struct err *err)
{
	uint64_t table = request->next >> OP_ADMIN_TABLE_SHIFT;
	uint64_t begin = request->next & ((UINT64_C(1) << OP_ADMIN_TABLE_SHIFT) - 1);
	struct store_rows rows;
	enum err_code code;

	if (table >= STORE_TABLES)
		return err_set(err, ERR_INVALID_ARGUMENT, "no part begins there");
	code = store_export(op->store, op->arena, (uint32_t)table, begin, OP_ADMIN_PART_BYTES,
	    &rows, err);
	if (code == ERR_OK)
		code = store_export_last_seq(op->store, &reply->last_seq, err);
	if (code != ERR_OK)
		return code;
	reply->schema = store_schema();
	reply->part = op_admin_part(op, &rows);
	if (rows.next == 0)
		table++;
	reply->done = table == STORE_TABLES;
	reply->next = reply->done ? 0 : table << OP_ADMIN_TABLE_SHIFT | rows.next;
	return ERR_OK;
}

static struct store_value
op_admin_stored(const Pb__ExportValue *value)
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

/* A history whose actions point to later ones, or are not numbered from 1, has no end. */
static enum err_code
op_admin_restore_sound(const char *table, const struct store_value *values, size_t n,
    struct err *err)
{
	enum { SEQ = 0, UNDOES = 7, COLUMNS = 10 };

	if (strcmp(table, "action") != 0 || n != COLUMNS)
		return ERR_OK;
	if (values[SEQ].type != STORE_INTEGER || values[SEQ].integer < 1 ||
	    values[SEQ].integer >= UINT32_MAX ||
	    (values[UNDOES].type == STORE_INTEGER &&
		(values[UNDOES].integer < 1 || values[UNDOES].integer >= values[SEQ].integer)))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "the history of the export is out of order");
	return ERR_OK;
}

static enum err_code
op_admin_restore_part(struct op *op, struct store_blob blob, uint32_t *rows, struct err *err)
{
	const Pb__ExportTable *part = message_unpack(&pb__export_table__descriptor, op->arena,
	    (struct bytes){blob.data, blob.size});
	enum err_code code = ERR_OK;

	if (part == NULL)
		return err_set(err, ERR_DATA_LOSS, "a part of the export cannot be read again");
	code = store_restore_check(op->store, part->name, part->columns, part->n_columns, err);
	for (size_t i = 0; code == ERR_OK && i < part->n_rows; i++) {
		const Pb__ExportRow *row = part->rows[i];
		struct store_value *values = arena_array(op->arena, row->n_values, sizeof(*values));

		for (size_t k = 0; k < row->n_values; k++)
			values[k] = op_admin_stored(row->values[k]);
		code = op_admin_restore_sound(part->name, values, row->n_values, err);
		if (code == ERR_OK)
			code = store_restore_row(op->store, part->name, values,
			    (uint32_t)row->n_values, err);
		(*rows)++;
	}
	return code;
}

/* Roadmaps may have been replaced, and what is enrolled must be there and whole. */
static enum err_code
op_admin_restore_check(struct op *op, struct err *err)
{
	struct store_enrollment *list;
	size_t n = 0;
	enum err_code code = store_enrollment_list(op->store, op->arena, &list, &n, err);

	model_trim(op->engine, 0);
	for (size_t i = 0; code == ERR_OK && i < n; i++)
		if (model_get(op, list[i].roadmap_id, list[i].version, err) == NULL)
			code = err_set(err, ERR_INVALID_ARGUMENT,
			    "the export is not whole: roadmap '%.64s' version %u cannot be read",
			    list[i].roadmap_id, list[i].version);
	return code == ERR_OK ? studies_check(op, err) : code;
}

static enum err_code
op_admin_restore_commit(struct op *op, uint32_t *rows, struct err *err)
{
	struct store_blob *parts;
	size_t n = 0;
	enum err_code code = store_restore_part_list(op->store, op->arena, &parts, &n, err);

	for (size_t i = 0; code == ERR_OK && i < n; i++)
		code = op_admin_restore_part(op, parts[i], rows, err);
	if (code == ERR_OK)
		code = store_restore_part_clear(op->store, err);
	if (code == ERR_OK)
		code = op_admin_restore_check(op, err);
	/* The history comes with the export: this is no action in it. */
	store_change_drop(op->store);
	return code;
}

enum err_code
op_admin_restore(struct op *op, const Pb__AdminRestoreRequest *request,
    Pb__AdminRestoreReply *reply, struct err *err)
{
	bool empty = false;
	struct bytes packed;
	enum err_code code = store_export_is_empty(op->store, &empty, err);

	if (code != ERR_OK)
		return code;
	if (!empty)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "there is progress here already: a restore goes into an empty database only");
	if (request->schema != store_schema())
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "the export is of schema %u, this roadmapd has %u: use the version it came "
		    "from",
		    request->schema, store_schema());
	if (request->begin)
		code = store_restore_part_clear(op->store, err);
	if (code == ERR_OK && request->part != NULL) {
		packed = message_pack(op->arena, &request->part->base);
		code = store_restore_part_add(op->store,
		    (struct store_blob){packed.data, packed.size}, err);
	}
	if (code == ERR_OK && request->commit)
		code = op_admin_restore_commit(op, &reply->rows, err);
	return code;
}
