#include "core/fit.h"

enum {
	FIT_LEAST_PART = 10, /* a tenth of the estimate is always left */
};

uint32_t
fit_minutes_left(const struct roadmap_step *step, uint32_t minutes_spent)
{
	uint32_t minutes = roadmap_step_minutes(step);
	uint32_t least = (minutes + FIT_LEAST_PART - 1) / FIT_LEAST_PART;

	return minutes > minutes_spent && minutes - minutes_spent > least ? minutes - minutes_spent
									  : least;
}

uint32_t
fit_item_minutes(const struct roadmap_step *step, uint32_t minutes_left, uint32_t items_checked)
{
	uint32_t open = step->n_items > items_checked ? step->n_items - items_checked : 0;

	return open == 0 ? 0 : (minutes_left + open - 1) / open;
}

enum fit
fit_of(uint32_t minutes_left, uint32_t item_minutes, uint32_t minutes_at_hand)
{
	if (minutes_left <= minutes_at_hand)
		return FIT_STEP;
	return item_minutes > 0 && item_minutes <= minutes_at_hand ? FIT_ITEM : FIT_NOTHING;
}
