#include "support/learner.h"

#include <math.h>
#include <string.h>

enum {
	LEARNER_DAYS_MAX = 3650,
	LEARNER_PAUSES_MAX = 16,
	LEARNER_STEPS_LEAST = 20,
	LEARNER_STEPS_MOST = 160,
};

/* A learner as the forecast never sees one. */
struct learner_life {
	struct chance *chance;
	enum learner_habit habit;
	double week_minutes, weekday[7];
	double speed[ESTIMATE_KINDS]; /* hours taken for an hour planned, at the middle */
	double scatter;
	double trend; /* logarithm a week */
	double mood;  /* of the bursty, logarithm; carries over from week to week */
	double burst; /* how far moods go */
	uint32_t switch_week;
	double switch_ratio;
	bool announces, tells;
	uint32_t off_until; /* day number of a pause that goes on */
};

struct learner_step {
	uint32_t kind, planned;
	double takes;
	uint32_t finished; /* day */
};

const char *
learner_habit_name(enum learner_habit habit)
{
	static const char *const names[] = {"steady", "bursty", "trend", "pauses", "switch"};

	return names[habit];
}

static double
learner_between(struct chance *chance, double low, double high)
{
	return low + (high - low) * chance_share(chance);
}

static void
learner_be_born(struct learner_life *life, struct chance *chance)
{
	double speed = exp(0.1 + 0.4 * chance_normal(chance));
	double sum = 0;

	memset(life, 0, sizeof(*life));
	life->chance = chance;
	life->habit = (enum learner_habit)chance_below(chance, LEARNER_HABITS);
	life->week_minutes = exp(learner_between(chance, log(120), log(1800)));
	for (int i = 0; i < 7; i++)
		sum += life->weekday[i] = chance_share(chance) < 0.3 ? 0 : chance_share(chance);
	for (int i = 0; i < 7; i++)
		life->weekday[i] = sum > 0 ? life->weekday[i] / sum : 1.0 / 7;
	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++)
		life->speed[kind] = speed * exp(0.2 * chance_normal(chance));
	life->scatter = learner_between(chance, 0.3, 0.8);
	life->trend = (chance_share(chance) < 0.5 ? -1 : 1) * learner_between(chance, 0.005, 0.02);
	life->burst = learner_between(chance, 0.6, 1.2);
	life->switch_week = chance_below(chance, 80);
	life->switch_ratio = exp(0.4 * chance_normal(chance));
	life->announces = chance_share(chance) < 0.5;
	life->tells = chance_share(chance) < 0.75;
}

/* What a week is against the usual. */
static double
learner_week(struct learner_life *life, uint32_t week)
{
	double noise = exp(0.25 * chance_normal(life->chance));

	switch (life->habit) {
	case LEARNER_BURSTY:
		life->mood = 0.4 * life->mood + life->burst * chance_normal(life->chance);
		if (chance_share(life->chance) < 0.15)
			return 0;
		return exp(life->mood);
	case LEARNER_TREND:
		/* nobody learns for ever more hours */
		return noise * exp(life->trend * (week < 60 ? week : 60));
	case LEARNER_SWITCH:
		return noise * (week >= life->switch_week ? life->switch_ratio : 1);
	default:
		return noise;
	}
}

/* A day's minutes. Pauses that are announced are written down. */
static double
learner_day(struct learner_life *life, uint32_t day, double *week_ratio, struct goal_pause *pauses,
    size_t *n_pauses)
{
	double minutes;

	if (day % 7 == 0)
		*week_ratio = learner_week(life, day / 7);
	if (life->habit == LEARNER_PAUSES && day >= life->off_until &&
	    chance_share(life->chance) < 1.0 / 120) {
		life->off_until = day + 14 + chance_below(life->chance, 22);
		if (life->announces && *n_pauses < LEARNER_PAUSES_MAX)
			pauses[(*n_pauses)++] =
			    (struct goal_pause){(int32_t)day, (int32_t)life->off_until};
	}
	if (day < life->off_until)
		return 0;
	minutes = life->week_minutes * *week_ratio * life->weekday[day % 7] *
		  exp(0.3 * chance_normal(life->chance));
	return minutes;
}

static uint32_t
learner_steps(struct learner_life *life, struct arena *arena, struct learner_step **ret_steps)
{
	uint32_t n = LEARNER_STEPS_LEAST +
		     chance_below(life->chance, LEARNER_STEPS_MOST - LEARNER_STEPS_LEAST);
	struct learner_step *steps = arena_array(arena, n, sizeof(*steps));

	for (uint32_t i = 0; i < n; i++) {
		double hours = exp(learner_between(life->chance, log(1), log(25)));

		/* projects come later */
		steps[i].kind =
		    1 + (chance_below(life->chance, n) < i) * chance_below(life->chance, 4);
		steps[i].planned = (uint32_t)(hours * 60);
		steps[i].takes = steps[i].planned * life->speed[steps[i].kind] *
				 exp(life->scatter * chance_normal(life->chance));
	}
	*ret_steps = steps;
	return n;
}

/* Lives it to the end: fills when steps are finished and what was done each day. */
static uint32_t
learner_live(struct learner_life *life, struct learner_step *steps, uint32_t n, double *minutes,
    struct goal_pause *pauses, size_t *n_pauses)
{
	double week_ratio = 1, spent = 0;
	uint32_t step = 0, day;

