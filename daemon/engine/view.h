/*
 * What the learner's place looks like in messages. Everything lives in the request's arena.
 */
#ifndef ENGINE_VIEW_H
#define ENGINE_VIEW_H

#include "engine/place.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "roadmap/v1/enrollment.pb-c.h"
#include "roadmap/v1/step.pb-c.h"

/* NULL for 0. */
Google__Protobuf__Timestamp *view_timestamp(struct arena *arena, int64_t at_us);
Google__Protobuf__Timestamp *view_timestamp_s(struct arena *arena, int64_t at_s);

Pb__StepView *view_step(struct op *op, const struct place *place, uint32_t step);
/* A list of them: n step indexes. */
Pb__StepView **view_steps(struct op *op, const struct place *place, const uint32_t *steps,
    size_t n);
Pb__EnrollmentView *view_enrollment(struct op *op, const struct place *place);
Pb__ItemView **view_items(struct op *op, const struct place *place, uint32_t step);

#endif
