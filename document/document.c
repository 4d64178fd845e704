#include "document/document.h"

#include <string.h>

#include "core/text.h"
#include "document/document_changes.h"
#include "document/document_study.h"

struct document {
	struct arena *arena;
	struct roadmap_faults *faults;
};

/* A place in the file, such as "/phases/0/steps/3": written out only where there is a fault. */
struct document_path {
	const struct document_path *parent; /* NULL: the file itself */
	const char *list;
	size_t index;
};

static struct document_path
document_path(const struct document_path *parent, const char *list, size_t index)
{
	return (struct document_path){parent, list, index};
}

/* Returns how long it is: a fault's path has room for it, as lists are no longer than a message. */
static size_t
document_write_path(const struct document_path *path, char *ret_text, size_t size)
{
	size_t length;

	if (path == NULL)
		return 0;
	length = document_write_path(path->parent, ret_text, size);
	return length + (size_t)snprintf(ret_text + length, size - length, "/%s/%zu", path->list,
			    path->index);
}

static void
document_fault(struct document *doc, const struct document_path *parent, const char *key,
    const char *text)
{
	char path[sizeof(doc->faults->list[0].path)];
	size_t length = document_write_path(parent, path, sizeof(path));

	(void)snprintf(path + length, sizeof(path) - length, "/%s", key);
	roadmap_fault(doc->faults, path, "%s", text);
}

static void
document_text(struct document *doc, const struct document_path *parent, const char *key,
    const char *text)
{
	struct err err = ERR_NONE;

	if (text_check(key, text, TEXT_BODY_MAX, TEXT_BODY, &err) != ERR_OK)
		document_fault(doc, parent, key, err.text);
}

/* A line that core does not hold. */
static void
document_line(struct document *doc, const struct document_path *parent, const char *key,
    const char *text, bool required)
{
	struct err err = ERR_NONE;

	if (text_check(key, text, TEXT_TITLE_MAX, TEXT_LINE, &err) != ERR_OK)
		document_fault(doc, parent, key, err.text);
	else if (required && text[0] == '\0')
		document_fault(doc, parent, key, "no text: write one");
}

static bool
document_list_fits(struct document *doc, const struct document_path *parent, const char *key,
    size_t n)
{
	char text[64];

	if (n <= ROADMAP_LIST_MAX)
		return true;
	(void)snprintf(text, sizeof(text), "%zu entries: at most %d are allowed", n,
	    (int)ROADMAP_LIST_MAX);
	document_fault(doc, parent, key, text);
	return false;
}

static bool
document_step_fits(struct document *doc, const struct document_path *parent,
    const Pb__StepDef *step)
{
	bool fits = document_list_fits(doc, parent, "requires", step->n_requires);

	fits = document_list_fits(doc, parent, "skills", step->n_skills) && fits;
	fits = document_list_fits(doc, parent, "checklist", step->n_checklist) && fits;
	fits = document_list_fits(doc, parent, "resources", step->n_resources) && fits;
	if (step->evidence != NULL)
		fits = document_list_fits(doc, parent, "evidence", step->evidence->n_shows) && fits;
	fits = document_list_fits(doc, parent, "extras", step->n_extras) && fits;
	for (size_t i = 0; fits && i < step->n_requires; i++) {
		const Pb__Requirement *entry = step->requires[i];
		struct document_path path = document_path(parent, "requires", i);

		fits = document_list_fits(doc, &path, "any", entry->n_any_of);
	}
	return fits;
}

static bool
document_phase_fits(struct document *doc, const Pb__Phase *phase, size_t index)
{
	struct document_path parent = document_path(NULL, "phases", index);
	bool fits = true;

	for (size_t i = 0; i < phase->n_steps; i++) {
		struct document_path path = document_path(&parent, "steps", i);

		fits = document_step_fits(doc, &path, phase->steps[i]) && fits;
	}
	return fits;
}

/*
 * Looks at the lengths of all lists before anything is made of them, so that a hostile message
 * costs no more memory than it had itself.
 */
