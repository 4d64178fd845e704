/* Review.Forecast: when it will be done. */
#include "engine/op_table.h"

#include <string.h>

#include "core/fit.h"
#include "core/forecast.h"
#include "engine/ahead.h"
#include "engine/pauses.h"
#include "engine/worked.h"

enum {
	OP_REVIEW_SEED = 1, /* any will do, but always the same */
};

/* The work that is left, cut where phases end. */
struct op_review_left {
	struct forecast_part *parts;
	uint32_t n_parts;
	uint32_t *part_of_phase; /* ROADMAP_NONE: nothing is left of it */
	uint32_t *steps_of_phase;
};

/* Planned minutes of what is left: of the learner's own less what was spent. */
static double
op_review_step_left(const struct place *place, uint32_t index)
{
	const struct roadmap_step *step = &place->roadmap->steps[index];
	uint32_t minutes =
	    estimate_minutes(&place->estimate, step->kind, roadmap_step_minutes(step));
	uint32_t spent = place->rows[index] != NULL ? place->rows[index]->minutes_spent : 0;

	return fit_minutes_left(minutes, spent) / estimate_ratio(&place->estimate, step->kind);
}

static void
op_review_left(struct op *op, const struct place *place, struct op_review_left *left)
{
	const struct roadmap *roadmap = place->roadmap;
	const struct plan *plan = model_plan(place->model, place->standing);
	uint32_t *last = arena_array(op->arena, roadmap->n_phases, sizeof(*last));

	left->parts = arena_array(op->arena, roadmap->n_phases + 1, sizeof(*left->parts));
	left->part_of_phase =
	    arena_array(op->arena, roadmap->n_phases, sizeof(*left->part_of_phase));
	left->steps_of_phase =
	    arena_array(op->arena, roadmap->n_phases, sizeof(*left->steps_of_phase));
	for (uint32_t i = 0; i < roadmap->n_phases; i++)
		left->part_of_phase[i] = ROADMAP_NONE;
	for (uint32_t i = 0; i < plan->n_entries; i++) {
		uint32_t phase = roadmap->steps[plan->entries[i].step].phase;

		last[phase] = i;
		left->steps_of_phase[phase]++;
	}
	for (uint32_t i = 0; i < plan->n_entries; i++) {
		uint32_t index = plan->entries[i].step;
		const struct roadmap_step *step = &roadmap->steps[index];
		double minutes = op_review_step_left(place, index);
		struct forecast_part *part = &left->parts[left->n_parts];

		part->minutes[step->kind] += minutes;
		part->squares[step->kind] += minutes * minutes;
		if (last[step->phase] == i)
			left->part_of_phase[step->phase] = left->n_parts++;
	}
}

/* The hours a week to go by without a pace: the goal, the pathway chosen, or the first there is. */
static uint32_t
op_review_goal(const struct place *place, const struct settings *settings,
    const char **ret_pathway_id)
{
	const Pb__Roadmap *document = place->model->document.head;
	const Pb__Pathway *found = NULL;

	*ret_pathway_id = "";
	if (settings->values[SETTING_GOAL] > 0)
		return settings->values[SETTING_GOAL];
	for (size_t i = 0; i < document->n_pathways; i++) {
		const Pb__Pathway *pathway = document->pathways[i];

		if (pathway->minutes_per_week > 0 &&
		    (found == NULL || strcmp(pathway->id, settings->pathway) == 0))
			found = pathway;
	}
	if (found == NULL)
		return 0;
	*ret_pathway_id = found->id;
	return found->minutes_per_week;
}

static const char *
op_review_day_text(struct op *op, int32_t day)
{
	return day <= CALENDAR_DAY_MAX ? pauses_day(op, day) : "";
}

static Pb__ReviewBand *
op_review_band(struct op *op, const struct forecast_band *band)
{
	Pb__ReviewBand *view = OP_NEW(op, review_band);

	view->low = op_review_day_text(op, band->low);
	view->likely = op_review_day_text(op, band->likely);
	view->high = op_review_day_text(op, band->high);
	return view;
}

