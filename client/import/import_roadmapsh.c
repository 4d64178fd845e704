#include "import/import_roadmapsh.h"

#include <string.h>

#include "core/names.h"
#include "core/roadmap.h"
#include "core/text.h"
#include "import/import_choice.h"
#include "import/import_content.h"
#include "import/import_keys.h"
#include "import/import_map.h"
#include "import/import_text.h"

enum {
	IMPORT_ROADMAPSH_SECTIONS_MAX = 1000, /* every step is looked for in every one */
};

struct import_roadmapsh {
	struct import_draft *draft;
	struct import_map map;
	struct import_step **steps; /* of each node */
	uint32_t n_steps, n_sections;
	uint32_t n_drawn; /* boxes, captions and lines that are for the eye */
};

bool
import_roadmapsh_fits(const json_t *root)
{
	return json_is_array(json_object_get(root, "nodes")) ||
	       json_object_get(root, "mockup") != NULL;
}

static enum import_map_legend
import_roadmapsh_legend(const json_t *data)
{
	const char *label = import_input_text(json_object_get(data, "legend"), "label");

	if (strcasestr(label, "recommend") != NULL)
		return IMPORT_MAP_RECOMMENDED;
	if (strcasestr(label, "alternative") != NULL)
		return IMPORT_MAP_ALTERNATIVE;
	if (strcasestr(label, "strict") != NULL || strcasestr(label, "anytime") != NULL)
		return IMPORT_MAP_ANYTIME;
	return IMPORT_MAP_PLAIN;
}

/* False for what is for the eye, or of a type nobody has heard of. */
static bool
import_roadmapsh_type(struct import_roadmapsh *drawing, const char *type,
    enum import_map_type *ret_type)
{
	static const char *const drawn[] = {"title", "paragraph", "label", "button", "vertical",
	    "horizontal", "legend", "linksgroup", "resourceButton"};

	if (strcmp(type, "topic") == 0) {
		*ret_type = IMPORT_MAP_TOPIC;
		return true;
	}
	if (strcmp(type, "subtopic") == 0 || strcmp(type, "todo") == 0) {
		*ret_type = IMPORT_MAP_SUBTOPIC;
		return true;
	}
	drawing->n_drawn++;
	if (strcmp(type, "section") == 0) {
		*ret_type = IMPORT_MAP_SECTION;
		return true;
	}
	for (size_t i = 0; i < sizeof(drawn) / sizeof(drawn[0]); i++)
		if (strcmp(type, drawn[i]) == 0)
			return false;
	drawing->n_drawn--;
	import_draft_drop(drawing->draft, "a node of type '%.40s' is left out",
	    import_text_line(drawing->draft->arena, type));
	return false;
}

static double
import_roadmapsh_size(const json_t *value, const char *key)
{
	double size = import_input_number(json_object_get(value, "measured"), key, 0);

	size = import_input_number(json_object_get(value, "style"), key, size);
	return import_input_number(value, key, size);
}

static void
import_roadmapsh_place(const json_t *value, struct import_map_node *node)
{
	const json_t *place = json_object_get(value, "positionAbsolute");

	if (!json_is_object(place))
		place = json_object_get(value, "position");
	node->x = import_input_number(place, "x", 0);
	node->y = import_input_number(place, "y", 0);
	node->width = import_roadmapsh_size(value, "width");
	node->height = import_roadmapsh_size(value, "height");
}

static void
import_roadmapsh_node(struct import_roadmapsh *drawing, const json_t *value)
{
	struct import_draft *draft = drawing->draft;
	struct import_map_node *node = &drawing->map.nodes[drawing->map.n_nodes];
	const json_t *data = json_object_get(value, "data");
	const char *type = import_input_text(value, "type");

	*node = (struct import_map_node){.id = import_input_text(value, "id"),
	    .label = import_text_line(draft->arena, import_input_text(data, "label")),
	    .topic = IMPORT_MAP_NONE,
	    .section = IMPORT_MAP_NONE,
	    .choice = IMPORT_MAP_NONE,
	    .legend = import_roadmapsh_legend(data)};
	if (strcmp(type, "title") == 0 && draft->title[0] == '\0')
		draft->title = node->label;
	if (!import_roadmapsh_type(drawing, type, &node->type))
		return;
	if (node->label[0] == '\0' && node->type != IMPORT_MAP_SECTION) {
		import_draft_drop(draft, "node '%.40s' has no label: left out",
		    import_text_line(draft->arena, node->id));
		return;
	}
	if (node->type == IMPORT_MAP_SECTION &&
	    drawing->n_sections++ >= IMPORT_ROADMAPSH_SECTIONS_MAX)
		return;
	drawing->n_steps += node->type != IMPORT_MAP_SECTION;
	import_roadmapsh_place(value, node);
	drawing->map.n_nodes++;
}

