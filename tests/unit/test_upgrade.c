#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/standing.h"
#include "core/upgrade.h"
#include "support/small_roadmap.h"

struct pair {
	struct arena *arena;
	struct upgrade_input input;
	struct upgrade_move *moves;
	size_t n;
};

static struct roadmap *
version_of(struct arena *arena, const char *ids, uint32_t version)
{
	struct small_step steps[16] = {0};
	struct roadmap_faults *faults = arena_alloc(arena, sizeof(*faults));
	char *words = arena_strdup(arena, ids), *rest = words, *id;
	struct roadmap *roadmap;
	uint32_t n = 0;

	while ((id = strtok_r(rest, " ", &rest)) != NULL)
		steps[n++].id = id;
	roadmap = small_roadmap(steps, n, arena);
	roadmap->version = version;
	assert_true(roadmap_check(roadmap, arena, faults));
	return roadmap;
}

/* Versions 1 and 3, of ids apart by blanks; nothing is touched but what `touched` names. */
static struct pair
pair_make(const char *from, const char *to, const struct upgrade_edge *edges, size_t n_edges,
    const char *touched)
{
	struct pair pair = {.arena = arena_new()};
	struct roadmap *old = version_of(pair.arena, from, 1);
	bool *flags = arena_array(pair.arena, old->n_steps, sizeof(*flags));

	for (uint32_t i = 0; i < old->n_steps; i++)
		flags[i] = strstr(touched, old->steps[i].id) != NULL;
	pair.input = (struct upgrade_input){
	    .from = old,
	    .to = version_of(pair.arena, to, 3),
	    .edges = edges,
	    .n_edges = n_edges,
	    .touched = flags,
	};
	pair.moves = upgrade_moves(&pair.input, pair.arena, &pair.n);
	return pair;
}

/* "a=b c": the move of step a (or of a new step, ""), its fate and where it goes. */
static void
expect(const struct pair *pair, const char *from, enum upgrade_fate fate, const char *to)
{
	const char *got = "";

	for (size_t i = 0; i < pair->n; i++) {
		const struct upgrade_move *move = &pair->moves[i];
		bool is_new = move->fate == UPGRADE_NEW;

		if (is_new ? strcmp(pair->input.to->steps[move->to[0]].id, to) != 0 || *from != '\0'
			   : strcmp(pair->input.from->steps[move->from].id, from) != 0)
			continue;
		for (uint32_t k = 0; k < move->n_to; k++)
			got = arena_printf(pair->arena, "%s%s%s", got, k > 0 ? " " : "",
			    pair->input.to->steps[move->to[k]].id);
		assert_int_equal(move->fate, fate);
		assert_string_equal(got, to);
		return;
	}
	fail_msg("no move of '%s'", from);
}

static void
U1_a_step_of_the_same_id_is_the_same_step(void **state)
{
	struct pair pair = pair_make("a b", "b a", NULL, 0, "");

	(void)state;
	expect(&pair, "a", UPGRADE_SAME, "a");
	expect(&pair, "b", UPGRADE_SAME, "b");
	assert_int_equal(pair.n, 2);
	arena_free(pair.arena);
}

static void
U2_changes_are_followed_through_the_versions_in_order(void **state)
{
	const struct upgrade_edge edges[] = {{3, "b", "c"}, {2, "a", "b"}, {1, "c", "x"},
	    {4, "c", "y"}};
	struct pair pair = pair_make("a", "c", edges, 4, "");

	(void)state;
	expect(&pair, "a", UPGRADE_MOVED, "c");
	arena_free(pair.arena);
}

static void
U2_two_steps_may_change_places(void **state)
{
	const struct upgrade_edge edges[] = {{2, "a", "b"}, {2, "b", "a"}};
	struct pair pair = pair_make("a b", "a b", edges, 2, "");

	(void)state;
	expect(&pair, "a", UPGRADE_MOVED, "b");
	expect(&pair, "b", UPGRADE_MOVED, "a");
	arena_free(pair.arena);
}

