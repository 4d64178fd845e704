#include "core/plan_ways.h"

#include "core/plan_rank.h"
#include "core/plan_try.h"

struct plan_ways_maker {
	const struct standing *standing;
	const struct roadmap *roadmap;
	struct plan_rank rank;
	struct arena *arena;
	bool *planned;   /* each step */
	uint64_t *extra; /* of each step: minutes out of scope that it takes to do it */
	uint32_t *job;   /* of each step, or ROADMAP_NONE */
	uint32_t *queue;
	uint32_t n;
	uint32_t *step, *ranks, *value, *minutes, *first_before, *before; /* of each job */
	uint32_t *alternatives;                                           /* jobs */
	struct plan_try_entry *entries;
	uint32_t n_alternatives, n_entries;
	uint32_t *first_entry; /* of each job, and their number */
	uint32_t *part; /* of each job: the next on the way to the first of its connected part */
};

static bool
plan_ways_is_active(const struct standing *standing, uint32_t step)
{
	return standing_is_open(standing, step) && standing->effective[step] == STANDING_ACTIVE;
}

/* The alternative that takes the least out of scope, the first of those. */
static uint32_t
plan_ways_least(const struct plan_ways_maker *maker, uint32_t step, const struct roadmap_need *need)
{
	uint32_t best = ROADMAP_NONE, i;

	for (i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		if (standing_concerns(maker->standing, step, other) &&
		    (best == ROADMAP_NONE || maker->extra[other] < maker->extra[best]))
			best = other;
	}
	return best;
}

/* What is needed twice counts twice: that is nothing as long as it is in scope. */
static void
plan_ways_weigh(struct plan_ways_maker *maker)
{
	const uint64_t most = UINT64_MAX / 4;
	uint32_t i, k;

	for (i = 0; i < maker->roadmap->n_steps; i++) {
		uint32_t step = maker->roadmap->topo_order[i], least;
		const struct roadmap_step *at = &maker->roadmap->steps[step];
		uint64_t extra = maker->standing->in_scope[step] ? 0 : roadmap_step_minutes(at);

		if (standing_meets(maker->standing, step) ||
		    plan_ways_is_active(maker->standing, step))
			continue;
		for (k = 0; k < at->n_needs; k++) {
			if (standing_is_met(maker->standing, step, &at->needs[k]))
				continue;
			least = plan_ways_least(maker, step, &at->needs[k]);
			extra += maker->extra[least];
			extra = extra < most ? extra : most;
		}
		maker->extra[step] = extra;
	}
}

/* Everything open, and what it takes out of scope: also what it takes to finish an active step. */
static void
plan_ways_choose(struct plan_ways_maker *maker)
{
	const struct roadmap *roadmap = maker->roadmap;
	uint32_t n = 0, done, i, k;

	for (i = 0; i < roadmap->n_steps; i++) {
		if (!standing_is_open(maker->standing, i))
			continue;
		maker->planned[i] = true;
		maker->queue[n++] = i;
	}
	for (done = 0; done < n; done++) {
		uint32_t step = maker->queue[done];

		for (k = 0; k < roadmap->steps[step].n_needs; k++) {
			const struct roadmap_need *need = &roadmap->steps[step].needs[k];
			uint32_t least;

			if (standing_is_met(maker->standing, step, need))
				continue;
			least = plan_ways_least(maker, step, need);
			if (maker->planned[least])
				continue;
			maker->planned[least] = true;
			maker->queue[n++] = least;
		}
	}
}

static void
plan_ways_number(struct plan_ways_maker *maker, struct plan_ways *ways)
{
	const struct roadmap *roadmap = maker->roadmap;
	uint32_t i;

	for (i = 0; i < roadmap->n_steps; i++) {
		maker->job[i] = ROADMAP_NONE;
		if (plan_ways_is_active(maker->standing, i))
			ways->active[ways->n_active++] = i;
	}
	for (i = 0; i < roadmap->n_steps; i++) {
		uint32_t step = maker->rank.order[i];

		if (!maker->planned[step] || plan_ways_is_active(maker->standing, step))
			continue;
		maker->job[step] = maker->n;
		maker->step[maker->n] = step;
		maker->ranks[maker->n] = maker->rank.of_step[step];
		maker->value[maker->n] = roadmap->steps[step].value;
		maker->minutes[maker->n] = roadmap_step_minutes(&roadmap->steps[step]);
		maker->n++;
	}
}

