#include "core/plan_flow.h"

#include <string.h>

struct plan_flow *
plan_flow_new(uint32_t n, uint32_t n_arcs, struct arena *arena)
{
	struct plan_flow *flow = arena_alloc(arena, sizeof(*flow));

	*flow = (struct plan_flow){
	    .part = arena_array(arena, n, sizeof(uint32_t)),
	    .first_out = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .from = arena_array(arena, n_arcs, sizeof(uint32_t)),
	    .to = arena_array(arena, n_arcs, sizeof(uint32_t)),
	    .flow = arena_array(arena, n_arcs, sizeof(int64_t)),
	    .first_in = arena_array(arena, (size_t)n + 2, sizeof(uint32_t)),
	    .in = arena_array(arena, n_arcs, sizeof(uint32_t)),
	    .in_from = arena_array(arena, n_arcs, sizeof(uint32_t)),
	    .excess = arena_array(arena, n, sizeof(int64_t)),
	    .room = arena_array(arena, n, sizeof(int64_t)),
	    .label = arena_array(arena, n, sizeof(uint32_t)),
	    .queue = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .visit = arena_array(arena, n, sizeof(uint32_t)),
	    .visit_in = arena_array(arena, n, sizeof(uint32_t)),
	    .low = arena_array(arena, n, sizeof(uint32_t)),
	    .frame = arena_array(arena, n, sizeof(uint32_t)),
	    .queued = arena_array(arena, n, sizeof(bool)),
	};
	return flow;
}

void
plan_flow_clear(struct plan_flow *flow)
{
	flow->n = flow->n_arcs = 0;
}

void
plan_flow_add(struct plan_flow *flow, int64_t brings)
{
	flow->excess[flow->n] = brings;
	flow->first_out[flow->n++] = flow->n_arcs;
}

void
plan_flow_pay(struct plan_flow *flow, uint32_t node)
{
	flow->from[flow->n_arcs] = flow->n - 1;
	flow->to[flow->n_arcs++] = node;
}

void
plan_flow_link(struct plan_flow *flow)
{
	uint32_t *first = flow->first_in, i, k;

	flow->first_out[flow->n] = flow->n_arcs;
	memset(first, 0, ((size_t)flow->n + 2) * sizeof(*first));
	for (k = 0; k < flow->n_arcs; k++)
		first[flow->to[k] + 2]++;
	for (i = 0; i < flow->n; i++)
		first[i + 2] += first[i + 1];
	for (k = 0; k < flow->n_arcs; k++) {
		uint32_t at = first[flow->to[k] + 1]++;

		flow->in[at] = k;
		flow->in_from[at] = flow->from[k];
	}
	flow->work += flow->n + flow->n_arcs;
}

static void
plan_flow_mark(struct plan_flow *flow, uint32_t at, uint32_t part, uint32_t *n_queue)
{
	if (flow->part[at] != UINT32_MAX)
		return;
	flow->part[at] = part;
	flow->queue[(*n_queue)++] = at;
}

static void
plan_flow_wake(struct plan_flow *flow, uint32_t at, uint32_t *tail)
{
	if (flow->queued[at] || flow->excess[at] <= 0 || flow->label[at] >= flow->n)
		return;
	flow->queued[at] = true;
	flow->queue[*tail] = at;
	*tail = *tail == flow->n ? 0 : *tail + 1;
}

static void
plan_flow_reach(struct plan_flow *flow, uint32_t at, uint32_t label, uint32_t *n_queue)
{
	if (flow->label[at] != flow->n)
		return;
	flow->label[at] = label;
	flow->queue[(*n_queue)++] = at;
}

