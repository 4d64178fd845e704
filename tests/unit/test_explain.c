#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/explain.h"
#include "core/text.h"
#include "support/random_roadmap.h"
#include "support/small_roadmap.h"

static int
setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static const struct plan_entry *
entry_of(void **state, const struct standing *standing, const char *id)
{
	const struct plan *plan = plan_make(standing, *state);
	uint32_t step = roadmap_step_index(standing->roadmap, id), i = 0;

	while (i < plan->n_entries && plan->entries[i].step != step)
		i++;
	assert_in_range(i, 0, plan->n_entries - 1);
	return &plan->entries[i];
}

static void
assert_entry(void **state, const struct standing *standing, const char *id, const char *wanted)
{
	assert_string_equal(explain_entry(*state, standing, entry_of(state, standing, id)), wanted);
}

/* In words, with the way to it where there is one. */
static const char *
step_text(struct arena *arena, const struct standing *standing, uint32_t step)
{
	struct opening way = {0};

	if (!standing->ready[step] && standing_is_unfinished(standing, step))
		way = opening_find(standing, step, OPENING_EFFORT, arena);
	return explain_step(arena, standing, step, &way);
}

static void
assert_step(void **state, const struct standing *standing, const char *id, const char *wanted)
{
	uint32_t step = roadmap_step_index(standing->roadmap, id);

	assert_string_equal(step_text(*state, standing, step), wanted);
}

static void
minutes_read_as_hours(void **state)
{
	assert_string_equal(explain_minutes(*state, 0), "0 h");
	assert_string_equal(explain_minutes(*state, 45), "45 min");
	assert_string_equal(explain_minutes(*state, 60), "1 h");
	assert_string_equal(explain_minutes(*state, 90), "1.5 h");
	assert_string_equal(explain_minutes(*state, 75), "1.25 h");
	assert_string_equal(explain_minutes(*state, 61), "1.02 h");
	assert_string_equal(explain_minutes(*state, 119), "1.98 h");
	assert_string_equal(explain_minutes(*state, 750), "12.5 h");
	assert_string_equal(explain_minutes(*state, 60000 * 20000ULL), "20000000 h");
	assert_string_equal(explain_sum(*state, 45), "45 min");
	assert_string_equal(explain_sum(*state, 570), "9.5 h");
	assert_string_equal(explain_sum(*state, 750), "13 h");
}

static void
a_step_is_recommended_for_the_milestone_it_leads_to(void **state)
{
	struct standing *standing = SMALL_STANDING(*state,
	    {.id = "git", .minutes = 180, .value = 2}, {.id = "sql", .minutes = 600, .value = 2},
	    {.id = "api", .minutes = 1080, .value = 40, .needs = "git sql", .milestone = true},
	    {.id = "tea", .value = 1});

	assert_entry(state, standing, "git", "on the way to api: 3 steps worth 44 in 31 h");
	assert_entry(state, standing, "api",
	    "a milestone worth 44 in 31 h, with the 2 steps before it");
	assert_entry(state, standing, "tea", "worth 1 in 1 h");
	small_set(standing, 0, STANDING_DONE);
	assert_entry(state, standing, "api",
	    "a milestone worth 42 in 28 h, with the step before it");
	small_set(standing, 1, STANDING_ACTIVE);
	assert_entry(state, standing, "sql", "in progress, on the way to api");
	assert_entry(state, standing, "api",
	    "a milestone worth 40 in 18 h, the most value per hour of what is open");
	small_set(standing, 2, STANDING_ACTIVE);
	assert_entry(state, standing, "api", "in progress, a milestone");
	small_set(standing, 3, STANDING_ACTIVE);
	assert_entry(state, standing, "tea", "in progress");
}

