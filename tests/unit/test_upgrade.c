#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/standing.h"
#include "core/upgrade.h"
#include "core/upgrade_record.h"
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

/* As many as fit into a message: each is looked at once, not held against all others. */
static void
U2_a_step_may_become_very_many_on_the_way(void **state)
{
	enum { N = 400 };
	struct arena *arena = arena_new();
	struct upgrade_edge *edges = arena_array(arena, N + N * N, sizeof(*edges));
	struct pair pair;
	size_t n = 0;

	(void)state;
	for (int i = 0; i < N; i++) {
		const char *part = arena_printf(arena, "p%d", i);

		edges[n++] = (struct upgrade_edge){2, "a", part};
		for (int k = 0; k < N; k++)
			edges[n++] =
			    (struct upgrade_edge){3, part, arena_printf(arena, "p%d-%d", i, k)};
	}
	pair = pair_make("a b", "p399-399 b p0-0", edges, n, "");
	expect(&pair, "a", UPGRADE_SPLIT, "p0-0 p399-399");
	expect(&pair, "b", UPGRADE_SAME, "b");
	arena_free(pair.arena);
	arena_free(arena);
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
U4_a_kept_step_stays_kept_when_the_old_version_has_its_id(void **state)
{
	const struct upgrade_kept kept[] = {{"a", "A"}};
	const struct upgrade_edge edges[] = {{2, "a", "b"}};
	struct pair pair = pair_make("a b", "a b", edges, 1, "a");

	(void)state;
	pair.input.kept = kept;
	pair.input.n_kept = 1;
	pair.moves = upgrade_moves(&pair.input, pair.arena, &pair.n);
	expect(&pair, "a", UPGRADE_MERGED, "b");
	expect(&pair, "", UPGRADE_NEW, "a");
	assert_int_equal(pair.n, 3);
	arena_free(pair.arena);
}

static void
expect_status(uint8_t a, uint8_t b, uint8_t joined)
{
	const struct upgrade_record both[] = {{.status = a}, {.status = b}};
	const struct upgrade_record turned[] = {{.status = b}, {.status = a}};

	assert_int_equal(upgrade_record_join(both, 2).status, joined);
	assert_int_equal(upgrade_record_join(turned, 2).status, joined);
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
	expect_status(STANDING_SKIPPED, STANDING_ACTIVE, STANDING_ACTIVE);
	expect_status(STANDING_TODO, STANDING_TODO, STANDING_TODO);
}

static void
U5_hours_add_up_and_what_has_hours_is_begun(void **state)
{
	const struct upgrade_record parts[] = {
	    {.status = STANDING_SKIPPED, .minutes_spent = 20},
	    {.status = STANDING_TODO},
	};
	const struct upgrade_record most[] = {
	    {.status = STANDING_DONE, .minutes_spent = UINT32_MAX - 1},
	    {.status = STANDING_DONE, .minutes_spent = 7},
	};

	(void)state;
	assert_int_equal(upgrade_record_join(parts, 2).minutes_spent, 20);
	assert_int_equal(upgrade_record_join(parts, 2).status, STANDING_ACTIVE);
	assert_int_equal(upgrade_record_join(most, 2).minutes_spent, UINT32_MAX);
}

static void
U6_dates_are_of_the_parts_that_count(void **state)
{
	const struct upgrade_record done_and_skipped[] = {
	    {.status = STANDING_DONE, .started_at = 50, .finished_at = 60},
	    {.status = STANDING_DONE, .started_at = 30, .finished_at = 40, .forced = true},
	    {.status = STANDING_SKIPPED, .started_at = 10, .finished_at = 90},
	};
	const struct upgrade_record done_and_todo[] = {
	    {.status = STANDING_DONE, .started_at = 50, .finished_at = 60},
	    {.status = STANDING_TODO},
	};
	const struct upgrade_record skipped[] = {
	    {.status = STANDING_SKIPPED, .finished_at = 10},
	    {.status = STANDING_SKIPPED, .finished_at = 20},
	};
	struct upgrade_record joined = upgrade_record_join(done_and_skipped, 3);

	(void)state;
	assert_int_equal(joined.status, STANDING_DONE);
	assert_int_equal(joined.started_at, 30);
	assert_int_equal(joined.finished_at, 60);
	assert_true(joined.forced);
	joined = upgrade_record_join(done_and_todo, 2);
	assert_int_equal(joined.status, STANDING_ACTIVE);
	assert_int_equal(joined.started_at, 50);
	assert_int_equal(joined.finished_at, 0);
	assert_int_equal(upgrade_record_join(skipped, 2).finished_at, 20);
}

static void
U7_only_what_is_settled_can_be_forgotten(void **state)
{
	static const uint8_t settled[] = {STANDING_DONE, STANDING_KNOWN, STANDING_SKIPPED};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_true(upgrade_record_forgets(settled[i], STANDING_TODO));
		assert_true(upgrade_record_forgets(settled[i], STANDING_ACTIVE));
		assert_false(upgrade_record_forgets(STANDING_TODO, settled[i]));
		assert_false(upgrade_record_forgets(STANDING_ACTIVE, settled[i]));
		for (size_t k = 0; k < 3; k++)
			assert_false(upgrade_record_forgets(settled[i], settled[k]));
	}
}

