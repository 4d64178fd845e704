#include "import/import_exercism.h"

#include <string.h>

#include "core/names.h"
#include "import/import_text.h"

enum {
	IMPORT_EXERCISM_LEVELS = 3,
};

/* Of practice exercises, by their difficulty. */
static const struct import_exercism_level {
	const char *title;
	double most;
	uint32_t low_min, high_min;
} import_exercism_levels[IMPORT_EXERCISM_LEVELS] = {
    {"Practice: easy", 3, 30, 90},
    {"Practice: medium", 7, 60, 180},
    {"Practice: hard", 10, 120, 360},
};

/* A concept, and the exercises that teach it. */
struct import_exercism_concept {
	const char *slug; /* first, as names_make() wants it */
	const char *name;
	struct import_step **teachers;
	uint32_t n_teachers;
};

struct import_exercism {
	struct import_draft *draft;
	const json_t *root;
	struct import_exercism_concept *concepts;
	uint32_t n_concepts;
	struct names names;
};

/* An exercise and its step, until all are there. */
struct import_exercise {
	const json_t *value;
	struct import_step *step;
};

bool
import_exercism_fits(const json_t *root)
{
	const json_t *exercises = json_object_get(root, "exercises");

	return json_is_array(exercises) || json_is_array(json_object_get(exercises, "concept")) ||
	       json_is_array(json_object_get(exercises, "practice"));
}

static void
import_exercism_read_concepts(struct import_exercism *track)
{
	const json_t *list = json_object_get(track->root, "concepts"), *value;
	size_t i;

	track->concepts =
	    arena_array(track->draft->arena, json_array_size(list), sizeof(*track->concepts));
	json_array_foreach(list, i, value)
	{
		const char *slug = import_input_text(value, "slug");
		const char *name = import_input_text(value, "name");

		if (slug[0] == '\0') {
			import_draft_drop(track->draft, "concept %zu has no slug: left out", i + 1);
			continue;
		}
		track->concepts[track->n_concepts++] = (struct import_exercism_concept){.slug =
											    slug,
		    .name = import_text_line(track->draft->arena, name[0] != '\0' ? name : slug)};
	}
	track->names = names_make(track->concepts, track->n_concepts, sizeof(*track->concepts),
	    track->draft->arena);
}

static struct import_exercism_concept *
import_exercism_concept(const struct import_exercism *track, const json_t *slug)
{
	uint32_t index =
	    json_is_string(slug) ? names_find(&track->names, json_string_value(slug)) : UINT32_MAX;

	return index != UINT32_MAX ? &track->concepts[index] : NULL;
}

/* Exercises that are not to be done by learners are told and left out. */
static bool
import_exercism_is_offered(struct import_exercism *track, const json_t *value)
{
	const char *status = import_input_text(value, "status");
	const char *slug = import_text_line(track->draft->arena, import_input_text(value, "slug"));

	if (strcmp(status, "wip") == 0 || strcmp(status, "deprecated") == 0) {
		import_draft_drop(track->draft, "exercise '%.60s' is %s: left out", slug, status);
		return false;
	}
	if (slug[0] == '\0' && import_input_text(value, "name")[0] == '\0') {
		import_draft_drop(track->draft, "an exercise without slug and name is left out");
		return false;
	}
	return true;
}

static struct import_step *
import_exercism_step(struct import_exercism *track, const json_t *value, uint32_t phase)
{
	const char *name = import_input_text(value, "name");
	const char *slug = import_input_text(value, "slug");

	struct import_step *step =
	    import_draft_step(track->draft, phase, slug, name[0] != '\0' ? name : slug);

	import_draft_source(track->draft, step, import_input_text(value, "uuid"));
	return step;
}

/* "Teaches: Loops, Knots", of a list of concepts. */
static const char *
import_exercism_names(const struct import_exercism *track, const json_t *slugs, const char *what)
{
	const char *list = "";
	const json_t *slug;
	size_t i;

	json_array_foreach(slugs, i, slug)
	{
		const struct import_exercism_concept *concept =
		    import_exercism_concept(track, slug);

		if (concept != NULL && strlen(list) < 1000)
			list = arena_printf(track->draft->arena, "%s%s%s", list,
			    list[0] != '\0' ? ", " : "", concept->name);
	}
	return list[0] != '\0' ? arena_printf(track->draft->arena, "%s: %s", what, list) : "";
}

/* The step teaches these concepts, which are skills of this track. */
static void
import_exercism_teach(struct import_exercism *track, struct import_step *step, const json_t *slugs)
{
	const char *prefix = import_input_text(track->root, "slug");
	struct arena *arena = track->draft->arena;
	const json_t *slug;
	size_t i;

	json_array_foreach(slugs, i, slug)
	{
		struct import_exercism_concept *concept = import_exercism_concept(track, slug);

		if (concept == NULL) {
			import_draft_drop(track->draft, "'%s': no concept '%.60s': left out",
			    step->def->id, import_text_line(arena, json_string_value(slug)));
			continue;
		}
		concept->teachers = import_draft_grow(arena, concept->teachers, concept->n_teachers,
		    sizeof(struct import_step *));
		concept->teachers[concept->n_teachers++] = step;
		import_draft_skill(track->draft, step,
		    arena_printf(arena, "%s-%s", prefix, concept->slug));
	}
	step->def->summary = import_exercism_names(track, slugs, "Teaches");
}

