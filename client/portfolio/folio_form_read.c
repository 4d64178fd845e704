#include "folio_form.h"

#include <string.h>

#include "document/document_study.h"
#include "file/file_evidence.h"
#include "file/file_tree.h"
#include "file/file_value.h"
#include "proto/message.h"

#define FOLIO_AT(member) offsetof(Pb__CaseStudy, member)
#define FOLIO_LIST_AT(member) FOLIO_AT(member), FOLIO_AT(n_##member)

/* An empty dash is a place to write at, not an entry. */
static void
folio_form_read_texts(struct file_reader *reader, const struct file_key *key,
    struct file_node *node, void *message)
{
	struct file_node **at = &node->first;

	while (node->type == FILE_LIST && *at) {
		if (file_tree_is_null(*at)) {
			*at = (*at)->next;
			node->n--;
		} else {
			at = &(*at)->next;
		}
	}
	file_value_texts(reader, key, node, message);
}

static const struct file_key folio_form_keys[] = {
    {"title", file_value_text, FOLIO_AT(title), 0, false, NULL},
    {"step", file_value_text, FOLIO_AT(step_id), 0, false, NULL},
    {"kinds", file_evidence_kinds, FOLIO_LIST_AT(kinds), false, NULL},
    {"role", file_value_text, FOLIO_AT(role), 0, false, NULL},
    {"from", file_value_text, FOLIO_AT(from), 0, false, NULL},
    {"to", file_value_text, FOLIO_AT(to), 0, false, NULL},
    {"live", file_value_text, FOLIO_AT(live_url), 0, false, NULL},
    {"repository", file_value_text, FOLIO_AT(repository_url), 0, false, NULL},
    {"problem", file_value_text, FOLIO_AT(problem), 0, false, NULL},
    {"approach", file_value_text, FOLIO_AT(approach), 0, false, NULL},
    {"technologies", folio_form_read_texts, FOLIO_LIST_AT(technologies), false, NULL},
    {"challenges", file_value_text, FOLIO_AT(challenges), 0, false, NULL},
    {"lessons", file_value_text, FOLIO_AT(lessons), 0, false, NULL},
    {"outcomes", folio_form_read_texts, FOLIO_LIST_AT(outcomes), false, NULL},
};
static const struct file_map folio_form_map = {
    .what = "a case study",
    .descriptor = &pb__case_study__descriptor,
    .keys = folio_form_keys,
    .n_keys = sizeof(folio_form_keys) / sizeof(folio_form_keys[0]),
};

/* Nothing but remarks and blanks. */
static bool
folio_form_read_is_empty(const struct file_source *source)
{
	for (const char *line = source->text; *line;) {
		size_t blanks = strspn(line, " \t");

		if (line[blanks] != '#' && line[blanks] != '\n' && line[blanks])
			return false;
		line += strcspn(line, "\n");
		line += *line == '\n';
	}
	return true;
}

/* Faults of sense, at the nodes their paths lead to. */
static void
folio_form_read_check(struct folio_form *form, struct file_node *root, const Pb__CaseStudy *study,
    struct arena *arena)
{
	struct roadmap_faults *found = arena_alloc(arena, sizeof(*found));
	const struct portfolio_study checked = document_study(study, arena);
	bool exact;

	portfolio_check(&checked, found);
	for (uint32_t i = 0; i < found->n; i++) {
		const struct file_node *node = file_tree_find(root, found->list[i].path, &exact);

		if (!node->faulted)
			file_fault_add(&form->faults, node->line, node->column, "%s",
			    found->list[i].text);
	}
}

static bool
folio_form_read_source(struct folio_form *form, struct arena *arena)
{
	Pb__CaseStudy *study = message_new(&pb__case_study__descriptor, arena);
	struct file_reader reader = {.arena = arena, .faults = &form->faults};
	struct file_node *root;

	form->empty = folio_form_read_is_empty(&form->source);
	if (form->empty)
		return true;
	root = file_tree_parse(&form->source, arena, &form->faults);
	if (!root)
		return false;
	file_map_read(&reader, &folio_form_map, root, study);
	if (root->type == FILE_MAP)
		folio_form_read_check(form, root, study, arena);
	file_fault_sort(&form->faults);
	if (form->faults.n > 0)
		return false;
	form->study = study;
	return true;
}

bool
folio_form_read(const char *path, struct arena *arena, struct folio_form *ret_form)
{
	*ret_form = (struct folio_form){.study = NULL};
	return file_source_read(path, arena, &ret_form->source, &ret_form->faults) &&
	       folio_form_read_source(ret_form, arena);
}

bool
folio_form_read_bytes(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct folio_form *ret_form)
{
	*ret_form = (struct folio_form){.study = NULL};
	return file_source_make(name, bytes, size, arena, &ret_form->source, &ret_form->faults) &&
	       folio_form_read_source(ret_form, arena);
}
