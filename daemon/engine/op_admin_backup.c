/* Admin.Backup and Admin.Replace: the database as a file. */
#include "engine/op_table.h"

#include "engine/model.h"
#include "store/store_archive.h"

/* It runs apart, so the file holds all that was answered before. */
enum err_code
op_admin_backup(struct op *op, const Pb__AdminBackupRequest *request, Pb__AdminBackupReply *reply,
    struct err *err)
{
	(void)request;
	return store_backup(op->store, op->arena, op->now_s, &reply->path, err);
}

/* What cannot be read is progress too. */
static bool
op_admin_is_empty(struct op *op)
{
	struct err ignored = ERR_NONE;
	bool is_empty = false;

	if (store_transaction_read(op->store, &ignored) == ERR_OK &&
	    store_export_is_empty(op->store, &is_empty, &ignored) != ERR_OK)
		is_empty = false;
	store_transaction_drop(op->store);
	return is_empty;
}

enum err_code
op_admin_replace(struct op *op, const Pb__AdminReplaceRequest *request,
    Pb__AdminReplaceReply *reply, struct err *err)
{
	const struct store_blob piece = {request->data.data, request->data.len};
	bool is_empty;
	enum err_code code;

	if (request->data.len > 0 || request->offset == 0) {
		code = store_incoming_add(op->store, request->offset, piece, err);
		if (code != ERR_OK)
			return code;
	}
	if (!request->commit)
		return ERR_OK;
	code = engine_commit(op->engine, err);
	if (code != ERR_OK)
		return code;
	is_empty = op_admin_is_empty(op);
	if (!is_empty && !request->replace)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "there is progress here already: --replace puts the backup in its place, and "
		    "keeps a copy");
	code = store_incoming_take(op->store, op->arena, !is_empty, op->now_s, &reply->aside, err);
	model_trim(op->engine, 0);
	return code;
}