static void
U2_splits_and_merges_are_followed(void **state)
{
	const struct upgrade_edge edges[] = {{2, "a", "a1"}, {2, "a", "a2"}, {3, "b", "bc"},
	    {3, "c", "bc"}};
	struct pair pair = pair_make("a b c", "a1 a2 bc d", edges, 4, "");

	(void)state;
	expect(&pair, "a", UPGRADE_SPLIT, "a1 a2");
	expect(&pair, "b", UPGRADE_MERGED, "bc");
	expect(&pair, "c", UPGRADE_MERGED, "bc");
	expect(&pair, "", UPGRADE_NEW, "d");
	arena_free(pair.arena);
}

static void
U2_a_step_renamed_to_one_that_stays_is_merged_with_it(void **state)
{
	const struct upgrade_edge edges[] = {{2, "a", "b"}};
	struct pair pair = pair_make("a b", "b", edges, 1, "");

	(void)state;
	expect(&pair, "a", UPGRADE_MERGED, "b");
	expect(&pair, "b", UPGRADE_MERGED, "b");
	arena_free(pair.arena);
}

static void
U3_what_is_gone_is_kept_if_anything_was_done_on_it(void **state)
{
	const struct upgrade_edge edges[] = {{2, "a", NULL}};
	struct pair pair = pair_make("a b c", "d", edges, 1, "a b");

	(void)state;
	expect(&pair, "a", UPGRADE_KEPT, "");
	expect(&pair, "b", UPGRADE_KEPT, "");
	expect(&pair, "c", UPGRADE_GONE, "");
	arena_free(pair.arena);
}

static void
U4_a_kept_step_comes_back_unless_its_place_is_taken(void **state)
{
	const struct upgrade_kept kept[] = {{"old", "Old"}, {"b", "B"}};
	const struct upgrade_edge edges[] = {{2, "a", "b"}};
	struct pair pair = pair_make("a", "b old", edges, 1, "");
	size_t n = pair.n;

	(void)state;
	pair.input.kept = kept;
	pair.input.n_kept = 2;
	expect(&pair, "", UPGRADE_NEW, "old");
	pair.moves = upgrade_moves(&pair.input, pair.arena, &pair.n);
	assert_int_equal(pair.n, n);
	assert_int_equal(pair.moves[1].fate, UPGRADE_BACK);
	assert_int_equal(pair.moves[1].from, 0);
	arena_free(pair.arena);
}

static void
expect_status(uint8_t a, uint8_t b, uint8_t joined)
{
	const uint8_t both[] = {a, b}, turned[] = {b, a};

	assert_int_equal(upgrade_status(both, 2), joined);
	assert_int_equal(upgrade_status(turned, 2), joined);
}

static void
U5_what_several_became_is_done_when_all_are_finished(void **state)
{
	(void)state;
	expect_status(STANDING_DONE, STANDING_DONE, STANDING_DONE);
	expect_status(STANDING_DONE, STANDING_SKIPPED, STANDING_DONE);
	expect_status(STANDING_DONE, STANDING_KNOWN, STANDING_DONE);
	expect_status(STANDING_KNOWN, STANDING_SKIPPED, STANDING_KNOWN);
	expect_status(STANDING_SKIPPED, STANDING_SKIPPED, STANDING_SKIPPED);
	expect_status(STANDING_DONE, STANDING_TODO, STANDING_ACTIVE);
	expect_status(STANDING_ACTIVE, STANDING_DONE, STANDING_ACTIVE);
	expect_status(STANDING_SKIPPED, STANDING_TODO, STANDING_TODO);
	expect_status(STANDING_TODO, STANDING_TODO, STANDING_TODO);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(U1_a_step_of_the_same_id_is_the_same_step),
	    cmocka_unit_test(U2_changes_are_followed_through_the_versions_in_order),
	    cmocka_unit_test(U2_two_steps_may_change_places),
	    cmocka_unit_test(U2_splits_and_merges_are_followed),
	    cmocka_unit_test(U2_a_step_renamed_to_one_that_stays_is_merged_with_it),
	    cmocka_unit_test(U3_what_is_gone_is_kept_if_anything_was_done_on_it),
	    cmocka_unit_test(U4_a_kept_step_comes_back_unless_its_place_is_taken),
	    cmocka_unit_test(U5_what_several_became_is_done_when_all_are_finished),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