	for (day = 0; day < LEARNER_DAYS_MAX && step < n; day++) {
		minutes[day] = learner_day(life, day, &week_ratio, pauses, n_pauses);
		spent += minutes[day];
		for (; step < n && spent >= steps[step].takes; step++) {
			spent -= steps[step].takes;
			steps[step].finished = day;
		}
	}
	for (; step < n; step++)
		steps[step].finished = LEARNER_DAYS_MAX;
	return day;
}

/* What the forecast may know on a day: the past. */
static void
learner_tell(const struct learner_life *life, const struct learner_step *steps, uint32_t n,
    const double *minutes, uint32_t today, struct arena *arena, struct forecast_input *input)
{
	struct estimate_sample *samples = arena_array(arena, n, sizeof(*samples));
	struct estimate *estimate = arena_alloc(arena, sizeof(*estimate));
	struct forecast_part *part = arena_alloc(arena, sizeof(*part));
	struct pace_day *days = arena_array(arena, today + 1, sizeof(*days));
	struct pace *pace = arena_alloc(arena, sizeof(*pace));
	double active_spent = 0;
	uint32_t n_samples = 0;

	for (uint32_t day = 0; day < today; day++) {
		days[day].day = (int32_t)day;
		days[day].told = life->tells ? (uint32_t)minutes[day] : 0;
		active_spent += minutes[day];
	}
	for (uint32_t i = 0; i < n; i++) {
		double planned = steps[i].planned;

		if (steps[i].finished < today) {
			active_spent -= steps[i].takes;
			if (!life->tells)
				days[steps[i].finished].assumed += steps[i].planned;
			else
				samples[n_samples++] = (struct estimate_sample){steps[i].kind,
				    steps[i].planned, (uint32_t)steps[i].takes + 1};
			continue;
		}
		/* the time spent on a step in progress is known of those who tell */
		if (life->tells && active_spent > 0) {
			planned -= active_spent < 0.8 * planned ? active_spent : 0.8 * planned;
			active_spent = 0;
		}
		part->minutes[steps[i].kind] += planned;
		part->squares[steps[i].kind] += planned * planned;
	}
	estimate_fit(estimate, samples, n_samples);
	pace_measure(pace, days, today, input->pauses, 0, (int32_t)today);
	input->pace = pace;
	input->estimate = estimate;
	input->parts = part;
	input->n_parts = 1;
	input->today = (int32_t)today;
	input->target_day = FORECAST_NEVER;
}

void
learner_make(struct chance *chance, struct arena *arena, struct learner *ret_learner)
{
	double *minutes = arena_array(arena, LEARNER_DAYS_MAX, sizeof(*minutes));
	struct goal_pause *pauses = arena_array(arena, LEARNER_PAUSES_MAX, sizeof(*pauses));
	struct learner learner = {0};
	struct learner_step *steps;
	struct learner_life life;
	uint32_t n, end, today;
	size_t n_pauses = 0;

	do {
		n_pauses = 0;
		learner_be_born(&life, chance);
		n = learner_steps(&life, arena, &steps);
		end = learner_live(&life, steps, n, minutes, pauses, &n_pauses);
	} while (end < 12 * 7);
	today = (uint32_t)(end * learner_between(chance, 0.1, 0.9));
	if (today < 5 * 7)
		today = 5 * 7;
	if (today > end - 7)
		today = end - 7;
	learner.habit = life.habit;
	/* pauses are known when they are announced: a month ahead at most */
	while (n_pauses > 0 && pauses[n_pauses - 1].from_day > (int32_t)today + 30)
		n_pauses--;
	learner.input.pauses = (struct pace_pauses){pauses, n_pauses};
	learner.input.seed = chance_next(chance);
	learner_tell(&life, steps, n, minutes, today, arena, &learner.input);
	learner.finish_day = end < LEARNER_DAYS_MAX ? (int32_t)end - 1 : FORECAST_NEVER;
	*ret_learner = learner;
}

static void
learner_judge(const struct learner *learner, const struct forecast *forecast,
    struct learner_score *score)
{
	const struct forecast_band *band = &forecast->all;
	double days = learner->finish_day - learner->input.today;
	bool below = learner->finish_day < band->low;
	bool above = learner->finish_day > band->high;

	score->n[learner->habit]++;
	score->held[learner->habit] += !below && !above;
	score->below += below;
	score->above += above;
	if (band->high == FORECAST_NEVER || learner->finish_day == FORECAST_NEVER || days <= 0)
		return;
	score->likely_error += fabs((double)band->likely - learner->finish_day) / days;
	score->width += (band->high - band->low) / days;
}

void
learner_score(uint64_t seed, uint32_t n, struct learner_score *ret_score)
{
	struct chance chance = {seed};
	struct arena *arena = arena_new();

	memset(ret_score, 0, sizeof(*ret_score));
	for (uint32_t i = 0; i < n; i++) {
		struct learner learner;
		struct forecast forecast;

		learner_make(&chance, arena, &learner);
		forecast_make(&learner.input, arena, &forecast);
		learner_judge(&learner, &forecast, ret_score);
		arena_reset(arena);
	}
	ret_score->likely_error /= n;
	ret_score->width /= n;
	arena_free(arena);
}
