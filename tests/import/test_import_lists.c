/* Exercism tracks, Taskwarrior exports and Markdown checklists. */
#include <string.h>

#include "import_support.h"

static void
exercises_wait_for_any_teacher_of_their_concepts(void **state)
{
	const struct imported *imported = import_sample(state, "exercism/flutes.json", NULL);

	assert_string_equal(imported->format->name, "exercism");
	assert_string_equal(imported->roadmap->id, "exercism-flutes");
	assert_string_equal(imported->roadmap->title, "Flutes, the Exercism track");
	assert_string_equal(import_outline(imported),
	    "concepts: one-breath low-notes high-notes trill; practice-easy: hello-flute; "
	    "practice-medium: scale; practice-hard: concerto");
	assert_string_equal(import_needs(imported, "low-notes"), "one-breath");
	assert_string_equal(import_needs(imported, "scale"), "low-notes");
	assert_string_equal(import_step(imported, "low-notes")->skills[1], "flutes-fingering");
	assert_int_equal(import_step(imported, "scale")->n_skills, 0);
}

static void
exercises_that_are_not_offered_are_told(void **state)
{
	const struct imported *imported = import_sample(state, "exercism/flutes.json", NULL);

	assert_string_equal(imported->notes,
	    "test: concept 5 has no slug: left out\n"
	    "test: exercise 'circular' is wip: left out\n"
	    "test: 'trill': no concept 'no-such-concept': left out\n"
	    "test: exercise 'old-song' is deprecated: left out\n"
	    "test: 'trill': no exercise teaches 'endless': that requirement is left out\n"
	    "test: 'trill': no exercise teaches 'unheard': that requirement is left out\n");
}

static void
a_harder_exercise_is_guessed_to_take_longer(void **state)
{
	const struct imported *imported = import_sample(state, "exercism/flutes.json", NULL);

	assert_true(import_step(imported, "concerto")->guessed);
	assert_true(import_step(imported, "concerto")->minutes_high >
		    import_step(imported, "hello-flute")->minutes_high);
}

static void
what_is_required_anyway_is_left_out(void **state)
{
	const struct imported *imported = import_good(state, "exercism",
	    "{\"slug\":\"x\",\"exercises\":{\"concept\":["
	    "{\"slug\":\"a\",\"concepts\":[\"p\"]},"
	    "{\"slug\":\"b\",\"concepts\":[\"q\"],\"prerequisites\":[\"p\"]},"
	    "{\"slug\":\"c\",\"concepts\":[\"r\"],\"prerequisites\":[\"p\",\"q\"]},"
	    "{\"slug\":\"e\",\"concepts\":[\"s\"]},{\"slug\":\"f\",\"concepts\":[\"s\"]},"
	    "{\"slug\":\"g\",\"concepts\":[],\"prerequisites\":[\"s\"]},"
	    "{\"slug\":\"d\",\"concepts\":[],\"prerequisites\":[\"q\",\"r\",\"p\"]}]},"
	    "\"concepts\":[{\"slug\":\"p\"},{\"slug\":\"q\"},{\"slug\":\"r\"},"
	    "{\"slug\":\"s\"}]}");

	assert_string_equal(import_needs(imported, "b"), "a");
	assert_string_equal(import_needs(imported, "c"), "b");
	assert_string_equal(import_needs(imported, "d"), "c");
	assert_string_equal(import_needs(imported, "g"), "e|f");
}

static void
an_older_track_is_refused(void **state)
{
	import_bad(state, "{\"language\":\"Flutes\",\"exercises\":[{\"slug\":\"a\"}]}",
	    "is an older track of Exercism: only version 3 is read");
}

static void
exercises_that_wait_for_each_other_are_freed(void **state)
{
	const struct imported *imported = import_good(state, "exercism",
	    "{\"slug\":\"x\",\"exercises\":{\"concept\":["
	    "{\"slug\":\"a\",\"concepts\":[\"p\"],\"prerequisites\":[\"q\"]},"
	    "{\"slug\":\"b\",\"concepts\":[\"q\"],\"prerequisites\":[\"p\"]},"
	    "{\"slug\":\"c\",\"concepts\":[\"r\"],\"prerequisites\":[\"r\"]}]},"
	    "\"concepts\":[{\"slug\":\"p\"},{\"slug\":\"q\"},{\"slug\":\"r\"}]}");

	assert_string_equal(import_needs(imported, "a"), "b");
	assert_string_equal(import_needs(imported, "b"), "");
	assert_string_equal(import_needs(imported, "c"), "");
	assert_string_equal(imported->notes,
	    "test: 'c' waits for itself: it need not\n"
	    "test: 'b' and 'a' wait for each other: 'b' need not wait\n");
}

