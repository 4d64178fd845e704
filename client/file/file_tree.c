#include "file/file_tree.h"

#include <ctype.h>
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "file/file_scalar.h"

/* A list or a map that is not at its end. */
struct file_level {
	struct file_node *node;
	struct file_node *last;
	struct file_node *key; /* waits for its value */
};

struct file_tree {
	const struct file_source *source;
	struct arena *arena;
	struct file_faults *faults;
	struct file_node *root;
	struct file_level levels[FILE_DEPTH_MAX];
	uint32_t depth;
	uint32_t n_nodes;
};

static void
file_tree_free_parser(struct fy_parser **parser)
{
	fy_parser_destroy(*parser);
}

static void
file_tree_free_diag(struct fy_diag **diag)
{
	fy_diag_destroy(*diag);
}

/* Says libfyaml's terser messages in words for an author. */
static void
file_tree_tell(struct file_tree *tree, const struct fy_diag_error *error)
{
	static const struct {
		const char *theirs, *ours;
		int before; /* how far their place is behind the fault */
	} words[] = {
	    {"invalid multiline plain key",
		"a line further on is indented too far, or lacks its ':'", 0},
	    {"invalid nested block mapping on the same line",
		"a second ': ' in one line: put the text in quotes", 0},
	    {"wrongly indented sequence item", "this '-' does not line up with those before it", 0},
	    {"tab character may not be used as indentation", "a tab in the indentation: use blanks",
		0},
	    {"did not find expected node content", "an empty '-' before this: indent the list", 0},
	    {"double-quoted scalar without closing quote", "this quote is never closed", 1},
	    {"single-quoted scalar without closing quote", "this quote is never closed", 1},
	};
	const char *text = error->msg;
	int column = error->column;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcmp(words[i].theirs, error->msg) != 0)
			continue;
		text = words[i].ours;
		column -= words[i].before;
	}
	file_fault_add(tree->faults, (uint32_t)error->line, column > 0 ? (uint32_t)column : 1,
	    "not YAML: %s; reading stopped here", text);
}

/* Only the first error: those after it are mostly its consequences. */
static void
file_tree_report(struct file_tree *tree, struct fy_diag *diag)
{
	struct fy_diag_error *error;
	void *iterator = NULL;

	while ((error = fy_diag_errors_iterate(diag, &iterator)) != NULL) {
		if (error->type == FYET_ERROR && error->line > 0) {
			file_tree_tell(tree, error);
			return;
		}
	}
	file_fault_add(tree->faults, 1, 1, "not YAML; reading stopped here");
}

static struct file_node *
file_tree_new_node(struct file_tree *tree, enum file_node_type type, const struct fy_mark *mark)
{
	struct file_node *node = arena_alloc(tree->arena, sizeof(*node));

	node->type = type;
	if (mark == NULL)
		return node;
	node->line = (uint32_t)mark->line + 1;
	node->column = (uint32_t)mark->column + 1;
	return node;
}

static struct file_node *
file_tree_new_scalar(struct file_tree *tree, struct fy_token *token)
{
	struct file_node *node = file_tree_new_node(tree, FILE_SCALAR, NULL);
	const char *objection = file_scalar_read(node, token, tree->source, tree->arena);

	if (objection != NULL) {
		node->faulted = true;
		file_fault_add(tree->faults, node->line, node->column, "%s", objection);
	}
	return node;
}

static bool
file_tree_fail(struct file_tree *tree, const struct file_node *node, const char *text)
{
	file_fault_add(tree->faults, node->line, node->column, "%s", text);
	return false;
}

/* A value that was left out has no place: it stands where its key does. */
static void
file_tree_locate(struct file_node *node, const struct file_level *level)
{
	const struct file_node *near = NULL;

	if (node->line > 0)
		return;
	if (level != NULL)
		near = level->key != NULL    ? level->key
		       : level->last != NULL ? level->last
					     : level->node;
	node->line = near != NULL ? near->line : 1;
	node->column = near != NULL ? near->column : 1;
}

static const char file_tree_second[] = "a second document begins here: one a file";

/* Puts a node where the parser is: as the root, an entry, a key or a value. */
static bool
file_tree_place(struct file_tree *tree, struct file_node *node)
{
	struct file_level *level = tree->depth > 0 ? &tree->levels[tree->depth - 1] : NULL;

	file_tree_locate(node, level);
	if (++tree->n_nodes > FILE_NODES_MAX)
		return file_tree_fail(tree, node, "too many values: a roadmap is not that large");
	if (level == NULL && tree->root != NULL)
		return file_tree_fail(tree, node, file_tree_second);
	if (level == NULL) {
		tree->root = node;
		return true;
	}
	if (level->node->type == FILE_MAP && level->key == NULL) {
		if (node->type != FILE_SCALAR)
			return file_tree_fail(tree, node,
			    "a key must be a word, not a list or a map");
		level->key = node;
		return true;
	}
	node->key = level->key;
	level->key = NULL;
	if (level->last != NULL)
		level->last->next = node;
	else
		level->node->first = node;
	level->last = node;
	level->node->n++;
	return true;
}

static bool
file_tree_open(struct file_tree *tree, struct file_node *node)
{
	if (!file_tree_place(tree, node))
		return false;
	if (tree->depth == FILE_DEPTH_MAX)
		return file_tree_fail(tree, node, "nested too deep");
	tree->levels[tree->depth++] = (struct file_level){.node = node};
	return true;
}