/* Sets all labels to the true distances, and queues what can pay. */
static void
plan_flow_measure(struct plan_flow *flow, uint32_t *head, uint32_t *tail)
{
	uint32_t n_queue = 0, done, i, k;

	for (i = 0; i < flow->n; i++) {
		flow->label[i] = flow->excess[i] < 0 ? 0 : flow->n;
		flow->queued[i] = false;
		if (flow->label[i] == 0)
			flow->queue[n_queue++] = i;
	}
	for (done = 0; done < n_queue; done++) {
		uint32_t at = flow->queue[done], label = flow->label[at] + 1;

		for (k = flow->first_in[at]; k < flow->first_in[at + 1]; k++)
			plan_flow_reach(flow, flow->in_from[k], label, &n_queue);
		for (k = flow->first_out[at]; k < flow->first_out[at + 1]; k++)
			if (flow->flow[k] > 0)
				plan_flow_reach(flow, flow->to[k], label, &n_queue);
	}
	*head = *tail = 0;
	for (i = 0; i < flow->n; i++)
		plan_flow_wake(flow, i, tail);
	flow->work += flow->n + flow->n_arcs;
}

/* Pays from a job to those nearer to one that costs; then lifts it to where it can pay again. */
static void
plan_flow_discharge(struct plan_flow *flow, uint32_t at, uint32_t *tail)
{
	uint32_t least = flow->n, k;

	for (k = flow->first_out[at]; k < flow->first_out[at + 1] && flow->excess[at] > 0; k++) {
		uint32_t other = flow->to[k];

		if (flow->label[other] + 1 != flow->label[at]) {
			least = flow->label[other] < least ? flow->label[other] : least;
			continue;
		}
		flow->flow[k] += flow->excess[at];
		flow->excess[other] += flow->excess[at];
		flow->excess[at] = 0;
		plan_flow_wake(flow, other, tail);
	}
	for (k = flow->first_in[at]; k < flow->first_in[at + 1] && flow->excess[at] > 0; k++) {
		uint32_t arc = flow->in[k], other = flow->in_from[k];
		int64_t paid = flow->flow[arc];

		if (paid == 0)
			continue;
		if (flow->label[other] + 1 != flow->label[at]) {
			least = flow->label[other] < least ? flow->label[other] : least;
			continue;
		}
		paid = paid < flow->excess[at] ? paid : flow->excess[at];
		flow->flow[arc] -= paid;
		flow->excess[other] += paid;
		flow->excess[at] -= paid;
		plan_flow_wake(flow, other, tail);
	}
	if (flow->excess[at] > 0) {
		flow->label[at] = least < flow->n ? least + 1 : flow->n;
		plan_flow_wake(flow, at, tail);
	}
	flow->work += k - flow->first_in[at] + 1;
}

/*
 * A good beginning, exact on trees: from the last job to the first, each pays the
 * same to all that come before it, as much as they may still take. What several jobs need is
 * counted for each, so that is an upper bound. Returns whether any can pay more.
 */
static bool
plan_flow_begin(struct plan_flow *flow)
{
	int64_t most = 0, *room = flow->room;
	bool more = false;
	uint32_t i, k;

	for (i = 0; i < flow->n; i++)
		most -= flow->excess[i] < 0 ? flow->excess[i] : 0;
	for (i = 0; i < flow->n; i++) {
		room[i] = flow->excess[i] < 0 ? -flow->excess[i] : 0;
		/* at once: of what was made one there may be as many arcs as jobs */
		for (k = flow->first_out[i]; k < flow->first_out[i + 1]; k++) {
			room[i] += room[flow->to[k]];
			room[i] = room[i] < most ? room[i] : most;
		}
	}
	for (i = flow->n; i-- > 0;) {
		for (k = flow->first_out[i]; k < flow->first_out[i + 1]; k++) {
			uint32_t other = flow->to[k];
			int64_t pays = flow->excess[i] / (flow->first_out[i + 1] - k);

			pays = pays < room[other] ? pays : room[other];
			flow->flow[k] = pays > 0 ? pays : 0;
			flow->excess[i] -= flow->flow[k];
			flow->excess[other] += flow->flow[k];
			room[other] -= flow->flow[k];
		}
		more = more || flow->excess[i] > 0;
	}
	flow->work += 2 * (flow->n + flow->n_arcs);
	return more;
}

