/* The roadmaps that come with the program: what every one of them keeps to. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "core/plan.h"
#include "file_support.h"
#include "support/simple_order.h"

static int
is_yaml(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot != NULL && strcmp(dot, ".yaml") == 0;
}

/* Calls back with each bundled roadmap, which must have no fault and be named as its file. */
static void
for_each_roadmap(void **state, void (*check)(const struct roadmap *, void *), void *context)
{
	struct dirent **entries;
	int n = scandir(ROADMAP_CATALOGUE, &entries, is_yaml, alphasort);

	assert_true(n >= 4);
	for (int i = 0; i < n; i++) {
		struct file *file = arena_alloc(*state, sizeof(*file));
		const char *name = entries[i]->d_name;

		if (!file_read(arena_printf(*state, "%s/%s", ROADMAP_CATALOGUE, name), *state,
			file))
			fail_msg("%s:%u: %s", name, file->faults.list[0].line,
			    file->faults.list[0].text);
		assert_string_equal(arena_printf(*state, "%s.yaml", file->roadmap->id), name);
		check(file->roadmap, context);
		free(entries[i]);
	}
	free(entries);
}

static void
check_milestones(const struct roadmap *roadmap, void *context)
{
	(void)context;
	for (uint32_t p = 0; p < roadmap->n_phases; p++) {
		const struct roadmap_phase *phase = &roadmap->phases[p];
		uint32_t i = phase->first_step, end = i + phase->n_steps;

		while (i < end && !roadmap->steps[i].milestone)
			i++;
		if (i == end)
			fail_msg("%s: no milestone in %s", roadmap->id, phase->id);
	}
}

static void
every_phase_has_a_milestone(void **state)
{
	for_each_roadmap(state, check_milestones, NULL);
}

static const char *const shared_skills[] = {"git", "http", "sql"};

enum {
	N_SHARED = sizeof(shared_skills) / sizeof(shared_skills[0]),
};

static bool
teaches(const struct roadmap *roadmap, const char *skill)
{
	for (uint32_t i = 0; i < roadmap->n_steps; i++)
		for (uint32_t k = 0; k < roadmap->steps[i].n_skills; k++)
			if (strcmp(roadmap->steps[i].skills[k], skill) == 0)
				return true;
	return false;
}

static void
count_shared(const struct roadmap *roadmap, void *context)
{
	uint32_t *counts = context;

	for (uint32_t k = 0; k < N_SHARED; k++)
		counts[k] += teaches(roadmap, shared_skills[k]);
}

static void
git_http_and_sql_connect_at_least_three_roadmaps(void **state)
{
	uint32_t counts[N_SHARED] = {0};

	for_each_roadmap(state, count_shared, counts);
	for (uint32_t k = 0; k < N_SHARED; k++)
		if (counts[k] < 3)
			fail_msg("only %u teach '%s'", counts[k], shared_skills[k]);
}

/* The skills of the step that teaches Git, in the roadmap that has the most of it. */
static void
find_git(const struct roadmap *roadmap, void *context)
{
	const struct roadmap_step **git = context;
	uint32_t step = roadmap_step_index(roadmap, "git-basics");

	if (strcmp(roadmap->id, "backend-developer") == 0)
		*git = &roadmap->steps[step];
}

/* Whether a step of the roadmap teaches nothing but what that step does. */
static void
check_git_is_known(const struct roadmap *roadmap, void *context)
{
	const struct roadmap_step *git = *(const struct roadmap_step **)context;

	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		const struct roadmap_step *step = &roadmap->steps[i];
		uint32_t n = 0;

		for (uint32_t k = 0; k < step->n_skills; k++)
			for (uint32_t j = 0; j < git->n_skills; j++)
				n += strcmp(step->skills[k], git->skills[j]) == 0;
		if (n > 0 && n == step->n_skills)
			return;
	}
	fail_msg("%s: no step is known from git-basics", roadmap->id);
}

static void
git_known_once_is_known_in_all(void **state)
{
	const struct roadmap_step *git = NULL;

	for_each_roadmap(state, find_git, &git);
	assert_non_null(git);
	for_each_roadmap(state, check_git_is_known, &git);
}

/* Does what `next` says until it says nothing more. */
static void
walk(const struct roadmap *roadmap, struct standing *standing)
{
	uint32_t steps = 0;

	for (standing_derive(standing);; standing_derive(standing)) {
		struct arena *arena = arena_new();
		const struct plan *plan = plan_make(standing, arena);
		uint32_t head, n = plan_head(plan, standing, 1, &head);
		uint32_t step = n == 0 ? ROADMAP_NONE : plan->entries[head].step;

		arena_free(arena);
		if (n == 0)
			break;
		assert_true(standing->ready[step]);
		standing->status[step] = STANDING_DONE;
		assert_true(++steps <= roadmap->n_steps);
	}
	if (standing_progress(standing, ROADMAP_NONE).permille != 1000)
		fail_msg("%s: stuck after %u steps", roadmap->id, steps);
}

/* Every option is walked once, with the other choices as they are assumed. */
static void
check_walks(const struct roadmap *roadmap, void *context)
{
	walk(roadmap, standing_new(roadmap, context));
	for (uint32_t c = 0; c < roadmap->n_choices; c++) {
		const struct roadmap_choice *choice = &roadmap->choices[c];

		assert_int_equal(choice->pick, 1);
		for (uint32_t o = 0; o < choice->n_options; o++) {
			struct standing *standing = standing_new(roadmap, context);

			standing->chosen[c] = true;
			standing->picked[choice->first_flag + o] = true;
			walk(roadmap, standing);
		}
	}
}

static void
following_next_from_nothing_completes_every_option(void **state)
{
	for_each_roadmap(state, check_walks, *state);
}

/* Hours until a step is done, if the steps are done in this order. */
static uint64_t
minutes_until(const struct roadmap *roadmap, const uint32_t *steps, const char *id)
{
	uint32_t wanted = roadmap_step_index(roadmap, id), i = 0;
	uint64_t minutes = 0;

	do
		minutes += roadmap_step_minutes(&roadmap->steps[steps[i]]);
	while (steps[i++] != wanted);
	return minutes;
}

static void
check_milestones_by_order(const struct roadmap *roadmap, void *context)
{
	static const char *const milestones[] = {"first-deployed-api", "first-application"};
	uint32_t *steps = arena_array(context, roadmap->n_steps, sizeof(*steps)), n;
	struct standing *standing = standing_new(roadmap, context);
	uint64_t ours[2];

	if (strcmp(roadmap->id, "backend-developer") != 0)
		return;
	standing_derive(standing);
	n = simple_order_of_plan(standing, plan_make(standing, context), steps);
	for (size_t i = 0; i < 2; i++)
		ours[i] = minutes_until(roadmap, steps, milestones[i]);
	for (uint32_t rule = 0; rule < SIMPLE_ORDERS; rule++) {
		simple_order(standing, (enum simple_order)rule, steps, n, context);
		for (size_t i = 0; i < 2; i++)
			assert_true(ours[i] <= minutes_until(roadmap, steps, milestones[i]));
	}
}

static void
the_plan_reaches_an_api_and_an_application_no_later_than_simple_orders(void **state)
{
	for_each_roadmap(state, check_milestones_by_order, *state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    file_test(every_phase_has_a_milestone),
	    file_test(git_known_once_is_known_in_all),
	    file_test(git_http_and_sql_connect_at_least_three_roadmaps),
	    file_test(following_next_from_nothing_completes_every_option),
	    file_test(the_plan_reaches_an_api_and_an_application_no_later_than_simple_orders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
