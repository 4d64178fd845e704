/* Admin.Export: all that is kept, in parts. */
#include "engine/op_table.h"

#include <string.h>

#include "store/store_archive.h"

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

/* Changes with everything that is written, and with the daemon. */
static const char *
op_admin_state(struct op *op)
{
	int64_t own;
	uint32_t others;

	store_age(op->store, &own, &others);
	return arena_printf(op->arena, "%lld.%lld.%u", (long long)op->engine->started_at_s,
	    (long long)own, others);
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
	reply->state = op_admin_state(op);
	if (request->next != 0 && strcmp(request->state, reply->state) != 0)
		return err_set(err, ERR_ABORTED,
		    "something was written since the first part: try again when that is done");
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
