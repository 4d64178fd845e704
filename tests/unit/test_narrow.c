#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/narrow.h"
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

/* "sql" is a project that teaches sql and can be begun; "git" teaches git, and api follows it. */
static struct standing *
stand(void **state)
{
	static const char *git[] = {"git"}, *sql[] = {"sql", "data"};
	struct standing *standing = SMALL_STANDING(*state, {.id = "git"}, {.id = "sql"},
	    {.id = "api", .needs = "git"}, {.id = "kafka", .optional = true});
	struct roadmap_step *steps = standing->roadmap->steps;

	steps[0].skills = git;
	steps[0].n_skills = 1;
	steps[1].skills = sql;
	steps[1].n_skills = 2;
	steps[2].skills = git;
	steps[2].n_skills = 1;
	for (uint32_t i = 0; i < standing->roadmap->n_steps; i++)
		steps[i].kind = i == 1 ? ROADMAP_KIND_PROJECT : ROADMAP_KIND_LEARN;
	steps[2].kind = steps[3].kind = ROADMAP_KIND_PORTFOLIO;
	return standing;
}

static void
a_step_is_wanted_if_phase_kind_and_skill_are(void **state)
{
	const struct roadmap *roadmap = stand(state)->roadmap;
	struct narrow narrow = {.phase = ROADMAP_NONE};

	assert_true(narrow_is_any(&narrow));
	assert_true(narrow_has(roadmap, &narrow, 1));
	narrow.skill = "data";
	assert_false(narrow_is_any(&narrow));
	assert_true(narrow_has(roadmap, &narrow, 1));
	assert_false(narrow_has(roadmap, &narrow, 0));
	narrow.kind = ROADMAP_KIND_PROJECT;
	assert_true(narrow_has(roadmap, &narrow, 1));
	narrow.kind = ROADMAP_KIND_LEARN;
	assert_false(narrow_has(roadmap, &narrow, 1));
	narrow = (struct narrow){.phase = 0};
	assert_true(narrow_has(roadmap, &narrow, 1));
}

static void
skills_are_listed_once_in_alphabetical_order(void **state)
{
	uint32_t n;
	const struct match_thing *skills = narrow_skills(stand(state)->roadmap, *state, &n);

	assert_int_equal(n, 3);
	assert_string_equal(skills[0].id, "data");
	assert_string_equal(skills[1].id, "git");
	assert_string_equal(skills[2].title, "sql");
}

static void
assert_said(void **state, const struct standing *standing, struct narrow narrow, const char *wanted)
{
	static const uint32_t begun[] = {0, 1};

	assert_string_equal(narrow_explain(*state, standing, &narrow, begun, 2), wanted);
}

static void
what_there_is_instead_is_told(void **state)
{
	struct standing *standing = stand(state);

	assert_said(state, standing,
	    (struct narrow){.phase = ROADMAP_NONE, .kind = ROADMAP_KIND_PORTFOLIO},
	    "nothing of kind portfolio can be begun now: 1 step is locked; what can be begun is of "
	    "kind learn or project");
	assert_said(state, standing,
	    (struct narrow){.phase = ROADMAP_NONE, .kind = ROADMAP_KIND_JOB},
	    "nothing of kind job can be begun now: the roadmap has no such step; what can be begun "
	    "is of kind learn or project");
	assert_said(state, standing,
	    (struct narrow){.phase = ROADMAP_NONE, .kind = ROADMAP_KIND_LEARN, .skill = "sql"},
	    "nothing of kind learn and skill sql can be begun now: the roadmap has no such step; "
	    "of "
	    "skill sql there is kind project; of kind learn there is skill git");
	small_set(standing, 2, STANDING_DONE);
	assert_said(state, standing,
	    (struct narrow){.phase = 0, .kind = ROADMAP_KIND_PORTFOLIO, .skill = "git"},
	    "nothing of phase only, kind portfolio and skill git can be begun now: all of it "
	    "is finished; of phase only and skill git there is kind learn");
	small_set(standing, 2, STANDING_SKIPPED);
	assert_said(state, standing,
	    (struct narrow){.phase = ROADMAP_NONE, .kind = ROADMAP_KIND_PORTFOLIO},
	    "nothing of kind portfolio can be begun now: it is skipped, optional or not chosen; "
	    "what can be begun is of kind learn or project");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(a_step_is_wanted_if_phase_kind_and_skill_are),
	    TEST(skills_are_listed_once_in_alphabetical_order),
	    TEST(what_there_is_instead_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
