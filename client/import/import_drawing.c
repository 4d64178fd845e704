#include "import/import_drawing.h"

#include <string.h>

#include "core/names.h"
#include "core/roadmap.h"
#include "import/import_input.h"
#include "import/import_stroke.h"
#include "import/import_text.h"

enum {
	IMPORT_DRAWING_SECTIONS_MAX = 1000, /* every step is looked for in every one */
};

static enum import_map_legend
import_drawing_legend(const json_t *data)
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
import_drawing_type(struct import_drawing *drawing, const char *type,
    enum import_map_type *ret_type)
{
	static const char *const drawn[] = {"title", "paragraph", "label", "button", "vertical",
	    "horizontal", "legend", "linksgroup", "resourceButton"};

	if (strcmp(type, "topic") == 0) {
		*ret_type = IMPORT_MAP_TOPIC;
		return true;
	}
	if (strcmp(type, "subtopic") == 0 || strcmp(type, "todo") == 0 ||
	    strcmp(type, "checklist") == 0) {
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

/* What was measured is what was drawn: the others are often left from before the box was drawn up.
 */
static double
import_drawing_size(const json_t *value, const char *key)
{
	double size = import_input_number(json_object_get(value, "style"), key, 0);

	size = import_input_number(value, key, size);
	return import_input_number(json_object_get(value, "measured"), key, size);
}

static bool
import_drawing_has_gaps(const char *dashes)
{
	return dashes[0] != '\0' && strcmp(dashes, "0") != 0 && strcmp(dashes, "none") != 0;
}

/* Whether its position is told from that of another node. */
static bool
import_drawing_is_within(const json_t *value)
{
	return import_input_text(value, "parentId")[0] != '\0' ||
	       import_input_text(value, "parentNode")[0] != '\0';
}

static void
import_drawing_place(const json_t *value, struct import_map_node *node)
{
	const json_t *position = json_object_get(value, "position");
	const json_t *place = json_object_get(value, "positionAbsolute");

	/* A node that stands alone was drawn at its position, whatever else is left from before. */
	if (!json_is_object(place) ||
	    (json_is_object(position) && !import_drawing_is_within(value)))
		place = position;
	node->x = import_input_number(place, "x", 0);
	node->y = import_input_number(place, "y", 0);
	node->width = import_drawing_size(value, "width");
	node->height = import_drawing_size(value, "height");
}

static void
import_drawing_stroke(struct import_drawing *drawing, const json_t *value)
{
	const char *dashes =
	    import_input_text(json_object_get(json_object_get(value, "data"), "style"),
		"strokeDasharray");
	struct import_map_node box = {0};

	if (drawing->map.n_strokes == IMPORT_STROKE_MAX)
		return;
	import_drawing_place(value, &box);
	drawing->map.strokes[drawing->map.n_strokes++] = (struct import_map_stroke){box.x, box.y,
	    box.width, box.height, import_drawing_has_gaps(dashes)};
}

/* The entries of a node that is a checklist. False if there are none. */
static bool
import_drawing_list(struct import_drawing *drawing, const json_t *data,
    struct import_map_node *node)
{
	const json_t *list = json_object_get(data, "checklists");

	if (json_array_size(list) == 0)
		return false;
	drawing->lists[node - drawing->map.nodes] = list;
	node->legend = IMPORT_MAP_PLAIN;
	if (node->label[0] == '\0')
		node->label = "Checklist";
	return true;
}

static void
import_drawing_node(struct import_drawing *drawing, const json_t *value)
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
	    .legend = import_drawing_legend(data)};
	if (strcmp(type, "title") == 0 && draft->title[0] == '\0')
		draft->title = node->label;
	if (strcmp(type, "horizontal") == 0 || strcmp(type, "vertical") == 0)
		import_drawing_stroke(drawing, value);
	if (!import_drawing_type(drawing, type, &node->type))
		return;
	drawing->lists[drawing->map.n_nodes] = NULL;
	if (strcmp(type, "checklist") == 0 && !import_drawing_list(drawing, data, node)) {
		import_draft_drop(draft, "checklist '%.40s' is empty: left out",
		    import_text_line(draft->arena, node->id));
		return;
	}
	if (node->label[0] == '\0' && node->type != IMPORT_MAP_SECTION) {
		import_draft_drop(draft, "node '%.40s' has no label: left out",
		    import_text_line(draft->arena, node->id));
		return;
	}
	if (node->type == IMPORT_MAP_SECTION &&
	    drawing->n_sections++ >= IMPORT_DRAWING_SECTIONS_MAX)
		return;
	drawing->n_steps += node->type != IMPORT_MAP_SECTION;
	import_drawing_place(value, node);
	drawing->map.n_nodes++;
}

/* The names of the nodes. One whose id is taken keeps its place, and edges go to the first. */
static struct names
import_drawing_names(struct import_drawing *drawing)
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
import_drawing_is_dashed(const json_t *value)
{
	const char *style = import_input_text(json_object_get(value, "data"), "edgeStyle");

	if (style[0] != '\0')
		return strcmp(style, "dashed") == 0;
	return import_drawing_has_gaps(
	    import_input_text(json_object_get(value, "style"), "strokeDasharray"));
}

/* All ids of nodes, of those too that are no steps: an edge to one of them is no fault. */
static struct names
import_drawing_all_names(const json_t *nodes, struct arena *arena)
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
import_drawing_drop_edge(struct import_drawing *drawing, const json_t *value,
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
import_drawing_edges(struct import_drawing *drawing, const json_t *root)
{
	struct import_map *map = &drawing->map;
	const json_t *edges = json_object_get(root, "edges"), *value;
	struct names names = import_drawing_names(drawing);
	struct names all = import_drawing_all_names(json_object_get(root, "nodes"), map->arena);
	size_t i;

	map->edges =
	    arena_array(map->arena, json_array_size(edges) + map->n_strokes, sizeof(*map->edges));
	json_array_foreach(edges, i, value)
	{
		const char *source = import_input_text(value, "source");
		const char *target = import_input_text(value, "target");
		uint32_t from = source[0] != '\0' ? names_find(&names, source) : UINT32_MAX;
		uint32_t to = target[0] != '\0' ? names_find(&names, target) : UINT32_MAX;

		if (from == UINT32_MAX || to == UINT32_MAX)
			import_drawing_drop_edge(drawing, value, &all);
		else
			map->edges[map->n_edges++] =
			    (struct import_map_edge){from, to, import_drawing_is_dashed(value)};
	}
	import_stroke_edges(map);
}

enum err_code
import_drawing_read(struct import_drawing *drawing, const json_t *root, struct err *err)
{
	const json_t *nodes = json_object_get(root, "nodes"), *value;
	struct import_map *map = &drawing->map;
	size_t room = json_array_size(nodes) + 1, i;

	map->nodes = arena_array(map->arena, room, sizeof(*map->nodes));
	map->strokes = arena_array(map->arena, IMPORT_STROKE_MAX, sizeof(*map->strokes));
	drawing->lists = arena_array(map->arena, room, sizeof(*drawing->lists));
	json_array_foreach(nodes, i, value)
	{
		import_drawing_node(drawing, value);
	}
	if (drawing->n_steps > ROADMAP_STEPS_MAX)
		return err_set(err, ERR_INVALID_ARGUMENT,
		    "has %u topics: a roadmap has at most %d steps: split it", drawing->n_steps,
		    (int)ROADMAP_STEPS_MAX);
	import_drawing_edges(drawing, root);
	return ERR_OK;
}
