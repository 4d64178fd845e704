#include "file/file_read.h"

#include <string.h>

#include "core/roadmap_doubts.h"
#include "document/document.h"
#include "file/file_message.h"
#include "file/file_tree.h"

/*
 * Adds a fault of the message at the node its path leads to. One that follows from a fault of form
 * is left out: a missing field of a map that lacks keys, the content of a value that is none.
 */
static void
file_read_add(struct file *file, struct file_node *root, const struct roadmap_fault *fault)
{
	const char *path = strcmp(fault->path, "/id") == 0 ? "/roadmap" : fault->path;
	bool exact;
	const struct file_node *node = file_tree_find(root, path, &exact);

	if (node->faulted || (node->lacking && !exact))
		return;
	file_fault_add(&file->faults, node->line, node->column, "%s", fault->text);
}

static void
file_read_document(struct file *file, struct file_node *root, struct arena *arena)
{
	struct roadmap_faults *found = arena_alloc(arena, sizeof(*found));

	file->message = file_message_make(root, arena, &file->faults);
	if (file->faults.more)
		return;
	file->roadmap = document_read(file->message, arena, found);
	for (uint32_t i = 0; i < found->n; i++)
		file_read_add(file, root, &found->list[i]);
	file->faults.more = file->faults.more || found->more;
}

static bool
file_read_source(struct file *file, struct arena *arena)
{
	struct file_node *root = file_tree_parse(&file->source, arena, &file->faults);

	if (root != NULL)
		file_read_document(file, root, arena);
	file->root = root;
	if (file->faults.n == 0)
		return true;
	file_fault_sort(&file->faults);
	file->message = NULL;
	file->roadmap = NULL;
	return false;
}

bool
file_read(const char *path, struct arena *arena, struct file *ret_file)
{
	*ret_file = (struct file){0};
	return file_source_read(path, arena, &ret_file->source, &ret_file->faults) &&
	       file_read_source(ret_file, arena);
}

bool
file_read_bytes(const char *name, const char *bytes, size_t size, struct arena *arena,
    struct file *ret_file)
{
	*ret_file = (struct file){0};
	return file_source_make(name, bytes, size, arena, &ret_file->source, &ret_file->faults) &&
	       file_read_source(ret_file, arena);
}

void
file_read_doubts(const struct file *file, struct arena *arena, struct file_faults *ret_doubts)
{
	struct roadmap_faults *found = arena_alloc(arena, sizeof(*found));
	bool exact;

	*ret_doubts = (struct file_faults){0};
	roadmap_doubts(file->roadmap, found);
	for (uint32_t i = 0; i < found->n; i++) {
		const struct file_node *node =
		    file_tree_find(file->root, found->list[i].path, &exact);

		file_fault_add(ret_doubts, node->line, node->column, "%s", found->list[i].text);
	}
	ret_doubts->more = found->more;
	file_fault_sort(ret_doubts);
}