static bool
document_fits(struct document *doc, const Pb__Roadmap *message)
{
	bool fits = document_list_fits(doc, NULL, "phases", message->n_phases);
	size_t n_steps = 0;

	fits = document_list_fits(doc, NULL, "choices", message->n_choices) && fits;
	fits = document_list_fits(doc, NULL, "outlook", message->n_outlook) && fits;
	fits = document_list_fits(doc, NULL, "pathways", message->n_pathways) && fits;
	fits = document_list_fits(doc, NULL, "leads-to", message->n_leads_to) && fits;
	for (size_t i = 0; i < message->n_choices; i++) {
		struct document_path path = document_path(NULL, "choices", i);

		fits = document_list_fits(doc, &path, "options", message->choices[i]->n_options) &&
		       fits;
	}
	for (size_t i = 0; i < message->n_phases; i++)
		n_steps += message->phases[i]->n_steps;
	fits = document_changes_fit(message, doc->faults) && fits;
	if (n_steps > ROADMAP_STEPS_MAX) {
		roadmap_fault(doc->faults, "/phases", "%zu steps: at most %d are allowed", n_steps,
		    (int)ROADMAP_STEPS_MAX);
		return false;
	}
	for (size_t i = 0; fits && i < message->n_phases; i++)
		fits = document_phase_fits(doc, message->phases[i], i);
	return fits;
}

static void
document_read_resource(struct document *doc, const struct document_path *parent,
    const Pb__Resource *resource)
{
	static const char *const kinds[] = {"official", "article", "book", "video", "course",
	    "website"};
	struct err err = ERR_NONE;
	size_t kind = 0;

	document_line(doc, parent, "title", resource->title, true);
	if (text_check("url", resource->url, TEXT_URL_MAX, TEXT_LINE, &err) != ERR_OK)
		document_fault(doc, parent, "url", err.text);
	else if (!text_is_web_url(resource->url))
		document_fault(doc, parent, "url",
		    "'url': expected an address that begins with https:// or http://");
	while (kind < 6 && strcmp(kinds[kind], resource->kind) != 0)
		kind++;
	if (kind == 6)
		document_fault(doc, parent, "kind",
		    "'kind': expected official, article, book, video, course or website");
}

static void
document_read_needs(struct document *doc, const Pb__StepDef *from, struct roadmap_step *to)
{
	to->n_needs = (uint32_t)from->n_requires;
	to->needs = arena_array(doc->arena, to->n_needs, sizeof(*to->needs));
	for (uint32_t i = 0; i < to->n_needs; i++) {
		const Pb__Requirement *entry = from->requires[i];

		to->needs[i].n_any = (uint32_t)entry->n_any_of;
		to->needs[i].any_ids = entry->any_of;
	}
}

static void
document_read_items(struct document *doc, const Pb__StepDef *from, struct roadmap_step *to)
{
	to->n_items = (uint32_t)from->n_checklist;
	to->items = arena_array(doc->arena, to->n_items, sizeof(*to->items));
	for (uint32_t i = 0; i < to->n_items; i++)
		to->items[i] = (struct roadmap_item){.id = from->checklist[i]->id,
		    .title = from->checklist[i]->title};
}

/* What cannot be is for core to tell. */
static void
document_read_evidence(struct document *doc, const Pb__StepDef *from, struct roadmap_step *to)
{
	const Pb__Evidence *evidence = from->evidence;

	if (evidence == NULL)
		return;
	to->evidence.kind = (uint32_t)evidence->kind;
	to->evidence.count = evidence->count;
	to->evidence.over = evidence->over;
	to->evidence.shows = document_study_kinds(evidence->shows, evidence->n_shows, doc->arena);
	to->evidence.n_shows = (uint32_t)evidence->n_shows;
}

static void
document_read_step(struct document *doc, const struct document_path *parent,
    const Pb__StepDef *from, struct roadmap_step *to)
{
	document_text(doc, parent, "summary", from->summary);
	document_text(doc, parent, "done-when", from->done_when);
	document_line(doc, parent, "source-id", from->source_id, false);
	for (size_t i = 0; i < from->n_extras; i++) {
		struct document_path path = document_path(parent, "extras", i);

		document_line(doc, &path, "key", from->extras[i]->key, true);
		document_text(doc, &path, "value", from->extras[i]->value);
	}
	for (size_t i = 0; i < from->n_resources; i++) {
		struct document_path path = document_path(parent, "resources", i);

		document_read_resource(doc, &path, from->resources[i]);
	}
	to->id = from->id;
	to->title = from->title;
	to->minutes_low = from->minutes_low;
	to->minutes_high = from->minutes_high;
	to->value = from->value;
	to->kind = (uint32_t)from->kind;
	to->optional = from->optional;
	to->milestone = from->milestone;
	to->guessed = from->guessed;
	to->choice_id = from->choice_id;
	to->option_id = from->option_id;
	to->skills = from->skills;
	to->n_skills = (uint32_t)from->n_skills;
	document_read_needs(doc, from, to);
	document_read_items(doc, from, to);
	document_read_evidence(doc, from, to);
}

