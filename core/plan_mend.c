#include "core/plan_mend.h"

#include <string.h>

enum {
	PLAN_MEND_PIECES = 64, /* room for new ones at first */
};

struct plan_mend *
plan_mend_new(const struct plan_jobs *jobs, uint32_t n_old, uint32_t n_listed, struct arena *arena)
{
	struct plan_mend *mend = arena_alloc(arena, sizeof(*mend));
	uint32_t n = jobs->n, most = n_old + PLAN_MEND_PIECES;

	*mend = (struct plan_mend){
	    .jobs = jobs,
	    .arena = arena,
	    .pieces = arena_array(arena, most, sizeof(struct plan_mend_piece)),
	    .n_old = n_old,
	    .n_pieces = n_old,
	    .most_pieces = most,
	    /* Each job can be cut once, or all at once instead, and then untied. */
	    .list = arena_array(arena, n_listed + 2 * (size_t)n, sizeof(uint32_t)),
	    .n_first = n_listed,
	    .n_list = n_listed,
	    .piece = arena_array(arena, n, sizeof(uint32_t)),
	    .marks = arena_array(arena, n, sizeof(bool)),
	    .line = arena_array(arena, n, sizeof(uint32_t)),
	    .local = arena_array(arena, n, sizeof(uint32_t)),
	};
	return mend;
}

/* Which has more value per minute: above 0 if a has, below if b has. */
static int
plan_mend_compare(const struct plan_mend_piece *a, const struct plan_mend_piece *b)
{
	return plan_cut_compare(a->block.value, a->block.minutes, b->block.value, b->block.minutes);
}

/* Old ones worth as much as one that is no more may come in another order. */
static void
plan_mend_loosen(struct plan_mend *mend, uint32_t number)
{
	struct plan_mend_piece *pieces = mend->pieces;
	uint32_t i;

	for (i = number; i-- > 0 && plan_mend_compare(&pieces[i], &pieces[number]) == 0;)
		pieces[i].loose = true;
	for (i = number + 1; i < mend->n_old && plan_mend_compare(&pieces[i], &pieces[number]) == 0;
	     i++)
		pieces[i].loose = true;
}

void
plan_mend_break(struct plan_mend *mend, uint32_t number)
{
	struct plan_mend_piece *piece = &mend->pieces[number];
	uint32_t i;

	if (piece->gone)
		return;
	piece->gone = true;
	for (i = piece->block.begin; i < piece->block.end; i++)
		if (mend->list[i] != PLAN_MEND_NONE)
			mend->marks[mend->list[i]] = true;
	if (number < mend->n_old)
		plan_mend_loosen(mend, number);
}

struct plan_mend_view
plan_mend_view(struct plan_mend *mend)
{
	const struct plan_jobs *all = mend->jobs;
	struct arena *arena = mend->arena;
	uint32_t n = 0, n_before = 0, i, k, *list, *numbers, *first, *before;

	for (i = 0; i < all->n; i++)
		if (mend->marks[i]) {
			n_before += all->first_before[i + 1] - all->first_before[i];
			n++;
		}
	list = arena_array(arena, n, sizeof(*list));
	numbers = arena_array(arena, n, 3 * sizeof(*numbers));
	first = arena_array(arena, (size_t)n + 1, sizeof(*first));
	before = arena_array(arena, n_before, sizeof(*before));
	for (i = n = n_before = 0; i < all->n; i++) {
		if (!mend->marks[i])
			continue;
		mend->local[i] = n;
		list[n] = i;
		for (k = all->first_before[i]; k < all->first_before[i + 1]; k++)
			if (mend->marks[all->before[k]])
				before[n_before++] = mend->local[all->before[k]];
		first[++n] = n_before;
	}
	for (i = 0; i < n; i++) {
		mend->marks[list[i]] = false;
		numbers[i] = all->rank[list[i]];
		numbers[n + i] = all->value[list[i]];
		numbers[2 * n + i] = all->minutes[list[i]];
	}
	return (struct plan_mend_view){
	    .jobs = {n, numbers, numbers + n, numbers + 2 * (size_t)n, first, before},
	    .list = list,
	};
}

