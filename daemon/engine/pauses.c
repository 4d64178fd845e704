#include "engine/pauses.h"

#include "core/calendar.h"

enum err_code
pauses_read(struct op *op, struct goal_pause **ret_list, size_t *ret_n, struct err *err)
{
	struct store_pause *rows;
	struct goal_pause *list;
	size_t n = 0;
	enum err_code code = store_pause_list(op->store, op->arena, &rows, &n, err);

	if (code != ERR_OK)
		return code;
	list = arena_array(op->arena, n, sizeof(*list));
	*ret_n = 0;
	for (size_t i = 0; i < n; i++)
		if (calendar_parse(rows[i].from_day, &list[*ret_n].from_day) &&
		    calendar_parse(rows[i].until_day, &list[*ret_n].until_day))
			++*ret_n;
	*ret_list = list;
	return ERR_OK;
}

const struct goal_pause *
pauses_at(const struct goal_pause *list, size_t n, int32_t day)
{
	for (size_t i = 0; i < n; i++)
		if (day >= list[i].from_day && day < list[i].until_day)
			return &list[i];
	return NULL;
}

const char *
pauses_day(struct op *op, int32_t day)
{
	return calendar_format(arena_alloc(op->arena, CALENDAR_DATE_SIZE), day);
}
