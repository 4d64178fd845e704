#include "core/plan_piece.h"

#include <string.h>

enum {
	PLAN_PIECE_ROUNDS = 3, /* in which jobs are made one; what is left is for the flow */
	PLAN_PIECE_WORK = 5,   /* counted for a job or arc of a piece when the best set is found */
};

static const uint32_t plan_piece_none = UINT32_MAX;
static const uint32_t plan_piece_several = UINT32_MAX - 1;

enum plan_piece_state { PLAN_PIECE_OPEN, PLAN_PIECE_FIRST, PLAN_PIECE_REST };

static struct plan_piece_side
plan_piece_side_new(const struct plan_jobs *jobs, struct arena *arena)
{
	uint32_t n = jobs->n;

	return (struct plan_piece_side){
	    .first = arena_array(arena, (size_t)n + 2, sizeof(uint32_t)),
	    .end = arena_array(arena, jobs->first_before[n], sizeof(uint32_t)),
	    .head = arena_array(arena, n, sizeof(uint32_t)),
	    .last = arena_array(arena, n, sizeof(uint32_t)),
	    .next = arena_array(arena, n, sizeof(uint32_t)),
	};
}

struct plan_piece *
plan_piece_new(const struct plan_jobs *jobs, struct arena *arena)
{
	struct plan_piece *piece = arena_alloc(arena, sizeof(*piece));
	uint32_t n = jobs->n, i;

	*piece = (struct plan_piece){
	    .jobs = jobs,
	    .part = arena_array(arena, n, sizeof(uint32_t)),
	    .place = arena_array(arena, n, sizeof(uint32_t)),
	    .out = plan_piece_side_new(jobs, arena),
	    .in = plan_piece_side_new(jobs, arena),
	    .excess = arena_array(arena, n, sizeof(int64_t)),
	    .same = arena_array(arena, n, sizeof(uint32_t)),
	    .state = arena_array(arena, n, sizeof(uint8_t)),
	    .open = arena_array(arena, n, sizeof(uint32_t)),
	    .node = arena_array(arena, n, sizeof(uint32_t)),
	    .numbers = arena_array(arena, n, sizeof(uint32_t)),
	    .flow = plan_flow_new(n, jobs->first_before[n], arena),
	};
	for (i = 0; i < n; i++)
		piece->numbers[i] = i;
	return piece;
}

void
plan_piece_enter(struct plan_piece *piece, const uint32_t *list, uint32_t n)
{
	const struct plan_jobs *jobs = piece->jobs;
	uint32_t *first_in = piece->in.first, i, k;

	piece->list = list;
	piece->n = n;
	piece->n_arcs = 0;
	memset(first_in, 0, ((size_t)n + 2) * sizeof(*first_in));
	memset(piece->part, 0, n * sizeof(*piece->part));
	for (i = 0; i < n; i++)
		piece->place[list[i]] = i;
	for (i = 0; i < n; i++) {
		uint32_t job = list[i];

		piece->out.first[i] = piece->n_arcs;
		for (k = jobs->first_before[job]; k < jobs->first_before[job + 1]; k++) {
			uint32_t other = jobs->before[k], at = piece->place[other];

			if (at >= n || list[at] != other)
				continue;
			piece->out.end[piece->n_arcs++] = at;
			first_in[at + 2]++;
		}
	}
	piece->out.first[n] = piece->n_arcs;
	for (i = 0; i < n; i++)
		first_in[i + 2] += first_in[i + 1];
	for (i = 0; i < n; i++)
		for (k = piece->out.first[i]; k < piece->out.first[i + 1]; k++)
			piece->in.end[first_in[piece->out.end[k] + 1]++] = i;
	piece->work += n + piece->n_arcs;
}

/* The job that stands for it. */
static uint32_t
plan_piece_find(const struct plan_piece *piece, uint32_t at)
{
	uint32_t *same = piece->same;

	while (same[at] != at)
		at = same[at] = same[same[at]];
	return at;
}

uint32_t
plan_piece_connect(struct plan_piece *piece)
{
	const struct plan_piece_side *out = &piece->out;
	uint32_t n_parts = 0, *part = piece->part, i, k;

	for (i = 0; i < piece->n; i++)
		piece->same[i] = i;
	/* The first job of a part stands for it. */
	for (i = 0; i < piece->n; i++)
		for (k = out->first[i]; k < out->first[i + 1]; k++) {
			uint32_t a, b;

			if (part[out->end[k]] != part[i])
				continue;
			a = plan_piece_find(piece, i);
			b = plan_piece_find(piece, out->end[k]);
			piece->same[a > b ? a : b] = a > b ? b : a;
		}
	for (i = 0; i < piece->n; i++) {
		uint32_t first = plan_piece_find(piece, i);

		part[i] = first == i ? n_parts++ : part[first];
	}
	return n_parts;
}

/* Of the open ones at the other end of its arcs: the only one, none or several. */
static uint32_t
plan_piece_only(const struct plan_piece *piece, const struct plan_piece_side *side, uint32_t at)
{
	uint32_t only = plan_piece_none, job, k;

	for (job = side->head[at]; job != plan_piece_none; job = side->next[job]) {
		for (k = side->first[job]; k < side->first[job + 1]; k++) {
			uint32_t other = plan_piece_find(piece, side->end[k]);

			if (other == at || other == only || piece->state[other] != PLAN_PIECE_OPEN)
				continue;
			if (only != plan_piece_none)
				return plan_piece_several;
			only = other;
		}
		/* It stays so. */
		if (only == plan_piece_none)
			side->head[at] = side->next[job];
	}
	return only;
}