static struct plan_mend_piece *
plan_mend_add(struct plan_mend *mend, const struct plan_block *block)
{
	struct plan_mend_piece *pieces = mend->pieces;

	if (mend->n_pieces == mend->most_pieces) {
		mend->most_pieces *= 2;
		mend->pieces = arena_array(mend->arena, mend->most_pieces, sizeof(*pieces));
		memcpy(mend->pieces, pieces, mend->n_pieces * sizeof(*pieces));
	}
	pieces = mend->pieces + mend->n_pieces++;
	*pieces = (struct plan_mend_piece){.block = *block, .loose = true};
	return pieces;
}

/* Cuts the marked jobs into pieces, which come last, in order. */
static void
plan_mend_cut(struct plan_mend *mend)
{
	struct plan_mend_view view = plan_mend_view(mend);
	uint32_t n = view.jobs.n, n_blocks, b, i;
	uint32_t *list = arena_array(mend->arena, n, sizeof(*list));
	struct plan_block *blocks = arena_array(mend->arena, n, sizeof(*blocks));
	struct plan_order_maker *maker = plan_order_maker_new(&view.jobs, list, mend->arena);

	for (i = 0; i < n; i++)
		list[i] = i;
	n_blocks = plan_order_cut_first(maker, n, blocks);
	for (b = 0; b < n_blocks; b++) {
		struct plan_mend_piece *piece = plan_mend_add(mend, &blocks[b]);

		piece->block.begin = mend->n_list;
		for (i = blocks[b].begin; i < blocks[b].end; i++) {
			uint32_t job = view.list[list[i]];

			mend->piece[job] = mend->n_pieces - 1;
			mend->list[mend->n_list++] = job;
		}
		piece->block.end = mend->n_list;
	}
}

/* Breaks the pieces that cannot stand beside each other. Returns how many jobs they have. */
static uint32_t
plan_mend_join(struct plan_mend *mend)
{
	const struct plan_jobs *jobs = mend->jobs;
	struct plan_mend_piece *pieces = mend->pieces;
	uint32_t n = 0, i, k;

	for (i = 0; i < jobs->n; i++) {
		struct plan_mend_piece *piece = &pieces[mend->piece[i]];

		for (k = jobs->first_before[i]; k < jobs->first_before[i + 1]; k++) {
			struct plan_mend_piece *other = &pieces[mend->piece[jobs->before[k]]];

			if (other == piece || !(piece->loose || other->loose))
				continue;
			if (plan_mend_compare(piece, other) > 0)
				piece->wrong = other->wrong = true;
		}
	}
	for (i = 0; i < mend->n_pieces; i++) {
		if (!pieces[i].wrong || pieces[i].gone)
			continue;
		plan_mend_break(mend, i);
		n += pieces[i].block.end - pieces[i].block.begin;
	}
	return n;
}

static void
plan_mend_cut_all(struct plan_mend *mend)
{
	uint32_t i;

	for (i = 0; i < mend->n_pieces; i++)
		mend->pieces[i].gone = true;
	memset(mend->marks, true, mend->jobs->n * sizeof(*mend->marks));
	mend->n_list = mend->n_first;
	plan_mend_cut(mend);
}

/* Cuts and joins until all pieces can stand, or all at once if that is less. */
static void
plan_mend_repair(struct plan_mend *mend)
{
	uint32_t n = 0, i;

	for (i = 0; i < mend->jobs->n; i++)
		n += mend->marks[i];
	do {
		if (mend->n_list - mend->n_first + n > mend->jobs->n) {
			plan_mend_cut_all(mend);
			return;
		}
		if (n > 0)
			plan_mend_cut(mend);
		n = plan_mend_join(mend);
	} while (n > 0);
}

