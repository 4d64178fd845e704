#include "import/import_taskwarrior.h"

#include <string.h>
#include <time.h>

#include "core/names.h"
#include "core/roadmap.h"
#include "import/import_attribute.h"
#include "import/import_text.h"

struct import_task {
	const char *uuid; /* first, as names_make() wants it */
	const json_t *value;
	struct import_step *step; /* NULL if it is left out */
	bool is_old;              /* the same uuid comes again: is left out too */
};

struct import_taskwarrior {
	struct import_draft *draft;
	struct import_task *tasks;
	uint32_t n_tasks;
	struct names names;
	uint32_t n_deleted, n_templates;
};

bool
import_taskwarrior_fits(const json_t *root)
{
	const json_t *task = json_is_array(root) ? json_array_get(root, 0) : root;

	return json_is_string(json_object_get(task, "description")) &&
	       (json_is_string(json_object_get(task, "uuid")) ||
		   json_is_string(json_object_get(task, "status")));
}

/* 20260102T090000Z as seconds, or 0. */
static int64_t
import_taskwarrior_date(const char *text)
{
	struct tm date = {0};
	const char *end = strptime(text, "%Y%m%dT%H%M%SZ", &date);
	time_t seconds = end != NULL && *end == '\0' ? timegm(&date) : 0;

	return seconds > 0 ? (int64_t)seconds : 0;
}

/* "backend.databases.locks" is in "backend: databases". */
static const char *
import_taskwarrior_project(struct arena *arena, const json_t *task)
{
	const char *project = import_input_text(task, "project");
	size_t first = strcspn(project, "."), second;

	if (project[0] == '\0')
		return "Tasks";
	if (project[first] == '\0')
		return import_text_line(arena, project);
	second = strcspn(project + first + 1, ".");
	return import_text_line(arena, arena_printf(arena, "%.*s: %.*s", (int)first, project,
					   (int)second, project + first + 1));
}

static uint32_t
import_taskwarrior_phase(struct import_draft *draft, const char *title)
{
	for (uint32_t i = draft->n_phases; i-- > 0;)
		if (strcmp(draft->phases[i].title, title) == 0)
			return i;
	return import_draft_phase(draft, "", title);
}

static void
import_taskwarrior_tags(struct import_draft *draft, struct import_step *step, const json_t *tags)
{
	static const char *const kinds[] = {"learn", "project", "portfolio", "job"};
	const char *list = "";
	const json_t *tag;
	size_t i;

	json_array_foreach(tags, i, tag)
	{
		const char *text = import_text_line(draft->arena, json_string_value(tag));

		for (int k = 0; k < 4; k++)
			if (strcmp(text, kinds[k]) == 0)
				step->def->kind = (Pb__Kind)(PB__KIND__KIND_LEARN + k);
		if (strcmp(text, "milestone") == 0)
			step->def->milestone = true;
		if (text[0] != '\0' && strlen(list) < 1000)
			list = arena_printf(draft->arena, "%s%s%s", list,
			    list[0] != '\0' ? ", " : "Tags: ", text);
	}
	step->def->summary = list;
}

/* Annotations are text below the tags; an address in one is a resource too. */
static void
import_taskwarrior_annotations(struct import_draft *draft, struct import_step *step,
    const json_t *annotations)
{
	const json_t *annotation;
	size_t i;

	json_array_foreach(annotations, i, annotation)
	{
		const char *text = import_input_text(annotation, "description");
		const char *url = strstr(text, "://") != NULL ? strstr(text, "http") : NULL;

		if (strlen(step->def->summary) < 4000)
			step->def->summary = arena_printf(draft->arena, "%s%s%.4000s",
			    step->def->summary, step->def->summary[0] != '\0' ? "\n" : "", text);
		if (url == NULL)
			continue;
		url = arena_printf(draft->arena, "%.*s", (int)strcspn(url, " \t\n"), url);
		import_draft_resource(draft, step, url, url, "website");
	}
}

static void
import_taskwarrior_numbers(struct import_step *step, const json_t *task)
{
	const char *priority = import_input_text(task, "priority");
	double minutes = import_input_number(task, "hours", 0) * 60 + 0.5;

	if (minutes >= 1 && minutes <= ROADMAP_STEP_MINUTES_MAX)
		step->def->minutes_low = step->def->minutes_high = (uint32_t)minutes;
	if (priority[0] == 'H')
		step->def->value = 5;
	else if (priority[0] == 'M')
		step->def->value = 2;
}

