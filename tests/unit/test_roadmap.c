#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/text.h"
#include "support/roadmap_fixture.h"

#define CHECK(...)                                                             \
	roadmap_fixture_make(*state, (const struct small_step[]){__VA_ARGS__}, \
	    sizeof((const struct small_step[]){__VA_ARGS__}) / sizeof(struct small_step))

static void
assert_fault(void **state, const char *path, const char *text)
{
	struct fixture *fixture = *state;
	uint32_t i;

	for (i = 0; i < fixture->faults.n; i++)
		if (strcmp(fixture->faults.list[i].path, path) == 0 &&
		    strcmp(fixture->faults.list[i].text, text) == 0)
			return;
	for (i = 0; i < fixture->faults.n; i++)
		print_error("%s: %s\n", fixture->faults.list[i].path, fixture->faults.list[i].text);
	fail_msg("missing: %s: %s", path, text);
}

static void
assert_only_fault(void **state, const char *path, const char *text)
{
	struct fixture *fixture = *state;

	assert_fault(state, path, text);
	assert_int_equal(fixture->faults.n, 1);
}

static void
a_good_roadmap_has_no_faults(void **state)
{
	assert_true(CHECK({.id = "git"}, {.id = "sql"}, {.id = "py", .owner = "language/python"},
	    {.id = "go", .owner = "language/go"}, {.id = "api", .needs = "git sql py|go"},
	    {.id = "graphql", .needs = "api", .optional = true}));
}

static void
names_are_resolved(void **state)
{
	struct fixture *fixture = *state;
	const struct roadmap *roadmap;

	assert_true(CHECK({.id = "c", .needs = "b a|b"}, {.id = "b", .needs = "a"}, {.id = "a"},
	    {.id = "p", .owner = "x/one"}, {.id = "q", .owner = "x/two"},
	    {.id = "r", .owner = "y/one"}));
	roadmap = fixture->roadmap;
	assert_int_equal(roadmap->steps[0].needs[0].any[0], 1);
	assert_int_equal(roadmap->steps[0].needs[1].any[0], 2);
	assert_int_equal(roadmap->steps[0].needs[1].any[1], 1);
	assert_int_equal(roadmap->steps[1].n_opens, 1);
	assert_int_equal(roadmap->steps[1].opens[0], 0);
	assert_int_equal(roadmap->steps[2].n_opens, 2);
	assert_int_equal(roadmap->steps[2].opens[0], 0);
	assert_int_equal(roadmap->steps[2].opens[1], 1);
	assert_int_equal(roadmap->steps[0].choice, ROADMAP_NONE);
	assert_int_equal(roadmap->steps[4].choice, 0);
	assert_int_equal(roadmap->steps[4].option, 1);
	assert_int_equal(roadmap->n_options, 3);
	assert_int_equal(roadmap->choices[1].first_flag, 2);
	assert_int_equal(roadmap->phases[0].first_step, 0);
	assert_int_equal(roadmap->phases[0].n_steps, 6);
	assert_int_equal(roadmap->topo_order[0], 2);
	assert_int_equal(roadmap->topo_order[1], 1);
	assert_int_equal(roadmap->topo_order[2], 0);
	assert_int_equal(roadmap_step_index(roadmap, "p"), 3);
	assert_int_equal(roadmap_step_index(roadmap, "z"), ROADMAP_NONE);
	assert_int_equal(roadmap_choice_index(roadmap, "y"), 1);
	assert_int_equal(roadmap_option_index(&roadmap->choices[0], "two"), 1);
}

static void
the_estimate_is_the_mean_rounded_up(void **state)
{
	(void)state;
	assert_int_equal(roadmap_step_minutes(
			     &(struct roadmap_step){.minutes_low = 3, .minutes_high = 4}),
	    4);
	assert_int_equal(roadmap_step_minutes(
			     &(struct roadmap_step){.minutes_low = 60, .minutes_high = 90}),
	    75);
	assert_int_equal(roadmap_step_minutes(&(struct roadmap_step){.minutes_low = 0}), 1);
}

