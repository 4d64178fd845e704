#include "file/file_message.h"

#include "file/file_evidence.h"
#include "file/file_slug.h"
#include "file/file_value.h"
#include "proto/message.h"

/* Where a list and its count, or two fields read from one value, are in a message. */
#define FILE_AT(type, member) offsetof(type, member)
#define FILE_LIST_AT(type, member) offsetof(type, member), offsetof(type, n_##member)
#define FILE_PAIR_AT(type, member, second) offsetof(type, member), offsetof(type, second)
#define FILE_KEYS(keys_) .keys = (keys_), .n_keys = sizeof(keys_) / sizeof((keys_)[0])

/* `any: step` is as good as `any: [step]`, and `- step` is short for it. */
static void
file_message_any(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
{
	struct file_node *next = node->next;
	struct file_node list = {.type = FILE_LIST, .first = node, .n = 1};

	if (node->type != FILE_SCALAR) {
		file_value_texts(reader, key, node, message);
		return;
	}
	node->next = NULL;
	file_value_texts(reader, key, &list, message);
	node->next = next;
}

static void
file_message_checklist(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message)
{
	Pb__StepDef *step = message;

	file_map_list(reader, key, node, message);
	file_slug_items(step->checklist, step->n_checklist, reader->arena);
}

static void
file_message_default_step(void *message)
{
	Pb__StepDef *step = message;

	step->value = 1;
	step->kind = PB__KIND__KIND_LEARN;
}

static void
file_message_default_choice(void *message)
{
	((Pb__Choice *)message)->pick = 1;
}

static void
file_message_default_resource(void *message)
{
	((Pb__Resource *)message)->kind = "website";
}

static const struct file_key file_need_keys[] = {
    {"any", file_message_any, FILE_LIST_AT(Pb__Requirement, any_of), true, NULL},
};
static const struct file_map file_need_map = {
    .what = "a requirement",
    .descriptor = &pb__requirement__descriptor,
    FILE_KEYS(file_need_keys),
    .brief = true,
};

static const struct file_key file_item_keys[] = {
    {"title", file_value_text, FILE_AT(Pb__Item, title), 0, true, NULL},
    {"id", file_value_text, FILE_AT(Pb__Item, id), 0, false, NULL},
};
static const struct file_map file_item_map = {
    .what = "an item",
    .descriptor = &pb__item__descriptor,
    FILE_KEYS(file_item_keys),
    .brief = true,
};

static const struct file_key file_resource_keys[] = {
    {"title", file_value_text, FILE_AT(Pb__Resource, title), 0, true, NULL},
    {"url", file_value_text, FILE_AT(Pb__Resource, url), 0, true, NULL},
    {"kind", file_value_text, FILE_AT(Pb__Resource, kind), 0, false, NULL},
};
static const struct file_map file_resource_map = {
    .what = "a resource",
    .descriptor = &pb__resource__descriptor,
    FILE_KEYS(file_resource_keys),
    .fill_defaults = file_message_default_resource,
};

static const struct file_key file_extra_keys[] = {
    {"key", file_value_text, FILE_AT(Pb__Extra, key), 0, true, NULL},
    {"value", file_value_text, FILE_AT(Pb__Extra, value), 0, true, NULL},
};
static const struct file_map file_extra_map = {
    .what = "an extra",
    .descriptor = &pb__extra__descriptor,
    FILE_KEYS(file_extra_keys),
};

static const struct file_key file_step_keys[] = {
    {"id", file_value_text, FILE_AT(Pb__StepDef, id), 0, true, NULL},
    {"title", file_value_text, FILE_AT(Pb__StepDef, title), 0, true, NULL},
    {"summary", file_value_text, FILE_AT(Pb__StepDef, summary), 0, false, NULL},
    {"done-when", file_value_text, FILE_AT(Pb__StepDef, done_when), 0, false, NULL},
    {"hours", file_value_range, FILE_PAIR_AT(Pb__StepDef, minutes_low, minutes_high), true, NULL},
    {"guessed", file_value_flag, FILE_AT(Pb__StepDef, guessed), 0, false, NULL},
    {"value", file_value_count, FILE_AT(Pb__StepDef, value), 0, false, NULL},
    {"kind", file_value_kind, FILE_AT(Pb__StepDef, kind), 0, false, NULL},
    {"optional", file_value_flag, FILE_AT(Pb__StepDef, optional), 0, false, NULL},
    {"milestone", file_value_flag, FILE_AT(Pb__StepDef, milestone), 0, false, NULL},
    {"option", file_value_option, FILE_PAIR_AT(Pb__StepDef, choice_id, option_id), false, NULL},
    {"requires", file_map_list, FILE_LIST_AT(Pb__StepDef, requires), false, &file_need_map},
    {"skills", file_value_texts, FILE_LIST_AT(Pb__StepDef, skills), false, NULL},
    {"checklist", file_message_checklist, FILE_LIST_AT(Pb__StepDef, checklist), false,
	&file_item_map},
    {"evidence", file_evidence, FILE_AT(Pb__StepDef, evidence), 0, false, NULL},
    {"resources", file_map_list, FILE_LIST_AT(Pb__StepDef, resources), false, &file_resource_map},
    {"source-id", file_value_text, FILE_AT(Pb__StepDef, source_id), 0, false, NULL},
    {"extras", file_map_list, FILE_LIST_AT(Pb__StepDef, extras), false, &file_extra_map},
};
static const struct file_map file_step_map = {
    .what = "a step",
    .descriptor = &pb__step_def__descriptor,
    FILE_KEYS(file_step_keys),
    .fill_defaults = file_message_default_step,
};

static const struct file_key file_phase_keys[] = {
    {"id", file_value_text, FILE_AT(Pb__Phase, id), 0, true, NULL},
    {"title", file_value_text, FILE_AT(Pb__Phase, title), 0, true, NULL},
    {"summary", file_value_text, FILE_AT(Pb__Phase, summary), 0, false, NULL},
    {"steps", file_map_list, FILE_LIST_AT(Pb__Phase, steps), true, &file_step_map},
};
static const struct file_map file_phase_map = {
    .what = "a phase",
    .descriptor = &pb__phase__descriptor,
    FILE_KEYS(file_phase_keys),
};

static const struct file_key file_option_keys[] = {
    {"id", file_value_text, FILE_AT(Pb__Option, id), 0, true, NULL},
    {"title", file_value_text, FILE_AT(Pb__Option, title), 0, true, NULL},
    {"summary", file_value_text, FILE_AT(Pb__Option, summary), 0, false, NULL},
};
static const struct file_map file_option_map = {
    .what = "an option",
    .descriptor = &pb__option__descriptor,
    FILE_KEYS(file_option_keys),
};

static const struct file_key file_choice_keys[] = {
    {"id", file_value_text, FILE_AT(Pb__Choice, id), 0, true, NULL},
    {"title", file_value_text, FILE_AT(Pb__Choice, title), 0, true, NULL},
    {"summary", file_value_text, FILE_AT(Pb__Choice, summary), 0, false, NULL},
    {"pick", file_value_count, FILE_AT(Pb__Choice, pick), 0, false, NULL},
    {"options", file_map_list, FILE_LIST_AT(Pb__Choice, options), true, &file_option_map},
};
static const struct file_map file_choice_map = {
    .what = "a choice",
    .descriptor = &pb__choice__descriptor,
    FILE_KEYS(file_choice_keys),
    .fill_defaults = file_message_default_choice,
};

static const struct file_key file_outlook_keys[] = {
    {"what", file_value_text, FILE_AT(Pb__Outlook, what), 0, true, NULL},
    {"figure", file_value_text, FILE_AT(Pb__Outlook, figure), 0, true, NULL},
    {"source", file_value_text, FILE_AT(Pb__Outlook, source), 0, false, NULL},
    {"year", file_value_count, FILE_AT(Pb__Outlook, year), 0, false, NULL},
};
static const struct file_map file_outlook_map = {
    .what = "an outlook",
    .descriptor = &pb__outlook__descriptor,
    FILE_KEYS(file_outlook_keys),
};

static const struct file_key file_pathway_keys[] = {
    {"id", file_value_text, FILE_AT(Pb__Pathway, id), 0, true, NULL},
    {"title", file_value_text, FILE_AT(Pb__Pathway, title), 0, true, NULL},
    {"hours-per-week", file_value_hours, FILE_AT(Pb__Pathway, minutes_per_week), 0, true, NULL},
    {"weeks", file_value_count, FILE_AT(Pb__Pathway, weeks), 0, false, NULL},
    {"summary", file_value_text, FILE_AT(Pb__Pathway, summary), 0, false, NULL},
};
static const struct file_map file_pathway_map = {
    .what = "a pathway",
    .descriptor = &pb__pathway__descriptor,
    FILE_KEYS(file_pathway_keys),
};

static const struct file_key file_rename_keys[] = {
    {"from", file_value_text, FILE_AT(Pb__Rename, from), 0, true, NULL},
    {"to", file_value_text, FILE_AT(Pb__Rename, to), 0, true, NULL},
};
static const struct file_map file_rename_map = {
    .what = "a renaming",
    .descriptor = &pb__rename__descriptor,
    FILE_KEYS(file_rename_keys),
};

static const struct file_key file_split_keys[] = {
    {"from", file_value_text, FILE_AT(Pb__Split, from), 0, true, NULL},
    {"to", file_value_texts, FILE_LIST_AT(Pb__Split, to), true, NULL},
};
static const struct file_map file_split_map = {
    .what = "a split",
    .descriptor = &pb__split__descriptor,
    FILE_KEYS(file_split_keys),
};

static const struct file_key file_merge_keys[] = {
    {"from", file_value_texts, FILE_LIST_AT(Pb__Merge, from), true, NULL},
    {"to", file_value_text, FILE_AT(Pb__Merge, to), 0, true, NULL},
};
static const struct file_map file_merge_map = {
    .what = "a merger",
    .descriptor = &pb__merge__descriptor,
    FILE_KEYS(file_merge_keys),
};

static const struct file_key file_change_keys[] = {
    {"version", file_value_count, FILE_AT(Pb__Change, version), 0, true, NULL},
    {"renamed", file_map_list, FILE_LIST_AT(Pb__Change, renamed), false, &file_rename_map},
    {"split", file_map_list, FILE_LIST_AT(Pb__Change, split), false, &file_split_map},
    {"merged", file_map_list, FILE_LIST_AT(Pb__Change, merged), false, &file_merge_map},
    {"removed", file_value_texts, FILE_LIST_AT(Pb__Change, removed), false, NULL},
};
static const struct file_map file_change_map = {
    .what = "a change",
    .descriptor = &pb__change__descriptor,
    FILE_KEYS(file_change_keys),
};

static const struct file_key file_roadmap_keys[] = {
    {"roadmap", file_value_text, FILE_AT(Pb__Roadmap, id), 0, true, NULL},
    {"version", file_value_count, FILE_AT(Pb__Roadmap, version), 0, true, NULL},
    {"title", file_value_text, FILE_AT(Pb__Roadmap, title), 0, true, NULL},
    {"summary", file_value_text, FILE_AT(Pb__Roadmap, summary), 0, false, NULL},
    {"leads-to", file_value_texts, FILE_LIST_AT(Pb__Roadmap, leads_to), false, NULL},
    {"outlook", file_map_list, FILE_LIST_AT(Pb__Roadmap, outlook), false, &file_outlook_map},
    {"pathways", file_map_list, FILE_LIST_AT(Pb__Roadmap, pathways), false, &file_pathway_map},
    {"choices", file_map_list, FILE_LIST_AT(Pb__Roadmap, choices), false, &file_choice_map},
    {"phases", file_map_list, FILE_LIST_AT(Pb__Roadmap, phases), true, &file_phase_map},
    {"changes", file_map_list, FILE_LIST_AT(Pb__Roadmap, changes), false, &file_change_map},
};
static const struct file_map file_roadmap_map = {
    .what = "a roadmap",
    .descriptor = &pb__roadmap__descriptor,
    FILE_KEYS(file_roadmap_keys),
};

Pb__Roadmap *
file_message_make(struct file_node *root, struct arena *arena, struct file_faults *faults)
{
	struct file_reader reader = {.arena = arena, .faults = faults};
	Pb__Roadmap *message = message_new(file_roadmap_map.descriptor, arena);

	file_map_read(&reader, &file_roadmap_map, root, message);
	return message;
}