/* Writes the pieces that were made, the most value per minute first. Returns how many. */
static uint32_t
plan_mend_sort(const struct plan_mend *mend, uint32_t *ret_list)
{
	const struct plan_mend_piece *pieces = mend->pieces;
	uint32_t n = 0, i, k;

	for (i = mend->n_old; i < mend->n_pieces; i++) {
		if (pieces[i].gone)
			continue;
		for (k = n++; k > 0; k--) {
			if (plan_mend_compare(&pieces[ret_list[k - 1]], &pieces[i]) >= 0)
				break;
			ret_list[k] = ret_list[k - 1];
		}
		ret_list[k] = i;
	}
	return n;
}

/* All that stand, the same way. */
static void
plan_mend_line_up(struct plan_mend *mend)
{
	const struct plan_mend_piece *pieces = mend->pieces;
	uint32_t *made = arena_array(mend->arena, mend->n_pieces - mend->n_old, sizeof(*made));
	uint32_t n_made = plan_mend_sort(mend, made), b, i = 0;

	for (b = 0; b < mend->n_old; b++) {
		if (pieces[b].gone)
			continue;
		while (i < n_made && plan_mend_compare(&pieces[made[i]], &pieces[b]) > 0)
			mend->line[mend->n_line++] = made[i++];
		mend->line[mend->n_line++] = b;
	}
	while (i < n_made)
		mend->line[mend->n_line++] = made[i++];
}

/* Whether a piece waits for another one worth the same. */
static bool
plan_mend_is_linked(const struct plan_mend *mend, uint32_t number)
{
	const struct plan_jobs *jobs = mend->jobs;
	const struct plan_mend_piece *piece = &mend->pieces[number];
	uint32_t i, k;

	for (i = piece->block.begin; i < piece->block.end; i++) {
		uint32_t job = mend->list[i];

		for (k = jobs->first_before[job]; k < jobs->first_before[job + 1]; k++) {
			uint32_t other = mend->piece[jobs->before[k]];

			if (other != number && plan_mend_compare(piece, &mend->pieces[other]) == 0)
				return true;
		}
	}
	return false;
}

static bool
plan_mend_any_linked(const struct plan_mend *mend, uint32_t begin, uint32_t end)
{
	for (uint32_t i = begin; i < end; i++)
		if (plan_mend_is_linked(mend, mend->line[i]))
			return true;
	return false;
}

/* Pieces worth the same, by their first ranks. */
static void
plan_mend_rank(const struct plan_mend *mend, uint32_t begin, uint32_t end)
{
	const struct plan_mend_piece *pieces = mend->pieces;
	uint32_t *line = mend->line, i, k;

	for (i = begin + 1; i < end; i++) {
		uint32_t number = line[i], rank = pieces[number].block.first_rank;

		for (k = i; k > begin && pieces[line[k - 1]].block.first_rank > rank; k--)
			line[k] = line[k - 1];
		line[k] = number;
	}
}

/* Cuts those that wait for one another at once. That does not make more of them. */
static void
plan_mend_untie(struct plan_mend *mend, uint32_t begin, uint32_t end)
{
	uint32_t first = mend->n_pieces, i;

	for (i = begin; i < end; i++)
		plan_mend_break(mend, mend->line[i]);
	plan_mend_cut(mend);
	for (i = first; i < mend->n_pieces; i++)
		mend->line[mend->n_line++] = i;
}

static void
plan_mend_untie_all(struct plan_mend *mend)
{
	uint32_t *line = mend->line, n = mend->n_line, i, k;

	mend->n_line = 0;
	for (i = 0; i < n; i = k) {
		const struct plan_mend_piece *pieces = mend->pieces;
		bool loose = false;

		for (k = i; k < n && plan_mend_compare(&pieces[line[i]], &pieces[line[k]]) == 0;
		     k++)
			loose = loose || pieces[line[k]].loose;
		if (loose && k - i > 1 && plan_mend_any_linked(mend, i, k)) {
			plan_mend_untie(mend, i, k);
			continue;
		}
		if (loose)
			plan_mend_rank(mend, i, k);
		memmove(line + mend->n_line, line + i, (k - i) * sizeof(*line));
		mend->n_line += k - i;
	}
}

void
plan_mend_run(struct plan_mend *mend)
{
	plan_mend_repair(mend);
	plan_mend_line_up(mend);
	plan_mend_untie_all(mend);
}
