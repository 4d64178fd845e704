#include "core/narrow.h"

#include <stdlib.h>
#include <string.h>

enum {
	NARROW_NAMES = 5, /* told of what there is instead */
};

static const char *const narrow_kinds[] = {"", "learn", "project", "portfolio", "job"};

bool
narrow_is_any(const struct narrow *narrow)
{
	return narrow->phase == ROADMAP_NONE && narrow->kind == 0 && narrow->skill == NULL;
}

static bool
narrow_teaches(const struct roadmap_step *step, const char *skill)
{
	for (uint32_t i = 0; i < step->n_skills; i++)
		if (strcmp(step->skills[i], skill) == 0)
			return true;
	return false;
}

bool
narrow_has(const struct roadmap *roadmap, const struct narrow *narrow, uint32_t step)
{
	const struct roadmap_step *at = &roadmap->steps[step];

	return (narrow->phase == ROADMAP_NONE || at->phase == narrow->phase) &&
	       (narrow->kind == 0 || at->kind == narrow->kind) &&
	       (narrow->skill == NULL || narrow_teaches(at, narrow->skill));
}

static int
narrow_compare(const void *a, const void *b)
{
	return strcmp(((const struct match_thing *)a)->id, ((const struct match_thing *)b)->id);
}

struct match_thing *
narrow_skills(const struct roadmap *roadmap, struct arena *arena, uint32_t *ret_n)
{
	uint32_t n_all = 0, n = 0, i, k;
	struct match_thing *list;

	for (i = 0; i < roadmap->n_steps; i++)
		n_all += roadmap->steps[i].n_skills;
	list = arena_array(arena, n_all, sizeof(*list));
	for (i = 0; i < roadmap->n_steps; i++)
		for (k = 0; k < roadmap->steps[i].n_skills; k++) {
			list[n].id = list[n].title = roadmap->steps[i].skills[k];
			n++;
		}
	qsort(list, n_all, sizeof(*list), narrow_compare);
	for (i = n = 0; i < n_all; i++)
		if (n == 0 || strcmp(list[n - 1].id, list[i].id) != 0)
			list[n++] = list[i];
	*ret_n = n;
	return list;
}

const char *
narrow_kind_name(uint32_t kind)
{
	return narrow_kinds[kind];
}

/* "phase Projects, kind learning and skill sql" */
static const char *
narrow_wanted(struct arena *arena, const struct roadmap *roadmap, const struct narrow *narrow)
{
	const char *parts[3], *text = "";
	uint32_t n = 0, i;

	if (narrow->phase != ROADMAP_NONE)
		parts[n++] = arena_printf(arena, "phase %s", roadmap->phases[narrow->phase].title);
	if (narrow->kind != 0)
		parts[n++] = arena_printf(arena, "kind %s", narrow_kinds[narrow->kind]);
	if (narrow->skill != NULL)
		parts[n++] = arena_printf(arena, "skill %s", narrow->skill);
	for (i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0       ? ""
		    : i + 1 == n ? " and "
				 : ", ",
		    parts[i]);
	return text;
}

/* How those of the wanted steps stand that cannot be begun. */
static const char *
narrow_state(struct arena *arena, const struct standing *standing, const struct narrow *narrow)
{
	uint32_t n_locked = 0, n_finished = 0, n_other = 0, i;

	for (i = 0; i < standing->roadmap->n_steps; i++) {
		if (!narrow_has(standing->roadmap, narrow, i))
			continue;
		if (standing_is_open(standing, i))
			n_locked++;
		else if (standing->in_scope[i])
			n_finished++;
		else
			n_other++;
	}
	if (n_locked > 0)
		return arena_printf(arena, "%u %s locked", n_locked,
		    n_locked == 1 ? "step is" : "steps are");
	if (n_finished > 0)
		return "all of it is finished";
	return n_other > 0 ? "it is skipped, optional or not chosen"
			   : "the roadmap has no such step";
}

/* Adds a name to a list of those told, if it is not there yet. */
static void
narrow_tell(const char **names, uint32_t *n, const char *name)
{
	for (uint32_t i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return;
	if (*n < NARROW_NAMES)
		names[(*n)++] = name;
}

/* "; what can be begun is of phase Fundamentals": what there is without this one wish. */
static const char *
narrow_instead(struct arena *arena, const struct roadmap *roadmap, const struct narrow *rest,
    const char *what, const uint32_t *steps, uint32_t n_steps)
{
	const char *names[NARROW_NAMES], *text = "";
	uint32_t n = 0, i, k;

	for (i = 0; i < n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[steps[i]];

		if (!narrow_has(roadmap, rest, steps[i]))
			continue;
		if (strcmp(what, "phase") == 0)
			narrow_tell(names, &n, roadmap->phases[step->phase].title);
		else if (strcmp(what, "kind") == 0)
			narrow_tell(names, &n, narrow_kinds[step->kind]);
		for (k = 0; strcmp(what, "skill") == 0 && k < step->n_skills; k++)
			narrow_tell(names, &n, step->skills[k]);
	}
	for (i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s%s", text,
		    i == 0       ? ""
		    : i + 1 == n ? " or "
				 : ", ",
		    names[i]);
	if (n == 0)
		return "";
	if (narrow_is_any(rest))
		return arena_printf(arena, "; what can be begun is of %s %s", what, text);
	return arena_printf(arena, "; of %s there is %s %s", narrow_wanted(arena, roadmap, rest),
	    what, text);
}

const char *
narrow_explain(struct arena *arena, const struct standing *standing, const struct narrow *narrow,
    const uint32_t *steps, uint32_t n)
{
	const struct roadmap *roadmap = standing->roadmap;
	struct narrow any_phase = *narrow, any_kind = *narrow, any_skill = *narrow;
	const char *text = arena_printf(arena, "nothing of %s can be begun now: %s",
	    narrow_wanted(arena, roadmap, narrow), narrow_state(arena, standing, narrow));

	any_phase.phase = ROADMAP_NONE;
	any_kind.kind = 0;
	any_skill.skill = NULL;
	if (narrow->phase != ROADMAP_NONE)
		text = arena_printf(arena, "%s%s", text,
		    narrow_instead(arena, roadmap, &any_phase, "phase", steps, n));
	if (narrow->kind != 0)
		text = arena_printf(arena, "%s%s", text,
		    narrow_instead(arena, roadmap, &any_kind, "kind", steps, n));
	if (narrow->skill != NULL)
		text = arena_printf(arena, "%s%s", text,
		    narrow_instead(arena, roadmap, &any_skill, "skill", steps, n));
	return text;
}