static void
an_unknown_step_is_told_with_the_nearest_one(void **state)
{
	assert_false(CHECK({.id = "git-basics"}, {.id = "api", .needs = "git-basic"}));
	assert_only_fault(state, "/phases/0/steps/1/requires/0",
	    "no step 'git-basic': did you mean 'git-basics'?");
	assert_false(
	    CHECK({.id = "git-basics"}, {.id = "api", .needs = "git-basics git-basics|kafka"}));
	assert_only_fault(state, "/phases/0/steps/1/requires/1/any/1",
	    "no step 'kafka': name a step of this roadmap");
}

static void
doubled_ids_are_told_at_each_but_the_first(void **state)
{
	assert_false(CHECK({.id = "git"}, {.id = "sql"}, {.id = "git"}));
	assert_only_fault(state, "/phases/0/steps/2/id",
	    "'git' is the id of 2 steps: ids must be unique");
}

static void
doubled_ids_of_other_things_are_told(void **state)
{
	static struct roadmap_item items[] = {{"a", "A"}, {"b", "B"}, {"a", "C"}};
	static const char *skills[] = {"git", "git"};
	struct fixture *fixture = *state;
	struct roadmap_choice *choices;

	CHECK({.id = "a", .owner = "x/one"}, {.id = "b", .owner = "x/two"},
	    {.id = "c", .owner = "y/one"});
	choices = fixture->roadmap->choices;
	choices[1].id = "x";
	choices[0].options[1].id = "one";
	fixture->roadmap->steps[1].option_id = "one";
	fixture->roadmap->steps[2].choice_id = "x";
	fixture->roadmap->steps[2].items = items;
	fixture->roadmap->steps[2].n_items = 3;
	fixture->roadmap->steps[2].skills = skills;
	fixture->roadmap->steps[2].n_skills = 2;
	fixture->roadmap->n_phases = 2;
	fixture->roadmap->phases = arena_array(fixture->arena, 2, sizeof(struct roadmap_phase));
	fixture->roadmap->phases[0] = (struct roadmap_phase){.id = "only", .title = "Only"};
	fixture->roadmap->phases[1] = fixture->roadmap->phases[0];
	fixture->roadmap->steps[2].phase = 1;
	assert_false(roadmap_fixture_check(fixture));
	assert_fault(state, "/choices/1/id", "'x' is the id of 2 choices: ids must be unique");
	assert_fault(state, "/choices/0/options/1/id",
	    "'one' is the id of 2 options: ids must be unique");
	assert_fault(state, "/phases/1/steps/0/checklist/2/id",
	    "'a' is the id of 2 items: ids must be unique");
	assert_fault(state, "/phases/1/steps/0/skills/1",
	    "'git' is the id of 2 skills: ids must be unique");
	assert_fault(state, "/phases/1/id", "'only' is the id of 2 phases: ids must be unique");
}

static void
a_cycle_is_told_with_all_its_steps(void **state)
{
	assert_false(
	    CHECK({.id = "a", .needs = "b"}, {.id = "b", .needs = "c"}, {.id = "c", .needs = "a"}));
	assert_only_fault(state, "/phases/0/steps/2/requires/0",
	    "cycle: a -> b -> c -> a: take one of these requirements away");
}

static void
an_alternative_counts_for_a_cycle(void **state)
{
	assert_false(CHECK({.id = "x"}, {.id = "a", .needs = "x b"}, {.id = "b", .needs = "x|a"}));
	assert_only_fault(state, "/phases/0/steps/2/requires/0/any/1",
	    "cycle: a -> b -> a: take one of these requirements away");
}