/* What repeats comes last: of alternatives that are as good the first is taken. */
static void
plan_ways_sort(const struct plan_ways_maker *maker, uint32_t *others, uint32_t n)
{
	const bool *repeats = maker->standing->repeats;
	uint32_t i, k;

	for (i = 1; i < n; i++) {
		uint32_t other = others[i];

		for (k = i;
		     k > 0 && repeats[maker->step[others[k - 1]]] > repeats[maker->step[other]];
		     k--)
			others[k] = others[k - 1];
		others[k] = other;
	}
}

/* Adds an entry of a job with its alternatives, of which one in progress meets it. */
static void
plan_ways_add(struct plan_ways_maker *maker, uint32_t job, const struct roadmap_need *need,
    uint32_t *n_before)
{
	uint32_t *others = maker->alternatives + maker->n_alternatives, n = 0, i;

	for (i = 0; i < need->n_any; i++) {
		uint32_t other = need->any[i];

		if (plan_ways_is_active(maker->standing, other))
			return;
		if (maker->planned[other])
			others[n++] = maker->job[other];
	}
	plan_ways_sort(maker, others, n);
	if (n > 1) {
		maker->entries[maker->n_entries++] =
		    (struct plan_try_entry){job, *n_before, others, n};
		maker->n_alternatives += n;
	}
	maker->before[(*n_before)++] = others[0];
}

static void
plan_ways_link(struct plan_ways_maker *maker)
{
	uint32_t n_needs = 0, n_any = 0, n_before = 0, i, k;

	for (i = 0; i < maker->n; i++) {
		const struct roadmap_step *step = &maker->roadmap->steps[maker->step[i]];

		n_needs += step->n_needs;
		for (k = 0; k < step->n_needs; k++)
			n_any += step->needs[k].n_any;
	}
	maker->before = arena_array(maker->arena, n_needs, sizeof(uint32_t));
	maker->entries = arena_array(maker->arena, n_needs, sizeof(*maker->entries));
	maker->alternatives = arena_array(maker->arena, n_any, sizeof(uint32_t));
	for (i = 0; i < maker->n; i++) {
		const struct roadmap_step *step = &maker->roadmap->steps[maker->step[i]];

		maker->first_before[i] = n_before;
		maker->first_entry[i] = maker->n_entries;
		for (k = 0; k < step->n_needs; k++)
			if (!standing_is_met(maker->standing, maker->step[i], &step->needs[k]))
				plan_ways_add(maker, i, &step->needs[k], &n_before);
	}
	maker->first_before[maker->n] = n_before;
	maker->first_entry[maker->n] = maker->n_entries;
}

static uint32_t
plan_ways_part(uint32_t *part, uint32_t job)
{
	while (part[job] != job) {
		part[job] = part[part[job]];
		job = part[job];
	}
	return job;
}

static void
plan_ways_join(uint32_t *part, uint32_t a, uint32_t b)
{
	a = plan_ways_part(part, a);
	b = plan_ways_part(part, b);
	if (a < b)
		part[b] = a;
	else
		part[a] = b;
}

/* Which jobs hang together, by whatever they may wait for. */
static void
plan_ways_connect(struct plan_ways_maker *maker)
{
	uint32_t i, k;

	for (i = 0; i < maker->n; i++)
		maker->part[i] = i;
	for (i = 0; i < maker->n; i++)
		for (k = maker->first_before[i]; k < maker->first_before[i + 1]; k++)
			plan_ways_join(maker->part, i, maker->before[k]);
	for (i = 0; i < maker->n_entries; i++)
		for (k = 0; k < maker->entries[i].n; k++)
			plan_ways_join(maker->part, maker->entries[i].job,
			    maker->entries[i].others[k]);
}

/* The jobs of one part under numbers of their own, in the same order. */
struct plan_ways_view {
	struct plan_jobs jobs;
	uint32_t *ranks, *value, *minutes, *first_before, *before;
	struct plan_try_entry *entries;
	uint32_t n_entries;
	const uint32_t *list; /* its jobs */
	uint32_t *local;      /* of each job of all */
};

static void
plan_ways_view_add(struct plan_ways_view *view, const struct plan_ways_maker *maker, uint32_t job)
{
	uint32_t at = view->jobs.n++, n = view->first_before[at], first = maker->first_before[job];
	uint32_t i, k;

	view->local[job] = at;
	view->ranks[at] = maker->ranks[job];
	view->value[at] = maker->value[job];
	view->minutes[at] = maker->minutes[job];
	for (k = first; k < maker->first_before[job + 1]; k++)
		view->before[n + k - first] = view->local[maker->before[k]];
	view->first_before[at + 1] = n + k - first;
	for (i = maker->first_entry[job]; i < maker->first_entry[job + 1]; i++) {
		const struct plan_try_entry *entry = &maker->entries[i];
		uint32_t *others = arena_array(maker->arena, entry->n, sizeof(*others));

		for (k = 0; k < entry->n; k++)
			others[k] = view->local[entry->others[k]];
		view->entries[view->n_entries++] =
		    (struct plan_try_entry){at, n + entry->at - first, others, entry->n};
	}
}

