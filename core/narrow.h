/*
 * Which steps a learner wants to hear of: of a phase, a kind, with a skill.
 */
#ifndef CORE_NARROW_H
#define CORE_NARROW_H

#include "core/match.h"
#include "core/standing.h"

struct narrow {
	uint32_t phase;    /* ROADMAP_NONE: any */
	uint32_t kind;     /* enum roadmap_kind; 0: any */
	const char *skill; /* NULL: any */
};

bool narrow_is_any(const struct narrow *narrow);
bool narrow_has(const struct roadmap *roadmap, const struct narrow *narrow, uint32_t step);

/* All skills of the roadmap, each once, in alphabetical order: id and title are the skill. */
struct match_thing *narrow_skills(const struct roadmap *roadmap, struct arena *arena,
    uint32_t *ret_n);

/* As roadmap files write it: "learn", "project", "portfolio", "job". */
const char *narrow_kind_name(uint32_t kind);

/*
 * When none of the steps that can be begun (`steps`, n of them, may be 0) is among the wanted: a
 * line that says so, how the wanted ones stand, and what there is instead: "nothing of phase
 * Projects can be begun now: 21 steps are locked; what can be begun is of phase Fundamentals".
 */
const char *narrow_explain(struct arena *arena, const struct standing *standing,
    const struct narrow *narrow, const uint32_t *steps, uint32_t n);

#endif
