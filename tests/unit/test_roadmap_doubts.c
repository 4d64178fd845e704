#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/roadmap_doubts.h"
#include "core/roadmap_needless.h"
#include "support/random_roadmap.h"
#include "support/roadmap_fixture.h"

#define SMALL(...)                                             \
	small(state, (const struct small_step[]){__VA_ARGS__}, \
	    sizeof((const struct small_step[]){__VA_ARGS__}) / sizeof(struct small_step))

static void
small(void **state, const struct small_step *steps, size_t n)
{
	struct fixture *fixture = *state;

	if (!roadmap_fixture_make(fixture, steps, n))
		fail_msg("%s: %s", fixture->faults.list[0].path, fixture->faults.list[0].text);
}

static const char *
told(struct fixture *fixture)
{
	const char *text = "";
	uint32_t i;

	for (i = 0; i < fixture->faults.n; i++)
		text = arena_printf(fixture->arena, "%s%s: %s\n", text,
		    fixture->faults.list[i].path, fixture->faults.list[i].text);
	return text;
}

/* The requirements that are doubted, a line each. */
static void
assert_needless(void **state, const char *expected)
{
	struct fixture *fixture = *state;

	fixture->faults = (struct roadmap_faults){0};
	roadmap_needless(fixture->roadmap, &fixture->faults);
	assert_string_equal(told(fixture), expected);
}

static void
assert_doubts(void **state, const char *expected)
{
	struct fixture *fixture = *state;

	fixture->faults = (struct roadmap_faults){0};
	roadmap_doubts(fixture->roadmap, &fixture->faults);
	assert_string_equal(told(fixture), expected);
}

static void
more_than_forty_hours_are_doubtful(void **state)
{
	struct fixture *fixture = *state;

	SMALL({.id = "a", .minutes = 2400, .milestone = true}, {.id = "b", .minutes = 2401},
	    {.id = "c", .minutes = 1200});
	fixture->roadmap->steps[2].minutes_high = 3600;
	assert_doubts(state,
	    "/phases/0/steps/1/hours: 41 hours are long for a step: split it, so that there is "
	    "something to finish every week\n");
}

static void
a_phase_without_a_milestone_is_doubtful(void **state)
{
	SMALL({.id = "a", .milestone = true}, {.id = "b"});
	assert_doubts(state, "");
	SMALL({.id = "a"}, {.id = "b"});
	assert_doubts(state, "/phases/0/title: a phase without a milestone: mark the step that "
			     "crowns it with 'milestone: true'\n");
}

static void
that_no_phase_has_one_is_told_once(void **state)
{
	struct fixture *fixture = *state;
	struct roadmap_phase phases[] = {{"p", "P", 0, 1}, {"q", "Q", 1, 1}, {"r", "R", 2, 1}};

	SMALL({.id = "a"}, {.id = "b"}, {.id = "c"});
	fixture->roadmap->phases = phases;
	fixture->roadmap->n_phases = 3;
	fixture->roadmap->steps[1].phase = 1;
	fixture->roadmap->steps[2].phase = 2;
	assert_doubts(state, "/phases: no step is a milestone: mark the one that crowns each phase "
			     "with 'milestone: true'\n");
	fixture->roadmap->steps[1].milestone = true;
	assert_doubts(state,
	    "/phases/0/title: a phase without a milestone: mark the step that crowns it with "
	    "'milestone: true'\n"
	    "/phases/2/title: a phase without a milestone: mark the step that crowns it with "
	    "'milestone: true'\n");
}

static void
skills(void **state, uint32_t step, const char **list, uint32_t n)
{
	struct fixture *fixture = *state;

	fixture->roadmap->steps[step].skills = list;
	fixture->roadmap->steps[step].n_skills = n;
}

