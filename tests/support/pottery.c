#include "pottery.h"

#include <stdbool.h>
#include <string.h>

#include "proto/message.h"

static Pb__StepDef *
pottery_step_new(struct arena *arena, const char *id, const char *title, uint32_t minutes,
    uint32_t value)
{
	Pb__StepDef *step = message_new(&pb__step_def__descriptor, arena);

	step->id = id;
	step->title = title;
	step->minutes_low = minutes;
	step->minutes_high = minutes;
	step->value = value;
	step->kind = PB__KIND__KIND_LEARN;
	return step;
}

/* Adds an entry of `requires`; `b` may be NULL. */
static void
pottery_require(struct arena *arena, Pb__StepDef *step, const char *a, const char *b)
{
	Pb__Requirement *entry = message_new(&pb__requirement__descriptor, arena);
	Pb__Requirement **list = arena_array(arena, step->n_requires + 1, sizeof(*list));

	entry->any_of = arena_array(arena, 2, sizeof(*entry->any_of));
	entry->any_of[entry->n_any_of++] = a;
	if (b != NULL)
		entry->any_of[entry->n_any_of++] = b;
	for (size_t i = 0; i < step->n_requires; i++)
		list[i] = step->requires[i];
	list[step->n_requires++] = entry;
	step->requires = list;
}

static Pb__Phase *
pottery_phase(struct arena *arena, const char *id, const char *title, size_t n)
{
	Pb__Phase *phase = message_new(&pb__phase__descriptor, arena);

	phase->id = id;
	phase->title = title;
	phase->steps = arena_array(arena, n, sizeof(*phase->steps));
	return phase;
}

static void
pottery_checklist(struct arena *arena, Pb__StepDef *step)
{
	static const char *const items[3][2] = {{"wedge", "Wedge it"}, {"cut", "Cut it"},
	    {"store", "Store the rest"}};

	step->checklist = arena_array(arena, 3, sizeof(*step->checklist));
	for (size_t i = 0; i < 3; i++) {
		step->checklist[i] = message_new(&pb__item__descriptor, arena);
		step->checklist[i]->id = items[i][0];
		step->checklist[i]->title = items[i][1];
	}
	step->n_checklist = 3;
}

static Pb__Phase *
pottery_basics(struct arena *arena)
{
	Pb__Phase *phase = pottery_phase(arena, "basics", "Basics", 3);
	Pb__StepDef *clay = pottery_step_new(arena, "clay", "Know your clay", 60, 2);
	Pb__StepDef *wheel = pottery_step_new(arena, "wheel", "Centre on the wheel", 240, 3);
	Pb__StepDef *glaze = pottery_step_new(arena, "glaze", "Mix a glaze", 120, 1);
	static const char *skills[] = {"centering"};

	pottery_checklist(arena, clay);
	pottery_require(arena, wheel, "clay", NULL);
	wheel->skills = skills;
	wheel->n_skills = 1;
	pottery_require(arena, glaze, "wheel", NULL);
	glaze->optional = true;
	phase->steps[phase->n_steps++] = clay;
	phase->steps[phase->n_steps++] = wheel;
	phase->steps[phase->n_steps++] = glaze;
	return phase;
}

static Pb__Phase *
pottery_projects(struct arena *arena)
{
	Pb__Phase *phase = pottery_phase(arena, "projects", "Projects", 4);
	Pb__StepDef *bowl = pottery_step_new(arena, "bowl", "Throw a bowl", 180, 5);
	Pb__StepDef *gas = pottery_step_new(arena, "fire-gas", "Fire with gas", 300, 4);
	Pb__StepDef *electric = pottery_step_new(arena, "fire-electric", "Fire with power", 200, 2);
	Pb__StepDef *vase = pottery_step_new(arena, "vase", "Make a vase for a friend", 600, 20);

	pottery_require(arena, bowl, "wheel", NULL);
	gas->choice_id = electric->choice_id = "kiln";
	gas->option_id = "gas";
	electric->option_id = "electric";
	pottery_require(arena, vase, "bowl", NULL);
	pottery_require(arena, vase, "fire-gas", "fire-electric");
	vase->milestone = true;
	phase->steps[phase->n_steps++] = bowl;
	phase->steps[phase->n_steps++] = gas;
	phase->steps[phase->n_steps++] = electric;
	phase->steps[phase->n_steps++] = vase;
	return phase;
}

static Pb__Choice *
pottery_choice(struct arena *arena)
{
	static const char *const options[2][2] = {{"gas", "Gas"}, {"electric", "Electric"}};
	Pb__Choice *choice = message_new(&pb__choice__descriptor, arena);

	choice->id = "kiln";
	choice->title = "The kiln";
	choice->pick = 1;
	choice->options = arena_array(arena, 2, sizeof(*choice->options));
	for (size_t i = 0; i < 2; i++) {
		choice->options[i] = message_new(&pb__option__descriptor, arena);
		choice->options[i]->id = options[i][0];
		choice->options[i]->title = options[i][1];
	}
	choice->n_options = 2;
	return choice;
}

Pb__Roadmap *
pottery_roadmap(struct arena *arena)
{
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, arena);

	roadmap->id = "pottery";
	roadmap->version = 1;
	roadmap->title = "Pottery";
	roadmap->phases = arena_array(arena, 2, sizeof(*roadmap->phases));
	roadmap->phases[roadmap->n_phases++] = pottery_basics(arena);
	roadmap->phases[roadmap->n_phases++] = pottery_projects(arena);
	roadmap->choices = arena_array(arena, 1, sizeof(*roadmap->choices));
	roadmap->choices[roadmap->n_choices++] = pottery_choice(arena);
	return roadmap;
}

Pb__StepDef *
pottery_step(const Pb__Roadmap *roadmap, const char *id)
{
	for (size_t i = 0; i < roadmap->n_phases; i++)
		for (size_t k = 0; k < roadmap->phases[i]->n_steps; k++)
			if (strcmp(roadmap->phases[i]->steps[k]->id, id) == 0)
				return roadmap->phases[i]->steps[k];
	return NULL;
}
