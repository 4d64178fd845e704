/* Review.Stats: what was learned, by day, week, phase and kind. */
#include "engine/op_table.h"

#include "engine/pauses.h"
#include "engine/worked.h"

enum {
	OP_REVIEW_WEEKS = 8,
	OP_REVIEW_DAY_WEEKS = 53,
	OP_REVIEW_YEAR_LEAST = 2000,
	OP_REVIEW_YEAR_MOST = 9999,
};

/* Days of which those with work are listed. */
struct op_review_days {
	int32_t first, last;
};

static enum err_code
op_review_check(const Pb__ReviewStatsRequest *request, struct err *err)
{
	if (request->weeks > WORKED_WEEKS)
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for at most %d weeks", WORKED_WEEKS);
	if (request->year != 0 &&
	    (request->year < OP_REVIEW_YEAR_LEAST || request->year > OP_REVIEW_YEAR_MOST))
		return err_set(err, ERR_INVALID_ARGUMENT, "ask for a year from %d on",
		    OP_REVIEW_YEAR_LEAST);
	return ERR_OK;
}

static Pb__ReviewSum *
op_review_sum(struct op *op, struct review_sum sum)
{
	Pb__ReviewSum *view = OP_NEW(op, review_sum);

	view->steps = sum.steps;
	view->steps_told = sum.steps_told;
	view->minutes_planned = sum.planned;
	view->minutes_planned_told = sum.planned_told;
	view->minutes_told = sum.told;
	return view;
}

/* By phase and kind: of the steps of one roadmap. */
static void
op_review_sums(struct op *op, const struct place *place, Pb__ReviewStatsReply *reply)
{
	const struct roadmap *roadmap = place->roadmap;
	uint32_t *spent = arena_array(op->arena, roadmap->n_steps, sizeof(*spent));

	for (uint32_t i = 0; i < roadmap->n_steps; i++)
		spent[i] = place->rows[i] != NULL ? place->rows[i]->minutes_spent : 0;
	reply->all = op_review_sum(op, review_sum(place->standing, spent, ROADMAP_NONE, 0));
	reply->phases = arena_array(op->arena, roadmap->n_phases, sizeof(*reply->phases));
	for (uint32_t i = 0; i < roadmap->n_phases; i++) {
		Pb__ReviewPhase *phase = OP_NEW(op, review_phase);

		phase->id = roadmap->phases[i].id;
		phase->title = roadmap->phases[i].title;
		phase->sum = op_review_sum(op, review_sum(place->standing, spent, i, 0));
		reply->phases[reply->n_phases++] = phase;
	}
	reply->kinds = arena_array(op->arena, ESTIMATE_KINDS, sizeof(*reply->kinds));
	for (uint32_t i = ROADMAP_KIND_LEARN; i <= ROADMAP_KIND_JOB; i++) {
		struct review_sum sum = review_sum(place->standing, spent, ROADMAP_NONE, i);
		Pb__ReviewKind *kind = OP_NEW(op, review_kind);

		if (sum.steps == 0)
			continue;
		kind->kind = (Pb__Kind)i;
		kind->sum = op_review_sum(op, sum);
		kind->ratio_permille = estimate_minutes(&place->estimate, i, 1000);
		reply->kinds[reply->n_kinds++] = kind;
	}
}

static Pb__ReviewStreak *
op_review_streak(struct op *op, struct review_streak streak)
{
	Pb__ReviewStreak *view = OP_NEW(op, review_streak);

	view->now = streak.now;
	view->longest = streak.longest;
	return view;
}

static Pb__ReviewWeek *
op_review_week(struct op *op, const struct review_week *week)
{
	Pb__ReviewWeek *view = OP_NEW(op, review_week);

	view->monday = pauses_day(op, week->monday);
	view->minutes_told = week->told;
	view->minutes_assumed = week->assumed;
	view->days = week->days;
	view->goal_minutes = week->goal_minutes;
	view->off = week->off;
	view->met = week->met;
	return view;
}