static void
a_skill_that_is_nearly_another_is_doubtful(void **state)
{
	const char *first[] = {"http", "kneading", "tests", "webdev"};
	const char *second[] = {"htp", "kenading", "testr", "web-dev"};
	const char *third[] = {"http", "tests"};

	SMALL({.id = "a", .milestone = true}, {.id = "b"}, {.id = "c"});
	skills(state, 0, first, 4);
	skills(state, 1, second, 4);
	skills(state, 2, third, 2);
	assert_doubts(state,
	    "/phases/0/steps/1/skills/0: the skill 'htp' looks like 'http': did you mean that "
	    "one?\n"
	    "/phases/0/steps/1/skills/1: the skill 'kenading' looks like 'kneading': did you mean "
	    "that one?\n"
	    "/phases/0/steps/1/skills/2: the skill 'testr' looks like 'tests': did you mean that "
	    "one?\n"
	    "/phases/0/steps/1/skills/3: the skill 'web-dev' looks like 'webdev': did you mean "
	    "that one?\n");
}

static void
the_skill_used_less_is_the_one_in_doubt(void **state)
{
	const char *first[] = {"htpp"}, *second[] = {"http"};

	SMALL({.id = "a", .milestone = true}, {.id = "b"}, {.id = "c"});
	skills(state, 0, first, 1);
	skills(state, 1, second, 1);
	skills(state, 2, second, 1);
	assert_doubts(state, "/phases/0/steps/0/skills/0: the skill 'htpp' looks like 'http': did "
			     "you mean that one?\n");
}

static void
skills_that_count_or_are_short_or_begin_otherwise_are_fine(void **state)
{
	const char *first[] = {"http-1", "go", "c", "css", "rest", "sql", "java"};
	const char *second[] = {"http-2", "git", "d", "cs", "test", "nosql", "javascript"};

	SMALL({.id = "a", .milestone = true}, {.id = "b"});
	skills(state, 0, first, 7);
	skills(state, 1, second, 7);
	assert_doubts(state, "");
}

static void
what_a_requirement_requires_is_needless(void **state)
{
	SMALL({.id = "a"}, {.id = "b", .needs = "a"}, {.id = "c", .needs = "b"},
	    {.id = "d", .needs = "a c"});
	assert_needless(state,
	    "/phases/0/steps/3/requires/0: 'a' comes before 'c' anyway: take it away\n");
}

static void
what_each_alternative_requires_is_needless(void **state)
{
	SMALL({.id = "a"}, {.id = "b", .needs = "a"}, {.id = "c", .needs = "a"}, {.id = "x"},
	    {.id = "d", .needs = "a b|c"}, {.id = "e", .needs = "a b|x"});
	assert_needless(state, "/phases/0/steps/4/requires/0: 'a' comes before 'b' and its "
			       "alternatives anyway: take it away\n");
}

static void
an_entry_twice_is_told_once(void **state)
{
	SMALL({.id = "a"}, {.id = "b"}, {.id = "c", .needs = "a a"}, {.id = "d", .needs = "a a|b"},
	    {.id = "e", .needs = "a|b b|a"});
	assert_needless(state,
	    "/phases/0/steps/2/requires/1: 'a' is required twice: take one away\n"
	    "/phases/0/steps/3/requires/1: 'a' is required anyway: take this entry away\n"
	    "/phases/0/steps/4/requires/1: one of these comes before 'a' and its alternatives "
	    "anyway: take this entry away\n");
}

static void
alternatives_may_be_implied_one_by_one(void **state)
{
	SMALL({.id = "py", .owner = "l/py"}, {.id = "go", .owner = "l/go"},
	    {.id = "py-web", .owner = "l/py", .needs = "py"},
	    {.id = "go-web", .owner = "l/go", .needs = "go"},
	    {.id = "site", .needs = "py|go py-web|go-web"});
	assert_needless(state, "/phases/0/steps/4/requires/0: one of these comes before 'py-web' "
			       "and its alternatives anyway: take this entry away\n");
}

