/*
 * Chance that repeats: numbers that look random and depend on nothing but the state passed in.
 *
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014): its state is a counter, any seed is a good one. Not for secrets.
 */
#ifndef CORE_CHANCE_H
#define CORE_CHANCE_H

#include <stdint.h>

struct chance {
	uint64_t state; /* the seed, to begin with */
};

uint64_t chance_next(struct chance *chance);
/* Evenly from 0 to below n, which is not 0. */
uint32_t chance_below(struct chance *chance, uint32_t n);
/* Evenly between 0 and 1, neither of them. */
double chance_share(struct chance *chance);
/* From the normal distribution with mean 0 and deviation 1 (Box and Muller 1958). */
double chance_normal(struct chance *chance);

#endif
