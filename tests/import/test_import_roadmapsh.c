/* Drawings of roadmap.sh. */
#include <string.h>

#include "import_support.h"

/* A drawing of nodes and edges, each a list of JSON objects. */
static struct imported *
drawing(void **state, const char *nodes, const char *edges)
{
	const struct imported *imported = *state;

	return import_good(state, "roadmap.sh",
	    arena_printf(imported->arena, "{\"nodes\":[%s],\"edges\":[%s]}", nodes, edges));
}

#define NODE(type_, id_, x_, y_)                                                            \
	"{\"type\":\"" type_ "\",\"id\":\"" id_ "\",\"position\":{\"x\":" #x_ ",\"y\":" #y_ \
	"},\"width\":100,\"height\":40,\"data\":{\"label\":\"" id_ "\"}}"
#define MARKED(id_, x_, y_, legend_)                                                       \
	"{\"type\":\"subtopic\",\"id\":\"" id_ "\",\"position\":{\"x\":" #x_ ",\"y\":" #y_ \
	"},\"width\":100,\"height\":40,\"data\":{\"label\":\"" id_                         \
	"\",\"legend\":{\"label\":\"" legend_ "\"}}}"
#define EDGE(style_, from_, to_)                                                   \
	"{\"id\":\"e\",\"source\":\"" from_ "\",\"target\":\"" to_ "\",\"data\":{" \
	"\"edgeStyle\":\"" style_ "\"}}"

static void
topics_become_phases_and_subtopics_their_steps(void **state)
{
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", NULL);

	assert_string_equal(imported->roadmap->id, "garden");
	assert_string_equal(imported->roadmap->title, "A garden of your own");
	assert_string_equal(imported->roadmap->summary, "From a bare plot to a full table.");
	assert_string_equal(import_outline(imported),
	    "soil: soil sand clay; tools: tools spade fork bare-hands buy-gloves; "
	    "water: water a-can a-hose; compost: compost sand-for-the-compost");
	assert_string_equal(import_needs(imported, "water"), "");
}

static void
everything_left_out_is_told(void **state)
{
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", NULL);

	assert_string_equal(imported->notes,
	    "test: node 'nolabelnolabelnolabel' has no label: left out\n"
	    "test: a node of type 'hologram' is left out\n"
	    "test: node 'sand-sand-sand-sand-s' is there twice: 'Sand for the compost' is a step "
	    "of its own, without the edges\n"
	    "test: edge 'no-source' has no source: left out\n"
	    "test: edge 'no-target' has no target: left out\n"
	    "test: edge 'to-nobody': no node 'gone': left out\n"
	    "test: boxes, captions and lines, which are no steps: 4 left out\n");
	assert_int_equal(imported->draft->n_dropped, 5);
}

static void
hours_are_guessed_alike_so_that_order_decides(void **state)
{
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", NULL);

	assert_int_equal(imported->draft->n_guessed, 13);
	assert_true(import_step(imported, "soil")->guessed);
	assert_int_equal(import_step(imported, "soil")->minutes_low,
	    import_step(imported, "sand")->minutes_low);
	assert_int_equal(import_step(imported, "soil")->minutes_high,
	    import_step(imported, "sand")->minutes_high);
}

static void
advice_and_its_alternatives_are_a_choice(void **state)
{
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", NULL);
	const Pb__Choice *choice = imported->roadmap->choices[0];

	assert_int_equal(imported->roadmap->n_choices, 1);
	assert_string_equal(choice->title, "Tools: pick one");
	assert_int_equal(choice->pick, 1);
	assert_int_equal(choice->n_options, 3);
	assert_string_equal(choice->options[0]->id, "spade");
	assert_string_equal(import_step(imported, "fork")->choice_id, choice->id);
	assert_string_equal(import_step(imported, "fork")->option_id, "fork");
	assert_string_equal(import_step(imported, "buy-gloves")->choice_id, "");
}

static void
advice_alone_is_no_choice(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "t", 0, 0) "," MARKED("a", 200, 0, "Recommended") "," MARKED("b", 200, 45,
		"Recommended"),
	    EDGE("dashed", "t", "a"));

	assert_int_equal(imported->roadmap->n_choices, 0);
	assert_string_equal(import_outline(imported), "t: t a b");
}

static void
each_list_with_alternatives_is_a_choice_of_its_own(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "t", 0, 0) "," MARKED("a", 200, 0, "Recommended") "," MARKED("b", 200, 45,
		"Alternative") "," MARKED("c", 200, 300, "Recommended") "," MARKED("d", 200, 345,
		"Alternative"),
	    EDGE("dashed", "t", "a") "," EDGE("dashed", "t", "c"));

	assert_int_equal(imported->roadmap->n_choices, 2);
	assert_string_equal(import_step(imported, "b")->choice_id, "t-a-or-b");
	assert_string_equal(import_step(imported, "d")->choice_id, "t-c-or-d");
}