/* S4: for who picked another language the entry is waived, and git is needed all the same. */
static void
what_may_be_waived_implies_nothing(void **state)
{
	SMALL({.id = "git"}, {.id = "py", .owner = "l/py", .needs = "git"},
	    {.id = "go", .owner = "l/go", .needs = "git"},
	    {.id = "rust", .owner = "l/rust", .needs = "git"}, {.id = "api", .needs = "git py|go"},
	    {.id = "site", .needs = "git py|go|rust"},
	    {.id = "py-web", .owner = "l/py", .needs = "git py"});
	assert_needless(state,
	    "/phases/0/steps/5/requires/0: 'git' comes before 'py' and its alternatives anyway: "
	    "take it away\n"
	    "/phases/0/steps/6/requires/0: 'git' comes before 'py' anyway: take it away\n");
}

static bool
reaches(const struct roadmap *roadmap, uint32_t from, uint32_t to)
{
	uint32_t i;

	for (i = 0; i < roadmap->steps[from].n_needs; i++) {
		uint32_t at = roadmap->steps[from].needs[i].any[0];

		if (at == to || reaches(roadmap, at, to))
			return true;
	}
	return false;
}

static bool
is_implied(const struct roadmap *roadmap, const struct roadmap_step *step, uint32_t need)
{
	uint32_t to = step->needs[need].any[0], i;

	for (i = 0; i < step->n_needs; i++) {
		uint32_t at = step->needs[i].any[0];

		if ((at == to && i < need) || (at != to && reaches(roadmap, at, to)))
			return true;
	}
	return false;
}

static void
without_alternatives_all_that_is_implied_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct random_source source = {7};
	uint32_t n_found = 0, round, i, k;

	for (round = 0; round < 300; round++) {
		struct random_shape shape = {1 + random_below(&source, 20), 3, 1, 0};
		const struct roadmap *roadmap = random_roadmap(&source, &shape, fixture->arena);
		uint32_t n = 0;

		fixture->faults = (struct roadmap_faults){0};
		roadmap_needless(roadmap, &fixture->faults);
		for (i = 0; i < roadmap->n_steps; i++)
			for (k = 0; k < roadmap->steps[i].n_needs; k++)
				n += is_implied(roadmap, &roadmap->steps[i], k);
		assert_int_equal(fixture->faults.n, n);
		n_found += n;
	}
	assert_true(n_found > 300);
}

/* The entries of a step that are doubted. */
static void
mark_doubted(const struct fixture *fixture, const struct roadmap *roadmap, uint32_t step,
    bool *doubted)
{
	char path[sizeof(fixture->faults.list[0].path)];
	uint32_t i, k;

	for (k = 0; k < roadmap->steps[step].n_needs; k++) {
		doubted[k] = false;
		roadmap_doubts_path(roadmap, step, "requires", k, path, sizeof(path));
		for (i = 0; i < fixture->faults.n; i++)
			doubted[k] = doubted[k] || strcmp(fixture->faults.list[i].path, path) == 0;
	}
}

/* Returns how many doubted entries were met because the others were. */
static uint32_t
assert_met_without(const struct fixture *fixture, const struct standing *standing, uint32_t step)
{
	const struct roadmap_step *at = &standing->roadmap->steps[step];
	bool doubted[8];
	uint32_t n = 0, k;

	mark_doubted(fixture, standing->roadmap, step, doubted);
	for (k = 0; k < at->n_needs; k++)
		if (!doubted[k] && !standing_is_met(standing, step, &at->needs[k]))
			return 0;
	for (k = 0; k < at->n_needs; k++) {
		assert_true(standing_is_met(standing, step, &at->needs[k]));
		n += doubted[k];
	}
	return n;
}

