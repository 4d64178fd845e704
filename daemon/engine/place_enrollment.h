/*
 * Enrollments by name, and the one that a place is in.
 */
#ifndef ENGINE_PLACE_ENROLLMENT_H
#define ENGINE_PLACE_ENROLLMENT_H

#include "engine/place.h"

/*
 * Finds it by what was typed, "" for the current one, and reads the others. A FAILED_PRECONDITION
 * if there is none says how to begin.
 */
enum err_code place_enrollment_read(struct op *op, struct place *place, const char *roadmap_id,
    struct err *err);

/* The id of the current enrollment, or NULL if there is none. */
enum err_code place_enrollment_current(struct op *op, const char **ret_roadmap_id, struct err *err);

/* Finds an enrollment by what was typed. */
enum err_code place_enrollment_find(struct op *op, const char *text,
    struct store_enrollment *ret_enrollment, struct err *err);

#endif
