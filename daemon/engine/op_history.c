#include "engine/op_table.h"

#include <string.h>

#include "engine/view.h"

enum {
	OP_HISTORY_LIMIT = 20,
	OP_HISTORY_LIMIT_MAX = 1000,
	OP_HISTORY_PREFIX_MIN = 4,
};

static Pb__ActionView *
op_history_view(struct op *op, const struct store_action *action)
{
	Pb__ActionView *view = OP_NEW(op, action_view);

	view->seq = action->seq;
	view->id = action->id;
	view->at = view_timestamp(op->arena, action->at_us);
	view->command = action->command;
	view->summary = action->summary;
	view->undone = action->undone_by != 0;
	if (action->undoes_id != NULL)
		view->undoes_id = action->undoes_id;
	return view;
}

enum err_code
op_history_list(struct op *op, const Pb__HistoryListRequest *request, Pb__HistoryListReply *reply,
    struct err *err)
{
	uint32_t before = request->before_seq != 0 ? request->before_seq : UINT32_MAX;
	uint32_t limit = request->limit != 0 ? request->limit : OP_HISTORY_LIMIT;
	struct store_action *list;
	enum err_code code;
	size_t n;

	if (limit > OP_HISTORY_LIMIT_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %u actions at a time",
		    OP_HISTORY_LIMIT_MAX);
	code = store_action_list(op->store, op->arena, before, limit, &list, &n, err);
	if (code != ERR_OK)
		return code;
	reply->actions = arena_array(op->arena, n, sizeof(*reply->actions));
	for (size_t i = 0; i < n; i++)
		reply->actions[i] = op_history_view(op, &list[i]);
	reply->n_actions = n;
	return ERR_OK;
}

/* The action named by a prefix of its id. */
static enum err_code
op_history_find(struct op *op, const char *prefix, struct store_action *ret_action, struct err *err)
{
	uint32_t seq, n;
	enum err_code code;

	if (strlen(prefix) < OP_HISTORY_PREFIX_MIN)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%s' is too short for an action: give at least 4 characters of its id",
		    prefix);
	code = store_action_find(op->store, prefix, &seq, &n, err);
	if (code != ERR_OK)
		return code;
	if (n == 0)
		return err_set(err, ERR_NOT_FOUND,
		    "no action '%.40s': 'roadmap log' shows what there is", prefix);
	if (n > 1)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "'%.40s' fits several actions: give more of the id", prefix);
	return store_action_get(op->store, op->arena, seq, ret_action, err);
}

/*
 * Applies the inverse of an action's changeset. For an undo that is the action itself, for a redo
 * the undo that took `original` back.
 */
static enum err_code
op_history_revert(struct op *op, const char *verb, const struct store_action *original,
    uint32_t reverted_seq, Pb__ActionView **ret_made, struct err *err)
{
	struct store_blob changeset;
	enum err_code code =
	    store_action_changeset(op->store, op->arena, reverted_seq, &changeset, err);

	if (code == ERR_OK)
		code = store_change_revert(op->store, changeset, err);
	if (code != ERR_OK)
		return code;
	op->undoes = reverted_seq;
	op->summary = arena_printf(op->arena, "%s: %s", verb, original->summary);
	op_about(op, original->roadmap_id, NULL, 0);
	op->action =
	    op_history_view(op, &(struct store_action){
				    .id = op->action_id,
				    .at_us = op->now_s * 1000000,
				    .command = verb[0] == 'u' ? "History.Undo" : "History.Redo",
				    .summary = op->summary,
				    .undoes_id = original->id,
				});
	*ret_made = op->action;
	return ERR_OK;
}

/* The original of an undo or a redo: what the chain of "undoes" ends in. */
static enum err_code
op_history_original(struct op *op, struct store_action *action, struct err *err)
{
	enum err_code code = ERR_OK;

	while (code == ERR_OK && action->undoes != 0)
		code = store_action_get(op->store, op->arena, action->undoes, action, err);
	return code;
}

enum err_code
op_history_undo(struct op *op, const Pb__HistoryUndoRequest *request, Pb__HistoryUndoReply *reply,
    struct err *err)
{
	struct store_action action = {0};
	uint32_t seq = 0;
	enum err_code code;

	if (request->action_id[0] != '\0') {
		code = op_history_find(op, request->action_id, &action, err);
	} else {
		code = store_action_undoable(op->store, &seq, err);
		if (code == ERR_OK && seq == 0)
			return err_set(err, ERR_FAILED_PRECONDITION, "there is nothing to undo");
		if (code == ERR_OK)
			code = store_action_get(op->store, op->arena, seq, &action, err);
	}
	if (code != ERR_OK)
		return code;
	if (action.undone_by != 0)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "that is undone already: 'roadmap redo' brings it back");
	code = op_history_revert(op, "undo", &action, action.seq, &reply->action, err);
	action.undone_by = 1;
	reply->undone = op_history_view(op, &action);
	return code;
}

enum err_code
op_history_redo(struct op *op, const Pb__HistoryRedoRequest *request, Pb__HistoryRedoReply *reply,
    struct err *err)
{
	struct store_action action = {0};
	uint32_t seq = 0;
	enum err_code code;

	if (request->action_id[0] != '\0') {
		code = op_history_find(op, request->action_id, &action, err);
		if (code == ERR_OK)
			code = op_history_original(op, &action, err);
	} else {
		code = store_action_redoable(op->store, &seq, err);
		if (code == ERR_OK && seq == 0)
			return err_set(err, ERR_FAILED_PRECONDITION, "there is nothing to redo");
		if (code == ERR_OK)
			code = store_action_get(op->store, op->arena, seq, &action, err);
	}
	if (code != ERR_OK)
		return code;
	if (action.undone_by == 0)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "that is in effect: there is nothing to redo");
	code = op_history_revert(op, "redo", &action, action.undone_by, &reply->action, err);
	action.undone_by = 0;
	reply->redone = op_history_view(op, &action);
	return code;
}