/* The names of the nodes. One whose id is taken keeps its place, and edges go to the first. */
static struct names
import_roadmapsh_names(struct import_roadmapsh *drawing)
{
	struct import_map *map = &drawing->map;
	struct names names = names_make(map->nodes, map->n_nodes, sizeof(*map->nodes), map->arena);

	for (uint32_t i = 1; i < names.n; i++)
		if (names.list[i].id[0] != '\0' &&
		    strcmp(names.list[i].id, names.list[i - 1].id) == 0)
			import_draft_note(drawing->draft,
			    "node '%.40s' is there twice: '%.60s' is a step of its own, without "
			    "the edges",
			    import_text_line(map->arena, names.list[i].id),
			    map->nodes[names.list[i].index].label);
	return names;
}

static bool
import_roadmapsh_is_dashed(const json_t *value)
{
	const char *style = import_input_text(json_object_get(value, "data"), "edgeStyle");
	const char *dashes = import_input_text(json_object_get(value, "style"), "strokeDasharray");

	if (style[0] != '\0')
		return strcmp(style, "dashed") == 0;
	return dashes[0] != '\0' && strcmp(dashes, "0") != 0 && strcmp(dashes, "none") != 0;
}

/* All ids of nodes, of those too that are no steps: an edge to one of them is no fault. */
static struct names
import_roadmapsh_all_names(const json_t *nodes, struct arena *arena)
{
	const char **ids = arena_array(arena, json_array_size(nodes), sizeof(*ids));
	const json_t *value;
	size_t i;

	json_array_foreach(nodes, i, value)
	{
		ids[i] = import_input_text(value, "id");
	}
	return names_make(ids, (uint32_t)json_array_size(nodes), sizeof(*ids), arena);
}

static void
import_roadmapsh_drop_edge(struct import_roadmapsh *drawing, const json_t *value,
    const struct names *all)
{
	struct arena *arena = drawing->map.arena;
	const char *id = import_text_line(arena, import_input_text(value, "id"));
	static const char *const ends[] = {"source", "target"};

	for (int i = 0; i < 2; i++) {
		const char *end = import_input_text(value, ends[i]);

		if (end[0] == '\0') {
			import_draft_drop(drawing->draft, "edge '%.60s' has no %s: left out", id,
			    ends[i]);
			return;
		}
		if (names_find(all, end) == UINT32_MAX) {
			import_draft_drop(drawing->draft, "edge '%.60s': no node '%.40s': left out",
			    id, import_text_line(arena, end));
			return;
		}
	}
	drawing->n_drawn++;
}

static void
import_roadmapsh_edges(struct import_roadmapsh *drawing, const json_t *root)
{
	struct import_map *map = &drawing->map;
	const json_t *edges = json_object_get(root, "edges"), *value;
	struct names names = import_roadmapsh_names(drawing);
	struct names all = import_roadmapsh_all_names(json_object_get(root, "nodes"), map->arena);
	size_t i;

	map->edges = arena_array(map->arena, json_array_size(edges), sizeof(*map->edges));
	json_array_foreach(edges, i, value)
	{
		const char *source = import_input_text(value, "source");
		const char *target = import_input_text(value, "target");
		uint32_t from = source[0] != '\0' ? names_find(&names, source) : UINT32_MAX;
		uint32_t to = target[0] != '\0' ? names_find(&names, target) : UINT32_MAX;

		if (from == UINT32_MAX || to == UINT32_MAX)
			import_roadmapsh_drop_edge(drawing, value, &all);
		else
			map->edges[map->n_edges++] =
			    (struct import_map_edge){from, to, import_roadmapsh_is_dashed(value)};
	}
}

static struct import_map_node *
import_roadmapsh_at(const struct import_roadmapsh *drawing, uint32_t turn)
{
	return &drawing->map.nodes[drawing->map.order[turn]];
}

static struct import_step *
import_roadmapsh_step(struct import_roadmapsh *drawing, const struct import_map_node *node,
    uint32_t phase)
{
	struct import_step *step = import_draft_step(drawing->draft, phase, node->id, node->label);

	/* The same for all: what takes less time would come before what the author put first. */
	step->def->minutes_low = 2 * 60;
	step->def->minutes_high = 4 * 60;
	step->def->guessed = true;
	drawing->steps[node - drawing->map.nodes] = step;
	return step;
}

/* The options of a choice stand together, the advice first: it stands in until one is picked. */
static void
import_roadmapsh_options(struct import_roadmapsh *drawing, uint32_t turn, uint32_t end,
    uint32_t phase, Pb__Choice *choice, enum import_map_legend legend)
{
	uint32_t number = import_roadmapsh_at(drawing, turn)->choice;

	for (; turn < end; turn++) {
		const struct import_map_node *node = import_roadmapsh_at(drawing, turn);

		if (node->choice == number && node->legend == legend)
			import_draft_option(drawing->draft, choice,
			    import_roadmapsh_step(drawing, node, phase));
	}
}

