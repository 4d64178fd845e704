#include <stdio.h>
#include <string.h>

#include "core/roadmap_check.h"

/* A step on the way of the depth-first search, and the next of its references to follow. */
struct roadmap_graph_visit {
	uint32_t step, need, any;
};

enum roadmap_graph_state { ROADMAP_GRAPH_NEW, ROADMAP_GRAPH_OPEN, ROADMAP_GRAPH_CLOSED };

struct roadmap_graph_search {
	const struct roadmap *roadmap;
	struct roadmap_check *check; /* is told of cycles; NULL: there are none */
	struct roadmap_graph_visit *way;
	uint32_t depth;
	uint8_t *state;
	uint32_t *order;
	uint32_t n_order;
};

static const char *
roadmap_graph_path(struct roadmap_check *check, uint32_t step, uint32_t need, uint32_t any)
{
	if (check->roadmap->steps[step].needs[need].n_any == 1)
		return roadmap_check_path(check, step, "requires/%u", need);
	return roadmap_check_path(check, step, "requires/%u/any/%u", need, any);
}

static uint32_t
roadmap_graph_find(struct roadmap_check *check, uint32_t step, uint32_t need, uint32_t any)
{
	const char *id = check->roadmap->steps[step].needs[need].any_ids[any];
	uint32_t found = names_find(&check->steps, id);

	if (found == ROADMAP_NONE) {
		roadmap_fault(check->faults, roadmap_graph_path(check, step, need, any),
		    "no step '%s': %s", roadmap_check_quote(check, id),
		    roadmap_check_hint(check, &check->steps, id, "name a step of this roadmap"));
	} else if (found == step) {
		roadmap_fault(check->faults, roadmap_graph_path(check, step, need, any),
		    "'%s' requires itself: take this away", roadmap_check_quote(check, id));
		return ROADMAP_NONE;
	}
	return found;
}

/* Whether a learner who does `step` can be counted on to do `other` first. */
static bool
roadmap_graph_is_usable(const struct roadmap *roadmap, uint32_t step, uint32_t other)
{
	const struct roadmap_step *a = &roadmap->steps[step], *b = &roadmap->steps[other];

	if (b->optional && !a->optional)
		return false;
	return a->choice == ROADMAP_NONE || a->choice != b->choice || a->option == b->option ||
	       roadmap->choices[a->choice].pick > 1;
}

static void
roadmap_graph_check_reach(struct roadmap_check *check, uint32_t step, uint32_t need)
{
	const struct roadmap *roadmap = check->roadmap;
	const struct roadmap_need *entry = &roadmap->steps[step].needs[need];
	bool all_optional = true;
	uint32_t i;

	for (i = 0; i < entry->n_any; i++) {
		if (entry->any[i] == ROADMAP_NONE)
			return;
		if (roadmap_graph_is_usable(roadmap, step, entry->any[i]))
			return;
		all_optional = all_optional && roadmap->steps[entry->any[i]].optional;
	}
	if (entry->n_any == 0)
		return;
	roadmap_check_path(check, step, "requires/%u", need);
	if (all_optional)
		roadmap_fault(check->faults, check->path,
		    "unreachable: a required step needs only optional ones here; make one of them "
		    "required, or this step optional");
	else
		roadmap_fault(check->faults, check->path,
		    "unreachable: only other options of '%s' are needed here, and just one is "
		    "picked; name a step of this option",
		    roadmap_check_quote(check, roadmap->steps[step].choice_id));
}

static void
roadmap_graph_resolve_step(struct roadmap_check *check, uint32_t step)
{
	const struct roadmap_step *at = &check->roadmap->steps[step];
	uint32_t need, any;

	if (at->n_needs > ROADMAP_LIST_MAX)
		roadmap_fault(check->faults, roadmap_check_path(check, step, "requires"),
		    "the list has %u entries: at most %d fit", at->n_needs, ROADMAP_LIST_MAX);
	for (need = 0; need < at->n_needs; need++) {
		struct roadmap_need *entry = &at->needs[need];

		if (entry->n_any == 0 || entry->n_any > ROADMAP_LIST_MAX)
			roadmap_fault(check->faults,
			    roadmap_check_path(check, step, "requires/%u", need),
			    "%u steps in an entry: name 1 to %d", entry->n_any, ROADMAP_LIST_MAX);
		entry->any = arena_array(check->arena, entry->n_any, sizeof(*entry->any));
		for (any = 0; any < entry->n_any; any++)
			entry->any[any] = roadmap_graph_find(check, step, need, any);
		roadmap_graph_check_reach(check, step, need);
	}
}

/* `seen` holds the last step that named each one: an entry may repeat a name. */
static void
roadmap_graph_count_opens(struct roadmap *roadmap, uint32_t step, uint32_t *seen, bool write)
{
	const struct roadmap_step *at = &roadmap->steps[step];
	uint32_t need, any;

	for (need = 0; need < at->n_needs; need++) {
		for (any = 0; any < at->needs[need].n_any; any++) {
			uint32_t other = at->needs[need].any[any];
			struct roadmap_step *opener;

			if (other == ROADMAP_NONE || seen[other] == step)
				continue;
			seen[other] = step;
			opener = &roadmap->steps[other];
			if (write)
				opener->opens[opener->n_opens] = step;
			opener->n_opens++;
		}
	}
}

