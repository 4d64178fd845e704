#include "core/forecast.h"

#include <math.h>
#include <stdlib.h>

enum {
	FORECAST_WEEK_DAYS = 7,
	FORECAST_BLOCK_WEEKS = 2,
	FORECAST_LOW_PERMILLE = 100,
	FORECAST_LIKELY_PERMILLE = 500,
	FORECAST_HIGH_PERMILLE = 900,
};

/* How far habits go, as deviations of the logarithm of the pace. */
static const double forecast_level_sd = 0.2;    /* from what four weeks show; less from more */
static const double forecast_drift_sd = 0.0425; /* in a block of weeks: 0.03 in one */
static const double forecast_goal_sd = 0.4;

/* One future as it is played. */
struct forecast_path {
	const struct forecast_input *input;
	struct chance *chance;
	double ratios[ESTIMATE_KINDS];
	double assumed_ratio;         /* for what was finished without time told */
	double weeks[PACE_WEEKS_MAX]; /* minutes, newest first */
	uint32_t n_weeks, at, left;   /* the next week drawn, and how many more of its block */
	double log_level, level;      /* how far habits have gone */
};

/* What the part takes in this future. */
static double
forecast_part_minutes(struct forecast_path *path, const struct forecast_part *part)
{
	double scatter = path->input->estimate->step_variance;
	double mean = 0, variance = 0, log_variance;

	for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
		double ratio = path->ratios[kind];

		mean += ratio * part->minutes[kind];
		variance += ratio * ratio * part->squares[kind];
	}
	if (mean <= 0)
		return 0;
	log_variance = log(1 + scatter * variance / (mean * mean));
	return mean * exp(sqrt(log_variance) * chance_normal(path->chance) - log_variance / 2);
}

/* The mean ratio over the work that is left, with the ratios of a path or those expected. */
static double
forecast_ratio(const struct forecast_input *input, const double *ratios)
{
	double planned = 0, real = 0;

	for (uint32_t i = 0; i < input->n_parts; i++)
		for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++) {
			planned += input->parts[i].minutes[kind];
			real +=
			    input->parts[i].minutes[kind] *
			    (ratios != NULL ? ratios[kind] : estimate_ratio(input->estimate, kind));
		}
	return planned > 0 ? real / planned : 1;
}

/*
 * Of what the bootstrap does not see: habits that these weeks do not show, and good and bad weeks
 * in runs longer than a block, for which the variance of the mean is counted once more.
 */
static double
forecast_level_variance(const struct pace *pace, double assumed_ratio)
{
	double mean = pace_mean(pace, assumed_ratio), squares = 0;

	for (uint32_t i = 0; i < pace->n_weeks; i++) {
		double away = pace->told[i] + assumed_ratio * pace->assumed[i] - mean;

		squares += away * away;
	}
	return (forecast_level_sd * forecast_level_sd * PACE_WEEKS_LEAST +
		   squares / (mean * mean * pace->n_weeks)) /
	       pace->n_weeks;
}

static void
forecast_path_begin(struct forecast_path *path, enum forecast_basis basis)
{
	const struct pace *pace = path->input->pace;

	path->left = 0;
	estimate_draw(path->input->estimate, path->chance, path->ratios);
	if (basis == FORECAST_GOAL) {
		path->n_weeks = 1;
		path->weeks[0] = FORECAST_GOAL_KEPT * path->input->goal_minutes;
		path->log_level = forecast_goal_sd * chance_normal(path->chance);
		return;
	}
	path->assumed_ratio = forecast_ratio(path->input, path->ratios);
	path->n_weeks = pace->n_weeks;
	for (uint32_t i = 0, week = 0; i < pace->n_weeks; i++) {
		/* neighbours stay neighbours */
		if (i % FORECAST_BLOCK_WEEKS == 0)
			week = chance_below(path->chance, pace->n_weeks);
		else
			week = (week + 1) % pace->n_weeks;
		path->weeks[i] = pace->told[week] + path->assumed_ratio * pace->assumed[week];
	}
	path->log_level =
	    sqrt(forecast_level_variance(pace, path->assumed_ratio)) * chance_normal(path->chance);
}

static double
forecast_week(struct forecast_path *path)
{
	if (path->left-- == 0) {
		path->at = chance_below(path->chance, path->n_weeks);
		path->left = FORECAST_BLOCK_WEEKS - 1;
		path->log_level += forecast_drift_sd * chance_normal(path->chance);
		path->level = exp(path->log_level);
	}
	path->at = path->at > 0 ? path->at - 1 : path->n_weeks - 1;
	return path->weeks[path->at] * path->level;
}