static void
document_read_phases(struct document *doc, const Pb__Roadmap *message, struct roadmap *roadmap)
{
	for (size_t i = 0; i < message->n_phases; i++)
		roadmap->n_steps += (uint32_t)message->phases[i]->n_steps;
	roadmap->steps = arena_array(doc->arena, roadmap->n_steps, sizeof(*roadmap->steps));
	roadmap->n_phases = (uint32_t)message->n_phases;
	roadmap->phases = arena_array(doc->arena, roadmap->n_phases, sizeof(*roadmap->phases));
	for (uint32_t i = 0, step = 0; i < roadmap->n_phases; i++) {
		const Pb__Phase *phase = message->phases[i];
		struct document_path parent = document_path(NULL, "phases", i);

		document_text(doc, &parent, "summary", phase->summary);
		roadmap->phases[i].id = phase->id;
		roadmap->phases[i].title = phase->title;
		for (size_t j = 0; j < phase->n_steps; j++, step++) {
			struct document_path path = document_path(&parent, "steps", j);

			roadmap->steps[step].phase = i;
			document_read_step(doc, &path, phase->steps[j], &roadmap->steps[step]);
		}
	}
}

static void
document_read_choice(struct document *doc, const struct document_path *parent,
    const Pb__Choice *from, struct roadmap_choice *to)
{
	document_text(doc, parent, "summary", from->summary);
	to->id = from->id;
	to->title = from->title;
	to->pick = from->pick;
	to->n_options = (uint32_t)from->n_options;
	to->options = arena_array(doc->arena, to->n_options, sizeof(*to->options));
	for (uint32_t i = 0; i < to->n_options; i++) {
		struct document_path path = document_path(parent, "options", i);

		document_text(doc, &path, "summary", from->options[i]->summary);
		to->options[i].id = from->options[i]->id;
		to->options[i].title = from->options[i]->title;
	}
}

static void
document_read_choices(struct document *doc, const Pb__Roadmap *message, struct roadmap *roadmap)
{
	roadmap->n_choices = (uint32_t)message->n_choices;
	roadmap->choices = arena_array(doc->arena, roadmap->n_choices, sizeof(*roadmap->choices));
	for (uint32_t i = 0; i < roadmap->n_choices; i++) {
		struct document_path path = document_path(NULL, "choices", i);

		document_read_choice(doc, &path, message->choices[i], &roadmap->choices[i]);
	}
}

static void
document_check_outlook(struct document *doc, const Pb__Roadmap *message)
{
	for (size_t i = 0; i < message->n_outlook; i++) {
		const Pb__Outlook *outlook = message->outlook[i];
		struct document_path path = document_path(NULL, "outlook", i);

		document_line(doc, &path, "what", outlook->what, true);
		document_line(doc, &path, "figure", outlook->figure, true);
		document_line(doc, &path, "source", outlook->source, false);
		if (outlook->year != 0 && (outlook->year < 1900 || outlook->year > 2999))
			document_fault(doc, &path, "year", "'year': expected one such as 2026");
	}
}

static void
document_check_pathway_id(struct document *doc, const Pb__Roadmap *message, size_t index,
    const struct document_path *parent)
{
	const char *id = message->pathways[index]->id;

	if (!text_is_id(id)) {
		document_fault(doc, parent, "id",
		    "'id': expected one of a-z, 0-9 and '-', at most 64");
		return;
	}
	for (size_t i = 0; i < index; i++) {
		if (strcmp(message->pathways[i]->id, id) == 0) {
			document_fault(doc, parent, "id", "'id': another pathway has this one");
			return;
		}
	}
}

