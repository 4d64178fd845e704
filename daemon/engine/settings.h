/*
 * What the learner has set, typed: the settings of core/setting.h, and those of one roadmap.
 */
#ifndef ENGINE_SETTINGS_H
#define ENGINE_SETTINGS_H

#include "core/setting.h"
#include "engine/op.h"
#include "engine/zone.h"

struct settings {
	uint32_t values[SETTINGS];
	/* of the roadmap: */
	const char *goal_day; /* "2026-03-01", or "" */
	const char *pathway;  /* its id, or "" */
};

/* roadmap_id "" leaves those of a roadmap empty. */
enum err_code settings_read(struct op *op, const char *roadmap_id, struct settings *ret_settings,
    struct err *err);

/* Stores one; what would hold anyway is not stored. */
enum err_code settings_write(struct op *op, enum setting_id id, uint32_t value, struct err *err);

/* The learner's day at the moment of the request. */
int32_t settings_today(const struct op *op, const struct settings *settings);

/* The names under which those of a roadmap are stored: "goal-date ID", "pathway ID". */
const char *settings_goal_day_name(struct arena *arena, const char *roadmap_id);
const char *settings_pathway_name(struct arena *arena, const char *roadmap_id);

#endif
