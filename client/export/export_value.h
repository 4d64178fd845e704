/*
 * Values as they are written in more than one format.
 */
#ifndef CLIENT_EXPORT_VALUE_H
#define CLIENT_EXPORT_VALUE_H

#include "core/arena.h"
#include "export_data.h"
#include "google/protobuf/timestamp.pb-c.h"

/* Hours in the shortest decimals that are the same minutes again: "3", "0.5", "0.08". */
const char *export_value_hours(struct arena *arena, uint32_t minutes);
/* The same of a step, "2-4" where it has a range. */
const char *export_value_estimate(struct arena *arena, const struct export_step *step);

/* A moment in UTC, "" for NULL: "2026-03-01T14:00:00Z", and the same without dashes and colons. */
const char *export_value_time(struct arena *arena, const Google__Protobuf__Timestamp *at);
const char *export_value_stamp(struct arena *arena, const Google__Protobuf__Timestamp *at);

/* "todo", "active", "done", "skipped", "known". */
const char *export_value_status(const struct export_step *step);
bool export_value_is_finished(const struct export_step *step);

/* The title of the option that owns the step, or "". */
const char *export_value_option(const struct export_data *data, const struct export_step *step);

#endif
