#include "file/file_scalar.h"

#include <libfyaml.h>
#include <string.h>

static bool
file_scalar_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* A backslash at the end of a line, or one that keeps a blank there. */
static bool
file_scalar_escapes_line_end(const char *raw, size_t length)
{
	for (size_t i = 1; i < length; i++) {
		size_t at = i;

		if (raw[i] != '\n')
			continue;
		while (at > 0 && file_scalar_is_blank(raw[at - 1]))
			at--;
		if (at > 0 && raw[at - 1] == '\\')
			return true;
	}
	return false;
}

/*
 * libfyaml 0.7.12 reads two forms wrong: '' twice in a row in single quotes loses the rest of the
 * text, an escaped line end in double quotes yields bytes that are not there. Both are rare enough
 * to be refused.
 */
static const char *
file_scalar_misread(const char *raw, size_t length, enum fy_scalar_style style)
{
	if (style == FYSS_SINGLE_QUOTED && memmem(raw, length, "''''", 4) != NULL)
		return "two quotes in a row in single quotes: use double quotes around the text";
	if (style == FYSS_DOUBLE_QUOTED && file_scalar_escapes_line_end(raw, length))
		return "a backslash at the end of a line: use a block of text (| or >)";
	return NULL;
}

static void
file_scalar_place(struct file_node *node, const struct fy_mark *mark, bool quoted)
{
	node->line = (uint32_t)mark->line + 1;
	node->column = (uint32_t)mark->column + 1;
	/* The mark is behind the quote. */
	if (quoted && node->column > 1)
		node->column--;
}

static void
file_scalar_trim(struct file_node *node, char *text)
{
	while (node->length > 0 &&
	       (text[node->length - 1] == '\n' || file_scalar_is_blank(text[node->length - 1])))
		text[--node->length] = '\0';
}

const char *
file_scalar_read(struct file_node *node, struct fy_token *token, const struct file_source *source,
    struct arena *arena)
{
	enum fy_scalar_style style = token != NULL ? fy_token_scalar_style(token) : FYSS_PLAIN;
	const struct fy_mark *start = token != NULL ? fy_token_start_mark(token) : NULL;
	const struct fy_mark *end = token != NULL ? fy_token_end_mark(token) : NULL;
	const char *objection, *text;
	char *copy;

	node->text = "";
	node->plain = style == FYSS_PLAIN;
	/* Nothing is written there: libfyaml 0.7.12 has no mark then, 0.8 one of its own choice. */
	if (start == NULL || end == NULL || (node->plain && start->input_pos == end->input_pos))
		return NULL;
	file_scalar_place(node, start, style == FYSS_SINGLE_QUOTED || style == FYSS_DOUBLE_QUOTED);
	objection = file_scalar_misread(source->text + start->input_pos,
	    end->input_pos - start->input_pos, style);
	if (objection != NULL)
		return objection;
	text = fy_token_get_text(token, &node->length);
	if (text == NULL) {
		node->length = 0;
		return "a text that cannot be read: write it in another way";
	}
	copy = arena_alloc(arena, node->length + 1);
	memcpy(copy, text, node->length);
	node->text = copy;
	if (style == FYSS_LITERAL || style == FYSS_FOLDED)
		file_scalar_trim(node, copy);
	return NULL;
}