static void
tasks_become_steps_by_project(void **state)
{
	const struct imported *imported = import_sample(state, "taskwarrior/boat.json", NULL);
	const Pb__StepDef *splice = import_step(imported, "splice-the-halyard");
	const Pb__StepDef *paint = import_step(imported, "paint-the-hull");

	assert_string_equal(imported->format->name, "taskwarrior");
	assert_string_equal(import_outline(imported),
	    "boat-rigging: read-about-knots splice-the-halyard; boat: paint-the-hull; "
	    "tasks: go-to-sea come-back-again");
	assert_string_equal(imported->roadmap->phases[0]->title, "boat: rigging");
	assert_int_equal(splice->minutes_low, 210);
	assert_false(splice->guessed);
	assert_int_equal(splice->value, 5);
	assert_string_equal(splice->summary, "see https://boat.example/splice for how");
	assert_string_equal(splice->resources[0]->url, "https://boat.example/splice");
	assert_int_equal(paint->kind, PB__KIND__KIND_PROJECT);
	assert_true(paint->milestone);
	assert_true(paint->guessed);
}

static void
dependencies_are_read_in_both_forms(void **state)
{
	const struct imported *imported = import_sample(state, "taskwarrior/boat.json", NULL);

	assert_string_equal(import_needs(imported, "splice-the-halyard"), "read-about-knots");
	assert_string_equal(import_needs(imported, "paint-the-hull"), "splice-the-halyard");
	assert_non_null(strstr(imported->notes,
	    "'paint-the-hull' depends on 'b0a70000-0000-4000-8000-00000000000f', which is not "
	    "there: left out\n"));
}

static void
the_last_of_tasks_with_one_uuid_counts(void **state)
{
	const struct imported *imported = import_sample(state, "taskwarrior/boat.json", NULL);

	assert_string_equal(import_needs(imported, "go-to-sea"), "paint-the-hull come-back-again");
	assert_non_null(strstr(imported->notes,
	    "uuid 'b0a70000-0000-4000-8000-000000000005' is there twice: the last one counts\n"));
}

static void
what_tasks_are_no_steps_is_told(void **state)
{
	const struct imported *imported = import_sample(state, "taskwarrior/boat.json", NULL);

	assert_non_null(strstr(imported->notes, "entry 10 is no task: left out\n"));
	assert_non_null(strstr(imported->notes,
	    "task 'b0a70000-0000-4000-8000-000000000008' has no description: left out\n"));
	assert_non_null(strstr(imported->notes, "1 deleted and 1 recurring tasks are left out\n"));
}

static void
completed_and_begun_tasks_are_marked(void **state)
{
	const struct imported *imported = import_sample(state, "taskwarrior/boat.json", NULL);

	assert_int_equal(import_mark_of(imported, "read-about-knots"), IMPORT_DONE);
	assert_int_equal(imported->draft->steps[0]->at_s, 1767632400); /* 2026-01-05 17:00 */
	assert_int_equal(import_mark_of(imported, "paint-the-hull"), IMPORT_ACTIVE);
	assert_int_equal(import_mark_of(imported, "go-to-sea"), IMPORT_TODO);
}

static void
tasks_may_come_one_a_line(void **state)
{
	const struct imported *imported = import_sample(state, "taskwarrior/lines.json", NULL);

	assert_string_equal(imported->format->name, "taskwarrior");
	assert_string_equal(import_outline(imported), "tasks: one two");
	assert_string_equal(import_needs(imported, "two"), "one");
	imported = import_good(state, "taskwarrior",
	    "{\"description\":\"A\",\"uuid\":\"1\"},\n{\"description\":\"B\",\"uuid\":\"2\"},\n");
	assert_string_equal(import_outline(imported), "tasks: a b");
	imported = import_good(state, "taskwarrior", "{\"description\":\"A\",\"uuid\":\"1\"}");
	assert_string_equal(import_outline(imported), "tasks: a");
}