static void
plan_flow_run(struct plan_flow *flow)
{
	uint32_t head, tail, since = 0;

	if (!plan_flow_begin(flow))
		return;
	plan_flow_measure(flow, &head, &tail);
	while (head != tail) {
		uint32_t at = flow->queue[head];

		head = head == flow->n ? 0 : head + 1;
		flow->queued[at] = false;
		plan_flow_discharge(flow, at, &tail);
		if (++since > flow->n) {
			plan_flow_measure(flow, &head, &tail);
			since = 0;
		}
	}
}

void
plan_flow_best(struct plan_flow *flow)
{
	uint32_t n_queue = 0, done, i, k;

	plan_flow_run(flow);
	memset(flow->part, 0xff, flow->n * sizeof(*flow->part));
	for (i = 0; i < flow->n; i++)
		if (flow->excess[i] > 0)
			plan_flow_mark(flow, i, 0, &n_queue);
	for (done = 0; done < n_queue; done++) {
		uint32_t at = flow->queue[done];

		for (k = flow->first_out[at]; k < flow->first_out[at + 1]; k++)
			plan_flow_mark(flow, flow->to[k], 0, &n_queue);
		for (k = flow->first_in[at]; k < flow->first_in[at + 1]; k++)
			if (flow->flow[flow->in[k]] > 0)
				plan_flow_mark(flow, flow->in_from[k], 0, &n_queue);
	}
	for (i = 0; i < flow->n; i++)
		if (flow->part[i] == UINT32_MAX)
			flow->part[i] = 1;
}

struct plan_flow_search {
	uint32_t n_seen, n_stack, n_frames, n_parts;
};

static void
plan_flow_see(struct plan_flow *flow, struct plan_flow_search *search, uint32_t at)
{
	flow->label[at] = flow->low[at] = ++search->n_seen;
	flow->visit[at] = flow->first_out[at];
	flow->visit_in[at] = flow->first_in[at];
	flow->queue[search->n_stack++] = at;
	flow->frame[search->n_frames++] = at;
}

/* The next job that must be in every set with `at`, or UINT32_MAX. */
static uint32_t
plan_flow_follow(struct plan_flow *flow, uint32_t at)
{
	if (flow->visit[at] < flow->first_out[at + 1])
		return flow->to[flow->visit[at]++];
	while (flow->visit_in[at] < flow->first_in[at + 1]) {
		uint32_t arc = flow->in[flow->visit_in[at]++];

		if (flow->flow[arc] > 0)
			return flow->from[arc];
	}
	return UINT32_MAX;
}

static void
plan_flow_leave(struct plan_flow *flow, struct plan_flow_search *search, uint32_t at)
{
	uint32_t parent;

	search->n_frames--;
	if (search->n_frames > 0) {
		parent = flow->frame[search->n_frames - 1];
		if (flow->low[at] < flow->low[parent])
			flow->low[parent] = flow->low[at];
	}
	if (flow->low[at] != flow->label[at])
		return;
	do {
		search->n_stack--;
		flow->part[flow->queue[search->n_stack]] = search->n_parts;
	} while (flow->queue[search->n_stack] != at);
	search->n_parts++;
}

/* Strongly connected components (Tarjan 1972) of what is left to flow (Picard, Queyranne 1980). */
uint32_t
plan_flow_knots(struct plan_flow *flow)
{
	struct plan_flow_search search = {0, 0, 0, 0};
	uint32_t i;

	memset(flow->part, 0xff, flow->n * sizeof(*flow->part));
	memset(flow->label, 0, flow->n * sizeof(*flow->label));
	for (i = 0; i < flow->n; i++) {
		if (flow->label[i] == 0)
			plan_flow_see(flow, &search, i);
		while (search.n_frames > 0) {
			uint32_t at = flow->frame[search.n_frames - 1];
			uint32_t next = plan_flow_follow(flow, at);

			if (next == UINT32_MAX)
				plan_flow_leave(flow, &search, at);
			else if (flow->label[next] == 0)
				plan_flow_see(flow, &search, next);
			else if (flow->part[next] == UINT32_MAX &&
				 flow->label[next] < flow->low[at])
				flow->low[at] = flow->label[next];
		}
	}
	flow->work += flow->n + flow->n_arcs;
	return search.n_parts;
}