static void
import_taskwarrior_task(struct import_taskwarrior *list, struct import_task *task)
{
	struct import_draft *draft = list->draft;
	const char *status = import_input_text(task->value, "status");
	const char *title = import_input_text(task->value, "description");
	int64_t end_s = import_taskwarrior_date(import_input_text(task->value, "end"));

	list->n_deleted += strcmp(status, "deleted") == 0;
	list->n_templates += strcmp(status, "recurring") == 0;
	if (strcmp(status, "deleted") == 0 || strcmp(status, "recurring") == 0)
		return;
	if (import_text_line(draft->arena, title)[0] == '\0') {
		import_draft_drop(draft, "task '%.40s' has no description: left out",
		    import_text_line(draft->arena, task->uuid));
		return;
	}
	task->step = import_draft_step(draft,
	    import_taskwarrior_phase(draft, import_taskwarrior_project(draft->arena, task->value)),
	    "", title);
	import_draft_source(draft, task->step, task->uuid);
	import_taskwarrior_tags(draft, task->step, json_object_get(task->value, "tags"));
	import_taskwarrior_annotations(draft, task->step,
	    json_object_get(task->value, "annotations"));
	import_taskwarrior_numbers(task->step, task->value);
	import_attribute_keep(draft, task->step, task->value);
	if (strcmp(status, "completed") == 0) {
		task->step->mark = IMPORT_DONE;
		task->step->at_s = end_s;
	} else if (json_object_get(task->value, "start") != NULL) {
		task->step->mark = IMPORT_ACTIVE;
	}
}

static void
import_taskwarrior_depend(struct import_taskwarrior *list, const struct import_task *task,
    const char *uuid, size_t length)
{
	struct import_draft *draft = list->draft;
	const char *key = arena_printf(draft->arena, "%.*s", (int)length, uuid);
	uint32_t index = names_find(&list->names, key);

	if (length == 0)
		return;
	if (index != UINT32_MAX && list->tasks[index].step != NULL)
		import_draft_need(draft, task->step, &list->tasks[index].step, 1);
	else
		import_draft_drop(draft, "'%s' depends on '%.40s', which is not there: left out",
		    task->step->def->id, import_text_line(draft->arena, key));
}

/* An array, or the older form: a text with commas. */
static void
import_taskwarrior_depends(struct import_taskwarrior *list, const struct import_task *task)
{
	const json_t *depends = json_object_get(task->value, "depends"), *entry;
	const char *text = json_string_value(depends);
	size_t i;

	json_array_foreach(depends, i, entry)
	{
		const char *uuid = json_string_value(entry);

		if (uuid != NULL)
			import_taskwarrior_depend(list, task, uuid, strlen(uuid));
	}
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, ",");

		import_taskwarrior_depend(list, task, text, length);
		text += length + (text[length] == ',');
	}
}

/* Of tasks with the same uuid the last one counts, and is the one that the names lead to. */
static void
import_taskwarrior_name(struct import_taskwarrior *list)
{
	uint32_t n = 0;

	list->names =
	    names_make(list->tasks, list->n_tasks, sizeof(*list->tasks), list->draft->arena);
	for (uint32_t i = 0; i < list->names.n; i++) {
		const struct name *name = &list->names.list[i];
		bool last =
		    i + 1 == list->names.n || strcmp(name->id, list->names.list[i + 1].id) != 0;

		if (last || name->id[0] == '\0') {
			list->names.list[n++] = *name;
			continue;
		}
		list->tasks[name->index].is_old = true;
		import_draft_drop(list->draft, "uuid '%.40s' is there twice: the last one counts",
		    import_text_line(list->draft->arena, name->id));
	}
	list->names.n = n;
}

static void
import_taskwarrior_read(struct import_taskwarrior *list, const json_t *root)
{
	size_t n = json_is_array(root) ? json_array_size(root) : 1;

	list->tasks = arena_array(list->draft->arena, n, sizeof(*list->tasks));
	for (size_t i = 0; i < n; i++) {
		const json_t *value = json_is_array(root) ? json_array_get(root, i) : root;

		if (json_is_object(value))
			list->tasks[list->n_tasks++] =
			    (struct import_task){.uuid = import_input_text(value, "uuid"),
				.value = value};
		else
			import_draft_drop(list->draft, "entry %zu is no task: left out", i + 1);
	}
}

enum err_code
import_taskwarrior(struct import_draft *draft, const struct import_input *input, const json_t *root,
    const struct import_options *options, struct err *err)
{
	struct import_taskwarrior list = {.draft = draft};

	(void)input;
	(void)options;
	(void)err;
	import_taskwarrior_read(&list, root);
	import_taskwarrior_name(&list);
	for (uint32_t i = 0; i < list.n_tasks && !draft->is_full; i++)
		if (!list.tasks[i].is_old)
			import_taskwarrior_task(&list, &list.tasks[i]);
	for (uint32_t i = 0; i < list.n_tasks && !draft->is_full; i++)
		if (list.tasks[i].step != NULL)
			import_taskwarrior_depends(&list, &list.tasks[i]);
	if (list.n_deleted + list.n_templates > 0)
		import_draft_note(draft, "%u deleted and %u recurring tasks are left out",
		    list.n_deleted, list.n_templates);
	return ERR_OK;
}
