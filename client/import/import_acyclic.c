#include "import/import_acyclic.h"

enum import_acyclic_color {
	IMPORT_ACYCLIC_NEW,
	IMPORT_ACYCLIC_OPEN, /* its needs are being looked at */
	IMPORT_ACYCLIC_FINE,
};

/* A step on the way down, and which of its needs comes next. */
struct import_acyclic_place {
	struct import_step *step;
	uint32_t need, any;
};

struct import_acyclic {
	struct import_draft *draft;
	uint8_t *color;
	struct import_acyclic_place *way;
	uint32_t depth;
};

static void
import_acyclic_enter(struct import_acyclic *search, struct import_step *step)
{
	search->color[step->index] = IMPORT_ACYCLIC_OPEN;
	search->way[search->depth++] = (struct import_acyclic_place){.step = step};
}

static void
import_acyclic_cut(struct import_acyclic *search, struct import_acyclic_place *place)
{
	struct import_need *need = &place->step->needs[place->need];

	import_draft_drop(search->draft, "'%s' and '%s' wait for each other: '%s' need not wait",
	    place->step->def->id, need->any[place->any]->def->id, place->step->def->id);
	for (uint32_t i = place->any + 1; i < need->n_any; i++)
		need->any[i - 1] = need->any[i];
	need->n_any--;
}

/* One look at the step at the end of the way. */
static void
import_acyclic_look(struct import_acyclic *search)
{
	struct import_acyclic_place *place = &search->way[search->depth - 1];
	struct import_step *step = place->step, *other;

	if (place->need == step->n_needs) {
		search->color[step->index] = IMPORT_ACYCLIC_FINE;
		search->depth--;
		return;
	}
	if (place->any == step->needs[place->need].n_any) {
		place->need++;
		place->any = 0;
		return;
	}
	other = step->needs[place->need].any[place->any];
	if (search->color[other->index] == IMPORT_ACYCLIC_OPEN) {
		import_acyclic_cut(search, place);
		return;
	}
	place->any++;
	if (search->color[other->index] == IMPORT_ACYCLIC_NEW)
		import_acyclic_enter(search, other);
}

void
import_acyclic(struct import_draft *draft)
{
	struct import_acyclic search = {.draft = draft};

	search.color = arena_array(draft->arena, draft->n_steps, sizeof(*search.color));
	search.way = arena_array(draft->arena, draft->n_steps, sizeof(*search.way));
	for (uint32_t i = 0; i < draft->n_steps; i++) {
		if (search.color[i] == IMPORT_ACYCLIC_NEW)
			import_acyclic_enter(&search, draft->steps[i]);
		while (search.depth > 0)
			import_acyclic_look(&search);
	}
}