static void
a_milestone_further_on_is_named_too(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "git", .value = 9},
	    {.id = "door", .minutes = 60}, {.id = "sql", .value = 7, .needs = "door"},
	    {.id = "long", .minutes = 6000, .needs = "git sql"},
	    {.id = "api", .needs = "long", .milestone = true},
	    {.id = "job", .needs = "api", .milestone = true});

	assert_entry(state, standing, "git",
	    "on the way to api: worth 9 in 1 h, the most value per hour of what is open");
	assert_entry(state, standing, "door", "leads to sql: 2 steps worth 8 in 2 h");
}

static void
a_milestone_on_the_way_says_where_it_leads(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "first", .milestone = true},
	    {.id = "big", .value = 90, .needs = "first"});

	assert_entry(state, standing, "first",
	    "a milestone that leads to big: 2 steps worth 91 in 2 h");
}

static void
a_block_with_several_ends_says_that_others_count_with_it(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "door", .minutes = 600},
	    {.id = "x", .value = 20, .needs = "door"},
	    {.id = "y", .value = 30, .needs = "door", .milestone = true});

	assert_entry(state, standing, "door", "on the way to y: 3 steps worth 51 in 12 h");
	assert_entry(state, standing, "y", "a milestone worth 51 in 12 h, together with 2 others");
	assert_entry(state, standing, "x", "worth 51 in 12 h, together with 2 others");
}

static void
an_assumed_option_says_so(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "py", .owner = "language/python"},
	    {.id = "go", .value = 2, .owner = "language/go"});

	assert_entry(state, standing, "go",
	    "worth 2 in 1 h, the most value per hour of what is open; "
	    "assumes go of language: best value per hour");
	standing->chosen[0] = true;
	standing_derive(standing);
	assert_entry(state, standing, "go",
	    "worth 2 in 1 h, the most value per hour of what is open");
}

static void
the_terms_say_where_the_value_lies(void **state)
{
	struct standing *standing =
	    SMALL_STANDING(*state, {.id = "git"}, {.id = "sql"}, {.id = "http"}, {.id = "css"},
		{.id = "api", .value = 40, .needs = "git sql http css"}, {.id = "tea"});
	const struct plan_entry *git = entry_of(state, standing, "git"), *tea;

	assert_string_equal(explain_own(*state, standing, git), "its own value 1 of 44 in 5 h");
	assert_string_equal(explain_opened(*state, standing, git),
	    "43 more from the 4 other steps");
	small_set(standing, 1, STANDING_DONE);
	small_set(standing, 2, STANDING_DONE);
	small_set(standing, 3, STANDING_DONE);
	git = entry_of(state, standing, "git");
	assert_string_equal(explain_opened(*state, standing, git), "40 more from the other step");
	tea = entry_of(state, standing, "tea");
	assert_string_equal(explain_own(*state, standing, tea), "its own value 1 in 1 h");
	assert_string_equal(explain_opened(*state, standing, tea), "no other step adds to it");
}

static void
a_step_says_how_it_stands_and_what_would_change_that(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "git", .minutes = 90},
	    {.id = "sql", .needs = "git"}, {.id = "api", .needs = "sql"},
	    {.id = "py", .owner = "language/python"}, {.id = "go", .owner = "language/go"},
	    {.id = "kafka", .optional = true}, {.id = "graphql", .optional = true, .needs = "git"});

	assert_step(state, standing, "git", "ready");
	assert_step(state, standing, "sql", "locked: do git first, 1.5 h");
	assert_step(state, standing, "api", "locked: do git and sql first, 2.5 h");
	assert_step(state, standing, "go",
	    "out of scope: it belongs to go, which is not picked in language");
	assert_step(state, standing, "kafka", "optional: it counts once it is started");
	assert_step(state, standing, "graphql", "optional, and locked: do git first, 1.5 h");
	small_set(standing, 1, STANDING_ACTIVE);
	assert_step(state, standing, "sql", "in progress, but to finish it: do git first, 1.5 h");
	small_set(standing, 0, STANDING_ACTIVE);
	assert_step(state, standing, "git", "in progress");
	small_set(standing, 0, STANDING_DONE);
	assert_step(state, standing, "git", "done; it opened sql and graphql");
	small_set(standing, 0, STANDING_SKIPPED);
	assert_step(state, standing, "git", "skipped, so it does not count");
	small_set(standing, 0, STANDING_KNOWN);
	assert_step(state, standing, "git",
	    "known, which counts as done; it opened sql and graphql");
	small_set(standing, 0, STANDING_TODO);
	standing->learned[0] = true;
	standing_derive(standing);
	assert_step(state, standing, "git",
	    "known: its skills were learned in another roadmap; it opened sql and graphql");
}