static void
roadmap_graph_link(struct roadmap_check *check)
{
	struct roadmap *roadmap = check->roadmap;
	uint32_t n = roadmap->n_steps, i;
	uint32_t *seen = arena_array(check->scratch, n, sizeof(*seen));

	memset(seen, 0xff, n * sizeof(*seen));
	for (i = 0; i < n; i++)
		roadmap->steps[i].n_opens = 0;
	for (i = 0; i < n; i++)
		roadmap_graph_count_opens(roadmap, i, seen, false);
	for (i = 0; i < n; i++) {
		struct roadmap_step *step = &roadmap->steps[i];

		step->opens = arena_array(check->arena, step->n_opens, sizeof(*step->opens));
		step->n_opens = 0;
	}
	memset(seen, 0xff, n * sizeof(*seen));
	for (i = 0; i < n; i++)
		roadmap_graph_count_opens(roadmap, i, seen, true);
}

void
roadmap_graph_resolve(struct roadmap_check *check)
{
	uint32_t i;

	for (i = 0; i < check->roadmap->n_steps; i++)
		roadmap_graph_resolve_step(check, i);
	roadmap_graph_link(check);
}

/* The cycle is the end of the way, from `first` on. A long one is told by its beginning. */
static void
roadmap_graph_tell_cycle(struct roadmap_check *check, const struct roadmap_graph_search *search,
    uint32_t first)
{
	const struct roadmap_graph_visit *last = &search->way[search->depth - 1];
	const struct roadmap_step *steps = check->roadmap->steps;
	char text[150], end[96];
	size_t used = 0;
	uint32_t i;

	snprintf(end, sizeof(end), "%s",
	    roadmap_check_quote(check, steps[search->way[first].step].id));
	for (i = first; i < search->depth; i++) {
		const char *id = roadmap_check_quote(check, steps[search->way[i].step].id);
		size_t rest = strlen(end) + strlen(" -> ... -> ");

		if (used + strlen(id) + rest >= sizeof(text))
			break;
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s -> ", id);
	}
	snprintf(text + used, sizeof(text) - used, "%s%s", i < search->depth ? "... -> " : "", end);
	roadmap_fault(check->faults,
	    roadmap_graph_path(check, last->step, last->need, last->any - 1),
	    "cycle: %s: take one of these requirements away", text);
}

static void
roadmap_graph_found_cycle(struct roadmap_check *check, const struct roadmap_graph_search *search,
    uint32_t step)
{
	uint32_t first = search->depth - 1;

	if (check->faults->n == ROADMAP_FAULTS_MAX) {
		check->faults->more = true;
		return;
	}
	while (search->way[first].step != step)
		first--;
	roadmap_graph_tell_cycle(check, search, first);
}

/* The next reference of the step at the end of the way, or ROADMAP_NONE after the last. */
static uint32_t
roadmap_graph_follow(const struct roadmap *roadmap, struct roadmap_graph_visit *visit)
{
	const struct roadmap_step *step = &roadmap->steps[visit->step];

	while (visit->need < step->n_needs) {
		const struct roadmap_need *need = &step->needs[visit->need];

		while (visit->any < need->n_any) {
			uint32_t other = need->any[visit->any++];

			if (other != ROADMAP_NONE)
				return other;
		}
		visit->need++;
		visit->any = 0;
	}
	return ROADMAP_NONE;
}

static void
roadmap_graph_enter(struct roadmap_graph_search *search, uint32_t step)
{
	search->state[step] = ROADMAP_GRAPH_OPEN;
	search->way[search->depth++] = (struct roadmap_graph_visit){.step = step};
}

static void
roadmap_graph_walk(struct roadmap_graph_search *search, uint32_t first)
{
	roadmap_graph_enter(search, first);
	while (search->depth > 0) {
		struct roadmap_graph_visit *visit = &search->way[search->depth - 1];
		uint32_t next = roadmap_graph_follow(search->roadmap, visit);

		if (next == ROADMAP_NONE) {
			search->state[visit->step] = ROADMAP_GRAPH_CLOSED;
			search->order[search->n_order++] = visit->step;
			search->depth--;
		} else if (search->state[next] == ROADMAP_GRAPH_NEW) {
			roadmap_graph_enter(search, next);
		} else if (search->state[next] == ROADMAP_GRAPH_OPEN && search->check != NULL) {
			roadmap_graph_found_cycle(search->check, search, next);
		}
	}
}

static struct roadmap_graph_search
roadmap_graph_search(const struct roadmap *roadmap, uint32_t *order, struct arena *arena)
{
	return (struct roadmap_graph_search){
	    .roadmap = roadmap,
	    .way = arena_array(arena, roadmap->n_steps, sizeof(struct roadmap_graph_visit)),
	    .state = arena_array(arena, roadmap->n_steps, sizeof(uint8_t)),
	    .order = order,
	};
}

void
roadmap_graph_sort(struct roadmap_check *check)
{
	struct roadmap *roadmap = check->roadmap;
	uint32_t n = roadmap->n_steps, i;
	struct roadmap_graph_search search;

	roadmap->topo_order = arena_array(check->arena, n, sizeof(*roadmap->topo_order));
	search = roadmap_graph_search(roadmap, roadmap->topo_order, check->scratch);
	search.check = check;
	for (i = 0; i < n; i++)
		if (search.state[i] == ROADMAP_GRAPH_NEW)
			roadmap_graph_walk(&search, i);
}

uint32_t *
roadmap_graph_order(const struct roadmap *roadmap, const uint32_t *wish, struct arena *arena)
{
	uint32_t *order = arena_array(arena, roadmap->n_steps, sizeof(*order)), i;
	struct roadmap_graph_search search = roadmap_graph_search(roadmap, order, arena);

	for (i = 0; i < roadmap->n_steps; i++)
		if (search.state[wish[i]] == ROADMAP_GRAPH_NEW)
			roadmap_graph_walk(&search, wish[i]);
	return order;
}
