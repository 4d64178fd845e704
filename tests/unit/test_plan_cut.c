#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/plan_cut.h"
#include "support/random_roadmap.h"

enum {
	ROUNDS = 400,
	JOBS_MAX = 200,
	BEFORE_MAX = 4,
};

/* What the arcs between the jobs of a block carry, found by one augmenting path after another. */
struct paid {
	uint32_t n;
	bool needs[JOBS_MAX][JOBS_MAX];
	int64_t flow[JOBS_MAX][JOBS_MAX];
	int64_t excess[JOBS_MAX];
	bool seen[JOBS_MAX];
};

static struct plan_jobs
random_jobs(struct random_source *source, uint32_t n, struct arena *arena)
{
	static const uint32_t mosts[] = {1, 2, 5, 100};
	uint32_t *rank = arena_array(arena, n, sizeof(*rank));
	uint32_t *value = arena_array(arena, n, sizeof(*value));
	uint32_t *minutes = arena_array(arena, n, sizeof(*minutes));
	uint32_t *first = arena_array(arena, (size_t)n + 1, sizeof(*first));
	uint32_t *before = arena_array(arena, (size_t)n * BEFORE_MAX, sizeof(*before));
	uint32_t most = mosts[random_below(source, 4)], n_before = 0, i, k;
	uint32_t reach = 1 + random_below(source, n), arcs = 1 + random_below(source, BEFORE_MAX);

	for (i = 0; i < n; i++) {
		k = random_below(source, i + 1);
		rank[i] = rank[k];
		rank[k] = i;
		value[i] = 1 + random_below(source, most);
		minutes[i] = 60 * (1 + random_below(source, most));
		first[i] = n_before;
		for (k = i > 0 ? random_below(source, arcs + 1) : 0; k > 0; k--)
			before[n_before++] = i - 1 - random_below(source, i < reach ? i : reach);
	}
	first[n] = n_before;
	return (struct plan_jobs){n, rank, value, minutes, first, before};
}

static bool
leads_to(const struct paid *paid, uint32_t a, uint32_t b)
{
	return paid->needs[a][b] || paid->flow[b][a] > 0;
}

/* Brings up to `most` from a job to one that still costs; returns how much. */
static int64_t
bring(struct paid *paid, uint32_t at, int64_t most)
{
	uint32_t i;

	paid->seen[at] = true;
	if (paid->excess[at] < 0) {
		most = most < -paid->excess[at] ? most : -paid->excess[at];
		paid->excess[at] += most;
		return most;
	}
	for (i = 0; i < paid->n; i++) {
		int64_t room = paid->needs[at][i] ? most : paid->flow[i][at], brought;

		if (room == 0 || paid->seen[i])
			continue;
		brought = bring(paid, i, room < most ? room : most);
		if (brought == 0)
			continue;
		if (paid->needs[at][i])
			paid->flow[at][i] += brought;
		else
			paid->flow[i][at] -= brought;
		return brought;
	}
	return 0;
}

/* How many jobs are reached from the first, or reach it. */
static uint32_t
count_reached(struct paid *paid, uint32_t at, bool forward)
{
	uint32_t n = 1, i;

	paid->seen[at] = true;
	for (i = 0; i < paid->n; i++)
		if (!paid->seen[i] && (forward ? leads_to(paid, at, i) : leads_to(paid, i, at)))
			n += count_reached(paid, i, forward);
	return n;
}

static bool
needs(const struct plan_jobs *jobs, uint32_t job, uint32_t other)
{
	for (uint32_t k = jobs->first_before[job]; k < jobs->first_before[job + 1]; k++)
		if (jobs->before[k] == other)
			return true;
	return false;
}

/* Then no part of it that can come first is worth as much per minute as all. */
static void
assert_whole(const struct plan_jobs *jobs, const uint32_t *list, const struct plan_block *block)
{
	static struct paid paid;
	uint32_t n = block->end - block->begin, i, other;

	memset(&paid, 0, sizeof(paid));
	paid.n = n;
	for (i = 0; i < n; i++) {
		uint32_t job = list[block->begin + i];

		paid.excess[i] = (int64_t)(jobs->value[job] * block->minutes) -
				 (int64_t)(jobs->minutes[job] * block->value);
		for (other = 0; other < i; other++)
			paid.needs[i][other] = needs(jobs, job, list[block->begin + other]);
	}
	for (i = 0; i < n; i++)
		while (paid.excess[i] > 0) {
			int64_t brought;

			memset(paid.seen, 0, sizeof(paid.seen));
			brought = bring(&paid, i, paid.excess[i]);
			assert_true(brought > 0);
			paid.excess[i] -= brought;
		}
	memset(paid.seen, 0, sizeof(paid.seen));
	assert_int_equal(count_reached(&paid, 0, true), n);
	memset(paid.seen, 0, sizeof(paid.seen));
	assert_int_equal(count_reached(&paid, 0, false), n);
}

