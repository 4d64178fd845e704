#include "core/roadmap_check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"

enum {
	ROADMAP_CHECK_HINTS_MAX = 20,
	ROADMAP_CHECK_HOURS_MAX = ROADMAP_STEP_MINUTES_MAX / 60,
};

const char *
roadmap_check_path(struct roadmap_check *check, uint32_t step, const char *tail, ...)
{
	const struct roadmap *roadmap = check->roadmap;
	uint32_t phase = roadmap->steps[step].phase;
	va_list list;
	int n;

	n = snprintf(check->path, sizeof(check->path), "/phases/%u/steps/%u/", phase,
	    step - roadmap->phases[phase].first_step);
	va_start(list, tail);
	vsnprintf(check->path + n, sizeof(check->path) - (size_t)n, tail, list);
	va_end(list);
	return check->path;
}

const char *
roadmap_check_quote(struct roadmap_check *check, const char *name)
{
	struct err err = ERR_NONE;
	int length = (int)text_fit(name, TEXT_ID_MAX);

	snprintf(check->quoted, sizeof(check->quoted), "%.*s", length, name);
	if (text_check("name", check->quoted, sizeof(check->quoted), TEXT_LINE, &err) != ERR_OK)
		return "?";
	return check->quoted;
}

const char *
roadmap_check_hint(struct roadmap_check *check, const struct names *names, const char *name,
    const char *otherwise)
{
	const char *near = NULL;

	if (check->n_hints++ < ROADMAP_CHECK_HINTS_MAX)
		near = names_near(names, name);
	if (near == NULL || !text_is_id(near))
		return otherwise;
	snprintf(check->hint, sizeof(check->hint), "did you mean '%s'?", near);
	return check->hint;
}

static void
roadmap_check_tell_id(struct roadmap_check *check, const char *path, const char *id,
    const char *title)
{
	char slug[TEXT_ID_MAX + 1];

	text_slug(slug, id[0] != '\0' ? id : title);
	if (id[0] == '\0')
		roadmap_fault(check->faults, path, "no id: give it one, such as '%s'", slug);
	else
		roadmap_fault(check->faults, path,
		    "'%s' is no id: use a-z, 0-9 and '-', at most %d, such as '%s'",
		    roadmap_check_quote(check, id), TEXT_ID_MAX, slug);
}

static bool
roadmap_check_is_title(const char *title, struct err *err)
{
	if (title[strspn(title, " ")] == '\0') {
		(void)err_set(err, ERR_INVALID_ARGUMENT, "no title: give it one");
		return false;
	}
	return text_check("the title", title, TEXT_TITLE_MAX, TEXT_LINE, err) == ERR_OK;
}

/* Its path is written out only for a fault: most of the check's time would go into that. */
static void
roadmap_check_names(struct roadmap_check *check, const char *prefix, uint32_t index, const char *id,
    const char *title)
{
	struct err err = ERR_NONE;

	if (!text_is_id(id)) {
		snprintf(check->path, sizeof(check->path), "%s/%u/id", prefix, index);
		roadmap_check_tell_id(check, check->path, id, title);
	}
	if (!roadmap_check_is_title(title, &err)) {
		snprintf(check->path, sizeof(check->path), "%s/%u/title", prefix, index);
		roadmap_fault(check->faults, check->path, "%s", err.text);
	}
}

static void
roadmap_check_length(struct roadmap_check *check, const char *path, uint32_t n)
{
	if (n > ROADMAP_LIST_MAX)
		roadmap_fault(check->faults, path, "the list has %u entries: at most %d fit", n,
		    ROADMAP_LIST_MAX);
}

/* Things of a list that begin with id and title: phases, choices, options, items. */
static void
roadmap_check_list(struct roadmap_check *check, const char *prefix, const void *things, uint32_t n,
    size_t stride_bytes)
{
	const char *at = things;
	uint32_t i;

	roadmap_check_length(check, prefix, n);
	for (i = 0; i < n; i++, at += stride_bytes) {
		const char *const *texts = (const void *)at;

		roadmap_check_names(check, prefix, i, texts[0], texts[1]);
	}
}