static void
advice_apart_from_its_alternatives_is_a_choice_with_them(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "t", 0, 0) "," MARKED("b", 300, 0, "Alternative") "," MARKED("a", 0, 200,
		"Recommended"),
	    EDGE("dashed", "t", "a") "," EDGE("dashed", "t", "b"));

	assert_int_equal(imported->roadmap->n_choices, 1);
	assert_string_equal(imported->roadmap->choices[0]->options[0]->id, "a");
}

static void
an_edge_to_one_of_a_list_means_all_of_it(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "far", 0, 0) "," NODE("topic", "near", 0, 400) "," NODE("subtopic", "a",
		300, 310) "," NODE("subtopic", "b", 300, 355) "," NODE("subtopic", "c", 300, 400),
	    EDGE("dashed", "far", "a"));

	assert_string_equal(import_outline(imported), "far: far a b c; near: near");
}

static void
what_no_edge_leads_to_belongs_to_the_nearest(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "one", 0, 0) "," NODE("topic", "two", 0, 400) "," NODE("subtopic", "a",
		300, 380) "," NODE("subtopic", "b", 300, 20),
	    "");

	assert_string_equal(import_outline(imported), "one: one b; two: two a");
}

/* A box with all the sizes a drawing program leaves behind. */
#define BOX(id_, x_, y_, old_, measured_)                                                 \
	"{\"type\":\"section\",\"id\":\"" id_ "\",\"position\":{\"x\":" #x_ ",\"y\":" #y_ \
	"}," old_ ",\"measured\":{" measured_ "},\"data\":{\"label\":\"\"}}"
#define STROKE(type_, x_, y_, width_, height_)                                             \
	"{\"type\":\"" type_ "\",\"id\":\"stroke\",\"position\":{\"x\":" #x_ ",\"y\":" #y_ \
	"},\"width\":" #width_ ",\"height\":" #height_                                     \
	",\"data\":{\"label\":\"a line\",\"style\":{"                                      \
	"\"strokeDasharray\":\"0.8 8\"}}}"

static void
a_box_is_as_large_as_it_was_measured(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "oven", 0, 0) "," NODE("topic", "dough", 0, 300) "," BOX("box", 300, 0,
		"\"width\":150,\"height\":100,\"style\":{\"width\":150,\"height\":100}",
		"\"width\":200,\"height\":500") "," NODE("subtopic", "stones", 320,
		20) "," NODE("subtopic", "wood", 320, 400),
	    EDGE("dashed", "oven", "box"));

	assert_string_equal(import_outline(imported), "oven: oven stones wood; dough: dough");
}

static void
a_node_that_stands_alone_is_where_its_position_says(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "oven", 0, 0) "," NODE("topic", "dough", 0,
		300) ","
		     "{\"type\":\"subtopic\",\"id\":\"stones\",\"position\":{\"x\":200,\"y\":0},"
		     "\"positionAbsolute\":{\"x\":200,\"y\":300},\"width\":100,\"height\":40,"
		     "\"data\":{\"label\":\"stones\"}}",
	    "");

	assert_string_equal(import_outline(imported), "oven: oven stones; dough: dough");
}

static void
a_drawn_line_ties_a_box_to_its_topic(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "oven", 0, 0) "," NODE("topic", "dough", 0, 300) "," NODE("topic",
		"bread", 0, 600) "," BOX("left", -400, 0, "\"width\":1",
		"\"width\":300,\"height\":700") "," STROKE("horizontal", -95, 310, 90,
		20) "," NODE("subtopic", "salt", -390, 20) "," NODE("subtopic", "yeast", -390,
		640) "," STROKE("vertical", 40, 645, 20, 50) "," NODE("subtopic", "crust", 0, 700),
	    "");

	assert_string_equal(import_outline(imported),
	    "oven: oven; dough: dough salt yeast; bread: bread crust");
}

static void
a_box_beside_several_topics_belongs_to_the_one_at_its_top(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "oven", 0, 0) "," NODE("topic", "dough", 0, 300) "," NODE("topic",
		"bread", 0, 600) "," BOX("left", -400, 290, "\"width\":1",
		"\"width\":300,\"height\":500") "," NODE("subtopic", "salt", -390, 700),
	    "");

	assert_string_equal(import_outline(imported),
	    "oven: oven; dough: dough salt; bread: bread");
}

