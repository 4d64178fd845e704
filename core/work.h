/*
 * Kinds of work that a portfolio shows. Four that differ say more than ten that are alike.
 */
#ifndef CORE_WORK_H
#define CORE_WORK_H

#include <stdint.h>

#include "core/arena.h"

/* The numbers of roadmap.v1.Work. */
enum work {
	WORK_DATABASE_DESIGN = 1,
	WORK_API_DEVELOPMENT = 2,
	WORK_SYSTEM_INTEGRATION = 3,
	WORK_PERFORMANCE = 4,
	WORK_KINDS = 4,
};

enum {
	WORK_NONE = 0,
};

/* Sets of them: a bit each. */
#define WORK_BIT(kind) (1U << ((kind)-1))
#define WORK_ALL ((1U << WORK_KINDS) - 1)

/* "database-design", as files and the command line have it; NULL for what is none. */
const char *work_id(uint32_t kind);
/* "database design" */
const char *work_title(uint32_t kind);
/* By its id, or WORK_NONE. */
uint32_t work_find(const char *id);

/* "database-design, api-development, system-integration or performance" */
extern const char work_ids[];

/* "database design, performance": the titles of a set, "" for none. */
const char *work_titles(struct arena *arena, uint32_t set);

#endif