/* Tells of every double but the first. A NULL prefix stands for steps. */
static void
roadmap_check_unique(struct roadmap_check *check, const struct names *names, const char *prefix,
    const char *tail, const char *what)
{
	uint32_t first, end, i;

	for (first = 0; first < names->n; first = end) {
		const char *id = names->list[first].id;

		for (end = first + 1; end < names->n; end++)
			if (strcmp(names->list[end].id, id) != 0)
				break;
		for (i = first + 1; i < end && id[0] != '\0'; i++) {
			if (prefix == NULL)
				roadmap_check_path(check, names->list[i].index, "%s", tail);
			else
				snprintf(check->path, sizeof(check->path), "%s/%u%s%s", prefix,
				    names->list[i].index, tail[0] != '\0' ? "/" : "", tail);
			roadmap_fault(check->faults, check->path,
			    "'%s' is the id of %u %s: ids must be unique",
			    roadmap_check_quote(check, id), end - first, what);
		}
	}
}

static void
roadmap_check_head(struct roadmap_check *check)
{
	const struct roadmap *roadmap = check->roadmap;
	struct err err = ERR_NONE;

	if (!text_is_id(roadmap->id))
		roadmap_check_tell_id(check, "/id", roadmap->id, roadmap->title);
	if (!roadmap_check_is_title(roadmap->title, &err))
		roadmap_fault(check->faults, "/title", "%s", err.text);
	if (roadmap->version == 0)
		roadmap_fault(check->faults, "/version", "out of range: a version is 1 or more");
	if (roadmap->n_phases == 0)
		roadmap_fault(check->faults, "/phases", "no phases: write one with a step");
}

/* Sets where each phase begins, which every path of a step needs; so false ends the check. */
static bool
roadmap_check_phases(struct roadmap_check *check)
{
	struct roadmap *roadmap = check->roadmap;
	char path[sizeof(check->path)];
	struct names names;
	uint32_t i;

	for (i = 0; i < roadmap->n_phases; i++)
		roadmap->phases[i].first_step = roadmap->phases[i].n_steps = 0;
	for (i = 0; i < roadmap->n_steps; i++) {
		uint32_t phase = roadmap->steps[i].phase;

		if (phase >= roadmap->n_phases || (i > 0 && phase < roadmap->steps[i - 1].phase)) {
			roadmap_fault(check->faults, "/phases",
			    "step %u is out of its phase: keep the steps of a phase together", i);
			return false;
		}
		if (roadmap->phases[phase].n_steps++ == 0)
			roadmap->phases[phase].first_step = i;
	}
	for (i = 0; i < roadmap->n_phases; i++) {
		if (roadmap->phases[i].n_steps > 0)
			continue;
		snprintf(path, sizeof(path), "/phases/%u/steps", i);
		roadmap_fault(check->faults, path,
		    "a phase without steps: give it one, or take the phase away");
	}
	roadmap_check_list(check, "/phases", roadmap->phases, roadmap->n_phases,
	    sizeof(*roadmap->phases));
	names = names_make(roadmap->phases, roadmap->n_phases, sizeof(*roadmap->phases),
	    check->scratch);
	roadmap_check_unique(check, &names, "/phases", "id", "phases");
	return true;
}

static void
roadmap_check_choice(struct roadmap_check *check, uint32_t index)
{
	struct roadmap_choice *choice = &check->roadmap->choices[index];
	char path[sizeof(check->path)];

	snprintf(path, sizeof(path), "/choices/%u/options", index);
	if (choice->n_options == 0)
		roadmap_fault(check->faults, path,
		    "a choice without options: give it at least two, or take the choice away");
	roadmap_check_list(check, path, choice->options, choice->n_options,
	    sizeof(*choice->options));
	check->options[index] = names_make(choice->options, choice->n_options,
	    sizeof(*choice->options), check->scratch);
	roadmap_check_unique(check, &check->options[index], path, "id", "options");
	snprintf(path, sizeof(path), "/choices/%u/pick", index);
	if (choice->n_options > 0 && (choice->pick == 0 || choice->pick > choice->n_options))
		roadmap_fault(check->faults, path,
		    "pick %u is out of range: pick 1 to %u, the number of options", choice->pick,
		    choice->n_options);
}