static void
a_checklist_is_that_of_the_topic_it_belongs_to(void **state)
{
	static const struct import_options chain = {.chain = true};
	const struct imported *imported = *state;
	const char *text = arena_printf(imported->arena, "{\"nodes\":[%s],\"edges\":[%s]}",
	    NODE("topic", "oven", 0, 0) "," NODE("topic", "dough", 0,
		300) ","
		     "{\"type\":\"checklist\",\"id\":\"list\",\"position\":{\"x\":200,\"y\":0},"
		     "\"data\":{"
		     "\"label\":\"\",\"checklists\":[{\"id\":\"x\",\"label\":\"Sweep it\"},"
		     "{\"id\":\"y\",\"label\":\"Light it\"},{\"id\":\"z\"}]}},"
		     "{\"type\":\"checklist\",\"id\":\"none\",\"position\":{\"x\":200,\"y\":90},"
		     "\"data\":{\"label\":\"\",\"checklists\":[]}}",
	    EDGE("dashed", "oven", "list"));
	const Pb__StepDef *oven;

	imported = import_bytes(state, text, strlen(text), NULL, &chain);
	assert_non_null(imported->roadmap);
	oven = import_step(imported, "oven");
	assert_string_equal(import_outline(imported), "oven: oven; dough: dough");
	assert_int_equal(oven->n_checklist, 2);
	assert_string_equal(oven->checklist[1]->title, "Light it");
	assert_string_equal(import_needs(imported, "dough"), "oven");
	assert_string_equal(imported->notes, "test: checklist 'none' is empty: left out\n");
}

static void
choices_of_one_topic_are_told_apart(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "flour", 0, 0) "," MARKED("rye", 200, 0, "Recommended") "," MARKED("oats",
		310, 0, "Alternative") "," MARKED("salt", 200, 200,
		"Recommended") "," MARKED("sugar", 310, 200, "Alternative"),
	    EDGE("dashed", "flour", "rye") "," EDGE("dashed", "flour", "salt"));

	assert_int_equal(imported->roadmap->n_choices, 2);
	assert_string_equal(imported->roadmap->choices[0]->title, "flour: rye or oats");
	assert_string_equal(imported->roadmap->choices[1]->title, "flour: salt or sugar");
	imported = drawing(state,
	    NODE("topic", "Pick a flour", 0, 0) "," MARKED("rye", 200, 0,
		"Recommended") "," MARKED("oats", 310, 0, "Alternative"),
	    "");
	assert_string_equal(imported->roadmap->choices[0]->title, "Pick a flour");
}

static void
the_main_line_goes_down_whichever_way_it_was_drawn(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "last", 0, 400) "," NODE("topic", "middle", 0, 200) "," NODE("topic",
		"first", 0, 0),
	    EDGE("solid", "last", "middle") "," EDGE("solid", "first", "middle"));

	assert_string_equal(import_outline(imported), "first-to-last: first middle last");
}

static void
neighbours_come_as_the_line_between_them_goes(void **state)
{
	const struct imported *imported =
	    drawing(state, NODE("topic", "left", 0, 0) "," NODE("topic", "right", 300, 1),
		EDGE("solid", "right", "left"));

	assert_string_equal(import_outline(imported), "right-to-left: right left");
}

static void
a_circle_of_lines_is_walked_once(void **state)
{
	const struct imported *imported = drawing(state,
	    NODE("topic", "a", 0, 0) "," NODE("topic", "b", 200, 0) "," NODE("topic", "c", 400, 0),
	    EDGE("solid", "a", "b") "," EDGE("solid", "b", "c") "," EDGE("solid", "c", "a"));

	assert_string_equal(import_outline(imported), "a-to-c: a b c");
}

static void
a_drawing_of_subtopics_only_is_one_phase(void **state)
{
	const struct imported *imported =
	    drawing(state, NODE("subtopic", "b", 0, 90) "," NODE("subtopic", "a", 0, 0), "");

	assert_string_equal(import_outline(imported), "steps: a b");
}

static void
order_is_a_requirement_if_asked_for(void **state)
{
	const struct import_options options = {.chain = true};
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", &options);

	assert_string_equal(import_needs(imported, "soil"), "");
	assert_string_equal(import_needs(imported, "tools"), "soil");
	assert_string_equal(import_needs(imported, "fork"), "tools");
	assert_string_equal(import_needs(imported, "compost"), "");
}

static void
equal_labels_get_ids_of_their_own(void **state)
{
	const struct imported *imported = drawing(state,
	    "{\"type\":\"topic\",\"id\":\"x\",\"data\":{\"label\":\"C\"}},"
	    "{\"type\":\"topic\",\"id\":\"y\",\"data\":{\"label\":\"C++\"}},"
	    "{\"type\":\"topic\",\"id\":\"z\",\"data\":{\"label\":\"\\u00e9\\u00e9\"}}",
	    "");

	assert_string_equal(import_outline(imported), "c-to: c c-2 item");
}

