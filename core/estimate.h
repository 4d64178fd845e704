/*
 * Estimates corrected by the learner's own hours.
 *
 * Of the finished steps of kind k with hours told, r_k is the ratio of all hours taken to all hours
 * planned. The model is ln r_k ~ N(u_k, c^2 / m_k), where c is how far the hours of a single step
 * scatter, relative to what was to be expected, and m_k = (sum of p)^2 / (sum of p^2) is how many
 * steps of equal size those of planned hours p come to; u_k ~ N(a, ESTIMATE_KIND_SD^2) is the
 * learner at that kind, around a ~ N(0, ESTIMATE_LEARNER_SD^2), the learner at all of them. So with
 * no hours told the plan stands as it is; every step told moves its own kind most and the others a
 * little; m_k of a kind weigh against c^2 / ESTIMATE_KIND_SD^2 for the rest (a normal model with
 * known priors; Gelman et al., Bayesian Data Analysis, 3rd ed., 5.4).
 * c^2 is what the steps told show, taken together with ESTIMATE_PRIOR_N imagined ones that scatter
 * by ESTIMATE_STEP_SD. A step that took over ESTIMATE_RATIO_MAX times its plan, or less than one
 * part in so many, counts as that: it is a slip or a forgotten timer.
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
#define ESTIMATE_STEP_SD 0.55

/* A finished step: neither is 0. */
struct estimate_sample {
	uint32_t kind;
	uint32_t planned_minutes, spent_minutes;
};

struct estimate {
	uint32_t n;                       /* steps told */
	double weight[ESTIMATE_KINDS];    /* m_k; 0: none told */
	double log_ratio[ESTIMATE_KINDS]; /* ln r_k */
	double step_variance;             /* c^2 */
	double learner, learner_variance; /* what is known of a */
	double kind[ESTIMATE_KINDS];      /* the mean of u_k */
};

/* With no samples: the plan as it is. */
void estimate_fit(struct estimate *estimate, const struct estimate_sample *samples, size_t n);

/* What the hours planned of a kind are to be multiplied with. */
double estimate_ratio(const struct estimate *estimate, uint32_t kind);
/* What a step is to be reckoned with, in minutes; at least 1. */
uint32_t estimate_minutes(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes);
/* Worth showing beside the plan: enough steps told, and a tenth or more away from it. */
bool estimate_differs(const struct estimate *estimate, uint32_t kind, uint32_t planned_minutes);

/* One learner that fits what is known: writes e^u_k for each kind. */
void estimate_draw(const struct estimate *estimate, struct chance *chance,
    double ret_ratios[ESTIMATE_KINDS]);

#endif
