#include "engine/op_table.h"

#include <string.h>

#include "engine/place.h"
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
	if (action->roadmap_id != NULL)
		view->roadmap_id = action->roadmap_id;
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
	code = store_action_list(op->store, op->arena, request->roadmap_id, before, limit, &list,
	    &n, err);
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
 * A changeset knows rows, not what they mean together: a choice made since may leave more options
 * picked than there are to pick.
 */
static enum err_code
op_history_check_picks(struct op *op, const char *roadmap_id, struct err *err)
{
	struct err ignored = ERR_NONE;
	const struct place *place = place_open(op, roadmap_id, &ignored);
	const struct roadmap_choice *choice;

	/* Not enrolled, or not any more. */
	if (place == NULL || (choice = place_overpicked(place)) == NULL)
		return ERR_OK;
	return err_set(err, ERR_ABORTED,
	    "'%s' was chosen anew since: undo that first, see roadmap log", choice->id);
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
	if (code == ERR_OK && original->roadmap_id[0] != '\0')
		code = op_history_check_picks(op, original->roadmap_id, err);
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

/*
 * The action to take back or to bring back, by a prefix of its id, or the one that is due when
 * there is none. An undo or redo stands for its original: *ret_turned tells whether that turns
 * the wish around, as the undo of an undo is a redo.
 */
static enum err_code
op_history_original(struct op *op, const char *prefix, uint32_t due_seq,
    struct store_action *ret_action, bool *ret_turned, struct err *err)
{
	enum err_code code = prefix[0] != '\0'
				 ? op_history_find(op, prefix, ret_action, err)
				 : store_action_get(op->store, op->arena, due_seq, ret_action, err);

	*ret_turned = false;
	while (code == ERR_OK && ret_action->undoes != 0) {
		code = store_action_get(op->store, op->arena, ret_action->undoes, ret_action, err);
		*ret_turned = !*ret_turned;
	}
	return code;
}

/*
 * An upgrade gives steps other ids: what was done before it cannot be taken back past it, nor the
 * upgrade itself from under what was done since. since_seq is when the action took, or lost, its
 * effect.
 */
static enum err_code
op_history_check_upgrades(struct op *op, const struct store_action *action, uint32_t since_seq,
    struct err *err)
{
	bool is_upgrade = strcmp(action->command, "Enrollment.Upgrade") == 0;
	uint32_t n = 0;
	enum err_code code;

	if (action->roadmap_id[0] == '\0')
		return ERR_OK;
	code = store_action_later(op->store, action->roadmap_id, since_seq, !is_upgrade, &n, err);
	if (code != ERR_OK || n == 0)
		return code;
	return err_set(err, ERR_ABORTED,
	    is_upgrade
		? "%u things were done after that upgrade: undo them first, see roadmap log"
		: "the roadmap was upgraded since, %u times: undo that first, see roadmap log",
	    n);
}

static enum err_code
op_history_take_back(struct op *op, struct store_action *action, Pb__ActionView **ret_made,
    struct err *err)
{
	enum err_code code;

	if (action->undone_by != 0)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "that is undone already: 'roadmap redo' brings it back");
	code = op_history_check_upgrades(op, action,
	    action->redone_by != 0 ? action->redone_by : action->seq, err);
	if (code != ERR_OK)
		return code;
	action->undone_by = 1;
	return op_history_revert(op, "undo", action, action->seq, ret_made, err);
}

static enum err_code
op_history_bring_back(struct op *op, struct store_action *action, Pb__ActionView **ret_made,
    struct err *err)
{
	uint32_t undo_seq = action->undone_by;
	enum err_code code;

	if (undo_seq == 0)
		return err_set(err, ERR_FAILED_PRECONDITION,
		    "that is in effect: there is nothing to redo");
	code = op_history_check_upgrades(op, action, undo_seq, err);
	if (code != ERR_OK)
		return code;
	action->undone_by = 0;
	return op_history_revert(op, "redo", action, undo_seq, ret_made, err);
}

enum err_code
op_history_undo(struct op *op, const Pb__HistoryUndoRequest *request, Pb__HistoryUndoReply *reply,
    struct err *err)
{
	struct store_action action = {0};
	uint32_t seq = 0;
	bool turned;
	enum err_code code = store_action_undoable(op->store, &seq, err);

	if (code == ERR_OK && seq == 0 && request->action_id[0] == '\0')
		return err_set(err, ERR_FAILED_PRECONDITION, "there is nothing to undo");
	if (code == ERR_OK)
		code = op_history_original(op, request->action_id, seq, &action, &turned, err);
	if (code == ERR_OK)
		code = turned ? op_history_bring_back(op, &action, &reply->action, err)
			      : op_history_take_back(op, &action, &reply->action, err);
	if (code == ERR_OK)
		reply->undone = op_history_view(op, &action);
	return code;
}

enum err_code
op_history_redo(struct op *op, const Pb__HistoryRedoRequest *request, Pb__HistoryRedoReply *reply,
    struct err *err)
{
	struct store_action action = {0};
	uint32_t seq = 0;
	bool turned; /* any action of the chain names what is to be brought back */
	enum err_code code = store_action_redoable(op->store, &seq, err);

	if (code == ERR_OK && seq == 0 && request->action_id[0] == '\0')
		return err_set(err, ERR_FAILED_PRECONDITION, "there is nothing to redo");
	if (code == ERR_OK)
		code = op_history_original(op, request->action_id, seq, &action, &turned, err);
	if (code == ERR_OK)
		code = op_history_bring_back(op, &action, &reply->action, err);
	if (code == ERR_OK)
		reply->redone = op_history_view(op, &action);
	return code;
}