static void
import_exercism_require(struct import_exercism *track, const struct import_exercise *exercise)
{
	struct import_draft *draft = track->draft;
	const json_t *slug;
	size_t i;

	json_array_foreach(json_object_get(exercise->value, "prerequisites"), i, slug)
	{
		const struct import_exercism_concept *concept =
		    import_exercism_concept(track, slug);
		const char *name = import_text_line(draft->arena, json_string_value(slug));

		if (concept == NULL || concept->n_teachers == 0)
			import_draft_drop(draft,
			    "'%s': no exercise teaches '%.60s': that requirement is left out",
			    exercise->step->def->id, name);
		else
			import_draft_need(draft, exercise->step, concept->teachers,
			    concept->n_teachers);
	}
}

static uint32_t
import_exercism_concepts(struct import_exercism *track, struct import_exercise *list)
{
	const json_t *exercises = json_object_get(track->root, "exercises");
	const json_t *value;
	uint32_t n = 0, phase = import_draft_phase(track->draft, "", "Concepts");
	size_t i;

	json_array_foreach(json_object_get(exercises, "concept"), i, value)
	{
		struct import_step *step;

		if (track->draft->is_full || !import_exercism_is_offered(track, value))
			continue;
		step = import_exercism_step(track, value, phase);
		step->def->minutes_low = 60;
		step->def->minutes_high = 180;
		step->def->guessed = true;
		import_exercism_teach(track, step, json_object_get(value, "concepts"));
		list[n++] = (struct import_exercise){value, step};
	}
	return n;
}

static uint32_t
import_exercism_level(const json_t *value)
{
	double difficulty = import_input_number(value, "difficulty", 1);
	uint32_t level = 0;

	while (
	    level + 1 < IMPORT_EXERCISM_LEVELS && difficulty > import_exercism_levels[level].most)
		level++;
	return level;
}

static uint32_t
import_exercism_practice(struct import_exercism *track, struct import_exercise *list)
{
	const json_t *exercises = json_object_get(track->root, "exercises");
	const json_t *value;
	uint32_t n = 0, phases[IMPORT_EXERCISM_LEVELS];
	size_t i;

	for (uint32_t k = 0; k < IMPORT_EXERCISM_LEVELS; k++)
		phases[k] = import_draft_phase(track->draft, "", import_exercism_levels[k].title);
	json_array_foreach(json_object_get(exercises, "practice"), i, value)
	{
		uint32_t level = import_exercism_level(value);
		struct import_step *step;

		if (track->draft->is_full || !import_exercism_is_offered(track, value))
			continue;
		step = import_exercism_step(track, value, phases[level]);
		step->def->minutes_low = import_exercism_levels[level].low_min;
		step->def->minutes_high = import_exercism_levels[level].high_min;
		step->def->guessed = true;
		step->def->summary =
		    import_exercism_names(track, json_object_get(value, "practices"), "Practises");
		list[n++] = (struct import_exercise){value, step};
	}
	return n;
}

enum err_code
import_exercism(struct import_draft *draft, const struct import_input *input, const json_t *root,
    const struct import_options *options, struct err *err)
{
	struct import_exercism track = {.draft = draft, .root = root};
	const json_t *exercises = json_object_get(root, "exercises");
	const char *language = import_text_line(draft->arena, import_input_text(root, "language"));
	struct import_exercise *list;
	uint32_t n;

	(void)input;
	(void)options;
	if (json_is_array(exercises))
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "is an older track of Exercism: only version 3 is read");
	list = arena_array(draft->arena,
	    json_array_size(json_object_get(exercises, "concept")) +
		json_array_size(json_object_get(exercises, "practice")),
	    sizeof(*list));
	if (draft->title[0] == '\0' && language[0] != '\0')
		draft->title = arena_printf(draft->arena, "%s, the Exercism track", language);
	if (draft->id[0] == '\0' && import_input_text(root, "slug")[0] != '\0')
		draft->id = arena_printf(draft->arena, "exercism-%s",
		    import_text_line(draft->arena, import_input_text(root, "slug")));
	draft->summary = import_text_body(draft->arena, import_input_text(root, "blurb"));
	/* A prerequisite is named again with all that it had for itself. */
	draft->is_wordy = true;
	import_exercism_read_concepts(&track);
	n = import_exercism_concepts(&track, list);
	n += import_exercism_practice(&track, list + n);
	for (uint32_t i = 0; i < n; i++)
		import_exercism_require(&track, &list[i]);
	return ERR_OK;
}