/* Does ready steps in a random order; after each, what is doubted must have told nothing. */
static uint32_t
assert_walk(const struct fixture *fixture, struct random_source *source, struct standing *standing)
{
	uint32_t n_steps = standing->roadmap->n_steps, n = 0, turn, i;

	for (i = 0; i < n_steps; i++) {
		standing->status[i] = STANDING_TODO;
		standing->learned[i] = false;
	}
	for (turn = 0; turn < 2 * n_steps; turn++) {
		standing_derive(standing);
		for (i = 0; i < n_steps; i++)
			n += assert_met_without(fixture, standing, i);
		i = random_below(source, n_steps);
		if (standing->offered[i] && standing->ready[i])
			standing->status[i] = STANDING_DONE;
	}
	return n;
}

static void
taking_doubted_entries_away_opens_nothing_sooner(void **state)
{
	struct fixture *fixture = *state;
	struct random_source source = {3};
	uint32_t n = 0, round;

	for (round = 0; round < 300; round++) {
		struct random_shape shape = {2 + random_below(&source, 25), 4, 3, 2};
		struct roadmap *roadmap = random_roadmap(&source, &shape, fixture->arena);
		struct standing *standing = standing_new(roadmap, fixture->arena);

		fixture->faults = (struct roadmap_faults){0};
		roadmap_needless(roadmap, &fixture->faults);
		assert_false(fixture->faults.more);
		random_standing(&source, standing);
		n += assert_walk(fixture, &source, standing);
	}
	assert_true(n > 1000);
}

/* Layers of twenty: each step requires all of the layer before, so that nothing is needless. */
static void
the_largest_roadmap_is_no_trouble(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = fixture->arena;
	uint32_t n = ROADMAP_STEPS_MAX, i, k;
	struct small_step *steps = arena_array(arena, n, sizeof(*steps));
	const char *needs = NULL;

	for (i = 0; i < n; i++) {
		steps[i] = (struct small_step){.id = arena_printf(arena, "s%u", i), .needs = needs};
		if (i % 20 != 19)
			continue;
		needs = "";
		for (k = i - 19; k <= i; k++)
			needs = arena_printf(arena, "%s%ss%u", needs, needs[0] ? " " : "", k);
	}
	steps[n - 1].needs = arena_printf(arena, "s0 %s", steps[n - 1].needs);
	small(state, steps, n);
	roadmap_needless(fixture->roadmap, &fixture->faults);
	assert_int_equal(fixture->faults.n, 1);
	assert_string_equal(fixture->faults.list[0].text,
	    "'s0' comes before 's19960' anyway: take it away");
}

static void
after_a_hundred_doubts_there_are_more(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = fixture->arena;
	struct small_step steps[ROADMAP_FAULTS_MAX + 3] = {{.id = "a"}, {.id = "b", .needs = "a"}};
	uint32_t n = sizeof(steps) / sizeof(steps[0]), i;

	for (i = 2; i < n; i++)
		steps[i] = (struct small_step){.id = arena_printf(arena, "s%u", i), .needs = "a b"};
	small(state, steps, n);
	roadmap_needless(fixture->roadmap, &fixture->faults);
	assert_int_equal(fixture->faults.n, ROADMAP_FAULTS_MAX);
	assert_true(fixture->faults.more);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, roadmap_fixture_setup, roadmap_fixture_teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(more_than_forty_hours_are_doubtful),
	    TEST(a_phase_without_a_milestone_is_doubtful),
	    TEST(that_no_phase_has_one_is_told_once),
	    TEST(a_skill_that_is_nearly_another_is_doubtful),
	    TEST(the_skill_used_less_is_the_one_in_doubt),
	    TEST(skills_that_count_or_are_short_or_begin_otherwise_are_fine),
	    TEST(what_a_requirement_requires_is_needless),
	    TEST(what_each_alternative_requires_is_needless),
	    TEST(an_entry_twice_is_told_once),
	    TEST(alternatives_may_be_implied_one_by_one),
	    TEST(what_may_be_waived_implies_nothing),
	    TEST(without_alternatives_all_that_is_implied_is_found),
	    TEST(taking_doubted_entries_away_opens_nothing_sooner),
	    TEST(the_largest_roadmap_is_no_trouble),
	    TEST(after_a_hundred_doubts_there_are_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