static void
every_cycle_is_told_at_once(void **state)
{
	struct fixture *fixture = *state;

	assert_false(CHECK({.id = "a", .needs = "b d"}, {.id = "b", .needs = "a"},
	    {.id = "c", .needs = "d"}, {.id = "d", .needs = "c"}, {.id = "e", .needs = "e"}));
	assert_int_equal(fixture->faults.n, 3);
	assert_fault(state, "/phases/0/steps/1/requires/0",
	    "cycle: a -> b -> a: take one of these requirements away");
	assert_fault(state, "/phases/0/steps/2/requires/0",
	    "cycle: d -> c -> d: take one of these requirements away");
	assert_fault(state, "/phases/0/steps/4/requires/0", "'e' requires itself: take this away");
}

static void
a_long_cycle_is_told_by_its_beginning(void **state)
{
	struct small_step steps[50];
	struct fixture *fixture = *state;
	int i;

	for (i = 0; i < 50; i++)
		steps[i] = (struct small_step){.id = arena_printf(fixture->arena, "step-%d", i),
		    .needs = arena_printf(fixture->arena, "step-%d", (i + 1) % 50)};
	assert_false(roadmap_fixture_make(*state, steps, 50));
	assert_int_equal(fixture->faults.n, 1);
	assert_non_null(strstr(fixture->faults.list[0].text, "cycle: step-0 -> step-1 -> step-2"));
	assert_non_null(strstr(fixture->faults.list[0].text,
	    " -> ... -> step-0: take one of these requirements away"));
}

static void
a_required_step_may_not_rest_on_optional_ones(void **state)
{
	assert_false(CHECK({.id = "a", .optional = true}, {.id = "b", .needs = "a"}));
	assert_only_fault(state, "/phases/0/steps/1/requires/0",
	    "unreachable: a required step needs only optional ones here; make one of them "
	    "required, or this step optional");
	assert_true(
	    CHECK({.id = "a", .optional = true}, {.id = "b", .needs = "a", .optional = true}));
	assert_true(CHECK({.id = "a", .optional = true}, {.id = "x"}, {.id = "b", .needs = "a|x"}));
}

static void
a_step_may_not_rest_on_another_option_of_its_choice(void **state)
{
	struct fixture *fixture = *state;

	assert_false(CHECK({.id = "py", .owner = "language/python"},
	    {.id = "go", .owner = "language/go", .needs = "py"}));
	assert_only_fault(state, "/phases/0/steps/1/requires/0",
	    "unreachable: only other options of 'language' are needed here, and just one is "
	    "picked; name a step of this option");
	fixture->roadmap->choices[0].pick = 2;
	assert_true(roadmap_fixture_check(fixture));
	assert_true(CHECK({.id = "py", .owner = "language/python"}, {.id = "sql"},
	    {.id = "go", .owner = "language/go", .needs = "py|sql"}));
	assert_true(CHECK({.id = "py", .owner = "language/python"},
	    {.id = "go", .owner = "language/go"}, {.id = "api", .needs = "py"}));
}

static void
bad_ids_and_titles_are_told_with_a_better_one(void **state)
{
	struct fixture *fixture = *state;
	char longest[TEXT_TITLE_MAX + 2];

	memset(longest, 'x', sizeof(longest));
	longest[TEXT_TITLE_MAX + 1] = '\0';
	CHECK({.id = "Git Basics"}, {.id = ""}, {.id = "ok"}, {.id = "b\x1b"}, {.id = longest});
	fixture->roadmap->steps[1].title = "Version control";
	fixture->roadmap->steps[2].title = "  ";
	fixture->roadmap->id = "";
	fixture->roadmap->title = "caf\xe9";
	fixture->roadmap->version = 0;
	assert_false(roadmap_fixture_check(fixture));
	assert_fault(state, "/phases/0/steps/0/id",
	    "'Git Basics' is no id: use a-z, 0-9 and '-', at most 64, such as 'git-basics'");
	assert_fault(state, "/phases/0/steps/1/id",
	    "no id: give it one, such as 'version-control'");
	assert_fault(state, "/phases/0/steps/2/title", "no title: give it one");
	assert_fault(state, "/phases/0/steps/3/id",
	    "'?' is no id: use a-z, 0-9 and '-', at most 64, such as 'b'");
	assert_fault(state, "/phases/0/steps/3/title",
	    "the title has a control character (U+001B) at byte 2: take it out");
	assert_fault(state, "/phases/0/steps/4/title",
	    "the title is too long: 201 bytes, at most 200 are allowed");
	assert_fault(state, "/id", "no id: give it one, such as 'caf'");
	assert_fault(state, "/title", "the title is not UTF-8 at byte 4: save it as UTF-8");
	assert_fault(state, "/version", "out of range: a version is 1 or more");
}

