/*
 * Taskwarrior's JSON, for `task import`. A task has the same UUID in every export, so that another
 * import updates it.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <uuid/uuid.h>

#include "export_format.h"
#include "export_value.h"

struct export_taskwarrior {
	const struct export_data *data;
	struct arena *arena;
};

static void
export_taskwarrior_add(json_t *task, const char *key, json_t *value)
{
	/* Also where the value is NULL: jansson is out of memory. */
	if (json_object_set_new(task, key, value) != 0)
		abort();
}

static void
export_taskwarrior_append(json_t *list, json_t *value)
{
	if (json_array_append_new(list, value) != 0)
		abort();
}

/* Version 5 of ROADMAP/STEP, in a namespace of our own. */
static json_t *
export_taskwarrior_uuid(const struct export_taskwarrior *export, const struct export_step *step)
{
	static const char space[] = "338e3fd8-4b39-4363-aeb0-9dcc09265043";
	const char *name =
	    arena_printf(export->arena, "%s/%s", export->data->roadmap->id, step->id);
	char text[UUID_STR_LEN];
	uuid_t namespace, uuid;

	if (uuid_parse(space, namespace) != 0)
		abort();
	uuid_generate_sha1(uuid, namespace, name, strlen(name));
	uuid_unparse_lower(uuid, text);
	return json_string(text);
}

static bool
export_taskwarrior_is_over(const struct export_step *step)
{
	return export_value_is_finished(step) || step->view->status == PB__STATUS__STATUS_SKIPPED;
}

/* Skipped ones too: the task of an earlier export has to go. */
static bool
export_taskwarrior_has(const struct export_step *step)
{
	return step->view->in_scope || export_taskwarrior_is_over(step);
}

/*
 * Taskwarrior cannot say "one of": of such an entry it is the first step that meets it, else the
 * first of all, so that a task is blocked if its step is locked. NULL if none is exported.
 */
static const struct export_step *
export_taskwarrior_need(const struct export_taskwarrior *export, const Pb__Requirement *entry)
{
	const struct export_step *need = NULL;

	for (size_t i = 0; i < entry->n_any_of; i++) {
		const struct export_step *step = export_data_step(export->data, entry->any_of[i]);

		if (!step || !export_taskwarrior_has(step))
			continue;
		if (export_taskwarrior_is_over(step))
			return step;
		if (!need)
			need = step;
	}
	return need;
}

static json_t *
export_taskwarrior_depends(const struct export_taskwarrior *export, const struct export_step *step)
{
	json_t *list = json_array();

	for (size_t i = 0; i < step->def->n_requires; i++) {
		const struct export_step *need =
		    export_taskwarrior_need(export, step->def->requires[i]);

		if (need)
			export_taskwarrior_append(list, export_taskwarrior_uuid(export, need));
	}
	return list;
}

/* The learner may have done a step before they enrolled. */
static const Google__Protobuf__Timestamp *
export_taskwarrior_entry(const struct export_taskwarrior *export, const struct export_step *step)
{
	const Google__Protobuf__Timestamp *first = export->data->enrollment->enrolled_at;
	const Google__Protobuf__Timestamp *others[] = {step->view->started_at,
	    step->view->finished_at};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i] && (!first || others[i]->seconds < first->seconds))
			first = others[i];
	return first;
}

static json_t *
export_taskwarrior_moment(const struct export_taskwarrior *export,
    const Google__Protobuf__Timestamp *at)
{
	return json_string(export_value_stamp(export->arena, at));
}