/* The commands, with a semicolon between. */
static void
assert_commands(void **state, const struct standing *standing, const char *id, const char *wanted)
{
	const char *commands[EXPLAIN_COMMANDS], *text = "";
	uint32_t n =
	    explain_commands(*state, standing, roadmap_step_index(standing->roadmap, id), commands);

	for (uint32_t i = 0; i < n; i++)
		text = arena_printf(*state, "%s%s%s", text, i > 0 ? "; " : "", commands[i]);
	assert_string_equal(text, wanted);
}

static void
what_is_out_of_scope_says_what_brings_it_in(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "git"},
	    {.id = "py", .owner = "language/python"}, {.id = "go", .owner = "language/go"},
	    {.id = "gin", .owner = "language/go", .optional = true},
	    {.id = "kafka", .optional = true});

	assert_commands(state, standing, "git", "");
	assert_commands(state, standing, "kafka", "roadmap start kafka");
	assert_commands(state, standing, "go", "roadmap choose language go");
	assert_commands(state, standing, "gin", "roadmap choose language go; roadmap start gin");
	small_set(standing, 0, STANDING_SKIPPED);
	small_set(standing, 2, STANDING_SKIPPED);
	small_set(standing, 4, STANDING_SKIPPED);
	assert_commands(state, standing, "git", "roadmap reset git");
	assert_commands(state, standing, "go", "roadmap choose language go; roadmap reset go");
	assert_commands(state, standing, "kafka", "roadmap start kafka");
	small_set(standing, 4, STANDING_DONE);
	assert_commands(state, standing, "kafka", "roadmap reset kafka; roadmap start kafka");
	small_set(standing, 0, STANDING_DONE);
	assert_commands(state, standing, "git", "roadmap reset git");
	small_set(standing, 0, STANDING_KNOWN);
	assert_commands(state, standing, "git", "roadmap reset git");
	small_set(standing, 0, STANDING_ACTIVE);
	assert_commands(state, standing, "git", "");
	small_set(standing, 0, STANDING_TODO);
	standing->learned[0] = true;
	standing_derive(standing);
	assert_commands(state, standing, "git", "roadmap start git");
}

static void
of_several_picks_as_many_stay_as_go_in_beside(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a", .owner = "topics/a"},
	    {.id = "b", .owner = "topics/b"}, {.id = "c", .owner = "topics/c"});

	((struct roadmap *)standing->roadmap)->choices[0].pick = 2;
	standing_derive(standing);
	assert_commands(state, standing, "b", "");
	assert_commands(state, standing, "c", "roadmap choose topics c a");
}

static void
the_steps_of_a_block_begin_with_its_own(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "git"}, {.id = "sql"},
	    {.id = "api", .value = 40, .needs = "git sql"}, {.id = "tea"});
	uint32_t block[4];
	const struct plan_entry *entry = entry_of(state, standing, "sql");

	assert_int_equal(entry->block_steps, 3);
	explain_block(standing, entry, block);
	assert_string_equal(explain_first_of(*state, standing, entry, block),
	    "first of: sql, git, api");
	entry = entry_of(state, standing, "api");
	assert_int_equal(entry->block_steps, 3);
	explain_block(standing, entry, block);
	assert_int_equal(block[2], 2);
	assert_string_equal(explain_first_of(*state, standing, entry, block), "");
	entry = entry_of(state, standing, "tea");
	explain_block(standing, entry, block);
	assert_string_equal(explain_first_of(*state, standing, entry, block), "");
}

