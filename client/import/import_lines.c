#include "import/import_lines.h"

#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "import/import_draft.h"

enum {
	IMPORT_LINES_LOOK = 64 << 10, /* bytes that are looked at to know the format */
};

struct import_lines_reader {
	const char *text;
	size_t size, at;
	uint32_t number;
	const char *fence; /* that ends the block of code, or "" */
	bool is_comment;   /* inside <!-- --> */
	bool is_front;     /* inside the front matter */
};

/* The next line without its end, or false. */
static bool
import_lines_next(struct import_lines_reader *reader, const char **ret_line, size_t *ret_size)
{
	const char *line = reader->text + reader->at;
	const char *end;
	size_t size;

	if (reader->at >= reader->size)
		return false;
	end = memchr(line, '\n', reader->size - reader->at);
	size = end != NULL ? (size_t)(end - line) : reader->size - reader->at;
	reader->at += size + 1;
	reader->number++;
	while (size > 0 && isspace((unsigned char)line[size - 1]))
		size--;
	*ret_line = line;
	*ret_size = size;
	return true;
}

static bool
import_lines_begins(const char *line, size_t size, const char *with)
{
	size_t length = strlen(with);

	return size >= length && memcmp(line, with, length) == 0;
}

/* Whether the line belongs to a block that began before it. */
static bool
import_lines_is_inside(struct import_lines_reader *reader, const char *line, size_t size)
{
	static const char rule[] = "---";

	if (reader->is_front) {
		reader->is_front = size != 3 || memcmp(line, rule, 3) != 0;
		return true;
	}
	if (reader->is_comment) {
		reader->is_comment = memmem(line, size, "-->", 3) == NULL;
		return true;
	}
	if (reader->fence[0] != '\0') {
		if (import_lines_begins(line, size, reader->fence))
			reader->fence = "";
		return true;
	}
	return false;
}

/* Whether the line begins such a block, or is one. */
static bool
import_lines_is_skipped(struct import_lines_reader *reader, const char *line, size_t size)
{
	if (import_lines_is_inside(reader, line, size))
		return true;
	if (reader->number == 1 && size == 3 && memcmp(line, "---", 3) == 0)
		reader->is_front = true;
	else if (import_lines_begins(line, size, "```"))
		reader->fence = "```";
	else if (import_lines_begins(line, size, "~~~"))
		reader->fence = "~~~";
	else if (import_lines_begins(line, size, "<!--"))
		reader->is_comment = memmem(line, size, "-->", 3) == NULL;
	else
		return size == 0 || line[0] == '|' || line[0] == '<';
	return true;
}

/* A line of nothing but -, =, * or _: a rule, or what underlines a heading. */
static bool
import_lines_is_rule(const char *line, size_t size)
{
	size_t n = 0;

	for (size_t i = 0; i < size; i++) {
		if (line[i] != ' ' && (line[i] != line[0] || strchr("-=*_", line[i]) == NULL))
			return false;
		n += line[i] != ' ';
	}
	return n >= 3;
}

/* A comment at the end, which our own export has for the id, is no text. */
static void
import_lines_comment(struct import_line *line)
{
	const char *end = line->text + line->size, *open = NULL;

	if (line->size < 7 || memcmp(end - 3, "-->", 3) != 0)
		return;
	for (const char *p = line->text; p + 7 <= end; p++)
		if (memcmp(p, "<!--", 4) == 0 && (p == line->text || p[-1] != '\\'))
			open = p;
	if (open == NULL)
		return;
	line->size = (size_t)(open - line->text);
	line->id = open + 4;
	line->id_size = (size_t)(end - 3 - line->id);
	while (line->id_size > 0 && *line->id == ' ') {
		line->id++;
		line->id_size--;
	}
	while (line->id_size > 0 && line->id[line->id_size - 1] == ' ')
		line->id_size--;
	while (line->size > 0 && isspace((unsigned char)line->text[line->size - 1]))
		line->size--;
}

/* Marks that close a heading stand apart: those of "C#" do not. */
static size_t
import_lines_unclosed(const char *text, size_t size)
{
	size_t end = size;

	while (end > 0 && text[end - 1] == '#')
		end--;
	if (end == size || end == 0 || text[end - 1] != ' ')
		return size;
	while (end > 0 && text[end - 1] == ' ')
		end--;
	return end;
}

