/* What case studies say of the steps that have them for evidence: a part of place.c. */
#include "engine/place.h"

#include "engine/evidence.h"

bool
place_evidence_has_item(const struct place *place, uint32_t step, const char *item_id)
{
	return place->roadmap->steps[step].evidence.kind == ROADMAP_EVIDENCE_CASE_STUDY &&
	       portfolio_part_find(item_id) != PORTFOLIO_PARTS;
}

/* The items of a step that its case study checks. */
static uint32_t
place_evidence_count_parts(const struct place *place, uint32_t step)
{
	const struct roadmap_step *def = &place->roadmap->steps[step];
	const struct portfolio_study *study = place->shown[step];
	uint32_t n = 0;

	for (uint32_t i = 0; study != NULL && i < def->n_items; i++)
		n += place_evidence_has_item(place, step, def->items[i].id) &&
		     place_item_checked(place, step, def->items[i].id);
	return n;
}

void
place_evidence_take(struct op *op, struct place *place)
{
	const struct roadmap *roadmap = place->roadmap;

	for (uint32_t i = 0; i < roadmap->n_steps; i++) {
		if (roadmap->steps[i].evidence.kind != ROADMAP_EVIDENCE_CASE_STUDY)
			continue;
		place->standing->repeats[i] = evidence_repeats(place, i);
		place->shown[i] = evidence_study(op, place, i);
		place->items_checked[i] = place_evidence_count_parts(place, i);
	}
}
