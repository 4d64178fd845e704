#include "import/import_roadmapsh.h"

#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "import/import_choice.h"
#include "import/import_content.h"
#include "import/import_drawing.h"
#include "import/import_keys.h"
#include "import/import_text.h"

struct import_roadmapsh {
	struct import_draft *draft;
	struct import_drawing drawing;
	struct import_map *map;     /* of the drawing */
	struct import_step **steps; /* of each node */
};

bool
import_roadmapsh_fits(const json_t *root)
{
	return json_is_array(json_object_get(root, "nodes")) ||
	       json_object_get(root, "mockup") != NULL;
}

static struct import_map_node *
import_roadmapsh_at(const struct import_roadmapsh *roadmap, uint32_t turn)
{
	return &roadmap->map->nodes[roadmap->map->order[turn]];
}

static void
import_roadmapsh_items(struct import_draft *draft, struct import_step *step, const json_t *list)
{
	const json_t *entry;
	size_t i;

	json_array_foreach(list, i, entry)
	{
		import_draft_item(draft, step, "", import_input_text(entry, "label"), false);
	}
}

/* The step of a node; a checklist is that of its topic. */
static struct import_step *
import_roadmapsh_step(struct import_roadmapsh *roadmap, const struct import_map_node *node,
    uint32_t phase)
{
	const json_t *list = roadmap->drawing.lists[node - roadmap->map->nodes];
	struct import_step *step;

	if (list != NULL && node->topic != IMPORT_MAP_NONE)
		step = roadmap->steps[node->topic];
	else
		step = import_draft_step(roadmap->draft, phase, "", node->label);
	if (step->def->source_id[0] == '\0')
		import_draft_source(roadmap->draft, step, node->id);
	import_roadmapsh_items(roadmap->draft, step, list);
	/* The same for all: what takes less time would come before what the author put first. */
	step->def->minutes_low = 2 * 60;
	step->def->minutes_high = 4 * 60;
	step->def->guessed = true;
	roadmap->steps[node - roadmap->map->nodes] = step;
	return step;
}

/* The options of a choice stand together, the advice first: it stands in until one is picked. */
static void
import_roadmapsh_options(struct import_roadmapsh *roadmap, uint32_t turn, uint32_t end,
    uint32_t phase, Pb__Choice *choice, enum import_map_legend legend)
{
	uint32_t number = import_roadmapsh_at(roadmap, turn)->choice;

	for (; turn < end; turn++) {
		const struct import_map_node *node = import_roadmapsh_at(roadmap, turn);

		if (node->choice == number && node->legend == legend)
			import_draft_option(roadmap->draft, choice,
			    import_roadmapsh_step(roadmap, node, phase));
	}
}

/* "Tools: pick one", or "Pick a tool" if the topic says so itself; where a topic has several
 * choices, "Tools: Spade or Fork". */
static const char *
import_roadmapsh_choice_title(const struct import_roadmapsh *roadmap, uint32_t turn, uint32_t end,
    uint32_t n_choices, const char *topic)
{
	struct arena *arena = roadmap->draft->arena;
	uint32_t number = import_roadmapsh_at(roadmap, turn)->choice;
	const char *title = arena_printf(arena, "%.*s: ", (int)text_fit(topic, 80), topic);
	const char *glue = "";

	if (n_choices < 2 && strncasecmp(topic, "pick ", 5) == 0)
		return topic;
	if (n_choices < 2)
		return arena_printf(arena, "%spick one", title);
	for (; turn < end && strlen(title) < TEXT_TITLE_MAX; turn++) {
		const struct import_map_node *node = import_roadmapsh_at(roadmap, turn);

		if (node->choice != number)
			continue;
		title = arena_printf(arena, "%s%s%s", title, glue, node->label);
		glue = " or ";
	}
	return title;
}

/* The details of a topic. */
static void
import_roadmapsh_details(struct import_roadmapsh *roadmap, uint32_t turn, uint32_t end,
    uint32_t phase, const char *title)
{
	struct import_draft *draft = roadmap->draft;
	bool *made = arena_array(draft->arena, end - turn, sizeof(bool));
	uint32_t n_choices;

	n_choices = import_choice(roadmap->map, turn, end);
	for (uint32_t i = turn; i < end; i++) {
		const struct import_map_node *node = import_roadmapsh_at(roadmap, i);
		Pb__Choice *choice;

		if (node->choice == IMPORT_MAP_NONE) {
			(void)import_roadmapsh_step(roadmap, node, phase);
			continue;
		}
		if (made[node->choice])
			continue;
		made[node->choice] = true;
		choice = import_draft_choice(draft,
		    import_roadmapsh_choice_title(roadmap, i, end, n_choices, title));
		import_roadmapsh_options(roadmap, i, end, phase, choice, IMPORT_MAP_RECOMMENDED);
		import_roadmapsh_options(roadmap, i, end, phase, choice, IMPORT_MAP_ALTERNATIVE);
	}
}