static Pb__ReviewForecastReply__Basis
op_review_basis(enum forecast_basis basis, const char *pathway_id)
{
	if (basis == FORECAST_NOTHING)
		return PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_NONE;
	if (basis == FORECAST_PACE)
		return PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PACE;
	return pathway_id[0] != '\0' ? PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_PATHWAY
				     : PB__REVIEW_FORECAST_REPLY__BASIS__BASIS_GOAL;
}

static void
op_review_phases(struct op *op, const struct place *place, const struct op_review_left *left,
    const struct forecast *forecast, Pb__ReviewForecastReply *reply)
{
	const struct roadmap *roadmap = place->roadmap;

	reply->phases = arena_array(op->arena, roadmap->n_phases, sizeof(*reply->phases));
	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		Pb__ReviewPhaseForecast *phase = OP_NEW(op, review_phase_forecast);

		phase->id = roadmap->phases[i].id;
		phase->title = roadmap->phases[i].title;
		phase->steps_left = left->steps_of_phase[i];
		reply->steps_left += phase->steps_left;
		if (phase->steps_left > 0 && forecast->basis != FORECAST_NOTHING)
			phase->band = op_review_band(op, &forecast->parts[left->part_of_phase[i]]);
		reply->phases[reply->n_phases++] = phase;
	}
}

static void
op_review_answer(struct op *op, const struct forecast_input *input, const struct forecast *forecast,
    const char *pathway_id, const struct ahead *ahead, Pb__ReviewForecastReply *reply)
{
	reply->today = pauses_day(op, input->today);
	reply->basis = op_review_basis(forecast->basis, pathway_id);
	reply->weeks = input->pace->n_weeks;
	if (forecast->basis == FORECAST_PACE)
		reply->pace_minutes = (uint32_t)(forecast->week_minutes + 0.5);
	reply->goal_minutes = input->goal_minutes;
	reply->pathway_id = pathway_id;
	reply->minutes_left_yours = (uint64_t)(forecast->minutes_left + 0.5);
	reply->steps_told = input->estimate->n;
	if (input->n_parts > 0 && forecast->basis != FORECAST_NOTHING)
		reply->band = op_review_band(op, &forecast->all);
	if (input->target_day == FORECAST_NEVER || input->n_parts == 0)
		return;
	reply->target_week_minutes =
	    schedule_needed(&ahead->pace, ahead->minutes_left, input->target_day);
	reply->target_permille = forecast->target_permille;
}

enum err_code
op_review_forecast(struct op *op, const Pb__ReviewForecastRequest *request,
    Pb__ReviewForecastReply *reply, struct err *err)
{
	const struct place *place = place_open(op, request->roadmap_id, err);
	struct op_review_left left = {0};
	const char *pathway_id;
	struct forecast_input input = {.seed = OP_REVIEW_SEED};
	struct forecast forecast;
	struct worked worked;
	struct ahead ahead;
	struct pace pace;

	if (place == NULL || worked_read(op, place, false, INT32_MAX, &worked, err) != ERR_OK ||
	    ahead_read(op, place, &ahead, err) != ERR_OK)
		return err->code;
	op_review_left(op, place, &left);
	pace_measure(&pace, worked.days, worked.n_days, worked.pauses, worked.first_day,
	    worked.today);
	input.pace = &pace;
	input.estimate = &place->estimate;
	input.goal_minutes = op_review_goal(place, &worked.settings, &pathway_id);
	input.parts = left.parts;
	input.n_parts = left.n_parts;
	input.pauses = worked.pauses;
	input.today = worked.today;
	if (!calendar_parse(worked.settings.goal_day, &input.target_day))
		input.target_day = FORECAST_NEVER;
	forecast_make(&input, op->arena, &forecast);
	reply->roadmap_id = place->roadmap->id;
	reply->title = place->roadmap->title;
	reply->minutes_left = ahead.minutes_planned;
	reply->target_day = worked.settings.goal_day;
	op_review_answer(op, &input, &forecast, pathway_id, &ahead, reply);
	op_review_phases(op, place, &left, &forecast, reply);
	return ERR_OK;
}
