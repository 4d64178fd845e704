/*
 * What a learner does over weeks, for tests of what looks back on it. Enrolled in pottery.
 */
#ifndef DESK_WORK_H
#define DESK_WORK_H

#include "desk.h"

/* A moment in UTC. */
int64_t work_moment(int32_t year, uint32_t month, uint32_t day, int hour, int minute);
/* From now on it is that time. */
void work_go_to(struct desk *desk, int64_t at_s);
void work_add(struct desk *desk, const char *step, int64_t at_s, uint32_t minutes);
/* Done at a moment, with so many minutes told in all; 0: none. */
void work_finish(struct desk *desk, const char *step, int64_t at_s, uint32_t minutes);
void work_set(struct desk *desk, const char *name, const char *value);
void work_pause(struct desk *desk, const char *from_day, const char *until_day);

#endif
