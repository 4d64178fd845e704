#include "import/import_markdown.h"

#include <string.h>

#include "core/text.h"
#include "import/import_lines.h"
#include "import/import_link.h"
#include "import/import_remarks.h"
#include "import/import_text.h"

enum {
	IMPORT_MARKDOWN_NONE = UINT32_MAX,
};

struct import_markdown {
	struct import_draft *draft;
	struct import_lines lines;
	const char *headings[IMPORT_LINES_LEVELS + 1]; /* those that the line stands under */
	uint32_t title;      /* the line whose heading is that of the roadmap, or NONE */
	const char *id;      /* that the heading gives its phase, or "" */
	const char *summary; /* text since the heading, before any item */
	uint32_t written;    /* the line of the last text */
	uint32_t phase;      /* or NONE: not begun by a step yet */
	struct import_step *step;
	unsigned depth;       /* the indent at which items are steps */
	bool has_depth;       /* there was one since the heading */
	unsigned group_depth; /* of an item that is a group of steps */
	const char *group;    /* its title, or NULL */
};

bool
import_markdown_fits_text(const struct import_input *input)
{
	return import_lines_has_list(input->text, input->size);
}

/* "Parent: Child" of the headings a step stands under, and of its group. */
static const char *
import_markdown_phase_title(const struct import_markdown *text)
{
	struct arena *arena = text->draft->arena;
	const char *title = "";

	for (int level = 1; level <= IMPORT_LINES_LEVELS; level++)
		if (text->headings[level] != NULL)
			title = arena_printf(arena, "%s%s%s", title, title[0] != '\0' ? ": " : "",
			    text->headings[level]);
	if (text->group != NULL)
		title =
		    arena_printf(arena, "%s%s%s", title, title[0] != '\0' ? ": " : "", text->group);
	return title;
}

/* The id in the comment at its end, or "": other remarks stand there, too. */
static const char *
import_markdown_id(const struct import_markdown *text, const struct import_line *line)
{
	const char *id = "";

	if (line->id != NULL)
		id = import_text_part(text->draft->arena, line->id, line->id_size);
	return text_is_id(id) ? id : "";
}

static uint32_t
import_markdown_phase(struct import_markdown *text)
{
	if (text->phase != IMPORT_MARKDOWN_NONE)
		return text->phase;
	text->phase = import_draft_phase(text->draft, text->group == NULL ? text->id : "",
	    import_markdown_phase_title(text));
	text->draft->phases[text->phase].summary = text->summary;
	text->summary = "";
	return text->phase;
}

/* Links become resources and leave their title; marks go. */
static const char *
import_markdown_title(struct import_markdown *text, const struct import_line *line,
    struct import_link *ret_links, uint32_t most, uint32_t *ret_n)
{
	struct arena *arena = text->draft->arena;
	const char *title = import_text_whole(arena, line->text, line->size);
	size_t from = 0;

	*ret_n = 0;
	while (*ret_n < most &&
	       import_link_find(title + from, strlen(title + from), arena, &ret_links[*ret_n])) {
		struct import_link *link = &ret_links[(*ret_n)++];

		title = arena_printf(arena, "%.*s%s%s", (int)(from + link->start), title,
		    link->title, title + from + link->end);
		from += link->start + strlen(link->title);
	}
	return import_text_unmark(arena, title);
}

static void
import_markdown_remark(struct import_step *step, const struct import_line *line,
    const struct import_remarks *remarks)
{
	step->mark = remarks->mark;
	if (line->box == IMPORT_LINES_CHECKED && step->mark != IMPORT_KNOWN)
		step->mark = IMPORT_DONE;
	step->def->minutes_low = remarks->hours.low_min;
	step->def->minutes_high = remarks->hours.high_min;
	step->def->guessed = remarks->hours.guessed;
	step->def->optional = remarks->optional;
	step->def->milestone = remarks->milestone;
}

static void
import_markdown_step(struct import_markdown *text, const struct import_line *line)
{
	struct import_draft *draft = text->draft;
	struct import_link links[8];
	struct import_remarks remarks;
	uint32_t n_links;
	const char *title =
	    import_markdown_title(text, line, links, sizeof(links) / sizeof(links[0]), &n_links);

	remarks = import_remarks_find(title, draft->arena);
	if (import_text_line(draft->arena, remarks.rest)[0] == '\0') {
		import_draft_drop(draft, "line %u: an item without words is left out",
		    line->number);
		text->step = NULL;
		return;
	}
	text->step = import_draft_step(draft, import_markdown_phase(text),
	    import_markdown_id(text, line), remarks.rest);
	import_markdown_remark(text->step, line, &remarks);
	for (uint32_t i = 0; i < n_links; i++)
		import_draft_resource(draft, text->step, links[i].title, links[i].url, "website");
}

/* An item below a step. */
static void
import_markdown_item(struct import_markdown *text, const struct import_line *line)
{
	struct import_link links[8];
	uint32_t n_links;
	const char *title =
	    import_markdown_title(text, line, links, sizeof(links) / sizeof(links[0]), &n_links);

	if (text->step == NULL)
		return;
	import_draft_item(text->draft, text->step, import_markdown_id(text, line), title,
	    line->box == IMPORT_LINES_CHECKED);
	for (uint32_t i = 0; i < n_links; i++)
		import_draft_resource(text->draft, text->step, links[i].title, links[i].url,
		    "website");
}