static void
headings_are_phases_and_items_steps(void **state)
{
	const struct imported *imported = import_sample(state, "markdown/cheese.md", NULL);

	assert_string_equal(imported->format->name, "markdown");
	assert_string_equal(imported->roadmap->title, "Cheese at home");
	assert_string_equal(imported->roadmap->summary, "From milk to market.");
	assert_string_equal(imported->roadmap->phases[0]->summary, "What everybody needs.");
	assert_string_equal(import_outline(imported),
	    "basics: read-the-cheese-book buy-rennet boil-all-the-tools clean-the-kitchen; "
	    "basics-fresh-ones-easy: ricotta mozzarella; basics-fresh-ones-harder: burrata; "
	    "basics-fresh-ones: taste-them-all; ripe-ones: dig-a-cellar wait");
	assert_string_equal(imported->notes, "test: line 45: an item without words is left out\n");
}

static void
boxes_hours_and_links_of_items_are_read(void **state)
{
	const struct imported *imported = import_sample(state, "markdown/cheese.md", NULL);
	const Pb__StepDef *book = import_step(imported, "read-the-cheese-book");

	assert_string_equal(book->title, "Read the cheese book");
	assert_string_equal(book->summary, "It is short.");
	assert_string_equal(book->resources[0]->url, "https://cheese.example/book");
	assert_int_equal(book->minutes_low, 180);
	assert_false(book->guessed);
	assert_int_equal(import_step(imported, "buy-rennet")->minutes_high, 120);
	assert_true(import_step(imported, "buy-rennet")->guessed);
	assert_int_equal(import_step(imported, "boil-all-the-tools")->minutes_low, 30);
	assert_int_equal(import_step(imported, "clean-the-kitchen")->minutes_low, 90);
	assert_int_equal(import_step(imported, "dig-a-cellar")->minutes_low, 150);
	assert_int_equal(import_mark_of(imported, "read-the-cheese-book"), IMPORT_DONE);
	assert_int_equal(import_mark_of(imported, "dig-a-cellar"), IMPORT_DONE);
	assert_int_equal(import_mark_of(imported, "buy-rennet"), IMPORT_TODO);
}

static void
nested_items_are_the_checklist_of_a_step(void **state)
{
	const struct imported *imported = import_sample(state, "markdown/cheese.md", NULL);
	const struct import_step *step = imported->draft->steps[0];

	assert_int_equal(step->def->n_checklist, 3);
	assert_string_equal(step->def->checklist[2]->id, "deep-inside");
	assert_true(step->checked[0]);
	assert_false(step->checked[1]);
}

static void
several_first_headings_are_phases(void **state)
{
	const struct imported *imported =
	    import_good(state, "markdown", "# One\n- a\n# Two\n- b\n## More\n- c\n");

	assert_string_equal(import_outline(imported), "one: a; two: b; two-more: c");
	assert_string_equal(imported->roadmap->title, "test");
}

static void
a_list_without_headings_will_do(void **state)
{
	const struct imported *imported = import_sample(state, "markdown/plain.md", NULL);

	assert_string_equal(import_outline(imported), "steps: one two");
}

static void
a_title_that_only_looks_like_hours_is_kept(void **state)
{
	const struct imported *imported = import_good(state, "markdown",
	    "- Read (chapter 2)\n- Run (5 km)\n- Sleep (0 h)\n- Wait (3-1 h)\n- Big (9999 h)\n");

	assert_string_equal(import_step(imported, "read-chapter-2")->title, "Read (chapter 2)");
	assert_string_equal(import_step(imported, "run-5-km")->title, "Run (5 km)");
	assert_string_equal(import_step(imported, "sleep-0-h")->title, "Sleep (0 h)");
	assert_string_equal(import_step(imported, "wait-3-1-h")->title, "Wait (3-1 h)");
	assert_string_equal(import_step(imported, "big-9999-h")->title, "Big (9999 h)");
}

