#include "engine/op_table.h"

/* Nothing to do: that it is allowed is all. */
enum err_code
op_event_watch(struct op *op, const Pb__EventWatchRequest *request, struct err *err)
{
	(void)op;
	(void)request;
	(void)err;
	return ERR_OK;
}