static bool
import_lines_heading(struct import_line *line)
{
	size_t level = 0, size = line->size;

	while (level < size && line->text[level] == '#')
		level++;
	if (level == 0 || level > IMPORT_LINES_LEVELS || level == size || line->text[level] != ' ')
		return false;
	if (line->id == NULL)
		size = import_lines_unclosed(line->text, size);
	if (size <= level + 1)
		return false;
	line->type = IMPORT_LINES_HEADING;
	line->level = (unsigned)level;
	line->text += level + 1;
	line->size = size - level - 1;
	return true;
}

/* The size of "- " or "12. ", or 0. */
static size_t
import_lines_bullet(const char *text, size_t size)
{
	size_t n = 0;

	while (n < size && n < 9 && isdigit((unsigned char)text[n]))
		n++;
	if (n == size)
		return 0;
	if (n > 0 ? text[n] != '.' && text[n] != ')'
		  : text[n] != '-' && text[n] != '*' && text[n] != '+')
		return 0;
	n++;
	return n < size && (text[n] == ' ' || text[n] == '\t') ? n + 1 : 0;
}

static bool
import_lines_item(struct import_line *line)
{
	size_t bullet = import_lines_bullet(line->text, line->size);

	if (bullet == 0)
		return false;
	line->type = IMPORT_LINES_ITEM;
	line->text += bullet;
	line->size -= bullet;
	while (line->size > 0 && line->text[0] == ' ') {
		line->text++;
		line->size--;
	}
	if (line->size >= 3 && line->text[0] == '[' && line->text[2] == ']' &&
	    strchr(" xX", line->text[1]) != NULL && line->text[1] != '\0' &&
	    (line->size == 3 || line->text[3] == ' ')) {
		line->box = line->text[1] == ' ' ? IMPORT_LINES_EMPTY : IMPORT_LINES_CHECKED;
		line->text += 3;
		line->size -= 3;
	}
	return true;
}

/* The next line that matters, or false. */
static bool
import_lines_take(struct import_lines_reader *reader, struct import_line *ret_line)
{
	const char *line;
	size_t size;

	while (import_lines_next(reader, &line, &size)) {
		unsigned indent = 0;

		for (; size > 0 && (*line == ' ' || *line == '\t'); line++, size--)
			indent += *line == '\t' ? 4 - indent % 4 : 1;
		if (import_lines_is_skipped(reader, line, size) || import_lines_is_rule(line, size))
			continue;
		*ret_line = (struct import_line){.type = IMPORT_LINES_TEXT,
		    .indent = indent,
		    .number = reader->number,
		    .text = line,
		    .size = size};
		import_lines_comment(ret_line);
		if (!import_lines_heading(ret_line))
			(void)import_lines_item(ret_line);
		return true;
	}
	return false;
}

enum err_code
import_lines_read(const char *text, size_t size, struct arena *arena,
    struct import_lines *ret_lines, struct err *err)
{
	struct import_lines_reader reader = {.text = text, .size = size, .fence = ""};
	struct import_lines lines = {0};
	struct import_line line;

	if (size > IMPORT_LINES_SIZE_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT, "is larger than %d MiB: split it",
		    IMPORT_LINES_SIZE_MAX >> 20);
	if (!text_is_utf8(text, size))
		return err_set(err, ERR_INVALID_ARGUMENT, "is not UTF-8: save the file as UTF-8");
	while (import_lines_take(&reader, &line)) {
		lines.list = import_draft_grow(arena, lines.list, lines.n, sizeof(*lines.list));
		lines.list[lines.n++] = line;
	}
	*ret_lines = lines;
	return ERR_OK;
}

bool
import_lines_has_list(const char *text, size_t size)
{
	struct import_lines_reader reader = {.text = text,
	    .fence = "",
	    .size = size < IMPORT_LINES_LOOK ? size : IMPORT_LINES_LOOK};
	struct import_line line;

	while (import_lines_take(&reader, &line))
		if (line.type != IMPORT_LINES_TEXT)
			return true;
	return false;
}