static void
numbers_out_of_range_are_told(void **state)
{
	struct fixture *fixture = *state;
	struct roadmap_step *steps;

	CHECK({.id = "a"}, {.id = "b"}, {.id = "c"}, {.id = "d"});
	steps = fixture->roadmap->steps;
	steps[0].minutes_low = 0;
	steps[0].value = 0;
	steps[1].minutes_low = 61;
	steps[1].value = 101;
	steps[2].minutes_high = ROADMAP_STEP_MINUTES_MAX + 1;
	steps[2].kind = 5;
	steps[3].minutes_high = steps[3].minutes_low = ROADMAP_STEP_MINUTES_MAX;
	steps[3].value = 100;
	assert_false(roadmap_fixture_check(fixture));
	assert_fault(state, "/phases/0/steps/0/hours",
	    "out of range: a step takes more than 0 and at most 1000 hours");
	assert_fault(state, "/phases/0/steps/0/value", "value 0 is out of range: give it 1 to 100");
	assert_fault(state, "/phases/0/steps/1/hours",
	    "the hours run backwards: put the lower number first");
	assert_fault(state, "/phases/0/steps/1/value",
	    "value 101 is out of range: give it 1 to 100");
	assert_fault(state, "/phases/0/steps/2/hours", "over 1000 hours: split the step");
	assert_fault(state, "/phases/0/steps/2/kind",
	    "unknown kind: it is learn, project, portfolio or job");
	assert_int_equal(fixture->faults.n, 6);
}

static void
wrong_options_are_told(void **state)
{
	struct fixture *fixture = *state;
	struct roadmap_step *steps;

	CHECK({.id = "a", .owner = "language/python"}, {.id = "b", .owner = "language/python"},
	    {.id = "c", .owner = "language/python"}, {.id = "d", .owner = "language/python"});
	steps = fixture->roadmap->steps;
	steps[1].choice_id = "langauge";
	steps[2].option_id = "pyhton";
	steps[3].option_id = "";
	assert_false(roadmap_fixture_check(fixture));
	assert_fault(state, "/phases/0/steps/1/option",
	    "no choice 'langauge': did you mean 'language'?");
	assert_fault(state, "/phases/0/steps/2/option",
	    "no option 'pyhton' of 'language': did you mean 'python'?");
	assert_fault(state, "/phases/0/steps/3/option",
	    "half an option: name both the choice and its option");
	assert_int_equal(fixture->faults.n, 3);
}

