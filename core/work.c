#include "core/work.h"

#include <string.h>

static const struct {
	const char *id, *title;
} work_names[WORK_KINDS] = {
    {"database-design", "database design"},
    {"api-development", "API development"},
    {"system-integration", "system integration"},
    {"performance", "performance"},
};

const char work_ids[] = "database-design, api-development, system-integration or performance";

const char *
work_id(uint32_t kind)
{
	return kind >= 1 && kind <= WORK_KINDS ? work_names[kind - 1].id : NULL;
}

const char *
work_title(uint32_t kind)
{
	return kind >= 1 && kind <= WORK_KINDS ? work_names[kind - 1].title : NULL;
}

uint32_t
work_find(const char *id)
{
	for (uint32_t i = 0; i < WORK_KINDS; i++)
		if (strcmp(work_names[i].id, id) == 0)
			return i + 1;
	return WORK_NONE;
}

const char *
work_titles(struct arena *arena, uint32_t set)
{
	const char *titles = "";

	for (uint32_t kind = 1; kind <= WORK_KINDS; kind++)
		if ((set & WORK_BIT(kind)) != 0)
			titles = arena_printf(arena, "%s%s%s", titles,
			    titles[0] != '\0' ? ", " : "", work_title(kind));
	return titles;
}
