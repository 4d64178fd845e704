#include "import/import_finish.h"

#include <string.h>

#include "core/roadmap.h"
#include "core/text.h"
#include "file/file_slug.h"
#include "import/import_acyclic.h"
#include "import/import_text.h"
#include "proto/message.h"

/* Hours of a step of which nothing is known, by kind. */
static const struct {
	uint32_t low_min, high_min;
} import_finish_guesses[] = {
    [PB__KIND__KIND_LEARN] = {2 * 60, 4 * 60},
    [PB__KIND__KIND_PROJECT] = {8 * 60, 16 * 60},
    [PB__KIND__KIND_PORTFOLIO] = {4 * 60, 8 * 60},
    [PB__KIND__KIND_JOB] = {60, 3 * 60},
};

static void
import_finish_hours(struct import_draft *draft, Pb__StepDef *def)
{
	if (def->minutes_low == 0) {
		def->minutes_low = import_finish_guesses[def->kind].low_min;
		def->minutes_high = import_finish_guesses[def->kind].high_min;
		def->guessed = true;
	}
	draft->n_guessed += def->guessed;
}

/* Entries that lost all their steps, and doubles of single ones, go. */
static void
import_finish_requires(struct import_draft *draft, const struct import_step *step)
{
	Pb__StepDef *def = step->def;
	struct file_slugs *seen = file_slug_new(draft->arena);

	def->requires = arena_array(draft->arena, step->n_needs, sizeof(Pb__Requirement *));
	for (uint32_t i = 0; i < step->n_needs; i++) {
		const struct import_need *need = &step->needs[i];
		Pb__Requirement *entry = message_new(&pb__requirement__descriptor, draft->arena);

		if (need->n_any == 0 ||
		    (need->n_any == 1 && !file_slug_add(seen, need->any[0]->def->id)))
			continue;
		entry->n_any_of = need->n_any;
		entry->any_of = arena_array(draft->arena, need->n_any, sizeof(const char *));
		for (uint32_t k = 0; k < need->n_any; k++)
			entry->any_of[k] = need->any[k]->def->id;
		def->requires[def->n_requires++] = entry;
	}
}

/* A skill named twice is one. */
static void
import_finish_skills(struct import_draft *draft, Pb__StepDef *def)
{
	struct file_slugs *seen = file_slug_new(draft->arena);
	size_t n = 0;

	for (size_t i = 0; i < def->n_skills; i++)
		if (file_slug_add(seen, def->skills[i]))
			def->skills[n++] = def->skills[i];
	def->n_skills = n;
}

/* Of items with one id the first keeps it. */
static void
import_finish_items(struct import_draft *draft, Pb__StepDef *def)
{
	struct file_slugs *seen = file_slug_new(draft->arena);

	for (size_t i = 0; i < def->n_checklist; i++)
		if (def->checklist[i]->id[0] != '\0' && !file_slug_add(seen, def->checklist[i]->id))
			def->checklist[i]->id = "";
	file_slug_items(def->checklist, def->n_checklist, draft->arena);
}

static void
import_finish_step(struct import_draft *draft, const struct import_step *step)
{
	Pb__StepDef *def = step->def;

	def->summary = import_text_body(draft->arena, def->summary);
	def->done_when = import_text_body(draft->arena, def->done_when);
	if (def->n_checklist > 0)
		import_finish_items(draft, def);
	import_finish_hours(draft, def);
	if (def->n_skills > 1)
		import_finish_skills(draft, def);
	if (step->n_needs > 0)
		import_finish_requires(draft, step);
}

/* Phases that got no step are left out. */
static void
import_finish_phases(struct import_draft *draft, Pb__Roadmap *roadmap)
{
	Pb__Phase **of = arena_array(draft->arena, draft->n_phases, sizeof(*of));

	roadmap->phases = arena_array(draft->arena, draft->n_phases, sizeof(*of));
	for (uint32_t i = 0; i < draft->n_phases; i++) {
		const struct import_phase *from = &draft->phases[i];

		if (from->n_steps == 0)
			continue;
		of[i] = message_new(&pb__phase__descriptor, draft->arena);
		of[i]->id = from->id;
		of[i]->title = from->title;
		of[i]->summary = import_text_body(draft->arena, from->summary);
		of[i]->steps = arena_array(draft->arena, from->n_steps, sizeof(Pb__StepDef *));
		roadmap->phases[roadmap->n_phases++] = of[i];
	}
	for (uint32_t i = 0; i < draft->n_steps; i++) {
		Pb__Phase *phase = of[draft->steps[i]->phase];

		phase->steps[phase->n_steps++] = draft->steps[i]->def;
	}
}

/* The name of the file without folders and ending. */
static const char *
import_finish_stem(const struct import_draft *draft)
{
	const char *slash = strrchr(draft->name, '/');
	const char *start = slash != NULL ? slash + 1 : draft->name;
	const char *dot = strrchr(start, '.');

	return import_text_part(draft->arena, start,
	    dot != NULL && dot > start ? (size_t)(dot - start) : strlen(start));
}

static void
import_finish_head(struct import_draft *draft, Pb__Roadmap *roadmap)
{
	char slug[TEXT_ID_MAX + 1];

	roadmap->title = import_text_line(draft->arena, draft->title);
	if (roadmap->title[0] == '\0')
		roadmap->title = import_finish_stem(draft);
	if (roadmap->title[0] == '\0')
		roadmap->title = "Imported";
	text_slug(slug, draft->id[0] != '\0' ? draft->id : roadmap->title);
	roadmap->id = arena_strdup(draft->arena, slug);
	roadmap->version = 1;
	roadmap->summary = import_text_body(draft->arena, draft->summary);
}

Pb__Roadmap *
import_finish(struct import_draft *draft, struct err *err)
{
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, draft->arena);

	if (draft->n_steps == 0) {
		(void)err_set(err, ERR_INVALID_ARGUMENT, "holds no step");
		return NULL;
	}
	if (draft->is_full) {
		(void)err_set(err, ERR_INVALID_ARGUMENT,
		    "holds too much: a roadmap has at most %d steps and %d requirements: split it",
		    (int)ROADMAP_STEPS_MAX, IMPORT_DRAFT_WAITS_MAX);
		return NULL;
	}
	import_acyclic(draft);
	import_finish_head(draft, roadmap);
	for (uint32_t i = 0; i < draft->n_steps; i++)
		import_finish_step(draft, draft->steps[i]);
	import_finish_phases(draft, roadmap);
	roadmap->choices = draft->choices;
	roadmap->n_choices = draft->n_choices;
	return roadmap;
}
