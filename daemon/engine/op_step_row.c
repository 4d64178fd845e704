#include "engine/op_step_row.h"

static bool
op_step_row_is_same(const struct store_step *a, const struct store_step *b)
{
	return a->status == b->status && a->started_at == b->started_at &&
	       a->finished_at == b->finished_at && a->minutes_spent == b->minutes_spent &&
	       a->forced == b->forced;
}

bool
op_step_row_make(const struct store_step *old, const Pb__StepSetRequest *request, int64_t at_s,
    bool forced, struct store_step *ret_row)
{
	struct store_step row = {0};
	bool begun = old == NULL || old->status != (uint32_t)request->status;
	bool dated = begun || request->at != NULL;

	if (request->status == PB__STATUS__STATUS_TODO) {
		*ret_row = row;
		return old != NULL;
	}
	if (old != NULL)
		row = *old;
	row.status = (uint32_t)request->status;
	if (request->minutes != 0)
		row.minutes_spent = request->minutes;
	if (request->status == PB__STATUS__STATUS_ACTIVE) {
		row.started_at = dated ? at_s : row.started_at;
		row.finished_at = 0;
	} else if (dated) {
		row.finished_at = at_s;
		/* It cannot have ended before it began. */
		if (row.started_at > row.finished_at)
			row.started_at = row.finished_at;
	}
	if (begun)
		row.forced = forced;
	*ret_row = row;
	return old == NULL || !op_step_row_is_same(old, &row);
}