/* Says no to an anchor, tag or alias. `before` is how far its mark is behind its sign. */
static void
file_tree_refuse(struct file_tree *tree, struct fy_token *token, int before, const char *text)
{
	const struct fy_mark *mark = token != NULL ? fy_token_start_mark(token) : NULL;

	if (mark != NULL)
		file_fault_add(tree->faults, (uint32_t)mark->line + 1,
		    (uint32_t)(mark->column + 1 - before), "%s", text);
}

static void
file_tree_refuse_properties(struct file_tree *tree, struct fy_token *anchor, struct fy_token *tag)
{
	file_tree_refuse(tree, anchor, 1, "anchors (&name) are not supported: write the value out");
	file_tree_refuse(tree, tag, 0, "tags (!name) are not supported: take it away");
}

static bool
file_tree_take_alias(struct file_tree *tree, struct fy_token *token)
{
	struct file_node *node = file_tree_new_scalar(tree, token);

	node->faulted = true;
	file_tree_refuse(tree, token, 1, "aliases (*name) are not supported: write the value out");
	return file_tree_place(tree, node);
}

/* False, with a fault, when there is no point in going on. */
static bool
file_tree_take(struct file_tree *tree, struct fy_event *event)
{
	const struct fy_mark *mark = fy_event_start_mark(event);

	switch (event->type) {
	case FYET_DOCUMENT_START:
		/* Without a '---' libfyaml 0.7.12 has no mark: its first value is refused then. */
		if (tree->root == NULL || mark == NULL || event->document_start.implicit)
			return true;
		file_fault_add(tree->faults, (uint32_t)mark->line + 1, 1, "%s", file_tree_second);
		return false;
	case FYET_ALIAS:
		return file_tree_take_alias(tree, event->alias.anchor);
	case FYET_SCALAR:
		file_tree_refuse_properties(tree, event->scalar.anchor, event->scalar.tag);
		return file_tree_place(tree, file_tree_new_scalar(tree, event->scalar.value));
	case FYET_SEQUENCE_START:
		file_tree_refuse_properties(tree, event->sequence_start.anchor,
		    event->sequence_start.tag);
		return file_tree_open(tree, file_tree_new_node(tree, FILE_LIST, mark));
	case FYET_MAPPING_START:
		file_tree_refuse_properties(tree, event->mapping_start.anchor,
		    event->mapping_start.tag);
		return file_tree_open(tree, file_tree_new_node(tree, FILE_MAP, mark));
	case FYET_SEQUENCE_END:
	case FYET_MAPPING_END:
		tree->depth--;
		return true;
	default:
		return true;
	}
}

/* True at the end of the text, false with a fault. */
static bool
file_tree_run(struct file_tree *tree, struct fy_parser *parser, struct fy_diag *diag)
{
	struct fy_event *event;
	bool ended = false, fine = true;

	while (fine && !ended && (event = fy_parser_parse(parser)) != NULL) {
		ended = event->type == FYET_STREAM_END;
		fine = file_tree_take(tree, event);
		fy_parser_event_free(parser, event);
	}
	if (fine && !ended)
		file_tree_report(tree, diag);
	return fine && ended;
}

struct file_node *
file_tree_parse(const struct file_source *source, struct arena *arena, struct file_faults *faults)
{
	struct file_tree tree = {.source = source, .arena = arena, .faults = faults};
	struct fy_diag_cfg quiet = {.level = FYET_ERROR, .module_mask = ~0U};
	__attribute__((cleanup(file_tree_free_diag))) struct fy_diag *diag = fy_diag_create(&quiet);
	struct fy_parse_cfg config = {
	    .flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_2,
	    .diag = diag,
	};
	__attribute__((cleanup(file_tree_free_parser))) struct fy_parser *parser = NULL;

	fy_diag_set_collect_errors(diag, true);
	parser = fy_parser_create(&config);
	if (parser == NULL || fy_parser_set_string(parser, source->text, source->size) != 0)
		abort();
	if (!file_tree_run(&tree, parser, diag))
		return NULL;
	if (tree.root == NULL)
		file_fault_add(faults, 0, 0, "holds no roadmap: begin with 'roadmap: AN-ID'");
	return tree.root;
}

static struct file_node *
file_tree_child(struct file_node *node, const char *name, size_t length)
{
	unsigned long index = strtoul(name, NULL, 10);
	struct file_node *child = node->first;

	if (node->type == FILE_LIST) {
		if (!isdigit((unsigned char)name[0]))
			return NULL;
		while (child != NULL && index-- > 0)
			child = child->next;
		return child;
	}
	while (child != NULL &&
	       (child->key->length != length || memcmp(child->key->text, name, length) != 0))
		child = child->next;
	return child;
}

struct file_node *
file_tree_find(struct file_node *root, const char *path, bool *ret_exact)
{
	struct file_node *node = root;

	while (*path == '/') {
		size_t length = strcspn(path + 1, "/");
		struct file_node *child = file_tree_child(node, path + 1, length);

		if (child == NULL)
			break;
		node = child;
		path += 1 + length;
	}
	*ret_exact = *path == '\0';
	return node;
}

bool
file_tree_is_null(const struct file_node *node)
{
	static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};

	if (node->type != FILE_SCALAR || !node->plain || node->faulted)
		return false;
	for (size_t i = 0; i < sizeof(nulls) / sizeof(nulls[0]); i++)
		if (strcmp(node->text, nulls[i]) == 0)
			return true;
	return false;
}
