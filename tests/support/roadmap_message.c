#include "roadmap_message.h"

#include "proto/message.h"

static Pb__Requirement *
roadmap_message_need(const struct roadmap_need *need, struct arena *arena)
{
	Pb__Requirement *message = message_new(&pb__requirement__descriptor, arena);

	message->any_of = need->any_ids;
	message->n_any_of = need->n_any;
	return message;
}

static Pb__StepDef *
roadmap_message_step(const struct roadmap_step *step, struct arena *arena)
{
	Pb__StepDef *message = message_new(&pb__step_def__descriptor, arena);

	message->id = step->id;
	message->title = step->title;
	message->minutes_low = step->minutes_low;
	message->minutes_high = step->minutes_high;
	message->value = step->value;
	message->kind = (Pb__Kind)step->kind;
	message->optional = step->optional;
	message->milestone = step->milestone;
	message->choice_id = step->choice_id;
	message->option_id = step->option_id;
	message->skills = step->skills;
	message->n_skills = step->n_skills;
	if (step->evidence.kind != ROADMAP_EVIDENCE_NONE) {
		message->evidence = message_new(&pb__evidence__descriptor, arena);
		message->evidence->kind = (Pb__Evidence__Kind)step->evidence.kind;
		message->evidence->count = step->evidence.count;
		message->evidence->over = step->evidence.over;
	}
	message->requires = arena_array(arena, step->n_needs, sizeof(*message->requires));
	for (uint32_t i = 0; i < step->n_needs; i++)
		message->requires[message->n_requires++] =
		    roadmap_message_need(&step->needs[i], arena);
	return message;
}

static Pb__Phase *
roadmap_message_phase(const struct roadmap *roadmap, uint32_t index, struct arena *arena)
{
	const struct roadmap_phase *phase = &roadmap->phases[index];
	Pb__Phase *message = message_new(&pb__phase__descriptor, arena);

	message->id = phase->id;
	message->title = phase->title;
	message->steps = arena_array(arena, phase->n_steps, sizeof(*message->steps));
	for (uint32_t i = 0; i < phase->n_steps; i++)
		message->steps[message->n_steps++] =
		    roadmap_message_step(&roadmap->steps[phase->first_step + i], arena);
	return message;
}

static Pb__Choice *
roadmap_message_choice(const struct roadmap_choice *choice, struct arena *arena)
{
	Pb__Choice *message = message_new(&pb__choice__descriptor, arena);

	message->id = choice->id;
	message->title = choice->title;
	message->pick = choice->pick;
	message->options = arena_array(arena, choice->n_options, sizeof(*message->options));
	for (uint32_t i = 0; i < choice->n_options; i++) {
		message->options[i] = message_new(&pb__option__descriptor, arena);
		message->options[i]->id = choice->options[i].id;
		message->options[i]->title = choice->options[i].title;
	}
	message->n_options = choice->n_options;
	return message;
}

Pb__Roadmap *
roadmap_message(const struct roadmap *roadmap, struct arena *arena)
{
	Pb__Roadmap *message = message_new(&pb__roadmap__descriptor, arena);

	message->id = roadmap->id;
	message->title = roadmap->title;
	message->version = roadmap->version;
	message->phases = arena_array(arena, roadmap->n_phases, sizeof(*message->phases));
	for (uint32_t i = 0; i < roadmap->n_phases; i++)
		message->phases[message->n_phases++] = roadmap_message_phase(roadmap, i, arena);
	message->choices = arena_array(arena, roadmap->n_choices, sizeof(*message->choices));
	for (uint32_t i = 0; i < roadmap->n_choices; i++)
		message->choices[message->n_choices++] =
		    roadmap_message_choice(&roadmap->choices[i], arena);
	return message;
}
