#include "engine/place_skills.h"

#include <stdlib.h>
#include <string.h>

#include "engine/place_kept.h"

/* A skill, and the step that taught it. */
struct place_skills_one {
	const char *skill;
	const char *from;
};

static int
place_skills_compare(const void *a, const void *b)
{
	const struct place_skills_one *x = a, *y = b;
	int order = strcmp(x->skill, y->skill);

	return order != 0 ? order : strcmp(x->from, y->from);
}

struct place_skills {
	struct place_skills_one *list;
	size_t n, room;
};

static void
place_skills_add(struct arena *arena, struct place_skills *skills, const char *skill,
    const char *from)
{
	if (skills->n == skills->room) {
		size_t room = skills->room == 0 ? 64 : skills->room * 2;
		struct place_skills_one *list = arena_array(arena, room, sizeof(*list));

		if (skills->n > 0)
			memcpy(list, skills->list, skills->n * sizeof(*list));
		skills->list = list;
		skills->room = room;
	}
	skills->list[skills->n++] = (struct place_skills_one){skill, from};
}

/* What the steps done in another enrollment taught; one that cannot be read teaches nothing. */
static enum err_code
place_skills_of(struct op *op, const struct store_enrollment *enrollment,
    struct place_skills *skills, struct err *err)
{
	const struct model *model = model_get(op, enrollment->roadmap_id, enrollment->version, err);
	struct store_step *rows;
	enum err_code code;
	size_t n;

	if (model == NULL)
		return err->code == ERR_UNAVAILABLE ? err->code : ERR_OK;
	code = store_step_list(op->store, op->arena, enrollment->roadmap_id, &rows, &n, err);
	for (size_t i = 0; code == ERR_OK && i < n; i++) {
		uint32_t index = roadmap_step_index(model->roadmap, rows[i].step_id);
		const struct roadmap_step *step;

		if (index == ROADMAP_NONE ||
		    (rows[i].status != STANDING_DONE && rows[i].status != STANDING_KNOWN))
			continue;
		step = &model->roadmap->steps[index];
		for (uint32_t k = 0; k < step->n_skills; k++)
			place_skills_add(op->arena, skills, step->skills[k],
			    arena_printf(op->arena, "%s/%s", model->roadmap->id, step->id));
	}
	return code;
}

static const char *
place_skills_from(const struct place_skills *skills, const char *skill)
{
	size_t low = 0, high = skills->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(skills->list[middle].skill, skill) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < skills->n && strcmp(skills->list[low].skill, skill) == 0
		   ? skills->list[low].from
		   : NULL;
}

static void
place_skills_learn(struct place *place, struct place_skills *skills)
{
	if (skills->n == 0)
		return;
	qsort(skills->list, skills->n, sizeof(*skills->list), place_skills_compare);
	for (uint32_t i = 0; i < place->roadmap->n_steps; i++) {
		const struct roadmap_step *step = &place->roadmap->steps[i];
		const char *from = NULL;
		uint32_t k = 0;

		while (k < step->n_skills &&
		       (from = place_skills_from(skills, step->skills[k])) != NULL)
			k++;
		place->standing->learned[i] = step->n_skills > 0 && k == step->n_skills;
		if (place->standing->learned[i])
			place->known_from[i] = arena_strdup(place->kept->arena, from);
	}
}

enum err_code
place_skills_read(struct op *op, struct place *place, struct err *err)
{
	const struct store_enrollment *list = place->all_enrollments;
	struct place_skills skills = {NULL, 0, 0};
	enum err_code code = ERR_OK;

	for (size_t i = 0; code == ERR_OK && i < place->n_all_enrollments; i++)
		if (strcmp(list[i].roadmap_id, place->enrollment.roadmap_id) != 0)
			code = place_skills_of(op, &list[i], &skills, err);
	if (code == ERR_OK)
		place_skills_learn(place, &skills);
	return code;
}
