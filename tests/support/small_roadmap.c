#include "support/small_roadmap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The parts of a text between the marks of a kind. Returns how many. */
static uint32_t
small_split(struct arena *arena, const char *text, const char *mark, const char ***ret_parts)
{
	char *copy = arena_strdup(arena, text), *rest = copy, *part;
	const char **parts = arena_array(arena, strlen(text) + 1, sizeof(*parts));
	uint32_t n = 0;

	while ((part = strtok_r(rest, mark, &rest)) != NULL)
		parts[n++] = part;
	*ret_parts = parts;
	return n;
}

static void
small_needs(struct roadmap_step *step, const char *needs, struct arena *arena)
{
	const char **entries;
	uint32_t i;

	step->n_needs = small_split(arena, needs, " ", &entries);
	step->needs = arena_array(arena, step->n_needs, sizeof(*step->needs));
	for (i = 0; i < step->n_needs; i++)
		step->needs[i].n_any = small_split(arena, entries[i], "|", &step->needs[i].any_ids);
}

static void
small_owner(struct roadmap *roadmap, struct roadmap_step *step, const char *owner,
    struct arena *arena)
{
	struct roadmap_choice *choice;
	uint32_t index, option;
	const char **parts;

	small_split(arena, owner, "/", &parts);
	step->choice_id = parts[0];
	step->option_id = parts[1];
	index = roadmap_choice_index(roadmap, parts[0]);
	if (index == ROADMAP_NONE)
		index = roadmap->n_choices++;
	choice = &roadmap->choices[index];
	choice->id = choice->title = parts[0];
	choice->pick = 1;
	if (choice->options == NULL)
		choice->options = arena_array(arena, roadmap->n_steps, sizeof(*choice->options));
	option = roadmap_option_index(choice, parts[1]);
	if (option == ROADMAP_NONE)
		option = choice->n_options++;
	choice->options[option].id = choice->options[option].title = parts[1];
}

struct roadmap *
small_roadmap(const struct small_step *steps, uint32_t n_steps, struct arena *arena)
{
	struct roadmap *roadmap = arena_alloc(arena, sizeof(*roadmap));
	uint32_t i;

	*roadmap = (struct roadmap){.id = "small",
	    .title = "Small",
	    .version = 1,
	    .n_phases = 1,
	    .n_steps = n_steps};
	roadmap->phases = arena_array(arena, 1, sizeof(*roadmap->phases));
	roadmap->phases[0].id = roadmap->phases[0].title = "only";
	roadmap->steps = arena_array(arena, n_steps, sizeof(*roadmap->steps));
	roadmap->choices = arena_array(arena, n_steps, sizeof(*roadmap->choices));
	for (i = 0; i < n_steps; i++) {
		struct roadmap_step *step = &roadmap->steps[i];

		step->id = step->title = steps[i].id;
		step->minutes_low = step->minutes_high =
		    steps[i].minutes > 0 ? steps[i].minutes : 60;
		step->value = steps[i].value > 0 ? steps[i].value : 1;
		step->kind = steps[i].study ? ROADMAP_KIND_PORTFOLIO : ROADMAP_KIND_LEARN;
		if (steps[i].study)
			step->evidence =
			    (struct roadmap_evidence){.kind = ROADMAP_EVIDENCE_CASE_STUDY,
				.count = 1};
		step->optional = steps[i].optional;
		step->milestone = steps[i].milestone;
		step->choice_id = step->option_id = "";
		if (steps[i].needs != NULL)
			small_needs(step, steps[i].needs, arena);
		if (steps[i].owner != NULL)
			small_owner(roadmap, step, steps[i].owner, arena);
	}
	return roadmap;
}

struct standing *
small_standing(const struct small_step *steps, uint32_t n_steps, struct arena *arena)
{
	struct roadmap *roadmap = small_roadmap(steps, n_steps, arena);
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	struct standing *standing;

	if (!roadmap_check(roadmap, arena, faults)) {
		fprintf(stderr, "%s: %s\n", faults->list[0].path, faults->list[0].text);
		abort();
	}
	standing = standing_new(roadmap, arena);
	standing_derive(standing);
	return standing;
}

void
small_set(struct standing *standing, uint32_t step, enum standing_status status)
{
	standing->status[step] = (uint8_t)status;
	standing_derive(standing);
}