static void
ids_and_remarks_of_an_export_are_read_back(void **state)
{
	const struct imported *imported = import_good(state, "markdown",
	    "# Bread \\& more <!-- loaf -->\n\n## C\\# <!-- first -->\n\n"
	    "- [x] Knead \\*it\\* \\[twice\\](now) (~1.5-2 h, optional, milestone, known) <!-- k "
	    "-->\n"
	    "  - [x] One <!-- b -->\n  - [ ] Two <!-- b -->\n"
	    "- [ ] Wait (optional)\n- [ ] Go (3 h, skipped) <!-- k -->\n- [ ] No (3 h, later)\n");
	const Pb__StepDef *knead = import_step(imported, "k");

	assert_string_equal(imported->roadmap->id, "loaf");
	assert_string_equal(imported->roadmap->title, "Bread & more");
	assert_string_equal(import_outline(imported), "first: k wait go no-3-h-later");
	assert_string_equal(imported->roadmap->phases[0]->title, "C#");
	assert_string_equal(knead->title, "Knead *it* [twice](now)");
	assert_int_equal(knead->minutes_low, 90);
	assert_int_equal(knead->minutes_high, 120);
	assert_true(knead->guessed && knead->optional && knead->milestone);
	assert_string_equal(knead->checklist[0]->id, "b");
	assert_string_equal(knead->checklist[1]->id, "two");
	assert_int_equal(import_mark_of(imported, "k"), IMPORT_KNOWN);
	assert_true(import_step(imported, "wait")->optional);
	assert_int_equal(import_mark_of(imported, "go"), IMPORT_SKIPPED);
	assert_string_equal(import_step(imported, "no-3-h-later")->title, "No (3 h, later)");
}

static void
headings_keep_what_only_looks_like_their_end(void **state)
{
	const struct imported *imported = import_good(state, "markdown",
	    "# Tongues <!-- omit in toc -->\n\n## C#\n- a <!-- a remark -->\n## D ##\n- b\n");

	assert_string_equal(imported->roadmap->title, "Tongues");
	assert_string_equal(imported->roadmap->id, "tongues");
	assert_string_equal(imported->roadmap->phases[0]->title, "C#");
	assert_string_equal(imported->roadmap->phases[1]->title, "D");
	assert_string_equal(import_step(imported, "a")->title, "a");
}

static void
long_lines_and_paragraphs_of_a_summary_are_kept(void **state)
{
	const struct imported *imported = *state;
	const char *words = "flour water salt yeast and time ";
	const char *text;

	words = arena_printf(imported->arena, "%s%s%s%s%s%s%sslowly", words, words, words, words,
	    words, words, words);
	text = arena_printf(imported->arena, "# Bread\n\n%s\n\nSecond.\nThird.\n\n- a\n", words);
	imported = import_good(state, "markdown", text);
	assert_string_equal(imported->roadmap->summary,
	    arena_printf(imported->arena, "%s\n\nSecond.\nThird.", words));
}

static void
steps_keep_the_ids_of_where_they_come_from(void **state)
{
	const struct imported *imported = import_good(state, "exercism",
	    "{\"slug\":\"x\",\"exercises\":{\"practice\":[{\"uuid\":\"u-1\",\"slug\":\"tow-line\","
	    "\"name\":\"A Tow Line\"}]}}");

	assert_string_equal(import_step(imported, "tow-line")->source_id, "u-1");
	imported = import_sample(state, "taskwarrior/boat.json", NULL);
	assert_string_equal(import_step(imported, "read-about-knots")->source_id,
	    "b0a70000-0000-4000-8000-000000000001");
	imported = import_sample(state, "roadmapsh/garden.json", NULL);
	assert_string_equal(import_step(imported, "tools")->source_id, "T_toolstoolstoolstool");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    import_test(exercises_wait_for_any_teacher_of_their_concepts),
	    import_test(exercises_that_are_not_offered_are_told),
	    import_test(a_harder_exercise_is_guessed_to_take_longer),
	    import_test(what_is_required_anyway_is_left_out),
	    import_test(an_older_track_is_refused),
	    import_test(exercises_that_wait_for_each_other_are_freed),
	    import_test(tasks_become_steps_by_project),
	    import_test(dependencies_are_read_in_both_forms),
	    import_test(the_last_of_tasks_with_one_uuid_counts),
	    import_test(what_tasks_are_no_steps_is_told),
	    import_test(completed_and_begun_tasks_are_marked),
	    import_test(tasks_may_come_one_a_line),
	    import_test(headings_are_phases_and_items_steps),
	    import_test(boxes_hours_and_links_of_items_are_read),
	    import_test(nested_items_are_the_checklist_of_a_step),
	    import_test(several_first_headings_are_phases),
	    import_test(a_list_without_headings_will_do),
	    import_test(a_title_that_only_looks_like_hours_is_kept),
	    import_test(ids_and_remarks_of_an_export_are_read_back),
	    import_test(headings_keep_what_only_looks_like_their_end),
	    import_test(long_lines_and_paragraphs_of_a_summary_are_kept),
	    import_test(steps_keep_the_ids_of_where_they_come_from),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
