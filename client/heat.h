/*
 * A calendar of days, a column a week, darker or brighter where more was done: colours where the
 * terminal has them, shades of blocks, and digits in ASCII.
 */
#ifndef CLIENT_HEAT_H
#define CLIENT_HEAT_H

#include "client/out.h"
#include "roadmap/v1/review.pb-c.h"

/*
 * Days from first_day to last_day; those after `today` are left empty. In as many bands one below
 * the other as the width asks for.
 */
void heat_print(const struct out *out, struct arena *arena, const Pb__ReviewStatsReply *reply);

#endif