static void
roadmap_check_choices(struct roadmap_check *check)
{
	struct roadmap *roadmap = check->roadmap;
	uint32_t i;

	roadmap_check_list(check, "/choices", roadmap->choices, roadmap->n_choices,
	    sizeof(*roadmap->choices));
	check->choices = names_make(roadmap->choices, roadmap->n_choices, sizeof(*roadmap->choices),
	    check->scratch);
	roadmap_check_unique(check, &check->choices, "/choices", "id", "choices");
	check->options = arena_array(check->scratch, roadmap->n_choices, sizeof(*check->options));
	for (i = 0; i < roadmap->n_choices; i++) {
		roadmap_check_choice(check, i);
		roadmap->choices[i].first_flag = roadmap->n_options;
		roadmap->n_options += roadmap->choices[i].n_options;
	}
}

static void
roadmap_check_numbers(struct roadmap_check *check, uint32_t index)
{
	const struct roadmap_step *step = &check->roadmap->steps[index];
	struct roadmap_faults *faults = check->faults;

	if (step->minutes_low == 0 || step->minutes_high == 0)
		roadmap_fault(faults, roadmap_check_path(check, index, "hours"),
		    "out of range: a step takes more than 0 and at most %d hours",
		    ROADMAP_CHECK_HOURS_MAX);
	else if (step->minutes_high > ROADMAP_STEP_MINUTES_MAX)
		roadmap_fault(faults, roadmap_check_path(check, index, "hours"),
		    "over %d hours: split the step", ROADMAP_CHECK_HOURS_MAX);
	else if (step->minutes_low > step->minutes_high)
		roadmap_fault(faults, roadmap_check_path(check, index, "hours"),
		    "the hours run backwards: put the lower number first");
	if (step->value == 0 || step->value > ROADMAP_VALUE_MAX)
		roadmap_fault(faults, roadmap_check_path(check, index, "value"),
		    "value %u is out of range: give it 1 to %d", step->value, ROADMAP_VALUE_MAX);
	if (step->kind < ROADMAP_KIND_LEARN || step->kind > ROADMAP_KIND_JOB)
		roadmap_fault(faults, roadmap_check_path(check, index, "kind"),
		    "unknown kind: it is learn, project, portfolio or job");
}

static void
roadmap_check_option(struct roadmap_check *check, uint32_t index)
{
	struct roadmap_step *step = &check->roadmap->steps[index];
	bool has_choice = step->choice_id[0] != '\0', has_option = step->option_id[0] != '\0';

	step->choice = step->option = ROADMAP_NONE;
	if (!has_choice && !has_option)
		return;
	if (!has_choice || !has_option) {
		roadmap_fault(check->faults, roadmap_check_path(check, index, "option"),
		    "half an option: name both the choice and its option");
		return;
	}
	step->choice = names_find(&check->choices, step->choice_id);
	if (step->choice == ROADMAP_NONE) {
		roadmap_fault(check->faults, roadmap_check_path(check, index, "option"),
		    "no choice '%s': %s", roadmap_check_quote(check, step->choice_id),
		    roadmap_check_hint(check, &check->choices, step->choice_id,
			"name one of `choices`"));
		return;
	}
	step->option = names_find(&check->options[step->choice], step->option_id);
	if (step->option == ROADMAP_NONE) {
		roadmap_fault(check->faults, roadmap_check_path(check, index, "option"),
		    "no option '%s' of '%.40s': %s", roadmap_check_quote(check, step->option_id),
		    step->choice_id,
		    roadmap_check_hint(check, &check->options[step->choice], step->option_id,
			"name one of its options"));
		step->choice = ROADMAP_NONE;
	}
}

static void
roadmap_check_skills(struct roadmap_check *check, uint32_t index)
{
	const struct roadmap_step *step = &check->roadmap->steps[index];
	char prefix[sizeof(check->path)], path[sizeof(check->path) + 16];
	struct names names;
	uint32_t i;

	if (step->n_skills == 0)
		return;
	snprintf(prefix, sizeof(prefix), "%s", roadmap_check_path(check, index, "skills"));
	roadmap_check_length(check, prefix, step->n_skills);
	for (i = 0; i < step->n_skills; i++) {
		if (text_is_id(step->skills[i]))
			continue;
		snprintf(path, sizeof(path), "%s/%u", prefix, i);
		roadmap_check_tell_id(check, path, step->skills[i], step->title);
	}
	names = names_make(step->skills, step->n_skills, sizeof(*step->skills), check->scratch);
	roadmap_check_unique(check, &names, prefix, "", "skills");
}