static void
a_long_block_names_its_first_steps(void **state)
{
	struct standing *standing = SMALL_STANDING(*state, {.id = "a"}, {.id = "b"}, {.id = "c"},
	    {.id = "d"}, {.id = "e"}, {.id = "f"}, {.id = "g", .value = 90, .needs = "a b c d e f"},
	    {.id = "h", .value = 90, .needs = "g"});
	uint32_t block[8];
	const struct plan_entry *entry = entry_of(state, standing, "b");

	explain_block(standing, entry, block);
	assert_string_equal(explain_first_of(*state, standing, entry, block),
	    "first of: b, a, c, d, e, f and 2 others");
	small_set(standing, 0, STANDING_DONE);
	entry = entry_of(state, standing, "b");
	explain_block(standing, entry, block);
	assert_string_equal(explain_first_of(*state, standing, entry, block),
	    "first of: b, c, d, e, f, g, h");
}

static void
assert_line(const char *line)
{
	struct err err = ERR_NONE;
	size_t length = strlen(line);

	assert_true(length > 0 && line[length - 1] != '.');
	assert_int_equal(text_check("the line", line, 1000, TEXT_LINE, &err), ERR_OK);
	assert_null(strstr(line, " 1 steps"));
	assert_null(strstr(line, " 1 others"));
	assert_null(strstr(line, " 0 h"));
}

static void
every_explanation_is_one_line_without_a_full_stop(void **state)
{
	struct random_source source = {31};
	uint32_t round, i;

	(void)state;
	for (round = 0; round < 50; round++) {
		struct arena *arena = arena_new();
		struct random_shape shape = {1 + random_below(&source, 60), 3, 3, 3};
		struct standing *standing =
		    standing_new(random_roadmap(&source, &shape, arena), arena);
		const struct plan *plan;

		random_standing(&source, standing);
		plan = plan_make(standing, arena);
		for (i = 0; i < plan->n_entries; i++) {
			assert_line(explain_entry(arena, standing, &plan->entries[i]));
			assert_line(explain_own(arena, standing, &plan->entries[i]));
			assert_line(explain_opened(arena, standing, &plan->entries[i]));
		}
		for (i = 0; i < shape.n_steps; i++)
			assert_line(step_text(arena, standing, i));
		arena_free(arena);
	}
}

static void
what_nobody_knows_so_well_is_told_roughly(void **state)
{
	assert_string_equal(explain_about(*state, 0), "15 min");
	assert_string_equal(explain_about(*state, 22), "15 min");
	assert_string_equal(explain_about(*state, 23), "30 min");
	assert_string_equal(explain_about(*state, 103), "1.75 h");
	assert_string_equal(explain_about(*state, 235), "4 h");
	assert_string_equal(explain_about(*state, 584), "9.5 h");
	assert_string_equal(explain_about(*state, 629), "10 h");
	assert_string_equal(explain_about(*state, 31055), "518 h");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(what_nobody_knows_so_well_is_told_roughly),
	    TEST(minutes_read_as_hours),
	    TEST(a_step_is_recommended_for_the_milestone_it_leads_to),
	    TEST(a_milestone_further_on_is_named_too),
	    TEST(a_milestone_on_the_way_says_where_it_leads),
	    TEST(a_block_with_several_ends_says_that_others_count_with_it),
	    TEST(an_assumed_option_says_so),
	    TEST(the_terms_say_where_the_value_lies),
	    TEST(a_step_says_how_it_stands_and_what_would_change_that),
	    TEST(what_is_out_of_scope_says_what_brings_it_in),
	    TEST(of_several_picks_as_many_stay_as_go_in_beside),
	    TEST(the_steps_of_a_block_begin_with_its_own),
	    TEST(a_long_block_names_its_first_steps),
	    TEST(every_explanation_is_one_line_without_a_full_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