static void
texts_and_links_come_from_a_content_map(void **state)
{
	struct import_options options = {
	    .content = import_sample_path(state, "content/garden.json")};
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", &options);
	const Pb__StepDef *soil = import_step(imported, "soil");

	assert_string_equal(soil->summary, "What all else grows in.\n\nFeel it.");
	assert_int_equal(soil->n_resources, 2);
	assert_string_equal(soil->resources[0]->kind, "book");
	assert_string_equal(soil->resources[1]->kind, "article");
	assert_string_equal(import_step(imported, "sand")->summary, "Runs through your fingers.");
	assert_non_null(strstr(imported->notes, "'soil.html' is no address of the web: left out"));
	assert_non_null(strstr(imported->notes, "texts for no step: 1 left out"));
}

static void
a_progress_record_marks_steps(void **state)
{
	struct import_options options = {
	    .progress = import_sample_path(state, "content/garden-progress.json")};
	const struct imported *imported = import_sample(state, "roadmapsh/garden.json", &options);

	assert_int_equal(import_mark_of(imported, "soil"), IMPORT_DONE);
	assert_int_equal(import_mark_of(imported, "fork"), IMPORT_DONE);
	assert_int_equal(import_mark_of(imported, "water"), IMPORT_ACTIVE);
	assert_int_equal(import_mark_of(imported, "buy-gloves"), IMPORT_SKIPPED);
	assert_int_equal(import_mark_of(imported, "sand"), IMPORT_TODO);
	assert_non_null(strstr(imported->notes, "progress: no step 'unheard-of': left out\n"));
}

static void
a_drawing_as_progress_is_refused(void **state)
{
	struct import_options options = {
	    .progress = import_sample_path(state, "roadmapsh/garden.json")};
	static const char text[] = "{\"nodes\":[" NODE("topic", "a", 0, 0) "]}";
	const struct imported *imported =
	    import_bytes(state, text, sizeof(text) - 1, NULL, &options);

	assert_null(imported->roadmap);
	assert_string_equal(imported->err.text,
	    "--progress: expected {\"done\": [...], \"learning\": [...], \"skipped\": [...]}");
}

static void
the_older_mock_up_is_refused(void **state)
{
	import_bad(state, "{\"mockup\":{\"controls\":{\"control\":[]}}}",
	    "is a mock-up, the older format of roadmap.sh: take the file with \"nodes\" and "
	    "\"edges\"");
}

static void
a_drawing_without_a_step_is_refused(void **state)
{
	import_bad(state, "{\"nodes\":[],\"edges\":[]}", "holds no step");
	import_bad(state, "{\"nodes\":[1,null,\"x\",[]],\"edges\":[2,{}]}", "holds no step");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    import_test(topics_become_phases_and_subtopics_their_steps),
	    import_test(everything_left_out_is_told),
	    import_test(hours_are_guessed_alike_so_that_order_decides),
	    import_test(advice_and_its_alternatives_are_a_choice),
	    import_test(advice_alone_is_no_choice),
	    import_test(each_list_with_alternatives_is_a_choice_of_its_own),
	    import_test(advice_apart_from_its_alternatives_is_a_choice_with_them),
	    import_test(an_edge_to_one_of_a_list_means_all_of_it),
	    import_test(what_no_edge_leads_to_belongs_to_the_nearest),
	    import_test(a_box_is_as_large_as_it_was_measured),
	    import_test(a_node_that_stands_alone_is_where_its_position_says),
	    import_test(a_drawn_line_ties_a_box_to_its_topic),
	    import_test(a_box_beside_several_topics_belongs_to_the_one_at_its_top),
	    import_test(a_checklist_is_that_of_the_topic_it_belongs_to),
	    import_test(choices_of_one_topic_are_told_apart),
	    import_test(the_main_line_goes_down_whichever_way_it_was_drawn),
	    import_test(neighbours_come_as_the_line_between_them_goes),
	    import_test(a_circle_of_lines_is_walked_once),
	    import_test(a_drawing_of_subtopics_only_is_one_phase),
	    import_test(order_is_a_requirement_if_asked_for),
	    import_test(equal_labels_get_ids_of_their_own),
	    import_test(texts_and_links_come_from_a_content_map),
	    import_test(a_progress_record_marks_steps),
	    import_test(a_drawing_as_progress_is_refused),
	    import_test(the_older_mock_up_is_refused),
	    import_test(a_drawing_without_a_step_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
