/*
 * A chart of one thing that grows within another: an area below a line. Braille dots where the
 * terminal has them, else '#' and '-'.
 */
#ifndef CLIENT_CHART_H
#define CLIENT_CHART_H

#include <stdint.h>

#include "client/out.h"

struct chart {
	const uint32_t *area, *line; /* n of each, evenly spaced */
	unsigned n;                  /* not 0 */
	const char *left, *right;    /* what stands below the first and the last */
	const char *(*label)(struct arena *arena, uint64_t value);
};

/* How many values a chart can show at a width: more are left out. */
unsigned chart_points(const struct out *out);
void chart_print(const struct out *out, struct arena *arena, const struct chart *chart);

#endif