static void
U8_the_further_of_two_statuses_stays_with_its_dates(void **state)
{
	static const uint8_t order[] = {STANDING_TODO, STANDING_SKIPPED, STANDING_ACTIVE,
	    STANDING_KNOWN, STANDING_DONE};

	(void)state;
	for (int i = 0; i < 5; i++) {
		for (int k = 0; k < 5; k++) {
			const struct upgrade_record a = {.status = order[i],
			    .started_at = 100 + i,
			    .finished_at = 200 + i};
			const struct upgrade_record b = {.status = order[k],
			    .started_at = 100 + k,
			    .finished_at = 200 + k};
			struct upgrade_record met = upgrade_record_meet(&a, &b);
			int further = i > k ? i : k;

			assert_int_equal(met.status, order[further]);
			assert_int_equal(met.started_at, 100 + further);
			assert_int_equal(met.finished_at, 200 + further);
		}
	}
}

static void
U8_of_the_same_status_the_earlier_dates_stay_and_hours_add_up(void **state)
{
	const struct upgrade_record a = {.status = STANDING_DONE,
	    .started_at = 5,
	    .finished_at = 90,
	    .minutes_spent = 10};
	const struct upgrade_record b = {.status = STANDING_DONE,
	    .finished_at = 60,
	    .minutes_spent = 20};
	const struct upgrade_record todo = {.status = STANDING_TODO, .minutes_spent = 1};
	struct upgrade_record met = upgrade_record_meet(&a, &b);

	(void)state;
	assert_int_equal(met.started_at, 5);
	assert_int_equal(met.finished_at, 60);
	assert_int_equal(met.minutes_spent, 30);
	assert_int_equal(upgrade_record_meet(&todo, &todo).status, STANDING_ACTIVE);
}

static void
U9_an_item_goes_to_the_first_part_that_has_it(void **state)
{
	const struct upgrade_edge edges[] = {{2, "a", "b"}, {2, "a", "c"}, {2, "a", "d"}};
	struct pair pair = pair_make("a", "b c d", edges, 3, "");
	struct roadmap_item items[] = {{"wash", "Wash"}, {"dry", "Dry"}};
	struct roadmap *to = (struct roadmap *)pair.input.to;

	(void)state;
	to->steps[1].items = items;
	to->steps[1].n_items = 2;
	to->steps[2].items = items;
	to->steps[2].n_items = 2;
	assert_int_equal(upgrade_item_step(to, &pair.moves[0], "dry"), 1);
	assert_int_equal(upgrade_item_step(to, &pair.moves[0], "fold"), ROADMAP_NONE);
	arena_free(pair.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(U1_a_step_of_the_same_id_is_the_same_step),
	    cmocka_unit_test(U2_changes_are_followed_through_the_versions_in_order),
	    cmocka_unit_test(U2_a_step_may_become_very_many_on_the_way),
	    cmocka_unit_test(U2_two_steps_may_change_places),
	    cmocka_unit_test(U2_splits_and_merges_are_followed),
	    cmocka_unit_test(U2_a_step_renamed_to_one_that_stays_is_merged_with_it),
	    cmocka_unit_test(U3_what_is_gone_is_kept_if_anything_was_done_on_it),
	    cmocka_unit_test(U4_a_kept_step_comes_back_unless_its_place_is_taken),
	    cmocka_unit_test(U4_a_kept_step_stays_kept_when_the_old_version_has_its_id),
	    cmocka_unit_test(U5_what_several_became_is_done_when_all_are_finished),
	    cmocka_unit_test(U5_hours_add_up_and_what_has_hours_is_begun),
	    cmocka_unit_test(U6_dates_are_of_the_parts_that_count),
	    cmocka_unit_test(U7_only_what_is_settled_can_be_forgotten),
	    cmocka_unit_test(U8_the_further_of_two_statuses_stays_with_its_dates),
	    cmocka_unit_test(U8_of_the_same_status_the_earlier_dates_stay_and_hours_add_up),
	    cmocka_unit_test(U9_an_item_goes_to_the_first_part_that_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