/* Makes one: `other` has all arcs on the one side, on which those of `at` end at `other`. */
static void
plan_piece_join(struct plan_piece *piece, const struct plan_piece_side *side, uint32_t at,
    uint32_t other)
{
	piece->same[at] = other;
	piece->excess[other] += piece->excess[at];
	if (side->head[at] == plan_piece_none)
		return;
	if (side->head[other] == plan_piece_none)
		side->head[other] = side->head[at];
	else
		side->next[side->last[other]] = side->head[at];
	side->last[other] = side->last[at];
}

/* Makes it one with another, or says where it belongs, if it needs no flow for that. */
static void
plan_piece_settle(struct plan_piece *piece, uint32_t at)
{
	bool brings = piece->excess[at] > 0;
	uint32_t only;

	if (piece->excess[at] == 0)
		return;
	only = plan_piece_only(piece, brings ? &piece->out : &piece->in, at);
	if (only == plan_piece_several)
		return;
	if (only != plan_piece_none)
		plan_piece_join(piece, brings ? &piece->in : &piece->out, at, only);
	else
		piece->state[at] = brings ? PLAN_PIECE_FIRST : PLAN_PIECE_REST;
}

static bool
plan_piece_is_left(const struct plan_piece *piece, uint32_t at)
{
	return piece->same[at] == at && piece->state[at] == PLAN_PIECE_OPEN;
}

/* Each job stands for itself. */
static void
plan_piece_open(struct plan_piece *piece)
{
	size_t size_bytes = piece->n * sizeof(uint32_t);

	memcpy(piece->same, piece->numbers, size_bytes);
	memcpy(piece->open, piece->numbers, size_bytes);
	memcpy(piece->out.head, piece->numbers, size_bytes);
	memcpy(piece->out.last, piece->numbers, size_bytes);
	memset(piece->out.next, 0xff, size_bytes);
	memcpy(piece->in.head, piece->numbers, size_bytes);
	memcpy(piece->in.last, piece->numbers, size_bytes);
	memset(piece->in.next, 0xff, size_bytes);
	memset(piece->state, PLAN_PIECE_OPEN, piece->n * sizeof(*piece->state));
}

/* Makes jobs one and settles those that need no flow. Returns how many are
 * open then. */
static uint32_t
plan_piece_shrink(struct plan_piece *piece)
{
	uint32_t n_open = piece->n, *open = piece->open, before, round, i, k;

	plan_piece_open(piece);
	for (round = 0; round < PLAN_PIECE_ROUNDS; round++) {
		before = n_open;
		for (i = 0; i < before; i++) {
			uint32_t at = open[round % 2 == 0 ? before - 1 - i : i];

			if (plan_piece_is_left(piece, at))
				plan_piece_settle(piece, at);
		}
		for (i = n_open = 0; i < before; i++) {
			k = open[i];
			if (plan_piece_is_left(piece, k))
				open[n_open++] = k;
		}
		if (n_open == before)
			break;
	}
	return n_open;
}

/* The arcs of a node of the flow, each once. */
static void
plan_piece_pay(struct plan_piece *piece, uint32_t at, uint32_t *last_from)
{
	const struct plan_piece_side *out = &piece->out;
	uint32_t job, k;

	for (job = out->head[at]; job != plan_piece_none; job = out->next[job])
		for (k = out->first[job]; k < out->first[job + 1]; k++) {
			uint32_t other = plan_piece_find(piece, out->end[k]);

			if (other == at || piece->state[other] != PLAN_PIECE_OPEN ||
			    last_from[other] == at)
				continue;
			last_from[other] = at;
			plan_flow_pay(piece->flow, piece->node[other]);
		}
}

/* What is left goes into the flow. */
static void
plan_piece_pour(struct plan_piece *piece, uint32_t n_open)
{
	uint32_t i;

	plan_flow_clear(piece->flow);
	if (n_open == 0)
		return;
	memset(piece->part, 0xff, piece->n * sizeof(*piece->part));
	for (i = 0; i < n_open; i++) {
		piece->node[piece->open[i]] = i;
		plan_flow_add(piece->flow, piece->excess[piece->open[i]]);
		plan_piece_pay(piece, piece->open[i], piece->part);
	}
	plan_flow_link(piece->flow);
}

bool
plan_piece_best(struct plan_piece *piece, uint64_t all_value, uint64_t all_minutes)
{
	uint32_t n_open, i;
	bool any = false;

	for (i = 0; i < piece->n; i++)
		piece->excess[i] = (int64_t)(piece->jobs->value[piece->list[i]] * all_minutes) -
				   (int64_t)(piece->jobs->minutes[piece->list[i]] * all_value);
	n_open = plan_piece_shrink(piece);
	plan_piece_pour(piece, n_open);
	plan_flow_best(piece->flow);
	for (i = 0; i < piece->n; i++) {
		uint32_t at = plan_piece_find(piece, i);

		if (piece->state[at] == PLAN_PIECE_OPEN)
			piece->part[i] = piece->flow->part[piece->node[at]];
		else
			piece->part[i] = piece->state[at] == PLAN_PIECE_REST;
		any = any || piece->part[i] == 0;
	}
	piece->work += PLAN_PIECE_WORK * (piece->n + piece->n_arcs) + piece->flow->work;
	piece->flow->work = 0;
	return any;
}

uint32_t
plan_piece_knots(struct plan_piece *piece)
{
	uint32_t n_parts = plan_flow_knots(piece->flow), i;

	for (i = 0; i < piece->n; i++)
		piece->part[i] = piece->flow->part[piece->node[plan_piece_find(piece, i)]];
	piece->work += piece->flow->work;
	piece->flow->work = 0;
	return n_parts;
}