/* Plays a future: writes after how many days of learning each part is through. */
static void
forecast_play(struct forecast_path *path, enum forecast_basis basis, uint32_t *ret_days)
{
	double done = 0, needed = 0, week = 0;
	int32_t n_weeks = -1; /* before the one that is lived */

	forecast_path_begin(path, basis);
	for (uint32_t i = 0; i < path->input->n_parts; i++) {
		needed += forecast_part_minutes(path, &path->input->parts[i]);
		while (done + week < needed && n_weeks < FORECAST_WEEKS_MAX) {
			done += week;
			week = forecast_week(path);
			n_weeks++;
		}
		if (n_weeks >= FORECAST_WEEKS_MAX)
			ret_days[i] = FORECAST_NEVER;
		else if (n_weeks < 0)
			ret_days[i] = 0;
		else
			ret_days[i] = (uint32_t)(n_weeks * FORECAST_WEEK_DAYS) +
				      (uint32_t)(FORECAST_WEEK_DAYS * (needed - done) / week);
	}
}

static int
forecast_compare(const void *a, const void *b)
{
	uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;

	return (left > right) - (left < right);
}

static int32_t
forecast_day(const struct forecast_input *input, const uint32_t *sorted, uint32_t permille)
{
	uint32_t days = sorted[(uint64_t)FORECAST_PATHS * permille / 1000];

	if (days == FORECAST_NEVER)
		return FORECAST_NEVER;
	return pace_day_after(input->pauses, input->today, days);
}

static struct forecast_band
forecast_band(const struct forecast_input *input, uint32_t *days)
{
	qsort(days, FORECAST_PATHS, sizeof(*days), forecast_compare);
	return (struct forecast_band){
	    .low = forecast_day(input, days, FORECAST_LOW_PERMILLE),
	    .likely = forecast_day(input, days, FORECAST_LIKELY_PERMILLE),
	    .high = forecast_day(input, days, FORECAST_HIGH_PERMILLE),
	};
}

/* days: those of all futures until everything is through, rising. */
static void
forecast_target(const struct forecast_input *input, const uint32_t *days, struct forecast *forecast)
{
	uint32_t room =
	    goal_days(input->pauses.list, input->pauses.n, input->today, input->target_day + 1);
	uint32_t n = 0;

	forecast->target_week_minutes = forecast->minutes_left * FORECAST_WEEK_DAYS /
					(room > FORECAST_WEEK_DAYS ? room : FORECAST_WEEK_DAYS);
	while (n < FORECAST_PATHS && days[n] <= room)
		n++;
	forecast->target_permille = n * 1000 / FORECAST_PATHS;
}

static enum forecast_basis
forecast_basis(const struct forecast_input *input)
{
	if (pace_is_known(input->pace))
		return FORECAST_PACE;
	return input->goal_minutes > 0 ? FORECAST_GOAL : FORECAST_NOTHING;
}

/* Plays all futures; fills the bands and what there is to say of the target. */
static void
forecast_bands(const struct forecast_input *input, struct arena *arena, struct forecast *forecast)
{
	uint32_t n = input->n_parts;
	uint32_t *days = arena_array(arena, (size_t)n * FORECAST_PATHS, sizeof(*days));
	uint32_t *of_path = arena_array(arena, n, sizeof(*of_path));
	struct chance chance = {input->seed};
	struct forecast_path path = {.input = input, .chance = &chance};

	for (uint32_t i = 0; i < FORECAST_PATHS; i++) {
		forecast_play(&path, forecast->basis, of_path);
		for (uint32_t part = 0; part < n; part++)
			days[part * FORECAST_PATHS + i] = of_path[part];
	}
	for (uint32_t part = 0; part < n; part++)
		forecast->parts[part] = forecast_band(input, &days[part * FORECAST_PATHS]);
	forecast->all = forecast->parts[n - 1];
	if (input->target_day != FORECAST_NEVER)
		forecast_target(input, &days[(n - 1) * FORECAST_PATHS], forecast);
}

void
forecast_make(const struct forecast_input *input, struct arena *arena,
    struct forecast *ret_forecast)
{
	struct forecast forecast = {
	    .basis = forecast_basis(input),
	    .parts = arena_array(arena, input->n_parts, sizeof(struct forecast_band)),
	    .all = {input->today, input->today, input->today},
	    .target_permille = 1000,
	};

	for (uint32_t i = 0; i < input->n_parts; i++)
		for (uint32_t kind = 0; kind < ESTIMATE_KINDS; kind++)
			forecast.minutes_left +=
			    input->parts[i].minutes[kind] * estimate_ratio(input->estimate, kind);
	if (forecast.basis == FORECAST_PACE)
		forecast.week_minutes = pace_mean(input->pace, forecast_ratio(input, NULL));
	else if (forecast.basis == FORECAST_GOAL)
		forecast.week_minutes = FORECAST_GOAL_KEPT * input->goal_minutes;
	if (input->n_parts > 0 && forecast.basis != FORECAST_NOTHING)
		forecast_bands(input, arena, &forecast);
	*ret_forecast = forecast;
}