static void
empty_places_are_told(void **state)
{
	struct fixture *fixture = *state;
	struct roadmap *roadmap;

	CHECK({.id = "a", .owner = "x/one"}, {.id = "b", .needs = "a"});
	roadmap = fixture->roadmap;
	roadmap->choices[0].n_options = 2;
	roadmap->choices[0].options[1] = (struct roadmap_option){"two", "Two"};
	roadmap->choices[0].pick = 3;
	roadmap->choices[1] = (struct roadmap_choice){.id = "y", .title = "Y", .pick = 1};
	roadmap->n_choices = 2;
	roadmap->steps[1].needs[0].n_any = 0;
	roadmap->phases = arena_array(fixture->arena, 2, sizeof(struct roadmap_phase));
	roadmap->phases[0] = (struct roadmap_phase){.id = "empty", .title = "Empty"};
	roadmap->phases[1] = (struct roadmap_phase){.id = "full", .title = "Full"};
	roadmap->n_phases = 2;
	roadmap->steps[0].phase = roadmap->steps[1].phase = 1;
	assert_false(roadmap_fixture_check(fixture));
	assert_fault(state, "/phases/0/steps",
	    "a phase without steps: give it one, or take the phase away");
	assert_fault(state, "/choices/0/options/1",
	    "no step belongs to option 'two': give it one, or take it away");
	assert_fault(state, "/choices/0/pick",
	    "pick 3 is out of range: pick 1 to 2, the number of options");
	assert_fault(state, "/choices/1/options",
	    "a choice without options: give it at least two, or take the choice away");
	assert_fault(state, "/phases/1/steps/1/requires/0", "0 steps in an entry: name 1 to 1000");
	assert_int_equal(fixture->faults.n, 5);
}

static void
a_roadmap_of_nothing_is_told(void **state)
{
	struct fixture *fixture = *state;

	fixture->roadmap = arena_alloc(fixture->arena, sizeof(*fixture->roadmap));
	*fixture->roadmap = (struct roadmap){.id = "none", .title = "None", .version = 1};
	assert_false(roadmap_fixture_check(fixture));
	assert_only_fault(state, "/phases", "no phases: write one with a step");
}

static void
steps_out_of_their_phase_are_refused(void **state)
{
	struct fixture *fixture = *state;

	CHECK({.id = "a"}, {.id = "b"});
	fixture->roadmap->steps[1].phase = 7;
	assert_false(roadmap_fixture_check(fixture));
	assert_only_fault(state, "/phases",
	    "step 1 is out of its phase: keep the steps of a phase together");
}

static void
lists_that_are_too_long_are_told(void **state)
{
	struct fixture *fixture = *state;
	struct roadmap_step *step;
	uint32_t i;

	CHECK({.id = "a"}, {.id = "b", .needs = "a"});
	step = &fixture->roadmap->steps[1];
	step->n_items = ROADMAP_LIST_MAX + 1;
	step->items = arena_array(fixture->arena, step->n_items, sizeof(*step->items));
	for (i = 0; i < step->n_items; i++)
		step->items[i] =
		    (struct roadmap_item){arena_printf(fixture->arena, "item-%u", i), "Item"};
	assert_false(roadmap_fixture_check(fixture));
	assert_only_fault(state, "/phases/0/steps/1/checklist",
	    "the list has 1001 entries: at most 1000 fit");
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, roadmap_fixture_setup, roadmap_fixture_teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(a_good_roadmap_has_no_faults),
	    TEST(names_are_resolved),
	    TEST(the_estimate_is_the_mean_rounded_up),
	    TEST(an_unknown_step_is_told_with_the_nearest_one),
	    TEST(doubled_ids_are_told_at_each_but_the_first),
	    TEST(doubled_ids_of_other_things_are_told),
	    TEST(a_cycle_is_told_with_all_its_steps),
	    TEST(an_alternative_counts_for_a_cycle),
	    TEST(every_cycle_is_told_at_once),
	    TEST(a_long_cycle_is_told_by_its_beginning),
	    TEST(a_required_step_may_not_rest_on_optional_ones),
	    TEST(a_step_may_not_rest_on_another_option_of_its_choice),
	    TEST(bad_ids_and_titles_are_told_with_a_better_one),
	    TEST(numbers_out_of_range_are_told),
	    TEST(wrong_options_are_told),
	    TEST(empty_places_are_told),
	    TEST(a_roadmap_of_nothing_is_told),
	    TEST(steps_out_of_their_phase_are_refused),
	    TEST(lists_that_are_too_long_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