static void
roadmap_check_items(struct roadmap_check *check, uint32_t index)
{
	const struct roadmap_step *step = &check->roadmap->steps[index];
	char prefix[sizeof(check->path)];
	struct names names;

	if (step->n_items == 0)
		return;
	snprintf(prefix, sizeof(prefix), "%s", roadmap_check_path(check, index, "checklist"));
	roadmap_check_list(check, prefix, step->items, step->n_items, sizeof(*step->items));
	names = names_make(step->items, step->n_items, sizeof(*step->items), check->scratch);
	roadmap_check_unique(check, &names, prefix, "id", "items");
}

static void
roadmap_check_step_names(struct roadmap_check *check, uint32_t index)
{
	const struct roadmap_step *step = &check->roadmap->steps[index];
	struct err err = ERR_NONE;

	if (!text_is_id(step->id))
		roadmap_check_tell_id(check, roadmap_check_path(check, index, "id"), step->id,
		    step->title);
	if (!roadmap_check_is_title(step->title, &err))
		roadmap_fault(check->faults, roadmap_check_path(check, index, "title"), "%s",
		    err.text);
}

static void
roadmap_check_steps(struct roadmap_check *check)
{
	struct roadmap *roadmap = check->roadmap;
	const struct roadmap_step *step = roadmap->steps;
	uint32_t i;

	if (roadmap->n_steps > ROADMAP_STEPS_MAX)
		roadmap_fault(check->faults, "/phases", "%u steps: at most %d fit in a roadmap",
		    roadmap->n_steps, ROADMAP_STEPS_MAX);
	for (i = 0; i < roadmap->n_steps; i++, step++) {
		roadmap_check_step_names(check, i);
		roadmap_check_numbers(check, i);
		roadmap_check_option(check, i);
		roadmap_check_skills(check, i);
		roadmap_check_items(check, i);
		roadmap_evidence_check(check, i);
	}
	check->steps =
	    names_make(roadmap->steps, roadmap->n_steps, sizeof(*roadmap->steps), check->scratch);
	roadmap_check_unique(check, &check->steps, NULL, "id", "steps");
	roadmap->by_id = arena_array(check->arena, roadmap->n_steps, sizeof(*roadmap->by_id));
	for (i = 0; i < roadmap->n_steps; i++)
		roadmap->by_id[i] = check->steps.list[i].index;
}

/* An option of which no step is would be an empty promise. */
static void
roadmap_check_empty_options(struct roadmap_check *check)
{
	const struct roadmap *roadmap = check->roadmap;
	bool *owns = arena_array(check->scratch, roadmap->n_options, sizeof(bool));
	uint32_t i, k;

	for (i = 0; i < roadmap->n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[i];

		if (step->choice != ROADMAP_NONE)
			owns[roadmap->choices[step->choice].first_flag + step->option] = true;
	}
	for (i = 0; i < roadmap->n_choices; i++) {
		const struct roadmap_choice *choice = &roadmap->choices[i];

		for (k = 0; k < choice->n_options; k++) {
			if (owns[choice->first_flag + k])
				continue;
			snprintf(check->path, sizeof(check->path), "/choices/%u/options/%u", i, k);
			roadmap_fault(check->faults, check->path,
			    "no step belongs to option '%s': give it one, or take it away",
			    roadmap_check_quote(check, choice->options[k].id));
		}
	}
}

static void
roadmap_check_free(struct arena **scratch)
{
	arena_free(*scratch);
}

bool
roadmap_check(struct roadmap *roadmap, struct arena *arena, struct roadmap_faults *faults)
{
	__attribute__((cleanup(roadmap_check_free))) struct arena *scratch = arena_new();
	struct roadmap_check check = {.roadmap = roadmap,
	    .arena = arena,
	    .scratch = scratch,
	    .faults = faults};
	uint32_t n_before = faults->n;

	roadmap->n_options = 0;
	roadmap_check_head(&check);
	if (!roadmap_check_phases(&check))
		return false;
	roadmap_check_choices(&check);
	roadmap_check_steps(&check);
	roadmap_check_empty_options(&check);
	roadmap_graph_resolve(&check);
	roadmap_graph_sort(&check);
	return faults->n == n_before && !faults->more;
}
