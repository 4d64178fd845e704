#include "core/roadmap_doubts.h"

#include <stdio.h>
#include <string.h>

#include "core/names.h"
#include "core/roadmap_needless.h"

/* A skill of a step, and where it stands. */
struct roadmap_doubts_use {
	const char *id;
	uint32_t step, index;
};

/* A skill with all its uses: a run of the sorted names. */
struct roadmap_doubts_skill {
	const char *id;
	size_t length;
	uint32_t n_uses;
	uint32_t first; /* the use that stands first in the file */
};

void
roadmap_doubts_path(const struct roadmap *roadmap, uint32_t step, const char *tail, uint32_t index,
    char *path, size_t size)
{
	uint32_t phase = roadmap->steps[step].phase;
	uint32_t within = step - roadmap->phases[phase].first_step;

	if (index == ROADMAP_NONE)
		snprintf(path, size, "/phases/%u/steps/%u/%s", phase, within, tail);
	else
		snprintf(path, size, "/phases/%u/steps/%u/%s/%u", phase, within, tail, index);
}

static void
roadmap_doubts_hours(const struct roadmap *roadmap, struct roadmap_faults *doubts)
{
	char path[sizeof(doubts->list[0].path)];
	uint32_t i;

	for (i = 0; i < roadmap->n_steps; i++) {
		uint32_t minutes = roadmap_step_minutes(&roadmap->steps[i]);

		if (minutes <= ROADMAP_DOUBTS_MINUTES)
			continue;
		roadmap_doubts_path(roadmap, i, "hours", ROADMAP_NONE, path, sizeof(path));
		roadmap_fault(doubts, path,
		    "%u hours are long for a step: split it, so that there is something to finish "
		    "every week",
		    (minutes + 59) / 60);
	}
}

static bool
roadmap_doubts_has_milestone(const struct roadmap *roadmap, uint32_t phase)
{
	uint32_t first = roadmap->phases[phase].first_step, i;

	for (i = 0; i < roadmap->phases[phase].n_steps; i++)
		if (roadmap->steps[first + i].milestone)
			return true;
	return false;
}

static void
roadmap_doubts_milestones(const struct roadmap *roadmap, struct roadmap_faults *doubts)
{
	char path[sizeof(doubts->list[0].path)];
	uint32_t n_lacking = 0, i;

	for (i = 0; i < roadmap->n_phases; i++)
		n_lacking += !roadmap_doubts_has_milestone(roadmap, i);
	if (n_lacking == roadmap->n_phases && n_lacking > 1) {
		roadmap_fault(doubts, "/phases",
		    "no step is a milestone: mark the one that crowns each phase with "
		    "'milestone: true'");
		return;
	}
	for (i = 0; i < roadmap->n_phases && n_lacking > 0; i++) {
		if (roadmap_doubts_has_milestone(roadmap, i))
			continue;
		snprintf(path, sizeof(path), "/phases/%u/title", i);
		roadmap_fault(doubts, path,
		    "a phase without a milestone: mark the step that crowns it with "
		    "'milestone: true'");
	}
}

static struct roadmap_doubts_use *
roadmap_doubts_uses(const struct roadmap *roadmap, struct arena *scratch, uint32_t *ret_n)
{
	struct roadmap_doubts_use *uses;
	uint32_t n = 0, i, k;

	for (i = 0; i < roadmap->n_steps; i++)
		n += roadmap->steps[i].n_skills;
	uses = arena_array(scratch, n, sizeof(*uses));
	n = 0;
	for (i = 0; i < roadmap->n_steps; i++)
		for (k = 0; k < roadmap->steps[i].n_skills; k++)
			uses[n++] = (struct roadmap_doubts_use){roadmap->steps[i].skills[k], i, k};
	*ret_n = n;
	return uses;
}

/* Equal names are told in file order, so the first of a run is the first use. */
static uint32_t
roadmap_doubts_skills(const struct names *names, struct roadmap_doubts_skill *skills)
{
	uint32_t n = 0, i;

	for (i = 0; i < names->n; i++) {
		const char *id = names->list[i].id;

		if (n > 0 && strcmp(skills[n - 1].id, id) == 0) {
			skills[n - 1].n_uses++;
			continue;
		}
		skills[n++] =
		    (struct roadmap_doubts_skill){id, strlen(id), 1, names->list[i].index};
	}
	return n;
}

static bool
roadmap_doubts_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Whether one letter too many, too few, another or two swapped tell them apart. Digits count
 * things ("http-1", "http-2"), and of short names or another first letter nothing can be said.
 */
static bool
roadmap_doubts_is_slip(const struct roadmap_doubts_skill *a, const struct roadmap_doubts_skill *b)
{
	const struct roadmap_doubts_skill *longer = a->length >= b->length ? a : b;
	const struct roadmap_doubts_skill *other = longer == a ? b : a;
	const char *p = longer->id, *q = other->id;
	size_t n = 0;

	if (longer->length < 4 || longer->length - other->length > 1)
		return false;
	while (p[n] == q[n] && p[n] != '\0')
		n++;
	if (n == 0 || roadmap_doubts_is_digit(p[n]) || roadmap_doubts_is_digit(q[n]))
		return false;
	if (longer->length > other->length)
		return strcmp(p + n + 1, q + n) == 0;
	if (strcmp(p + n + 1, q + n + 1) == 0)
		return true;
	return p[n] == q[n + 1] && p[n + 1] == q[n] && strcmp(p + n + 2, q + n + 2) == 0;
}

static void
roadmap_doubts_tell_slip(const struct roadmap *roadmap, const struct roadmap_doubts_use *uses,
    const struct roadmap_doubts_skill *a, const struct roadmap_doubts_skill *b,
    struct roadmap_faults *doubts)
{
	bool a_is_wrong = a->n_uses != b->n_uses ? a->n_uses < b->n_uses : a->first > b->first;
	const struct roadmap_doubts_skill *wrong = a_is_wrong ? a : b, *right = a_is_wrong ? b : a;
	const struct roadmap_doubts_use *use = &uses[wrong->first];
	char path[sizeof(doubts->list[0].path)];

	roadmap_doubts_path(roadmap, use->step, "skills", use->index, path, sizeof(path));
	roadmap_fault(doubts, path, "the skill '%s' looks like '%s': did you mean that one?",
	    wrong->id, right->id);
}

static void
roadmap_doubts_slips(const struct roadmap *roadmap, struct arena *scratch,
    struct roadmap_faults *doubts)
{
	uint32_t n, i, k;
	struct roadmap_doubts_use *uses = roadmap_doubts_uses(roadmap, scratch, &n);
	struct names names = names_make(uses, n, sizeof(*uses), scratch);
	struct roadmap_doubts_skill *skills = arena_array(scratch, n, sizeof(*skills));

	n = roadmap_doubts_skills(&names, skills);
	if (n > ROADMAP_DOUBTS_SKILLS_MAX)
		return;
	for (i = 0; i < n; i++)
		for (k = i + 1; k < n && skills[k].id[0] == skills[i].id[0]; k++)
			if (roadmap_doubts_is_slip(&skills[i], &skills[k]))
				roadmap_doubts_tell_slip(roadmap, uses, &skills[i], &skills[k],
				    doubts);
}

void
roadmap_doubts(const struct roadmap *roadmap, struct roadmap_faults *doubts)
{
	struct arena *scratch = arena_new();

	roadmap_doubts_hours(roadmap, doubts);
	roadmap_doubts_milestones(roadmap, doubts);
	roadmap_doubts_slips(roadmap, scratch, doubts);
	roadmap_needless(roadmap, doubts);
	arena_free(scratch);
}
