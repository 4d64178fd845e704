#include "form.h"

#include <string.h>

#include "proto/message.h"

void
form_read_texts(struct file_reader *reader, const struct file_key *key, struct file_node *node,
    void *message)
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

/* Nothing but remarks and blanks. */
static bool
form_read_is_empty(const struct file_source *source)
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
form_read_check(const struct form_kind *kind, struct form *form, struct file_node *root,
    const void *message, struct arena *arena)
{
	struct roadmap_faults *found = arena_alloc(arena, sizeof(*found));
	bool exact;

	kind->check(message, arena, found);
	for (uint32_t i = 0; i < found->n; i++) {
		const struct file_node *node = file_tree_find(root, found->list[i].path, &exact);

		if (!node->faulted)
			file_fault_add(&form->faults, node->line, node->column, "%s",
			    found->list[i].text);
	}
}

static bool
form_read_source(const struct form_kind *kind, struct form *form, struct arena *arena)
{
	void *message = message_new(kind->map->descriptor, arena);
	struct file_reader reader = {.arena = arena, .faults = &form->faults};
	struct file_node *root;

	form->empty = form_read_is_empty(&form->source);
	if (form->empty)
		return true;
	root = file_tree_parse(&form->source, arena, &form->faults);
	if (!root)
		return false;
	file_map_read(&reader, kind->map, root, message);
	if (root->type == FILE_MAP)
		form_read_check(kind, form, root, message, arena);
	file_fault_sort(&form->faults);
	if (form->faults.n > 0)
		return false;
	form->message = message;
	return true;
}

bool
form_read(const struct form_kind *kind, const char *path, struct arena *arena,
    struct form *ret_form)
{
	*ret_form = (struct form){.message = NULL};
	return file_source_read(path, arena, &ret_form->source, &ret_form->faults) &&
	       form_read_source(kind, ret_form, arena);
}

bool
form_read_bytes(const struct form_kind *kind, const char *name, const char *bytes, size_t size,
    struct arena *arena, struct form *ret_form)
{
	*ret_form = (struct form){.message = NULL};
	return file_source_make(name, bytes, size, arena, &ret_form->source, &ret_form->faults) &&
	       form_read_source(kind, ret_form, arena);
}