static void
assert_weights(const struct plan_jobs *jobs, const uint32_t *list, const struct plan_block *block)
{
	uint64_t value = 0, minutes = 0;
	uint32_t first_rank = UINT32_MAX, i;

	for (i = block->begin; i < block->end; i++) {
		assert_true(i == block->begin || list[i] > list[i - 1]);
		value += jobs->value[list[i]];
		minutes += jobs->minutes[list[i]];
		if (jobs->rank[list[i]] < first_rank)
			first_rank = jobs->rank[list[i]];
	}
	assert_int_equal(block->value, value);
	assert_int_equal(block->minutes, minutes);
	assert_int_equal(block->first_rank, first_rank);
}

/* Falling value per minute, then by rank but for a block that waits for the one before. */
static void
assert_follows(const struct plan_jobs *jobs, const uint32_t *block_of,
    const struct plan_block *blocks, uint32_t b)
{
	int order = plan_cut_compare(blocks[b - 1].value, blocks[b - 1].minutes, blocks[b].value,
	    blocks[b].minutes);
	bool waits = false;
	uint32_t i, k;

	for (i = 0; i < jobs->n; i++)
		for (k = jobs->first_before[i]; k < jobs->first_before[i + 1]; k++)
			waits = waits || (block_of[i] == b && block_of[jobs->before[k]] == b - 1);
	assert_true(order > 0 ||
		    (order == 0 && (waits || blocks[b - 1].first_rank < blocks[b].first_rank)));
}

static void
assert_decomposed(const struct plan_jobs *jobs, struct arena *arena)
{
	struct plan_block *blocks = arena_array(arena, jobs->n, sizeof(*blocks));
	uint32_t *list = arena_array(arena, jobs->n, sizeof(*list));
	uint32_t *block_of = arena_array(arena, jobs->n, sizeof(*block_of)), n, i, k;

	for (i = 0; i < jobs->n; i++) {
		list[i] = i;
		block_of[i] = UINT32_MAX;
	}
	n = plan_cut_blocks(plan_cut_new(jobs, arena), list, 0, jobs->n, blocks);
	for (i = 0; i < n; i++) {
		assert_int_equal(blocks[i].begin, i > 0 ? blocks[i - 1].end : 0);
		for (k = blocks[i].begin; k < blocks[i].end; k++) {
			assert_int_equal(block_of[list[k]], UINT32_MAX);
			block_of[list[k]] = i;
		}
		assert_weights(jobs, list, &blocks[i]);
		assert_whole(jobs, list, &blocks[i]);
	}
	assert_int_equal(blocks[n - 1].end, jobs->n);
	for (i = 0; i < jobs->n; i++)
		for (k = jobs->first_before[i]; k < jobs->first_before[i + 1]; k++)
			assert_true(block_of[jobs->before[k]] <= block_of[i]);
	for (i = 1; i < n; i++)
		assert_follows(jobs, block_of, blocks, i);
}

static void
each_random(uint64_t seed, uint32_t n_rounds, uint32_t most)
{
	struct random_source source = {seed};
	uint32_t round;

	for (round = 0; round < n_rounds; round++) {
		struct arena *arena = arena_new();
		struct plan_jobs jobs =
		    random_jobs(&source, 1 + random_below(&source, most), arena);

		assert_decomposed(&jobs, arena);
		arena_free(arena);
	}
}

static void
few_jobs_fall_into_blocks_that_cannot_be_cut(void **state)
{
	(void)state;
	each_random(1, ROUNDS, PLAN_SMALL_MAX);
}

static void
many_jobs_fall_into_blocks_that_cannot_be_cut(void **state)
{
	(void)state;
	each_random(2, ROUNDS / 4, JOBS_MAX);
}

/* What a node may take is counted once for each way to it, and there are many. */
static void
what_is_needed_in_many_ways_is_not_counted_beyond_what_all_costs(void **state)
{
	static const int64_t most = INT64_MAX / 2;
	struct arena *arena = arena_new();
	struct plan_flow *flow = plan_flow_new(5, 7, arena);
	uint32_t i;

	(void)state;
	plan_flow_clear(flow);
	plan_flow_add(flow, -most);
	for (i = 1; i < 4; i++) {
		plan_flow_add(flow, 0);
		plan_flow_pay(flow, 0);
	}
	plan_flow_add(flow, most);
	for (i = 0; i < 4; i++)
		plan_flow_pay(flow, i);
	plan_flow_link(flow);
	plan_flow_best(flow);
	for (i = 0; i < 5; i++)
		assert_int_equal(flow->part[i], 1);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(few_jobs_fall_into_blocks_that_cannot_be_cut),
	    cmocka_unit_test(many_jobs_fall_into_blocks_that_cannot_be_cut),
	    cmocka_unit_test(what_is_needed_in_many_ways_is_not_counted_beyond_what_all_costs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
