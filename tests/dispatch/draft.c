#include "draft.h"

#include <string.h>

const char *const draft_items[DRAFT_ITEMS] = {"wash", "dry", "fold"};

static void
draft_add(struct draft *draft, const char *id)
{
	draft->ids[draft->n++] = id;
}

static bool
draft_has(const struct draft *draft, const char *id)
{
	for (uint32_t i = 0; i < draft->n; i++)
		if (strcmp(draft->ids[i], id) == 0)
			return true;
	return false;
}

/* Some of the items, by the step's name: parts of a split have others than what they come from. */
static void
draft_checklist(struct desk *desk, Pb__StepDef *step)
{
	unsigned has = (unsigned)step->id[strlen(step->id) - 1];

	step->checklist = arena_array(desk->arena, DRAFT_ITEMS, sizeof(*step->checklist));
	for (unsigned i = 0; i < DRAFT_ITEMS; i++) {
		Pb__Item *item = message_new(&pb__item__descriptor, desk->arena);

		item->id = item->title = draft_items[i];
		if ((has + strlen(step->id)) % 4 != i)
			step->checklist[step->n_checklist++] = item;
	}
}

Pb__Roadmap *
draft_message(struct desk *desk, const struct draft *draft, const char *id, uint32_t version)
{
	Pb__Roadmap *roadmap = message_new(&pb__roadmap__descriptor, desk->arena);
	Pb__Phase *phase = message_new(&pb__phase__descriptor, desk->arena);

	roadmap->id = id;
	roadmap->title = "Pairs";
	roadmap->version = version;
	roadmap->phases = arena_array(desk->arena, 1, sizeof(*roadmap->phases));
	roadmap->phases[roadmap->n_phases++] = phase;
	phase->id = phase->title = "all";
	phase->steps = arena_array(desk->arena, draft->n, sizeof(*phase->steps));
	for (uint32_t i = 0; i < draft->n; i++) {
		Pb__StepDef *step = message_new(&pb__step_def__descriptor, desk->arena);

		step->id = draft->ids[i];
		step->title = arena_printf(desk->arena, "Title of %s", draft->ids[i]);
		step->minutes_low = step->minutes_high = 60;
		step->value = 1;
		step->kind = PB__KIND__KIND_LEARN;
		draft_checklist(desk, step);
		phase->steps[phase->n_steps++] = step;
	}
	return roadmap;
}

Pb__Change *
draft_change(struct desk *desk, uint32_t version)
{
	Pb__Change *change = message_new(&pb__change__descriptor, desk->arena);

	change->version = version;
	change->renamed = arena_array(desk->arena, DRAFT_STEPS_MOST, sizeof(void *));
	change->split = arena_array(desk->arena, DRAFT_STEPS_MOST, sizeof(void *));
	change->merged = arena_array(desk->arena, DRAFT_STEPS_MOST, sizeof(void *));
	change->removed = arena_array(desk->arena, DRAFT_STEPS_MOST, sizeof(void *));
	return change;
}

static void
draft_rename(struct desk *desk, Pb__Change *change, const char *from, const char *to)
{
	Pb__Rename *rename = message_new(&pb__rename__descriptor, desk->arena);

	rename->from = from;
	rename->to = to;
	change->renamed[change->n_renamed++] = rename;
}

static void
draft_split(struct desk *desk, Pb__Change *change, const char *from, const char *a, const char *b)
{
	Pb__Split *split = message_new(&pb__split__descriptor, desk->arena);

	split->from = from;
	split->to = arena_array(desk->arena, 2, sizeof(*split->to));
	split->to[split->n_to++] = a;
	split->to[split->n_to++] = b;
	change->split[change->n_split++] = split;
}

static void
draft_merge(struct desk *desk, Pb__Change *change, const char *a, const char *b, const char *to)
{
	Pb__Merge *merge = message_new(&pb__merge__descriptor, desk->arena);

	merge->to = to;
	merge->from = arena_array(desk->arena, 2, sizeof(*merge->from));
	merge->from[merge->n_from++] = a;
	merge->from[merge->n_from++] = b;
	change->merged[change->n_merged++] = merge;
}

/* The next version of a draft, with what is said of it. */
struct draft
draft_next(struct desk *desk, struct random_source *source, const struct draft *old,
    Pb__Change *change, uint32_t version)
{
	struct draft next = {.n = 0};
	const char *merging = NULL;

	for (uint32_t i = 0; i < old->n; i++) {
		const char *id = old->ids[i];
		const char *a = arena_printf(desk->arena, "%.20s-v%u", id, version);
		const char *b = arena_printf(desk->arena, "%.20s-w%u", id, version);

		switch (random_below(source, 9)) {
		case 0: /* removed, and said so */
			change->removed[change->n_removed++] = id;
			break;
		case 1: /* removed without a word */
			break;
		case 2:
			draft_rename(desk, change, id, a);
			draft_add(&next, a);
			break;
		case 3:
			draft_split(desk, change, id, a, b);
			draft_add(&next, a);
			draft_add(&next, b);
			break;
		case 4:
		case 5:
			if (merging != NULL) {
				draft_merge(desk, change, merging, id, a);
				draft_add(&next, a);
				merging = NULL;
			} else if (i + 1 < old->n) {
				merging = id;
			}
			break;
		default:
			draft_add(&next, id);
			break;
		}
	}
	if (next.n == 0 || random_percent(source, 50))
		draft_add(&next, arena_printf(desk->arena, "new-%u", version));
	if (version == 3 && !draft_has(old, "back") &&
	    !draft_has(&next, "back")) /* an id of long ago */
		draft_add(&next, "back");
	return next;
}

struct draft
draft_first(struct desk *desk, struct random_source *source)
{
	struct draft draft = {.n = 0};

	for (uint32_t n = 2 + random_below(source, DRAFT_STEPS_MOST - 3); draft.n < n;)
		draft_add(&draft, arena_printf(desk->arena, "step-%u", draft.n));
	draft_add(&draft, "back");
	return draft;
}