/* An item without a box above items with boxes is a group of steps. */
static bool
import_markdown_is_group(const struct import_markdown *text, uint32_t at)
{
	const struct import_line *line = &text->lines.list[at];

	if (line->box != IMPORT_LINES_NO_BOX)
		return false;
	for (uint32_t i = at + 1; i < text->lines.n; i++) {
		const struct import_line *below = &text->lines.list[i];

		if (below->type == IMPORT_LINES_HEADING ||
		    (below->type == IMPORT_LINES_ITEM && below->indent <= line->indent + 1))
			return false;
		if (below->type == IMPORT_LINES_ITEM && below->box != IMPORT_LINES_NO_BOX)
			return true;
	}
	return false;
}

static void
import_markdown_group(struct import_markdown *text, const struct import_line *line)
{
	struct import_link links[1];
	uint32_t n_links;

	text->group = import_markdown_title(text, line, links, 1, &n_links);
	text->group_depth = line->indent;
	text->phase = IMPORT_MARKDOWN_NONE;
	text->has_depth = false;
	text->step = NULL;
}

static void
import_markdown_any_item(struct import_markdown *text, uint32_t at)
{
	const struct import_line *line = &text->lines.list[at];

	if (text->group != NULL && line->indent <= text->group_depth + 1) {
		text->group = NULL;
		text->phase = IMPORT_MARKDOWN_NONE;
		text->has_depth = false;
	}
	if (text->has_depth && line->indent > text->depth + 1) {
		import_markdown_item(text, line);
		return;
	}
	if (text->group == NULL && import_markdown_is_group(text, at)) {
		import_markdown_group(text, line);
		return;
	}
	text->depth = line->indent;
	text->has_depth = true;
	import_markdown_step(text, line);
}

static void
import_markdown_heading(struct import_markdown *text, uint32_t at)
{
	const struct import_line *line = &text->lines.list[at];
	struct import_link links[1];
	uint32_t n_links;

	for (unsigned level = line->level; level <= IMPORT_LINES_LEVELS; level++)
		text->headings[level] = NULL;
	if (at == text->title) {
		const char *title = import_markdown_title(text, line, links, 1, &n_links);

		if (text->draft->title[0] == '\0')
			text->draft->title = title;
		if (text->draft->id[0] == '\0')
			text->draft->id = import_markdown_id(text, line);
	} else {
		text->headings[line->level] = import_markdown_title(text, line, links, 1, &n_links);
	}
	text->id = at != text->title ? import_markdown_id(text, line) : "";
	text->summary = "";
	text->phase = IMPORT_MARKDOWN_NONE;
	text->step = NULL;
	text->group = NULL;
	text->has_depth = false;
}

/* A gap between the lines begins a paragraph. */
static const char *
import_markdown_append(struct import_markdown *text, const char *to, const struct import_line *line)
{
	const char *glue = line->number > text->written + 1 ? "\n\n" : "\n";

	text->written = line->number;
	if (strlen(to) > 4000)
		return to;
	return arena_printf(text->draft->arena, "%s%s%s", to, to[0] != '\0' ? glue : "",
	    import_text_unmark(text->draft->arena,
		import_text_whole(text->draft->arena, line->text, line->size)));
}

/* Text below an item is that of its step; before any item, that of the phase or the roadmap. */
static void
import_markdown_text(struct import_markdown *text, const struct import_line *line, bool titled)
{
	if (text->step != NULL && line->indent > text->depth)
		text->step->def->summary =
		    import_markdown_append(text, text->step->def->summary, line);
	else if (text->step == NULL && titled)
		text->draft->summary = import_markdown_append(text, text->draft->summary, line);
	else if (text->step == NULL && text->phase == IMPORT_MARKDOWN_NONE)
		text->summary = import_markdown_append(text, text->summary, line);
}

/* The one heading of the first level is the title of the roadmap; several are phases. */
static uint32_t
import_markdown_find_title(const struct import_markdown *text)
{
	uint32_t found = IMPORT_MARKDOWN_NONE;

	for (uint32_t i = 0; i < text->lines.n; i++) {
		const struct import_line *line = &text->lines.list[i];

		if (line->type != IMPORT_LINES_HEADING || line->level != 1)
			continue;
		if (found != IMPORT_MARKDOWN_NONE)
			return IMPORT_MARKDOWN_NONE;
		found = i;
	}
	return found;
}

enum err_code
import_markdown(struct import_draft *draft, const struct import_input *input, const json_t *root,
    const struct import_options *options, struct err *err)
{
	struct import_markdown text = {.draft = draft,
	    .id = "",
	    .summary = "",
	    .phase = IMPORT_MARKDOWN_NONE};
	bool titled = false;

	(void)root;
	(void)options;
	if (import_lines_read(input->text, input->size, draft->arena, &text.lines, err) != ERR_OK)
		return err->code;
	text.title = import_markdown_find_title(&text);
	for (uint32_t i = 0; i < text.lines.n && !draft->is_full; i++) {
		const struct import_line *line = &text.lines.list[i];

		if (line->type == IMPORT_LINES_HEADING) {
			import_markdown_heading(&text, i);
			titled = i == text.title;
		} else if (line->type == IMPORT_LINES_ITEM) {
			import_markdown_any_item(&text, i);
			titled = false;
		} else {
			import_markdown_text(&text, line, titled);
		}
	}
	return ERR_OK;
}
