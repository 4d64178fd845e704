/*
 * Estimates corrected by the learner's own hours.
 *
 * Of every finished step with hours told, x = ln(hours taken / hours planned). The model is
 * x ~ N(u_k, s^2) for a step of kind k, u_k ~ N(a, ESTIMATE_KIND_SD^2): the learner's pace at that
 * kind, around a ~ N(0, ESTIMATE_LEARNER_SD^2), the learner's pace at all of them. So with no hours
 * told the plan stands as it is; every step told moves its own kind most and the others a little;
 * with n told of a kind, what they say weighs about n against s^2 / ESTIMATE_KIND_SD^2 for the rest
 * (a normal model with known priors; Gelman et al., Bayesian Data Analysis, 3rd ed., 5.4).
 * s^2 is the scatter of the steps told around the mean of their kind, taken together with
 * ESTIMATE_PRIOR_N imagined ones that scatter by ESTIMATE_STEP_SD, as those of most people do.
 * A ratio beyond ESTIMATE_RATIO_MAX either way counts as that: it is a slip or a forgotten timer.
 */
#ifndef CORE_ESTIMATE_H
#define CORE_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/chance.h"

enum {
	ESTIMATE_KINDS = 5, /* enum roadmap_kind is 1 to 4; 0 is a kind not known */
	ESTIMATE_RATIO_MAX = 8,
	ESTIMATE_PRIOR_N = 6,
	ESTIMATE_SHOWN_N = 3, /* steps told before a correction is worth showing */
};

#define ESTIMATE_LEARNER_SD 0.35
#define ESTIMATE_KIND_SD 0.2
#define ESTIMATE_STEP_SD 0.5

/* A finished step: neither is 0. */
struct estimate_sample {
	uint32_t kind;
	uint32_t planned_minutes, spent_minutes;
};

struct estimate {
	uint32_t n; /* steps told */
	uint32_t n_of[ESTIMATE_KINDS];
	double sum_of[ESTIMATE_KINDS];    /* of x */
	double step_variance;             /* s^2 */
	double learner, learner_variance; /* what is known of a */
	double kind[ESTIMATE_KINDS];      /* the mean of u_k */
};

/* With no samples: the plan as it is. */
void estimate_fit(struct estimate *estimate, const struct estimate_sample *samples, size_t n);

/* What a step will probably take, as likely more as less, in minutes; at least 1. */
uint32_t estimate_minutes(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes);
/* Worth showing beside the plan: enough steps told, and a tenth or more away from it. */
bool estimate_differs(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes);
/* What the hours planned of many steps of a kind are to be multiplied with. */
double estimate_mean_ratio(const struct estimate *estimate, uint32_t kind);

/* One learner that fits what is known: writes e^u_k for each kind. */
void estimate_draw(const struct estimate *estimate, struct chance *chance,
    double ret_ratios[ESTIMATE_KINDS]);

#endif