static void
op_review_weeks(struct op *op, const struct worked *worked, uint32_t n_wanted,
    Pb__ReviewStatsReply *reply)
{
	const struct review_rules rules = {
	    .goal_minutes = worked->settings.values[SETTING_GOAL],
	    .rest_days = worked->settings.values[SETTING_REST_DAYS],
	    .pauses = worked->pauses,
	};
	struct review_week *weeks;
	size_t n = review_weeks(worked->days, worked->n_days, &rules, worked->first_day,
	    worked->today, op->arena, &weeks);

	reply->goal_minutes = rules.goal_minutes;
	reply->week_streak = op_review_streak(op, review_week_streak(weeks, n));
	reply->day_streak = op_review_streak(op, review_day_streak(worked->days, worked->n_days,
						     &rules, worked->first_day, worked->today));
	reply->weeks = arena_array(op->arena, n, sizeof(*reply->weeks));
	for (size_t i = n > n_wanted ? n - n_wanted : 0; i < n; i++)
		reply->weeks[reply->n_weeks++] = op_review_week(op, &weeks[i]);
}

static struct op_review_days
op_review_span(const Pb__ReviewStatsRequest *request, int32_t today)
{
	if (request->year == 0)
		return (struct op_review_days){calendar_monday(today) -
						   (OP_REVIEW_DAY_WEEKS - 1) * CALENDAR_WEEK_DAYS,
		    today};
	return (struct op_review_days){calendar_day_of(
					   (struct calendar_date){(int32_t)request->year, 1, 1}),
	    calendar_day_of((struct calendar_date){(int32_t)request->year, 12, 31})};
}

static void
op_review_list_days(struct op *op, const struct worked *worked, struct op_review_days span,
    Pb__ReviewStatsReply *reply)
{
	const struct pace_day *days = worked->days;
	size_t first = 0, n = 0;
	uint8_t *levels;

	while (first < worked->n_days && days[first].day < span.first)
		first++;
	while (first + n < worked->n_days && days[first + n].day <= span.last)
		n++;
	levels = arena_array(op->arena, n, sizeof(*levels));
	review_levels(days + first, n, op->arena, levels);
	reply->first_day = pauses_day(op, span.first);
	reply->last_day = pauses_day(op, span.last);
	reply->days = arena_array(op->arena, n, sizeof(*reply->days));
	for (size_t i = 0; i < n; i++) {
		Pb__ReviewDay *day = OP_NEW(op, review_day);

		day->day = pauses_day(op, days[first + i].day);
		day->minutes_told = days[first + i].told;
		day->minutes_assumed = days[first + i].assumed;
		day->level = levels[i];
		reply->days[reply->n_days++] = day;
	}
}

enum err_code
op_review_stats(struct op *op, const Pb__ReviewStatsRequest *request, Pb__ReviewStatsReply *reply,
    struct err *err)
{
	const struct place *place;
	struct worked worked;
	enum err_code code = op_review_check(request, err);
	int32_t since_day = INT32_MAX;

	if (code != ERR_OK)
		return code;
	place = place_open(op, request->roadmap_id, err);
	if (place == NULL)
		return err->code;
	if (request->days && request->year != 0)
		since_day = op_review_span(request, 0).first;
	code = worked_read(op, place, true, since_day, &worked, err);
	if (code != ERR_OK)
		return code;
	reply->roadmap_id = place->roadmap->id;
	reply->title = place->roadmap->title;
	reply->today = pauses_day(op, worked.today);
	op_review_weeks(op, &worked, request->weeks != 0 ? request->weeks : OP_REVIEW_WEEKS, reply);
	op_review_sums(op, place, reply);
	if (request->days)
		op_review_list_days(op, &worked, op_review_span(request, worked.today), reply);
	return ERR_OK;
}
