#ifndef SUPPORT_SAME_PLAN_H
#define SUPPORT_SAME_PLAN_H

#include "core/plan.h"

/* Whether every entry of both is the same, and so are the steps of their blocks. */
bool same_plan(const struct plan *a, const struct plan *b);

#endif