static void
document_check_pathways(struct document *doc, const Pb__Roadmap *message)
{
	for (size_t i = 0; i < message->n_pathways; i++) {
		const Pb__Pathway *pathway = message->pathways[i];
		struct document_path path = document_path(NULL, "pathways", i);

		document_check_pathway_id(doc, message, i, &path);
		document_line(doc, &path, "title", pathway->title, true);
		document_text(doc, &path, "summary", pathway->summary);
		if (pathway->minutes_per_week < 1 || pathway->minutes_per_week > 7 * 24 * 60)
			document_fault(doc, &path, "hours-per-week",
			    "'hours-per-week': expected more than 0 and at most 168");
		if (pathway->weeks > 1000)
			document_fault(doc, &path, "weeks", "'weeks': expected at most 1000");
	}
}

static void
document_check_leads_to(struct document *doc, const Pb__Roadmap *message)
{
	for (size_t i = 0; i < message->n_leads_to; i++) {
		char key[32];

		(void)snprintf(key, sizeof(key), "leads-to/%zu", i);
		document_line(doc, NULL, key, message->leads_to[i], true);
	}
}

struct roadmap *
document_read(const Pb__Roadmap *message, struct arena *arena, struct roadmap_faults *faults)
{
	struct document doc = {.arena = arena, .faults = faults};
	struct roadmap *roadmap = arena_alloc(arena, sizeof(*roadmap));

	if (!document_fits(&doc, message))
		return NULL;
	roadmap->id = message->id;
	roadmap->version = message->version;
	roadmap->title = message->title;
	document_text(&doc, NULL, "summary", message->summary);
	document_read_phases(&doc, message, roadmap);
	document_read_choices(&doc, message, roadmap);
	document_check_outlook(&doc, message);
	document_check_pathways(&doc, message);
	document_check_leads_to(&doc, message);
	document_changes_check(message, roadmap, faults);
	if (!roadmap_check(roadmap, arena, faults) || faults->n > 0)
		return NULL;
	return roadmap;
}

static const char *
document_copy(const char *text, struct arena *arena)
{
	return text[0] != '\0' ? arena_strdup(arena, text) : "";
}

static void
document_own_step(struct roadmap *roadmap, struct roadmap_step *step, struct arena *arena)
{
	const char **skills = arena_array(arena, step->n_skills, sizeof(*skills));

	step->id = document_copy(step->id, arena);
	step->title = document_copy(step->title, arena);
	step->choice_id = step->option_id = "";
	if (step->choice != ROADMAP_NONE) {
		step->choice_id = roadmap->choices[step->choice].id;
		step->option_id = roadmap->choices[step->choice].options[step->option].id;
	}
	for (uint32_t i = 0; i < step->n_needs; i++)
		step->needs[i].any_ids = NULL;
	for (uint32_t i = 0; i < step->n_skills; i++)
		skills[i] = document_copy(step->skills[i], arena);
	step->skills = skills;
	for (uint32_t i = 0; i < step->n_items; i++) {
		step->items[i].id = document_copy(step->items[i].id, arena);
		step->items[i].title = document_copy(step->items[i].title, arena);
	}
}

static void
document_own_choice(struct roadmap_choice *choice, struct arena *arena)
{
	choice->id = document_copy(choice->id, arena);
	choice->title = document_copy(choice->title, arena);
	for (uint32_t i = 0; i < choice->n_options; i++) {
		choice->options[i].id = document_copy(choice->options[i].id, arena);
		choice->options[i].title = document_copy(choice->options[i].title, arena);
	}
}

void
document_own(struct roadmap *roadmap, struct arena *arena)
{
	roadmap->id = document_copy(roadmap->id, arena);
	roadmap->title = document_copy(roadmap->title, arena);
	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		roadmap->phases[i].id = document_copy(roadmap->phases[i].id, arena);
		roadmap->phases[i].title = document_copy(roadmap->phases[i].title, arena);
	}
	for (uint32_t i = 0; i < roadmap->n_choices; i++)
		document_own_choice(&roadmap->choices[i], arena);
	for (uint32_t i = 0; i < roadmap->n_steps; i++)
		document_own_step(roadmap, &roadmap->steps[i], arena);
}