/* A task keeps one annotation a second: one that finds its second taken goes to the next. */
static void
export_taskwarrior_annotate(const struct export_taskwarrior *export, json_t *annotations,
    const Google__Protobuf__Timestamp *at, const char *text)
{
	Google__Protobuf__Timestamp moved = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	char *line = arena_strdup(export->arena, text);
	const char *stamp;

	for (char *c = line; *c; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	moved.seconds = at ? at->seconds : 0;
	stamp = export_value_stamp(export->arena, &moved);
	while (json_object_get(annotations, stamp)) {
		moved.seconds++;
		stamp = export_value_stamp(export->arena, &moved);
	}
	export_taskwarrior_add(annotations, stamp, json_string(line));
}

/* From {entry: description} to a list. */
static json_t *
export_taskwarrior_annotation_list(json_t *annotations)
{
	json_t *list = json_array();
	const char *stamp;
	json_t *text;

	json_object_foreach(annotations, stamp, text)
	{
		json_t *annotation = json_object();

		export_taskwarrior_add(annotation, "entry", json_string(stamp));
		export_taskwarrior_add(annotation, "description", json_incref(text));
		export_taskwarrior_append(list, annotation);
	}
	json_decref(annotations);
	return list;
}

static json_t *
export_taskwarrior_annotations(const struct export_taskwarrior *export,
    const struct export_step *step)
{
	const Pb__StepGetReply *details = step->details;
	json_t *annotations = json_object();

	for (size_t i = 0; i < details->n_notes; i++)
		export_taskwarrior_annotate(export, annotations, details->notes[i]->at,
		    details->notes[i]->text);
	for (size_t i = 0; i < details->n_links; i++) {
		const Pb__LinkView *link = details->links[i];

		export_taskwarrior_annotate(export, annotations, link->at,
		    link->title[0] ? arena_printf(export->arena, "%s %s", link->url, link->title)
				   : link->url);
	}
	return export_taskwarrior_annotation_list(annotations);
}

/* An empty list is left out, as Taskwarrior does. */
static void
export_taskwarrior_add_list(json_t *task, const char *key, json_t *list)
{
	if (json_array_size(list) > 0)
		export_taskwarrior_add(task, key, list);
	else
		json_decref(list);
}

static void
export_taskwarrior_add_status(const struct export_taskwarrior *export, json_t *task,
    const struct export_step *step)
{
	const Google__Protobuf__Timestamp *entry = export_taskwarrior_entry(export, step);
	bool over = export_taskwarrior_is_over(step);

	export_taskwarrior_add(task, "status",
	    json_string(!over                            ? "pending"
			: export_value_is_finished(step) ? "completed"
							 : "deleted"));
	export_taskwarrior_add(task, "entry", export_taskwarrior_moment(export, entry));
	if (!over && step->view->started_at)
		export_taskwarrior_add(task, "start",
		    export_taskwarrior_moment(export, step->view->started_at));
	/* What is known from another roadmap has no date of its own. */
	if (over)
		export_taskwarrior_add(task, "end",
		    export_taskwarrior_moment(export,
			step->view->finished_at ? step->view->finished_at : entry));
}

/* As a number if that is just how one is written: Taskwarrior takes both. */
static json_t *
export_taskwarrior_value(const char *text)
{
	json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
	char *again = json_is_number(value)
			  ? json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15))
			  : NULL;
	bool same = again != NULL && strcmp(again, text) == 0;

	free(again);
	if (same)
		return value;
	json_decref(value);
	return json_string(text);
}

/* The tags it came with, and "next" for the step to do now. */
static json_t *
export_taskwarrior_tags(const struct export_taskwarrior *export, const struct export_step *step)
{
	json_t *list = json_array();
	char *own = NULL, *tag;

	for (size_t i = 0; i < step->def->n_extras; i++)
		if (strcmp(step->def->extras[i]->key, "tags") == 0)
			own = arena_strdup(export->arena, step->def->extras[i]->value);
	while ((tag = strsep(&own, ",")) != NULL)
		if (*tag != '\0' && strcmp(tag, "next") != 0)
			export_taskwarrior_append(list, json_string(tag));
	if (strcmp(step->id, export->data->next_id) == 0)
		export_taskwarrior_append(list, json_string("next"));
	return list;
}

/* What a task was imported with and a step has no place for; what is told already wins. */
static void
export_taskwarrior_add_extras(json_t *task, const struct export_step *step)
{
	for (size_t i = 0; i < step->def->n_extras; i++) {
		const Pb__Extra *extra = step->def->extras[i];

		if (strcmp(extra->key, "tags") != 0 && json_object_get(task, extra->key) == NULL)
			export_taskwarrior_add(task, extra->key,
			    export_taskwarrior_value(extra->value));
	}
}

static json_t *
export_taskwarrior_task(const struct export_taskwarrior *export, const struct export_step *step)
{
	const struct export_data *data = export->data;
	/* Hundredths of an hour are minutes again. */
	uint32_t hundredths = (step->view->minutes * 100 + 30) / 60;
	json_t *task = json_object();

	export_taskwarrior_add(task, "uuid", export_taskwarrior_uuid(export, step));
	export_taskwarrior_add(task, "description", json_string(step->view->title));
	export_taskwarrior_add(task, "project",
	    json_sprintf("%s.%s", data->roadmap->id, step->view->phase_id));
	export_taskwarrior_add_status(export, task, step);
	export_taskwarrior_add(task, "hours", json_real(hundredths / 100.0));
	export_taskwarrior_add_list(task, "tags", export_taskwarrior_tags(export, step));
	export_taskwarrior_add_list(task, "depends", export_taskwarrior_depends(export, step));
	export_taskwarrior_add_list(task, "annotations",
	    export_taskwarrior_annotations(export, step));
	export_taskwarrior_add_extras(task, step);
	return task;
}

void
export_taskwarrior(const struct export_data *data, struct arena *arena, FILE *file)
{
	struct export_taskwarrior export = {data, arena};
	const char *separator = "\n";

	fputc('[', file);
	for (uint32_t i = 0; i < data->n_steps; i++) {
		json_t *task;

		if (!export_taskwarrior_has(&data->steps[i]))
			continue;
		task = export_taskwarrior_task(&export, &data->steps[i]);
		fputs(separator, file);
		/* A stream that failed is seen by the caller. */
		(void)json_dumpf(task, file, JSON_COMPACT | JSON_REAL_PRECISION(10));
		json_decref(task);
		separator = ",\n";
	}
	fputs("\n]\n", file);
}