/* The details of a topic. */
static void
import_roadmapsh_details(struct import_roadmapsh *drawing, uint32_t turn, uint32_t end,
    uint32_t phase, const char *title)
{
	struct import_draft *draft = drawing->draft;
	bool *made = arena_array(draft->arena, end - turn, sizeof(bool));

	(void)import_choice(&drawing->map, turn, end);
	for (uint32_t i = turn; i < end; i++) {
		const struct import_map_node *node = import_roadmapsh_at(drawing, i);
		Pb__Choice *choice;

		if (node->choice == IMPORT_MAP_NONE) {
			(void)import_roadmapsh_step(drawing, node, phase);
			continue;
		}
		if (made[node->choice])
			continue;
		made[node->choice] = true;
		choice = import_draft_choice(draft,
		    arena_printf(draft->arena, "%.*s: pick one", (int)text_fit(title, 150), title));
		import_roadmapsh_options(drawing, i, end, phase, choice, IMPORT_MAP_RECOMMENDED);
		import_roadmapsh_options(drawing, i, end, phase, choice, IMPORT_MAP_ALTERNATIVE);
	}
}

/* Where the run of topics without details that begins at `turn` ends. */
static uint32_t
import_roadmapsh_run(const struct import_roadmapsh *drawing, uint32_t turn)
{
	while (turn < drawing->map.n_order &&
	       import_roadmapsh_at(drawing, turn)->type == IMPORT_MAP_TOPIC &&
	       import_roadmapsh_at(drawing, turn)->n_details == 0)
		turn++;
	return turn;
}

/* A phase for each topic with details, and one for each run of topics without. */
static void
import_roadmapsh_phases(struct import_roadmapsh *drawing)
{
	struct import_draft *draft = drawing->draft;
	uint32_t turn = 0;

	while (turn < drawing->map.n_order) {
		const struct import_map_node *first = import_roadmapsh_at(drawing, turn);
		uint32_t run = import_roadmapsh_run(drawing, turn), end = turn + 1;
		uint32_t phase;

		if (run > turn + 1) {
			phase = import_draft_phase(draft,
			    arena_printf(draft->arena, "%s to %s", first->label,
				import_roadmapsh_at(drawing, run - 1)->label));
			for (; turn < run; turn++)
				(void)import_roadmapsh_step(drawing,
				    import_roadmapsh_at(drawing, turn), phase);
			continue;
		}
		while (end < drawing->map.n_order &&
		       import_roadmapsh_at(drawing, end)->type != IMPORT_MAP_TOPIC)
			end++;
		phase =
		    import_draft_phase(draft, first->type == IMPORT_MAP_TOPIC ? first->label : "");
		if (first->type == IMPORT_MAP_TOPIC)
			(void)import_roadmapsh_step(drawing, first, phase);
		import_roadmapsh_details(drawing, first->type == IMPORT_MAP_TOPIC ? turn + 1 : turn,
		    end, phase, first->label);
		turn = end;
	}
}

/* --chain: a topic after the one before it, a detail after its topic. */
static void
import_roadmapsh_chain(struct import_roadmapsh *drawing)
{
	struct import_step *before = NULL;

	for (uint32_t i = 0; i < drawing->map.n_order; i++) {
		const struct import_map_node *node = import_roadmapsh_at(drawing, i);
		struct import_step *step = drawing->steps[node - drawing->map.nodes];
		struct import_step *need = before;

		if (node->type != IMPORT_MAP_TOPIC && node->topic != IMPORT_MAP_NONE)
			need = drawing->steps[node->topic];
		if (node->legend == IMPORT_MAP_ANYTIME)
			continue;
		if (need != NULL)
			import_draft_need(drawing->draft, step, &need, 1);
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
	const json_t *nodes = json_object_get(root, "nodes"), *value;
	struct import_roadmapsh drawing = {.draft = draft};
	size_t i;

	(void)input;
	if (json_object_get(root, "mockup") != NULL)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "is a mock-up, the older format of roadmap.sh: take the file with \"nodes\" "
		    "and "
		    "\"edges\"");
	drawing.map.arena = draft->arena;
	drawing.map.nodes =
	    arena_array(draft->arena, json_array_size(nodes) + 1, sizeof(*drawing.map.nodes));
	import_roadmapsh_head(draft, root);
	json_array_foreach(nodes, i, value)
	{
		import_roadmapsh_node(&drawing, value);
	}
	if (drawing.n_steps > ROADMAP_STEPS_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "has %u topics: a roadmap has at most %d steps: split it", drawing.n_steps,
		    (int)ROADMAP_STEPS_MAX);
	import_roadmapsh_edges(&drawing, root);
	import_map_arrange(&drawing.map);
	drawing.steps =
	    arena_array(draft->arena, drawing.map.n_nodes, sizeof(struct import_step *));
	import_roadmapsh_phases(&drawing);
	if (options->chain)
		import_roadmapsh_chain(&drawing);
	if (drawing.n_drawn > 0)
		import_draft_note(draft,
		    "boxes, captions and lines, which are no steps: %u left out", drawing.n_drawn);
	return import_roadmapsh_extras(draft, options, err);
}