/* Where the run of topics without details that begins at `turn` ends. */
static uint32_t
import_roadmapsh_run(const struct import_roadmapsh *roadmap, uint32_t turn)
{
	while (turn < roadmap->map->n_order &&
	       import_roadmapsh_at(roadmap, turn)->type == IMPORT_MAP_TOPIC &&
	       import_roadmapsh_at(roadmap, turn)->n_details == 0)
		turn++;
	return turn;
}

/* A phase for each topic with details, and one for each run of topics without. */
static void
import_roadmapsh_phases(struct import_roadmapsh *roadmap)
{
	struct import_draft *draft = roadmap->draft;
	uint32_t turn = 0;

	while (turn < roadmap->map->n_order) {
		const struct import_map_node *first = import_roadmapsh_at(roadmap, turn);
		uint32_t run = import_roadmapsh_run(roadmap, turn), end = turn + 1;
		uint32_t phase;

		if (run > turn + 1) {
			phase = import_draft_phase(draft, "",
			    arena_printf(draft->arena, "%s to %s", first->label,
				import_roadmapsh_at(roadmap, run - 1)->label));
			for (; turn < run; turn++)
				(void)import_roadmapsh_step(roadmap,
				    import_roadmapsh_at(roadmap, turn), phase);
			continue;
		}
		while (end < roadmap->map->n_order &&
		       import_roadmapsh_at(roadmap, end)->type != IMPORT_MAP_TOPIC)
			end++;
		phase = import_draft_phase(draft, "",
		    first->type == IMPORT_MAP_TOPIC ? first->label : "");
		if (first->type == IMPORT_MAP_TOPIC)
			(void)import_roadmapsh_step(roadmap, first, phase);
		import_roadmapsh_details(roadmap, first->type == IMPORT_MAP_TOPIC ? turn + 1 : turn,
		    end, phase, first->label);
		turn = end;
	}
}

/* --chain: a topic after the one before it, a detail after its topic. */
static void
import_roadmapsh_chain(struct import_roadmapsh *roadmap)
{
	struct import_step *before = NULL;

	for (uint32_t i = 0; i < roadmap->map->n_order; i++) {
		const struct import_map_node *node = import_roadmapsh_at(roadmap, i);
		struct import_step *step = roadmap->steps[node - roadmap->map->nodes];
		struct import_step *need = before;

		if (node->type != IMPORT_MAP_TOPIC && node->topic != IMPORT_MAP_NONE)
			need = roadmap->steps[node->topic];
		if (node->legend == IMPORT_MAP_ANYTIME || step == need)
			continue;
		if (need != NULL)
			import_draft_need(roadmap->draft, step, &need, 1);
		if (node->type == IMPORT_MAP_TOPIC)
			before = step;
	}
}

static void
import_roadmapsh_head(struct import_draft *draft, const json_t *root)
{
	const json_t *title = json_object_get(root, "title");
	const char *text = import_input_text(root, "title");

	if (json_is_object(title))
		text = import_input_text(title, "page")[0] != '\0'
			   ? import_input_text(title, "page")
			   : import_input_text(title, "card");
	if (text[0] != '\0' && draft->title[0] == '\0')
		draft->title = import_text_line(draft->arena, text);
	if (draft->id[0] == '\0')
		draft->id = import_text_line(draft->arena, import_input_text(root, "slug"));
	draft->summary = import_text_body(draft->arena, import_input_text(root, "description"));
}

static enum err_code
import_roadmapsh_extras(struct import_draft *draft, const struct import_options *options,
    struct err *err)
{
	struct import_keys keys;

	if (options->content == NULL)
		return ERR_OK;
	keys = import_keys_make(draft);
	return import_content(&keys, options->content, err);
}

enum err_code
import_roadmapsh(struct import_draft *draft, const struct import_input *input, const json_t *root,
    const struct import_options *options, struct err *err)
{
	struct import_roadmapsh roadmap = {.draft = draft, .drawing.draft = draft};

	(void)input;
	if (json_object_get(root, "mockup") != NULL)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "is a mock-up, the older format of roadmap.sh: take the file with \"nodes\" "
		    "and \"edges\"");
	roadmap.map = &roadmap.drawing.map;
	roadmap.map->arena = draft->arena;
	import_roadmapsh_head(draft, root);
	if (import_drawing_read(&roadmap.drawing, root, err) != ERR_OK)
		return err->code;
	import_map_arrange(roadmap.map);
	roadmap.steps =
	    arena_array(draft->arena, roadmap.map->n_nodes, sizeof(struct import_step *));
	import_roadmapsh_phases(&roadmap);
	if (options->chain)
		import_roadmapsh_chain(&roadmap);
	if (roadmap.drawing.n_drawn > 0)
		import_draft_note(draft,
		    "boxes, captions and lines, which are no steps: %u left out",
		    roadmap.drawing.n_drawn);
	return import_roadmapsh_extras(draft, options, err);
}