static struct plan_ways_view
plan_ways_view_new(const struct plan_ways_maker *maker)
{
	struct arena *arena = maker->arena;
	uint32_t n = maker->n;
	struct plan_ways_view view = {
	    .ranks = arena_array(arena, n, sizeof(uint32_t)),
	    .value = arena_array(arena, n, sizeof(uint32_t)),
	    .minutes = arena_array(arena, n, sizeof(uint32_t)),
	    .first_before = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .before = arena_array(arena, maker->first_before[n], sizeof(uint32_t)),
	    .entries = arena_array(arena, maker->n_entries, sizeof(struct plan_try_entry)),
	    .local = arena_array(arena, n, sizeof(uint32_t)),
	};

	view.jobs.rank = view.ranks;
	view.jobs.value = view.value;
	view.jobs.minutes = view.minutes;
	view.jobs.first_before = view.first_before;
	view.jobs.before = view.before;
	return view;
}

/* Decides the entries of a part, which is `n` jobs of a list. */
static void
plan_ways_decide(struct plan_ways_maker *maker, struct plan_ways_view *view, const uint32_t *list,
    uint32_t n)
{
	uint32_t i, k;

	view->jobs.n = view->n_entries = 0;
	for (i = 0; i < n; i++)
		plan_ways_view_add(view, maker, list[i]);
	if (view->n_entries == 0)
		return;
	plan_try_decide(&view->jobs, view->before, view->entries, view->n_entries, maker->arena);
	for (i = 0; i < n; i++) {
		uint32_t first = maker->first_before[list[i]];

		for (k = view->first_before[i]; k < view->first_before[i + 1]; k++)
			maker->before[first + k - view->first_before[i]] = list[view->before[k]];
	}
}

static void
plan_ways_decide_all(struct plan_ways_maker *maker)
{
	uint32_t n = maker->n, *ends = arena_array(maker->arena, (size_t)n + 1, sizeof(*ends));
	uint32_t *list = arena_array(maker->arena, n, sizeof(*list)), i;
	struct plan_ways_view view = plan_ways_view_new(maker);

	/* The first job of a part stands for it. */
	for (i = 0; i < n; i++)
		ends[plan_ways_part(maker->part, i) + 1]++;
	for (i = 0; i < n; i++)
		ends[i + 1] += ends[i];
	for (i = 0; i < n; i++)
		list[ends[plan_ways_part(maker->part, i)]++] = i;
	for (i = 0; i < n; i++) {
		uint32_t begin = i > 0 ? ends[i - 1] : 0;

		if (ends[i] > begin)
			plan_ways_decide(maker, &view, list + begin, ends[i] - begin);
	}
}

struct plan_ways
plan_ways_make(const struct standing *standing, struct arena *arena)
{
	uint32_t n = standing->roadmap->n_steps;
	struct plan_ways_maker maker = {
	    .standing = standing,
	    .roadmap = standing->roadmap,
	    .rank = plan_rank_make(standing, arena),
	    .arena = arena,
	    .planned = arena_array(arena, n, sizeof(bool)),
	    .extra = arena_array(arena, n, sizeof(uint64_t)),
	    .job = arena_array(arena, n, sizeof(uint32_t)),
	    .queue = arena_array(arena, n, sizeof(uint32_t)),
	    .step = arena_array(arena, n, sizeof(uint32_t)),
	    .ranks = arena_array(arena, n, sizeof(uint32_t)),
	    .value = arena_array(arena, n, sizeof(uint32_t)),
	    .minutes = arena_array(arena, n, sizeof(uint32_t)),
	    .first_before = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .first_entry = arena_array(arena, (size_t)n + 1, sizeof(uint32_t)),
	    .part = arena_array(arena, n, sizeof(uint32_t)),
	};
	struct plan_ways ways = {
	    .step = maker.step,
	    .active = arena_array(arena, n, sizeof(uint32_t)),
	};

	plan_ways_weigh(&maker);
	plan_ways_choose(&maker);
	plan_ways_number(&maker, &ways);
	plan_ways_link(&maker);
	if (maker.n_entries > 0) {
		plan_ways_connect(&maker);
		plan_ways_decide_all(&maker);
	}
	ways.jobs = (struct plan_jobs){
	    .n = maker.n,
	    .rank = maker.ranks,
	    .value = maker.value,
	    .minutes = maker.minutes,
	    .first_before = maker.first_before,
	    .before = maker.before,
	};
	return ways;
}
